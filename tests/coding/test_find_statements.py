"""Who says what is found in sentences of our own, and no text makes it fail or slow."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.coding.draft import Actors, Mention, Said, Who
from standoff.coding.find_statements import find_statements
from standoff.coding.parse import parse
from standoff.languages import Example, load
from standoff.report import Report
from tests.effort import FOURFOLD, lines_run

LANGUAGE = load("en")
NOBODY = Actors([], [], {})


def find(text: str, *, attitudes: bool = False) -> list[Said]:
    return find_statements(parse(Report(text=text, source="test")), NOBODY, LANGUAGE, attitudes=attitudes)


def told(text: str, said: Said) -> list[str]:
    return [span.quote(text) for span in said.content]


@pytest.mark.parametrize("example", LANGUAGE.examples, ids=lambda e: e.text)
def test_examples_of_the_word_lists(example: Example):
    found = find(example.text, attitudes=example.attitude)
    if example.none:
        assert [told(example.text, s) for s in found if not s.attitude] == []
        return
    fits = [s for s in found if s.cue is not None and s.cue.quote(example.text).endswith(example.cue or "")]
    assert fits, [told(example.text, s) for s in found]
    said = fits[0]
    assert (said.source.quote(example.text) if said.source else None) == example.source
    assert told(example.text, said) == list(example.content)
    assert said.cue_class == example.kind


@pytest.mark.parametrize("example", [e for e in LANGUAGE.examples if e.attitude], ids=lambda e: e.text)
def test_attitudes_are_told_from_speech(example: Example):
    assert all(said.attitude for said in find(example.text))


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The envoy said that the truce would hold.", "claimed"),
        ("The ministry denied that troops had crossed the river.", "denied"),
        ("The government admitted that the deadline had passed.", "confirmed"),
        ("Officials who spoke on condition of anonymity said that the deal was dead.", "leaked"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_how_far_the_report_stands_behind_it(text, standing):
    assert {said.standing for said in find(text) if not said.attitude} == {standing}


QUOTED = {
    "cue after": ("“The talks have failed,” the envoy said.", ["The talks have failed"], "direct"),
    "cue before": ("The envoy said: “The talks have failed.”", ["The talks have failed"], "direct"),
    "cue between": ("“The talks,” the envoy said, “have failed.”", ["The talks", "have failed"], "direct"),
    "several sentences": (
        "“We met. We talked. We failed,” the envoy said.",
        ["We met. We talked. We failed"],
        "direct",
    ),
    "next sentence": (
        "“The talks have failed,” the envoy said. “We will try again.”",
        ["The talks have failed", "We will try again"],
        "direct",
    ),
    "paragraphs": (
        "The envoy said:\n\n“The talks have failed.\n\n“We will try again.”",
        ["The talks have failed", "We will try again"],
        "direct",
    ),
    "words in quotation marks": (
        "The envoy said that the talks were a “sad farce”.",
        ["that the talks were a “sad farce”"],
        "mixed",
    ),
    "no quotation marks": ("The envoy said that the talks had failed.", ["that the talks had failed"], "indirect"),
}


@pytest.mark.parametrize(("text", "content", "kind"), QUOTED.values(), ids=QUOTED.keys())
def test_quotation_marks_set_the_content(text, content, kind):
    found = find(text)
    assert [told(text, s) for s in found] == [content]
    assert found[0].kind == kind
    assert found[0].source is not None and found[0].source.quote(text).lower() == "the envoy"


def test_a_quotation_after_other_words_goes_on_with_the_speaker():
    text = "The envoy denied that the talks had failed. He left for home. “We are tired of all this waiting.”"
    first, last = find(text)
    assert told(text, last) == ["We are tired of all this waiting"]
    assert last.cue is None
    assert last.speaker is first.speaker


def test_a_cue_that_goes_on_has_the_same_source():
    text = "The envoy said the road was open, adding that the convoy had arrived."
    sources = [s.source.quote(text) for s in find(text) if s.source]
    assert sources == ["The envoy", "The envoy"]


def test_the_agency_at_the_end_is_a_statement_around_the_other():
    text = "The envoy said that the truce would hold, the agency reported."
    assert [told(text, s) for s in find(text)] == [
        ["The envoy said that the truce would hold"],
        ["that the truce would hold"],
    ]


def test_two_step_attribution_gives_the_inner_speaker():
    text = "State radio quoted the general as saying that the bridge had fallen."
    assert [(s.source.quote(text), told(text, s)) for s in find(text) if s.source] == [
        ("the general", ["that the bridge had fallen"])
    ]


def test_speaker_and_addressee_are_the_actors_of_the_mentions():
    text = "Lima told Quito that the border would reopen."
    parsed = parse(Report(text=text, source="test"))
    peru, ecuador = Who("PER:GOV", "Peru", "state"), Who("ECU:GOV", "Ecuador", "state")
    mentions = [Mention(parsed.span(i, i + 1), i, i + 1, i, who, "name") for i, who in ((0, peru), (2, ecuador))]
    actors = Actors([peru, ecuador], mentions, {m.first: m for m in mentions})
    [said] = find_statements(parsed, actors, LANGUAGE)
    assert (said.speaker, said.addressee, said.sourcing) == (peru, ecuador, "role")


def test_a_source_without_a_name_is_anonymous():
    [said] = find("People familiar with the matter said that the deal was dead.")
    assert said.sourcing == "anonymous" and said.speaker is not None and said.speaker.code == "UNK"


VOCABULARY = (
    "Lima the envoy said says told reporters that it they he “ ” \" ' ‘ ’ '' , . : ; – according to quoted as telling "
    "claim announcement warned of accused of called on adding if would not is \n\n seems which who 🙂 é"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=50).map(" ".join), st.booleans())
def test_spans_of_any_text_lie_in_it(text, attitudes):
    for said in find(text, attitudes=attitudes):
        assert said.content
        for span in (*said.content, *filter(None, (said.source, said.cue))):
            assert 0 <= span.begin < span.end <= len(text)
            assert span.quote(text) == span.quote(text).strip()


def test_ten_thousand_unbalanced_marks_do_not_stop_it():
    assert find("“" * 10_000 + " said Lima") is not None


@pytest.mark.parametrize("unit", ["“Yes, he said. ", "“No way,” she said. ", "He said that it rained. "], ids=repr)
def test_the_work_is_linear_in_the_length(unit):
    few, many = (parse(Report(text=unit * count, source="test")) for count in (50, 200))
    work = [lines_run(lambda p=p: find_statements(p, NOBODY, LANGUAGE)) for p in (few, many)]
    assert work[1] < FOURFOLD * work[0]
