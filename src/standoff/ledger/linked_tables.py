"""The tables of the linked record: what the reports of a crisis tell together (docs/ledger.md says how).

``told`` is the day of the report that a row comes from, ISO 8601; ``9999-12-31`` for a report whose day isn't known.
``side`` is whom an actor stands for (linking/sides.py). ``entry`` and ``event`` are names of entries as they are shown.
They aren't foreign keys: a report's entries are written anew, with the same names, when it is coded again or reviewed.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from standoff.ledger.tables import metadata

UNDATED = "9999-12-31"
"""``told`` of a report whose day isn't known: later than every day that can be asked about."""

# A side's code with the name that tells it apart: as long as the longest name of a group or person.
SIDE = String(160)


# 10 for the day, 8 of the report's digest, 4 for the number, two hyphens.
PLACE_LENGTH = 24


def _place() -> Column[str]:
    """The place of an entry among all: its report's day, a digest of the report, its number there."""
    return Column("place", String(PLACE_LENGTH), nullable=False)


sources = Table(
    "sources",
    metadata,
    Column("report", String(80), ForeignKey("reports.id"), primary_key=True),
    Column("told", String(10), nullable=False, index=True),
    Column("place", String(PLACE_LENGTH), nullable=False, index=True),
    Column("voice", String(160), nullable=False),
    Column("copy_of", String(80), index=True),
    Column("sketch", LargeBinary),  # MinHash of its words, little-endian 32-bit numbers
)

linked_actors = Table(
    "linked_actors",
    metadata,
    Column("id", String(20), primary_key=True),
)

