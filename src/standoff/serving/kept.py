"""Reports of the record by their ids, as people corrected them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.ledger import Filed, Ledger, fetch


def kept(ledger: Ledger, ids: Sequence[str]) -> Iterator[Filed]:
    """The filed records of ``ids`` in that order; those that aren't kept are passed over."""
    with ledger.reading() as connection:
        yield from fetch.shown(connection, [one for one in ids if fetch.holds(connection, one)])
