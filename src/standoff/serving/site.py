"""What a running server holds: the ledger, who may ask, who makes answers and those kept, the search, the jobs."""

from __future__ import annotations

from pathlib import Path

from standoff.ledger import Ledger
from standoff.serving.access import Access
from standoff.serving.answers import Answers
from standoff.serving.jobs import Jobs
from standoff.serving.making import Makers
from standoff.serving.people import People
from standoff.serving.search import Search, open_search


class Site:
    """All of it; ``close`` ends the coding and lets go of the databases."""

    def __init__(
        self, ledger: Ledger, *, people: Path | None, local: str, coder: str | None = None, helpers: int = 0
    ) -> None:
        self.ledger = ledger
        self.access = Access(People(people) if people is not None else None, local=local)
        self.answers = Answers()
        self.makers = Makers(ledger, helpers=helpers)
        self.search: Search = open_search(ledger)
        self.jobs = Jobs(ledger, after=self.search.catch_up, coder=coder)

    def version(self) -> str:
        """The version of the record: another one after anything in it has changed, whoever changed it."""
        return self.ledger.head().digest

    def close(self) -> None:
        """End what runs."""
        self.jobs.close()
        self.makers.close()
        self.search.close()
        self.ledger.close()
