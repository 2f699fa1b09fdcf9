"""``python -m standoff`` is the command ``standoff``."""

from standoff.cli import main

main()
