"""Offices in predicates: "is the chancellor", "was elected president", "serves as envoy"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene
from verbale.language.title_phrases import Phrase, tail, titles

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSURE = frozenset(
    [
        *("would", "could", "may", "might", "should", "will", "’ll", "'ll", "shall", "must"),
        *("not", "n't", "n’t", "never", "if", "nearly", "almost"),
    ]
)
_BEING = frozenset({"be", "become", "remain"})


def predicate(scene: Scene, draft: Draft) -> Phrase | None:
    """The title phrase that a clause about the name, or its relative clause, ends in.

    What is only wished, denied, asked or to come gives no office. "Was" alone tells of an
    office that is over.
    """
    root = scene.parse[draft.root]
    for verb, head in _claims(scene, root):
        if head.pos_ not in ("NOUN", "PROPN") or not _certain(verb):
            continue
        first = head.left_edge.i
        last = tail(scene.parse, head.i + 1, root.sent.end)
        found = [h for h in titles(scene, first, last) if h.first <= head.i < h.last]
        if not found or any(t.lower_ in ("no", "not", "nor") for t in scene.parse[first : head.i]):
            continue
        phrase = Phrase(first, last, found[0])
        phrase.former = _over(verb)
        return phrase
    return None


def _claims(scene: Scene, root: Token) -> Iterator[tuple[Token, Token]]:
    """Verbs that say what the name is, each with the noun that says it."""
    for verb in (*_relative(root), root.head):
        subject = root.dep_ in ("nsubj", "nsubjpass") or verb.dep_ == "relcl"
        if subject and verb.lemma_ in _BEING:
            yield from ((verb, c) for c in verb.children if c.dep_ == "attr")
        elif subject and verb.lemma_ in scene.words("serve-verb"):
            yield from ((verb, noun) for noun in _as(verb))
        elif verb.lemma_ in scene.words("install-verb") and _installed(root, verb):
            behind = [c for c in verb.children if c.dep_ in ("oprd", "attr") and c.i > verb.i]
            yield from ((verb, noun) for noun in (*behind, *_as(verb)))


def _relative(root: Token) -> list[Token]:
    """Relative clauses with "who" as their subject."""
    return [
        c
        for c in root.children
        if c.dep_ == "relcl" and any(t.lower_ == "who" and t.dep_[:5] == "nsubj" for t in c.lefts)
    ]


def _installed(root: Token, verb: Token) -> bool:
    if verb.dep_ == "relcl" and verb.head == root:
        return any(c.dep_ == "nsubjpass" for c in verb.children)
    return root.head == verb and root.dep_ in ("nsubjpass", "dobj")


def _as(verb: Token) -> list[Token]:
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    return [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]


def _certain(verb: Token) -> bool:
    if any(c.lower_ in _UNSURE for c in verb.children) or verb.dep_ in ("xcomp", "advcl"):
        return False
    return not any(t.text == "?" for t in verb.sent[-2:])


def _over(verb: Token) -> bool:
    """ "Was president": over by now, "had been" too, unless the clause goes on to the present."""
    if verb.lemma_ == "be" and verb.tag_ == "VBN":
        return any(c.lower_ == "had" for c in verb.children)
    if verb.lemma_ != "be" or verb.tag_ != "VBD":
        return False
    return not any(c.lower_ in ("has", "have", "'s", "’s") for c in verb.children)
