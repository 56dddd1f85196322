"""Which time belongs to the clause of a trigger, and why; never one of another clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.language.time_words import time_words
from verbale.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHEN = frozenset(
    {
        *("on", "in", "at", "during", "by", "over", "since"),
        *("until", "till", "from", "through", "between"),
    }
)
_DEADLINE = _WHEN | {"before", "within"}
_CIRCUMSTANCE = frozenset({"in", "at", "near", "to", "with", "from", "during", "for", "into"})
_ADVERBIAL = frozenset({"npadvmod", "advmod", "tmod", "nmod:tmod", "obl:tmod", "dep"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "pobj", "oprd", "conj"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_BELOW = {
    **dict.fromkeys(("advmod", "npadvmod", "prt", "acomp"), "adverbial"),
    **dict.fromkeys(("dobj", "obj", "attr", "oprd"), "object"),
    **dict.fromkeys(_SUBJECT, "subject"),
}
_STEPS = 5


@dataclass(frozen=True, slots=True)
class ClauseTime:
    """The time of a clause, or None; ``why`` says in words what ties it to the trigger."""

    time: TimeExpression | None
    why: str


def clause_time(
    parse: Doc, token: int, times: Sequence[TimeExpression], *, deadline: bool = False
) -> ClauseTime:
    """The calendar time that belongs to the clause of the trigger at ``token``.

    It hangs on the trigger or its verb, on a circumstance or object of that verb, on the verb
    that governs a trigger noun, or on a verb of being or moving above an infinitive of purpose.
    Lengths, habits and ``now`` are no time of an event. With ``deadline`` a time behind
    ``before`` counts too: by when a thing is to be done, never when it was done.
    """
    trigger = parse[token]
    own = trigger.sent
    usable = [time for time in times if own.start <= time.first < own.end and _calendar(time)]
    if not usable:
        return ClauseTime(None, "no calendar time in the sentence")
    for node, step in _clause(trigger):
        for found, tie in _ties(parse, node, usable, _DEADLINE if deadline else _WHEN):
            return ClauseTime(found, f"{found.span.text!r} {tie} {node.text!r}{step}")
    return ClauseTime(None, "the times of the sentence belong to other clauses")


def _calendar(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and not time.value.endswith("_REF")


def _clause(trigger: Token) -> Iterator[tuple[Token, str]]:
    """The tokens a time of the clause may hang on, the trigger first."""
    yield trigger, ", the trigger"
    for child in trigger.children:
        if trigger.pos_ != "VERB" and child.dep_ == "acl" and child.tag_ == "VBN":
            yield child, ", the participle of the trigger"
    node = trigger
    for _ in range(_STEPS):
        above = _above(node)
        if above is None:
            return
        node = above
        yield node, ", the verb of the trigger's clause"


def _above(node: Token) -> Token | None:
    """One step up within the clause: from a noun to its verb, from a purpose to its motion."""
    head = node.head
    if head.i == node.i:
        return None
    if node.pos_ in ("VERB", "AUX"):
        purpose = node.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" for c in node.children)
        moves = head.lemma_.lower() in time_words().motion_heads
        return head if purpose and moves else None
    if node.dep_ not in _ARGUMENT:
        return None
    if node.dep_ == "pobj" and head.dep_ == "prep":
        return head.head if head.lower_ in _CIRCUMSTANCE and _verbal(head.head) else None
    speaks = head.lemma_.lower() in time_words().speaking_verbs
    if node.dep_ in ("dobj", "obj", "attr", "oprd") and speaks:
        return None
    return head if _verbal(head) or node.dep_ == "conj" else None


def _verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _ties(
    parse: Doc, node: Token, times: Sequence[TimeExpression], when: frozenset[str]
) -> Iterator[tuple[TimeExpression, str]]:
    """Times tied to a token: directly, then by its circumstances, then by its object."""
    direct = [time for time in times if _hangs(parse, time, node, when)]
    yield from ((time, "hangs on") for time in _by_distance(direct, node))
    if not _verbal(node):
        return
    for place, tie in _below(node):
        hung = [time for time in times if _hangs(parse, time, place, when)]
        yield from ((time, tie) for time in _by_distance(hung, node))
    yield from _shared(parse, node, times)


def _by_distance(times: list[TimeExpression], node: Token) -> list[TimeExpression]:
    return sorted(times, key=lambda time: abs(time.first - node.i))


def _hangs(parse: Doc, time: TimeExpression, node: Token, when: frozenset[str]) -> bool:
    inside = range(time.first, time.last)
    if node.i in inside:
        return False
    for index in inside:
        token = parse[index]
        head = token.head
        if head.i in inside:
            continue
        if head.i == node.i and (token.dep_ in _ADVERBIAL or token.lower_ in when):
            return True
        if token.dep_ == "pobj" and head.lower_ in when and head.head.i == node.i:
            return True
    return False


def _below(verb: Token) -> Iterator[tuple[Token, str]]:
    """What stands below a verb without leaving its clause, with the words for the tie."""
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _CIRCUMSTANCE | {"by"}:
            yield from ((place, "hangs on a circumstance of") for place in _within(child))
        elif child.dep_ in _BELOW and (child.dep_ not in _SUBJECT or child.pos_ == "NOUN"):
            yield child, f"hangs on the {_BELOW[child.dep_]} of"


def _within(preposition: Token) -> Iterator[Token]:
    for place in preposition.children:
        if place.dep_ == "pobj":
            yield from (preposition, place)
            yield from (child for child in place.children if child.dep_ == "prep")


def _shared(
    parse: Doc, verb: Token, times: Sequence[TimeExpression]
) -> Iterator[tuple[TimeExpression, str]]:
    """A time before the subject holds for all joined verbs ("On Friday, A met B and left")."""
    if verb.dep_ != "conj" or not _verbal(verb.head):
        return
    subjects = [child.i for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass")]
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children) or not subjects:
        return
    for time in times:
        if time.last <= subjects[0] and _hangs(parse, time, verb.head, _WHEN):
            yield time, "opens the sentence and is shared by"
