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


ICEWS_COLUMNS = """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity,
Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country,
Latitude, Longitude"""


def test_icews_has_a_row_for_each_pair_and_two_for_a_consultation(ledger):
    third = made(publisher="The Garissa Times")
    third.events[1].type, third.events[1].recipients = "CONSULT", ["a1", "a3"]
    ledger.add(third)
    text = exported(ledger, "icews").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(rows[0]) == [" ".join(name.split()) for name in ICEWS_COLUMNS.split(",")]
    met = [(row["Source Name"], row["Target Name"]) for row in rows if row["CAMEO Code"] == "040"]
    assert sorted(met) == [
        ("Hassan Abdi", "Somalia"), ("Kenya", "Somalia"), ("Somalia", "Hassan Abdi"), ("Somalia", "Kenya"),
    ]  # fmt: skip
    assert [row["CAMEO Code"] for row in rows if row["Source Name"] == "Kenya" and row["CAMEO Code"] != "040"] == [
        "100", "100", "100",
    ]  # fmt: skip
    assert len({row["Event ID"] for row in rows}) == len(rows)
    assert rows[0]["Source Country"] == "Kenya" and rows[0]["Sentence Number"] in {"1", "2"}


def test_every_type_has_its_cameo_code():
    from standoff.event_types import pages
    from standoff.exporting.icews import CAMEO

    assert CAMEO.keys() == pages().keys()
    assert all(len(code) == 3 for code, _ in CAMEO.values())


def test_gdelt_mentions_point_at_the_words_and_say_the_modality(ledger):
    text = exported(ledger, "gdelt_mentions").decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {16} and len(rows) == 6
    words = made().report.text
    demand = rows[0]
    assert words[int(demand[7]) :].startswith("Kenya")
    assert words[int(demand[8]) :].startswith("Somalia")
    assert words[int(demand[9]) :].startswith("demanded")
    assert demand[1:3] == ["20200302000000", "20200303000000"]
    assert demand[6] == "1" and demand[11] == "80" and int(demand[12]) == len(words)
    assert all(0 < int(row[0]) < 2**63 for row in rows)
    assert {row[15].partition("modality:")[2] for row in rows} == {"actual", "planned", "denied"}


def test_tellings_of_one_act_have_one_number(tmp_path):
    record = made()
    record.events[2].same_as = "e1"
    with open_ledger(tmp_path / "one.db") as opened:
        opened.add(record)
        numbers = [line.split(b"\t")[0] for line in exported(opened, "gdelt_mentions").splitlines()]
    assert numbers[0] == numbers[2] != numbers[1]


def test_geojson_has_longitude_first_and_only_acts_with_a_place(ledger):
    import geojson

    whole = geojson.loads(exported(ledger, "geojson"))
    assert whole.is_valid and len(whole.features) == 2
    first = whole.features[0]
    assert first.geometry.coordinates == [41.86, 3.94]
    assert first.properties["type"] == "MOBILIZE" and first.id == names_of(made())["e3"]


def test_graphml_is_read_by_networkx_with_nodes_edges_and_their_values(ledger):
    import networkx

    graph = networkx.read_graphml(io.BytesIO(exported(ledger, "graphml")), force_multigraph=True)
    assert sorted(data["label"] for _, data in graph.nodes(data=True)) == ["Hassan Abdi", "Kenya", "Somalia"]
    assert graph.is_directed() and graph.number_of_edges() == 6
    demand = next(data for _, _, data in graph.edges(data=True) if data["type"] == "REQUEST")
    assert (demand["intensity"], demand["quad"], demand["modality"]) == (-5.0, 3, "actual")


def test_what_xml_can_not_hold_is_replaced(tmp_path):
    from xml.etree import ElementTree

    record = made(text=made().report.text.replace("Somalia open", "Som\x0blia open"))
    record.issues[0].label = "<open> & \x01 shut"
    with open_ledger(tmp_path / "odd.db") as opened:
        opened.add(record)
        ElementTree.fromstring(exported(opened, "graphml"))


def test_brat_spans_quote_the_text_and_every_mark_is_there(ledger):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(exported(ledger, "brat"))) as archive:
        assert archive.testzip() is None
        names = sorted(n for n in archive.namelist() if n.endswith(".ann"))
        assert len(names) == 2
        text = archive.read(names[0].replace(".ann", ".txt")).decode("utf-8")
        lines = archive.read(names[0]).decode("utf-8").splitlines()
        assert b"[events]\nMOBILIZE" in archive.read("annotation.conf")
    marks: dict[str, str] = {}
    for line in lines:
        mark, rest = line.split("\t", 1)
        assert mark not in marks
        marks[mark] = rest
        if mark.startswith("T"):
            (kind, where), words = rest.split("\t")[0].split(" ", 1), rest.split("\t")[1]
            pieces = [tuple(map(int, piece.split())) for piece in where.split(";")]
            assert " ".join(text[begin:end] for begin, end in pieces) == words and kind
    events = {mark: rest.split() for mark, rest in marks.items() if mark.startswith("E")}
    assert len(events) == 3
    assert all(part.partition(":")[2] in marks for parts in events.values() for part in parts)
    assert sum(mark.startswith("A") for mark in marks) == 3
    replies = [rest for mark, rest in marks.items() if mark.startswith("R") and rest.startswith("ReplyTo")]
    assert replies == ["ReplyTo Arg1:E2 Arg2:E1"]


def test_a_span_of_several_lines_is_several_pieces_for_brat():
    from standoff.exporting.brat import _text_bound
    from standoff.span import Span

    text = "one\n\ntwo three"
    assert _text_bound(1, "Statement", [Span(0, 8)], text) == "T1\tStatement 0 3;5 8\tone two"
