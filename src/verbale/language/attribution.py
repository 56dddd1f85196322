"""Attribution: which words are whose. Cues of saying, their speakers and their content.

Cues come from the lexicon's statement frames; quotation marks tell direct from
indirect content. A quotation goes on in following sentences that are quoted
whole and have no cue of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Scene, head_of
from verbale.language.quotation_marks import Quoted
from verbale.language.quoted_speech import QuotedSpeech
from verbale.language.said import Said
from verbale.language.said_content import SaidContent
from verbale.language.sources import Sources
from verbale.matcher import Match, Matcher, syntax
from verbale.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = 5
"""Words from which a quotation that nobody is known to have said is kept."""


class Attribution:
    """Finds the statements of one document."""

    def __init__(self, scene: Scene, matcher: Matcher, sentences: tuple[Sentence, ...]) -> None:
        self.scene = scene
        self.matcher = matcher
        self.sentences = sentences
        self.quotes = QuotedSpeech(scene, sentences)
        self.sources = Sources(scene)
        self.content = SaidContent(scene, matcher, sentences, self.quotes, self.sources)
        self.heads = scene.heads

    def find(self) -> list[Said]:
        """All statements, in the order of their cues."""
        reads = [i for s in self.sentences for i in range(s.first, s.last)]
        matches = self.matcher.match(
            self.scene.parse, reads, frozenset({"statement"}), self.sources.known
        )
        found: list[Said] = []
        for match in _one_a_token(matches):
            said = self._statement(match)
            if said is not None:
                found.append(said)
        found = self.quotes.without_doubles(found)
        self.quotes.continuations(found)
        return found + self._unclaimed(found)

    def _unclaimed(self, found: list[Said]) -> list[Said]:
        """Quotations whose speaker the passage does not name: kept without one."""
        claimed = [s for said in found for s in said.content]
        made = []
        for quoted in self.quotes.whole:
            span = self.quotes.inside(quoted)
            if len(span.text.split()) < _WORDS or any(s.overlaps(span) for s in claimed):
                continue
            inside = self.scene.parse.char_span(span.start, span.end, alignment_mode="expand")
            if inside is not None:
                made.append(self._loose(span, quoted, inside[0].i, inside[-1].i + 1))
        return made

    def _loose(self, span: Span, quoted: Quoted, first: int, last: int) -> Said:
        """A quotation without a cue; who does what its clause tells is taken for its source."""
        head = head_of(self.scene.parse, first, last)
        verb = syntax.clause_verb(head.head) if head.head.i != head.i else None
        who: list[Token] = []
        if verb is not None and not first <= verb.i < last:
            subjects = self.matcher.arguments.fill(verb, "subject")
            who = [t for t in subjects if self.sources.known(t) and not first <= t.i < last]
        number = self.scene.sentence_at[first]
        said = Said(None, number, self.sources.drafts(who), [span], "direct", [], [], [quoted])
        said.source = self.sources.spans(who)
        return said

    def is_actor(self, token: Token) -> bool:
        """Whether a token heads a mention."""
        return token.i in self.heads

    def _statement(self, match: Match) -> Said | None:
        named = self._named(match)
        speakers = self.sources.drafts(named)
        beside = self.content.speaker_beside(match)
        if beside is not None and (not speakers or self.content.trailing(match) is not None):
            if beside not in speakers:
                speakers, named = [beside], [self.scene.parse[beside.root]]
        if not speakers and not match.frame.roles.get("speaker"):
            return None
        cue = frozenset(match.words)
        if self.quotes.inside_long(match.token):
            return None
        content, bodies = self.content.of(match, cue)
        topics = [t.i for t in self.matcher.fill(match, "topic", lambda t: True)]
        if not content and not topics:
            return None
        if not named and not bodies:
            return None
        if not bodies and not topics and self.content.is_fragment(match, content):
            return None
        return Said(
            match=match,
            sentence=self.scene.sentence_at[match.token.i],
            speakers=speakers,
            source=self.sources.spans(self._whole(match, named)),
            content=content,
            manner=self.quotes.manner(content),
            addressees=[t.i for t in self.matcher.fill(match, "addressee", self.is_actor)],
            topics=topics,
            bodies=bodies,
        )

    def _named(self, match: Match) -> list[Token]:
        """The words that name the source: known actors, else whoever or whatever may speak."""
        accepted = (self.is_actor, self.sources.known, self.sources.may_speak)
        found = (self.matcher.fill(match, "speaker", accept) for accept in accepted)
        return [t for t in next(filter(None, found), []) if not self.quotes.holds(t)]

    def _whole(self, match: Match, named: list[Token]) -> list[Token]:
        """The document whose word it is ("Gallup's *poll*") before those who made it."""
        shown = self.sources.shown(match, self.matcher)
        return [shown] if shown is not None and named else named


def _one_a_token(matches: list[Match]) -> list[Match]:
    seen: dict[int, Match] = {}
    for match in matches:
        seen.setdefault(match.token.i, match)
    return list(seen.values())
