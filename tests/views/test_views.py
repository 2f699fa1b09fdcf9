"""What the views say of a record made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.ledger import Entry, Filed, open_ledger
from standoff.ledger.rows import names_of
from standoff.record import Event, EventDate, Quantity
from standoff.views import brief as brief_view
from standoff.views.actors import actors
from standoff.views.acts import act, acts
from standoff.views.brief import brief
from standoff.views.changes import changes
from standoff.views.figures import figures
from standoff.views.measures import begun, measures
from standoff.views.negotiation import negotiation
from standoff.views.positions import positions
from standoff.views.show import show
from standoff.views.timeline import timeline
from standoff.views.words import QUOTE, quote
from tests.made import TEXT, at, made

# Another report of the same, in other words for the most part: no copy.
LONGER = TEXT + " Rain fell on the coast all day." * 30


def filed(record) -> Filed:
    return Filed(record, names_of(record))


@pytest.fixture
def keep(tmp_path):
    """Keep records and give the ledger."""
    ledger = open_ledger(tmp_path / "views.db")

    def add(*records):
        for record in records:
            assert ledger.add(record)
        return ledger

    yield add
    ledger.close()


def section(made_brief, title: str):
    return next(s for s in made_brief.sections if s.title == title)


def without_answer(**how):
    record = made(**how)
    record.events = record.events[:1]
    record.positions = record.positions[:1]
    return record


# ---- the brief


def test_a_demand_stands_with_what_answered_it(keep):
    record = made()
    ledger = keep(record)
    (line,) = section(brief(ledger), "Demands").lines
    assert line.text == "Kenya asked Somalia"
    assert line.words.startswith("Kenya demanded on Monday")
    assert f"refused by Somalia ({names_of(record)['e2']})" in line.notes
    assert line.entry == names_of(record)["e1"]


def test_a_demand_that_nobody_answered_is_open(keep):
    (line,) = section(brief(keep(without_answer())), "Demands").lines
    assert "open" in line.notes


def test_every_line_names_an_entry_of_the_record(keep):
    record = made()
    found = brief(keep(record))
    assert len(found.sections) >= 5
    for part in found.sections:
        assert part.lines
        for line in part.lines:
            assert {line.entry, *line.entries} <= set(names_of(record).values())


def test_what_the_coder_hardly_believes_is_left_out_and_what_it_doubts_is_marked(keep):
    record = without_answer()
    record.events[0].confidence = 0.3
    assert all(s.title != "Demands" for s in brief(keep(record)).sections)


def test_what_the_coder_doubts_is_marked(keep):
    record = without_answer()
    record.events[0].confidence = 0.55
    (line,) = section(brief(keep(record)), "Demands").lines
    assert line.marks == ("uncertain",)


def test_an_act_whose_words_hold_a_not_is_left_out(keep):
    text = TEXT.replace("Kenya demanded", "Kenya never demanded")
    record = without_answer()
    record.report = made(text=text).report
    event = record.events[0]
    event.trigger, event.evidence = at("demanded", text), at("Kenya never demanded on Monday", text)
    event.date = None
    record.statements, record.quantities, record.positions = [], [], []
    for actor, name in zip(record.actors, ("Kenya", "Somalia", "Hassan Abdi"), strict=True):
        actor.mentions = [at(name, text)]
    assert all(s.title != "Demands" for s in brief(keep(record)).sections)


def test_a_party_that_the_words_do_not_name_is_not_named(keep):
    record = without_answer()
    record.events[0].evidence = at("Kenya demanded on Monday")
    (line,) = section(brief(keep(record)), "Demands").lines
    assert line.text == "Kenya asked"


def test_what_is_planned_is_expected_next(keep):
    record = made()
    record.events[2].confidence, record.events[2].actors = 0.9, ["a3"]
    (line,) = section(brief(keep(record)), "Expected next").lines
    assert line.entry == names_of(record)["e3"]


def test_a_market_move_stands_apart_from_the_figures(keep):
    ledger = keep(made())
    (line,) = section(brief(ledger), "Markets").lines
    assert line.text == "tea: up"
    assert all("tea" not in f.about for f in figures(ledger))


def test_the_brief_of_nothing_has_no_section(keep):
    empty = brief(keep(), on=date(2020, 1, 1))
    assert (empty.reports, empty.sections) == (0, [])


def test_a_section_has_no_more_lines_than_can_be_read(keep, monkeypatch):
    monkeypatch.setattr(brief_view, "LINES", 1)
    two = made(publisher="Other", text=TEXT + " More.")
    assert all(len(s.lines) <= 1 for s in brief(keep(made(), two)).sections)


# ---- acts, and who denies them


def test_what_two_papers_tell_is_one_act_with_both(keep):
    record = made(publisher="The Wajir Gazette", text=LONGER)
    (demand,) = [a for a in acts(keep(made(), record)) if a.type == "REQUEST"]
    assert demand.papers == ("The Lamu Post", "The Wajir Gazette")
    assert (demand.voices, demand.reports, demand.tellings) == (2, 2, 2)


def test_a_copy_of_a_report_is_no_voice_of_its_own(keep):
    long = TEXT + " " + " ".join(f"Paragraph {n} tells of the talks on the coast." for n in range(40))
    ledger = keep(made(text=long), made(text=long, publisher="The Wajir Gazette"))
    (demand,) = [a for a in acts(ledger) if a.type == "REQUEST"]
    assert (demand.voices, demand.reports) == (1, 2)


def test_who_denies_an_act_stands_beside_it(keep):
    denial = without_answer(publisher="Other", text=TEXT + " Kenya denied it.")
    denial.events[0].modality = "denied"
    denial.events[0].statement = "s1"
    found = act(keep(without_answer(), denial), names_of(without_answer())["e1"])
    assert found.contested
    assert found.denied_by == ("Somalia",)
    assert found.modality == "actual"


def test_an_act_knows_only_the_reports_up_to_the_day(keep):
    later = without_answer(published="2020-03-05", publisher="Other", text=TEXT + " Again.")
    ledger = keep(without_answer(), later)
    name = names_of(without_answer())["e1"]
    assert act(ledger, name, on=date(2020, 3, 4)).reports == 1
    assert act(ledger, name).reports == 2
    assert acts(ledger, on=date(2020, 3, 1)) == []


def test_acts_are_found_by_side_type_and_issue(keep):
    ledger = keep(made())
    (demand,) = acts(ledger, actor="KEN", types=["REQUEST"])
    assert demand.recipient_sides == ("SOM",)
    assert {a.name for a in acts(ledger, issue=demand.issue)} >= {demand.name}
    assert acts(ledger, actor="FRA") == []


# ---- negotiation


def test_a_refused_demand_is_rejected_by_whom_it_was_put_to(keep):
    (move,) = negotiation(keep(made()), kind="demand")
    assert move.state == "rejected"
    assert [(s.how, s.by) for s in move.steps] == [("made", "Kenya"), ("rejected", "Somalia")]


def test_an_answer_in_a_later_report_closes_what_was_open_until_then(keep):
    answer = made(published="2020-03-06", publisher="Other", text=TEXT + " Later.")
    answer.events = [answer.events[1]]
    answer.events[0].id, answer.events[0].reply_to = "e1", None
    answer.positions = []
    ledger = keep(without_answer(), answer)
    states = {day: negotiation(ledger, on=date(2020, 3, day), kind="demand")[0].state for day in (4, 7)}
    assert states == {4: "open", 7: "rejected"}


def test_a_demand_lapses_after_its_deadline(keep):
    text = "Kenya demanded on Monday that Somalia open the border by 10 March. Somalia was silent."
    record = without_answer()
    record.report = made(text=text).report
    event = record.events[0]
    event.trigger, event.evidence = at("demanded", text), at(text[:65], text)
    event.date, record.statements, record.quantities = None, [], []
    record.positions = []
    for actor, name in zip(record.actors, ("Kenya", "Somalia", "Kenya"), strict=True):
        actor.mentions = [at(name, text)]
    ledger = keep(record)
    states = {day: negotiation(ledger, on=date(2020, 3, day))[0].state for day in (9, 12)}
    assert states == {9: "open", 12: "lapsed"}
    assert [c.kind for c in changes(ledger, since=date(2020, 3, 9), on=date(2020, 3, 12))] == ["lapse"]


# ---- positions, figures, actors


def test_the_latest_stance_of_a_government_counts_and_the_one_before_is_kept(keep):
    later = made(publisher="Other", published="2020-03-09")
    later.positions[1].stance = "support"
    ledger = keep(made(), later)
    (issue,) = positions(ledger)
    stands = {h.side: (h.stance, h.before and h.before[:2]) for h in issue.held}
    assert stands == {"KEN": ("support", None), "SOM": ("support", ("oppose", "2020-03-03"))}
    assert {h.side: h.stance for h in positions(ledger, on=date(2020, 3, 4))[0].held}["SOM"] == "oppose"
    assert [c.kind for c in changes(ledger, since=date(2020, 3, 4)) if c.kind == "shift"] == ["shift"]


def test_an_issue_under_two_names_is_one(keep):
    other = made(publisher="Other", text=TEXT + " More.")
    other.issues[0].label = "opening of the Somali frontier to lorries"
    (issue,) = positions(keep(made(), other))
    assert set(issue.names) == {"Somalia opening border", "opening of the Somali frontier to lorries"}


def test_figures_that_differ_stand_side_by_side(keep):
    (figure,) = figures(keep(made(), made(publisher="The Wajir Gazette", troops=4000)))
    assert [v.amount for v in figure.values] == ["some 3,000 troops", "some 4,000 troops"]
    assert figure.contested


def test_figures_that_agree_are_not_contested(keep):
    (figure,) = figures(keep(made(), made(publisher="Other")))
    assert not figure.contested
    assert len(figure.values) == 2


def test_figures_of_different_things_stay_apart(keep):
    other = made(publisher="Other")
    other.quantities = [
        Quantity(
            value=12, unit="lorries", about="lorries at the border", evidence=at("Some 3,000 troops"), confidence=0.9
        )
    ]
    assert len(figures(keep(made(), other))) == 2


def test_an_actor_is_counted_over_all_reports(keep):
    kenya = next(k for k in actors(keep(made(), made(publisher="Other"))) if k.code == "KEN:GOV")
    assert (kenya.reports, kenya.mentions, kenya.acts, kenya.received) == (2, 2, 4, 2)


# ---- timeline, measures, one entry


def test_the_timeline_takes_the_day_of_the_words_before_that_of_the_paper(keep):
    days = [(a.day, a.dated, a.type) for a in timeline(keep(made()))]
    assert days[0] == ("2020-03-02", True, "REQUEST")
    assert ("2020-03-03", False, "REJECT") in days


def test_measures_count_acts_once_and_say_how_many_voices_tell_them(keep):
    other = made(publisher="Other", text=LONGER)
    cells = measures(keep(made(), other), actor="KEN", recipient="SOM")
    (cell,) = [c for c in cells if c.type == "REQUEST"]
    assert (cell.start, cell.acts, cell.tellings, cell.voices, cell.quad, cell.verbal) == (
        "2020-03-01",
        1,
        2,
        2,
        3,
        True,
    )
    assert cell.intensity == -5.0


def test_measures_of_a_day_know_only_the_reports_up_to_it(keep):
    later = made(publisher="Other", published="2020-03-05", text=TEXT + " More.")
    ledger = keep(made(), later)
    assert sum(c.tellings for c in measures(ledger, on=date(2020, 3, 4))) < sum(c.tellings for c in measures(ledger))


@pytest.mark.parametrize(("by", "start"), [("day", "2020-03-05"), ("week", "2020-03-02"), ("month", "2020-03-01")])
def test_a_cell_begins_with_its_span_of_time(by, start):
    assert begun("2020-03-05", by) == start


def test_an_entry_is_shown_with_its_words_in_context():
    one = filed(made())
    shown = show(Entry(one.names["e2"], "e", "e2", one, []))
    (passage,) = shown.passages
    assert passage.quoted == "Somalia rejected the demand"
    assert TEXT[passage.begin : passage.end] == passage.quoted
    assert passage.before.endswith("border. ")
    assert dict(shown.fields)["actors"] == f"Somalia [SOM:GOV] ({one.names['a2']})"


@pytest.mark.parametrize("local", ["a1", "s1", "e1", "e3", "i1", "p1", "q1", "q2"])
def test_every_kind_of_entry_can_be_shown(local):
    one = filed(made())
    shown = show(Entry(one.names[local], local[0], local, one, []))
    assert shown.passages
    assert all(TEXT[p.begin : p.end] == p.quoted for p in shown.passages)


def test_a_long_quotation_is_cut_around_its_trigger():
    text = "word " * 100 + "trigger " + "word " * 100
    cut = quote(text, at(text.strip(), text), at("trigger", text))
    assert "trigger" in cut
    assert cut.startswith("… ") and cut.endswith(" …")
    assert len(cut) <= QUOTE + 4


def test_a_later_dispute_makes_an_account_contested(keep):
    reply = made(published="2020-03-04", publisher="Other", text=TEXT.replace("rejected", "disputed"))
    reply.events = [
        reply.events[0],
        Event(
            id="e2", type="REJECT", act="reject", modality="actual", actors=["a2"], recipients=["a1"],
            trigger=at("disputed", reply.report.text), evidence=at("Somalia disputed the demand", reply.report.text),
            reply_to="e1", intensity=-4.0, confidence=0.8, date=EventDate(value="2020-03-03", precision="day"),
        ),
    ]  # fmt: skip
    reply.statements = []
    reply.positions = []
    ledger = keep(without_answer(), reply)
    assert act(ledger, names_of(without_answer())["e1"]).disputed_by == ("Somalia",)
    assert "Accounts that differ" in [s.title for s in brief(ledger).sections]
    assert "denial" in [c.kind for c in changes(ledger, since=date(2020, 3, 3))]


# ---- what is no change, and tells little


def test_what_was_over_long_before_is_no_change(keep):
    def deed(when: EventDate, **how):
        record = without_answer(**how)
        event = record.events[0]
        event.type, event.act, event.mode, event.date = "COERCE", None, None, when
        return record

    ledger = keep(deed(EventDate(value="2019-11", precision="month")))
    assert changes(ledger, since=date(2020, 3, 1)) == []
    recent = EventDate(value="2020-03-02", precision="day")
    ledger.add(deed(recent, publisher="The Wajir Gazette", text=LONGER))
    assert [change.kind for change in changes(ledger, since=date(2020, 3, 1))] == ["deed"]


def test_a_sentence_is_told_of_once(keep):
    record = made()
    record.events = [record.events[0], record.events[0].__copy__()]
    other = record.events[1]
    other.id, other.type, other.act, other.mode = "e2", "THREATEN", "threaten", None
    record.positions = record.positions[:1]
    ledger = keep(record)
    assert len(acts(ledger)) == 2
    told = [c for c in changes(ledger, since=date(2020, 3, 1)) if c.words.startswith("Kenya demanded")]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("label", "circular"),
    [("Kenya ousting Kenya", True), ("Kenya asking Somalia", False), ("Kenyan border", False), ("a wall", False)],
)
def test_an_issue_in_which_a_party_acts_on_itself_is_a_mistake(label, circular):
    from standoff.views.phrases import circular as found

    assert found(label) is circular
