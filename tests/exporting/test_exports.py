"""Every format read back with a reader that isn't ours, and what the files must and mustn't hold."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest

from standoff.errors import ExportError
from standoff.exporting import Kept, format_named, formats
from standoff.exporting.csv import FORMULA, defused
from standoff.ledger import open_ledger, review
from standoff.ledger.chain import ORIGIN, digest_of
from standoff.ledger.rows import names_of
from standoff.record import from_json
from tests.made import at, made

NASTY = '=HYPERLINK("http://example.org"), "quoted"\nand more'


@pytest.fixture
def ledger(tmp_path):
    """Two reports, one with a title that a spreadsheet would run, one of whose events is denied."""
    with open_ledger(tmp_path / "test.db") as opened:
        first, second = made(), made(publisher="The Wajir Gazette")
        first.report = msgspec.structs.replace(first.report, title=NASTY)
        second.events[1].modality = "denied"
        opened.add(first)
        opened.add(second)
        yield opened


def exported(ledger, name: str, **options) -> bytes:
    out = io.BytesIO()
    format_named(name).write(Kept(ledger, **options), out)
    return out.getvalue()


def lines(ledger, name: str, **options) -> list[dict]:
    return [json.loads(line) for line in exported(ledger, name, **options).splitlines()]


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_format_says_what_it_is_and_gives_the_same_bytes_twice(ledger, name):
    found = format_named(name)
    assert found.about and found.suffix.startswith(".")
    assert exported(ledger, name) == exported(ledger, name) != b""


@pytest.mark.parametrize("name", sorted(set(formats()) - {"history"}))
def test_the_order_of_reading_changes_nothing(tmp_path, name):
    records = [made(), made(publisher="The Wajir Gazette"), made(published="2020-03-01")]
    files = []
    for turn, order in enumerate((records, records[::-1])):
        with open_ledger(tmp_path / f"{turn}.db") as opened:
            for record in order:
                opened.add(record)
            files.append(exported(opened, name))
    assert files[0] == files[1]


@pytest.mark.parametrize("name", sorted(formats()))
def test_an_empty_record_is_exported_too(tmp_path, name):
    with open_ledger(tmp_path / "empty.db") as opened:
        assert b"KEN" not in exported(opened, name)


def test_a_format_that_is_not_there_is_an_error_with_those_that_are():
    with pytest.raises(ExportError, match="csv, "):
        format_named("excel")


def test_json_lines_hold_the_records_as_the_record_format_has_them(ledger):
    written = exported(ledger, "jsonl").splitlines()
    assert [from_json(line) for line in written] == [filed.record for filed in ledger.filed()]
    first = json.loads(written[0])
    assert first["names"] == names_of(made()) and first["maker"] and first["reviewed"] == {}


def test_corrections_are_exported_unless_the_coding_is_asked_for(ledger):
    name = names_of(made())["e1"]
    review.correct(ledger, name, {"type": "ACCUSE"}, by="Ana Ruiz")
    (first, _) = lines(ledger, "jsonl")
    assert first["events"][0]["type"] == "ACCUSE" and first["reviewed"] == {name: "corrected"}
    (first, _) = lines(ledger, "jsonl", as_coded=True)
    assert first["events"][0]["type"] == "REQUEST" and first["reviewed"] == {}


def test_the_chain_of_the_exported_history_can_be_checked_by_anybody(ledger):
    review.accept(ledger, names_of(made())["e1"], by="Ana Ruiz")
    before = ORIGIN
    for step in lines(ledger, "history"):
        plain = json.dumps(step["detail"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert step["digest"] == digest_of(before, {**step, "detail": plain})
        before = step["digest"]
    assert before == ledger.head().digest


def table(ledger) -> list[dict[str, str]]:
    text = exported(ledger, "csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_an_event_with_its_words(ledger):
    rows = table(ledger)
    assert len(rows) == 6
    demand = next(row for row in rows if row["type"] == "REQUEST")
    text = made().report.text
    assert text[int(demand["begin"]) : int(demand["end"])] == demand["evidence"]
    assert (demand["actor_codes"], demand["recipients"], demand["date"]) == ("KEN:GOV", "Somalia", "2020-03-02")
    assert float(demand["intensity"]) == -5.0
    refusal = next(row for row in rows if row["type"] == "REJECT")
    assert refusal["reply_to"] == demand["entry"]


def test_csv_is_rfc_4180(ledger):
    data = exported(ledger, "csv")
    assert data.decode("utf-8") and not data.startswith(b"\xef\xbb\xbf")
    bare = data.replace(b"\r\n", b"")
    # the one line break left stands in the title, within quotation marks
    assert bare.count(b"\n") == 3 and b"\r" not in bare
    assert b'""quoted""' in data


def test_a_text_that_a_spreadsheet_would_run_is_defused(ledger):
    titles = {row["title"] for row in table(ledger)}
    assert titles == {"'" + NASTY, "Border shut"}


@pytest.mark.parametrize("start", FORMULA)
def test_every_start_of_a_formula_is_defused(start):
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert defused(-4.0) == -4.0 and defused("plain = text") == "plain = text"


def test_plover_has_the_fields_of_the_manual_and_nothing_unknown(ledger):
    events = lines(ledger, "plover")
    assert len(events) == 6
    demand = events[0]
    assert (demand["event"], demand["mode"], demand["quad_code"], demand["event_scale"]) == (
        ["REQUEST"], ["change"], 3, -5.0,
    )  # fmt: skip
    assert demand["actor"] == [{"code": "KEN", "sector": "GOV", "entity_text": "Kenya", "actor_code": "KEN:GOV"}]
    assert demand["date"] == "2020-03-02" and demand["text_info"]["sequence"] == 1
    begin, end = demand["text_info"]["start"], demand["text_info"]["end"]
    assert made().report.text[begin:end] == demand["text"]
    assert all(None not in event.values() for event in events)
    assert {event["standoff"]["modality"] for event in events} == {"actual", "planned", "denied"}
    assert events[2]["event_loc"] == {"name": "Mandera", "country": "KEN", "lat": 3.94, "lon": 41.86}


POLECAT_COLUMNS = """Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts,
Actor Name, Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw,
Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors,
Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude,
Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations,
Story Locations, Language, Version"""


def test_polecat_has_its_forty_columns_and_only_what_is_told_as_done(ledger):
    text = exported(ledger, "polecat").decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == [" ".join(name.split()) for name in POLECAT_COLUMNS.split(",")]
    assert {len(row) for row in rows} == {40}
    # of six events one is denied, two are plans
    assert [row[2] for row in rows[1:]] == ["REQUEST", "REJECT", "REQUEST"]
    demand = dict(zip(rows[0], rows[1], strict=True))
    assert (demand["Actor Name"], demand["Actor COW"], demand["Quad Code"]) == ("Kenya", "None", "VERBAL CONFLICT")


def test_web_annotations_find_their_words_by_either_selector(ledger):
    whole = json.loads(exported(ledger, "webannotation"))
    items = whole["first"]["items"]
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and whole["total"] == len(items)
    text = made().report.text
    for item in items:
        assert item["type"] == "Annotation" and item["id"] and item["body"]["value"]
        for target in item["target"]:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    demand = f"urn:standoff:entry:{names_of(made())['e1']}"
    (found,) = (item for item in items if item["id"] == demand)
    assert found["target"][0]["selector"][0]["start"] == at("Kenya demanded").begin
