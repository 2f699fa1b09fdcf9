"""`standoff sample`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from standoff.commands.options import Config, On, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff sample --size 20 --kind event --record crisis.db"

COLUMNS = ("entry", "kind", "sure", "stake", "published", "paper", "says", "words")
Kind = Literal["actor", "statement", "event", "position", "quantity"]


def run(
    size: Annotated[int, typer.Option("--size", metavar="N", min=1, help="How many entries.")] = 20,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only entries of this kind.")] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="WORD", help="Draw evenly instead; the same for the same word.")
    ] = None,
    record: RecordAt = None,
    on: On = None,
    config: Config = None,
) -> None:
    """What to review next: where the coder is least sure and most rests on it. Reviewed entries are left out."""
    from standoff.views.sample import sample

    letter = kind[0] if kind else None
    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        drawn = sample(ledger.filed(on=settings.on), size=size, kind=letter, seed=seed)
    rows = [
        (d.name, d.kind, f"{d.confidence:.2f}", f"{d.stake:.2f}", d.published or "", d.paper, d.says, d.words)
        for d in drawn
    ]
    printer().table(COLUMNS, rows)
