"""Settings: what holds for one run, from `standoff.toml`, then the environment, then the command line.

Nothing is read at import. A key or value that isn't known is an error that names the file and what is allowed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from standoff.errors import InputError
from standoff.report import FIELDS

FILE = "standoff.toml"
PREFIX = "STANDOFF_"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``record`` is a path or address, ``on`` the day asked about, ``jobs`` how many processes code.

    ``host`` and ``port`` are where `standoff serve` listens, ``tokens`` the file of people who may sign in.
    ``by`` is who reviews. ``column`` names the column that holds a field of a report, ``summary`` the file that the
    summary of a run goes to; ``allow_private`` lets addresses of this machine and of private networks be read.
    """

    record: str = "standoff.db"
    on: date | None = None
    published: date | None = None
    publisher: str | None = None
    jobs: int = 1
    by: str | None = None
    quiet: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    tokens: str = "standoff-tokens.json"
    column: dict[str, str] = {}
    summary: str | None = None
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise ValueError("jobs must be 1 or more")
        unknown = sorted(set(self.column) - set(FIELDS))
        if unknown:
            raise ValueError(f"column: unknown field {', '.join(map(repr, unknown))}; known are {', '.join(FIELDS)}")


def load(given: Mapping[str, Any], *, config: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of a run: ``given`` is what stands on the command line, None where an option isn't there.

    ``config`` is the file asked for, else `standoff.toml` of the working folder where there is one; ``environ`` is
    the environment. Raises InputError naming the file or variable and the reason.
    """
    merged: dict[str, Any] = {}
    path = config or Path(FILE)
    if config is not None or path.is_file():
        merged |= _checked(_of_file(path), str(path))
    variables = os.environ if environ is None else environ
    for key in Settings.__struct_fields__:
        name = PREFIX + key.upper()
        if name in variables:
            merged |= _checked({key: _parted(variables[name]) if key == "column" else variables[name]}, name)
    merged |= _checked({key: value for key, value in given.items() if value is not None}, "command line")
    return Settings(**merged)


def _parted(pairs: str) -> dict[str, str]:
    """``text=body,title=headline`` as a dict; what has no ``=`` names an empty column, which is refused."""
    return {field.strip(): column.strip() for field, _, column in (pair.partition("=") for pair in pairs.split(","))}


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(str(path), (error.strerror or str(error)).lower()) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not TOML: {error}") from error


def _checked(values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """``values`` as the types of Settings."""
    unknown = [key for key in values if key not in Settings.__struct_fields__]
    if unknown:
        known = ", ".join(Settings.__struct_fields__)
        raise InputError(source, f"unknown setting {', '.join(map(repr, unknown))}; known are {known}")
    try:
        made = msgspec.convert(dict(values), Settings, strict=False)
    except msgspec.ValidationError as error:
        raise InputError(source, str(error)) from error
    return {key: getattr(made, key) for key in values}
