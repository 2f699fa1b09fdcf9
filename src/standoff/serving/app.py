"""The application: the resources of api/ under /api/v1, and the files of page/ at the root."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from standoff import __version__
from standoff.errors import LedgerError, StandoffError
from standoff.ledger import Ledger
from standoff.serving.answers import PACKED_FROM, PACKED_HOW
from standoff.serving.api import routers
from standoff.serving.guard import LOOPBACK, Guard
from standoff.serving.site import Site
from standoff.workers import TaskFailed, TaskLost

API = "/api/v1"
PAGE = Path(__file__).parent / "page"
# What an error means to whoever asked; the first that fits.
STATUS: dict[type[StandoffError], int] = {LedgerError: 404, TaskLost: 503, TaskFailed: 500, StandoffError: 422}


def make_app(
    ledger: Ledger,
    *,
    tokens: Path | None = None,
    names: Iterable[str] = (),
    local: str = "local",
    coder: str | None = None,
    helpers: int = 0,
) -> Guard:
    """The page and the API over ``ledger``, as an ASGI application.

    ``tokens`` is the file of people who may sign in, None where the server is open to whoever reaches it; ``names``
    are host names it answers to beside loopback; ``local`` is who decides where nobody signs in; ``coder`` is what
    codes, as ``module:function``; ``helpers`` is how many processes make answers beside this one.
    """
    site = Site(ledger, people=tokens, local=local, coder=coder, helpers=helpers)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        site.makers.start()
        site.search.later()
        yield
        site.close()

    app = FastAPI(
        title="Standoff",
        version=__version__,
        summary="The record of a crisis: who demanded, offered, refused, threatened or did what, and who says so.",
        lifespan=life,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # FastAPI's own pages fetch their scripts from elsewhere
        redoc_url=None,
    )
    app.state.site = site
    for router in routers():
        app.include_router(router, prefix=API)

    @app.exception_handler(StandoffError)
    def _(_: Request, error: StandoffError) -> Response:
        return JSONResponse({"detail": str(error)}, next(s for kind, s in STATUS.items() if isinstance(error, kind)))

    app.mount("/", Page(directory=PAGE, html=True), name="page")
    app.add_middleware(GZipMiddleware, minimum_size=PACKED_FROM, compresslevel=PACKED_HOW)
    return Guard(app, LOOPBACK | {name.lower() for name in names}, site)


class Page(StaticFiles):
    """The files of the page; asked for again each time, and answered in a line where they haven't changed."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, which the browser may keep but has to ask about."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "no-cache"
        return response
