"""`standoff pairs`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.commands.options import SOME_UNREAD, complain
from standoff.errors import InputError

if TYPE_CHECKING:
    from standoff.coding.pair_types import PairRow

EXAMPLE = "standoff pairs sentences.tsv > types.tsv"
NEEDED = ("sentence_id", "sentence", "source", "target")
# A field may be as long as a report.
LONGEST_FIELD = 10_000_000


def run(
    file: Annotated[str, typer.Argument(metavar="FILE.tsv", help="Tab-separated with a header; - for standard input.")],
) -> None:
    """Give the PLOVER type of the act between each sentence's source and target.

    Columns in: sentence_id, sentence, source, target (others are ignored). Columns out: sentence_id, type, confidence
    (of the type, if there is an act) and event (how likely the source does anything to the target).
    """
    from standoff.coding.pair_types import pair_types

    faults: list[InputError] = []
    try:
        lines, places = _table(file)
    except InputError as error:
        complain(error)
        raise typer.Exit(SOME_UNREAD) from error
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    out.writerow(("sentence_id", "type", "confidence", "event"))
    for answer in pair_types(_rows(file, lines, places, faults)):
        out.writerow((answer.id, answer.type, f"{answer.confidence:.4f}", f"{answer.event:.4f}"))
    for fault in faults:
        complain(fault)
    raise typer.Exit(SOME_UNREAD if faults else 0)


def _table(name: str) -> tuple[list[str], list[int]]:
    """The lines of a file, its header first, and where the columns that are needed stand."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        lines = text.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8 (byte {error.start})") from error
    header = lines[0].rstrip("\r").split("\t")
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise InputError(name, f"its header lacks {', '.join(missing)}")
    return lines, [header.index(column) for column in NEEDED]


def _rows(name: str, lines: list[str], places: list[int], faults: list[InputError]) -> Iterator[PairRow]:
    """The rows of a table; a row that lacks a column goes to ``faults``."""
    from standoff.coding.pair_types import PairRow

    header = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        fields = _fields(line.rstrip("\r"), len(header))
        if len(fields) <= max(places):
            faults.append(InputError(name, f"line {number} has {len(fields)} of {len(header)} columns"))
            continue
        yield PairRow(*(fields[place] for place in places))


def _fields(line: str, count: int) -> list[str]:
    """The fields of one line, quoted or not: a quotation mark that is never closed is a word of its sentence."""
    quoted = next(csv.reader([line], delimiter="\t"))
    return quoted if len(quoted) == count else line.split("\t")
