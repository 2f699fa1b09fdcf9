"""The public names, and that importing the package loads nothing heavy."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import standoff


def test_the_public_names_are_these():
    assert sorted(standoff.__all__) == ["Record", "Report", "Span", "__version__", "code", "open_ledger", "read"]


@pytest.mark.parametrize("name", [n for n in standoff.__all__ if n != "__version__"])
def test_every_public_name_is_there_and_documented(name):
    assert inspect.getdoc(getattr(standoff, name))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = standoff.nonsense


def test_importing_the_package_loads_neither_the_parser_nor_the_database():
    script = "import sys, standoff; print(sorted({'spacy', 'sqlalchemy', 'rich', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
