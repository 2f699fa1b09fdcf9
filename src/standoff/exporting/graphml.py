"""GraphML: actors as nodes, acts as directed edges with all that is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from standoff.exporting.shared import Kept, Told
from standoff.record import Actor

ABOUT = "who acts towards whom, as a directed graph for Gephi, visone, NetworkX"
SUFFIX = ".graphml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
NODE = {"label": "string", "code": "string", "kind": "string", "wikidata": "string"}
EDGE = {
    "type": "string", "mode": "string", "act": "string", "modality": "string", "issue": "string", "date": "string",
    "published": "string", "publisher": "string", "words": "string", "entry": "string", "quad": "int",
    "intensity": "double", "confidence": "double",
}  # fmt: skip
# Control characters that XML 1.0 can't hold in any form.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Key = tuple[str, str]


def write(kept: Kept, out: BinaryIO) -> None:
    """A directed graph; an edge for each pair of actor and recipient of an event. Acts with one side have no edge.

    One code and name is one node. Nodes stand in order of code and name, edges in the order of the record.
    """
    out.write(HEAD.encode("utf-8"))
    for what, keys in (("node", NODE), ("edge", EDGE)):
        for name, kind in keys.items():
            declared = f'<key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'
            out.write(declared.encode("utf-8"))
    out.write(b'<graph id="record" edgedefault="directed">\n')
    nodes = _nodes(kept)
    numbers = {key: f"n{number}" for number, key in enumerate(sorted(nodes))}
    for key, number in numbers.items():
        out.write(f'<node id="{number}">{_data("node", nodes[key])}</node>\n'.encode())
    for told, source, target in _edges(kept):
        ends = f'source="{numbers[source]}" target="{numbers[target]}"'
        out.write(f"<edge {ends}>{_data('edge', _known(told))}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def _nodes(kept: Kept) -> dict[Key, dict[str, Any]]:
    nodes: dict[Key, dict[str, Any]] = {}
    for filed in kept.filed():
        for a in filed.record.actors:
            known = nodes.setdefault(_key(a), {"label": a.name, "code": a.code, "kind": a.type, "wikidata": None})
            known["wikidata"] = known["wikidata"] or a.wikidata
    return nodes


def _edges(kept: Kept) -> Iterator[tuple[Told, Key, Key]]:
    for told in kept.events():
        for actor in told.actors:
            for recipient in told.recipients:
                yield told, _key(actor), _key(recipient)


def _known(told: Told) -> dict[str, Any]:
    event, report = told.event, told.report
    return {
        "type": event.type, "mode": event.mode, "act": event.act, "modality": event.modality, "issue": told.issue,
        "date": event.date.value if event.date else None, "published": report.published,
        "publisher": report.publisher, "words": told.words, "entry": told.name, "quad": told.quad,
        "intensity": event.intensity, "confidence": event.confidence,
    }  # fmt: skip


def _key(actor: Actor) -> Key:
    return actor.code, actor.name


def _data(what: str, values: Mapping[str, Any]) -> str:
    parts = (
        f"<data key={quoteattr(f'{what}_{name}')}>{escape(UNWRITABLE.sub('�', str(value)))}</data>"
        for name, value in values.items()
        if value is not None
    )
    return "".join(parts)
