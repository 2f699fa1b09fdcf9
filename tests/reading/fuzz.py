"""Every reader given damaged and invented input: it must give reports and named faults, soon, in bounded memory.

usage: python -m tests.reading.fuzz [--seconds N] [READER ...]     (default: all readers, 1,800 s together)

Each input is a good file of the reader's format with damage: bytes changed, cut, doubled, moved, words of the format
put in. A reader fails by an error that isn't InputError (it is caught by the last line of
defence and called "can't be read"), by taking over 10 s, or by growth of more than 1 GB. What fails is written to
fuzz-found/ and belongs into tests/reading/test_fuzz.py.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.reading import read_inputs
from standoff.reading.article import extractor
from standoff.report import Report
from tests.reading.hostile import item, page, rss, sentence, table, warc

LONGEST, LARGEST = 10.0, 1 << 30
HALF_AN_HOUR = 1_800
EXAMPLES_A_ROUND = 200
# A Parquet file is read by a process of its own, whose start is most of the time.
EXAMPLES_OF_PARQUET = 20

_ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><updated>2022-01-28T10:00:00Z</updated>"
    f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{sentence(3)}</p></div></content></entry></feed>"
)
_FRONT = f"---\ntitle: 'x'\ndate: 2022-01-28\n---\n{sentence(2)}"
_ITEMS = [{"id": n, "content_html": f"<p>{sentence(n)}</p>", "date_published": "2022-01-28T10:00:00Z"} for n in (1, 2)]
_LINES = [json.dumps({"text": sentence(n), "id": n, "published": "2022-01-28"}) for n in (1, 2)]
# By suffix: good files, made once, for WARC and gzip hold the time at which they are made.
GOOD: dict[str, list[bytes]] = {
    ".txt": [f"date 2022-01-28 {sentence(1)}".encode(), _FRONT.encode()],
    ".jsonl": ["\n".join(_LINES).encode()],
    ".json": [
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": _ITEMS}).encode(),
        json.dumps([{"text": sentence(1)}, {"text": sentence(2), "language": "en"}]).encode(),
    ],
    ".xml": [rss([item(1), item(2)]), _ATOM.encode()],
    ".html": [page(1), page(2, head="<meta charset=latin1>")],
    ".warc": [warc([page(1), page(2)], zipped=False)],
    ".warc.gz": [warc([page(1), page(2)])],
    ".jsonl.gz": [gzip.compress(_LINES[0].encode() + b"\n", mtime=0) * 2],
    ".csv": [f'id,text,published\n1,"{sentence(1)}",2022-01-28\n2,"two ""lines""\nof text",\n'.encode()],
    ".parquet": [table(text=[sentence(1), sentence(2)], published=["2022-01-28", None])],
}
# By suffix: words that mean something to the reader.
WORDS: dict[str, tuple[bytes, ...]] = {
    ".txt": (b"date ", b"---\n", b"\xef\xbb\xbf", b"\xff\xfe", b"9999-99-99", b"title:", b"\r", b"\0"),
    ".jsonl": (b'"text":', b"{", b"[", b'"', b"\\ud800", b"\\u0000", b"1e999", b"null", b"\n", b"9" * 400, b"NaN"),
    ".json": (b'"items":', b"{", b"[", b"null", b'"content_html":', b"&#x110000;", b"<p>", b"1e999", b"\\udfff"),
    ".xml": (
        b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<!ENTITY a 'b'>", b"<!DOCTYPE r [", b"&a;", b"&nbsp;", b"<!--",
        b"<entry>", b"xmlns:x='y'", b"</rss>", b"encoding='utf-7'", b"<?xml version='1.0' encoding='UTF-16'?>",
    ),
    ".html": (
        b"<p>", b"<table>", b"<", b">", b"&#0;", b"&#xD800;", b"<!--", b"<script>", b"<meta charset=utf-16>", b"<svg>",
        b"\0", b"<time datetime='99999-99-99'>", b"<base href='//'>", b"<html lang='" + b"x" * 99 + b"'>",
    ),
    ".warc": (
        b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"Content-Length: 99\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"0\r\n",
        b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"ffffffff\r\n",
        b"WARC-Type: response\r\n",
    ),
    ".warc.gz": (b"\x1f\x8b\x08", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"\0\0"),
    ".jsonl.gz": (b"\x1f\x8b\x08", b"\0\0\0\0"),
    ".csv": (b'"', b'""', b",", b"\n", b"\r", b";", b"\t", b'","', b'"\n"', b"text"),
    ".parquet": (b"PAR1", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\x15", b"\x80\x80\x80\x80\x08"),
}  # fmt: skip
BYTES = st.binary(max_size=20)


@st.composite
def inputs(draw: st.DrawFn, suffix: str) -> bytes:
    """A file of the format ``suffix`` with some damage."""
    data = draw(st.sampled_from(GOOD[suffix]))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.sampled_from([1, 2, 8, 64, 512])))
        what = draw(st.integers(0, 6))
        if what == 0:
            data = data[:at] + draw(BYTES) + data[until:]
        elif what == 1:
            data = data[:at] + draw(st.sampled_from(WORDS[suffix])) * draw(st.sampled_from([1, 1, 2, 50])) + data[at:]
        elif what == 2:
            data = data[:at] + data[until:]
        elif what == 3:
            data = data[:until] + data[at:until] * draw(st.sampled_from([1, 3, 100])) + data[until:]
        elif what == 4:
            data = data[:at]
        elif what == 5 and data[at : at + 1]:
            data = data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
        else:
            data = data[at:] + data[:at]
    return data


def check(path: Path, data: bytes) -> None:
    """Read ``data`` as the file ``path``; AssertionError where the reader fails."""
    path.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    begun = time.monotonic()
    for found in read_inputs([str(path)]):
        assert isinstance(found, Report | InputError)
        if isinstance(found, InputError):
            assert str(path) in str(found) or "news.example" in str(found)
            assert not found.reason.startswith("can't be read"), found
        else:
            assert found.text.strip() and "\0" not in found.text and found.text.encode()
    # the time of an extraction that was stopped at its deadline is the deadline's; anything beyond is the reader's own
    assert time.monotonic() - begun < LONGEST + 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < LARGEST


def fuzz(suffix: str, *, examples: int, start: int, folder: Path) -> None:
    """Try ``examples`` inputs of one format; AssertionError, with the input written down, where one fails."""
    last = b""

    @seed(start)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(data=inputs(suffix))
    def run(data: bytes) -> None:
        nonlocal last
        last = data
        check(folder / f"fuzz{suffix}", data)

    try:
        with extractor():
            run()
    except BaseException:
        found = Path("fuzz-found")
        found.mkdir(exist_ok=True)
        (found / f"{hashlib.sha256(last).hexdigest()[:12]}{suffix}").write_bytes(last)
        raise


def main() -> int:
    """Run for the time given, reader after reader; the number of readers that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"of {' '.join(GOOD)}")
    parser.add_argument("--seconds", type=float, default=HALF_AN_HOUR)
    given_ = parser.parse_args()
    readers = given_.readers or list(GOOD)
    ends = time.monotonic() + given_.seconds
    tried, failed, number = dict.fromkeys(readers, 0), set(), 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            suffix = readers[number % len(readers)]
            number += 1
            examples = EXAMPLES_OF_PARQUET if suffix == ".parquet" else EXAMPLES_A_ROUND
            try:
                fuzz(suffix, examples=examples, start=number, folder=Path(folder))
            except AssertionError as error:
                failed.add(suffix)
                print(f"{suffix}: {error}", file=sys.stderr)
            tried[suffix] += examples
            print(f"round {number}: {suffix}, {tried[suffix]:,} inputs so far", flush=True)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{sum(tried.values()):,} inputs in {given_.seconds:.0f} s, largest size of the process {grown:.0f} MB")
    print("failed: " + (", ".join(sorted(failed)) or "none"))
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
