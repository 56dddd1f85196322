"""What every kind of record needs: references, dates, places, status, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.matcher import Match, Matcher
from verbale.matcher.clauses import clause_span, phrase_span, trimmed
from verbale.matcher.tree import Node
from verbale.model import (
    ActorReference,
    Analysis,
    Date,
    Place,
    Predicate,
    Reason,
    Span,
    TimeExpression,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.matcher.vocabulary import Vocabulary


_GROUP = frozenset({"REB", "UAF", "PRM", "CRM", "SOC", "CVL"})
"""First sectors of fighters, criminals, peoples and civilians."""


@dataclass(slots=True)
class Context:
    """One document's analysis with the questions the record makers ask of it."""

    analysis: Analysis
    matcher: Matcher
    matches: list[Match]

    @property
    def parse(self) -> Doc:
        """The document's parse."""
        return self.analysis.parse

    @property
    def vocabulary(self) -> Vocabulary:
        """Event types with their scores and codes: PLOVER's, and a user's own."""
        return self.matcher.lexicon.vocabulary

    @property
    def nodes(self) -> list[Node]:
        """The parse as plain nodes, for looking through all of it."""
        return self.matcher.tree(self.parse).nodes

    def of_kind(self, kind: str) -> list[Match]:
        """The entries of one kind that fired, one a trigger token, in the order of the text."""
        return [m for m in self.matches if m.frame.kind == kind]

    def is_actor(self, token: Token) -> bool:
        """Whether a token heads a mention that stands for somebody."""
        mention = self.analysis.mention_at.get(token.i)
        return mention is not None and known(mention.reference)

    def is_group(self, token: Token) -> bool:
        """Whether a token heads a mention of a people, of fighters or of civilians as a group."""
        if not self.is_actor(token):
            return False
        reference = self.analysis.mention_at[token.i].reference
        if reference.actor.startswith("people:"):
            return True
        several = token.tag_ in ("NNS", "NNPS") or not token.is_title
        return several and bool(_GROUP & set(reference.sectors[:1]))

    def refs(self, tokens: Iterable[Token]) -> tuple[ActorReference, ...]:
        """The actors that tokens head, each once; a pronoun for several gives each of them."""
        found: list[ActorReference] = []
        for token in tokens:
            mention = self.analysis.mention_at.get(token.i)
            if mention is None or not known(mention.reference):
                continue
            reference = mention.reference
            several = reference.via == "pronoun" or reference.actor.startswith("group:")
            found.extend(reference.members if several and reference.members else (reference,))
        return distinct(found)

    def role(self, match: Match, role: str) -> tuple[ActorReference, ...]:
        """The actors in a role of a match."""
        return self.refs(self.matcher.fill(match, role, self.is_actor))

    def role_any(self, match: Match, role: str) -> tuple[ActorReference, ...]:
        """The actors in whatever fills a role first; none where that is no actor."""
        head = self.matcher.first(match, role)
        return self.refs([head]) if head is not None else ()

    def span_role(self, match: Match, role: str) -> Span | None:
        """The clause or phrase in a role of a match."""
        head = self.matcher.first(match, role)
        return self.content(head, frozenset(match.words)) if head is not None else None

    def content(self, head: Token, without: frozenset[int] = frozenset()) -> Span | None:
        """The words of a clause, or of a noun phrase, as one span."""
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return phrase_span(self.analysis.document, head)
        spans = clause_span(self.analysis.document, head, without)
        return max(spans, key=lambda s: len(s.text)) if spans else None

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that begin in a span."""
        found = self.parse.char_span(span.start, span.end, alignment_mode="expand")
        return [t for t in found or () if span.start <= t.idx < span.end]

    def clipped(self, span: Span) -> Span:
        """A span without what lies behind the end of the statement it begins in."""
        for quotation in self.analysis.quotations:
            for content in quotation.content if quotation.act == "saying" else ():
                if content.start <= span.start < content.end < span.end:
                    return self.analysis.document.span(span.start, content.end)
        return span

    def words(self, name: str) -> frozenset[str]:
        """A word class of ``data/``."""
        return self.matcher.lexicon.words(name)

    @property
    def says(self) -> frozenset[str]:
        """Lemmas of verbs that say something."""
        return self.matcher.speaking

    def trigger(self, match: Match) -> Span:
        """The words of the trigger: all where they stand together, else its head."""
        words = match.words
        together = words[-1] - words[0] + 1 == len(words)
        first, last = (words[0], words[-1] + 1) if together else (match.token.i, match.token.i + 1)
        span = trimmed(self.analysis.document, self.parse, first, last)
        return span or self.analysis.span(first, last)

    def evidence(self, match: Match, *further: Span | None) -> tuple[Span, ...]:
        """The trigger first, then its other words and what else carries the record."""
        found = [self.trigger(match)]
        for word in match.words:
            span = self.analysis.span(word, word + 1)
            if not any(s.holds(span) for s in found):
                found.append(span)
        found.extend(s for s in further if s is not None and s not in found)
        return tuple(found)

    def sentence(self, token: int) -> Span:
        """The sentence a token stands in."""
        sentence = self.analysis.sentence_of(token)
        return sentence.span if sentence is not None else self.analysis.span(token, token + 1)

    def status(self, token: int) -> Predicate:
        """Status of a predicate; of a token that is none, the neutral one."""
        found = self.analysis.predicates.get(token)
        return found or Predicate(token, self.parse[token].lemma_, 3.0, "happened")

    def common(self, match: Match, note: str = "", cue: bool = False) -> dict[str, Any]:
        """The fields all kinds share, for a record triggered by a match."""
        return self.shared(match.token.i, match.frame.id, note or self.note(match))

    def shared(self, token: int, rule: str, note: str) -> dict[str, Any]:
        """The fields all kinds share, for a record that stands on a token."""
        status = self.status(token)
        reasons = [Reason(rule, note)]
        reasons += [Reason("modality", why) for why in status.why]
        date, place = self.date(status.time), self.place(status)
        if date is None:
            reasons.append(Reason("date.none", "no time expression in its own clause"))
        return {
            "source": self.analysis.document,
            "sentence": self.sentence(token),
            "said_by": status.sources,
            "auxiliary": status.auxiliary,
            "date": date,
            "place": place,
            "because": tuple(reasons),
        }

    def note(self, match: Match) -> str:
        """The entry's words that were found, in the words of the text."""
        words = " ".join(self.parse[i].text for i in match.words)
        return f"“{words}” ({match.frame.pos})"

    def date(self, time: TimeExpression | None) -> Date | None:
        """The date a time expression gives, where it gives a calendar date."""
        if time is None or time.edtf is None or time.type not in ("DATE", "TIME"):
            return None
        return Date(time.edtf, time.span, "text")

    def place(self, status: Predicate) -> Place | None:
        """The place of a predicate's own clause."""
        return status.place.place if status.place is not None else None


