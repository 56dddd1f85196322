"""Whether a pronoun that speaks is surely the one it was resolved to.

"It" and "they" only where the one meant is named in the same sentence, or is the subject of the
one before. "He" and "she" where the
nearest sentence that names persons, outside of quotations, has the one meant as its subject, or
nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Mention
from verbale.records.context import Context

if TYPE_CHECKING:
    from verbale.model import Sentence

_SEVERAL = frozenset({"it", "they"})
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_BACK = 4
"""Sentences looked back."""


def is_unsure(context: Context, speaker: ActorReference) -> bool:
    """Whether somebody else may be meant."""
    place = speaker.span.start
    number = next(
        (n for n, s in enumerate(context.analysis.sentences) if s.span.start <= place < s.span.end),
        None,
    )
    if number is None:
        return True
    if speaker.span.text.lower() in _SEVERAL:
        return not (
            _is_named_before(context, context.analysis.sentences[number], speaker)
            or (number > 0 and _is_main(context, context.analysis.sentences[number - 1], speaker))
        )
    return _is_another(context, number, speaker)


def _is_named_before(context: Context, sentence: Sentence, speaker: ActorReference) -> bool:
    return any(
        m.reference.actor == speaker.actor
        for m in _named(context, sentence)
        if m.reference.span.end <= speaker.span.start
    )


def _is_main(context: Context, sentence: Sentence, speaker: ActorReference) -> bool:
    """Whether the one meant is the subject of a sentence's main verb."""
    for mention in _named(context, sentence):
        if mention.reference.actor != speaker.actor:
            continue
        words = context.tokens(mention.reference.span)
        if any(t.dep_ in syntax.SUBJECTS and t.head.dep_ == "ROOT" for t in words):
            return True
    return False


def _is_another(context: Context, number: int, speaker: ActorReference) -> bool:
    sentences = context.analysis.sentences
    for back in range(min(number, _BACK) + 1):
        persons = [
            m
            for m in _named(context, sentences[number - back])
            if m.reference.span.end <= speaker.span.start
            and (_is_person(m.reference) or m.reference.actor == speaker.actor)
        ]
        if not persons:
            continue
        subjects = [m.reference.actor for m in persons if _is_subject(context, m)]
        named = {m.reference.actor for m in persons}
        if subjects:
            return speaker.actor not in subjects
        if back > 0:
            return named != {speaker.actor}
    return False


def _is_person(reference: ActorReference) -> bool:
    return reference.actor.startswith("person:") or reference.via == "title"


def _named(context: Context, sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence that stand in no quotation."""
    quoted = [c for q in context.analysis.quotations if q.manner == "direct" for c in q.content]
    return [
        m
        for m in context.analysis.mentions
        if sentence.span.holds(m.reference.span)
        and not any(c.holds(m.reference.span) for c in quoted)
    ]


def _is_subject(context: Context, mention: Mention) -> bool:
    """Whether a mention is the subject of a main clause, or stands beside it as its name."""
    words = context.tokens(mention.reference.span)
    return any(
        t.dep_ == "appos" or (t.dep_ in syntax.SUBJECTS and t.head.dep_ in _MAIN) for t in words
    )
