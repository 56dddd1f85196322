"""Thoughts: what somebody believes, wants, means or is for, as quotations that are no statements.

A verb of thinking with its subject and its clause ("Norway *wants* to sell the ships"), or one of
attitude with its object ("*backed* the plan"). They are kept in the analysis (``act`` is
``thinking``) and give no records of statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Scene, reference
from verbale.language.sources import Sources
from verbale.matcher import Matcher, syntax
from verbale.matcher.clauses import clause_span, long_phrase
from verbale.model import Quotation, Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANSWERS = frozenset({"it", "this", "that", "him", "her", "them", "what", "who", "me", "us", "you"})


class Thoughts:
    """Finds the thoughts of one document, beside the statements found before."""

    def __init__(self, scene: Scene, matcher: Matcher, sources: Sources) -> None:
        self.scene = scene
        self.matcher = matcher
        self.sources = sources
        self.of_clauses = scene.words("thinking-verb")
        self.of_objects = scene.words("attitude-verb")

    def find(
        self, sentences: tuple[Sentence, ...], said: tuple[Quotation, ...]
    ) -> tuple[Quotation, ...]:
        """The thoughts whose verb is no cue of a statement."""
        cues = {q.cue_token for q in said}
        found: list[Quotation] = []
        for number, sentence in enumerate(sentences):
            for place in range(sentence.first, sentence.last):
                if self.scene.pos[place] == "VERB" and place not in cues:
                    thought = self._thought(self.scene.parse[place], number)
                    if thought is not None:
                        found.append(thought)
        return tuple(found)

    def _thought(self, verb: Token, sentence: int) -> Quotation | None:
        lemmas = syntax.lemmas(verb)
        clausal = not self.of_clauses.isdisjoint(lemmas)
        if not clausal and self.of_objects.isdisjoint(lemmas):
            return None
        content = self._content(verb, clausal, not self.of_objects.isdisjoint(lemmas))
        who = self._who(verb) if content else []
        if not who:
            return None
        return Quotation(
            content=tuple(content),
            manner="indirect",
            speakers=tuple(reference(self.scene, d) for d in self.sources.drafts(who)),
            cue=self.scene.span(verb.i, verb.i + 1),
            cue_token=verb.i,
            entry=f"thought.{verb.lemma_.lower()}",
            sentence=sentence,
            source=self.sources.spans(who),
            act="thinking",
        )

    def _who(self, verb: Token) -> list[Token]:
        subjects = self.matcher.arguments.fill(verb, "subject")
        return [t for t in subjects if self.sources.may_speak(t)]

    def _content(self, verb: Token, clausal: bool, of_object: bool) -> list[Span]:
        document = self.scene.document
        if clausal:
            for clause in self.matcher.arguments.clauses(verb):
                if clause.i > verb.i:
                    return clause_span(document, clause)
        named = self.matcher.arguments.object(verb) if of_object else None
        if named is None or named.lower_ in _ANSWERS or named.i < verb.i:
            return []
        phrase = long_phrase(document, named)
        return [phrase] if phrase is not None else []
