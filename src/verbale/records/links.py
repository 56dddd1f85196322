"""Links between the records of one document: said in a statement, because of, part of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Link, Record, Statement
from verbale.records.context import Context
from verbale.records.links_because import Placed, placed, reasons

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHOLE = frozenset({"event", "undertaking"})


def linked(context: Context, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records with their ties; ids do not change by it."""
    statements = [r for r in records if isinstance(r, Statement)]
    found = placed(context, records)
    because, wholes = reasons(context, found), _wholes(context, found)
    places = {one.record.id: one.token for one in found}
    made = []
    for record in records:
        links = list(record.links)
        links += _content_of(record, statements, places)
        links += [Link("because-of", other) for other in because.get(record.id, ())]
        links += [Link("part-of", other) for other in wholes.get(record.id, ())]
        made.append(replace(record, links=tuple(dict.fromkeys(links))) if links else record)
    return tuple(made)


def _content_of(
    record: Record, statements: list[Statement], places: dict[str, Token]
) -> list[Link]:
    """The innermost statement whose content holds the record's trigger, and is its source's."""
    if not record.said_by:
        return []
    trigger = record.evidence[0]
    holding = [
        (sum(len(s.text) for s in statement.content), statement)
        for statement in statements
        if statement.id != record.id and any(s.holds(trigger) for s in statement.content)
        if not _goes_on(places.get(record.id), places.get(statement.id))
    ]
    if not holding:
        return []
    return [Link("content-of", min(holding, key=lambda pair: pair[0])[1].id)]


def _goes_on(inner: Token | None, outer: Token | None) -> bool:
    """ "Said that …, but also warned that …": two statements side by side."""
    if inner is None or outer is None:
        return False
    return inner.dep_ == "conj" and inner.head.i == outer.i


def _wholes(context: Context, records: list[Placed]) -> dict[str, list[str]]:
    """Ids of the events and undertakings of which the text calls others a part or step."""
    found: dict[str, list[str]] = {}
    acts = [one for one in records if one.record.kind in _WHOLE]
    for node in context.nodes:
        if node.lower_ not in ("part", "step", "steps") or context.analysis.sentence_at[node.i] < 0:
            continue
        step, whole = _step_of(context, context.parse[node.i])
        if step is None or whole is None:
            continue
        for one in acts:
            for other in acts:
                if _on(context, one.token, step) and other.token.i == whole.i != one.token.i:
                    found.setdefault(one.record.id, []).append(other.record.id)
    return found


def _step_of(context: Context, noun: Token) -> tuple[Token | None, Token | None]:
    """ "Was released *as part of* the deal", "the visit is a first *step in* the campaign"."""
    prep = next(
        (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "in", "towards")), None
    )
    whole = syntax.child(prep, "pobj") if prep is not None else None
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return noun.head.head, whole
    if noun.dep_ in ("attr", "appos"):
        bearer = noun.head if noun.dep_ == "appos" else syntax.child(noun.head, "nsubj")
        return bearer, whole
    return None, None


def _on(context: Context, trigger: Token, anchor: Token) -> bool:
    """Whether a trigger is the word said to be a part, or a noun that this verb supports."""
    supported = trigger.head.i == anchor.i and trigger.dep_ in ("dobj", "nsubjpass")
    return trigger.i == anchor.i or (
        supported and anchor.lemma_ in context.words("support-verb") | context.words("happen-verb")
    )
