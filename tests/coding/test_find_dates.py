"""The grammar of dates: which words are a date, and which days they mean on the day of the report."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.coding.find_dates import FoundDate, find_dates, iso
from standoff.span import check

TUESDAY = date(2014, 3, 4)
WEDNESDAY = date(2014, 3, 5)
FRIDAY = date(2014, 3, 7)
SATURDAY = date(2014, 3, 8)
SUNDAY = date(2014, 3, 9)
MONDAY = date(2014, 3, 10)
JANUARY = date(2022, 1, 28)  # a Friday
NEW_YEAR = date(2022, 1, 1)  # a Saturday
LEAP_DAY = date(2012, 2, 29)  # a Wednesday


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _one(text: str, published: date | None, words: str) -> FoundDate:
    found = [d for d in find_dates(text, published) if d.span.quote(text) == words]
    assert len(found) == 1, [d.span.quote(text) for d in find_dates(text, published)]
    return found[0]


# text, day of publication, words of the date, first day, last day, precision
CASES = [
    # days told from the day of the report
    ("Talks failed yesterday.", TUESDAY, "yesterday", "2014-03-03", "2014-03-03", "day"),
    ("Yesterday talks failed.", NEW_YEAR, "Yesterday", "2021-12-31", "2021-12-31", "day"),
    ("They met the day before yesterday.", TUESDAY, "the day before yesterday", "2014-03-02", "2014-03-02", "day"),
    ("They meet tomorrow.", date(2013, 12, 31), "tomorrow", "2014-01-01", "2014-01-01", "day"),
    ("They meet tomorrow.", LEAP_DAY, "tomorrow", "2012-03-01", "2012-03-01", "day"),
    ("They meet the day after tomorrow.", TUESDAY, "the day after tomorrow", "2014-03-06", "2014-03-06", "day"),
    ("They meet today.", TUESDAY, "today", "2014-03-04", "2014-03-04", "day"),
    ("He speaks tonight.", TUESDAY, "tonight", "2014-03-04", "2014-03-04", "day"),
    ("He spoke last night.", TUESDAY, "last night", "2014-03-03", "2014-03-03", "day"),
    ("Shells fell overnight.", TUESDAY, "overnight", "2014-03-04", "2014-03-04", "day"),
    ("Shells fell this morning.", TUESDAY, "this morning", "2014-03-04", "2014-03-04", "day"),
    # weekdays
    ("Moscow said on Friday it was ready.", FRIDAY, "Friday", "2014-03-07", "2014-03-07", "day"),
    ("Friday’s vote failed.", FRIDAY, "Friday", "2014-03-07", "2014-03-07", "day"),
    ("Moscow said on Friday it was ready.", TUESDAY, "Friday", "2014-02-28", "2014-02-28", "day"),
    ("Moscow said on Monday it was ready.", TUESDAY, "Monday", "2014-03-03", "2014-03-03", "day"),
    ("Moscow said on Wednesday it was ready.", TUESDAY, "Wednesday", "2014-02-26", "2014-02-26", "day"),
    ("Moscow said on Friday it was ready.", NEW_YEAR, "Friday", "2021-12-31", "2021-12-31", "day"),
    ("They meet next Monday.", FRIDAY, "next Monday", "2014-03-10", "2014-03-10", "day"),
    ("They meet next Monday.", MONDAY, "next Monday", "2014-03-17", "2014-03-17", "day"),
    ("They met last Tuesday.", FRIDAY, "last Tuesday", "2014-03-04", "2014-03-04", "day"),
    ("They met last Friday.", FRIDAY, "last Friday", "2014-02-28", "2014-02-28", "day"),
    ("They meet this Friday.", TUESDAY, "this Friday", "2014-03-07", "2014-03-07", "day"),
    ("They must answer by Friday.", TUESDAY, "by Friday", "2014-03-07", "2014-03-07", "day"),
    ("They met on Friday last week.", WEDNESDAY, "Friday last week", "2014-02-28", "2014-02-28", "day"),
    ("They meet on Tuesday next week.", FRIDAY, "Tuesday next week", "2014-03-11", "2014-03-11", "day"),
    ("Late on Thursday they met.", FRIDAY, "Late on Thursday", "2014-03-06", "2014-03-06", "day"),
    # weeks, weekends, months, years
    ("Talks resume this week.", TUESDAY, "this week", "2014-03-03", "2014-03-09", "week"),
    ("Talks resume this week.", SUNDAY, "this week", "2014-03-03", "2014-03-09", "week"),
    ("Talks failed last week.", TUESDAY, "last week", "2014-02-24", "2014-03-02", "week"),
    ("Talks failed last week.", NEW_YEAR, "last week", "2021-12-20", "2021-12-26", "week"),
    ("Talks resume next week.", TUESDAY, "next week", "2014-03-10", "2014-03-16", "week"),
    ("Later this week they meet.", TUESDAY, "Later this week", "2014-03-03", "2014-03-09", "week"),
    ("Fighting went on over the weekend.", MONDAY, "over the weekend", "2014-03-08", "2014-03-09", "range"),
    ("Fighting went on over the weekend.", SUNDAY, "over the weekend", "2014-03-08", "2014-03-09", "range"),
    ("They meet this weekend.", TUESDAY, "this weekend", "2014-03-08", "2014-03-09", "range"),
    ("They met last weekend.", TUESDAY, "last weekend", "2014-03-01", "2014-03-02", "range"),
    ("They met last weekend.", SATURDAY, "last weekend", "2014-03-01", "2014-03-02", "range"),
    ("They met earlier this month.", TUESDAY, "earlier this month", "2014-03-01", "2014-03-31", "month"),
    ("They met last month.", TUESDAY, "last month", "2014-02-01", "2014-02-28", "month"),
    ("They met last month.", date(2012, 3, 31), "last month", "2012-02-01", "2012-02-29", "month"),
    ("They met last month.", JANUARY, "last month", "2021-12-01", "2021-12-31", "month"),
    ("They meet next month.", date(2013, 12, 31), "next month", "2014-01-01", "2014-01-31", "month"),
    ("They met early this month.", date(2014, 3, 30), "early this month", "2014-03-01", "2014-03-10", "range"),
    ("Elections are due this year.", TUESDAY, "this year", "2014-01-01", "2014-12-31", "year"),
    ("Elections are due next year.", TUESDAY, "next year", "2015-01-01", "2015-12-31", "year"),
    ("Elections are due next year.", LEAP_DAY, "next year", "2013-01-01", "2013-12-31", "year"),
    ("They left last year.", NEW_YEAR, "last year", "2021-01-01", "2021-12-31", "year"),
    ("They left late last year.", TUESDAY, "late last year", "2013-09-01", "2013-12-31", "range"),
    ("Prices rose this decade.", TUESDAY, "this decade", "2010-01-01", "2019-12-31", "decade"),
    # months by name
    ("They met in December.", TUESDAY, "in December", "2013-12-01", "2013-12-31", "month"),
    ("They met in December.", date(2013, 12, 20), "in December", "2013-12-01", "2013-12-31", "month"),
    ("They met in March.", TUESDAY, "in March", "2014-03-01", "2014-03-31", "month"),
    ("In May they met.", TUESDAY, "In May", "2013-05-01", "2013-05-31", "month"),
    ("They met in February.", date(2012, 3, 4), "in February", "2012-02-01", "2012-02-29", "month"),
    ("They met last December.", TUESDAY, "last December", "2013-12-01", "2013-12-31", "month"),
    ("They meet next February.", TUESDAY, "next February", "2015-02-01", "2015-02-28", "month"),
    ("All must leave by June.", TUESDAY, "by June", "2014-06-01", "2014-06-30", "month"),
    ("All must leave by January.", TUESDAY, "by January", "2015-01-01", "2015-01-31", "month"),
    ("They met in January 2011.", TUESDAY, "January 2011", "2011-01-01", "2011-01-31", "month"),
    ("They met in Feb. 2012.", TUESDAY, "Feb. 2012", "2012-02-01", "2012-02-29", "month"),
    ("They met in mid-February.", TUESDAY, "in mid-February", "2014-02-11", "2014-02-20", "range"),
    ("A mid-February summit failed.", TUESDAY, "mid-February", "2014-02-11", "2014-02-20", "range"),
    ("They met in late February.", LEAP_DAY, "in late February", "2012-02-21", "2012-02-29", "range"),
    ("They met in early March 2013.", TUESDAY, "early March 2013", "2013-03-01", "2013-03-10", "range"),
    # calendar days
    ("They met on 27 January.", TUESDAY, "27 January", "2014-01-27", "2014-01-27", "day"),
    ("They met on January 27.", TUESDAY, "January 27", "2014-01-27", "2014-01-27", "day"),
    ("They met on 27 January 2022.", TUESDAY, "27 January 2022", "2022-01-27", "2022-01-27", "day"),
    ("They met on January 27, 2022, in Minsk.", TUESDAY, "January 27, 2022", "2022-01-27", "2022-01-27", "day"),
    ("They met on the 27th of January.", TUESDAY, "27th of January", "2014-01-27", "2014-01-27", "day"),
    ("They met on Jan. 27.", TUESDAY, "Jan. 27", "2014-01-27", "2014-01-27", "day"),
    ("They met on 31 December.", date(2014, 1, 2), "31 December", "2013-12-31", "2013-12-31", "day"),
    ("They meet on 2 January.", date(2013, 12, 30), "2 January", "2014-01-02", "2014-01-02", "day"),
    ("They met on Thursday 27 February 2014.", TUESDAY, "Thursday 27 February 2014", "2014-02-27", "2014-02-27", "day"),
    ("They met on Monday, March 3.", TUESDAY, "Monday, March 3", "2014-03-03", "2014-03-03", "day"),
    ("It is dated 2014-02-27.", TUESDAY, "2014-02-27", "2014-02-27", "2014-02-27", "day"),
    ("They met on 29 February 2012.", TUESDAY, "29 February 2012", "2012-02-29", "2012-02-29", "day"),
    ("They met on 29 February.", date(2013, 3, 4), "29 February", "2012-02-29", "2012-02-29", "day"),
    ("They met on 27\nJanuary.", TUESDAY, "27\nJanuary", "2014-01-27", "2014-01-27", "day"),
    # spans of days
    ("It ran between 10 and 20 February.", TUESDAY, "between 10 and 20 February", "2014-02-10", "2014-02-20", "range"),
    ("The Games run 10-20 February.", TUESDAY, "10-20 February", "2014-02-10", "2014-02-20", "range"),
    ("The Games run February 10–20, 2022.", TUESDAY, "February 10–20, 2022", "2022-02-10", "2022-02-20", "range"),
    (
        "It ran from 27 January to 3 February.",
        TUESDAY,
        "from 27 January to 3 February",
        "2014-01-27",
        "2014-02-03",
        "range",
    ),
    (
        "It ran from 27 December to 3 January.",
        date(2014, 1, 5),
        "from 27 December to 3 January",
        "2013-12-27",
        "2014-01-03",
        "range",
    ),
    # edges
    ("All must leave by the end of the month.", TUESDAY, "by the end of the month", "2014-03-31", "2014-03-31", "day"),
    ("All leave by the end of the month.", LEAP_DAY, "by the end of the month", "2012-02-29", "2012-02-29", "day"),
    ("All must leave by the end of the year.", TUESDAY, "by the end of the year", "2014-12-31", "2014-12-31", "day"),
    ("All must leave by the end of next week.", TUESDAY, "by the end of next week", "2014-03-16", "2014-03-16", "day"),
    ("Until the end of 2013 he led it.", TUESDAY, "Until the end of 2013", "2013-12-31", "2013-12-31", "day"),
    ("They met at the end of February.", TUESDAY, "at the end of February", "2014-02-28", "2014-02-28", "day"),
    ("They left at the start of 2013.", TUESDAY, "at the start of 2013", "2013-01-01", "2013-01-01", "day"),
    # seasons, years, decades
    ("They left in the summer of 2013.", TUESDAY, "the summer of 2013", "2013-06-01", "2013-08-31", "season"),
    ("They left in winter 2011.", TUESDAY, "winter 2011", "2011-12-01", "2012-02-29", "season"),
    ("They left last summer.", TUESDAY, "last summer", "2013-06-01", "2013-08-31", "season"),
    ("They leave next spring.", date(2013, 12, 1), "next spring", "2014-03-01", "2014-05-31", "season"),
    ("They left in 2014.", JANUARY, "in 2014", "2014-01-01", "2014-12-31", "year"),
    ("Sanctions have held since 2014.", JANUARY, "since 2014", "2014-01-01", "2014-12-31", "year"),
    ("The 2011 accord failed.", TUESDAY, "The 2011", "2011-01-01", "2011-12-31", "year"),
    ("It began early 2022.", JANUARY, "early 2022", "2022-01-01", "2022-04-30", "range"),
    ("It began in late 2013.", TUESDAY, "in late 2013", "2013-09-01", "2013-12-31", "range"),
    ("The wars of the 1990s ended.", TUESDAY, "the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("The early 1990s were hard.", TUESDAY, "The early 1990s", "1990-01-01", "1993-12-31", "range"),
    ("They fought from 2003 to 2011.", TUESDAY, "from 2003 to 2011", "2003-01-01", "2011-12-31", "range"),
    ("They fought in 2014-15.", JANUARY, "in 2014-15", "2014-01-01", "2015-12-31", "range"),
    # counted back and on
    ("They met two days ago.", TUESDAY, "two days ago", "2014-03-02", "2014-03-02", "day"),
    ("Two days ago they met.", date(2012, 3, 1), "Two days ago", "2012-02-28", "2012-02-28", "day"),
    ("They met 48 hours ago.", TUESDAY, "48 hours ago", "2014-03-02", "2014-03-02", "day"),
    ("They met three hours ago.", TUESDAY, "three hours ago", "2014-03-04", "2014-03-04", "day"),
    ("They met a week ago.", TUESDAY, "a week ago", "2014-02-24", "2014-03-02", "week"),
    ("They met two months ago.", TUESDAY, "two months ago", "2014-01-01", "2014-01-31", "month"),
    ("They met three months ago.", date(2014, 1, 31), "three months ago", "2013-10-01", "2013-10-31", "month"),
    ("They met a year ago.", LEAP_DAY, "a year ago", "2011-01-01", "2011-12-31", "year"),
    ("They must leave within 72 hours.", TUESDAY, "within 72 hours", "2014-03-04", "2014-03-07", "range"),
    ("They must leave within 30 hours.", TUESDAY, "within 30 hours", "2014-03-04", "2014-03-06", "range"),
    ("They leave within a month.", date(2014, 1, 31), "within a month", "2014-01-31", "2014-02-28", "range"),
    ("They leave in the next two weeks.", TUESDAY, "in the next two weeks", "2014-03-04", "2014-03-18", "range"),
    ("They leave in the coming weeks.", TUESDAY, "in the coming weeks", "2014-03-04", None, "range"),
    ("Over the past two years it grew.", TUESDAY, "Over the past two years", "2012-03-04", "2014-03-04", "range"),
    ("It grew in the past year.", LEAP_DAY, "in the past year", "2011-02-28", "2012-02-29", "range"),
    # words that name no day
    ("They have fought for years.", TUESDAY, "for years", None, None, "range"),
    ("They have fought for a decade.", TUESDAY, "for a decade", None, None, "range"),
    ("They met in recent days.", TUESDAY, "in recent days", None, None, "range"),
    ("They met several days ago.", TUESDAY, "several days ago", None, None, "range"),
    ("They had met two days earlier.", TUESDAY, "two days earlier", None, None, "day"),
    ("They had met the previous week.", TUESDAY, "the previous week", None, None, "week"),
    # no day of publication: calendar dates keep their value, relative ones have none
    ("They met yesterday.", None, "yesterday", None, None, "day"),
    ("They met on Friday.", None, "Friday", None, None, "day"),
    ("They met last week.", None, "last week", None, None, "week"),
    ("They met in December.", None, "in December", None, None, "month"),
    ("They met on 27 January.", None, "27 January", None, None, "day"),
    ("They leave within 72 hours.", None, "within 72 hours", None, None, "range"),
    ("They leave by the end of the month.", None, "by the end of the month", None, None, "day"),
    ("They left last summer.", None, "last summer", None, None, "season"),
    ("They met on 27 January 2022.", None, "27 January 2022", "2022-01-27", "2022-01-27", "day"),
    ("They left in 2014.", None, "in 2014", "2014-01-01", "2014-12-31", "year"),
]


@pytest.mark.parametrize(("text", "published", "words", "start", "end", "precision"), CASES)
def test_words_of_time_mean_these_days(text, published, words, start, end, precision):
    found = _one(text, published, words)
    assert (found.value, found.end, found.precision) == (_day(start), _day(end), precision)


@pytest.mark.parametrize(
    "text",
    [
        "He may agree.",
        "May he agree?",
        "Protesters march on the palace.",
        "He waited a second.",
        "The second talks failed.",
        "The Sun said so.",
        "The Sunday Times said so.",
        "The Mail on Sunday said so.",
        "The Good Friday agreement held.",
        "A speech by May was jeered.",
        "Mr March resigned.",
        "Some 2014 troops left.",
        "The force of 2000 troops left.",
        "They sold 1,020 March futures.",
        "The index rose in February 20,000 points",
        "Resolution 2014 passed.",
        "Flight MH2014 crashed.",
        "It cost $2014.",
        "He won 2-0.",
        "The fall of Kabul shook them.",
        "They met in 31/2014.",
        "They spring into action and fall back.",
        "He saw the end of the road.",
        "The decision came on 2014-13-45.",
        "Jan Kubis and April Glaspie spoke.",
    ],
)
def test_words_that_only_look_like_dates_are_none(text):
    assert [d.span.quote(text) for d in find_dates(text, TUESDAY)] == []


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("They left on Friday.", "Friday", "at"),
        ("Sanctions have held since 2014.", "since 2014", "since"),
        ("They have held since March 2014.", "March 2014", "since"),
        ("They must leave by 7 March.", "7 March", "before"),
        ("All must leave by the end of the month.", "by the end of the month", "before"),
        ("All left before Friday.", "Friday", "before"),
        ("All left after 3 March.", "3 March", "after"),
        ("All must leave within 72 hours.", "within 72 hours", "within"),
        ("They have fought for years.", "for years", "for"),
    ],
)
def test_the_word_before_a_date_says_how_an_act_stands_to_it(text, words, relation):
    assert _one(text, TUESDAY, words).relation == relation


def test_dates_come_in_the_order_of_the_text_with_their_own_words():
    text = "On Monday, a week after 27 January, he said that by the end of 2013 it had been over for years."
    found = find_dates(text, TUESDAY)
    assert [d.span.quote(text) for d in found] == ["Monday", "27 January", "by the end of 2013", "for years"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 5 March 2014.", "2014-03-05"),
        ("They met in March 2014.", "2014-03"),
        ("They met in the summer of 2013.", "2013-06"),
        ("They met in 2014.", "2014"),
        ("The wars of the 1990s ended.", "1990"),
        ("They have fought for years.", ""),
    ],
)
def test_the_iso_form_is_cut_to_the_precision(text, expected):
    (found,) = find_dates(text, TUESDAY)
    assert iso(found) == expected


SAID = """
    in since by until before after from of the a an last next this coming past early mid late end start between and
    to for within over two 3 10 31 29 72 999 1990s 2014 1500 2199 2014-15 2014-02-30 January May March Feb. Sept
    Monday Friday Sunday Sunday’s winter fall summer week weeks month years decade decades hours weekend ago earlier
    yesterday tomorrow overnight ſeven ıs Kday 27th , . - – ² ٣
