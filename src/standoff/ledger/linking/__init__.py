"""What the reports tell together: acts, actors, issues and figures linked across reports (docs/ledger.md)."""

from standoff.ledger.linking.link import link, pin, unlink

__all__ = ["link", "pin", "unlink"]
