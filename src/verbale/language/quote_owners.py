"""Quotations that no cue of the lexicon has claimed: whose are they?

In this order: the clause behind or before a quotation, a signature below it, the statement it goes
on, the statement of its sentence, the word of saying above it.
"""

from __future__ import annotations

from verbale.language.drafts import Scene
from verbale.language.quotation_marks import Quoted
from verbale.language.quote_cues import Cue, QuoteCues
from verbale.language.quoted_speech import QuotedSpeech, overlap
from verbale.language.said import Said
from verbale.language.sources import Sources
from verbale.language.transcripts import find_turns, speaker_of
from verbale.matcher import Match, syntax
from verbale.matcher.clauses import clause_span, trimmed
from verbale.model import Sentence, Span

_CLAIMED = 0.6
"""Share of a quotation in the content of a statement from which it is that statement's."""
_NEAR = 80
"""Letters between a statement's content and a quotation of the same statement in its sentence."""
_CONNECTIVES = frozenset(
    {"and", "but", "now", "still", "yet", "also", "then", "so", "because", "instead", "moreover"}
)


class QuoteOwners:
    """Gives the quotations of one document to those whose words they are."""

    def __init__(
        self,
        scene: Scene,
        sentences: tuple[Sentence, ...],
        quotes: QuotedSpeech,
        sources: Sources,
    ) -> None:
        self.scene = scene
        self.sentences = sentences
        self.quotes = quotes
        self.cues = QuoteCues(scene, sentences, sources)
        self.sources = sources
        self.text = scene.document.text

    def claim(self, found: list[Said], silent: dict[int, Match]) -> list[Said]:
        """The statements with the quotations that were nobody's, in the order of the text."""
        kept = self._transcript(found)
        before: Quoted | None = None
        for quoted in self.quotes.whole:
            running, before = before, quoted
            if self._partly(quoted, kept) or self._claimed(quoted, kept):
                continue
            if running is not None and running.runs_on and self._runs_on(running, quoted, kept):
                continue
            cue = self.cues.behind(quoted) or self.cues.before(quoted) or self.cues.signed(quoted)
            if cue is not None:
                self._give(quoted, cue, kept, silent)
            elif not self._goes_on(quoted, kept) and not self._same_sentence(quoted, kept):
                cue = self.cues.above(quoted) or self._told_of(quoted)
                if cue is not None:
                    self._give(quoted, cue, kept, silent)
        for said in kept:
            content = [s for s in said.content if not self._fronted(said, s)]
            said.content = self._together([self._tidy(s) for s in content or said.content])
        return sorted(kept, key=_place)

    def _transcript(self, found: list[Said]) -> list[Said]:
        """The turns of a transcript, with what is said inside them left as it is."""
        turns = find_turns(self.scene, self.quotes.quoted)
        made = []
        for turn in turns:
            content = self.quotes.inside(turn.quoted)
            draft = speaker_of(self.scene, turn.first, turn.last, turn.name)
            if not content.text.strip() or not self.scene.read(turn.first):
                continue
            self.quotes.quoted.append(turn.quoted)
            made.append(
                Said(
                    match=None,
                    sentence=self.scene.sentence_at[turn.first],
                    speakers=[draft],
                    source=(self.scene.span(turn.first, turn.last),),
                    content=[content],
                    manner="direct",
                    addressees=[],
                    topics=[],
                    bodies=[turn.quoted],
                    rule="quotation.transcript",
                )
            )
        inside = [t.quoted for t in turns]
        kept = [s for s in found if not any(self._same(s, q) for q in inside)]
        return kept + made

    def _same(self, said: Said, quoted: Quoted) -> bool:
        """A cue found for the whole of a turn gives way to its label."""
        size = max(1, quoted.end - quoted.start)
        return sum(overlap(s, quoted) for s in said.content) >= _CLAIMED * size

    def _tidy(self, span: Span) -> Span:
        """A span that ends inside a mark typed as two takes in the whole mark."""
        start, end = span.start, span.end
        for quoted in self.quotes.quoted:
            if quoted.outer_start < start < quoted.start:
                start = quoted.outer_start
            if quoted.end < end < quoted.outer_end:
                end = quoted.outer_end
        return span if (start, end) == (span.start, span.end) else self._span(start, end)

    def _together(self, spans: list[Span]) -> list[Span]:
        """Stretches with nothing but an opening mark between them as one, its marks in pairs."""
        joined: list[Span] = []
        for span in spans:
            gap = self.text[joined[-1].end : span.start] if joined else "x"
            if joined and gap.startswith(" ") and not gap.strip(" “\"‘'") and len(gap) <= 4:
                joined[-1] = self._span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return [self._closed(s) for s in joined]

    def _closed(self, span: Span) -> Span:
        """A quotation that opens in a span and ends with it: the closing mark is taken in."""
        for quoted in self.quotes.quoted:
            opens = span.start < quoted.outer_start < span.end
            if opens and quoted.end - 1 <= span.end < quoted.outer_end:
                return self._span(span.start, quoted.outer_end)
        return span

    def _runs_on(self, running: Quoted, quoted: Quoted, found: list[Said]) -> bool:
        """The further paragraph of a quotation without a closing mark is its speaker's."""
        owner = next((s for s in found if running in s.bodies), None)
        return owner is not None and self._continue(owner, quoted)

    def _fronted(self, said: Said, span: Span) -> bool:
        """ "Asked about the vote, X said: “…”": words in front that are no clause of their own."""
        if said.match is None or not said.bodies or span.end > said.match.token.idx:
            return False
        if any(b.start < said.match.token.idx for b in said.bodies):
            return False
        tokens = self.scene.parse.char_span(span.start, span.end, alignment_mode="expand")
        root = tokens.root if tokens is not None else None
        small = self.text[said.bodies[0].start].islower()
        if small and root is not None and root.pos_ in ("NOUN", "PROPN", "PRON"):
            return False
        if root is None or root.pos_ not in syntax.VERBAL or root.tag_ in ("VBG", "VBN"):
            return True
        return syntax.marker(root) != "" or syntax.child(root, "nsubj", "nsubjpass") is None

    def _span(self, start: int, end: int) -> Span:
        return self.scene.document.span(start, end)

    def _claimed(self, quoted: Quoted, found: list[Said]) -> bool:
        size = max(1, quoted.end - quoted.start)
        return any(
            sum(overlap(s, quoted) for s in said.content) >= _CLAIMED * size for said in found
        )

    def _partly(self, quoted: Quoted, found: list[Said]) -> bool:
        """Content that ends with the sentence takes in the rest of its quotation."""
        for said in found:
            cue = said.match.token.idx if said.match is not None else -1
            for span in said.content:
                inside = self.quotes.inside(quoted)
                begun = overlap(span, quoted) > 0 and span.start <= quoted.start + 1 < span.end
                if begun and span.end < inside.end - 3 and not quoted.start <= cue < quoted.end:
                    whole = self.scene.document.span(span.start, inside.end)
                    self._add(said, quoted, whole)
                    return True
        return False

    def _give(self, quoted: Quoted, cue: Cue, found: list[Said], silent: dict[int, Match]) -> None:
        """A quotation for the statement with this cue, a new one where there is none."""
        token = cue.token.i if cue.token is not None else None
        content = self._content(quoted, cue)
        for said in found:
            at = said.match.token.i if said.match is not None else said.cue
            if token is not None and at == token:
                self._add(said, quoted, content)
                return
        match = silent.get(token) if token is not None else None
        at = token if token is not None else cue.speaker.i
        found.append(
            Said(
                match=match,
                sentence=max(0, self.scene.sentence_at[at]),
                speakers=self.cues.drafts(cue),
                source=self.sources.spans([self.sources.issuer(cue.speaker)]),
                content=[content],
                manner=self.quotes.manner([content]),
                addressees=[],
                topics=[],
                bodies=[quoted],
                cue=token,
                rule=f"quotation.{cue.how}",
            )
        )

    def _content(self, quoted: Quoted, cue: Cue) -> Span:
        """The words in marks; with the clause around them where that is what is said."""
        inside = self.quotes.inside(quoted)
        if cue.how == "headline" and cue.branch is not None:
            line = self.text[inside.end :].split("\n", 1)[0]
            return self._span(cue.branch.idx, inside.end + len(line.rstrip()))
        if cue.branch is None or cue.token is None or cue.branch.i <= cue.token.i:
            return inside
        document, parse = self.scene.document, self.scene.parse
        if cue.branch.dep_ in ("ccomp", "xcomp"):
            spans = clause_span(document, cue.branch)
            whole = next((s for s in spans if s.start <= inside.start < s.end), None)
            if whole is None or whole.end < inside.end - 2:
                return inside
            return self._span(whole.start, max(whole.end, inside.end))
        if cue.branch.dep_ in ("dobj", "oprd", "attr") and quoted.start <= cue.branch.idx:
            objects = [c for c in cue.token.rights if c.dep_ in ("dobj", "nsubj", "oprd")]
            first = min([c.left_edge.i for c in objects] or [cue.branch.left_edge.i])
            tokens = parse.char_span(quoted.start, quoted.end, alignment_mode="contract")
            if tokens is not None and first < tokens.end and first > cue.token.i:
                return trimmed(document, parse, first, tokens.end) or inside
        return inside

    def _add(self, said: Said, quoted: Quoted, content: Span) -> None:
        said.content = sorted([*(s for s in said.content if not s.overlaps(content)), content])
        said.bodies.append(quoted)
        said.manner = self.quotes.manner(said.content)

    # the statement before ---------------------------------------------------------------

    def _goes_on(self, quoted: Quoted, found: list[Said]) -> bool:
        """A quotation at a sentence's start goes on what was said in the sentence before."""
        start = self._sentence_start(quoted)
        if start is None:
            return False
        before = self._last(found, start)
        if before is None:
            return False
        gap = self.text[self._end(before) : start]
        same_paragraph = "\n" not in gap.strip(' ”"’') and not gap.strip(' ”"’.')
        if same_paragraph:
            return self._continue(before, quoted)
        alone = not gap.strip(' \n\t”"’.') and self.quotes.stands_alone(quoted)
        return alone and before.manner != "indirect" and self._continue(before, quoted)

    def _told_of(self, quoted: Quoted) -> Cue | None:
        """Whole sentences in marks behind a sentence about a person are that person's words."""
        start = self._sentence_start(quoted)
        return self.cues.about(quoted) if start == quoted.outer_start else None

    def _continue(self, before: Said, quoted: Quoted) -> bool:
        self._add(before, quoted, self.quotes.inside(quoted))
        return True

    def _sentence_start(self, quoted: Quoted) -> int | None:
        """Where the sentence starts that opens with a quotation, a connective left aside."""
        for number, sentence in enumerate(self.sentences):
            if sentence.span.end <= quoted.outer_start:
                continue
            lead = self.text[sentence.span.start : quoted.outer_start].strip(' “"‘,.…')
            if sentence.span.start <= quoted.outer_start + 1 and (
                not lead or lead.lower() in _CONNECTIVES
            ):
                return min(sentence.span.start, quoted.outer_start)
            if number and not lead:
                return quoted.outer_start
            return None
        return None

    def _last(self, found: list[Said], start: int) -> Said | None:
        """The statement that ends last before a place."""
        ended = [s for s in found if s.content and self._end(s) <= start + 1]
        return max(ended, key=lambda s: (self._end(s), _place(s)), default=None)

    def _end(self, said: Said) -> int:
        """Where the sentence or quotation ends in which a statement stands."""
        last = max(s.end for s in said.content)
        sentence = self.sentences[said.sentence].span
        closing = [q.outer_end for q in said.bodies if q.outer_end >= last]
        return max([last, sentence.end, *closing])

    def _same_sentence(self, quoted: Quoted, found: list[Said]) -> bool:
        """ "Said it was the “minimum” needed for “…”": further words of the same content."""
        number = self._sentence_of(quoted)
        near = [
            s
            for s in found
            if s.sentence == number
            and s.source
            and s.content
            and 0 <= quoted.outer_start - s.content[-1].end <= _NEAR
        ]
        said = max(near, key=lambda s: s.content[-1].end, default=None)
        if said is None or "\n" in self.text[said.content[-1].end : quoted.outer_start]:
            return False
        cue = said.match.token.idx if said.match is not None else -1
        if said.content[-1].end <= cue < quoted.outer_start:
            return False
        joined = self.scene.document.span(said.content[-1].start, self.quotes.inside(quoted).end)
        said.content[-1] = joined
        said.bodies.append(quoted)
        said.manner = self.quotes.manner(said.content)
        return True

    def _sentence_of(self, quoted: Quoted) -> int:
        for number, sentence in enumerate(self.sentences):
            if sentence.span.start <= quoted.start < sentence.span.end:
                return number
        return -1


def _place(said: Said) -> int:
    return min(
        [said.match.token.idx if said.match is not None else said.content[0].start]
        + [s.start for s in said.content]
    )
