"""A person's decisions about entries: taken, undone, looked up. docs/review.md says what each does.

Every function takes an open ledger and writes in one transaction. ``entry`` and ``other`` are names of entries, or as
much of them as is unique; ``by`` is who decides, ``note`` why. Raises ReviewError where it can't be done so,
LedgerError where the entry isn't there; nothing is written then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection

from standoff.errors import ReviewError, SpanError
from standoff.ledger import chain, fetch
from standoff.ledger import decisions as kept
from standoff.ledger.chain import Step
from standoff.ledger.corrected import anchor_of, corrected, entries_of, linked, name_of_split, spans_of
from standoff.ledger.decisions import Anchor, Decision, Verdict
from standoff.ledger.fields import KINDS, REFERENCES, Field, actor_of, fields, read_value
from standoff.ledger.find import Entry, find
from standoff.ledger.relink import relink
from standoff.ledger.rows import Filed
from standoff.ledger.store import Ledger
from standoff.record import Issue, verify
from standoff.span import Span, check

__all__ = [
    "Decision", "Field", "accept", "correct", "decisions", "fields", "history", "merge", "orphans", "pairs", "reject",
    "reviewed", "split", "undo",
]  # fmt: skip


def accept(ledger: Ledger, entry: str, *, by: str, note: str = "") -> Decision:
    """The entry is right as it stands."""
    return _verdict(ledger, entry, "accept", by, note)


def reject(ledger: Ledger, entry: str, *, by: str, note: str = "") -> Decision:
    """The entry should not be there."""
    return _verdict(ledger, entry, "reject", by, note)


def correct(ledger: Ledger, entry: str, values: Mapping[str, Any], *, by: str, note: str = "") -> list[Decision]:
    """Give fields of the entry other ``values``, as text or as JSON values; all of them or none."""
    with ledger.writing() as connection:
        target = _target(connection, ledger, entry, by)
        drafts = [_correction(connection, ledger, target, field, given) for field, given in values.items()]
        if not drafts:
            raise ReviewError(f"nothing to set on {target.name}")
        return _write(connection, target, [msgspec.structs.replace(d, by=by, note=note) for d in drafts])


def merge(ledger: Ledger, entry: str, other: str, *, by: str, note: str = "") -> Decision:
    """The two entries tell one act, or are one actor, issue or whatever they are; ``other`` goes into ``entry``."""
    return _pair(ledger, entry, other, "merge", by, note)


def split(ledger: Ledger, entry: str, other: str | Span, *, by: str, note: str = "") -> Decision:
    """The entry ``other`` is not the same; or the words ``other`` of the entry tell something of their own."""
    if isinstance(other, str):
        return _pair(ledger, entry, other, "split", by, note)
    with ledger.writing() as connection:
        target = _target(connection, ledger, entry, by)
        words = _words_to_split(target, Span(*other))
        made = name_of_split(target.filed.record.report.id, target.name, words)
        if made in target.filed.names.values():
            raise ReviewError(f"{target.name}: these words were split off already, as {made}")
        return _write(connection, target, [_draft(target, "split", by=by, note=note, words=words, made=made)])[0]


def undo(ledger: Ledger, number: int, *, by: str, note: str = "") -> Decision:
    """The decision of that ``number`` doesn't hold; of an undoing: it holds again."""
    with ledger.writing() as connection:
        chain.head_of(connection)
        _named(by)
        undone = kept.one(connection, number)
        if undone is None:
            raise ReviewError(f"step {number} of the history is no decision of a person")
        if undone.undone:
            raise ReviewError(f"decision {number} was undone already")
        if undone.verdict == "undo":
            raise ReviewError(f"decision {number} is itself an undoing; take the decision again instead")
        decision = Decision(number=0, at="", by=by, note=note, verdict="undo", report=undone.report,
                            entry=undone.entry, undoes=number)  # fmt: skip
        written = kept.write(connection, decision)
        relink(connection, undone.report)
        return written


def decisions(ledger: Ledger, entry: str) -> list[Decision]:
    """What people decided about the entry, oldest first, undone decisions too."""
    return list(ledger.entry(entry).decisions)


def history(ledger: Ledger, entry: str) -> list[Step]:
    """Everything that happened to the entry, from its coding on."""
    return list(ledger.entry(entry).history)


def orphans(ledger: Ledger) -> list[Decision]:
    """The decisions whose entries no coding finds any more."""
    with ledger.reading() as connection:
        return [d for d in kept.everything(connection) if d.orphan and not d.undone]


