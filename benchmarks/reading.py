"""What reading costs, as a share of reading and coding together, on a WARC file of 1,000 pages made here.

usage: python benchmarks/reading.py [PAGES] [CODED]     (default: 1,000 pages, of which 60 are coded)

Reading is everything before coding: framing, HTTP, extraction from HTML, normalising, language, near-duplicates. Coding
is measured on a sample, every nth page, and counted for all: pages are made alike. Both in processor time of all
processes, each library loaded before. The pages are built from the paragraphs of examples/, mixed anew for each page.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from standoff.reading import read_inputs
from standoff.reading.article import extractor
from standoff.reading.near_duplicates import NearDuplicates
from standoff.report import Report

PAGES, CODED = 1_000, 60
# A page of news has about this many paragraphs of report, and this many links around it.
PARAGRAPHS, LINKS = 12, 80
SEED = 1


def main(pages: int, coded: int) -> None:
    """Measure and print."""
    from standoff.pipeline import Coder

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        path.write_bytes(made(pages))
        warm = Path(folder) / "warm.warc.gz"
        warm.write_bytes(made(2))
        coder = Coder()
        coder.code(next(r for r in read_inputs([str(warm)]) if isinstance(r, Report)))
        loading = spent(lambda: list(read_inputs([str(warm)])))
        reports: list[Report] = []

        def read() -> None:
            copies = NearDuplicates()
            with extractor():
                for report in read_inputs([str(path)]):
                    assert isinstance(report, Report), report
                    copies.add(report.id, report.text)
                    reports.append(report)

        reading = spent(read) - loading
        assert len(reports) == pages, (len(reports), pages)
        sample = reports[:: max(pages // coded, 1)][:coded]
        coding = spent(lambda: [coder.code(report) for report in sample]) * pages / len(sample)
        words = sum(len(report.text.split()) for report in reports)
        print(f"pages {pages}, {path.stat().st_size / 1e6:.1f} MB of WARC in gzip, {words / pages:.0f} words a report")
        print(f"reading  {reading / pages * 1000:7.1f} ms a page")
        print(f"coding   {coding / pages * 1000:7.1f} ms a page, measured on {len(sample)}")
        print(f"share of reading {reading / (reading + coding):7.1%}")


def spent(work: object) -> float:
    """Seconds of processor time that ``work()`` takes, of this process and of those that it started and ended."""

    def now() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + used.ru_utime + used.ru_stime

    begun = now()
    work()  # type: ignore[operator]
    return now() - begun


def made(pages: int) -> bytes:
    """A WARC file of ``pages`` pages of news."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(SEED)
    files = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
    found = [p.strip() for f in files for p in f.read_text("utf-8").split("\n\n") if len(p) > 80]
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(pages):
        paragraphs = chance.sample(found, min(PARAGRAPHS, len(found)))
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(page(number, paragraphs).encode())
        address = f"https://news.example/{number}"
        writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=head))
    return out.getvalue()


def page(number: int, paragraphs: list[str]) -> str:
    """A page as papers make them: the report among links, scripts and pictures."""
    links = "".join(f'<li><a href="/world/{n}">Another headline of the day, number {n}</a></li>' for n in range(LINKS))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    script = "<script>window.data = {" + ",".join(f'"k{n}": {n}' for n in range(400)) + "}</script>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Report {number} - The Post</title>{script}"
        f"<meta property='og:site_name' content='The Post'><meta property='article:published_time' "
        f"content='2022-01-{number % 28 + 1:02}T10:00:00Z'></head><body><nav><ul>{links}</ul></nav><main><article>"
        f"<h1>Report {number} of the day</h1><figure><img src='/a.jpg'><figcaption>Troops at the border. Photo: "
        f"Agency</figcaption></figure>{body}</article><aside><ul>{links}</ul></aside></main>"
        f"<footer>Copyright The Post. All rights reserved.</footer></body></html>"
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    main(*(numbers + [PAGES, CODED][len(numbers) :]))
