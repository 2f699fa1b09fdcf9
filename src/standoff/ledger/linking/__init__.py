"""What the reports tell together: acts, actors, issues and figures linked across reports (docs/ledger.md)."""

from standoff.ledger.linking.actors import actors_of, ones, retarget
from standoff.ledger.linking.link import link, pin, unlink
from standoff.ledger.linking.places import place
from standoff.ledger.linking.topics import issue_of

__all__ = ["actors_of", "issue_of", "link", "ones", "pin", "place", "retarget", "unlink"]
