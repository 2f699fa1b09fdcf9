"""What made a coding is told by checksums that change with it, and with nothing else."""

from __future__ import annotations

import shutil

import pytest

from standoff import versions
from standoff.doctor import examine


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of a small part of the package, taken for the whole."""
    for name in ("span.py", "record.py", "event_types", "languages"):
        source = versions.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "weights.npz").write_bytes(b"weights")
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    return tmp_path


def made() -> versions.Maker:
    return versions.maker.__wrapped__()


def test_the_same_package_is_the_same_maker_compiled_or_not(package):
    before = made()
    (package / "languages" / "__pycache__").mkdir(exist_ok=True)
    (package / "languages" / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    assert made() == before and made().id == before.id


@pytest.mark.parametrize("changed", ["span.py", "event_types/reject.toml", "languages/en.toml", "models/weights.npz"])
def test_another_file_of_the_coder_is_another_maker(package, changed):
    before = made()
    with (package / changed).open("ab") as file:
        file.write(b"\n# changed\n")
    assert made().id != before.id
    assert made().coder == before.coder


def test_what_codes_nothing_makes_no_other_maker(package):
    before = made()
    (package / "models" / "card.md").write_text("The card")
    (package / "printing.py").write_text("# prints")
    assert made().id == before.id


def test_the_doctor_says_what_the_record_says(tmp_path):
    sections, _ = examine(str(tmp_path / "none.db"), required=False)
    coder = dict(dict(sections)["Coder"])
    assert coder["made by"] == versions.maker().id
    assert coder["source"] == f"sha256 {versions.maker().code}"
    assert all(coder[name] == f"sha256 {digest}" for name, digest in versions.maker().models.items())
