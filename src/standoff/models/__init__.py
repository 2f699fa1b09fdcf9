"""The weights that the coder reads, with their card (`card.md`): made by `training/`, loaded once when first needed."""

from __future__ import annotations

from pathlib import Path

from standoff.errors import StandoffError


def path(name: str) -> Path:
    """Where a file of the weights lies; StandoffError where the installation lacks it."""
    found = Path(__file__).parent / name
    if not found.is_file():
        raise StandoffError(f"{found}: this part of the installation is missing; install Standoff again")
    return found