"""
WORDS = ["\n", *SAID.split()]
PIECES = st.lists(st.sampled_from(WORDS), max_size=30)
NEWSLIKE = st.tuples(PIECES, st.sampled_from([" ", "-", "\n", "\u00a0", ""])).map(lambda pair: pair[1].join(pair[0]))
TEXTS = st.one_of(NEWSLIKE, PIECES.map(" ".join), st.text(max_size=100))
PUBLISHED = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, LEAP_DAY, TUESDAY]))


@given(text=TEXTS, published=PUBLISHED)
def test_any_text_has_dates_within_it_that_do_not_overlap(text, published):
    found = find_dates(text, published)
    end = 0
    for one in found:
        check(one.span, text)
        assert one.span.begin >= end
        end = one.span.end


@given(text=TEXTS, published=PUBLISHED)
def test_an_interval_never_ends_before_it_begins(text, published):
    for one in find_dates(text, published):
        assert one.value is not None or one.end is None
        assert one.end is None or one.value <= one.end
        assert iso(one) == "" or one.value.isoformat().startswith(iso(one))


@given(text=TEXTS, before=st.sampled_from(["", "He said. ", "He said.\n\n", "🙂 "]))
def test_what_stands_in_another_sentence_changes_nothing(text, before):
    alone = find_dates(f"X. {text}", TUESDAY)
    moved = find_dates(f"{before}X. {text}", TUESDAY)
    shift = len(before)
    assert [(d.span.begin + shift, d.value, d.end) for d in alone] == [(d.span.begin, d.value, d.end) for d in moved]


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), published=PUBLISHED)
def test_a_day_written_out_in_full_is_that_day_whenever_it_is_read(day, published):
    for words in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        found = _one(f"It fell on {words}.", published, words)
        assert (found.value, found.end, found.precision) == (day, day, "day")


@given(published=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_bare_weekday_is_one_of_the_last_seven_days(published):
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        found = _one(f"They met on {name}.", published, name)
        assert found.value.weekday() == number
        assert 0 <= (published - found.value).days < 7
