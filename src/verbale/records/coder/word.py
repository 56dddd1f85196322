"""Features of a word that may trigger an event, for the learned coder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from verbale.matcher import syntax
from verbale.matcher.weights import Floats
from verbale.records.coder.sight import Sight, in_force

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN = frozenset({"punct", "det", "cc", "aux", "auxpass", "case", "mark"})
_EMPTY = frozenset({"be", "have"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_FURTHER = frozenset({"dobj", "amod", "compound", "prep", "xcomp"})
_NEAR = 8


def may_trigger(token: Token, sight: Sight) -> bool:
    """Whether a word is asked about at all: every verb, and nouns that the lexicon has."""
    if token.pos_ in syntax.VERBAL:
        return token.dep_ not in ("aux", "auxpass") and token.lemma_.lower() not in _EMPTY
    return token.i in sight.matches or (token.pos_ in _NOUNS and bool(sight.types(token)))


def word_features(token: Token, sight: Sight) -> list[str]:
    """All features of a word, each once."""
    found = [
        *_itself(token, sight),
        *_below(token, sight),
        *_above(token, sight),
        *_near(token, sight),
        *_frames(token, sight),
    ]
    return list(dict.fromkeys(found))


def word_vector(token: Token, sight: Sight) -> Floats:
    """A word as directions: itself, what governs it, what depends on it."""
    head = [token.head] if token.head.i != token.i else []
    below = [t for t in token.subtree if t.i != token.i and abs(t.i - token.i) < _NEAR]
    own = sight.vectors.mean([token.lower_])
    return np.concatenate([own, 0.5 * sight.mean(head), 0.7 * sight.mean(below)])


def _itself(token: Token, sight: Sight) -> Iterator[str]:
    word, state = sight.shape(token), sight.state(token)
    yield "bias"
    yield "form:" + token.lower_
    yield "l:" + word
    yield f"lp:{word}/{token.pos_}"
    yield "g:" + token.tag_
    yield "d:" + token.dep_
    yield f"gd:{token.tag_}/{token.dep_}"
    yield "s:" + state
    yield f"ls:{word}/{state}"
    if token.pos_ in syntax.VERBAL and syntax.is_passive(token):
        yield "passive"
        yield "lpass:" + word
    known = sight.types(token)
    yield f"n:{min(len(known), 4)}"
    for event_type in known:
        yield "t:" + event_type
        yield "ts:" + in_force(event_type, state)
        yield f"tg:{event_type}/{token.pos_}"


def _below(token: Token, sight: Sight) -> Iterator[str]:
    word = sight.shape(token)
    for c in token.children:
        if c.dep_ in _PLAIN:
            continue
        yield "c:" + c.dep_
        if c.dep_ in ("prep", "agent", "dative") and c.pos_ == "ADP":
            yield f"cp:{word}_{c.lower_}"
            yield "p:" + c.lower_
            for o in c.children:
                yield from _filler(word, f"{c.lower_}", o, sight)
        else:
            yield from _filler(word, c.dep_, c, sight)
    if not any(c.dep_ in syntax.SUBJECTS for c in token.children):
        yield "no-subject"


def _filler(word: str, slot: str, c: Token, sight: Sight) -> Iterator[str]:
    reference = sight.mentioned(c)
    if reference is not None:
        yield f"a:{slot}"
        yield f"wa:{word}_{slot}"
        yield f"as:{slot}:{(reference.sectors or ('-',))[0]}"
        if reference.country:
            yield f"ac:{slot}"
        return
    yield f"{slot}:{sight.shape(c)}"
    yield f"w{slot}:{word}_{sight.shape(c)}"
    for event_type in sight.types(c):
        yield f"{slot}.t:{event_type}"
    yield from (item for g in c.children if g.dep_ in _FURTHER for item in _deeper(slot, g, sight))


def _deeper(slot: str, g: Token, sight: Sight) -> Iterator[str]:
    """What depends on a filler that is no actor."""
    yield f"{slot}.{g.dep_}:{sight.shape(g)}"
    if sight.mentioned(g) is not None:
        yield f"{slot}.a:{g.dep_}"
    if g.dep_ == "prep":
        for o in g.children:
            if sight.mentioned(o) is not None:
                yield f"{slot}.{g.lower_}.a"
            yield from (f"{slot}.{g.lower_}.t:{t}" for t in sight.types(o))


def _above(token: Token, sight: Sight) -> Iterator[str]:
    head, word = token.head, sight.shape(token)
    if head.i == token.i:
        yield "root"
        return
    label = token.dep_
    if head.pos_ == "ADP" and head.head.i != head.i:
        label, head = head.lower_, head.head
    yield f"h:{label}:{sight.shape(head)}"
    yield f"wh:{word}_{label}_{sight.shape(head)}"
    state = sight.state(head)
    for event_type in sight.types(head):
        yield f"ht:{label}:{event_type}"
        yield f"hs:{in_force(event_type, state)}"
    if head.head.i != head.i:
        yield f"hh:{head.dep_}:{sight.shape(head.head)}"


def _near(token: Token, sight: Sight) -> Iterator[str]:
    """The two words on either side, within the sentence."""
    parse, place = token.doc, token.i
    for step in (-1, -2):
        if place + step < 0 or parse[place + step + 1].is_sent_start:
            break
        yield f"{step}:{sight.shape(parse[place + step])}"
    for step in (1, 2):
        if place + step >= len(parse) or parse[place + step].is_sent_start:
            break
        yield f"{step}:{sight.shape(parse[place + step])}"


def _frames(token: Token, sight: Sight) -> Iterator[str]:
    matches = sight.matches.get(token.i, ())
    if not matches:
        yield "no-frame"
    for match in matches:
        event_type = match.frame.label("event_type")
        roles = "".join(
            name if sight.filled(match, role) else "x"
            for name, role in (("A", "actor"), ("R", "recipient"))
        )
        yield "f:" + event_type
        yield f"f{roles}:{event_type}"
        yield "fr:" + roles
        yield f"fs:{in_force(event_type, sight.state(token))}"
        yield "fid:" + match.frame.id
        yield from (f"fm:{event_type}/{mode}" for mode in match.frame.labelled("mode"))
