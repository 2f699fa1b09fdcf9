"""A report with its marks, entries beside it, the search, adding: in a real browser."""

from __future__ import annotations

import re

import pytest

from tests.made import TEXT
from tests.serving.browser import NARROW, needs_chromium, watched
from tests.serving.hostile import ASTRAL, LABEL, NAME

pytestmark = needs_chromium


def open_report(one, title: str) -> None:
    one.go("#/reports")
    one.page.get_by_role("link", name=re.compile(title)).first.click()
    one.page.wait_for_selector(".report-text .text")
    one.settle()


def marked(page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


def test_the_words_of_each_entry_are_marked_and_nothing_else(page):
    open_report(page, "Border shut")
    assert page.page.locator(".text").inner_text() == TEXT
    assert marked(page.page, ".on-trigger") == ["demanded", "rejected", "wait"]
    assert "".join(marked(page.page, ".on-statement")) == "We will not yield"
    assert marked(page.page, ".on-source") == ["Hassan Abdi"]
    assert "".join(marked(page.page, ".on-quantity")) == "Some 3,000 troopsTea prices rose"
    assert marked(page.page, ".on-actor") == []
    page.page.get_by_role("button", name="Actors", exact=True).click()
    assert marked(page.page, ".on-actor") == ["Kenya", "Somalia", "Hassan Abdi"]
    page.page.get_by_role("button", name="Statements", exact=True).click()
    assert marked(page.page, ".on-statement") == []


def test_hovering_tells_and_clicking_opens_the_entry(page):
    open_report(page, "Border shut")
    trigger = page.page.locator(".on-trigger", has_text="demanded")
    trigger.hover()
    assert "Kenya → Somalia" in page.page.get_by_role("tooltip").inner_text()
    trigger.click()
    page.page.wait_for_selector(".panel mark")
    assert page.page.locator(".panel mark").inner_text() == "Kenya demanded on Monday that Somalia open the border"
    assert "entry=e-" in page.page.url
    page.page.keyboard.press("Escape")
    assert page.page.locator(".panel").count() == 0


def test_offsets_hold_after_characters_of_two_units(page):
    open_report(page, "broken = 1")
    assert marked(page.page, ".on-trigger") == ["demanded"]
    assert page.page.locator(".text").inner_text().startswith(ASTRAL.rstrip())
    page.page.get_by_role("button", name="Actors", exact=True).click()
    shown = re.sub("[\u202a-\u202e\u2066-\u2069]", "\ufffd", NAME)
    assert "".join(marked(page.page, ".on-actor")).startswith(shown)


@pytest.mark.parametrize("view", ["standing", "reports", "search?q=demanded", "drop", "brief", "moves", "network",
                                  "places", "timeline"])  # fmt: skip
def test_a_hostile_report_changes_nothing_anywhere(page, view):
    page.go(f"#/{view}")
    assert page.page.evaluate("window.broken === undefined")
    assert (
        page.page.evaluate("document.querySelectorAll('main script, main iframe, main style, main base').length") == 0
    )
    assert page.page.locator("main h1").count() <= 1
    assert page.page.locator("a[href^='javascript']").count() == 0
    assert page.page.locator("main").is_visible()


def test_a_hostile_report_and_each_of_its_entries_are_only_text(page):
    open_report(page, "broken = 1")
    assert "<script>window.broken = 1</script>" in page.page.locator(".text").inner_text()
    names = page.page.eval_on_selector_all("[data-entry]", "all => [...new Set(all.map(one => one.dataset.entry))]")
    assert len(names) >= 4
    for name in names:
        page.page.evaluate("name => { location.hash = location.hash.split('?')[0] + '?entry=' + name }", name)
        page.page.wait_for_selector(f".panel:has-text('{name}') .history li")
    assert page.page.evaluate("window.broken === undefined")
    assert page.page.locator("a[href^='javascript'], main iframe, .panel iframe, .panel img, main img").count() == 0
    assert LABEL.split("</h2>")[1].removeprefix("<h1>") in page.page.locator("body").inner_text()


def test_no_direction_mark_reaches_the_page(page):
    open_report(page, "broken = 1")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.page.locator("body").inner_text())


def test_search_finds_while_one_types_and_opens_the_words(page):
    page.go("#/search")
    page.page.locator("#search-box").fill("yield")
    page.page.wait_for_selector("main .excerpt mark")
    assert set(marked(page.page, "main .excerpt mark")) == {"yield"}
    page.page.get_by_role("button", name="Statements").click()
    page.settle()
    page.page.locator("main [data-entry]").first.click()
    page.page.wait_for_selector(".panel mark")
    assert page.page.locator(".panel mark.part-content").inner_text() == "We will not yield"
    assert page.page.locator(".panel mark.part-source").inner_text() == "Hassan Abdi"
    assert page.page.locator(".panel mark.part-cue").inner_text() == "said"


def test_review_in_place_with_the_keyboard_alone(page):
    open_report(page, "Border shut")
    page.page.keyboard.press("j")
    page.page.wait_for_selector(".panel .review-ways")
    page.page.keyboard.press("a")
    page.page.wait_for_selector(".decisions .tag.good")
    page.page.keyboard.press("c")
    page.page.wait_for_selector(".review-form")
    page.page.get_by_label("Field").select_option("modality")
    page.page.get_by_label("Value").select_option("denied")
    page.page.get_by_role("button", name="Set").press("Enter")
    page.page.wait_for_selector(".decisions li:nth-child(2)")
    assert "modality: actual → denied" in page.page.locator(".decisions").inner_text()
    # the decisions are drawn a moment before the entry that they change
    page.until("document.querySelector('.panel .entry-top')?.innerText.includes('denied')")
    page.page.get_by_role("button", name="Undo: correct").click()
    page.until("document.querySelectorAll('.decisions li').length === 1")
    page.until("document.querySelector('.history')?.innerText.includes('undo')")
    page.page.get_by_role("button", name="Undo: accept").click()
    page.until("document.querySelectorAll('.decisions li').length === 0")


def test_a_decision_that_cannot_be_taken_says_why(page):
    open_report(page, "Border shut")
    page.page.keyboard.press("j")
    page.page.get_by_role("button", name="Merge").click()
    page.page.get_by_label("This entry tells the same as").fill("e-nowhere")
    page.page.locator(".review-form button").click()
    assert "e-nowhere" in page.page.locator(".review [role=alert]").inner_text()
    page.wrong.clear()  # the browser itself notes the refusal


def test_a_pasted_report_is_coded_and_opened(page):
    page.go("#/drop")
    page.page.get_by_label("The report").fill("A gannet crossed the strait at dawn.")
    page.page.get_by_label("Day it was published").fill("2020-03-11")
    page.page.get_by_label("Paper").fill("The Skua")
    page.page.get_by_role("button", name="Code it").click()
    page.page.wait_for_selector(".job .tag.good", timeout=60_000)
    page.page.locator(".job-reports a").first.click()
    page.page.wait_for_selector(".report-text")
    assert page.page.locator(".text").inner_text() == "A gannet crossed the strait at dawn."


def test_a_report_reads_well_on_a_phone(browser, served):
    with watched(browser, served, viewport=NARROW) as one:
        open_report(one, "Border shut")
        assert one.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        one.page.locator(".on-trigger", has_text="demanded").click()
        one.page.wait_for_selector(".panel mark")
        assert one.page.locator(".panel").bounding_box()["width"] == NARROW["width"]
