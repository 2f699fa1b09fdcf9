"""What is shown and linked, kept in step with the coding and with what people decide. The caller holds the
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from standoff import versions
from standoff.ledger import decisions, fetch, linking, tables
from standoff.ledger.corrected import linked
from standoff.ledger.linked_tables import MADE, issue_entries, linker
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
        linking.retarget(connection, linking.pin(connection, wanted_pins(connection, shown)))
    for filed in shown:
        linking.unlink(connection, filed.record.report.id)
    for filed in shown:
        linking.link(connection, filed)


def link_all(connection: Connection, advance: Callable[[], None] = lambda: None) -> None:
    """Show every report as people corrected it and link all anew; what was linked is taken away first.

    ``advance`` is called for each report linked.
    """
    for report in {decision.report for decision in decisions.everything(connection)}:
        show(connection, report)
    for table in (*reversed(MADE), linker):
        connection.execute(delete(table))
    linking.pin(connection, wanted_pins(connection, fetch.shown(connection, _paired(connection))))
    for filed in fetch.shown(connection, in_place(connection)):
        linking.link(connection, filed)
        advance()
    connection.execute(insert(linker), [{"id": versions.linker()}])


def stale(connection: Connection) -> bool:
    """True where another version of the linking made the linked record."""
    return connection.execute(select(linker.c.id)).scalar() != versions.linker()


def in_place(connection: Connection) -> list[str]:
    """The reports in the order of their places: linked so, none comes late."""
    query = select(tables.reports.c.id, tables.reports.c.published)
    places = {row.id: linking.place(row.id, row.published) for row in connection.execute(query)}
    return sorted(places, key=places.__getitem__)


def wanted_pins(connection: Connection, shown: Iterable[Filed] | None = None) -> dict[tuple[str, str], bool]:
    """What people's word on pairs of entries comes to, by the names that the linking knows: together (True) or apart.

    ``shown`` are reports that will be linked next: what their issues are isn't in the tables yet.
    """
    everything = linked(decisions.everything(connection)).values()
    standing = [(d.entry, str(d.other), d.verdict == "merge") for d in everything]
    wanted = sorted({name for one, other, _ in standing for name in (one, other) if name[0] == "i"})
    known = select(issue_entries.c.entry, issue_entries.c.issue).where(issue_entries.c.entry.in_(wanted))
    issues = {row.entry: row.issue for row in connection.execute(known)}
    issues |= {f.names[i.id]: linking.issue_of(i.label) for f in shown or () for i in f.record.issues}
    pairs = {
        (min(pair), max(pair)): together
        for one, other, together in standing
        if one[0] != "a" and len(pair := {issues.get(one, one), issues.get(other, other)}) > 1
    }
    about = [pair for pair in standing if pair[0][0] == "a"]
    own = linking.actors_of(connection, {name for one, other, _ in about for name in (one, other)})
    return pairs | dict.fromkeys(linking.ones(own, about).items(), True)


def _paired(connection: Connection) -> Sequence[str]:
    standing = linked(decisions.everything(connection)).values()
    return sorted({d.report for d in standing} | {d.other_report for d in standing if d.other_report})
