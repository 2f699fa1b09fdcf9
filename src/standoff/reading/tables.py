"""CSV and TSV (.csv, .tsv): one report a row; columns named in the first row. A bad row costs only itself.

Quoting is read strictly: Python's csv merges rows without a word where a quotation mark stays open. A row at which that
shows is named, and reading goes on with the line after its first.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading.fields import columns_of, to_report
from standoff.reading.formats import Defaults, Format
from standoff.reading.normalise import LONGEST, decode
from standoff.report import Report

# A row holds a report and a little beside it; counted in code points, its quotation marks doubled.
_LONGEST_ROW = 2 * LONGEST + 65_536
# An open quotation mark is looked for over this many lines; no report has more.
_MOST_LINES = 20_000
# How many code points may be read again behind open quotation marks before the file is given up.
_MOST_AGAIN = 20 * _LONGEST_ROW


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each row that is none; blank rows are skipped.

    Raises InputError where the first row names no column for the text, or too much of the file is broken.
    """
    start = stream.readline(4 * _LONGEST_ROW)
    if not start.strip():
        raise InputError(source, "holds no text")
    head = decode(start, source=source).lstrip("\ufeff")
    delimiter = max("\t,;", key=head.count)
    csv.field_size_limit(_LONGEST_ROW)
    try:
        (names,) = csv.reader([head], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        raise InputError(source, f"is no row of column names: {error}", position="line 1") from None
    names = [name.strip() for name in names]
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise InputError(source, f"names the column {twice!r} twice", position="line 1")
    columns = columns_of(names, source=source, columns=defaults.columns)
    at = {field: names.index(column) for field, column in columns.items()}
    for number, row in _rows(source, stream, delimiter):
        position = f"line {number}"
        if isinstance(row, InputError):
            yield row
        elif len(row) != len(names):
            yield InputError(source, f"has {len(row)} fields for {len(names)} columns", position=position)
        else:
            fields = {field: row[index] or None for field, index in at.items()}
            try:
                yield to_report(fields, source=source, where=f"{source}#{number}", defaults=defaults, position=position)
            except InputError as error:
                yield error


def _rows(source: str, stream: BinaryIO, delimiter: str) -> Iterator[tuple[int, list[str] | InputError]]:
    """Each row with the number of its first line; what is no row as an InputError."""
    lines = _Lines(source, stream)
    again = 0
    while True:
        lines.begin()
        try:
            row = next(csv.reader(lines, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            fault = InputError(source, _reason(error), position=f"line {lines.first}")
        except InputError as error:
            fault = error
        else:
            if row is None:
                return
            if row:
                yield lines.first, row
            continue
        yield lines.first, fault
        again += lines.back()
        if again > _MOST_AGAIN:
            raise InputError(
                source, "has too many open quotation marks: the rest is not read", position=f"line {lines.first}"
            )


def _reason(error: csv.Error) -> str:
    words = str(error)
    if "end of data" in words:
        return "a quotation mark stays open"
    if "field larger" in words:
        return f"has a field of over {_LONGEST_ROW:,} characters"
    return f"its quotation marks don't pair: {words}"


class _Lines:
    """The lines of a file for csv, with those of the row at hand kept so that all but the first can be read again."""

    def __init__(self, source: str, stream: BinaryIO) -> None:
        self.source, self.stream = source, stream
        self.first = 1
        self._row: list[str | InputError] = []
        self._waiting: deque[str | InputError] = deque()

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.first += max(len(self._row), 1)
        self._row = []

    def back(self) -> int:
        """Give back all lines of this row but the first; how many code points those are."""
        self._waiting.extendleft(reversed(self._row[1:]))
        size = sum(len(line) for line in self._row[1:] if isinstance(line, str))
        self._row = self._row[:1]
        return size

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._read()
        self._row.append(line)
        if isinstance(line, InputError):
            if len(self._row) == 1:
                raise line
            # the row before ends here, and this line is named when its turn comes
            raise InputError(self.source, "a quotation mark stays open", position=f"line {self.first}")
        if len(self._row) > _MOST_LINES:
            reason = f"a quotation mark stays open over {_MOST_LINES:,} lines"
            raise InputError(self.source, reason, position=f"line {self.first}")
        return line

    def _read(self) -> str | InputError:
        number = self.first + len(self._row)
        data = self.stream.readline(4 * _LONGEST_ROW)
        if not data:
            raise StopIteration
        if len(data) == 4 * _LONGEST_ROW and not data.endswith(b"\n"):
            while (rest := self.stream.readline(_LONGEST_ROW)) and not rest.endswith(b"\n"):
                pass
            return InputError(self.source, f"is over {4 * _LONGEST_ROW:,} bytes", position=f"line {number}")
        try:
            return decode(data, source=self.source, first_line=number)
        except InputError as error:
            return error


FORMAT = Format(
    name="CSV and TSV",
    suffixes=(".csv", ".tsv", ".tab"),
    kinds=("text/csv", "text/tab-separated-values", "application/csv"),
    read=read,
)
