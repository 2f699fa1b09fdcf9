"""`standoff serve`."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import Annotated

import typer

from standoff.commands.options import WRONG_COMMAND, Config, Quiet, RecordAt, complain, opened, settings_of
from standoff.errors import InputError

EXAMPLE = "standoff serve --record crisis.db"


def run(
    record: RecordAt = None,
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="Where it listens. [default: 127.0.0.1]")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", min=0, max=65535, help="[default: 8000]")] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name that it answers to, beside loopback.")
    ] = None,
    tokens: Annotated[
        str | None,
        typer.Option("--tokens", metavar="FILE", help="Who may sign in. [default: standoff-tokens.json if there]"),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    quiet: Quiet = None,
    config: Config = None,
) -> None:
    """The page and the API. On loopback one person needs no token; anywhere else people sign in (`standoff token`)."""
    import uvicorn

    from standoff.serving import make_app
    from standoff.serving.making import helpers_for_this_machine

    settings = settings_of(config, record=record, host=host, port=port, tokens=tokens, quiet=quiet)
    people = Path(settings.tokens)
    signing_in = tokens is not None or people.exists()
    if not signing_in and not _loopback(settings.host):
        reason = "anybody who reaches it could change the record; first make a token: standoff token NAME"
        complain(InputError(f"--host {settings.host}", reason))
        raise typer.Exit(WRONG_COMMAND)
    ledger = opened(settings)
    try:
        listening = _listen(settings.host, settings.port)
    except OSError as error:
        complain(InputError(f"{settings.host}:{settings.port}", (error.strerror or str(error)).lower()))
        raise typer.Exit(1) from error
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    app = make_app(
        ledger,
        tokens=people if signing_in else None,
        names=[shown, *(name or [])],
        local=settings.by or "local",
        helpers=helpers_for_this_machine(),
    )
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    if not settings.quiet:
        typer.echo(f"{ledger.where}: {len(ledger)} reports at {address} (Ctrl+C ends it)", err=True)
    if open_page:
        typer.launch(address)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)).run(
        sockets=[listening]
    )  # fmt: skip


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; made before anything is said, so that what is said is so."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening
