"""What the documentation says is so: its figures are those that are pinned, its links and commands lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.floors import ROOT, read_floors

COLUMNS = ("event_type", "event_full", "modality", "statement", "position", "quantity", "reply_to")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def table() -> str:
    """The rows of the README's table of scores, from the pinned figures."""
    return "".join(
        f"| {name} | " + " | ".join(f"{floor.figures[c]:.2f}" for c in COLUMNS) + " |\n"
        for name, floor in read_floors().items()
    )


def test_the_scores_in_the_readme_are_the_pinned_ones():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert table() in readme, f"put these rows into README.md:\n{table()}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_has_a_line_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = {p.stem for p in (ROOT / "src/standoff/commands").glob("*.py")} - {"__init__", "options"}
    assert len(commands) >= 8
    for command in commands:
        assert f"standoff {command}" in readme
