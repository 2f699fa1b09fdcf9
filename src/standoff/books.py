"""The books of a run: every report that comes in goes out once, as one of five kinds, or the run has failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from standoff.errors import InputError
from standoff.record import Record

Kind = Literal["coded", "already known", "near-duplicate", "not English", "failed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Reasons that the printed summary lists; the JSON has every failure by name.
MOST_REASONS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report that came in.

    ``record`` is there for what is coded, a near-duplicate (coded too) or not English (kept without entries), ``error``
    for what failed; ``copy_of`` is the id of the report that a near-duplicate copies.
    """

    kind: Kind
    source: str
    record: Record | None = None
    error: InputError | None = None
    copy_of: str | None = None


@dataclass(slots=True)
class Books:
    """``came`` counts where reports are read, ``went`` where they are done with: two ends of the run.

    ``beside`` counts what was passed over on purpose, which is no report; ``stopped`` says what ended the run early.
    """

    came: int = 0
    went: Counter[Kind] = field(default_factory=Counter)
    failures: list[InputError] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)
    stopped: str | None = None

    def enter(self, outcome: Outcome) -> None:
        """One report is done with."""
        self.went[outcome.kind] += 1
        if outcome.error is not None:
            self.failures.append(outcome.error)
        if outcome.copy_of is not None:
            self.copies.append((outcome.source, outcome.copy_of))

    @property
    def balance(self) -> bool:
        """True where as many reports went out as came in."""
        return self.came == self.went.total()

    def fault(self) -> str:
        """Why the books don't balance."""
        numbers = f"{self.came:,} reports came in, {self.went.total():,} were done with"
        return f"{self.stopped} ({numbers})" if self.stopped else f"the books don't balance: {numbers}"

    def lines(self) -> Iterator[str]:
        """The summary in words."""
        parts = [f"{self.went[kind]:,} {words}" for kind, words in _WORDS.items()]
        yield f"{self.came:,} {'report' if self.came == 1 else 'reports'} in: {', '.join(parts)}"
        reasons = Counter(error.reason for error in self.failures)
        for reason, number in reasons.most_common(MOST_REASONS):
            yield f"  {number:,} × {reason}"
        if len(reasons) > MOST_REASONS:
            yield f"  and {len(reasons) - MOST_REASONS:,} other reasons"
        if self.beside:
            passed = ", ".join(f"{what} {number:,}" for what, number in sorted(self.beside.items()))
            yield f"  passed over on purpose: {passed}"

    def to_json(self) -> str:
        """The summary as JSON: the counts, every failure by name, what copies what, what was passed over."""
        whole: dict[str, Any] = {"reports_in": self.came}
        whole |= {kind.lower().replace(" ", "_").replace("-", "_"): self.went[kind] for kind in KINDS}
        whole |= {"balances": self.balance, "stopped": self.stopped}
        whole["failures"] = [
            {"source": error.source, "position": error.position, "reason": error.reason} for error in self.failures
        ]
        whole["copies"] = [{"source": source, "copy_of": first} for source, first in self.copies]
        whole["passed_over"] = dict(sorted(self.beside.items()))
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


_WORDS: dict[Kind, str] = {
    "coded": "coded",
    "already known": "in the record already",
    "near-duplicate": "coded as copies",
    "not English": "kept but not English",
    "failed": "failed",
}
