"""Who did what to whom: each candidate trigger with its actors, recipients, modality and evidence.

Which phrases tell which type of act is data (event_types/); where actors stand is syntax (arguments.py); this file
puts the two together and decides what counts as an act of political actors at all.
"""

from __future__ import annotations

from bisect import bisect_left

from standoff.coding.arguments import Arguments, complements, governing_verb, is_passive
from standoff.coding.draft import Actors, Deed, Parsed, Said, Token, Who
from standoff.coding.find_triggers import Candidate, find_triggers
from standoff.coding.join_triggers import join_triggers
from standoff.coding.modality import modality_of
from standoff.coding.modality_words import modality_words
from standoff.coding.read_acts import ReadAct, ReadActs
from standoff.coding.refer import state_name
from standoff.coding.weigh_acts import enough, told
from standoff.coding.weigh_parties import others, settle_parties
from standoff.event_types import lexicon
from standoff.record import ActorType, Place
from standoff.span import Span, trim

# Where the recipient stands when the lexicon doesn't say, in the order in which the places are tried.
VERB_RECIPIENT = (
    "object",
    "with",
    "against",
    "to",
    "on",
    "from",
    "at",
    "toward",
    "into",
    "for",
    "of",
    "over",
    "complement",
)
NOUN_RECIPIENT = ("against", "with", "on", "to", "toward", "at", "from", "for", "of", "into", "over", "complement")
NOUN_ACTOR = ("owner", "by", "light", "from")
# The acts that these ask for or refuse are carried by the issue, not coded again (the annotation guidelines).
ASKING = {"REQUEST", "REJECT", "AGREE", "CONCEDE"}
# Types whose nouns tell an act even where nobody is named as its actor.
PLACELESS = {"ASSAULT", "CONSULT", "RETREAT", "SANCTION", "PROTEST"}
# An attack with no other target hits whoever holds the place that it hits.
ON_SOIL = {"ASSAULT"}
# Types that are always towards somebody, so that the nearest other actor is looked for.
FACING = {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AID", "COERCE", "SANCTION", "AGREE", "CONCEDE"}
# Those who meet are all actors; those who fight, agree or work together are each other's recipients too.
MEETING = {"CONSULT"}
# How sure the encoder must be of an act's modality for it to go before the grammar's.
SURE_MODALITY = 0.7
LONGEST_EVIDENCE = 60
LONGEST_CONDITION = 40


def find_events(parsed: Parsed, actors: Actors, statements: list[Said], places: dict[int, Place]) -> list[Deed]:
    """The acts that a report tells, in the order of the text."""
    finder = _Finder(parsed, actors, statements, places)
    proposed = finder.proposals()
    for deed in proposed:
        deed.confidence = round(told(deed), 3)
    proposed = [d for d in proposed if enough(d)]
    settle_parties(parsed, actors, proposed)
    return finder.without_asked([d for d in proposed if finder.counts(d)])


def propose_events(parsed: Parsed, actors: Actors, statements: list[Said], places: dict[int, Place]) -> list[Deed]:
    """All that may be acts, with the parties that the parse proposes, undecided."""
    return _Finder(parsed, actors, statements, places).proposals()


class _Finder:
    def __init__(self, parsed: Parsed, actors: Actors, statements: list[Said], places: dict[int, Place]) -> None:
        self.parsed, self.doc, self.actors, self.places = parsed, parsed.doc, actors, places
        self.look = Arguments(actors)
        self.said_at = _by_token(parsed, statements)
        # phrases of the lexicon that tell an act of nobody's
        self.impersonal: set[int] = set()

    def proposals(self) -> list[Deed]:
        out = []
        for candidate, read in join_triggers(find_triggers(self.parsed, lexicon()), ReadActs(self.parsed), self.parsed):
            named = self.actors.at.get(candidate.root)
            if named is not None and candidate.part == "noun" and named.kind != "nationality":
                continue  # "the Syrian opposition" is somebody, not an act
            if candidate.trigger.actor == ("none",):
                self.impersonal.add(candidate.root)
            out.append(self._deed(candidate, read))
        return out

    def _deed(self, candidate: Candidate, read: ReadAct) -> Deed:
        """The act that a candidate tells, with the parties that the parse proposes."""
        root = self.doc[candidate.root]
        doers, receivers = self._parties(candidate)
        said = self.said_at.get(candidate.root)
        modality = (
            _read_modality(read)
            or candidate.trigger.modality
            or modality_of(
                root,
                said if said is not None and not said.attitude else None,
                part=candidate.part,
                verbal=candidate.trigger.act is not None,
            )
        )
        return Deed(
            type=candidate.page.type,
            mode=candidate.trigger.mode or _read_mode(read, candidate.page.type) or self._mode(candidate),
            act=candidate.trigger.act,
            modality=modality,
            root=candidate.root,
            tokens=candidate.tokens,
            part=candidate.part,
            evidence=self._evidence(root, candidate),
            actors=doers,
            recipients=receivers,
            intensity=candidate.page.intensity,
            condition=self._condition(root) or self._read_condition(read),
            said=said,
            about=_about(root, candidate.tokens) or self._read_about(read),
            read=read,
            reciprocal=candidate.trigger.reciprocal and candidate.page.type not in MEETING,
            alone=candidate.alone,
        )

    # ---- who ----------------------------------------------------------------------------------------------------

    def _parties(self, candidate: Candidate) -> tuple[list[Who], list[Who]]:
        """Actors and recipients by syntactic place."""
        root = self.doc[candidate.root]
        doers = self._actors(root, candidate)
        receivers = self._recipients(root, candidate, doers)
        between = self.look.after(root, ("between", "among")) if candidate.part == "noun" else []
        if len(between) > 1:
            doers, receivers = between, []
        if not receivers and candidate.page.type in ON_SOIL:
            receivers = [w for w in self._soil(root) if w.head not in {d.head for d in doers}]
        if candidate.page.type == "PROTEST":
            doers, receivers = self._crowd(root, doers, receivers)
        return doers, receivers

    def _actors(self, root: Token, candidate: Candidate) -> list[Who]:
        places = candidate.trigger.actor
        if candidate.part == "verb" and not places:
            return self.look.subject(root)
        if candidate.part == "adjective" and not places:
            return self._of_adjective(root)
        for place in places or NOUN_ACTOR:
            found = self._place(root, place, candidate)
            if found:
                return found
        if candidate.trigger.reciprocal and candidate.part == "noun":
            return self._partner(root)
        return []

    def _partner(self, root: Token) -> list[Who]:
        """Who was at a meeting that only names the other side: "speaking after talks with May, Yıldırım said"."""
        verb = governing_verb(root)
        return self.look.subject(verb) if verb is not None and root.dep_ in {"pobj", "dobj"} else []

    def _recipients(self, root: Token, candidate: Candidate, doers: list[Who]) -> list[Who]:
        default = NOUN_RECIPIENT if candidate.part == "noun" else VERB_RECIPIENT
        for place in candidate.trigger.recipient or default:
            found = others(self._place(root, place, candidate), doers)
            if found:
                return found
        if self._each_other(root):
            return doers
        if (
            candidate.part == "noun" and root.dep_ == "dobj"
        ):  # "imposed sanctions on Iran", "granted asylum to Chileans"
            verb = governing_verb(root)
            if verb is not None:
                found = others(self.look.after(verb, NOUN_RECIPIENT[:-1]), doers)
                if found:
                    return found
        if "none" not in candidate.trigger.recipient and candidate.page.type in FACING:
            return self._nearby(root, doers)
        return []

    def _each_other(self, root: Token) -> bool:
        """ "Accused each other": all who act are acted on."""
        objects = [c for c in root.children if c.dep_ == "dobj" and c.lower_ in {"other", "another"}]
        return any(c.lower_ in {"each", "one"} for o in objects for c in o.children)

    def _nearby(self, root: Token, doers: list[Who]) -> list[Who]:
        """The first other actor named in what depends on the trigger: "opposed sending an EU-badged mission"."""
        for token in root.subtree:
            mention = self.actors.at.get(token.i)
            if token.i > root.i and mention is not None and mention.root == token.i and mention.kind != "place":
                found = others(list(mention.whos), doers)
                if found:
                    return found
        return []

    def _place(self, root: Token, place: str, candidate: Candidate) -> list[Who]:
        look = self.look
        if place == "none":
            return []
        if place == "subject":
            return look.patient(root) if is_passive(root) else look.subject(root)
        if place == "object":
            return look.patient(root) if candidate.part != "noun" else []
        if place == "owner":
            return self._owners(root, candidate)
        if place == "complement":
            return look.complement(root)
        if place == "light":
            return look.holder(root)
        return look.after(root, (place,))

    def _owners(self, root: Token, candidate: Candidate) -> list[Who]:
        if candidate.part == "noun":
            # "the invasion of Grenada": what "of" names is hit where the entry says so
            return self.look.owner(root, after="of" not in candidate.trigger.recipient)
        objects = [c for c in root.children if c.dep_ in {"dobj", "nsubjpass"}]
        return [w for o in objects for w in self.look.owner(o)]

    def _of_adjective(self, root: Token) -> list[Who]:
        head = root.head
        if is_passive(root) and any(c.dep_ == "nsubjpass" for c in root.children):
            return self.look.patient(root)
        if root.dep_ in {"acomp", "attr", "oprd", "ROOT", "conj"} and head.pos_ in {"VERB", "AUX"}:
            return self.look.subject(head)
        if root.dep_ in {"amod", "acl"}:
            before = self.look.owner(root) or [w for c in root.children for w in self._direct(c)]
            return before or self.look.phrase(head)
        return self.look.subject(root)

    def _direct(self, token: Token) -> list[Who]:
        mention = self.actors.at.get(token.i)
        return list(mention.whos) if mention is not None else []

    def _soil(self, root: Token) -> list[Who]:
        """Whose soil an attack hits: the state of the place that the act's own words name ("the raid on Lviv")."""
        for token in root.subtree:
            place = self.places.get(token.i)
            if place is None or place.country is None or token.i < root.i:
                continue
            known = (w for w in self.actors.whos if w.head == place.country and w.type == "state")
            return [next(known, None) or self._new_state(place.country)]
        return []

    def _crowd(self, root: Token, doers: list[Who], receivers: list[Who]) -> tuple[list[Who], list[Who]]:
        """A crowd without a nationality is of the place where it is, and is against who rules there."""
        soil = self._soil(root) or self._soil(root.head)
        if not doers and soil:
            code = f"{soil[0].head}:CVL"
            known = next((w for w in self.actors.whos if w.code == code), None)
            doers = [known or self._new_actor(code, f"people of {state_name(soil[0].head)}", "group")]
        if not receivers and doers and ":" not in doers[0].head and doers[0].head not in {"UNK", "WEST"}:
            head = doers[0].head
            ruler = next((w for w in self.actors.whos if w.code == f"{head}:GOV" and w.type == "state"), None)
            receivers = [ruler or self._new_state(head)]
        return doers, receivers

    def _new_actor(self, code: str, name: str, kind: ActorType) -> Who:
        who = Who(code, name, kind, confidence=0.5)
        self.actors.whos.append(who)
        return who

    def _new_state(self, code: str) -> Who:
        return self._new_actor(f"{code}:GOV", state_name(code), "state")

    # ---- what counts --------------------------------------------------------------------------------------------

    def counts(self, deed: Deed) -> bool:
        """Whether it is an act of political actors: somebody's, or of a kind that is told without its actor."""
        if deed.actors or deed.recipients or deed.root in self.impersonal:
            return True
        return deed.type in PLACELESS and deed.part == "noun" and deed.act in {None, "consult"}

    def without_asked(self, deeds: list[Deed]) -> list[Deed]:
        """Leave out the acts that a demand, refusal or promise only asks for or is about."""
        asked: dict[int, int] = {}
        for deed in deeds:
            if deed.type in ASKING:
                for clause in complements(self.doc[deed.root]):
                    for token in clause.subtree:
                        asked.setdefault(token.i, deed.root)
        kept = []
        for deed in deeds:
            asker = asked.get(deed.root)
            if asker is not None and asker != deed.root and deed.part == "verb":
                continue
            kept.append(deed)
        return kept

    def _mode(self, candidate: Candidate) -> str | None:
        around = {t.lemma_.lower() for t in self.doc[candidate.root].subtree}
        for mode in candidate.page.modes:
            if not around.isdisjoint(mode.words):
                return mode.mode
        return None

    # ---- the words ----------------------------------------------------------------------------------------------

    def _evidence(self, root: Token, candidate: Candidate) -> tuple[int, int]:
        """The clause that tells the act: the verb's, for a noun the one it stands in, cut to a readable length."""
        clause = root
        if candidate.part != "verb":
            clause = governing_verb(root) or root
            if root.dep_ in {"pobj", "poss", "compound", "amod"} or len(list(root.subtree)) > 6:
                clause = root
        first, last = clause.left_edge.i, clause.right_edge.i + 1
        low, high = self.parsed.sentence_of(root.i)
        first, last = max(first, low), min(last, high)
        if last - first > LONGEST_EVIDENCE:
            first, last = max(first, root.i - LONGEST_EVIDENCE // 2), min(last, root.i + LONGEST_EVIDENCE // 2)
        tokens = candidate.tokens
        first, last = min(first, tokens[0]), max(last, tokens[-1] + 1)
        return _tidy(self.doc, first, last)

    def _condition(self, root: Token) -> Span | None:
        """The words of the condition on which the act stands: an if-, unless- or until-clause of its own clause.

        The parser may hang it on what is threatened or promised ("threatened to strike if ...").
        """
        at: Token | None = root
        for clause in complements(root):
            found = self._condition_of(clause)
            if found is not None:
                return found
        for _ in range(3):
            if at is None:
                return None
            found = self._condition_of(at)
            if found is not None:
                return found
            at = governing_verb(at)
        return None

    def _read_condition(self, read: ReadAct) -> Span | None:
        ranges = read.words("condition")
        return self.parsed.span(*max(ranges, key=lambda r: r[1] - r[0])) if ranges else None

    def _read_about(self, read: ReadAct) -> tuple[int, ...]:
        return tuple(self.doc[first:last].root.i for first, last in read.words("issue"))

    def _condition_of(self, clause: Token) -> Span | None:
        marks = modality_words().condition_marks
        for child in clause.children:
            own = [c for c in child.children if c.dep_ in {"mark", "advmod"} and c.lower_ in marks]
            if child.dep_ == "advcl" and own:
                first = min(own[0].i, child.left_edge.i)
                first, last = _tidy(self.doc, first, min(child.right_edge.i + 1, first + LONGEST_CONDITION))
                return self.parsed.span(first, last)
        return None


def _read_modality(read: ReadAct) -> str | None:
    """The modality that the encoder reads, where it is sure; else the grammar tells it."""
    likely = read.anchor.attributes["modality"]
    best = max(likely, key=lambda one: likely[one])
    return best if likely[best] >= SURE_MODALITY else None


def _read_mode(read: ReadAct, type_: str) -> str | None:
    """The mode that the encoder reads, where it is one of the type's."""
    of, _, mode = (read.likeliest("mode") or "").partition(".")
    return mode if of == type_ else None


def _about(root: Token, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """The heads that say what the act is about: complement clauses, the object, what follows "of", "for", "on".

    The noun of the phrase itself ("raised concerns over ...") says nothing; what hangs on it does.
    """
    heads = [c.i for c in complements(root)]
    for child in root.children:
        if child.dep_ in {"dobj", "nsubjpass", "attr"}:
            inner = _about(child, ()) if child.i in tokens and child.dep_ == "dobj" else ()
            heads += inner or [child.i]
    for child in root.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "on", "over", "to", "against", "about", "in", "at"}:
            heads += [below.i for below in child.children if below.dep_ in {"pobj", "pcomp"}]
    return tuple(dict.fromkeys(heads))


def _tidy(doc: Token, first: int, last: int) -> tuple[int, int]:
    """``[first, last)`` without white space, marks and joining words at its ends."""
    while last - first > 1 and (doc[last - 1].is_space or doc[last - 1].is_punct):
        last -= 1
    while last - first > 1 and (doc[first].is_space or doc[first].is_punct or doc[first].dep_ == "cc"):
        first += 1
    return first, last


def _by_token(parsed: Parsed, statements: list[Said]) -> dict[int, Said]:
    """The statement whose content a token stands in: the innermost, which is the shortest."""
    begins = [t.idx for t in parsed.doc]
    out: dict[int, Said] = {}
    order = sorted(statements, key=lambda s: -sum(c.end - c.begin for c in s.content))
    for said in order:
        for span in said.content:
            whole = trim(span, parsed.text)
            if whole is None:
                continue
            for token in range(bisect_left(begins, whole.begin), bisect_left(begins, whole.end)):
                out[token] = said
    return out
