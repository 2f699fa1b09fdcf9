"""A folder of inputs that break readers, each with what is expected of it, beside twenty good reports.

usage: python -m tests.reading.hostile FOLDER      writes the folder, to be tried by hand
"""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

MB = 1 << 20
GOOD = 20
_SIDES = ("Ankara", "Baku", "Cairo", "Delhi", "Hanoi", "Kyiv", "Lima", "Manila", "Nairobi", "Oslo", "Tokyo")
_DEEDS = ("rejected the demand of", "threatened to attack", "asked for help from", "signed a treaty with", "accused")
_WHYS = ("over fishing rights", "about the two valleys", "after the election", "because of the dam", "over gas prices")
_WHENS = ("on Monday", "on Tuesday evening", "last week", "in the spring", "at dawn", "late on Friday", "in a letter")


@dataclass(frozen=True)
class Case:
    """A file of the corpus: ``coded`` reports come out of it, and each of ``faults`` is said, once, with its name."""

    name: str
    make: Callable[[Path], object]
    coded: int = 0
    faults: tuple[str, ...] = ()
    foreign: int = 0


def sentence(number: int) -> str:
    """Two sentences of news, others for each number; no two are copies of each other."""

    def pick(words: tuple[str, ...], step: int) -> str:
        return words[number * step % len(words)]

    return (
        f"{pick(_SIDES, 1)} {pick(_DEEDS, 1)} {pick(_SIDES, 3)} {pick(_WHYS, 2)} {pick(_WHENS, 1)}. "
        f"Some {number + 100} people heard of it {pick(_WHENS, 3)} and {number * 7} wrote to {pick(_SIDES, 5)}."
    )


def good(folder: Path) -> None:
    """Twenty good reports, in five formats."""
    for number in range(8):
        (folder / f"good-{number:02}.txt").write_text(f"date 2022-01-{number + 1:02}\n{sentence(number)}", "utf-8")
    rows = [{"text": sentence(n), "published": "2022-02-01", "id": f"good/{n}"} for n in range(8, 12)]
    (folder / "good.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (folder / "good.html").write_bytes(page(12))
    (folder / "good.warc.gz").write_bytes(warc([page(n) for n in range(13, 16)]))
    (folder / "good.rss").write_bytes(rss([item(n) for n in range(16, 18)]))
    (folder / "good.csv").write_text("text,id\n" + "\n".join(f'"{sentence(n)}",{n}' for n in (18, 19)), "utf-8")


# ---- parts of files ----------------------------------------------------------------------------------------------


def page(number: int, *, head: str = "", body: str = "", code: str = "utf-8") -> bytes:
    """A page of news."""
    name = f"<meta property='article:published_time' content='2022-03-{number % 28 + 1:02}'>{head}"
    paragraphs = f"<p>{sentence(number)}</p>{body}<p>Nobody else said anything about it.</p>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Report {number}</title>{name}</head><body><nav>Home</nav>"
        f"<article><h1>Report {number}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode(code)


def warc(pages: list[bytes], *, zipped: bool = True, headers: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A WARC file with a record a page, as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "tests"}))
    for number, content in enumerate(pages):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        address = f"https://news.example/{number}"
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=head)
        writer.write_record(record)
    return out.getvalue()


def with_length(data: bytes, record: int, change: int) -> bytes:
    """A plain WARC file with the length of one record (from 0) changed, and its digests taken out."""
    records = [b"WARC/1.0\r\n" + part for part in data.split(b"WARC/1.0\r\n")[1:]]
    lines = records[record].split(b"\r\n")
    for number, line in enumerate(lines):
        if line.startswith(b"Content-Length: "):
            lines[number] = b"Content-Length: %d" % (int(line[16:]) + change)
            break
    records[record] = b"\r\n".join(line for line in lines if not line.startswith(b"WARC-Block-Digest"))
    return b"".join(records)


def item(number: int) -> str:
    """An entry of an RSS feed."""
    return (
        f"<item><title>Report {number}</title><guid>{number}</guid><pubDate>Fri, 28 Jan 2022 09:30:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{sentence(number)}&lt;/p&gt;</description></item>\n"
    )


def rss(items: list[str], *, head: str = "") -> bytes:
    """An RSS feed."""
    channel = f"<channel><title>The Post</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}<rss version="2.0">{channel}</rss>'.encode()


def table(**columns: list[object]) -> bytes:
    """A Parquet file."""
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def _bytes(data: bytes | str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)


def _lines(*lines: str) -> Callable[[Path], object]:
    return _bytes("\n".join(lines) + "\n")


def _line(number: int, **more: object) -> str:
    return json.dumps({"text": sentence(number), **more})