def context_of(analysis: Analysis, matcher: Matcher, kinds: frozenset[str]) -> Context:
    """The context of a document with the entries of these kinds that fire in it."""
    reads = [i for s in analysis.sentences for i in range(s.first, s.last)]
    context = Context(analysis, matcher, [])
    places = {p.root for p in analysis.places}
    context.matches = matcher.match(
        analysis.parse,
        reads,
        kinds,
        context.is_actor,
        lambda t: t.i in places or t.ent_type_ in ("GPE", "LOC", "FAC"),
        context.is_group,
    )
    return context


def known(reference: ActorReference) -> bool:
    """False for a pronoun that stands for nobody found."""
    return not reference.actor.startswith("pronoun:") or bool(reference.members)


def distinct(references: Iterable[ActorReference]) -> tuple[ActorReference, ...]:
    """Each actor once, in order."""
    seen: dict[str, ActorReference] = {}
    for reference in references:
        seen.setdefault(reference.actor, reference)
    return tuple(seen.values())


def political(reference: ActorReference) -> bool:
    """True for an actor with a country or a sector, or a named person."""
    return bool(
        reference.country
        or reference.sectors
        or reference.actor.startswith("person:")
        or any(political(m) for m in reference.members)
    )


def named(reference: ActorReference) -> bool:
    """True for whoever is political, and for an organisation of a name nobody has told of."""
    return political(reference) or reference.actor.startswith("organisation:")
