"""When something was said: only a time that plainly belongs to the saying itself.

"Said *on Monday*", "in a speech *on Monday*"; not the date of what is told of, nor one of another
clause. In doubt, none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Date, Quotation, Span
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.model import TimeExpression

_AT = frozenset({"on", "in", "at", "during", "of", "from"})
"""Prepositions of the day on which something is said."""
_CLIMB = 8
_PAST = frozenset({"VBD", "VBN"})


def date_of_saying(
    context: Context, quotation: Quotation, cue: Token, content: tuple[Span, ...]
) -> Date | None:
    """The one date that hangs on the cue, on its occasion, or stands right beside the cue."""
    sentence = context.analysis.sentences[quotation.sentence].span
    hosts = _hosts(cue)
    found = [
        date
        for time in context.analysis.times
        if sentence.holds(time.span)
        and not any(c.overlaps(time.span) for c in content)
        and _belongs(context, time, cue, hosts)
        and (date := context.date(time)) is not None
    ]
    if len(found) != 1 or _is_yet_to_come(context, found[0], cue):
        return None
    return found[0]


def _hosts(cue: Token) -> frozenset[int]:
    """The cue, and verbs of the same act: "*vented* his anger, saying …", "*wrote* and said …"."""
    hosts, place = {cue.i}, cue
    while place.dep_ == "conj" or (place.dep_ == "advcl" and _is_bare(place)):
        if any(c.dep_ in syntax.SUBJECTS for c in place.children):
            break
        place = place.head
        hosts.add(place.i)
    return frozenset(hosts)


def _is_bare(verb: Token) -> bool:
    return verb.tag_ == "VBG" and syntax.marker(verb) == ""


def _belongs(context: Context, time: TimeExpression, cue: Token, hosts: frozenset[int]) -> bool:
    words = context.parse[time.first : time.last]
    before = context.parse[time.first - 1] if time.first > 0 else None
    if before is not None and before.pos_ in ("ADP", "SCONJ") and before.lower_ not in _AT:
        return False
    behind = time.first - cue.i
    if behind == 1 or (behind == 2 and before is not None and before.lower_ in _AT):
        return True
    return _climbs(context, words.root, time, hosts, _speaking(cue))


def _speaking(cue: Token) -> frozenset[int]:
    """The words of the speaker's phrase: "said the envoy, *a former minister*, at a briefing"."""
    subjects = [child for child in cue.children if child.dep_ in syntax.SUBJECTS]
    return frozenset(token.i for subject in subjects for token in subject.subtree)


def _climbs(
    context: Context,
    token: Token,
    time: TimeExpression,
    hosts: frozenset[int],
    speaking: frozenset[int],
) -> bool:
    """Whether the way up from a time to the cue leads over prepositions and occasions only.

    An occasion behind the speaker's phrase, which the parser often hangs on it, is the saying's.
    """
    occasions = _occasions(context)
    named = False
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i in hosts:
            return True
        if time.first <= token.i < time.last:
            continue
        if token.pos_ == "ADP" and token.lower_ in _AT:
            continue
        occasion = token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in occasions
        if not occasion:
            return named and token.i in speaking
        named = True
    return False


def _occasions(context: Context) -> frozenset[str]:
    names = ("occasion", "event-occasion", "meeting-occasion", "statement-noun", "source-document")
    return frozenset().union(*(context.words(name) for name in names))


def _is_yet_to_come(context: Context, date: Date, cue: Token) -> bool:
    """A day after the article's own, of what was said in the past: read wrongly."""
    published = context.analysis.document.published
    told = cue.tag_ in _PAST or any(c.tag_ in _PAST for c in cue.children if c.dep_ == "aux")
    if published is None or not (told or cue.tag_ == "VBG"):
        return False
    return date.value[:10] > str(published)[:10] and "/" not in date.value
