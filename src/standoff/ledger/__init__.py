"""STAGE 3: the records of many reports kept in one database, every row with its report and words."""

from standoff.ledger.find import Entry
from standoff.ledger.rows import Filed
from standoff.ledger.store import Ledger, open_ledger

__all__ = ["Entry", "Filed", "Ledger", "open_ledger"]
