"""`standoff review`."""

from __future__ import annotations

import getpass
import re
from typing import Annotated

import typer

from standoff.commands.options import WRONG_COMMAND, By, Config, Note, RecordAt, complain, opened, printer, settings_of
from standoff.errors import ReviewError

EXAMPLE = 'standoff review e-4kq2 --set type=REJECT --note "he refused" --by "Ana Ruiz"'

_SPAN = re.compile(r"(\d+):(\d+)")


def run(
    entry: Annotated[
        str | None, typer.Argument(metavar="ENTRY", help="The name of an entry, or as much of it as is unique.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it stands.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It should not be there.")] = False,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="A field has another value; repeatable.")
    ] = None,
    merge: Annotated[
        str | None, typer.Option("--merge", metavar="OTHER", help="The entry OTHER tells the same, or is the same.")
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split", metavar="OTHER", help="The entry OTHER is not the same; BEGIN:END: those words aren't."
        ),
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="NUMBER", help="The decision of that number doesn't hold.")
    ] = None,
    orphans: Annotated[bool, typer.Option("--orphans", help="List decisions whose entries are gone.")] = False,
    note: Note = "",
    by: By = None,
    record: RecordAt = None,
    config: Config = None,
) -> None:
    """Decide about an entry: accept, reject, correct, merge, split, or undo. The coder's version is kept."""
    from standoff.ledger import review
    from standoff.span import Span
    from standoff.views.history import row_of_decision

    settings = settings_of(config, record=record, by=by)
    wanted = sum((accept, reject, bool(values), merge is not None, split is not None, undo is not None, orphans))
    if wanted != 1 or (entry is None) != (undo is not None or orphans):
        complain(
            ReviewError(
                "review takes ENTRY and one of --accept, --reject, --set, --merge, --split; or --undo, --orphans"
            )
        )
        raise typer.Exit(WRONG_COMMAND)
    signed = {"by": settings.by or _user(), "note": note}
    with opened(settings) as ledger:
        if orphans:
            taken = review.orphans(ledger)
        elif undo is not None:
            taken = [review.undo(ledger, undo, **signed)]
        elif values:
            taken = review.correct(ledger, entry or "", dict(map(_assignment, values)), **signed)
        else:
            name = entry or ""
            if accept or reject:
                taken = [(review.accept if accept else review.reject)(ledger, name, **signed)]
            elif merge is not None:
                taken = [review.merge(ledger, name, merge, **signed)]
            else:
                words = _SPAN.fullmatch(split or "")
                other = Span(int(words[1]), int(words[2])) if words else str(split)
                taken = [review.split(ledger, name, other, **signed)]
        printer().history(map(row_of_decision, taken))


def _user() -> str:
    """Who is at the keyboard; nobody where the machine can't tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _assignment(given: str) -> tuple[str, str]:
    field, equals, value = given.partition("=")
    if not equals:
        raise ReviewError(f"--set {given!r}: give FIELD=VALUE")
    return field.strip(), value.strip()
