"""Inputs in, reports out: the text untouched but for the stated normalisation, every fault named, none contagious."""

from __future__ import annotations

import io
import json
import os
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.reading import read_inputs
from standoff.reading.days import parse_day
from standoff.reading.formats import formats
from standoff.reading.header import split
from standoff.reading.json_lines import _LONGEST_LINE
from standoff.reading.normalise import LONGEST, normalise
from standoff.report import Report


def reports(*paths, **given):
    return list(read_inputs([str(p) for p in paths], **given))


def only(path, **given) -> Report:
    (found,) = reports(path, **given)
    assert isinstance(found, Report), found
    return found


def fault(path, **given) -> str:
    (found,) = reports(path, **given)
    assert isinstance(found, InputError), found
    return str(found)


def write(folder, name: str, content: str | bytes):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


# ---- plain text --------------------------------------------------------------------------------------------------


def test_a_text_is_read_as_it_stands(tmp_path):
    report = only(write(tmp_path, "a.txt", "Moscow said  no. \n\n  Twice."))
    assert report.text == "Moscow said  no. \n\n  Twice."
    assert (report.published, report.language) == (None, "en")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("cafe\u0301".encode(), "caf\u00e9"),
        (b"\xef\xbb\xbfMoscow", "Moscow"),
        ("a\x1b[31mb\u202ec".encode(), "a\x1b[31mb\u202ec"),
    ],
    ids=["line endings", "NFC", "byte order mark", "control characters stay"],
)
def test_the_only_changes_are_the_stated_ones(tmp_path, content, text):
    assert only(write(tmp_path, "a.txt", content)).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_normalising_twice_gives_the_same_as_once(text):
    try:
        once = normalise(text, source="x")
    except InputError:
        return
    assert normalise(once, source="x") == once


@pytest.mark.parametrize(
    ("content", "day", "text"),
    [
        ("date 2022-01-28 Moscow said no.", date(2022, 1, 28), "Moscow said no."),
        ("Date: 2022-01-28\nMoscow said no.", date(2022, 1, 28), "Moscow said no."),
        ("---\npublished: 2022-01-28\n---\nMoscow said no.", date(2022, 1, 28), "Moscow said no."),
        ("---\ndate: '2022-01-28T10:00:00Z'\n---\n\nMoscow said no.", date(2022, 1, 28), "Moscow said no."),
        ("dates of the talks are not known", None, "dates of the talks are not known"),
        ("---\nA rule above and below.\n---\nText.", None, "---\nA rule above and below.\n---\nText."),
    ],
    ids=["first line", "first line alone", "front matter", "front matter with time", "no head", "a rule is no head"],
)
def test_the_day_comes_from_the_head(tmp_path, content, day, text):
    report = only(write(tmp_path, "a.txt", content))
    assert (report.published, report.text) == (day, text)


def test_front_matter_names_title_publisher_and_language(tmp_path):
    head = '---\ntitle: "Border shut"\npublisher: The Lamu Post\nlanguage: sw\nid: 7\n---\nText.'
    report = only(write(tmp_path, "a.md", head))
    assert (report.title, report.publisher, report.language, report.given_id) == (
        "Border shut",
        "The Lamu Post",
        "sw",
        "7",
    )


def test_what_the_input_says_goes_before_the_command_line(tmp_path):
    given_day = {"published": date(2001, 1, 1), "publisher": "Me"}
    assert only(write(tmp_path, "a.txt", "date 2022-01-28 No."), **given_day).published == date(2022, 1, 28)
    report = only(write(tmp_path, "b.txt", "No."), **given_day)
    assert (report.published, report.publisher) == (date(2001, 1, 1), "Me")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no text"),
        (b" \n\t ", "holds no text"),
        (b"date 2022-01-28\n", "no text after its head"),
        (b"good\nbad \xff", "a.txt, line 2: is not UTF-8"),
        (b"\xff\xfeM\x00o\x00", "UTF-16"),
        (b"a\x00b", "NUL"),
        (b"date 2022-13-45 No.", "'2022-13-45' is not a day"),
        (b"x" * (4 * LONGEST + 1), "a report may have"),
    ],
    ids=["empty", "white space", "head only", "bad byte", "UTF-16", "NUL", "no such day", "too long"],
)
def test_a_bad_text_is_named_with_its_reason(tmp_path, content, said):
    message = fault(write(tmp_path, "a.txt", content))
    assert "a.txt" in message and said in message


# ---- JSON Lines --------------------------------------------------------------------------------------------------


def lines(*objects: object) -> str:
    return "\n".join(o if isinstance(o, str) else json.dumps(o) for o in objects) + "\n"


