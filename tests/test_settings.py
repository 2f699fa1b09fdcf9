"""Settings come from the file, then the environment, then the command line; what isn't known is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.errors import InputError
from standoff.settings import Settings, load


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "standoff.toml"
    path.write_text('record = "file.db"\njobs = 2\npublished = 2022-01-28\n', encoding="utf-8")
    return path


def test_without_anything_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load({}, environ={}) == Settings()


def test_the_environment_goes_over_the_file_and_the_command_line_over_both(config):
    environ = {"STANDOFF_RECORD": "variable.db", "STANDOFF_JOBS": "3"}
    made = load({"jobs": 4, "record": None}, config=config, environ=environ)
    assert (made.record, made.jobs, made.published) == ("variable.db", 4, date(2022, 1, 28))


def test_the_file_of_the_working_folder_is_read(config, monkeypatch):
    monkeypatch.chdir(config.parent)
    assert load({}, environ={}).record == "file.db"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("colour = 1", "unknown setting 'colour'"),
        ("jobs = 0", "jobs must be 1 or more"),
        ('published = "yesterday"', "published"),
        ("jobs = ", "is not TOML"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path, content, said):
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.toml") as caught:
        load({}, config=path, environ={})
    assert said in str(caught.value)


def test_a_faulty_variable_is_named():
    with pytest.raises(InputError, match="STANDOFF_JOBS"):
        load({}, environ={"STANDOFF_JOBS": "many"})


def test_a_file_that_is_asked_for_must_be_there(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml"):
        load({}, config=tmp_path / "none.toml", environ={})
