"""Attribution: which words are whose. Cues of saying, their speakers and their content.

Cues come from the lexicon's statement frames; quotation marks tell direct from
indirect content. A quotation goes on in following sentences that are quoted
whole and have no cue of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene
from verbale.language.quote_owners import QuoteOwners
from verbale.language.quoted_speech import QuotedSpeech
from verbale.language.said import Said
from verbale.language.said_content import SaidContent
from verbale.language.sources import Sources
from verbale.matcher import Match, Matcher, syntax
from verbale.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"when", "whether", "if", "how", "why", "what", "who", "where", "which"})
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
        silent: dict[int, Match] = {}
        for match in _one_a_token(matches):
            said = self._statement(match)
            if said is not None:
                found.append(said)
            else:
                silent[match.token.i] = match
        found = self.quotes.without_doubles(_without_relays(found))
        owners = QuoteOwners(self.scene, self.sentences, self.quotes, self.sources)
        found = owners.claim(found, silent)
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
                number = self.scene.sentence_at[inside[0].i]
                made.append(Said(None, number, [], [span], "direct", [], [], [quoted]))
        return made

    def is_actor(self, token: Token) -> bool:
        """Whether a token heads a mention."""
        return token.i in self.heads

    def _statement(self, match: Match) -> Said | None:
        named = self._named(match)
        speakers = self.sources.drafts(named)
        beside = self.content.speaker_beside(match)
        own = not speakers or self.content.trailing(match) is not None
        if beside is not None and (own or self._begins_anew(match.token, beside)):
            if beside not in speakers:
                speakers, named = [beside], [self.scene.parse[beside.root]]
        if not speakers and not match.frame.roles.get("speaker"):
            return None
        cue = frozenset(match.words)
        if self.quotes.inside_long(match.token):
            return None
        content, bodies = self.content.of(match, cue)
        content = self.quotes.inside_with(match.token, content)
        topics = [t.i for t in self.matcher.fill(match, "topic", _no_time)]
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
            addressees=[
                t.i
                for t in self.matcher.fill(match, "addressee", self._is_addressed)
                if match.frame.label("polarity") != "denies"
            ],
            topics=topics,
            bodies=bodies,
            act="withheld" if not bodies and self._withheld(match) else "saying",
        )

    def _begins_anew(self, cue: Token, beside: Draft) -> bool:
        """ "Chad denied the raid and *Niger has said* …": not the first verb's subject."""
        alone = not any(c.dep_ in syntax.SUBJECTS for c in cue.children)
        before = self.scene.parse[beside.first - 1] if beside.first > 0 else None
        joined = before is not None and before.lower_ in ("and", "but", "while")
        return cue.dep_ == "conj" and alone and joined and beside.last <= cue.i

    def _withheld(self, match: Match) -> bool:
        """ "Did not say *when*", "refused to say *whether*": asked for, not told."""
        head = self.matcher.first(match, "content")
        if head is None or syntax.marker(head) not in _ASKING:
            return False
        cue = match.token
        refused = cue.dep_ == "xcomp" and cue.head.lemma_ in self.scene.words("refusing-verb")
        return refused or syntax.is_negated(cue)

    def _named(self, match: Match) -> list[Token]:
        """The words that name the source: known actors, else whoever or whatever may speak."""
        accepted = (self.is_actor, self.sources.known, self.sources.may_speak)
        found = (self.matcher.fill(match, "speaker", accept) for accept in accepted)
        taken = self._quoted_as(match.token) or self._of_first_cue(match.token)
        taken = taken or next(filter(None, found), [])
        return [self.sources.issuer(t) for t in taken if not self.quotes.holds(t)]

    def _is_addressed(self, token: Token) -> bool:
        """Not whose word the sentence goes by: "according to Reuters, Oman said"."""
        return self.is_actor(token) and "according" not in (
            token.head.lower_,
            token.head.head.lower_,
        )

    def _quoted_as(self, cue: Token) -> list[Token]:
        """ "Quoted *the memo* as saying": who is quoted speaks."""
        verb = cue.head.head
        if cue.dep_ != "pcomp" or cue.head.lower_ != "as" or verb.lemma_ not in ("quote", "cite"):
            return []
        quoted = self.matcher.arguments.object(verb)
        return [quoted] if quoted is not None and self.sources.may_speak(quoted) else []

    def _of_first_cue(self, cue: Token) -> list[Token]:
        """ "Have said their men will stay, but *have* also *warned*": the first cue's speaker."""
        inner = cue.head
        first = inner.head
        if cue.dep_ != "conj" or inner.dep_ != "ccomp" or first.lemma_ not in self.scene.cues:
            return []
        alone = not any(c.dep_ in syntax.SUBJECTS for c in cue.children)
        if not alone or _tense(cue) != _tense(first) or _tense(cue) == _tense(inner):
            return []
        subject = self.matcher.arguments.subject(first)
        return [subject] if subject is not None and self.sources.may_speak(subject) else []

    def _whole(self, match: Match, named: list[Token]) -> list[Token]:
        """The document whose word it is ("Gallup's *poll*") before those who made it."""
        shown = self.sources.shown(match, self.matcher)
        if shown is None or not named or self._quoted_as(match.token):
            return named
        issuer = self.sources.issuer(shown)
        return named if issuer.i in {t.i for t in named} else [shown]


def _tense(verb: Token) -> tuple[str, frozenset[str]]:
    return verb.tag_, frozenset(c.lower_ for c in verb.children if c.dep_ == "aux")


def _no_time(token: Token) -> bool:
    return token.ent_type_ not in ("DATE", "TIME")


def _without_relays(found: list[Said]) -> list[Said]:
    """ "…, X said, according to Y": X's statement, which Y passes on, and none of Y."""
    cues = {
        s.match.token.i: s for s in found if s.match is not None and s.match.frame.pos == "verb"
    }
    kept = []
    for said in found:
        match = said.match
        relayed = None
        if match is not None and match.frame.id == "according.to":
            first = match.words[0]
            inner = [t.lower_ for t in match.token.doc[max(0, first - 2) : first]]
            relayed = cues.get(match.token.head.i) if inner != ["that", ","] else None
        if relayed is None:
            kept.append(said)
            continue
        own = [s for s in relayed.content if not s.text.lower().startswith("according to")]
        relayed.content = own or relayed.content
    return kept


def _one_a_token(matches: list[Match]) -> list[Match]:
    seen: dict[int, Match] = {}
    for match in matches:
        seen.setdefault(match.token.i, match)
    return list(seen.values())
