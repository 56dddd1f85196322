"""The action of an undertaking: its words, its coordination, by when, for how much, if what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.clauses import clause_span, trimmed
from verbale.model import Date, Magnitude, Span
from verbale.records.context import Context
from verbale.records.magnitudes import sums

if TYPE_CHECKING:
    from spacy.tokens import Token

_PASSED = frozenset(
    ["go", "set", "due", "seek", "try", "start", "begin", "continue", "be", "schedule", "have"]
)
_BESIDE = frozenset(
    {"because", "as", "after", "while", "although", "though", "since", "so", "whereas", "when"}
)
_IF = frozenset({"if", "unless", "once", "provided", "providing", "until", "till", "assuming"})
_AT_NEED = frozenset({"necessary", "needed", "possible", "required"})
"""With "if": no condition."""
_FOCUS = frozenset({"especially", "particularly", "even"})
_ON, _INTO, _IN = ("on", "against"), ("into",), ("in", "for", "of")
_BEARING = {
    **dict.fromkeys(["tariff", "tax", "sanction", "duty", "levy", "ban", "embargo", "curb"], _ON),
    **dict.fromkeys(["agreement", "accord", "deal", "pact"], _ON),
    **dict.fromkeys(["inquiry", "probe", "investigation", "enquiry"], _INTO),
    **dict.fromkeys(["dollar", "euro", "pound", "million", "billion"], _IN),
}
_DAY, _WEEK = 10, 7
_NEAR = 3
"""So near stand verbs that share what follows: "attack or invade"."""
_SHARED = frozenset({"CCONJ", "PART", "ADV", "PUNCT"})
_BREAK = frozenset({"—", "–", "--", ";", "(", "[", "…", "...", ":"})
_PHRASE = re.compile(
    r"\b(?:(?:only )?(?:on|under) (?:the |one )?condition\b"
    r"|(?:but )?(?:only )?(?<!as )(?<!even )(?<!especially )(?<!particularly )"
    r"(?<!what )(?<!see )if(?! (?:not|necessary|needed|possible|required|only|any|ever)\b)|unless"
    r"|(?:in exchange|in return) for|provided that|providing that|as long as|so long as"
    r"|on the understanding that|subject to|pending|contingent on|conditional on"
    r"|only once|only after|assuming(?: that)?|in the event (?:that|of))\b",
    re.IGNORECASE,
)
"""Words that open a condition."""


def main_verb(head: Token) -> Token:
    """ "Are going to take steps", "is set to begin": the verb that says what is done."""
    for _ in range(4):
        below = syntax.child(head, "xcomp")
        if below is None or head.lemma_ not in _PASSED or not syntax.is_infinitive(below):
            return head
        if syntax.child(head, "dobj") is not None:
            return head
        head = below
    return head


def coordinated(head: Token) -> list[Token]:
    """The actions of a coordination, each with a verb of its own; nouns stay together."""
    if head.pos_ not in syntax.VERBAL or _one_object(head):
        return [head]
    return [t for t in syntax.conjuncts(head) if t.i == head.i or _goes_with(t, head)]


def _one_object(head: Token) -> bool:
    """ "Attack or invade the islands", "meet and talk with": verbs that share what follows."""
    for c in syntax.children(head, "conj"):
        between = {t.pos_ for t in head.doc[head.i + 1 : c.i]}
        if c.pos_ in syntax.VERBAL and between <= _SHARED and _goes_with(c, head):
            return True
    return False


def _goes_with(token: Token, head: Token) -> bool:
    """A verb of the same form without a subject of its own: "to close … and (to) send"."""
    if token.pos_ not in syntax.VERBAL or syntax.child(token, *syntax.SUBJECTS) is not None:
        return False
    if syntax.is_infinitive(token) or syntax.is_infinitive(head):
        return token.tag_ == "VB" and not _own_modal(token)
    return token.tag_ == head.tag_ and not _own_modal(token)


def _own_modal(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in token.children)


def action_of(
    context: Context, head: Token, without: frozenset[int], trigger: Token
) -> Span | None:
    """The words of the action: verb with its complements, without subject and auxiliaries."""
    if head.pos_ not in syntax.VERBAL:
        return _nominal(context, head, without, trigger)
    left = _not_said(context, head) | _aside(head)
    spans = clause_span(context.analysis.document, head, without | frozenset(left))
    holding = [s for s in spans if s.start <= head.idx < s.end]
    return context.clipped(holding[0]) if holding else None


def _nominal(context: Context, head: Token, without: frozenset[int], trigger: Token) -> Span | None:
    """A noun phrase with the nouns coordinated with it, without an aside behind it.

    "A plan that we have rejected": nor with the clause of the trigger.
    """
    last_noun = head
    for token in syntax.conjuncts(head):
        verbal = token.left_edge.tag_ in ("VBN", "VBD") and token.i != head.i
        if token.pos_ in ("NOUN", "PROPN") and not verbal:
            last_noun = token
    first = head.left_edge.i
    inside = list(last_noun.subtree) + [t for t in head.subtree if t.i <= last_noun.i]
    cut = {t.i for h in {head, last_noun} for t in _cut_off(h, last_noun)}
    for c in syntax.children(head, "relcl"):
        below = {t.i for t in c.subtree}
        cut |= below if below & without else set()
    opening = opening_of_condition(head)
    if opening is not None and opening > head.i:
        cut |= {t.i for t in inside if t.i >= opening}
    numbers = sorted({t.i for t in inside} - cut)
    last = first
    for number in numbers:
        if number > last_noun.i and number - last > 1:
            break
        last = max(last, number)
    last = _matter_behind(trigger, last_noun, _purpose_behind(trigger, last))
    span = trimmed(context.analysis.document, head.doc, first, last + 1)
    return context.clipped(span) if span is not None else None


def _purpose_behind(trigger: Token, last: int) -> int:
    """ "Struck a deal | to train pilots": the infinitive that the parser hung on the trigger."""
    for c in syntax.children(trigger, "xcomp", "advcl"):
        edge = c.left_edge.i
        if edge == last + 1 and syntax.is_infinitive(c):
            ends = [
                t.i
                for t in c.subtree
                if t.text in _BREAK or (t.text == "," and t.head.i == trigger.i)
            ]
            return min([c.right_edge.i, *(e - 1 for e in ends)])
    return last


def _matter_behind(trigger: Token, noun: Token, last: int) -> int:
    """ "Announcing tariffs | on steel": what it bears on, hung on the trigger by the parser."""
    for c in syntax.children(trigger, "prep"):
        bears = c.lower_ in _BEARING.get(noun.lemma_, ("against",))
        matter = syntax.child(c, "pobj")
        if c.i == last + 1 and bears and matter is not None and matter.ent_type_ != "DATE":
            return int(c.right_edge.i)
    return last


def _cut_off(head: Token, last_noun: Token) -> Iterable[Token]:
    for c in head.subtree:
        comma = c.left_edge.i > 0 and head.doc[c.left_edge.i - 1].lower_ == ","
        if c.i > last_noun.i and c.dep_ in ("relcl", "advcl", "acl", "appos") and comma:
            yield from c.subtree
        if c.i > last_noun.i and c.dep_ in ("conj", "cc", "parataxis") and c.head.i == last_noun.i:
            yield from c.subtree
        if c.dep_ == "conj" and c.left_edge.tag_ in ("VBD", "VBN") and c.pos_ == "NOUN":
            yield from (c.doc[i] for i in range(c.left_edge.i - 1, c.right_edge.i + 1))
        if c.dep_ == "conj" and c.tag_ == "VBD" and c.head.dep_ == "relcl":
            yield from c.subtree if _other_form(c) else ()
        if c.i > last_noun.i and c.text in _BREAK:
            yield from (head.doc[i] for i in range(c.i, head.right_edge.i + 1))


def _other_form(verb: Token) -> bool:
    """ "A promise he had made *and kept* …" goes on from the main verb, where the forms differ."""
    own = syntax.child(verb, *syntax.SUBJECTS)
    return own is None and verb.head.tag_ == "VBN"


def _not_said(context: Context, head: Token) -> set[int]:
    """Auxiliaries, the conjunction, negation, adverbs before the verb, and its subject.

    What is promised to befall a thing is told with that: "that the port would reopen".
    """
    if told_whole(context, head):
        return {c.i for c in head.children if c.dep_ == "mark"}
    left = {
        c.i
        for c in head.children
        if c.dep_ in ("aux", "mark", "neg") or (c.dep_ == "advmod" and c.i < head.i)
    }
    if not syntax.is_passive(head):
        left |= {t.i for c in head.children if c.dep_ in syntax.SUBJECTS for t in c.subtree}
    return left


def told_whole(context: Context, head: Token) -> bool:
    """Whether an action is told with what it befalls: "that the port would not be closed"."""
    own = syntax.child(head, *syntax.SUBJECTS)
    thing = own is not None and own.pos_ == "NOUN" and not context.is_actor(own)
    finite = syntax.form(head) == "finite" and own is not None and own.i < head.i
    return thing or (finite and syntax.is_passive(head))


def _aside(head: Token) -> set[int]:
    """What stands beside the action: conditions, reasons, what another clause goes on to say."""
    left: set[int] = set()
    for c in head.subtree:
        if c.i == head.i:
            continue
        if _beside(c, head):
            left |= {t.i for t in c.subtree}
        if c.i > head.i and _breaks(c, head):
            left |= set(range(c.i, head.right_edge.i + 1))
    opening = opening_of_condition(head)
    if opening is not None:
        left |= {t.i for t in head.subtree if t.i >= opening} if opening > head.i else set()
    return left


def _breaks(token: Token, head: Token) -> bool:
    """A dash, a colon; a bracket that is not closed again inside the action."""
    if token.text in ("(", "["):
        return not any(t.i > token.i and t.text in (")", "]") for t in head.subtree)
    dashes = ("—", "–", "--")
    if token.text in dashes and any(t.i > token.i and t.text in dashes for t in head.subtree):
        return False
    return token.text in _BREAK or (token.text == "-" and bool(token.whitespace_))


def _beside(token: Token, head: Token) -> bool:
    comma = token.left_edge.i > 0 and head.doc[token.left_edge.i - 1].lower_ == ","
    if token.dep_ == "advcl" and token.i > head.i:
        opens = syntax.marker(token) or token.left_edge.lower_
        if any(c.lower_ in ("as", "so") and c.dep_ == "advmod" for c in token.head.children):
            return False
        only = token.left_edge.lower_ == "only" and syntax.is_infinitive(token)
        return only or opens in _BESIDE | _IF or (comma and token.tag_ == "VBG")
    if token.dep_ in ("relcl", "appos") and comma and token.i > head.i:
        return token.dep_ == "relcl" or token.pos_ != "PROPN"
    if token.dep_ == "prep" and comma and token.lower_ in ("with", "according", "amid", "despite"):
        return token.i > head.i
    if token.dep_ in ("parataxis", "ccomp") and comma and token.head.i == head.i:
        return syntax.child(token, *syntax.SUBJECTS) is not None
    verbal = (
        token.dep_ == "conj" and token.pos_ in syntax.VERBAL and token.head.pos_ in syntax.VERBAL
    )
    return verbal and token.head.i == head.i and not _goes_with(token, head)


def due_of(context: Context, head: Token, trigger: Token, status: str) -> Date | None:
    """By when: the time of the action itself, where it is still to come."""
    if status == "agreed" and trigger.pos_ == "NOUN":
        return None
    if head.pos_ in syntax.VERBAL:
        coming = syntax.is_infinitive(head) or "future" in context.status(head.i).auxiliary
        day = sure_day(context, context.date(context.status(head.i).time))
        return day if coming and not said_then(day, head) else None
    if status not in ("proposed", "announced", "agreed", "delayed"):
        return None
    for token in (head, trigger):
        date = context.date(context.status(token.i).time)
        if date is not None and _to_come(context, date):
            return date
    return None


def sure_day(context: Context, day: Date | None) -> Date | None:
    """The day, unless it is "Friday" told on a Friday: today, or in a week?"""
    published = (context.analysis.document.published or "")[:10]
    if day is None or ".." in day.value or _pointed_back(day, published):
        return None
    if len(published) < _DAY or len(day.value) < _DAY or "/" in day.value:
        return day
    named = day.span is not None and "next" in day.span.text.lower()
    days = date.fromisoformat(day.value[:_DAY]) - date.fromisoformat(published)
    return day if named or days.days != _WEEK else None


def _pointed_back(day: Date, published: str) -> bool:
    """ "The day", "the next month": told from another day, or from none."""
    words = day.span.text.lower() if day.span is not None else ""
    counted = any(c.isdigit() for c in words)
    back = words.startswith(("the day", "the next", "that ", "last ")) or words.endswith(" ago")
    return not counted and (back or not published)


def said_then(day: Date | None, head: Token) -> bool:
    """ "Said *on Wednesday* it would": the time stands before the clause, with the saying."""
    if day is None or day.span is None:
        return False
    own = syntax.child(head, *syntax.SUBJECTS)
    clause = head if own is not None else head.head
    own = own or syntax.child(clause, *syntax.SUBJECTS)
    if own is None or clause.dep_ != "ccomp" or clause.i < clause.head.i:
        return False
    return clause.head.idx < day.span.start < own.left_edge.idx


def _to_come(context: Context, date: Date) -> bool:
    """Whether a date begins after the day of the document."""
    published = (context.analysis.document.published or "")[:10]
    begins = date.value.split("/")[0]
    return bool(published) and begins[:10] > published[: len(begins[:10])]


def money_of(context: Context, trigger: Token, action: Span) -> Magnitude | None:
    """The sum that is promised: the first one from the trigger to the end of the action."""
    start = action.start
    if trigger.sent.start_char <= trigger.idx < start:
        start = trigger.idx
    return next(sums(context.analysis.document, start, action.end), None)


def opening_of_condition(head: Token) -> int | None:
    """Where a condition begins behind a verb, in its clause: "only if", "in exchange for"."""
    parse = head.doc
    sentence_end = head.sent.end
    text = parse[head.i : sentence_end].text
    base = head.idx
    inside = {t.i for t in head.subtree}
    for found in _PHRASE.finditer(text):
        span = parse.char_span(base + found.start(), base + found.end())
        if span is None or not any(t.i in inside for t in span):
            continue
        if _own_clause(span.root, head):
            return int(span.start)
    return None


def _own_clause(token: Token, head: Token) -> bool:
    """Whether words hang on the action itself, not on a clause told beside it."""
    seen = token if token.dep_ != "mark" else token.head
    first = True
    while seen.i != head.i and seen.head.i != seen.i:
        far = seen.dep_ == "conj" and seen.i - head.i > _NEAR
        if far or seen.dep_ in ("relcl", "parataxis") or (seen.dep_ == "advcl" and not first):
            return False
        first = first and seen.dep_ != "advcl"
        seen = seen.head
    return True


def condition_of(context: Context, head: Token, trigger: Token) -> Span | None:
    """The words that make it depend on something, before or behind the action."""
    verb = syntax.clause_verb(trigger) or trigger
    governor = verb.head if verb.dep_ in ("ccomp", "xcomp") else verb
    for token in (head, trigger, verb, governor):
        for c in syntax.children(token, "advcl"):
            opens = syntax.marker(c) or c.left_edge.lower_
            before = c.doc[max(c.left_edge.i - 1, 0)].lower_
            if c.lower_ in _AT_NEED or {before, c.left_edge.lower_} & _FOCUS:
                continue
            if opens in _IF and not (opens in ("until", "till") and not _denies(head, trigger)):
                return _clause(context, c)
    opening = opening_of_condition(head)
    if opening is None:
        opening = opening_of_condition(trigger) if trigger.i < head.i else None
    found = _from(context, head, opening) if opening is not None else None
    ends = (" condition", " for", " that", " of", " to")
    return None if found is not None and found.text.lower().endswith(ends) else found


def _denies(head: Token, trigger: Token) -> bool:
    return syntax.is_negated(head) or syntax.is_negated(trigger)


def _clause(context: Context, clause: Token) -> Span | None:
    first, last = syntax.edges(clause)
    parse = clause.doc
    if first > 0 and parse[first - 1].lower_ in ("only", "even"):
        first -= 1
    span = trimmed(context.analysis.document, parse, first, last)
    return context.clipped(span) if span is not None else None


def _from(context: Context, head: Token, opening: int) -> Span | None:
    """From the opening words to the end of what hangs on them."""
    parse = head.doc
    token = parse[opening]
    while token.head.i != token.i and token.head.i >= opening:
        token = token.head
    last = max(
        t.right_edge.i
        for t in parse[opening : opening + 3]
        if t.head.i >= opening or t.i == token.i
    )
    last = max(last, token.right_edge.i)
    if last >= token.sent.end:
        last = token.sent.end - 1
    span = trimmed(context.analysis.document, parse, opening, last + 1)
    return context.clipped(span) if span is not None else None
