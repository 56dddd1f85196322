"""Features of a word that may trigger an event, for the learned coder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.records.coder.sight import in_force, shape, status, types_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from verbale.model import ActorReference

    Mentioned = Callable[[Token], ActorReference | None]

_PLAIN = frozenset({"punct", "det", "cc", "aux", "auxpass", "case", "mark"})
_TYPED = frozenset({"dobj", "xcomp", "ccomp", "attr", "nsubj", "nsubjpass", "pobj"})


def may_trigger(token: Token, types: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a word is asked about at all: every verb, and nouns that the lexicon has."""
    if token.pos_ in syntax.VERBAL:
        return token.dep_ not in ("aux", "auxpass") and token.lemma_.lower() not in ("be", "have")
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and bool(types_of(token, types))


def word_features(
    token: Token,
    matches: Sequence[Match],
    types: Mapping[str, tuple[str, ...]],
    mentioned: Mentioned,
    filled: Callable[[Match, str], bool],
) -> list[str]:
    """All features of a word, each once. ``matches`` are the event entries that fire at it."""
    found = [
        *_itself(token, types),
        *_below(token, types, mentioned),
        *_above(token, types),
        *_near(token),
        *_frames(token, matches, filled),
    ]
    return list(dict.fromkeys(found))


def _itself(token: Token, types: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    word, state = shape(token), status(token)
    yield "bias"
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
    known = types_of(token, types)
    yield f"n:{min(len(known), 4)}"
    for event_type in known:
        yield "t:" + event_type
        yield "ts:" + in_force(event_type, state)
        yield f"tg:{event_type}/{token.pos_}"


def _below(
    token: Token, types: Mapping[str, tuple[str, ...]], mentioned: Mentioned
) -> Iterator[str]:
    word = shape(token)
    for c in token.children:
        if c.dep_ in _PLAIN:
            continue
        yield "c:" + c.dep_
        if c.dep_ in ("prep", "agent", "dative") and c.pos_ == "ADP":
            yield f"cp:{word}_{c.lower_}"
            yield "p:" + c.lower_
            for o in c.children:
                yield from _filler(word, f"{c.lower_}", o, types, mentioned)
        else:
            yield from _filler(word, c.dep_, c, types, mentioned)
    if not any(c.dep_ in syntax.SUBJECTS for c in token.children):
        yield "no-subject"


def _filler(
    word: str, slot: str, c: Token, types: Mapping[str, tuple[str, ...]], mentioned: Mentioned
) -> Iterator[str]:
    reference = mentioned(c)
    if reference is not None:
        yield f"a:{slot}"
        yield f"wa:{word}_{slot}"
        yield f"as:{slot}:{(reference.sectors or ('-',))[0]}"
        if reference.country:
            yield f"ac:{slot}"
        return
    yield f"{slot}:{shape(c)}"
    yield f"w{slot}:{word}_{shape(c)}"
    for event_type in types_of(c, types):
        yield f"{slot}.t:{event_type}"
    for g in c.children:
        if g.dep_ in ("dobj", "amod", "compound", "prep", "xcomp"):
            yield f"{slot}.{g.dep_}:{shape(g)}"
            if mentioned(g) is not None:
                yield f"{slot}.a:{g.dep_}"
            if g.dep_ == "prep":
                for o in g.children:
                    if mentioned(o) is not None:
                        yield f"{slot}.{g.lower_}.a"
                    for event_type in types_of(o, types):
                        yield f"{slot}.{g.lower_}.t:{event_type}"


def _above(token: Token, types: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    head, word = token.head, shape(token)
    if head.i == token.i:
        yield "root"
        return
    label = token.dep_
    if head.pos_ == "ADP" and head.head.i != head.i:
        label, head = head.lower_, head.head
    yield f"h:{label}:{shape(head)}"
    yield f"wh:{word}_{label}_{shape(head)}"
    state = status(head)
    for event_type in types_of(head, types):
        yield f"ht:{label}:{event_type}"
        yield f"hs:{in_force(event_type, state)}"
    if head.head.i != head.i:
        yield f"hh:{head.dep_}:{shape(head.head)}"


def _near(token: Token) -> Iterator[str]:
    parse = token.doc
    for step in (-2, -1, 1, 2):
        place = token.i + step
        if 0 <= place < len(parse) and parse[place].sent.start == token.sent.start:
            yield f"{step}:{shape(parse[place])}"


def _frames(
    token: Token, matches: Sequence[Match], filled: Callable[[Match, str], bool]
) -> Iterator[str]:
    if not matches:
        yield "no-frame"
    state = status(token)
    for match in matches:
        event_type = match.frame.label("event_type")
        roles = ("A" if filled(match, "actor") else "x") + (
            "R" if filled(match, "recipient") else "x"
        )
        yield "f:" + event_type
        yield f"f{roles}:{event_type}"
        yield "fr:" + roles
        yield f"fs:{in_force(event_type, state)}"
        yield "fid:" + match.frame.id
        yield from (f"fm:{event_type}/{mode}" for mode in match.frame.labelled("mode"))
