"""What each format says of a report beside its text, and that every record and byte of a WARC file is accounted for."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from datetime import date

import pytest

from standoff.reading import read_inputs
from standoff.report import Report
from tests.reading.hostile import item, page, rss, sentence, warc

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title>
<entry><title>No &amp; no</title><id>urn:7</id><link rel="self" href="http://x.example/self"/>
<link href="https://news.example/7"/><updated>2022-01-28T23:30:00-05:00</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;{sentence(1)}&lt;/p&gt;
&lt;p&gt;Second &lt;b&gt;bold&lt;/b&gt; paragraph.&lt;/p&gt;</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title></channel><item><title>No &amp; no</title>
<link>https://news.example/7</link><description>{sentence(1)}</description><dc:date>2022-01-28</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": [
        {"id": "urn:7", "url": "https://news.example/7", "title": "No & no", "content_text": sentence(1),
         "date_published": "2022-01-28T23:30:00-05:00"}]}
)  # fmt: skip


def read(folder, name: str, data: bytes | str, **options):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_inputs([str(path)], **options))


@pytest.mark.parametrize(("name", "data"), [("a.atom", ATOM), ("a.rdf", RDF), ("a.json", JSON)])
def test_an_entry_of_a_feed_says_where_when_and_what(tmp_path, name, data):
    (report,) = read(tmp_path, name, data)
    assert (report.title, report.publisher, report.source) == ("No & no", "The Post", "https://news.example/7")
    assert report.published == date(2022, 1, 28)
    assert report.text.startswith(sentence(1))


def test_the_fullest_text_of_an_entry_is_taken_a_paragraph_a_line(tmp_path):
    (report,) = read(tmp_path, "a.atom", ATOM)
    assert report.text == f"{sentence(1)}\nSecond bold paragraph."


def test_pictures_of_an_entry_are_not_its_text(tmp_path):
    more = (
        '<media:description xmlns:media="http://search.yahoo.com/mrss">' + "A picture. " * 50 + "</media:description>"
    )
    (report,) = read(tmp_path, "a.rss", rss([item(1).replace("</item>", more + "</item>")]))
    assert report.text == sentence(1)


def test_a_page_says_its_title_day_and_publisher(tmp_path):
    head = "<meta property='og:site_name' content='The Post'><meta property='og:title' content='No and no'>"
    (report,) = read(tmp_path, "a.html", page(3, head=head))
    assert (report.title, report.publisher, report.published) == ("No and no", "The Post", date(2022, 3, 4))
    assert sentence(3) in report.text and "Home" not in report.text and "reserved" not in report.text


def test_what_the_command_line_says_fills_in(tmp_path):
    (report,) = read(tmp_path, "a.rss", rss(["<item><description>Kyiv said no.</description></item>"]),
                     published=date(2022, 1, 1), publisher="Mine")  # fmt: skip
    assert (report.published, report.publisher) == (date(2022, 1, 1), "The Post")


def test_a_record_of_an_archive_has_its_address(tmp_path):
    beside: Counter[str] = Counter()
    found = read(tmp_path, "a.warc.gz", warc([page(1), page(2)]), beside=beside)
    assert [r.source for r in found] == ["https://news.example/0", "https://news.example/1"]
    assert beside == {"WARC records: warcinfo": 1}


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((("Transfer-Encoding", "chunked"),), b"5;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"),
        ((("Transfer-Encoding", "chunked"),), None),
        ((("Content-Encoding", "gzip"),), "zipped"),
        ((("Content-Encoding", "gzip"),), None),
    ],
    ids=["chunks", "chunks put together", "gzip", "gzip undone"],
)
def test_a_page_is_read_however_its_server_sent_it(tmp_path, headers, body):
    plain = page(1)
    if body == "zipped":
        sent = gzip.compress(plain)
    elif body is None:
        sent = plain
    else:
        sent = body % (plain[:5], len(plain) - 5, plain[5:])
    (report,) = read(tmp_path, "a.warc", warc([sent], zipped=False, headers=headers))
    assert sentence(1) in report.text


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def archive(request, tmp_path):
    """A WARC file of five pages: its bytes, where each record ends, and a reader of damaged copies of it."""
    whole = warc([page(n) for n in range(1, 6)], zipped=request.param)
    mark = b"\x1f\x8b\x08" if request.param else b"WARC/1.0\r\n"
    ends = [at for at in range(1, len(whole)) if whole[at:].startswith(mark)] + [len(whole)]

    def tried(data: bytes) -> tuple[int, int]:
        beside: Counter[str] = Counter()
        found = read(tmp_path, "a.warc.gz" if request.param else "a.warc", data, beside=beside)
        good = sum(isinstance(one, Report) for one in found)
        return good, len(found) - good + sum(beside.values()) - beside["WARC records: warcinfo"]

    return whole, ends, tried


def test_a_changed_byte_costs_one_page_at_most_and_is_said(archive):
    whole, _, tried = archive
    chance = random.Random(1)
    for _ in range(20):
        at = chance.randrange(len(whole))
        good, said = tried(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert good >= 4 and good + said >= 5, at


def test_of_a_cut_file_all_whole_records_are_read_and_the_cut_one_is_said(archive):
    whole, ends, tried = archive
    chance = random.Random(2)
    for _ in range(12):
        at = chance.randrange(1, len(whole))
        good, said = tried(whole[:at])
        assert good >= sum(end <= at for end in ends[1:]), at
        # no more than the two empty lines behind a record may be missing without a word
        assert said or any(end - 4 <= at <= end for end in ends), at
