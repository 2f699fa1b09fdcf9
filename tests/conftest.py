"""What many tests share: the coder, loaded once, and one report coded."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date

import pytest

from standoff.record import Record
from standoff.report import Report


@functools.cache
def _coder():
    from standoff.pipeline import Coder

    return Coder()


@pytest.fixture(scope="session")
def code() -> Callable[..., Record]:
    """Codes a text published on a day (Tuesday 4 March 2014 where none is given)."""

    def run(text: str, published: date | None = date(2014, 3, 4)) -> Record:
        return _coder().code(Report(text=text, source="test", published=published))

    return run