# ---- the corpus --------------------------------------------------------------------------------------------------


def cases() -> list[Case]:
    """The corpus; no two of its good texts are copies of each other."""
    return [*_texts(), *_json(), *_pages(), *_feeds(), *_archives(), *_zipped(), *_tables(), *_files()]


def _texts() -> list[Case]:
    quotes, nested = "“Moscow said no " * 10_000, "“" * 6_000
    return [
        Case("empty.txt", _bytes(b""), faults=("holds no text",)),
        Case("blank.txt", _bytes(b" \n\t \r\n"), faults=("holds no text",)),
        Case("head-only.txt", _bytes("date 2022-01-28\n"), faults=("no text after its head",)),
        Case("broken-utf8.txt", _bytes(b"One line.\nTwo \xff\xfe lines.\n"), faults=("line 2: is not UTF-8",)),
        Case("cut-utf8.txt", _bytes("Dür".encode()[:-2]), faults=("line 1: is not UTF-8",)),
        Case("latin1.txt", _bytes("Überall war Ruhe".encode("latin-1")), faults=("is not UTF-8",)),
        Case("utf16.txt", _bytes(sentence(1).encode("utf-16")), faults=("UTF-16",)),
        Case("utf16-without-mark.txt", _bytes(sentence(1).encode("utf-16-le")), faults=("NUL",)),
        Case("utf32.txt", _bytes(sentence(1).encode("utf-32")), faults=("UTF-32",)),
        Case("mark.txt", _bytes("\ufeff" + sentence(101)), coded=1),
        Case("nul.txt", _bytes("Moscow said\0no."), faults=("NUL character at offset 11",)),
        Case("line-of-50-mb.txt", _bytes(b"Moscow said no. " * (50 * MB // 16)), faults=("is over 4,000,000 bytes",)),
        Case("word-of-5-mb.txt", _bytes(b"x" * 5 * MB), faults=("is over 4,000,000 bytes",)),
        Case("word-of-2-mb.txt", _bytes(b"x" * 2 * MB), faults=("holds 2,097,152 characters",)),
        Case("word-of-300-kb.txt", _bytes(f"{sentence(102)} {'x' * 300_000}"), coded=1),
        Case("one-sentence.txt", _bytes("The minister said that Russia rejected the demand and " * 300), coded=1),
        Case("quotation-marks.txt", _bytes(f"{sentence(103)} {quotes[:60_000]}"), coded=1),
        Case("nested-quotation-marks.txt", _bytes(f"{sentence(104)} {nested} said Moscow"), coded=1),
        Case("mixed-marks.txt", _bytes(f"{sentence(105)} " + ")(.,;:“”\"'" * 800), coded=1),
        Case("brackets.txt", _bytes(f"{sentence(106)} " + "(" * 5_000 + "Moscow" + ")" * 5_000), coded=1),
        Case(
            "combining-marks.txt", _bytes(f"{sentence(107)} e" + "\u0301\u0327" * 50_000), faults=("combining marks",)
        ),
        Case("control.txt", _bytes(f"\x1b]0;title\x07\x1b[31m{sentence(108)}\x08\u202egnorw\u202c"), coded=1),
        Case("carriage-returns.txt", _bytes(sentence(109).replace(" ", "\r")), coded=1),
        Case("no-such-day.txt", _bytes(f"date 2022-13-45 {sentence(1)}"), faults=("is not a day",)),
        Case("day-out-of-range.txt", _bytes(f"date 9999-12-31 {sentence(1)}"), faults=("out of range",)),
        Case("front-matter.md", _bytes("---\ntitle: x\n" * 2_000 + sentence(110)), coded=1),
        Case("foreign.txt", _bytes("Moskau hat die Forderung am Freitag erneut zurückgewiesen, sagte er."), foreign=1),
    ]


def _json() -> list[Case]:
    deep = '{"text": ' + "[" * 200_000
    return [
        Case("bad-line.jsonl", _lines(_line(120), "{not json", _line(121)), 2, ("line 2: is not JSON",)),
        Case("cut-line.jsonl", _bytes(_line(122) + "\n" + _line(1)[:-9]), 1, ("line 2: is not JSON",)),
        Case("bad-bytes.jsonl", _bytes(_line(123).encode() + b"\n\xff\xff\n"), 1, ("line 2: is not UTF-8",)),
        Case("ids-twice.jsonl", _lines(_line(124, id=7), _line(1, id=7), _line(125, id=8)), 2, ("id, '7'",)),
        Case("path-ids.jsonl", _lines(_line(126, id="../../etc/passwd"), _line(127, id="/dev/null\n")), 2),
        Case("half-pairs.jsonl", _lines('{"text": "Moscow \\ud800 said no."}', _line(128)), 1, ("line 1",)),
        Case("nul.jsonl", _lines('{"text": "Moscow \\u0000 said no."}', _line(129)), 1, ("NUL",)),
        Case("deep.jsonl", _lines(deep, _line(130)), 1, ("line 1: is not JSON",)),
        Case("days.jsonl", _lines(*(_line(1, published=day) for day in ("NaN", "0000-00-00", "99999-01-01", "1e9"))),
             0, ("'NaN' is not", "'0000-00-00' is not", "'99999-01-01' is not", "'1e9' is not")),
        Case("kinds.jsonl", _lines('{"text": 7}', '["a"]', '"a"', "null", "7", '{"text": null}', _line(1, title=[1])),
             0, ("its text is a number", "it is a list", "it is text", "it is nothing", "it is a number",
                 "has no text", "its title is a list")),
        Case("huge-number.jsonl", _lines('{"id": ' + "9" * 10_000 + ', "text": "Moscow said no."}'), 0, ("line 1",)),
        Case("twice.jsonl", _lines('{"text": "Moscow said no.", "text": "Moscow said yes."}'), 0, ("'text' twice",)),
        Case("long-title.jsonl", _lines(_line(1, title="x" * 5_000)), 0, ("its title has 5,000 characters",)),
        Case("line-of-50-mb.jsonl", _bytes(b'{"text": "' + b"x" * 50 * MB + b'"}\n' + _line(131).encode()), 1,
             ("line 1: is over",)),
        Case("utf16.jsonl", _bytes(_line(1).encode("utf-16")), 0, ("UTF-16",)),
        Case("mark.jsonl", _bytes("\ufeff" + _line(132)), 1),
        Case("empty-lines.jsonl", _bytes("\n" * 100_000 + _line(133)), 1),
        Case("nothing.json", _bytes("{}"), 0, ("neither a JSON Feed nor reports",)),
        Case("broken.json", _bytes('{"version": "https://jsonfeed.org/version/1", "items": ['), 0, ("is not JSON",)),
        Case("feed.json", _bytes(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [
            {"id": 1, "content_html": f"<p>{sentence(134)}</p>"}, {"id": 2}, 7,
            {"id": 3, "content_text": sentence(135), "date_published": "soon"},
        ]})), 1, ("entry 2: has no text", "entry 3: is no report", "entry 4: 'soon' is not a day")),
    ]  # fmt: skip


def _pages() -> list[Case]:
    attributes = " ".join(f"a{n}='{n}'" for n in range(200_000))
    lie = page(1, head="<meta charset='utf-8'>", body="<p>M\xfcnchen waited.</p>", code="latin-1")
    return [
        Case("empty.html", _bytes(b""), faults=("holds no text",)),
        Case("no-article.html", _bytes("<html><body><script>x()</script></body></html>"), faults=("no article",)),
        Case("deep.html", _bytes(page(140, body="<div>" * 100_000)), coded=1),
        Case("attributes.html", _bytes(f"<html><body><p {attributes}>{sentence(1)}</p></body></html>"),
             faults=("over 2,000 attributes",)),
        Case("slow.html", _bytes(f"<html><body><p {attributes.replace('=', ' b')}>{sentence(1)}</p></body></html>"),
             faults=("took over 10 s",)),
        Case("unclosed.html", _bytes("<html><body>" + "<b><i><a href=x><span>" * 90_000), faults=("",)),
        Case("huge.html", _bytes(page(1) + b" " * 11 * MB), faults=("over 10,000,000 bytes",)),
        Case("lie.html", _bytes(lie), faults=("is not utf-8 (byte 0xfc",)),
        Case("unknown-set.html", _bytes(lie.replace(b"utf-8", b"klingon")), faults=("no character set of the web",)),
        Case("utf7.html", _bytes(lie.replace(b"'utf-8'", b"utf-7")), faults=("no character set of the web",)),
        Case("latin1.html", _bytes(lie.replace(b"'utf-8'", b"latin1").replace(b"101 p", b"241 p")), 1),
        Case("utf16.html", _bytes(page(142).decode().encode("utf-16")), 1),
        Case("nul.html", _bytes(page(1).replace(b"people", b"peo\0ple")), 0, ("NUL",)),
        Case("gzip.html", _bytes(gzip.compress(page(1))), faults=("",)),
        Case("picture.html", _bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 50), faults=("",)),
    ]  # fmt: skip


