"""Who the other side is where the clause doesn't say: "Ankara rejected the proposal", "the offensive went on".

A demand, refusal or attack is always towards somebody, and a reader takes it to be the side that the same actor has
been facing just before, or in the report as a whole. This step weighs the candidates that the report names; its guess
is one sign among those that `weigh_parties.py` weighs (annotators of our own gold set fill the recipient so in nine of
ten such acts).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from standoff.coding.draft import Actors, Deed, Mention, Parsed, Who

# Types that are always towards somebody. Meetings, moves of troops and withdrawals need not be.
TOWARDS = {
    "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AID", "COERCE", "SANCTION", "AGREE", "CONCEDE", "ASSAULT",
    "PROTEST",
}  # fmt: skip
# Verbal acts are someone's own: without a subject they are the speaker's, not the last attacker's.
VERBAL = {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "CONSULT"}
# The sectors that act as one for a state.
ARMS = ("GOV", "MIL", "LEG", "JUD")
# The weights, found by hand on the development half of our gold set: what each kind of sign counts.
ADDRESSEE = 3.0
SAME_ACT = 3.0
FACED = 2.0
IN_SENTENCE = 1.0
OVERALL = 1.5
# A sign fades by half over so many tokens, about two sentences.
HALF_LIFE = 60
# Ten half-lives away a sign weighs a thousandth.
REACH = 10 * HALF_LIFE
# The least weight for which a guess is made.
ENOUGH = 0.6


class Context:
    """The mentions and acts of one report as signs of who faces whom."""

    def __init__(self, parsed: Parsed, actors: Actors, deeds: list[Deed]) -> None:
        self.parsed = parsed
        self.actors = actors
        self.deeds = sorted((d for d in deeds if d.actors or d.recipients), key=lambda d: d.root)
        self.roots = [d.root for d in self.deeds]
        self.facing: dict[tuple[str, str], int] = defaultdict(int)
        for deed in deeds:
            for one in deed.actors:
                for other in deed.recipients:
                    self.facing[one.code, other.code] += 1

    def guess(self, deed: Deed) -> dict[str, list[Who]]:
        """The likeliest actor and recipient of ``deed``, by what stands around it; nobody where no sign is enough."""
        actor = self._actor_of(deed)
        recipient = self._recipient_of(deed, deed.actors or actor) if deed.type in TOWARDS else []
        return {"actor": actor, "recipient": recipient}

    def _recipient_of(self, deed: Deed, doers: list[Who]) -> list[Who]:
        own = {w.code for w in doers}
        weights: dict[str, float] = defaultdict(float)
        if deed.said is not None and deed.said.addressee is not None:
            weights[deed.said.addressee.code] += ADDRESSEE
        for mention in self._sentence(deed):
            weights[mention.who.code] += IN_SENTENCE * (0.5 if mention.kind == "place" else 1.0)
        for other in self._around(deed):
            if not other.actors or not other.recipients:
                continue
            near = self._near(deed, other)
            acting, receiving = {w.code for w in other.actors}, {w.code for w in other.recipients}
            if own & acting:
                weight = SAME_ACT if other.type == deed.type else FACED
                for code in receiving:
                    weights[code] += weight * near
            if own & receiving:
                for code in acting:
                    weights[code] += FACED * near
        total = sum(self.facing.values()) or 1
        for (one, other_code), count in self.facing.items():
            if one in own:
                weights[other_code] += OVERALL * count / total
            if other_code in own:
                weights[one] += OVERALL * count / total
        return self._best(weights, own | self._arms(own))

    def _actor_of(self, deed: Deed) -> list[Who]:
        towards = {w.code for w in deed.recipients}
        weights: dict[str, float] = defaultdict(float)
        if deed.said is not None and deed.said.speaker is not None and deed.type in VERBAL:
            weights[deed.said.speaker.code] += IN_SENTENCE
        for mention in self._sentence(deed):
            if mention.kind != "place" and mention.root < deed.root:
                weights[mention.who.code] += IN_SENTENCE
        for other in self._around(deed):
            if not other.actors:
                continue
            near = self._near(deed, other)
            receiving = {w.code for w in other.recipients}
            if other.type == deed.type and (not towards or towards & receiving):
                for who in other.actors:
                    weights[who.code] += SAME_ACT * near
            elif towards & receiving:
                for who in other.actors:
                    weights[who.code] += FACED * near * 0.5
        return self._best(weights, towards | self._arms(towards))

    def _arms(self, codes: set[str]) -> set[str]:
        """The other arms of the same states: a government doesn't face its own army."""
        heads = {code.partition(":")[0] for code in codes if code.partition(":")[2] in ARMS}
        return {f"{head}:{arm}" for head in heads for arm in ARMS}

    def _sentence(self, deed: Deed) -> Iterable[Mention]:
        first, last = self.parsed.sentence_of(deed.root)
        return [m for m in self.actors.inside(first, last) if m.kind != "nationality"]

    def _around(self, deed: Deed) -> list[Deed]:
        """The other acts close enough to weigh anything."""
        first = bisect_left(self.roots, deed.root - REACH)
        last = bisect_right(self.roots, deed.root + REACH)
        return [d for d in self.deeds[first:last] if d is not deed]

    def _near(self, deed: Deed, other: Deed) -> float:
        """1 for the same clause, less the farther away; what comes after counts for half of what came before."""
        distance = deed.root - other.root
        fade: float = 0.5 ** (abs(distance) / HALF_LIFE)
        return fade if distance >= 0 else fade / 2

    def _best(self, weights: dict[str, float], without: set[str]) -> list[Who]:
        ranked = sorted(
            ((weight, code) for code, weight in weights.items() if code not in without and code != "UNK"), reverse=True
        )
        if not ranked or ranked[0][0] < ENOUGH:
            return []
        code = ranked[0][1]
        named = [w for w in self.actors.whos if w.code == code]
        return [next((w for w in named if w.type != "person"), named[0])]
