"""One process that extracts articles for all tests of this folder: starting one for each page takes most time."""

from __future__ import annotations

import pytest

from standoff.reading.article import extractor


@pytest.fixture(scope="session", autouse=True)
def one_extractor():
    with extractor():
        yield