def pairs(ledger: Ledger) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs of names that are merged, and those that are split, by the last word on each."""
    with ledger.reading() as connection:
        words = linked(kept.everything(connection)).values()
    both = {
        verdict: sorted((d.entry, str(d.other)) for d in words if d.verdict == verdict)
        for verdict in ("merge", "split")
    }
    return both["merge"], both["split"]


def reviewed(ledger: Ledger) -> Iterator[tuple[Filed, list[Decision]]]:
    """The reports about whose entries people decided, as they were coded, each with its decisions, oldest first."""
    with ledger.reading() as connection:
        by_report: dict[str, list[Decision]] = defaultdict(list)
        for decision in kept.everything(connection):
            by_report[decision.report].append(decision)
        for filed in fetch.coded(connection, sorted(by_report)):
            yield filed, by_report[filed.record.report.id]


def _verdict(ledger: Ledger, entry: str, verdict: Verdict, by: str, note: str) -> Decision:
    with ledger.writing() as connection:
        target = _target(connection, ledger, entry, by, also_rejected=True)
        return _write(connection, target, [_draft(target, verdict, by=by, note=note)])[0]


def _pair(ledger: Ledger, entry: str, other: str, verdict: Verdict, by: str, note: str) -> Decision:
    with ledger.writing() as connection:
        target = _target(connection, ledger, entry, by)
        second = find(connection, other, ledger.where)
        if target.name == second.name:
            raise ReviewError(f"{target.name} can't be put to itself")
        if target.kind != second.kind:
            raise ReviewError(f"{target.name} is {KINDS[target.kind]}, {second.name} {KINDS[second.kind]}")
        reports = (target.filed.record.report.id, second.filed.record.report.id)
        elsewhere = reports[1] if reports[1] != reports[0] else None
        decision = _draft(target, verdict, by=by, note=note, other=second.name, other_report=elsewhere)
        decision.anchors[second.name] = _anchor(second)
        return _write(connection, target, [decision])[0]


def _correction(connection: Connection, ledger: Ledger, target: Entry, field: str, given: Any) -> Decision:
    """The draft of setting one field; every entry that the value names is looked up, and anchored."""
    subject = entries_of(target.filed)[target.name]
    text = target.filed.record.report.text
    within = next(iter(spans_of(subject, target.filed.record)), None)
    value = read_value(target.kind, field, given, text=text, within=within)
    draft = _draft(
        target, "correct", field=field, was=_by_name(target, field, msgspec.to_builtins(getattr(subject, field)))
    )
    if field in REFERENCES:
        value = _referred(connection, ledger, target, field, value, draft.anchors)
    return msgspec.structs.replace(draft, value=value)


def _referred(
    connection: Connection, ledger: Ledger, target: Entry, field: str, value: Any, anchors: dict[str, Anchor]
) -> Any:
    """References as whole names of entries of the same report; an actor may be given by its code."""
    if isinstance(value, list):
        return [_referred(connection, ledger, target, field, one, anchors) for one in value]
    if value is None:
        return None
    kind, names = REFERENCES[field], target.filed.names
    if kind == "a" and "-" not in value[:2]:
        having = [a for a in target.filed.record.actors if a.code == value]
        if len(having) > 1:
            several = ", ".join(f"{names[a.id]} ({a.name})" for a in having)
            raise ReviewError(f"{field}: {value} may be any of {several}")
        if not having and actor_of(value) is None:
            raise ReviewError(f"{field}: {value!r} is neither an actor of the report nor the code of a state or body")
        value = names[having[0].id] if having else value
        if not having:
            return value
    found = find(connection, value, ledger.where)
    if found.kind != kind:
        raise ReviewError(f"{field} names {KINDS[kind]}; {found.name} is {KINDS[found.kind]}")
    if found.name not in names.values():
        raise ReviewError(f"{field}: {found.name} isn't in the report of {target.name}")
    anchors[found.name] = _anchor(found)
    return found.name


def _target(connection: Connection, ledger: Ledger, entry: str, by: str, *, also_rejected: bool = False) -> Entry:
    """The entry a decision is about, found once it is our turn to write."""
    chain.head_of(connection)
    _named(by)
    target = find(connection, entry, ledger.where)
    if target.rejected and not also_rejected:
        raise ReviewError(f"{target.name} stands rejected; accept it or undo the rejection first")
    return target


def _named(by: str) -> None:
    if not by.strip():
        raise ReviewError("a decision needs somebody who takes it: give a name")


def _draft(target: Entry, verdict: Verdict, **given: Any) -> Decision:
    anchors = {target.name: _anchor(target)}
    report = target.filed.record.report.id
    plain = {"number": 0, "at": "", "by": "", "note": "", **given}
    return Decision(verdict=verdict, report=report, entry=target.name, anchors=anchors, **plain)


def _write(connection: Connection, target: Entry, drafts: list[Decision]) -> list[Decision]:
    """Write decisions on ``target``, once it is sure that the record holds together with them."""
    coded = target.coded or target.filed
    standing = kept.of_reports(connection, [coded.record.report.id]).get(coded.record.report.id, [])
    try:
        verify(corrected(coded, [*standing, *drafts]).record)
    except SpanError as error:
        raise ReviewError(f"{target.name}: {error}") from error
    written = [kept.write(connection, draft) for draft in drafts]
    relink(connection, coded.record.report.id)
    return written


def _anchor(entry: Entry) -> Anchor:
    """By what the entry is found again: as it was coded, for so it is looked for; one that was split off as it is."""
    for filed in (entry.coded, entry.filed):
        if filed is not None and entry.name in filed.names.values():
            return anchor_of(entries_of(filed)[entry.name], filed)
    raise ReviewError(f"{entry.name} is not in its report")


def _by_name(target: Entry, field: str, value: Any) -> Any:
    """A value of the record with entry names in place of local ids."""
    if field not in REFERENCES or value is None:
        return value
    names = target.filed.names
    return [names[one] for one in value] if isinstance(value, list) else names[value]


def _words_to_split(target: Entry, words: Span) -> Span:
    subject = entries_of(target.filed)[target.name]
    text = target.filed.record.report.text
    if isinstance(subject, Issue):
        raise ReviewError(f"{target.name}: an issue rests on no words of its own; split the acts about it")
    try:
        check(words, text, what="words")
    except SpanError as error:
        raise ReviewError(str(error)) from error
    if not any(words.overlaps(span) for span in spans_of(subject, target.filed.record)):
        raise ReviewError(f"{target.name} doesn't rest on [{words.begin}, {words.end})")
    return words
