"""``python -m training.events.sentences [WORD]``: check the sentences and count them; WORD: only files named so."""

from __future__ import annotations

import sys
from collections import Counter

from training.events.sentences import MODALITIES, TYPES, Malformed, entries


def main() -> None:
    """Print the faults, or how often everything occurs."""
    try:
        found = entries(named=sys.argv[1] if len(sys.argv) > 1 else "")
    except Malformed as faults:
        sys.exit(str(faults))
    acts = [act for entry in found for act in entry.acts]
    print(f"{len(found)} entries, {sum(e.held for e in found)} held back, {len(acts)} acts")
    print(f"{sum(not e.acts for e in found)} entries without an act")
    print(f"{sum(len(e.text.split()) > 30 for e in found)} of more than 30 words")
    for name in ("type", "act", "modality"):
        print(name, dict(Counter(getattr(a, name) for a in acts).most_common()))
    print("mode", dict(Counter(f"{a.type}.{a.mode}" for a in acts if a.mode).most_common()))
    print("mutual", sum(a.mutual for a in acts), "with issue", sum(a.issue is not None for a in acts))
    grid = Counter((a.type, a.modality) for a in acts)
    print("type × modality under 3:", [" ".join(k) for k in _grid() if grid[k] < 3])


def _grid() -> list[tuple[str, str]]:
    return [(t, m) for t in sorted(TYPES) for m in sorted(MODALITIES)]


if __name__ == "__main__":
    main()
