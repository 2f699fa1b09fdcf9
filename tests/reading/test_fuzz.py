"""A short run of the fuzzing of each reader; `make fuzz` is the long one."""

from __future__ import annotations

import pytest

from tests.reading import fuzz


@pytest.mark.parametrize("suffix", fuzz.GOOD)
def test_damaged_input_gives_reports_and_named_faults(suffix, tmp_path):
    fuzz.fuzz(suffix, examples=15 if suffix == ".parquet" else 40, start=0, folder=tmp_path)


@pytest.mark.parametrize("suffix", fuzz.GOOD)
def test_the_undamaged_files_are_read(suffix, tmp_path):
    for data in fuzz.GOOD[suffix]:
        fuzz.check(tmp_path / f"good{suffix}", data)
