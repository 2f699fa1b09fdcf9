"""What reaches a terminal: nothing of a report is taken for a command, and no colour where no terminal is."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from standoff.ledger import open_ledger
from standoff.printing import Printer, safe, safe_json
from standoff.views.actors import actors
from standoff.views.brief import brief
from standoff.views.changes import changes
from standoff.views.positions import positions
from standoff.views.timeline import timeline
from tests.made import TEXT, made

HOSTILE = TEXT.replace("near Mandera", "nea\x1b]0;gotcha\x07Mandera").replace("Monday", "M[red]nay")


def printed(how: str, record) -> str:
    stream = io.StringIO()
    printer = Printer(stream, width=240)
    views = {"brief": brief, "positions": positions, "timeline": timeline, "actors": actors, "changes": all_changes}
    with open_ledger("sqlite://") as ledger:
        ledger.add(record)
        getattr(printer, how)(views[how](ledger))
    return stream.getvalue()


def all_changes(ledger):
    return changes(ledger, since=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("one\ntwo\ttwo", "one two two"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\x9b31m", "\\x9b31m"),
        ("plain “words” é 中", "plain “words” é 中"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_an_escape(words, shown):
    assert safe(words) == shown


@pytest.mark.parametrize("how", ["brief", "positions", "timeline", "actors", "changes"])
def test_a_hostile_report_prints_no_control_character(how):
    record = made()
    record.actors[0].name = "Ken\x1b[31mya\u202e"
    record.issues[0].label = "[bold]Somalia[/bold] \x07 opening"
    out = printed(how, record)
    assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out
    assert "Ken\\x1b[31mya" in out


def test_markup_in_a_report_is_printed_as_it_stands():
    record = made()
    record.issues[0].label = "[bold]opening[/bold] border"
    assert "[bold]opening[/bold]" in printed("brief", record)


def test_the_positions_of_many_actors_are_a_list():
    record = made()
    names = [f"State {n}" for n in range(8)]
    for number, name in enumerate(names, 10):
        actor = made().actors[0]
        actor.id, actor.name, actor.code = f"a{number}", name, f"X{number}:GOV"
        record.actors.append(actor)
        position = made().positions[0]
        position.actor = actor.id
        record.positions.append(position)
    out = printed("positions", record)
    assert out.splitlines()[0].split() == ["issue", "actor", "stance", "since", "before", "paper", "entry"]
    assert all(name in out for name in names)


def test_json_for_a_terminal_is_the_same_json_without_characters_that_act():
    line = json.dumps({"text": "\u202eMoscow\u202c \x9b31m \x7f “no” 🙂"}, ensure_ascii=False).encode()
    shown = safe_json(line)
    assert json.loads(shown) == json.loads(line)
    assert "🙂" in shown.decode() and not any(c in shown.decode() for c in "\u202e\u202c\x9b\x7f")
