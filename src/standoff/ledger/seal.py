"""Reports kept before the history vouched for their content: it does from now on."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from standoff import __version__
from standoff.ledger import chain, fetch, tables
from standoff.ledger.content import digest

# Steps after which the history knows what a report's record says.
SEALING = ("coded", "recoded", "sealed")


def seal(connection: Connection) -> None:
    """Add a step with the digest of its record for every report that has none."""
    history = tables.history
    sealing = select(history.c.report, history.c.detail).where(history.c.what.in_(SEALING))
    sealed = {row.report for row in connection.execute(sealing) if "content" in json.loads(row.detail)}
    missing = [report for report in fetch.report_ids(connection) if report not in sealed]
    for filed in fetch.coded(connection, missing):
        detail = {"content": digest(filed.record)}
        chain.append(connection, "sealed", by=f"standoff {__version__}", report=filed.record.report.id, detail=detail)
