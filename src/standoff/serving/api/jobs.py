"""Reports dropped in: a file, a pasted text or an address, coded one after another, with progress."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, HTTPException, Path, Query, Request
from pydantic import BaseModel, StringConstraints

from standoff.serving.access import Reader, Reviewer
from standoff.serving.jobs import PASTED, Job, Jobs, TooManyJobs

router = APIRouter(prefix="/jobs", tags=["jobs"])
# A day's front pages as WARC; what is larger belongs on the command line.
LARGEST = 32_000_000

JobId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The id of a job.")]
Published = Annotated[date | None, Query(description="The day of reports that don't say theirs.")]
Publisher = Annotated[str | None, Query(max_length=200, description="The paper of reports that don't name theirs.")]


class Told(BaseModel):
    """A report of a job."""

    id: str
    title: str | None
    publisher: str | None


class JobView(BaseModel):
    """How far a job is. ``added`` were coded and kept, ``known`` were in the record already."""

    id: str
    by: str
    name: str
    begun: str
    state: str
    read: int
    total: int | None
    added: list[Told]
    known: list[Told]
    errors: list[str]


class Address(BaseModel):
    """An address on the web."""

    url: Annotated[str, StringConstraints(pattern="^https?://", max_length=2000)]
    published: date | None = None
    publisher: Annotated[str | None, StringConstraints(max_length=200)] = None


@router.get("")
def jobs(request: Request, _: Reader) -> list[JobView]:
    """The jobs since the server started, the newest first."""
    return [_view(job) for job in _jobs(request).all()]


@router.get("/{job}")
def job(request: Request, _: Reader, job: JobId) -> JobView:
    """How far a job is."""
    return _view(_of(request, job))


@router.post("/file", status_code=202, openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}})
async def file(
    request: Request, person: Reviewer,
    name: Annotated[str, Query(max_length=200, description="The file's name; its ending tells the format.")] = PASTED,
    published: Published = None, publisher: Publisher = None,
) -> JobView:  # fmt: skip
    """Drop in a file, or a pasted text, as the body of the request."""
    data = await _body(request)
    try:
        return _view(_jobs(request).file(name, data, by=person.name, published=published, publisher=publisher))
    except TooManyJobs as error:
        raise HTTPException(429, str(error)) from error


@router.post("/address", status_code=202)
def address(request: Request, person: Reviewer, wanted: Annotated[Address, Body()]) -> JobView:
    """Drop in an address; it is fetched by this server, with the limits that hold for every address."""
    try:
        job = _jobs(request).address(
            wanted.url, by=person.name, published=wanted.published, publisher=wanted.publisher
        )  # fmt: skip
    except TooManyJobs as error:
        raise HTTPException(429, str(error)) from error
    return _view(job)


@router.delete("/{job}")
def stop(request: Request, _: Reviewer, job: JobId) -> JobView:
    """Stop a job after the report that is being coded; what was kept stays."""
    found = _of(request, job)
    _jobs(request).stop(found)
    return _view(found)


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it is too large."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST:
            raise HTTPException(413, f"more than {LARGEST // 1_000_000} MB; use `standoff read`")
        pieces.append(piece)
    if not size:
        raise HTTPException(422, "nothing was sent")
    return b"".join(pieces)


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.site.jobs
    return found


def _of(request: Request, job_id: str) -> Job:
    found = _jobs(request).get(job_id)
    if found is None:
        raise HTTPException(404, "no such job; jobs are forgotten when the server stops")
    return found


def _view(job: Job) -> JobView:
    told: dict[str, Any] = msgspec.to_builtins(job)
    del told["stop"]
    return JobView(**told)
