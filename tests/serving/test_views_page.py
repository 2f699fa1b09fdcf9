"""The views over a crisis in a real browser: what they show, that the day moves them, that words are one click away."""

from __future__ import annotations

import re

import msgspec
import pytest

from standoff.ledger import open_ledger
from standoff.report import Report
from standoff.serving import make_app
from standoff.serving.people import People
from tests.made import made
from tests.serving.browser import NARROW, WIDE, needs_chromium, running, watched
from tests.serving.conftest import filled

pytestmark = needs_chromium
VIEWS = ("standing", "timeline", "moves", "network", "places", "reports", "search?q=border", "drop", "brief")
QUOTED = ".panel mark"


@pytest.fixture(scope="module")
def crisis(tmp_path_factory) -> str:
    """The address of a server over the three made reports alone."""
    ledger = open_ledger(filled(tmp_path_factory.mktemp("crisis") / "made.db"))
    app = make_app(ledger)
    app.site.search.catch_up()
    with running(app) as address:
        yield address


@pytest.fixture
def desk(browser, crisis):
    with watched(browser, crisis) as one:
        yield one


def test_where_things_stand_shows_stances_moves_changes_and_figures(desk):
    desk.go("#/standing")
    row = desk.page.locator(".matrix tbody tr", has_text="Somalia opening border")
    assert row.get_by_role("button", name=re.compile("Kenya is for")).count() == 1
    assert row.get_by_role("button", name=re.compile("Somalia is against")).count() == 1
    assert desk.page.locator(".area-changes .line").count() > 0
    assert desk.page.locator(".figure", has_text="contested").get_by_role("button").all_inner_texts() != []
    values = desk.page.locator(".figure-value b").all_inner_texts()
    assert values == ["≈ 4,000", "≈ 3,500", "≈ 3,000"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (".matrix [aria-label^='Somalia']", "Somalia rejected the demand"),
        (".figure-value >> nth=0", "Some 3,000 troops"),
        (".area-changes .line >> nth=0", ""),
    ],
)
def test_one_click_leads_from_a_cell_to_its_words(desk, cell, words):
    desk.go("#/standing")
    desk.page.locator(cell).first.click()
    desk.page.wait_for_selector(QUOTED)
    assert words in desk.page.locator(QUOTED).first.inner_text()


def test_an_entry_names_who_else_tells_it_each_with_its_report(desk):
    desk.go("#/timeline?type=REJECT")
    desk.page.locator(".acts .line").first.click()
    desk.page.wait_for_selector(".telling")
    tellings = desk.page.locator(".telling")
    assert tellings.count() == 3
    assert "Paper 0" in tellings.first.inner_text() and "in the words of Paper 0" in tellings.last.inner_text()
    desk.page.locator(".telling button.quote").last.click()
    desk.page.wait_for_selector(".telling:nth-child(3)[aria-current=true]")
    tellings.last.get_by_role("link", name="its report").click()
    desk.page.wait_for_selector(".report-text .chosen")
    assert "Paper 2" in desk.page.locator(".page-head").inner_text()


def test_the_day_moves_everything(desk):
    desk.go("#/standing")
    assert "3 reports out" in desk.page.locator(".rail-note").inner_text()
    slider = desk.page.get_by_role("slider", name="Day")
    slider.press("Home")
    desk.until("location.hash.includes('on=2020-03-03')")
    desk.settle()
    assert "3 Mar 2020" in desk.page.locator("main h1").inner_text()
    assert "1 report out" in desk.page.locator(".rail-note").inner_text()
    assert desk.page.locator(".figure", has_text="contested").count() == 0
    desk.page.keyboard.press("Escape")
    desk.page.locator("body").press("]")
    desk.until("location.hash.includes('on=2020-03-04')")
    desk.page.get_by_role("link", name="Reports").click()
    desk.page.wait_for_selector(".report-line")
    assert desk.page.locator(".report-line").count() == 2


def test_the_timeline_draws_lists_and_filters_acts(desk):
    desk.go("#/timeline?a=KEN&b=SOM")
    desk.page.wait_for_selector(".chart .bin")
    assert desk.page.locator(".pair path").count() == 1
    assert desk.page.locator(".markets [data-entry]").count() == 3
    before = desk.page.locator(".acts > li").count()
    desk.page.get_by_label("Type").select_option("REJECT")
    desk.settle()
    assert 0 < desk.page.locator(".acts > li").count() < before
    assert set(desk.page.locator(".acts .type").all_inner_texts()) == {"reject"}
    desk.page.locator(".acts .line").first.click()
    desk.page.wait_for_selector(QUOTED)
    assert desk.page.locator(QUOTED).inner_text() == "Somalia rejected the demand"


def test_the_timeline_is_narrowed_by_the_keyboard_and_by_a_bar(desk):
    desk.go("#/timeline")
    desk.page.wait_for_selector(".chart .bin")
    desk.page.locator(".chart .bin .hit").first.click()
    desk.until("location.hash.includes('until=')")
    desk.page.get_by_role("button", name="All", exact=True).click()
    desk.until("!location.hash.includes('until=')")
    desk.page.get_by_role("button", name="Narrow the period").press("Enter")
    desk.until("location.hash.includes('since=') || location.hash.includes('until=')")


def test_a_market_move_is_one_click_from_its_words(desk):
    desk.go("#/timeline")
    desk.page.wait_for_selector(".markets [data-entry]")
    desk.page.locator(".markets [data-entry]").first.press("Enter")
    desk.page.wait_for_selector(QUOTED)
    assert desk.page.locator(QUOTED).inner_text() == "Tea prices rose"


