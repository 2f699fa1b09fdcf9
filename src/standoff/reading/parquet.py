"""Parquet (.parquet, .pq): one report a row; columns named as in JSON Lines or mapped.

Read in a process of its own, a few rows at a time: a small file may say that it expands to more than the memory, and a
damaged one may crash its reader.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from standoff.errors import InputError
from standoff.reading.expand import ALWAYS, RATIO
from standoff.reading.fields import columns_of, to_report
from standoff.reading.formats import Defaults, Format
from standoff.report import Report
from standoff.workers import TaskFailed, TaskLost, Worker

# Rows fetched at once; the bytes of a batch follow from its texts.
BATCH = 64
# Seconds for a batch, loading of the library included.
DEADLINE = 30.0
MEMORY = 2 << 30


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each row that is none.

    Raises InputError where the file is damaged: what stands before the damage has been read.
    """
    row = characters = 0
    with _path(stream) as path, Worker("standoff.reading.parquet:work", memory=MEMORY) as worker:
        try:
            names, rows = worker.run(("open", path, None), deadline=DEADLINE)
            columns = columns_of(names, source=source, columns=defaults.columns)
            if not rows:
                raise InputError(source, "holds no row")
            worker.run(("begin", path, list(dict.fromkeys(columns.values()))), deadline=DEADLINE)
            while batch := worker.run(("next", path, None), deadline=DEADLINE):
                for cells in batch:
                    row += 1
                    characters += sum(len(cell) for cell in cells.values() if isinstance(cell, str))
                    if characters > ALWAYS and characters > RATIO * Path(path).stat().st_size:
                        reason = f"expands over {RATIO}-fold to more than {ALWAYS >> 20} MB: refused"
                        raise InputError(source, reason, position=f"row {row}")
                    try:
                        yield _report(cells, columns, source, row, defaults)
                    except InputError as error:
                        yield error
        except (TaskLost, TaskFailed) as error:
            position = f"row {row + 1}" if row else None
            raise InputError(source, f"is not Parquet that can be read: {error}", position=position) from None
    if row != rows:
        raise InputError(source, f"says it holds {rows:,} rows; {row:,} were found")


def _report(cells: dict[str, Any], columns: dict[str, str], source: str, row: int, defaults: Defaults) -> Report:
    fields = {field: cells[column] for field, column in columns.items()}
    position = f"row {row}"
    return to_report(fields, source=source, where=f"{source}#{row}", defaults=defaults, position=position)


@contextmanager
def _path(stream: BinaryIO) -> Iterator[str]:
    """Where the other process finds what ``stream`` holds: its own file, or a copy."""
    name = getattr(stream, "name", None)
    if isinstance(name, str) and Path(name).is_file():
        yield name
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield copy.name


# ---- in the worker -----------------------------------------------------------------------------------------------

_held: list[Any] = []


def work(task: tuple[str, str, list[str] | None]) -> Any:
    """What the worker runs: "open" gives the column names and the number of rows, "next" the next rows as dicts."""
    import pyarrow
    from pyarrow import parquet

    what, path, columns = task
    if what == "open":
        pyarrow.set_cpu_count(1)
        pyarrow.set_io_thread_count(1)
        file = parquet.ParquetFile(path, memory_map=False)
        _held.append(file)
        return file.schema_arrow.names, file.metadata.num_rows
    if what == "begin":
        _held.append(_held[0].iter_batches(batch_size=BATCH, columns=columns, use_threads=False))
        return None
    batch = next(_held[1], None)
    while batch is not None and not batch.num_rows:
        batch = next(_held[1], None)
    return None if batch is None else batch.to_pylist()


FORMAT = Format(
    name="Parquet",
    suffixes=(".parquet", ".pq"),
    kinds=("application/vnd.apache.parquet", "application/x-parquet"),
    read=read,
    seeks=True,
)