def _feeds() -> list[Case]:
    laughs = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    two = [item(150), item(151)]
    broken = item(1).replace("</guid>", "")
    return [
        Case("laughs.xml", _bytes(rss(["<item><title>&i;</title></item>"], head=laughs + "]>")), 0, ("entities",)),
        Case("outside.xml", _bytes(rss(["<item><title>&x;</title></item>"], head=outside)), 0, ("entities",)),
        Case("cut.rss", _bytes(rss([*two, item(1)])[:-80]), 2, ("it is cut off",)),
        Case("bad-entry.rss", _bytes(rss([item(152), broken, item(153)])), 2, ("entry 2",)),
        Case("bad-bytes.rss", _bytes(rss([item(154), item(1), item(155)]).replace(b"101 people", b"\xff\xfe people")),
             2, ("entry 2",)),
        Case("undefined.rss", _bytes(rss([item(156), "<item><title>a&nbsp;b</title></item>"])), 1, ("nbsp",)),
        Case("days.rss", _bytes(rss([item(1).replace("28 Jan", "99 Foo"), item(157)])), 1, ("is not a day",)),
        Case("no-feed.xml", _bytes("<?xml version='1.0'?><note><to>Moscow</to></note>"), 0, ("no feed",)),
        Case("no-entry.xml", _bytes(rss([])), 0, ("without an entry",)),
        Case("empty.xml", _bytes(b""), 0, ("holds no text",)),
        Case("deep.xml", _bytes(b"<rss>" + b"<channel>" * 100_000), 0, ("",)),
        Case("ids-twice.rss", _bytes(rss([item(158), item(1).replace("<guid>1<", "<guid>158<")])), 1, ("id, '158'",)),
    ]  # fmt: skip