def test_every_member_of_a_line_is_read(tmp_path):
    line = {
        "text": "Moscow said no.", "id": 7, "title": "No", "published": "2022-01-28", "publisher": "The Post",
        "url": "https://example.org/7", "language": "en", "section": "ignored",
    }  # fmt: skip
    report = only(write(tmp_path, "a.jsonl", lines(line)))
    assert (report.text, report.given_id, report.title) == ("Moscow said no.", "7", "No")
    assert (report.published, report.publisher) == (date(2022, 1, 28), "The Post")
    assert report.source == "https://example.org/7"


def test_a_line_without_an_address_is_known_by_its_number(tmp_path):
    path = write(tmp_path, "a.ndjson", lines({"text": "One."}, "", {"text": "Two."}))
    assert [r.source for r in reports(path)] == [f"{path}#1", f"{path}#3"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{not json", "is not JSON"),
        ('{"title": "no text"}', "text"),
        ('{"text": 7}', "its text is a number"),
        ('["a list"]', "is not a report"),
        ('{"text": "  "}', "holds no text"),
        ('{"text": "No.", "published": "soon"}', "is not a day"),
        ('{"x": ' + "[" * 100_000, "is not JSON"),
    ],
    ids=["broken", "no text", "text is a number", "a list", "blank text", "no day", "nested without end"],
)
def test_a_bad_line_costs_only_itself(tmp_path, bad, said):
    path = write(tmp_path, "a.jsonl", lines({"text": "One."}, bad, {"text": "Three."}))
    first, middle, last = reports(path)
    assert (first.text, last.text) == ("One.", "Three.")
    assert isinstance(middle, InputError)
    assert "line 2" in str(middle) and said in str(middle)


def test_a_line_without_end_costs_only_itself(tmp_path):
    path = write(tmp_path, "a.jsonl", b'{"text": "One."}\n' + b"x" * (_LONGEST_LINE + 10) + b'\n{"text": "Three."}\n')
    first, middle, last = reports(path)
    assert (first.text, last.text) == ("One.", "Three.")
    assert isinstance(middle, InputError)


# ---- files and folders -------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_name_order_without_hidden_files(tmp_path):
    (tmp_path / "b").mkdir()
    write(tmp_path / "b", "c.txt", "Third.")
    write(tmp_path, "a.txt", "First.")
    write(tmp_path, ".hidden.txt", "Never.")
    write(tmp_path, "picture.png", b"\x89PNG")
    write(tmp_path, "z.jsonl", lines({"text": "Fourth."}))
    assert [r.text for r in reports(tmp_path)] == ["First.", "Third.", "Fourth."]


def test_a_link_that_leads_back_up_is_not_followed(tmp_path):
    write(tmp_path, "a.txt", "First.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [r.text for r in reports(tmp_path)] == ["First."]


def test_a_folder_with_nothing_to_read_is_named(tmp_path):
    assert "holds no file to read" in fault(tmp_path)


def test_a_bad_file_in_a_folder_costs_only_itself(tmp_path):
    write(tmp_path, "a.txt", b"\xff")
    write(tmp_path, "b.txt", "Good.")
    bad, good = reports(tmp_path)
    assert isinstance(bad, InputError)
    assert good.text == "Good."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.txt", "no such file"),
        ("a.pdf", "not read: PDF"),
        ("a.xyz", "unknown format"),
        ("ftp://example.org/", "only http and https"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, said):
    if "://" not in name and "none" not in name:
        write(tmp_path, name, "text")
    path = name if "://" in name else tmp_path / name
    assert said in fault(path)


def test_standard_input_is_told_apart_by_its_beginning(monkeypatch):
    for content, text in ((b"Moscow said no.", "Moscow said no."), (b' {"text": "A line."}\n', "A line.")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert only("-").text == text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_named_pipe_is_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"Moscow said no."))
    writer.start()
    assert only(pipe).text == "Moscow said no."
    writer.join()


# ---- the parts ---------------------------------------------------------------------------------------------------


def test_the_formats_find_themselves():
    assert {".txt", ".md", ".jsonl", ".ndjson"} <= set(formats())


@pytest.mark.parametrize("value", ["2022-1-28", "28.01.2022", "2022-02-30", "2022-01-28Tsoon", ""])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(InputError, match="is not a day"):
        parse_day(value, source="x")


@given(st.text(max_size=200))
def test_no_head_crashes_the_splitting_and_the_text_is_the_end_of_the_input(text):
    try:
        _, rest = split(text, source="x")
    except InputError:
        return
    assert text.endswith(rest)


def test_a_report_is_known_by_text_day_and_paper():
    one = Report(text="No.", source="a", published=date(2022, 1, 28), publisher="P")
    assert one.id == Report(text="No.", source="b", published=date(2022, 1, 28), publisher="P").id
    assert one.id != Report(text="No.", source="a", published=date(2022, 1, 29), publisher="P").id
    assert one.id != Report(text="No.", source="a", published=date(2022, 1, 28), publisher="Q").id
