"""One entry found by its name, with its report, what people decided about it and everything that happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from standoff.errors import LedgerError
from standoff.ledger import chain, decisions, fetch, tables
from standoff.ledger.chain import Step
from standoff.ledger.corrected import corrected
from standoff.ledger.decisions import Decision
from standoff.ledger.rows import Filed, names_kept

# The least of an entry's name that may stand for it: its letter, the hyphen and two more.
SHORTEST = 4
# How many names a message lists where several are meant.
LISTED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, the letter of its kind, its local id, the filed report it is from and its history.

    ``filed`` is the report as corrected; where a person ``rejected`` the entry, as it was coded. ``coded`` is the
    entry's report as the coder left it, ``decisions`` what people decided about the entry, undone or not.
    """

    name: str
    kind: str
    local: str
    filed: Filed
    history: Sequence[Step] = ()
    coded: Filed | None = None
    decisions: Sequence[Decision] = field(default=())
    rejected: bool = False


def find(connection: Connection, name: str, where: str) -> Entry:
    """The entry of that name, or of the one name that begins so; LedgerError where there is none, or several.

    ``where`` names the record in messages. Rejected entries are found, and those that a person split off.
    """
    entry_name, report = _lookup(connection, name, where)
    filed = next(fetch.coded(connection, [report]))
    taken = decisions.touching(connection, report)
    shown = corrected(filed, [d for d in taken if d.report == report])
    own = [d for d in taken if entry_name in {d.entry, d.other, d.made}]
    rejected = entry_name not in shown.names.values()
    if rejected:
        without = [d for d in taken if d.report == report and d.verdict not in {"reject", "merge"}]
        shown = corrected(filed, without)
    local = next((own_id for own_id, each in shown.names.items() if each == entry_name), None)
    if local is None:
        raise LedgerError(f"{where}: {entry_name} was split off from an entry that is no longer there")
    # a decision may have been taken when the entry had another name
    called = {entry_name} | {d.first for d in own if d.entry == entry_name}
    history = chain.steps_of_entry(connection, report, called, {d.number for d in own})
    return Entry(entry_name, entry_name[0], local, shown, history, filed, own, rejected)


def _lookup(connection: Connection, name: str, where: str) -> tuple[str, str]:
    wanted = name.strip().lower()
    table = tables.ENTRIES.get(wanted[:1])
    if table is None or wanted[1:2] != "-" or len(wanted) < SHORTEST:
        raise LedgerError(f"{name!r} is not the name of an entry, such as e-4kq2")
    made = tables.reviews.c.made

    def named(column: ColumnElement[Any]) -> ColumnElement[bool]:
        # a whole name is looked up by index, a part of one by going through them
        whole = decisions.NAME.fullmatch(wanted) is not None
        return column == wanted if whole else column.startswith(wanted, autoescape=True)

    shown = select(table.c.id, table.c.report).where(named(table.c.id))
    split_off = select(made, tables.reviews.c.report).where(named(made))
    found = sorted(tuple(row) for row in connection.execute(shown.union(split_off))) or _not_shown(connection, wanted)
    if not found:
        raise LedgerError(f"{where} holds no entry {name!r}")
    if len(found) > 1:
        some = ", ".join(row[0] for row in found[:LISTED])
        more = " …" if len(found) > LISTED else ""
        raise LedgerError(f"{name!r} may be any of {len(found)} entries: {some}{more}")
    return found[0][0], found[0][1]


def _not_shown(connection: Connection, wanted: str) -> list[tuple[str, str]]:
    """The entries of names that begin so which the coder left, and people rejected or merged."""
    kept = tables.as_coded.c
    query = select(kept.report, kept.content).where(kept.content.contains(f'"{wanted}', autoescape=True))
    named = ((name, report) for report, content in connection.execute(query) for name in names_kept(content))
    return sorted((name, report) for name, report in named if name.startswith(wanted))
