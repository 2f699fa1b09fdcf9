"""Who asks: the sessions of people who signed in, and what a resource may require of whoever asks.

With a file of tokens everybody signs in. Without one the server answers on loopback only, to the one person at the
machine, who may do everything.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from standoff.serving.people import People, Person

COOKIE = "standoff_session"
# A working day; a session that isn't used for so long ends.
LASTS = 12 * 3600
# More would be somebody trying: the oldest ends when another begins.
MOST_SESSIONS = 1000


class Sessions:
    """Who signed in, by the secret in their cookie; kept in memory, so a restart signs everybody out."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, tuple[Person, float]] = OrderedDict()

    def begin(self, person: Person) -> str:
        """A new session of ``person``: its secret."""
        secret = secrets.token_urlsafe(32)
        self._open[secret] = (person, time.monotonic() + LASTS)
        while len(self._open) > MOST_SESSIONS:
            self._open.popitem(last=False)
        return secret

    def of(self, secret: str) -> Person | None:
        """Whose session it is, None where it has ended."""
        person, until = self._open.get(secret, (None, 0.0))
        if person is None or until < time.monotonic():
            self._open.pop(secret, None)
            return None
        self._open[secret] = (person, time.monotonic() + LASTS)
        return person

    def end(self, secret: str) -> None:
        """End the session."""
        self._open.pop(secret, None)


class Access:
    """Decides who asks; ``people`` is None where the server is open to the one person at the machine, ``local``."""

    def __init__(self, people: People | None, *, local: str) -> None:
        self.people = people
        self._local = Person(name=local, role="reviewer", made="", digest="")
        self.sessions = Sessions()

    def who(self, request: Request) -> Person | None:
        """Whoever asks, None where nobody has signed in."""
        if self.people is None:
            return self._local
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.people.of(token.strip())
        person = self.sessions.of(request.cookies.get(COOKIE, ""))
        return person if person is not None and self.people.still(person) else None


def reader(request: Request) -> Person:
    """Whoever asks, who must have signed in (401 else)."""
    access: Access = request.app.state.site.access
    person = access.who(request)
    if person is None:
        raise HTTPException(401, "sign in first", headers={"WWW-Authenticate": "Bearer"})
    return person


def reviewer(request: Request) -> Person:
    """Whoever asks, who must be a reviewer (403 else)."""
    person = reader(request)
    if person.role != "reviewer":
        raise HTTPException(403, "only a reviewer may change the record")
    return person


Reader = Annotated[Person, Depends(reader)]
Reviewer = Annotated[Person, Depends(reviewer)]
