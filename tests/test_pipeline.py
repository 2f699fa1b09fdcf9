"""The coder as a whole: the same in, the same out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from standoff.record import to_json

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
RUN = """
import sys
from datetime import date
from pathlib import Path
from standoff.pipeline import Coder
from standoff.record import to_json
from standoff.report import Report
for name in sys.argv[1:]:
    text = Path(name).read_text(encoding="utf-8")
    sys.stdout.buffer.write(to_json(Coder().code(Report(text=text, source="x", published=date(2022, 1, 28)))) + b"\\n")
"""


def test_two_processes_give_the_same_bytes():
    command = [sys.executable, "-c", RUN, *map(str, EXAMPLES)]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(EXAMPLES) == 3


def test_the_order_of_reports_changes_nothing(code):
    first, second = "Moscow rejected the demand.", "He said it would attack."
    alone = to_json(code(second))
    code(first)
    assert to_json(code(second)) == alone


def test_a_report_without_a_day_says_so(code):
    record = code("Moscow said yesterday that it rejected the demand.", published=None)
    assert any("day of publication" in note for note in record.notes)
