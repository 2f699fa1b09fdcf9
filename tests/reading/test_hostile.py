"""The hostile corpus: every good report is coded, every bad one named once with its reason, nothing hangs or grows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from standoff.errors import InputError
from standoff.ledger import open_ledger
from standoff.reading import read_inputs
from standoff.reading.files import shown
from tests.reading import hostile

ROOT = Path(__file__).parents[2]
# Seconds and bytes that the whole corpus may take with the stub coder; 30 s and 600 MB on an idle machine.
LONGEST, LARGEST = 240, 1 << 30


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> tuple[Path, list[hostile.Case]]:
    folder = tmp_path_factory.mktemp("hostile") / "corpus"
    return folder, hostile.make(folder)


# Runs a command and writes its largest process into a file: what this process ran before doesn't count.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as out:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=out)
sys.exit(done.returncode)
"""


def run(
    *arguments: object, cwd: Path, stub: bool = True, peak: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    program = "tests.with_stub_coder" if stub else "standoff"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", program, *map(str, arguments)]
    if peak is not None:
        command = [sys.executable, "-c", MEASURED, str(peak), *command]
    return subprocess.run(command, cwd=cwd, capture_output=True, env=environ, timeout=600)  # noqa: PLW1510


def said_of(case: hostile.Case, folder: Path, failures: list[dict[str, str]]) -> list[str]:
    """What the summary says of the inputs of a case."""
    path = shown(str(folder / case.name))
    mine = [f for f in failures if f["source"] == path or f["source"].startswith((path + "#", path + "/"))]
    return [f"{f['position']}: {f['reason']}" for f in mine]


def unsaid(case: hostile.Case, said: list[str]) -> list[str]:
    """The faults of ``case`` that nothing says, and what is said that is no fault of it."""
    left = list(said)
    missing = []
    for fault in case.faults:
        found = next((words for words in left if fault in words), None)
        if found is None:
            missing.append(f"not said: {fault}")
        else:
            left.remove(found)
    return missing + [f"said too: {words}" for words in left]


def test_the_corpus_is_large_enough(corpus):
    _, cases = corpus
    assert len(cases) >= 60
    assert len({case.name for case in cases}) == len(cases)


def test_all_good_reports_are_kept_and_all_bad_inputs_named(corpus, tmp_path):
    folder, cases = corpus
    begun = time.monotonic()
    done = run("read", folder, "--record", "all.db", "--summary", "all.json", cwd=tmp_path, peak=tmp_path / "peak")
    taken = time.monotonic() - begun
    grown = int((tmp_path / "peak").read_text()) * 1024
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    summary = json.loads((tmp_path / "all.json").read_text("utf-8"))
    wrong = {case.name: unsaid(case, said_of(case, folder, summary["failures"])) for case in cases}
    assert {name: words for name, words in wrong.items() if words} == {}
    assert summary["coded"] == hostile.GOOD + sum(case.coded for case in cases)
    assert summary["not_english"] == sum(case.foreign for case in cases)
    assert summary["failed"] == sum(len(case.faults) for case in cases)
    assert summary["balances"] and summary["near_duplicate"] == summary["already_known"] == 0
    assert taken < LONGEST and grown < LARGEST
    lines = done.stderr.decode().splitlines()
    assert sum(line.startswith("standoff: ") for line in lines) == summary["failed"]
    assert not any(c < " " or c in "\x7f\u202e" for line in lines for c in line)
    with open_ledger(tmp_path / "all.db", create=False) as ledger:
        assert len(ledger) == summary["coded"] + summary["not_english"]
        assert ledger.verify() == []


def test_each_input_by_itself_gives_what_is_expected(corpus):
    folder, cases = corpus
    wrong = {}
    for case in cases:
        if case.name in {"pipe.txt", "up", "deep", "picture.png", ".hidden.txt"}:
            continue  # read differently when they are named by themselves
        found = Counter(type(item) for item in read_inputs([str(folder / case.name)]))
        if (found.total() - found[InputError], found[InputError]) != (case.coded + case.foreign, len(case.faults)):
            wrong[case.name] = found
    assert wrong == {}


def test_the_real_coder_codes_all_that_the_stub_keeps(corpus, tmp_path):
    folder, cases = corpus
    done = run("code", folder, "--summary", "all.json", "--quiet", cwd=tmp_path, stub=False)
    assert done.returncode == 1
    summary = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert summary["coded"] == hostile.GOOD + sum(case.coded for case in cases)
    assert summary["balances"]
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == summary["coded"] + summary["not_english"]
    assert sum(1 for record in records if record["events"]) > hostile.GOOD
