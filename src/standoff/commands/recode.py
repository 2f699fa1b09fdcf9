"""`standoff recode`."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.commands.options import (
    SOME_UNREAD,
    Config,
    Jobs,
    Quiet,
    RecordAt,
    complain,
    opened,
    printer,
    say,
    settings_of,
)

EXAMPLE = "standoff recode --record crisis.db --dry-run"


def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and change nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also the reports that this very program coded.")] = False,
    record: RecordAt = None,
    jobs: Jobs = None,
    quiet: Quiet = None,
    config: Config = None,
) -> None:
    """Bring the record up to date: code again what another version coded, and tell what was added, changed, withdrawn.

    Where another version linked the reports, they are linked anew. What people decided holds. Stopped at any moment,
    the same command goes on where it was.
    """
    from standoff.books import Books
    from standoff.coder_pool import coded_reports
    from standoff.ledger import recode
    from standoff.progress import counting
    from standoff.views import recoded

    settings = settings_of(config, record=record, jobs=jobs, quiet=quiet)
    books = Books()
    with opened(settings) as ledger:
        reports = recode.outdated(ledger, everything=everything)
        told = []
        for outcome in coded_reports(reports, settings, books):
            books.enter(outcome)
            if outcome.error is not None:
                complain(outcome.error)
            elif outcome.record is not None:
                told.append(recode.replace(ledger, outcome.record, dry=dry_run))
        linked = False
        if not dry_run:
            with counting("reports linked anew", quiet=settings.quiet) as advance:
                linked = recode.link_anew(ledger, everything=everything, advance=advance)
    out = printer()
    out.table(recoded.COUNTED, recoded.counts(told))
    out.table(recoded.COLUMNS, recoded.rows(told))
    if not settings.quiet:
        say(f"{len(told)} reports {'would be ' if dry_run else ''}coded again{', all linked anew' if linked else ''}")
    if books.failures or not books.balance:
        raise typer.Exit(SOME_UNREAD)
