"""Who may use a served record: names, roles and tokens, kept in a small file beside the record.

A token is shown once, when it is made; the file keeps its SHA-256. Tokens are 256 random bits, so a plain digest is
enough: there is nothing to guess from.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from standoff.errors import InputError

Role = Literal["reader", "reviewer"]
# Tokens begin with it, so that one that leaked into a log or a repository can be told for what it is.
PREFIX = "standoff_"
LONGEST_NAME = 60


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who may sign in: ``digest`` is the SHA-256 of the token in hexadecimal, ``made`` ISO 8601 in UTC."""

    name: str
    role: Role
    made: str
    digest: str


class People:
    """The people of one file; read anew whenever the file changes, so that a removed token ends at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int] | None = None
        self._known: dict[str, Person] = {}

    def all(self) -> list[Person]:
        """Everybody, by name; raises InputError where the file is damaged."""
        return sorted(self._read().values(), key=lambda person: person.name)

    def add(self, name: str, role: Role) -> str:
        """Give ``name`` a token of ``role`` and return it; an earlier token of that name ends.

        Raises InputError where the name is empty, too long or holds characters that don't print.
        """
        name = name.strip()
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise InputError(str(self.path), f"a name has 1 to {LONGEST_NAME} printing characters")
        token = PREFIX + secrets.token_urlsafe(32)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._write([*self._without(name), Person(name=name, role=role, made=made, digest=_digest(token))])
        return token

    def remove(self, name: str) -> bool:
        """End the token of ``name``; False where there is none."""
        left = self._without(name.strip())
        if len(left) == len(self._read()):
            return False
        self._write(left)
        return True

    def of(self, token: str) -> Person | None:
        """Whose ``token`` it is."""
        return self._read().get(_digest(token))

    def still(self, person: Person) -> bool:
        """True while the token that ``person`` signed in with holds, in the same role."""
        return self._read().get(person.digest) == person

    def _without(self, name: str) -> list[Person]:
        return [person for person in self._read().values() if person.name != name]

    def _read(self) -> dict[str, Person]:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            self._known, self._stamp = {}, None
            return self._known
        stamp = (found.st_mtime_ns, found.st_size)
        if stamp != self._stamp:
            try:
                people = msgspec.json.decode(self.path.read_bytes(), type=list[Person])
            except msgspec.DecodeError as error:
                raise InputError(str(self.path), f"is not a file of tokens: {error}") from error
            self._known, self._stamp = {person.digest: person for person in people}, stamp
        return self._known

    def _write(self, people: list[Person]) -> None:
        """Replace the file in one step; only its owner may read it."""
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(people), indent=1) + b"\n")
            Path(name).replace(self.path)
        except OSError as error:
            raise InputError(str(self.path), (error.strerror or str(error)).lower()) from error


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
