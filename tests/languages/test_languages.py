"""The word lists are read strictly: every fault names the file and the key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.languages import FOLDER, load, read


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("en.toml", "en_modality.toml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def _read(folder: Path):
    return read(folder / "en.toml", folder / "en_modality.toml")


def test_english_is_read_once():
    assert load("en") is load("en")


@pytest.mark.parametrize(("cue", "kind"), [("say", "say"), ("deny", "deny"), ("warn", "warn"), ("rule out", "deny")])
def test_a_cue_verb_has_its_class(cue, kind):
    assert load("en").cues[cue] == kind


def test_a_cue_noun_has_its_class():
    assert load("en").cue_nouns["allegation"] == "claim"


@pytest.mark.parametrize(
    "name", ["hedges", "light_verbs", "planning", "conditional", "doubt", "negations", "anonymous"]
)
def test_no_word_set_is_empty(name):
    assert getattr(load("en"), name)


def test_every_class_of_cue_has_an_example():
    language = load("en")
    frames = [f for cues in (language.verbs, language.nouns) for uses in cues.values() for f in uses]
    assert {f.kind for f in frames} - {e.kind for e in language.examples} == set()


def test_an_unknown_language_is_refused_by_file_name():
    with pytest.raises(KnowledgeError, match=r"tlh\.toml: cannot be read"):
        load("tlh")


FAULTS = {
    "an unknown key": ('code = "en"', 'code = "en"\ncolour = "red"', r"en\.toml.*colour"),
    "a missing key": ('code = "en"', "", r"en\.toml.*code"),
    "a key of the wrong type": ('code = "en"', "code = 7", r"en\.toml.*\$\.code"),
    "no TOML": ('code = "en"', "code = ", r"en\.toml"),
    "an unknown place of content": ('takes = ["to"]', 'takes = ["TO!"]', r"en\.toml: `\$\.verbs\[\d+\]` \(point\)"),
    "a capital in a lemma": ('words = ["point"]', 'words = ["Point"]', r"en\.toml: `\$\.verbs.*'Point'"),
    "a word twice": ('words = ["point"]', 'words = ["point", "point"]', r"'point' takes 'to' twice"),
    "half a pair of marks": ('["«", "»"]', '["«", ""]', r"en\.toml: `\$\.quotation_marks`"),
}


@pytest.mark.parametrize(("old", "new", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_malformed_file_is_refused_by_file_and_key(copy, old, new, message):
    path = copy / "en.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        _read(copy)


def test_a_file_that_is_not_utf8_is_refused(copy):
    (copy / "en.toml").write_bytes(b'code = "\xff"')
    with pytest.raises(KnowledgeError, match=r"en\.toml: is not UTF-8"):
        _read(copy)


def test_a_fault_in_the_words_of_certainty_names_that_file(copy):
    (copy / "en_modality.toml").write_text("hedges = 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"en_modality\.toml.*hedges"):
        _read(copy)