def test_the_crisis_map_draws_an_arrow_from_lane_to_lane(desk):
    desk.go("#/moves")
    rows = desk.page.locator(".lane-row")
    assert rows.count() >= 2
    assert set(desk.page.locator(".lane-names > span").all_inner_texts()) == {"Kenya", "Somalia"}
    arrow = rows.filter(has_text="Somalia rejected").locator("line.move").first
    left, right = (float(arrow.get_attribute(end).rstrip("%")) for end in ("x1", "x2"))
    names = desk.page.locator(".lane-names > span").all_inner_texts()
    assert (left > right) == (names.index("Somalia") > names.index("Kenya"))
    rows.first.click()
    desk.page.wait_for_selector(QUOTED)


def test_the_network_shows_pairs_and_opens_their_acts(desk):
    desk.go("#/network")
    desk.page.wait_for_selector(".edge")
    assert desk.page.locator(".node").count() == 2
    desk.page.get_by_role("button", name=re.compile("Kenya → Somalia")).click()
    desk.page.wait_for_selector(".acts .line")
    desk.page.locator(".acts .line").first.click()
    desk.page.wait_for_selector(QUOTED)


def test_the_map_pins_only_acts_whose_clause_names_a_place(desk):
    desk.go("#/places")
    desk.page.wait_for_selector(".land")
    assert desk.page.locator(".pin").count() == 1
    assert desk.page.locator(".land").count() > 200
    desk.page.get_by_text("Borders and disputed territories").click()
    assert "Crimea" in desk.page.locator(".map-note").inner_text()
    desk.page.locator(".place-line").first.click()
    desk.page.wait_for_selector(".acts .line")
    desk.page.locator(".acts .line").first.click()
    desk.page.wait_for_selector(QUOTED)
    assert "near Mandera" in desk.page.locator(QUOTED).first.inner_text()


def test_the_brief_prints_on_two_pages_at_most_with_numbered_evidence(desk):
    desk.go("#/brief")
    desk.page.wait_for_selector(".sheet-section")
    pdf = desk.page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 2
    desk.page.locator(".note-number").first.click()
    desk.page.wait_for_selector(QUOTED)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("how", ["wide", "narrow", "dark"])
def test_every_view_is_accessible_and_fits(browser, crisis, view, how):
    from axe_playwright_python.sync_playwright import Axe

    options = {"viewport": NARROW if how == "narrow" else WIDE, "color_scheme": "dark" if how == "dark" else "light"}
    with watched(browser, crisis, **options) as one:
        one.go(f"#/{view}")
        one.page.wait_for_timeout(200)
        found = Axe().run(one.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert one.page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]


@pytest.mark.parametrize("how", ["wide", "dark"])
def test_a_report_with_an_open_entry_is_accessible(browser, crisis, how):
    from axe_playwright_python.sync_playwright import Axe

    with watched(browser, crisis, viewport=WIDE, color_scheme="dark" if how == "dark" else "light") as one:
        one.go("#/reports")
        one.page.locator(".report-line").first.click()
        one.page.locator(".on-trigger").first.click()
        one.page.wait_for_selector(".review-ways")
        one.settle()
        found = Axe().run(one.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()


def test_an_empty_record_says_what_to_do(browser, tmp_path):
    with running(make_app(open_ledger(tmp_path / "empty.db"))) as address, watched(browser, address) as one:
        for view in ("standing", "timeline", "moves", "network", "places", "brief"):
            one.go(f"?{view}#/{view}")
            assert "The record is empty" in one.page.locator("main").inner_text()
        one.page.get_by_role("link", name="Drop a report in").click()
        one.page.wait_for_selector("#drop-text")


def test_a_record_without_days_says_so_and_shows_its_reports(browser, tmp_path):
    record = made()
    report = Report(text=record.report.text, source="made", publisher="Paper")
    undated = msgspec.structs.replace(record.report, id=report.id, publisher="Paper", published=None)
    with open_ledger(tmp_path / "undated.db") as ledger:
        ledger.add(msgspec.structs.replace(record, report=undated))
    with running(make_app(open_ledger(tmp_path / "undated.db"))) as address, watched(browser, address) as one:
        one.go("#/standing")
        assert "No report has a known day" in one.page.locator("main").inner_text()
        one.page.get_by_role("main").get_by_role("link", name="reports").click()
        one.page.wait_for_selector(".report-line")


def test_people_sign_in_and_a_reader_sees_no_way_to_change_anything(browser, tmp_path):
    people = People(tmp_path / "tokens.json")
    token = people.add("Rita", "reader")
    app = make_app(open_ledger(filled(tmp_path / "made.db")), tokens=people.path)
    with running(app) as address, watched(browser, address) as one:
        one.go()
        assert one.page.locator(".matrix").count() == 0
        one.page.get_by_label("Token").fill("standoff_wrong")
        one.page.get_by_role("button", name="Sign in").click()
        assert "no such token" in one.page.get_by_role("alert").inner_text()
        one.page.get_by_label("Token").fill(token)
        one.page.get_by_role("button", name="Sign in").click()
        one.page.wait_for_selector(".matrix")
        one.page.locator(".matrix .cell").first.click()
        one.page.wait_for_selector(QUOTED)
        one.page.wait_for_selector(".review >> text=signed in as a reader")
        assert one.page.locator(".review-ways").count() == 0
        one.page.get_by_role("button", name="Sign out").click()
        one.page.wait_for_selector("#token")
        one.wrong.clear()  # the browser itself notes the refused token


def test_a_server_that_went_away_is_said_so(browser, tmp_path):
    with running(make_app(open_ledger(filled(tmp_path / "made.db")))) as address, watched(browser, address) as one:
        one.go("#/standing")
        one.page.context.set_offline(True)
        one.page.get_by_role("link", name="Timeline").click()
        one.page.wait_for_selector("[role=alert], .feedback")
        one.wrong.clear()  # the browser itself notes what couldn't be fetched
