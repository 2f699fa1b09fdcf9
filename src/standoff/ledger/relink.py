"""What is shown and linked, kept in step with the coding and with what people decide. The caller holds the
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from standoff.ledger import decisions, fetch, linking
from standoff.ledger.corrected import linked
from standoff.ledger.linked_tables import issue_entries, sources
from standoff.ledger.rows import Filed
from standoff.ledger.shown import show

# Decisions about two entries: how they link doesn't follow from either report alone.
PAIRING = {"merge", "split"}


def relink(connection: Connection, report: str) -> None:
    """Show a report as people corrected it and link it anew, with the reports that a merge or a split ties it to."""
    show(connection, report)
    pairing = [d for d in decisions.touching(connection, report) if d.verdict in PAIRING]
    tied = {report, *(d.report for d in pairing), *(d.other_report for d in pairing if d.other_report)}
    shown = list(fetch.shown(connection, [one for one in fetch.report_ids(connection) if one in tied]))
    if pairing:
        linking.pin(connection, _pairs(connection, shown))
    for filed in shown:
        linking.unlink(connection, filed.record.report.id)
    for filed in shown:
        linking.link(connection, filed)


def link_all(connection: Connection) -> None:
    """Show every report as people corrected it and link it, where it isn't linked yet."""
    done = set(connection.execute(select(sources.c.report)).scalars())
    reports = [one for one in fetch.report_ids(connection) if one not in done]
    for report in {decision.report for decision in decisions.everything(connection)}:
        show(connection, report)
    linking.pin(connection, _pairs(connection, list(fetch.shown(connection, _paired(connection)))))
    for filed in fetch.shown(connection, reports):
        linking.link(connection, filed)


def _paired(connection: Connection) -> Sequence[str]:
    standing = linked(decisions.everything(connection)).values()
    return sorted({d.report for d in standing} | {d.other_report for d in standing if d.other_report})


def _pairs(connection: Connection, shown: Iterable[Filed]) -> dict[tuple[str, str], bool]:
    """The pairs that people merged (True) or split, by the names that the linking knows; ``shown`` is linked next."""
    everything = linked(decisions.everything(connection)).values()
    standing = [(d.entry, str(d.other), d.verdict == "merge") for d in everything]
    wanted = sorted({name for one, other, _ in standing for name in (one, other) if name[0] == "i"})
    known = select(issue_entries.c.entry, issue_entries.c.issue).where(issue_entries.c.entry.in_(wanted))
    issues = {row.entry: row.issue for row in connection.execute(known)}
    issues |= {f.names[i.id]: linking.issue_of(i.label) for f in shown for i in f.record.issues}
    pairs = ((issues.get(one, one), issues.get(other, other), together) for one, other, together in standing)
    return {(one, other): together for one, other, together in pairs if one != other}
