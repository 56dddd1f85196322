"""Words of an entry that were meant in another turn, and actions that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.records.context import Context
from verbale.records.undertaking_open import habitual

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOILS = frozenset({"move", "work", "act", "rush", "take", "make", "try", "attempt"})
_WHERE = frozenset({"in", "on", "at", "during", "via", "after"})
_WHEN = frozenset({"when", "if", "unless", "once", "until", "till", "whenever"})


def misread(context: Context, token: Token) -> bool:
    """ "People intent on", "set up … to", "decided against a": the words of another turn."""
    if token.pos_ == "NOUN" and token.lemma_.lower() in context.words("mind-noun"):
        voiced = token.dep_ == "dobj" and token.head.lemma_ in context.words("voicing-verb")
        return not voiced
    if token.lemma_ == "set" and syntax.child(token, "prt") is not None:
        return True
    if any(c.lower_ == "against" for c in syntax.children(token, "prep")):
        return token.lemma_ in ("decide", "opt", "resolve")
    if token.tag_ == "VBN" and token.dep_ == "csubj":
        return True
    if token.lemma_ == "rule" and any(c.lower_ == "as" for c in syntax.children(token, "prep")):
        return True
    before = token.doc[token.i - 1] if token.i else None
    noun = before is not None and before.pos_ == "NOUN"
    return token.pos_ == "ADJ" and noun and token.dep_ in ("ROOT", "conj", "ccomp")


def no_deed(context: Context, match: Match, head: Token, status: str) -> bool:
    """True where the action befalls the party, is withheld words, or only what is usual."""
    token = match.token
    if head.pos_ in syntax.VERBAL:
        if head.dep_ == "xcomp" and syntax.is_passive(head):
            return True
        if _only_vouched(token, head):
            return True
        if status == "begun" and token.lemma_ in _TOILS and habitual(token):
            return True
        return status == "rejected" and (_keeps_silent(context, head) or _whenever(token))
    bare = not any(
        c.dep_ not in ("det", "poss", "punct") and c.lower_ not in _WHERE for c in head.children
    )
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in head.children)
    return bare and known and token.lemma_ in ("announce", "unveil")


def _only_vouched(token: Token, head: Token) -> bool:
    """ "Promised that the matter was being looked into": how things are, not what will be done."""
    if head.dep_ != "ccomp" or token.pos_ != "VERB" or head.tag_ == "VB":
        return False
    return not any(c.tag_ == "MD" or c.lower_ in ("'ll", "’ll") for c in head.children)


def _keeps_silent(context: Context, head: Token) -> bool:
    """ "Declined to go into detail", "is refusing to back up her claims"."""
    silence = context.words("silence-noun")
    done = [*syntax.children(head, "dobj"), *_behind(head)]
    return any(c.lemma_.lower() in silence or c.lower_ in silence for c in done)


def _behind(verb: Token) -> list[Token]:
    return [o for c in syntax.children(verb, "prep") for o in syntax.children(c, "pobj")]


def _whenever(token: Token) -> bool:
    """ "So that they could protest when the ministry refused": a case, not the news."""
    verb = syntax.clause_verb(token)
    return verb is not None and verb.dep_ == "advcl" and syntax.marker(verb) in _WHEN
