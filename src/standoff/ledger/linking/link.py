"""A report linked into the record, or taken out again: the order of the steps. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from standoff.ledger.linked_tables import pins, sources, stances
from standoff.ledger.linking.actors import link_actors, unlink_actors
from standoff.ledger.linking.acts import link_acts, unlink_acts
from standoff.ledger.linking.features import tellings_of
from standoff.ledger.linking.places import place_of, told_of
from standoff.ledger.linking.quantities import link_quantities, unlink_quantities
from standoff.ledger.linking.sides import side_of
from standoff.ledger.linking.topics import link_issues, unlink_issues
from standoff.ledger.linking.voices import enter_voice, leave_voice
from standoff.ledger.rows import Filed


def link(connection: Connection, filed: Filed) -> None:
    """Link a report that is kept and not linked yet; ``filed.record`` as it is to be shown."""
    info = filed.record.report
    later = select(sources.c.report).where(sources.c.place > place_of(info, 0)).limit(1)
    late = connection.execute(later).first() is not None
    voice = enter_voice(connection, info, late=late)
    link_actors(connection, filed)
    issues = link_issues(connection, filed)
    link_acts(connection, tellings_of(filed, issues, voice), late=late)
    link_quantities(connection, filed, voice, late=late)
    _link_stances(connection, filed, issues)


def unlink(connection: Connection, report_id: str) -> None:
    """Take a report out of the linked record; its entries stay. What was linked to it finds other parents."""
    connection.execute(delete(stances).where(stances.c.report == report_id))
    unlink_quantities(connection, report_id)
    unlink_acts(connection, report_id)
    unlink_issues(connection, report_id)
    unlink_actors(connection, report_id)
    leave_voice(connection, report_id)


def pin(connection: Connection, pairs: Mapping[tuple[str, str], bool]) -> set[str]:
    """Write what people say of pairs of entries, and of linked issues: one (True) or not one. Nothing else holds.

    An actor, or an actor entry, is written with the actor that it is. Gives the names in what is said otherwise now.
    """
    query = select(pins.c.left, pins.c.right, pins.c.together)
    before = {(row.left, row.right): row.together for row in connection.execute(query)}
    connection.execute(delete(pins))
    if pairs:
        rows = [{"left": left, "right": right, "together": said} for (left, right), said in pairs.items()]
        connection.execute(insert(pins), rows)
    return {name for pair, _ in before.items() ^ dict(pairs).items() for name in pair}


def _link_stances(connection: Connection, filed: Filed, issues: dict[str, str]) -> None:
    info = filed.record.report
    actors = {a.id: a for a in filed.record.actors}
    rows = []
    for number, position in enumerate(filed.record.positions, 1):
        side = side_of(actors[position.actor])
        if side is not None:
            rows.append({
                "entry": filed.names[f"p{number}"], "report": info.id, "issue": issues[position.issue], "side": side,
                "actor": filed.names[position.actor], "told": told_of(info), "stance": position.stance,
                "confidence": position.confidence,
            })  # fmt: skip
    if rows:
        connection.execute(insert(stances), rows)
