"""Who is who in the reports: every actor with its code, what it is, and how often it is named, speaks and acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from standoff.ledger import Filed
from standoff.record import ActorType


@dataclass(slots=True)
class Known:
    """An actor over all reports; ``name`` is the first entry that knows it."""

    code: str
    called: str
    type: ActorType
    name: str
    roles: list[str] = field(default_factory=list)
    wikidata: str | None = None
    reports: int = 0
    mentions: int = 0
    statements: int = 0
    acts: int = 0
    received: int = 0


def actors(filed: Iterable[Filed]) -> list[Known]:
    """The actors of all reports, the most mentioned first; one code and name is one actor."""
    found: dict[tuple[str, str], Known] = {}
    for one in filed:
        record = one.record
        here: dict[str, Known] = {}
        for actor in record.actors:
            fresh = Known(actor.code, actor.name, actor.type, one.names[actor.id])
            known = here[actor.id] = found.setdefault((actor.code, actor.name), fresh)
            known.mentions += len(actor.mentions)
            known.wikidata = known.wikidata or actor.wikidata
            if actor.role and actor.role not in known.roles:
                known.roles.append(actor.role)
        for known in {id(k): k for k in here.values()}.values():
            known.reports += 1
        for statement in record.statements:
            here[statement.speaker].statements += 1
        for event in record.events:
            for a in event.actors:
                here[a].acts += 1
            for a in event.recipients:
                here[a].received += 1
    return sorted(found.values(), key=lambda k: (-k.mentions, k.code, k.called))
