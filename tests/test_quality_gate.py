"""The coder may not get worse: every gold set's figures against the floors pinned in gold/floor.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.floors import GOLD_SETS, SHARED, Floor, GoldSet, fallen, figures_of, pinned, read_floors, write_floors
from tests.scoring import FIGURES

PINNING = "pin them: python -m tests.pin_floor"


@pytest.mark.parametrize("gold_set", GOLD_SETS, ids=lambda s: s.name)
def test_no_figure_falls_below_its_floor(gold_set: GoldSet) -> None:
    if not gold_set.here():
        pytest.skip(f"no gold at {SHARED}")
    floor = read_floors().get(gold_set.name)
    assert floor is not None, f"{gold_set.name} has no floors; {PINNING}"
    assert floor.digest == gold_set.digest(), f"the gold of {gold_set.name} has changed since its floors; {PINNING}"
    figures = {name: figure.f1 for name, figure in figures_of(gold_set.sheets()).items()}
    assert not fallen(figures, floor)


def _figures(value: float) -> dict[str, float]:
    return dict.fromkeys(FIGURES, value)


def test_a_figure_below_its_floor_is_named() -> None:
    floor = Floor("d", _figures(0.5))
    assert fallen(_figures(0.5) | {"modality": 0.4}, floor) == ["modality 0.400 is below its floor 0.500"]


def test_a_better_figure_raises_its_floor() -> None:
    assert pinned(Floor("d", _figures(0.5)), "d", _figures(0.6), reason=None).figures == _figures(0.6)


def test_floors_do_not_creep_down_within_the_slack() -> None:
    assert pinned(Floor("d", _figures(0.5)), "d", _figures(0.497), reason=None).figures == _figures(0.5)


def test_lowering_a_floor_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match=r"event_type 0\.400 is below"):
        pinned(Floor("d", _figures(0.5)), "d", _figures(0.4), reason=None)


def test_lowering_a_floor_keeps_the_reason() -> None:
    floor = pinned(Floor("d", _figures(0.5)), "d", _figures(0.4), reason="the old rule was unsound")
    assert (floor.figures, floor.lowered) == (_figures(0.4), "the old rule was unsound")


def test_another_gold_set_starts_from_its_own_figures() -> None:
    assert pinned(Floor("d", _figures(0.5)), "e", _figures(0.4), reason=None) == Floor("e", _figures(0.4))


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"own": Floor("d", _figures(0.5), 'a "good" reason'), "other": Floor("e", _figures(0.25))}
    write_floors(floors, tmp_path / "floor.toml")
    assert read_floors(tmp_path / "floor.toml") == floors
