"""The record put together from what the steps found: entries numbered in the order of the text."""

from __future__ import annotations

from standoff.coding.draft import Actors, Deed, Parsed, Said, Who
from standoff.coding.find_dates import FoundDate
from standoff.coding.find_positions import Stand
from standoff.record import Actor, Event, Issue, Position, Quantity, Record, ReportInfo, Statement


def compose(
    parsed: Parsed,
    actors: Actors,
    statements: list[Said],
    deeds: list[Deed],
    stands: list[Stand],
    quantities: list[Quantity],
    dates: list[FoundDate],
) -> Record:
    """The record of a report; ids are a1, s1, e1, i1 … by first place in the text."""
    used = _used(actors, statements, deeds, stands)
    actor_ids = {id(w): f"a{n}" for n, w in enumerate(used, 1)}
    said_ids = {id(s): f"s{n}" for n, s in enumerate(statements, 1)}
    deed_ids = {id(d): f"e{n}" for n, d in enumerate(deeds, 1)}
    labels = list(dict.fromkeys([d.label for d in deeds if d.label] + [s.label for s in stands]))
    issue_ids = {label: f"i{n}" for n, label in enumerate(labels, 1)}
    record = Record(report=_info(parsed), notes=_notes(parsed, dates))
    record.actors = [_actor(w, actor_ids[id(w)]) for w in used]
    record.statements = [
        Statement(
            id=said_ids[id(s)], speaker=actor_ids[id(s.speaker)], source=s.source, cue=s.cue, content=s.content,
            kind=s.kind, sourcing=s.sourcing, addressee=actor_ids[id(s.addressee)] if s.addressee else None,
            cue_class=s.cue_class, attitude=s.attitude, standing=s.standing, confidence=s.confidence,
        )
        for s in statements
    ]  # fmt: skip
    record.events = [
        Event(
            id=deed_ids[id(d)], type=d.type, mode=d.mode, act=d.act, modality=d.modality,  # type: ignore[arg-type]
            actors=[actor_ids[id(w)] for w in d.actors], recipients=[actor_ids[id(w)] for w in d.recipients],
            trigger=parsed.span(d.tokens[0], d.tokens[-1] + 1), evidence=parsed.span(*d.evidence),
            issue=issue_ids.get(d.label or ""), condition=d.condition,
            reply_to=deed_ids[id(d.reply_to)] if d.reply_to else None,
            same_as=deed_ids[id(d.same_as)] if d.same_as else None,
            statement=said_ids[id(d.said)] if d.said else None, date=d.date, place=d.place, contexts=d.contexts,
            intensity=d.intensity, confidence=d.confidence,
        )
        for d in deeds
    ]  # fmt: skip
    record.issues = [Issue(id=issue_ids[label], label=label) for label in labels]
    record.positions = [
        Position(
            actor=actor_ids[id(s.who)], issue=issue_ids[s.label], stance=s.stance,
            evidence=parsed.span(*s.deed.evidence), confidence=s.deed.confidence,
        )
        for s in stands
    ]  # fmt: skip
    record.quantities = quantities
    return record


def _used(actors: Actors, statements: list[Said], deeds: list[Deed], stands: list[Stand]) -> list[Who]:
    """Every actor with a mention, and those that only a statement names, by first mention."""
    whos: dict[int, Who] = {id(w): w for w in actors.whos if w.mentions}
    for said in statements:
        if said.speaker is None:
            said.speaker = Who("UNK", "unnamed source", "anonymous", confidence=0.5)
        for who in (said.speaker, said.addressee):
            if who is not None:
                whos.setdefault(id(who), who)
    for deed in deeds:
        for who in (*deed.actors, *deed.recipients):
            whos.setdefault(id(who), who)
    return sorted(
        whos.values(), key=lambda w: (min((m.span for m in w.mentions), default=(1 << 60, 0)), w.code, w.name)
    )


def _actor(who: Who, name: str) -> Actor:
    head, _, sector = who.code.partition(":")
    state = len(head) == 3 and head.isupper() and head not in {"IGO", "NGO", "REB", "UNK"}
    return Actor(
        id=name, code=who.code, name=who.name, type=who.type, role=who.role, country=head if state else None,
        sector=sector or None if state else None, mentions=sorted({m.span for m in who.mentions}),
        wikidata=who.wikidata, confidence=who.confidence,
    )  # fmt: skip


def _info(parsed: Parsed) -> ReportInfo:
    report = parsed.report
    return ReportInfo(
        id=report.id, source=report.source, publisher=report.publisher, title=report.title,
        published=report.published.isoformat() if report.published else None, language=report.language,
        text=report.text,
    )  # fmt: skip


def _notes(parsed: Parsed, dates: list[FoundDate]) -> list[str]:
    unresolved = sum(d.value is None for d in dates)
    if parsed.day is None and unresolved:
        return [f"the day of publication is not known: {unresolved} relative dates stay unresolved"]
    return []
