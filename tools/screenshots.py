"""Pictures of every view of the page, to be looked at: wide, narrow and dark, in screenshots/.

usage: python tools/screenshots.py [RECORD [DAY]]     (default: the example reports, read for it)

Needs Chromium (Debian: apt-get install chromium).
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.serving.browser import NARROW, WIDE, chromium, running, watched  # noqa: E402

PLACE = ROOT / "screenshots"
VIEWS = ("standing", "timeline", "moves", "network", "places", "reports", "search?q=said", "drop", "brief")
WAYS = {"wide": {"viewport": WIDE}, "narrow": {"viewport": NARROW}, "dark": {"viewport": WIDE, "color_scheme": "dark"}}


def take(record: str, on: str | None) -> None:
    """The pictures of ``record`` on the day ``on``, the newest where it is None."""
    from standoff.ledger import open_ledger
    from standoff.serving import make_app

    PLACE.mkdir(exist_ok=True)
    app = make_app(open_ledger(record, create=False))
    app.site.search.catch_up()
    with running(app) as address, chromium() as browser:
        for way, options in WAYS.items():
            with watched(browser, address, **options) as one:
                for view in VIEWS:
                    asked = f"{'&' if '?' in view else '?'}on={on}" if on else ""
                    one.go(f"#/{view}{asked}")
                    one.page.wait_for_timeout(400)
                    one.page.screenshot(path=PLACE / f"{view.partition('?')[0]}-{way}.png")
                one.go("#/reports")
                one.page.locator(".report-line").first.click()
                one.page.locator(".on-trigger").first.click()
                one.settle()
                one.page.screenshot(path=PLACE / f"report-{way}.png")
                if way == "wide":
                    one.go(f"#/brief{f'?on={on}' if on else ''}")
                    one.page.wait_for_selector(".sheet-section")
                    one.page.pdf(path=PLACE / "brief.pdf", prefer_css_page_size=True)
    print(f"{len(list(PLACE.iterdir()))} files in {PLACE}")


def main() -> None:
    """Of the record that is named, else of the examples."""
    if len(sys.argv) > 1:
        take(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
        return
    from standoff.ledger import open_ledger
    from standoff.pipeline import Coder
    from standoff.reading import read_inputs
    from standoff.report import Report

    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "examples.db")
        with open_ledger(path) as ledger:
            for record in Coder().code_many(r for r in read_inputs([str(ROOT / "examples")]) if isinstance(r, Report)):
                ledger.add(record)
        take(path, None)


if __name__ == "__main__":
    main()
