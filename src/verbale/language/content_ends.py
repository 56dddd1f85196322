"""Where what was said begins and ends, where the parser has cut it short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.clauses import trimmed
from verbale.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.language.drafts import Scene
    from verbale.matcher import Match

_NOT_ONLY = re.compile(r"\bnot (?:just|only|merely|simply)\b")
_BUT = re.compile(r"\s*,?\s*but\b")
_STOP = re.compile(r"[,;:.!?()“”\"]")
_POSSESSIVE = ("’s ", "'s ", "’ ", "' ")


class ContentEnds:
    """Completes the spans of one document's contents."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def completed(self, match: Match, sentence: Sentence, spans: list[Span]) -> list[Span]:
        """The spans with what was cut off: a possessor, "but also …", a second verb."""
        if not spans:
            return spans
        spans = self._one_clause(spans)
        spans = [self._with_possessor(match, spans[0]), *spans[1:]]
        spans = [*spans[:-1], self._with_possessed(sentence, spans[-1])]
        spans = [*spans[:-1], self._with_but(sentence, spans[-1])]
        return [*spans[:-1], self._with_second_verb(match, spans[-1])]

    def with_joined_nouns(self, head: Token, phrase: Span) -> Span:
        """ "Called it *a plot, a fraud and an insult*": nouns joined to the first."""
        joined = [
            c
            for c in head.conjuncts
            if c.i > head.i and c.pos_ == "NOUN" and syntax.child(c, "nsubj") is None
        ]
        if not joined or joined[-1].idx < phrase.end or head.pos_ == "PRON":
            return phrase
        last = joined[-1]
        ends = [last.i, *(t.i for t in last.subtree if t.i > last.i)]
        for c in last.rights:
            behind = self.scene.parse[c.left_edge.i - 1].lower_ == ","
            if c.dep_ in ("relcl", "advcl", "acl", "appos", "conj") and behind:
                ends = [i for i in ends if i < c.left_edge.i]
        span = trimmed(self.scene.document, self.scene.parse, head.i, max(ends) + 1)
        end = phrase.end if span is None else max(phrase.end, span.end)
        return self.scene.document.span(phrase.start, end)

    def _one_clause(self, spans: list[Span]) -> list[Span]:
        """ "Called *for the town | to | open its gates*": one stretch."""
        text, kept = self.scene.document.text, [spans[0]]
        for span in spans[1:]:
            if text[kept[-1].end : span.start].strip() == "to":
                kept[-1] = self.scene.document.span(kept[-1].start, span.end)
            else:
                kept.append(span)
        return kept

    def _with_possessor(self, match: Match, span: Span) -> Span:
        """ "A plan for the country | ’s schools": never begun at the apostrophe."""
        last = match.words[-1] + 1
        behind = self.scene.parse[last].idx if last < len(self.scene.parse) else span.start
        if not span.text.startswith(_POSSESSIVE) or behind >= span.start:
            return span
        return self.scene.document.span(behind, span.end)

    def _with_possessed(self, sentence: Sentence, span: Span) -> Span:
        """ "A plan for the country | ’s schools": never ended before the apostrophe."""
        text, end = self.scene.document.text, span.end
        if not text[end : end + 3].startswith(_POSSESSIVE):
            return span
        found = _STOP.search(text, end + 3, sentence.span.end)
        return self.scene.document.span(span.start, found.start() if found else span.end)

    def _with_but(self, sentence: Sentence, span: Span) -> Span:
        """ "Not just X | but also Y": both halves."""
        text = self.scene.document.text
        rest = text[span.end : sentence.span.end]
        if not _NOT_ONLY.search(span.text) or not _BUT.match(rest) or len(rest) > _REST:
            return span
        tokens = self.scene.parse.char_span(span.start, span.end, alignment_mode="expand")
        whole = tokens and trimmed(
            self.scene.document, self.scene.parse, tokens.start, sentence.last
        )
        return whole if whole else span

    def _with_second_verb(self, match: Match, span: Span) -> Span:
        """ "Said he *was leaving*, but *was held* up": the second verb was said as well."""
        cue = match.token
        for verb in syntax.children(cue, "conj"):
            close = self.scene.document.text[span.end : verb.idx].strip(" ,—–")
            inner = [c for c in syntax.children(cue, "ccomp") if span.start <= c.idx < span.end]
            if not inner or verb.idx < span.end or len(close.split()) > _BETWEEN:
                continue
            if _helpers(inner[-1]) & _helpers(verb) and not _helpers(verb) & _helpers(cue):
                if not any(c.dep_ in syntax.SUBJECTS for c in verb.children):
                    end = verb.right_edge
                    return self.scene.document.span(span.start, end.idx + len(end.text))
        return span


_REST = 220
"""Letters of a sentence behind "not just X" within which "but also Y" may end."""
_BETWEEN = 3
"""Words that may stand between a clause and the verb joined to it."""


def _helpers(verb: Token) -> frozenset[str]:
    """The helping verbs of a verb, and itself where it is "be"."""
    found = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ != "to"}
    return frozenset(found | ({verb.lower_} if verb.lemma_ == "be" else set()))
