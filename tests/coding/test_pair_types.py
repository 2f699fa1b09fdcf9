"""`standoff pairs`: the type of act between a given source and target."""

from __future__ import annotations

import csv
import io

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.coding.pair_types import PairRow, pair_types

SENTENCE = "Baghdad's army shelled Tehran's positions near the river on Tuesday."


def run(folder, text: str):
    path = folder / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["pairs", str(path)])


def test_source_and_target_are_told_apart():
    there, back = pair_types([PairRow("1", SENTENCE, "Baghdad", "Tehran"), PairRow("2", SENTENCE, "Tehran", "Baghdad")])
    assert there.type == "ASSAULT"
    assert there.event > 0.5 > back.event


def test_every_row_is_answered_under_its_id(tmp_path):
    rows = [("7", SENTENCE, "Baghdad", "Tehran"), ("x", 'Lima said "no" to Quito.', "Lima", "Quito")]
    text = "\n".join("\t".join(r) for r in [("sentence_id", "sentence", "source", "target"), *rows])
    done = run(tmp_path, text)
    assert done.exit_code == 0
    answers = list(csv.DictReader(io.StringIO(done.stdout), delimiter="\t"))
    assert [a["sentence_id"] for a in answers] == ["7", "x"]
    assert answers[0]["type"] == "ASSAULT"
    assert all(0 <= float(a["confidence"]) <= 1 for a in answers)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("sentence_id\tsentence\n1\tx\n", 1, "source, target"),
        ("sentence_id\tsentence\tsource\ttarget\n1\tonly\n", 1, "line 2"),
    ],
    ids=["no such column", "a short row"],
)
def test_what_cannot_be_read_is_named(tmp_path, text, status, said):
    done = run(tmp_path, text)
    assert done.exit_code == status
    assert said in done.stderr


def test_a_short_row_costs_only_itself(tmp_path):
    done = run(tmp_path, f"sentence_id\tsentence\tsource\ttarget\n1\tshort\n2\t{SENTENCE}\tBaghdad\tTehran\n")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[1].startswith("2\tASSAULT")
