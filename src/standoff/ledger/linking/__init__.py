"""What the reports tell together: acts, actors, issues and figures linked across reports (docs/ledger.md)."""

from standoff.ledger.linking.link import link, pin, unlink
from standoff.ledger.linking.topics import issue_of

__all__ = ["issue_of", "link", "pin", "unlink"]
