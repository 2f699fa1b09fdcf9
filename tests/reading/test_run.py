"""A run as a whole: what it keeps, says and leaves behind when something goes wrong in the middle."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from standoff.ledger import open_ledger
from tests.reading.hostile import sentence, table

ROOT = Path(__file__).parents[2]


def start(*arguments: object, cwd: Path, **more) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.with_stub_coder", *map(str, arguments)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=cwd, env=environ, preexec_fn=_heed_interrupts,  # noqa: PLW1509
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )  # fmt: skip


def _heed_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(*arguments: object, cwd: Path, stdin: bytes = b"") -> tuple[int, bytes, str]:
    running = start(*arguments, cwd=cwd, stdin=subprocess.PIPE)
    out, said = running.communicate(stdin, timeout=120)
    assert b"Traceback" not in said
    return running.returncode, out, said.decode()


def lines(folder: Path, *texts: str) -> Path:
    path = folder / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    return path


def test_a_report_that_kills_its_process_is_named_and_the_others_are_kept(tmp_path):
    lines(tmp_path, sentence(1), "This one DIES in the middle.", sentence(2))
    status, _, said = run("read", "a.jsonl", "--summary", "s.json", cwd=tmp_path)
    assert status == 1
    assert "a.jsonl#2: could not be coded: crashed the process" in said
    summary = json.loads((tmp_path / "s.json").read_text())
    assert (summary["coded"], summary["failed"], summary["balances"]) == (2, 1, True)


def test_reports_that_are_not_english_are_kept_and_counted(tmp_path):
    lines(tmp_path, sentence(1), "Москва отвергла требование Вашингтона о выводе войск.")
    status, _, said = run("read", "a.jsonl", cwd=tmp_path)
    assert status == 0 and "1 kept but not English" in said
    with open_ledger(tmp_path / "standoff.db") as ledger:
        kept = [filed.record for filed in ledger.filed()]
    (foreign,) = [record for record in kept if record.report.language != "en"]
    assert foreign.notes and not foreign.events and foreign.report.text.startswith("Москва")


def test_copies_are_kept_and_counted_and_the_same_again_is_known(tmp_path):
    text = " ".join(sentence(n) for n in range(5))
    lines(tmp_path, text, f"NAIROBI - {text}", text)
    status, _, _ = run("read", "a.jsonl", "--summary", "s.json", cwd=tmp_path)
    summary = json.loads((tmp_path / "s.json").read_text())
    assert status == 0
    assert [summary[k] for k in ("reports_in", "coded", "near_duplicate", "already_known")] == [3, 1, 1, 1]
    assert [copy["source"] for copy in summary["copies"]] == ["a.jsonl#2"]


def test_stopped_by_the_user_it_says_so_and_keeps_what_was_done(tmp_path):
    lines(tmp_path, *(sentence(n) for n in range(16)), "This one HANGS for ten minutes.")
    running = start("read", "a.jsonl", "--summary", "s.json", cwd=tmp_path)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _kept(tmp_path) < 16:
        time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1 and b"stopped by the user" in said and b"Traceback" not in said
    assert json.loads((tmp_path / "s.json").read_text())["stopped"]
    assert _kept(tmp_path) == 16


def _kept(folder: Path) -> int:
    path = folder / "standoff.db"
    if not path.exists() or not path.stat().st_size:
        return 0
    # read beside the run, so that the count waits for nothing and holds nothing up
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as record:
        try:
            return int(record.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full is Linux's")
def test_a_full_disk_is_said_in_one_line(tmp_path):
    lines(tmp_path, sentence(1))
    with Path("/dev/full").open("wb") as full:
        running = start("code", "a.jsonl", "--quiet", cwd=tmp_path, stdout=full)
        _, said = running.communicate(timeout=120)
    assert running.returncode == 1
    assert said.decode().splitlines() == ["standoff: output: no space left on device"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["read", "a.jsonl", "--record", "no/x.db"], 1, "the folder no doesn't exist"),
        (["read", "a.jsonl", "--summary", "no/s.json"], 1, "no/s.json: the summary can't be written"),
        (["code", ""], 1, "is no name of a file"),
        (["code", "a.jsonl", "--column", "text"], 2, "is not FIELD=NAME"),
        (["code", "a.jsonl", "--column", "body=text"], 2, "unknown field 'body'"),
        (["code", "http://127.0.0.1/"], 1, "an address inside"),
    ],
    ids=["record", "summary", "no name", "no pair", "no field", "inside"],
)
def test_what_cannot_be_done_is_said_before_anything_is(tmp_path, arguments, status, said):
    lines(tmp_path, sentence(1))
    found = run(*arguments, cwd=tmp_path)
    assert (found[0], found[1]) == (status, b"")
    assert said in found[2]


@pytest.mark.parametrize("name", ["b.csv", "b.parquet", "b.jsonl"])
def test_columns_are_mapped(tmp_path, name):
    rows = {"body": [sentence(1), sentence(2)], "day": ["2022-01-28", "2022-01-29"]}
    if name.endswith(".csv"):
        data = "body;day\n" + "\n".join(f"{body};{day}" for body, day in zip(*rows.values(), strict=True))
        (tmp_path / name).write_text(data)
    elif name.endswith(".parquet"):
        (tmp_path / name).write_bytes(table(**rows))
    else:
        made = [json.dumps({"body": body, "day": day}) for body, day in zip(*rows.values(), strict=True)]
        (tmp_path / name).write_text("\n".join(made))
    (tmp_path / "standoff.toml").write_text("[column]\ntext = 'body'\n")
    status, out, said = run("code", name, cwd=tmp_path)
    assert status == 0, said
    status, out, said = run("code", name, "--column", "text=body", "--column", "published=day", cwd=tmp_path)
    assert status == 0, said
    found = [json.loads(line)["report"] for line in out.splitlines()]
    assert [r["text"] for r in found] == rows["body"]
    assert [r["published"] for r in found] == rows["day"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_pipe_that_nobody_writes_to_is_left(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    lines(tmp_path, sentence(1))
    status, out, said = run("code", "pipe.txt", "a.jsonl", cwd=tmp_path)
    assert status == 1 and len(out.splitlines()) == 1
    assert "pipe.txt: is a pipe that nobody writes to" in said
