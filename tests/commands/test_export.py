"""`standoff export`: to a file or to standard output, whole or not at all."""

from __future__ import annotations

import json

from standoff.errors import ExportError
from standoff.exporting import formats


def test_a_format_that_is_none_is_a_wrong_command(run):
    done = run("export", "--format", "excel")
    assert done.exit_code == 2 and "polecat" in done.stderr and done.stdout == ""


def test_the_formats_are_listed(run):
    said = run("export", "--format", "list").stdout
    assert all(name in said for name in formats())


def test_a_file_is_written_and_standard_output_gives_the_same(run, record):
    out = record.parent / "out.jsonl"
    done = run("export", "--format", "jsonl", "--out", out)
    assert done.exit_code == 0 and done.stdout == ""
    assert out.read_bytes() == run("export", "--format", "jsonl").stdout_bytes
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert sorted(p.name for p in record.parent.iterdir() if "out" in p.name) == ["out.jsonl"]


def test_only_what_was_out_by_a_day(run):
    assert run("export", "--format", "jsonl", "--on", "2020-03-02").stdout == ""


def test_a_rejected_entry_is_left_out_unless_the_coding_is_asked_for(run, names):
    run("review", names["e1"], "--reject", "--by", "Ana")
    told = [json.loads(line) for line in run("export", "--format", "plover").stdout.splitlines()]
    assert names["e1"] not in {event["id"] for event in told}
    assert names["e1"] in run("export", "--format", "plover", "--as-coded").stdout


def test_what_was_there_stays_when_the_new_file_can_not_be_written(run, record, monkeypatch):
    out = record.parent / "out.jsonl"
    out.write_text("what was there", encoding="utf-8")

    def full(kept, stream):
        stream.write(b"half of it")
        raise OSError(28, "No space left on device")

    from standoff.exporting import Format

    monkeypatch.setitem(formats(), "jsonl", Format("jsonl", "", ".jsonl", full))
    done = run("export", "--format", "jsonl", "--out", out)
    assert isinstance(done.exception, ExportError) and "no space left" in str(done.exception)
    assert out.read_text(encoding="utf-8") == "what was there"
    assert [p.name for p in record.parent.iterdir() if p.name.endswith(".part")] == []


def test_a_folder_that_is_not_there_and_one_in_place_of_a_file_are_errors(run, tmp_path):
    for out in (tmp_path / "no" / "out", tmp_path):
        assert isinstance(run("export", "--format", "jsonl", "--out", out).exception, ExportError)
