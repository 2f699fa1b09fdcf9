"""STAGE 5a: the record in other people's formats, one file a format, found by its name.

A format is a module with ``ABOUT`` (one line), ``SUFFIX`` (of the file it makes) and ``write(kept, out)``, which writes
the whole of what is ``kept`` to a binary stream. The same content gives the same bytes. What several formats need is in
shared.py; docs/exports.md says what goes where.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO

from standoff.errors import ExportError
from standoff.exporting.shared import Kept

SHARED = "shared"

__all__ = ["Format", "Kept", "format_named", "formats"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, one line about it, the suffix of its files, and what writes it."""

    name: str
    about: str
    suffix: str
    write: Callable[[Kept, BinaryIO], None]


@cache
def formats() -> dict[str, Format]:
    """All formats by name."""
    found = {}
    for name in sorted({m.name for m in iter_modules(__path__)} - {SHARED}):
        module = import_module(f"{__name__}.{name}")
        found[name] = Format(name, module.ABOUT, module.SUFFIX, module.write)
    return found


def format_named(name: str) -> Format:
    """The format of that name; ExportError naming those there are."""
    found = formats().get(name)
    if found is None:
        raise ExportError(f"there is no format {name!r}; there are {', '.join(formats())}")
    return found