appearances = Table(
    "appearances",
    metadata,
    Column("entry", String(20), primary_key=True),
    Column("actor", String(20), ForeignKey("linked_actors.id"), nullable=False),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    Column("told", String(10), nullable=False),
    Column("side", SIDE, nullable=False),  # empty for who stands for nobody known
    Column("mentions", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("received", Integer, nullable=False),
)
Index("ix_appearances_actor_told", appearances.c.actor, appearances.c.told)

actor_days = Table(
    "actor_days",
    metadata,
    Column("actor", String(20), ForeignKey("linked_actors.id"), primary_key=True),
    Column("told", String(10), primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("received", Integer, nullable=False),
)

linked_issues = Table(
    "linked_issues",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("terms", Text, nullable=False),
    Column("label", Text, nullable=False),
    _place(),
    Column("parent", String(20), index=True),
    Column("score", Float),
    Column("topic", String(20), nullable=False, index=True),
)

issue_entries = Table(
    "issue_entries",
    metadata,
    Column("entry", String(20), primary_key=True),
    Column("issue", String(20), ForeignKey("linked_issues.id"), nullable=False),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    _place(),
)
Index("ix_issue_entries_issue_place", issue_entries.c.issue, issue_entries.c.place)

linked_acts = Table(
    "linked_acts",
    metadata,
    Column("id", String(20), primary_key=True),  # its first telling
    Column("type", String(10), nullable=False),
    Column("move", String(10)),
    Column("issue", String(20)),
    Column("day", String(10), nullable=False, index=True),
    Column("told", String(10), nullable=False),
)
Index("ix_linked_acts_told_move", linked_acts.c.told, linked_acts.c.move)

tellings = Table(
    "tellings",
    metadata,
    Column("event", String(20), primary_key=True),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    _place(),
    Column("told", String(10), nullable=False, index=True),
    Column("voice", String(160), nullable=False),
    Column("act", String(20), ForeignKey("linked_acts.id"), nullable=False),
    Column("parent", String(20), index=True),
    Column("score", Float),
    Column("type", String(10), nullable=False),
    Column("mode", String(20)),
    Column("move", String(10)),
    Column("modality", String(12), nullable=False),
    Column("issue", String(20), ForeignKey("linked_issues.id"), index=True),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("teller", SIDE),
    Column("words", Text, nullable=False),  # terms of the sentence, and of the issue's name
    Column("label", Text, nullable=False),
    Column("same_as", String(20)),
    Column("deadline", String(10), index=True),
    Column("disputes", Boolean, nullable=False),
    Column("unclear", Boolean, nullable=False),  # the words may not mean what the coder took them for
    Column("confidence", Float, nullable=False),
    Column("intensity", Float, nullable=False),
)
Index("ix_tellings_act_place", tellings.c.act, tellings.c.place)

telling_sides = Table(
    "telling_sides",
    metadata,
    Column("telling", String(20), ForeignKey("tellings.event"), primary_key=True),
    Column("role", String(9), primary_key=True),
    Column("side", SIDE, primary_key=True),
    Column("named", Boolean, nullable=False),  # False where only the rest of the report tells it
)
Index("ix_telling_sides_side", telling_sides.c.side, telling_sides.c.role, telling_sides.c.telling)

act_days = Table(
    "act_days",
    metadata,
    Column("act", String(20), ForeignKey("linked_acts.id"), primary_key=True),
    Column("told", String(10), primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("tellings", Integer, nullable=False),
)
Index("ix_act_days_told", act_days.c.told, act_days.c.act)

act_voices = Table(
    "act_voices",
    metadata,
    Column("act", String(20), ForeignKey("linked_acts.id"), primary_key=True),
    Column("voice", String(160), primary_key=True),
    Column("told", String(10), nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("reply", String(20), ForeignKey("tellings.event"), primary_key=True),
    _place(),
    Column("told", String(10), nullable=False, index=True),
    Column("telling", String(20), index=True),  # what it answers
    Column("score", Float),
    Column("how", String(10), nullable=False),
    Column("across", Boolean, nullable=False),  # not in one report
)

stances = Table(
    "stances",
    metadata,
    Column("entry", String(20), primary_key=True),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    Column("issue", String(20), ForeignKey("linked_issues.id"), nullable=False),
    Column("side", SIDE, nullable=False),
    Column("actor", String(20), nullable=False),
    Column("told", String(10), nullable=False, index=True),
    Column("stance", String(12), nullable=False),
    Column("confidence", Float, nullable=False),
)
Index("ix_stances_issue_side_told", stances.c.issue, stances.c.side, stances.c.told)

figures = Table(
    "figures",
    metadata,
    Column("id", String(20), primary_key=True),  # the first value told of it
    Column("unit", Text, nullable=False),
    Column("told", String(10), nullable=False, index=True),
)

figure_values = Table(
    "figure_values",
    metadata,
    Column("entry", String(20), primary_key=True),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    _place(),
    Column("told", String(10), nullable=False, index=True),
    Column("voice", String(160), nullable=False),
    Column("figure", String(20), ForeignKey("figures.id"), nullable=False),
    Column("parent", String(20), index=True),
    Column("score", Float),
    Column("value", Float, nullable=False),
    Column("unit", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)
Index("ix_figure_values_figure_place", figure_values.c.figure, figure_values.c.place)

measures = Table(
    "measures",
    metadata,
    Column("actor", SIDE, primary_key=True),
    Column("recipient", SIDE, primary_key=True),  # empty where nobody is acted on
    Column("day", String(10), primary_key=True),
    Column("type", String(10), primary_key=True),
    Column("modality", String(12), primary_key=True),
    Column("issue", String(20), primary_key=True),  # empty where it is about no issue
    Column("voice", String(160), primary_key=True),
    Column("told", String(10), primary_key=True),
    Column("acts", Integer, nullable=False),  # acts that this voice was the first to tell
    Column("tellings", Integer, nullable=False),
    Column("intensity", Float, nullable=False),  # summed over those acts
)
Index("ix_measures_day", measures.c.day)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True),
    Column("place", String(PLACE_LENGTH), primary_key=True),
    Column("item", String(PLACE_LENGTH), primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_blocks_item", blocks.c.item)

pins = Table(
    "pins",
    metadata,
    Column("left", String(20), primary_key=True),
    Column("right", String(20), primary_key=True),
    Column("together", Boolean, nullable=False),
)

linker = Table(
    "linker",
    metadata,
    Column("id", String(16), primary_key=True),  # of what linked the record as a whole (versions.linker)
)

MADE = (
    linked_actors, linked_issues, linked_acts, figures, sources, appearances, actor_days, issue_entries, tellings,
    telling_sides, act_days, act_voices, answers, stances, figure_values, measures, blocks,
)  # fmt: skip
"""All that is made from the entries, in an order in which it can be written; ``pins`` come from what people decided."""
