"""Quoted speech: which quoted stretches a cue has, which go on without a cue of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Scene
from verbale.language.quotation_marks import Quoted, find_quoted, is_scare
from verbale.language.said import Said
from verbale.matcher import Match
from verbale.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MIXED_FROM = 0.9
"""Share of the content inside quotation marks from which a statement counts as direct."""


class QuotedSpeech:
    """The quoted stretches of one document and what they say of its statements."""

    def __init__(self, scene: Scene, sentences: tuple[Sentence, ...]) -> None:
        self.scene = scene
        self.sentences = sentences
        text = scene.document.text
        self.quoted = [q for q in find_quoted(text) if self._read(q)]
        self.whole = [q for q in self.quoted if not is_scare(text, q)]

    def _read(self, quoted: Quoted) -> bool:
        tokens = self.scene.parse.char_span(quoted.start, quoted.end, alignment_mode="contract")
        return tokens is not None and len(tokens) > 0 and self.scene.read(tokens.start)

    def holds(self, token: Token) -> bool:
        """Whether a token stands in a quotation."""
        return any(q.start <= token.idx < q.end for q in self.whole)

    def inside_long(self, token: Token) -> bool:
        """Whether a token stands in a quotation of more than a few words."""
        return any(q.start <= token.idx < q.end for q in self.whole if q.end - q.start > 60)

    def inside_with(self, token: Token, spans: list[Span]) -> list[Span]:
        """The spans that stand in the same quotation as a word; all where it stands in none."""
        held = next((q for q in self.whole if q.start <= token.idx < q.end), None)
        return spans if held is None else [s for s in spans if held.start <= s.start < held.end]

    def bodies(self, match: Match) -> list[Quoted]:
        """Quoted stretches that belong to a cue: of its sentence, outside its own words."""
        if match.frame.pos not in ("verb", "adp"):
            return []
        sentence = self.sentences[self.scene.sentence_at[match.token.i]]
        found = []
        for quoted in self.whole:
            inside = (
                quoted.outer_start < sentence.span.end and sentence.span.start < quoted.outer_end
            )
            near = inside or self._just_before(quoted, sentence, match.token)
            if near and self._closest_cue(quoted, match.token, sentence):
                found.append(quoted)
        return found

    def _just_before(self, quoted: Quoted, sentence: Sentence, cue: Token) -> bool:
        """ "“Why not?” Mr. Macron asked": the parser may begin a sentence behind the mark."""
        gap = self.scene.document.text[quoted.outer_end : sentence.span.start]
        close = quoted.outer_end <= sentence.span.start and not gap.strip() and "\n" not in gap
        close = close and not self.scene.document.text[: quoted.end].rstrip("’'").endswith(".")
        return close and cue.i - sentence.first <= 6 and sentence.last - cue.i <= 4

    def _closest_cue(self, quoted: Quoted, cue: Token, sentence: Sentence) -> bool:
        """A stretch that stands apart: behind a comma or colon, or at a sentence's start."""
        before = self.scene.document.text[: quoted.outer_start].rstrip()[-1:]
        opens = any(abs(s.span.start - quoted.outer_start) <= 1 for s in self.sentences)
        apart = opens or before in ("", ",", ":")
        return apart and not quoted.start <= cue.idx < quoted.end

    def inside(self, quoted: Quoted) -> Span:
        """What is between the marks, without the comma that belongs to the sentence around."""
        span = self.scene.document.span(quoted.start, quoted.end)
        text = span.text.rstrip(",")
        return Span(span.start, span.start + len(text), text) if text else span

    def joined(self, spans: list[Span], bodies: list[Quoted]) -> list[Span]:
        """Clause spans and quoted bodies as one list: a body replaces what it overlaps mostly."""
        if not bodies:
            return spans
        kept = []
        for span in spans:
            shared = sum(overlap(span, q) for q in bodies)
            if shared < 0.6 * len(span.text):
                kept.append(span)
        inner = [self.inside(q) for q in bodies]
        inner = [s for s in inner if not any(k.holds(s) for k in kept)]
        kept = [k for k in kept if not any(k.overlaps(s) for s in inner)]
        return sorted(kept + inner)

    def manner(self, content: list[Span]) -> str:
        """Direct, indirect or mixed, by how much of the content is in marks."""
        letters = sum(len(s.text) for s in content)
        inside = sum(overlap(s, q) for s in content for q in self.quoted)
        if not letters or not inside:
            return "indirect"
        return "direct" if inside >= _MIXED_FROM * letters else "mixed"

    def without_doubles(self, found: list[Said]) -> list[Said]:
        """One statement a body: of two cues that claim the same quotation the nearer one."""
        owner: dict[int, Said] = {}
        for said in found:
            for body in said.bodies:
                held = owner.get(body.start)
                if held is None or _distance(said, body) < _distance(held, body):
                    owner[body.start] = said
        kept = []
        for said in found:
            lost = [b for b in said.bodies if owner[b.start] is not said]
            said.bodies = [b for b in said.bodies if owner[b.start] is said]
            said.content = [
                s for s in said.content if not any(b.start <= s.start < b.end for b in lost)
            ]
            if said.content or said.topics:
                kept.append(said)
        return kept

    def stands_alone(self, quoted: Quoted) -> bool:
        """True where nothing but the quotation stands in its sentences."""
        inside = [s for s in self.sentences if overlap(s.span, quoted) > 0]
        outside = sum(len(s.span.text) - overlap(s.span, quoted) for s in inside)
        said = self.scene.document.text[quoted.start : quoted.end].strip()
        ends = said.endswith((".", "!", "?", ",", "…")) or len(said.split()) > 2
        return bool(inside) and outside <= 4 and ends


def _distance(said: Said, body: Quoted) -> int:
    cue = said.match.token.idx if said.match is not None else 0
    return min(abs(cue - body.start), abs(cue - body.end))


def overlap(span: Span, quoted: Quoted) -> int:
    """Letters of a span that are in a quotation, its marks counted in."""
    return max(0, min(span.end, quoted.outer_end) - max(span.start, quoted.outer_start))
