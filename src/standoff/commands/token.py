"""`standoff token`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from standoff.commands.options import Config, complain, settings_of

EXAMPLE = "standoff token ana --role reviewer"


def run(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whose token; all are listed without.")] = None,
    role: Annotated[
        Literal["reader", "reviewer"], typer.Option("--role", help="A reviewer may change the record.")
    ] = "reader",
    remove: Annotated[bool, typer.Option("--remove", help="End the token of NAME.")] = False,
    tokens: Annotated[
        str | None, typer.Option("--tokens", metavar="FILE", help="Where. [default: standoff-tokens.json]")
    ] = None,
    config: Config = None,
) -> None:
    """Make, end or list the tokens by which people sign in to `standoff serve`. A token is shown once."""
    from standoff.printing import safe
    from standoff.serving.people import People

    people = People(Path(settings_of(config, tokens=tokens).tokens))
    if name is None:
        for person in people.all():
            typer.echo(f"{safe(person.name)}\t{person.role}\t{person.made}")
    elif remove:
        if not people.remove(name):
            from standoff.errors import InputError

            complain(InputError(str(people.path), f"there is no token of {name!r}"))
            raise typer.Exit(1)
    else:
        typer.echo(people.add(name, role))