def _archives() -> list[Case]:
    plain = warc([page(n) for n in range(160, 163)], zipped=False)
    zipped = warc([page(n) for n in range(163, 166)])
    damaged = bytearray(zipped)
    damaged[len(zipped) * 5 // 8] ^= 0xFF
    bomb = gzip.compress(b"<p>" + b"0" * 100 * MB)
    encoded = (("Content-Encoding", "gzip"),)
    return [
        Case("cut.warc", _bytes(plain[:-200]), 2, ("record 4",)),
        Case("long.warc", _bytes(with_length(warc([page(n) for n in range(166, 169)], zipped=False), 2, 700)), 2,
             ("record 3",)),
        Case("short.warc", _bytes(with_length(warc([page(n) for n in range(169, 172)], zipped=False), 2, -100)), 2,
             ("record 3",)),
        Case("endless.warc", _bytes(with_length(warc([page(n) for n in range(172, 175)], zipped=False), 2, 10**12)), 2,
             ("record 3",)),
        Case("between.warc", _bytes(b"nonsense\n".join(warc([page(n)], zipped=False) for n in (175, 176))), 2,
             ("is no WARC record",)),
        Case("digest.warc", _bytes(warc([page(177), page(178)], zipped=False).replace(b"277 people", b"288 people")), 1,
             ("digest",)),
        Case("cut.warc.gz", _bytes(zipped[:-150]), 2, ("record 4",)),
        Case("damaged.warc.gz", _bytes(warc([page(179)]) + bytes(damaged[len(zipped) // 2 :])), 2, ("",)),
        Case("bomb.warc.gz", _bytes(warc([bomb, page(180)], headers=encoded)), 1, ("expands to over",)),
        Case("not-http.warc", _bytes(with_length(warc([b""], zipped=False), 1, 0).replace(b"HTTP/", b"NOPE/")), 0,
             ("is no HTTP response",)),
        Case("empty.warc", _bytes(b""), 0, ("holds no WARC record",)),
        Case("text.warc", _bytes("Moscow said no.\n"), 0, ("is no WARC record",)),
    ]  # fmt: skip


def _zipped() -> list[Case]:
    lines = gzip.compress("\n".join(_line(n) for n in (190, 191)).encode() + b"\n")
    noise = gzip.compress(bytes(97 + n * n % 23 for n in range(5_000)))
    return [
        Case("cut.jsonl.gz", _bytes(lines + noise[: len(noise) // 2]), 2, ("",)),
        Case("no.txt.gz", _bytes("Moscow said no."), 0, ("gzip data is damaged",)),
        Case("empty.txt.gz", _bytes(b""), 0, ("gzip data is cut off",)),
        Case("bomb.txt.gz", _bytes(gzip.compress(b"0" * 300 * MB)), 0, ("over 4,000,000 bytes",)),
        Case("bomb.jsonl.gz", _bytes(gzip.compress(b'{"text": "' + b"0" * 300 * MB)), 0, ("gzip bomb",)),
        Case("bomb-in-bomb.txt.gz", _bytes(gzip.compress(gzip.compress(b"0" * 100 * MB))), 0, ("is not UTF-8",)),
        Case("more.txt.gz", _bytes(gzip.compress(sentence(192).encode()) + b"more"), 0, ("followed by 4 bytes",)),
    ]


def _tables() -> list[Case]:
    whole = table(text=[sentence(n) for n in (200, 201)], published=["2022-01-28", "soon"])
    return [
        Case("open-quote.csv", _lines("id,text", f'1,"{sentence(202)}', f'2,"{sentence(203)}"', f"3,{sentence(204)}"),
             2, ("line 2: its quotation marks",)),
        Case("open-to-the-end.csv", _lines("id,text", f"1,{sentence(205)}", '2,"never closed', f"3,{sentence(206)}"), 2,
             ("line 3: a quotation mark stays open",)),
        Case("fields.csv", _lines("id,text", f"1,{sentence(207)},more", f"2,{sentence(208)}", "3"), 1,
             ("has 3 fields", "has 1 fields")),
        Case("columns.csv", _lines("id,body", f"1,{sentence(1)}"), 0, ("no column 'text'",)),
        Case("columns-twice.csv", _lines("text,text", "a,b"), 0, ("the column 'text' twice",)),
        Case("field-of-3-mb.csv", _lines("id,text", f'1,"{"x" * 3 * MB}"', f"2,{sentence(209)}"), 1, ("line 2",)),
        Case("bytes.csv", _bytes(f"id,text\n1,{sentence(210)}\n2,".encode() + b"\xff\n"), 1, ("line 3: is not UTF-8",)),
        Case("nul.tsv", _lines("id\ttext", "1\ta\0b", f"2\t{sentence(211)}"), 1, ("NUL",)),
        Case("quotes.csv", _lines("id,text", *('"",' * 2_000 for _ in range(20))), 0, ("fields for 2 columns",) * 20),
        Case("empty.csv", _bytes(b""), 0, ("holds no text",)),
        Case("rows.parquet", _bytes(whole), 1, ("row 2: 'soon' is not a day",)),
        Case("cut.parquet", _bytes(whole[:-40]), 0, ("is not Parquet",)),
        Case("text.parquet", _bytes("Moscow said no."), 0, ("is not Parquet",)),
        Case("damaged.parquet", _bytes(whole[:40] + b"\xff" * 60 + whole[100:]), 0, ("is not Parquet",)),
        Case("columns.parquet", _bytes(table(body=["a"])), 0, ("no column 'text'",)),
        Case("rows-none.parquet", _bytes(table(text=[])), 0, ("",)),
        Case("numbers.parquet", _bytes(table(text=[1.5, 2.5])), 0, ("row 1: its text is a number", "row 2")),
    ]  # fmt: skip


def _files() -> list[Case]:
    def bound(path: Path) -> None:
        # a socket's path must be short: it is bound from within its folder
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(path.name)
        finally:
            os.chdir(before)

    def deep(path: Path) -> None:
        path.joinpath(*["d"] * 150).mkdir(parents=True)

    named = "a..%2f..%2fetc%2fpasswd\n\x1b[2J\u202e.txt"
    return [
        Case("pipe.txt", os.mkfifo, 0, ("is a pipe",)),
        Case("socket.txt", bound, 0, ("is a socket",)),
        Case("round.txt", lambda path: path.symlink_to(path.name), 0, ("round in a circle",)),
        Case("nowhere.txt", lambda path: path.symlink_to("is-not-there"), 0, ("leads nowhere",)),
        Case("up", lambda path: path.symlink_to("..", target_is_directory=True)),
        Case("deep", deep, 0, ("over 100 folders deep",)),
        Case(named, _bytes(sentence(220)), 1),
        Case(os.fsdecode(b"bytes-\xff\xfe.txt"), _bytes(b"\xff"), 0, ("is not UTF-8",)),
        Case("-o.txt", _bytes(sentence(221)), 1),
        Case("UPPER.TXT", _bytes(sentence(222)), 1),
        Case("picture.png", _bytes(b"\x89PNG")),
        Case(".hidden.txt", _bytes(b"\xff")),
    ]


def make(folder: Path) -> list[Case]:
    """Write the corpus into ``folder`` with the good reports, and give its cases."""
    folder.mkdir(parents=True, exist_ok=True)
    good(folder)
    made = cases()
    for case in made:
        case.make(folder / case.name)
    return made


if __name__ == "__main__":
    print(f"{len(make(Path(sys.argv[1])))} inputs beside {GOOD} good reports")
