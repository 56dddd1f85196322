"""Links between the records of one document: said in a statement, because of something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Event, Link, Record, Statement
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token


def linked(context: Context, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records with their ties; ids do not change by it."""
    statements = [r for r in records if isinstance(r, Statement)]
    made = []
    for record in records:
        links = list(record.links)
        links += _content_of(record, statements)
        links += _because_of(context, record, records)
        made.append(replace(record, links=tuple(dict.fromkeys(links))) if links else record)
    return tuple(made)


def _content_of(record: Record, statements: list[Statement]) -> list[Link]:
    """The innermost statement whose content holds the record's trigger."""
    if isinstance(record, Statement) or not record.said_by:
        return []
    trigger = record.evidence[0]
    holding = [
        (sum(len(s.text) for s in statement.content), statement)
        for statement in statements
        if any(s.holds(trigger) for s in statement.content)
    ]
    if not holding:
        return []
    return [Link("content-of", min(holding, key=lambda pair: pair[0])[1].id)]


def _because_of(context: Context, record: Record, records: tuple[Record, ...]) -> list[Link]:
    """Records of the reason the text gives: "because …", and what "so …" follows from."""
    tokens = context.parse.char_span(
        record.evidence[0].start, record.evidence[0].end, alignment_mode="expand"
    )
    if tokens is None:
        return []
    verb = syntax.clause_verb(tokens.root)
    if verb is None:
        return []
    reasons = [c for c in syntax.children(verb, "advcl") if syntax.marker(c) == "because"]
    reasons += _consequence(verb)
    reasons += _judged(context, record, tokens.root)
    if not reasons:
        return []
    return [
        Link("because-of", other.id)
        for other in records
        if other.id != record.id and any(_triggers(context, other, reason) for reason in reasons)
    ]


def _consequence(verb: Token) -> list[Token]:
    """ "X stepped down, so Y would follow": the finite clause right before the "so"."""
    own = [c for c in verb.children if c.lower_ == "so" and c.i + 1 < verb.i]
    edge = verb.left_edge.i
    if not own and edge and verb.doc[edge - 1].lower_ == "so":
        own = [verb.doc[edge - 1]]
    if not own:
        return []
    so = own[0]
    before = [
        t
        for t in verb.sent
        if t.i < so.i and t.pos_ in syntax.VERBAL and syntax.child(t, *syntax.SUBJECTS) is not None
    ]
    return before[-1:]


def _judged(context: Context, record: Record, trigger: Token) -> list[Token]:
    """ "The last meeting was important because …": why the text says an event matters."""
    if not isinstance(record, Event):
        return []
    number = context.analysis.sentence_at[trigger.i]
    weighty = context.words("weighty")
    found = []
    for sentence in context.analysis.sentences[number : number + 3]:
        for node in context.nodes[sentence.first : sentence.last]:
            if node.dep_ in ("acomp", "attr") and node.lemma_.lower() in weighty:
                found += _reasons_of_weight(context, context.parse[node.i], trigger)
    return found


def _reasons_of_weight(context: Context, adjective: Token, trigger: Token) -> list[Token]:
    judged = context.matcher.arguments.subject(adjective)
    if judged is None or not _same_noun(judged, trigger):
        return []
    return [c for c in syntax.children(adjective.head, "advcl") if syntax.marker(c) == "because"]


def _same_noun(judged: Token, trigger: Token) -> bool:
    """True where the subject repeats the trigger, or is a "one" behind a clause about it."""
    if judged.lemma_.lower() == trigger.lemma_.lower():
        return True
    if judged.lemma_.lower() not in ("one", "it", "that", "this"):
        return False
    before = [t for t in judged.sent if t.i < judged.i and t.dep_ in ("nsubj", "nsubjpass")]
    return any(t.lemma_.lower() == trigger.lemma_.lower() for t in before)


def _triggers(context: Context, record: Record, clause: Token) -> bool:
    """True where a record's trigger stands in a clause itself, not in one below it."""
    start = record.evidence[0].start
    tokens = context.parse.char_span(start, record.evidence[0].end, alignment_mode="expand")
    if tokens is None or record.kind not in ("event", "undertaking", "expectation"):
        return False
    verb = syntax.clause_verb(tokens.root)
    return verb is not None and verb.i == clause.i
