"""The parts of an umbrella: "Those steps include …", "measures such as …", "under the plan"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Link, Undertaking
from verbale.records.context import Context
from verbale.records.undertaking_checks import concrete
from verbale.records.undertaking_frames import Found, made
from verbale.records.undertaking_future import under_what

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = 5
"""So many letters of the noun must stand in the umbrella's action."""


def parts(context: Context, found: list[Undertaking]) -> list[Undertaking]:
    """What the text lists as parts of an undertaking it has told of."""
    records: list[Undertaking] = []
    for verb, subject in _listings(context):
        umbrella = _umbrella(subject, found)
        if umbrella is not None:
            note = f"“{subject.text} {verb.text}”"
            records += _as_parts(context, umbrella, _listed(context, verb), verb, note)
    for umbrella in found:
        for word, items in _examples(context, umbrella):
            records += _as_parts(context, umbrella, items, word, f"“{word.text}”")
    return records


def part_of(context: Context, found: list[Undertaking]) -> list[Undertaking]:
    """The undertakings, those "under the plan" or "as part of the deal" tied to it."""
    tied = []
    for undertaking in found:
        umbrella = _plan_above(context, undertaking, found)
        if umbrella is not None and not undertaking.links:
            undertaking = replace(undertaking, links=(Link("part-of", umbrella.id),))
        tied.append(undertaking)
    return tied


def _plan_above(
    context: Context, undertaking: Undertaking, found: list[Undertaking]
) -> Undertaking | None:
    place = undertaking.evidence[0]
    words = context.parse.char_span(place.start, place.end, alignment_mode="expand")
    if words is None:
        return None
    verb = syntax.clause_verb(words.root)
    noun = under_what(context, verb) if verb is not None else None
    if noun is None:
        return None
    umbrella = _umbrella(noun, found)
    return None if umbrella is None or umbrella.id == undertaking.id else umbrella


def _as_parts(
    context: Context, umbrella: Undertaking, heads: list[Token], trigger: Token, note: str
) -> list[Undertaking]:
    heads = [h for h in heads if concrete(context, h) and not context.is_actor(h)]
    if not heads:
        return []
    return made(
        context,
        Found(
            heads=heads,
            parties=umbrella.parties,
            counterparties=umbrella.counterparties,
            status=umbrella.status,
            trigger=trigger,
            rule="umbrella.parts",
            note=f"{note}, part of “{umbrella.action.text}”",
            links=(Link("part-of", umbrella.id),),
            also=(umbrella.evidence[0],),
        ),
    )


def _listings(context: Context) -> Iterator[tuple[Token, Token]]:
    """Verbs of listing with their subject, where that is a noun for a plan that has parts."""
    listing = context.words("list-verb")
    for sentence in context.analysis.sentences:
        for node in context.nodes[sentence.first : sentence.last]:
            if node.pos_ != "VERB" or node.lemma_.lower() not in listing:
                continue
            token = context.parse[node.i]
            subject = context.matcher.arguments.subject(token)
            if subject is None or syntax.is_negated(token) or _not_that(token, subject):
                continue
            if subject.lemma_.lower() in context.words("umbrella-noun"):
                yield token, subject


def _not_that(verb: Token, subject: Token) -> bool:
    """ "A deal that included", "any pact would cover": another than was told of, or none yet."""
    unsure = any(c.lower_ in ("would", "could", "may", "might") for c in verb.children)
    return unsure or any(c.lower_ in ("a", "an", "any") for c in syntax.children(subject, "det"))


def _umbrella(subject: Token, found: list[Undertaking]) -> Undertaking | None:
    """The nearest earlier undertaking whose action, or own word, names the subject's noun."""
    lemma = subject.lemma_.lower()
    best = None
    for undertaking in found:
        named = f"{undertaking.action.text} {undertaking.evidence[0].text}".lower()
        if undertaking.action.end <= subject.idx and lemma[:_NAMED] in named:
            best = undertaking
    return best


def _listed(context: Context, verb: Token) -> list[Token]:
    """What is listed: objects and gerunds of the verb with their conjuncts.

    A noun of action that the parser coordinated with a person inside the first item
    ("a headquarters that would answer to the commander and an increasing production")
    belongs to the list.
    """
    heads: list[Token] = []
    for c in syntax.children(verb, "dobj", "xcomp", "ccomp", "pcomp", "attr"):
        heads += syntax.conjuncts(c)
    for head in list(heads):
        for token in head.subtree:
            strayed = token.dep_ == "conj" and token.pos_ == "NOUN" and context.is_actor(token.head)
            gerund = token.dep_ == "conj" and token.tag_ == "VBG" == head.tag_ != token.head.tag_
            if gerund or (strayed and not context.is_actor(token)):
                heads.append(token)
    return sorted(heads, key=lambda t: t.i)


def _examples(context: Context, umbrella: Undertaking) -> Iterator[tuple[Token, list[Token]]]:
    """ "Steps such as …", "a package that includes …", "measures: …" inside an action."""
    words = context.parse.char_span(
        umbrella.action.start, umbrella.action.end, alignment_mode="expand"
    )
    nouns = context.words("umbrella-noun")
    for noun in words or ():
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in nouns:
            continue
        for c in syntax.children(noun, "prep"):
            such = c.lower_ == "including" or (c.lower_ == "as" and c.i > 0 and _such(c))
            first = syntax.child(c, "pobj", "pcomp")
            if such and first is not None:
                yield c, syntax.conjuncts(first)
        for c in syntax.children(noun, "relcl"):
            if c.lemma_.lower() in context.words("list-verb"):
                yield c, _listed(context, c)


def _such(preposition: Token) -> bool:
    return preposition.doc[preposition.i - 1].lower_ == "such"
