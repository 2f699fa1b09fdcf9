"""Signing in and out, and who one is."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, StringConstraints

from standoff.serving.access import COOKIE, LASTS, Access

router = APIRouter(prefix="/session", tags=["session"])


class Credentials(BaseModel):
    """A token made by `standoff token`."""

    token: Annotated[str, StringConstraints(max_length=200)]


class Session(BaseModel):
    """Who asks. ``sign_in`` is False where the server is open to the one person at the machine."""

    name: str | None
    role: Literal["reader", "reviewer"] | None
    sign_in: bool


@router.get("")
def who(request: Request) -> Session:
    """Who one is; all empty before signing in."""
    access: Access = request.app.state.site.access
    person = access.who(request)
    wanted = access.people is not None
    if person is None:
        return Session(name=None, role=None, sign_in=wanted)
    return Session(name=person.name, role=person.role, sign_in=wanted)


@router.post("")
def sign_in(request: Request, response: Response, credentials: Credentials) -> Session:
    """Sign in with a token; the session is kept in a cookie that scripts can't read and other sites can't send."""
    access: Access = request.app.state.site.access
    if access.people is None:
        return who(request)
    person = access.people.of(credentials.token.strip())
    if person is None:
        raise HTTPException(401, "no such token; it may have been replaced or removed")
    response.set_cookie(
        COOKIE, access.sessions.begin(person), max_age=LASTS, httponly=True, samesite="strict", path="/",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return Session(name=person.name, role=person.role, sign_in=True)


@router.delete("", status_code=204)
def sign_out(request: Request, response: Response) -> None:
    """Sign out."""
    access: Access = request.app.state.site.access
    access.sessions.end(request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path="/")
