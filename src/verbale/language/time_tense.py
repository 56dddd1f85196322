"""Where the verb that governs a time expression points: past, future or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.time_words import time_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = frozenset(
    {"will", "'ll", "shall", "would", "should", "could", "may", "might", "must", "can", "wo"}
)
_STATES = frozenset({"be", "have", "seem", "appear", "look", "remain", "come", "show", "mark"})
_STEPS = 6
_HAVE = frozenset({"have", "had", "has", "'ve", "'d", "having"})


def governor(token: Token) -> Token | None:
    """The nearest verb above a token; None where it hangs on none."""
    head = token
    while head.head.i != head.i:
        head = head.head
        if head.pos_ in ("VERB", "AUX"):
            return head
    return None


def _ahead_by_aux(verb: Token) -> bool:
    if any(child.dep_ in ("aux", "auxpass") and child.lower_ == "to" for child in verb.children):
        return verb.dep_ in ("xcomp", "acl", "advcl", "ROOT", "ccomp", "conj") and not _had(verb)
    modals = [child for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"]
    return bool(modals) and modals[0].lower_.replace("’", "'") in _AHEAD and not _had(verb)


def _had(verb: Token) -> bool:
    return any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in _HAVE for child in verb.children
    )


def _past_form(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBN"):
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ == "VBD" for child in verb.children)


def direction(token: Token) -> tuple[str, bool]:
    """``past``, ``future`` or ``near`` for the expression at ``token``; whether it hangs on a verb.

    A future is a modal or infinitive, a verb of planning, or the simple present of a verb of
    beginning and ending ("The talks begin on Monday"); what points nowhere follows the verb
    above it.
    """
    if token.i and token.nbor(-1).lower_ == "since":
        return "past", True
    verb = governor(token)
    for _ in range(_STEPS):
        if verb is None:
            break
        found = _points(verb, token)
        if found:
            return found, _hangs_on_verb(token)
        verb = governor(verb)
    return "past", False


def _hangs_on_verb(token: Token) -> bool:
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("on", "in", "at", "during"):
        head = head.head
    return head.pos_ in ("VERB", "AUX")


def _points(verb: Token, token: Token) -> str | None:
    lists = time_words()
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return None
    if _ahead_by_aux(verb):
        if not _modal(verb) and _owns_noun(token):
            return "past"
        if verb.dep_ in ("xcomp", "advcl") and not _modal(verb):
            return _infinitive(verb)
        return "future"
    if verb.lemma_.lower() in lists.future_heads and _for_it(verb, token):
        return "future"
    if _past_form(verb) or _had(verb):
        return "past"
    return _present(verb, token) if verb.tag_ in ("VBP", "VBZ") else None


def _present(verb: Token, token: Token) -> str:
    """``who gather Thursday``: a plan; ``the talks begin``: a plan too; else neither way."""
    lemma, lists = verb.lemma_.lower(), time_words()
    planned = token.dep_ == "npadvmod" and token.head == verb and lemma not in _STATES
    if planned and lemma not in lists.speaking_verbs:
        return "future"
    return "future" if lemma in lists.scheduled_verbs else "near"


def _owns_noun(token: Token) -> bool:
    """``to find a reason for Friday's raid``: what one inquires into lies behind."""
    return token.dep_ == "poss" or any(child.tag_ == "POS" for child in token.children)


def _modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def _infinitive(verb: Token) -> str | None:
    """An infinitive points ahead, except under a verb of being or moving, whose time it shares."""
    head = verb.head
    if head.lemma_.lower() in time_words().motion_heads or _had(head):
        return None
    return "future"


def _for_it(verb: Token, token: Token) -> bool:
    """A plan is set "for Monday"; what "was set on Monday" lies behind."""
    return token.dep_ == "pobj" and token.head.lower_ in ("for", "by", "until")
