"""Attribution: which words are whose. Cues of saying, their speakers and their content.

Cues come from the lexicon's statement frames; quotation marks tell direct from
indirect content. A quotation goes on in following sentences that are quoted
whole and have no cue of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, reference
from verbale.language.quotation_marks import Quoted, find_quoted, is_scare
from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.clauses import clause_span, long_phrase, trimmed
from verbale.model import Quotation, Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MIXED_FROM = 0.9
"""Share of the content inside quotation marks from which a statement counts as direct."""


@dataclass(slots=True)
class Said:
    """One statement in the making; speakers are mentions until coreference is done."""

    match: Match | None
    sentence: int
    speakers: list[Draft]
    content: list[Span]
    manner: str
    addressees: list[int]
    topics: list[int]
    bodies: list[Quoted]


class Attribution:
    """Finds the statements of one document."""

    def __init__(self, scene: Scene, matcher: Matcher, sentences: tuple[Sentence, ...]) -> None:
        self.scene = scene
        self.matcher = matcher
        self.sentences = sentences
        text = scene.document.text
        self.quoted = [q for q in find_quoted(text) if self._read(q)]
        self.whole = [q for q in self.quoted if not is_scare(text, q)]
        self.heads = scene.heads

    def _read(self, quoted: Quoted) -> bool:
        tokens = self.scene.parse.char_span(quoted.start, quoted.end, alignment_mode="contract")
        return tokens is not None and len(tokens) > 0 and self.scene.read(tokens.start)

    def find(self) -> list[Said]:
        """All statements, in the order of their cues."""
        reads = [i for s in self.sentences for i in range(s.first, s.last)]
        matches = self.matcher.match(
            self.scene.parse, reads, frozenset({"statement"}), self.is_actor
        )
        found: list[Said] = []
        for match in _one_a_token(matches):
            said = self._statement(match)
            if said is not None:
                found.append(said)
        found = self._without_doubles(found)
        self._continuations(found)
        return found

    def is_actor(self, token: Token) -> bool:
        """Whether a token heads a mention."""
        return token.i in self.heads

    def _statement(self, match: Match) -> Said | None:
        filled = self.matcher.fill(match, "speaker", self.is_actor)
        speakers = [self.heads[t.i] for t in filled if not self._quoted_token(t)]
        beside = self._speaker_beside(match)
        if beside is not None and (not speakers or self._trailing(match) is not None):
            speakers = [beside] if beside not in speakers else speakers
        if not speakers and not match.frame.roles.get("speaker"):
            return None
        cue = frozenset(match.words)
        if self._inside_quotation(match.token):
            return None
        content, bodies = self._content(match, cue)
        topics = [t.i for t in self.matcher.fill(match, "topic", lambda t: True)]
        if not content and not topics:
            return None
        if not speakers and not bodies:
            return None
        if not bodies and not topics and self._fragment(match, content):
            return None
        return Said(
            match=match,
            sentence=self.scene.sentence_at[match.token.i],
            speakers=speakers,
            content=content,
            manner=self._manner(content),
            addressees=[t.i for t in self.matcher.fill(match, "addressee", self.is_actor)],
            topics=topics,
            bodies=bodies,
        )

    def _fragment(self, match: Match, content: list[Span]) -> bool:
        """A word or two behind "as" ("criticised the law as unfair") are no statement."""
        head = self.matcher.first(match, "content")
        if head is None or head.head.lower_ != "as":
            return False
        most = 2 if head.pos_ in syntax.VERBAL else 1
        return sum(len(s.text.split()) for s in content) <= most and not any(
            _overlap(span, quoted) for span in content for quoted in self.quoted
        )

    def _quoted_token(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.whole)

    def _speaker_beside(self, match: Match) -> Draft | None:
        """The mention directly before a verb of saying, or behind it ("…,” said the president")."""
        if match.frame.pos != "verb" or match.token.tag_ not in ("VBD", "VBZ", "VBP", "VB"):
            return None
        place = match.token.i - 1
        while place > 0 and self.scene.parse[place].pos_ in ("AUX", "ADV"):
            place -= 1
        found = [d for d in self.scene.drafts if d.last == place + 1 and d.via != "demonym"]
        if not found and self.scene.parse[place].text in ("”", '"', ","):
            found = [d for d in self.scene.drafts if d.first == match.token.i + 1]
        return max(found, key=lambda d: d.last - d.first) if found else None

    def _trailing(self, match: Match) -> tuple[int, int] | None:
        """Tokens of the content where the cue closes the sentence: "<content>, X said Monday." """
        if match.frame.pos != "verb" or "clause" not in match.frame.roles.get("content", ()):
            return None
        sentence = self.sentences[self.scene.sentence_at[match.token.i]]
        parse, beside = self.scene.parse, self._speaker_beside(match)
        if beside is None or beside.first <= sentence.first + 2:
            return None
        first = beside.first
        while first > sentence.first and parse[first - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
            first -= 1
        rest = [parse[i] for i in range(match.words[-1] + 1, sentence.last)]
        closes = len(rest) <= 14 and not any(
            t.pos_ in syntax.VERBAL or t.lower_ == "that" for t in rest
        )
        if not closes or parse[first - 1].lower_ not in (",", "”", '"'):
            return None
        return sentence.first, first

    def _inside_quotation(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.whole if q.end - q.start > 60)

    def _content(self, match: Match, cue: frozenset[int]) -> tuple[list[Span], list[Quoted]]:
        head = self.matcher.first(match, "content")
        bodies = self._bodies(match)
        trailing = self._trailing(match)
        if trailing is not None:
            span = trimmed(self.scene.document, self.scene.parse, *trailing)
            return self._with_quotes([span] if span is not None else [], bodies), bodies
        if head is None or head.i in cue or head.tag_ == "WP":
            head = self._host(match.token) if match.frame.roles.get("content") else None
        if head is None:
            return [self._inside(q) for q in bodies], bodies
        left_out = self._cue_tokens(match.token, head) | self._other_cues(head)
        spans = clause_span(self.scene.document, head, left_out)
        if head.pos_ in ("NOUN", "PROPN", "PRON") and syntax.child(head, "nsubj") is None:
            phrase = long_phrase(self.scene.document, head)
            spans = [phrase] if phrase is not None else []
        elif head.dep_ == "ccomp":
            spans = self._with_sisters(match, head, spans)
        return self._with_quotes(spans, bodies), bodies

    def _with_sisters(self, match: Match, head: Token, spans: list[Span]) -> list[Span]:
        """One clause that the parser cut in two complements of the cue is put together again."""
        sisters = [c for c in syntax.children(match.token, "ccomp") if c.i > match.token.i]
        if len(sisters) < 2 or head.i < match.token.i:
            return spans
        first, last = _range(sisters, match.token.i + 1)
        span = trimmed(self.scene.document, self.scene.parse, first, last)
        return [span] if span is not None else spans

    def _other_cues(self, head: Token) -> frozenset[int]:
        """Participles in the content that say something themselves: ", calling it an affront"."""
        found: set[int] = set()
        for c in syntax.children(head, "advcl"):
            says = c.tag_ == "VBG" and c.lemma_.lower() in self.scene.cues
            if says and c.i > head.i and self.scene.parse[c.left_edge.i - 1].lower_ == ",":
                found |= {t.i for t in c.subtree}
        return frozenset(found)

    def _host(self, cue: Token) -> Token | None:
        """The clause a cue is inserted into: "Iran, he said, would leave"."""
        if cue.dep_ not in ("parataxis", "ccomp", "advcl") or cue.head.pos_ not in syntax.VERBAL:
            return None
        edge = cue.left_edge.i
        apart = (edge > 0 and self.scene.parse[edge - 1].is_punct) or cue.dep_ == "parataxis"
        return cue.head if apart and syntax.marker(cue) == "" else None

    def _cue_tokens(self, cue: Token, head: Token) -> frozenset[int]:
        """What belongs to the cue and not to the content: its words, speaker, adjuncts."""
        inside = {t.i for t in head.subtree}
        if cue.i not in inside:
            return frozenset()
        return frozenset(t.i for t in cue.subtree)

    def _bodies(self, match: Match) -> list[Quoted]:
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
        return close and cue.i - sentence.first <= 6 and sentence.last - cue.i <= 4

    def _closest_cue(self, quoted: Quoted, cue: Token, sentence: Sentence) -> bool:
        """A stretch that stands apart: behind a comma or colon, or at a sentence's start."""
        before = self.scene.document.text[: quoted.outer_start].rstrip()[-1:]
        opens = any(abs(s.span.start - quoted.outer_start) <= 1 for s in self.sentences)
        apart = opens or before in ("", ",", ":")
        return apart and not quoted.start <= cue.idx < quoted.end

    def _inside(self, quoted: Quoted) -> Span:
        span = self.scene.document.span(quoted.start, quoted.end)
        text = span.text.rstrip(",")
        return Span(span.start, span.start + len(text), text) if text else span

    def _with_quotes(self, spans: list[Span], bodies: list[Quoted]) -> list[Span]:
        """Clause spans and quoted bodies as one list: a body replaces what it overlaps mostly."""
        if not bodies:
            return spans
        kept = []
        for span in spans:
            shared = sum(_overlap(span, q) for q in bodies)
            if shared < 0.6 * len(span.text):
                kept.append(span)
        inner = [self._inside(q) for q in bodies]
        inner = [s for s in inner if not any(k.holds(s) for k in kept)]
        kept = [k for k in kept if not any(k.overlaps(s) for s in inner)]
        return sorted(kept + inner)

    def _manner(self, content: list[Span]) -> str:
        letters = sum(len(s.text) for s in content)
        inside = sum(_overlap(s, q) for s in content for q in self.quoted)
        if not letters or not inside:
            return "indirect"
        return "direct" if inside >= _MIXED_FROM * letters else "mixed"

    def _without_doubles(self, found: list[Said]) -> list[Said]:
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

    def _continuations(self, found: list[Said]) -> None:
        """Give sentences that are quoted whole, without a cue, to the statement before them."""
        claimed = {b.start for said in found for b in said.bodies}
        for quoted in self.whole:
            if quoted.start in claimed or not self._stands_alone(quoted):
                continue
            before = self._speaker_before(found, quoted)
            if before is None:
                continue
            before.content.append(self._inside(quoted))
            before.bodies.append(quoted)
            claimed.add(quoted.start)
            before.manner = self._manner(before.content)

    def _stands_alone(self, quoted: Quoted) -> bool:
        """True where nothing but the quotation stands in its sentences."""
        inside = [s for s in self.sentences if _overlap(s.span, quoted) > 0]
        outside = sum(len(s.span.text) - _overlap(s.span, quoted) for s in inside)
        said = self.scene.document.text[quoted.start : quoted.end].strip()
        ends = said.endswith((".", "!", "?", ",", "…")) or len(said.split()) > 2
        return bool(inside) and outside <= 4 and ends

    def _speaker_before(self, found: list[Said], quoted: Quoted) -> Said | None:
        """The statement whose content ends just before a quotation."""
        best = None
        for said in found:
            if not said.speakers or not said.content:
                continue
            sentence = self.sentences[said.sentence].span
            end = max(sentence.end, said.content[-1].end)
            gap = self.scene.document.text[end : quoted.outer_start]
            if (
                end <= quoted.outer_start
                and not gap.strip(' \n\t”"’')
                and said.manner != "indirect"
            ):
                best = said
        return best


def _range(clauses: list[Token], least: int) -> tuple[int, int]:
    """Tokens from the first clause to the last, without a "that" in front."""
    first = max(least, min(c.left_edge.i for c in clauses))
    while clauses[0].doc[first].lower_ == "that":
        first += 1
    return first, max(c.right_edge.i for c in clauses) + 1


def _distance(said: Said, body: Quoted) -> int:
    cue = said.match.token.idx if said.match is not None else 0
    return min(abs(cue - body.start), abs(cue - body.end))


def _overlap(span: Span, quoted: Quoted) -> int:
    return max(0, min(span.end, quoted.outer_end) - max(span.start, quoted.outer_start))


def _one_a_token(matches: list[Match]) -> list[Match]:
    seen: dict[int, Match] = {}
    for match in matches:
        seen.setdefault(match.token.i, match)
    return list(seen.values())


def quotations(scene: Scene, found: list[Said]) -> tuple[Quotation, ...]:
    """The statements as the analysis keeps them, with resolved speakers."""
    made = []
    for said in found:
        cue = _cue_span(scene, said.match) if said.match is not None else None
        made.append(
            Quotation(
                content=tuple(sorted(set(said.content))),
                manner=said.manner,
                speakers=tuple(reference(scene, d) for d in said.speakers),
                cue=cue,
                cue_token=said.match.token.i if said.match is not None else None,
                entry=said.match.frame.id if said.match is not None else "",
                note=said.match.frame.label("polarity") if said.match is not None else "",
                addressee_tokens=tuple(said.addressees),
                topic_tokens=tuple(said.topics),
                sentence=said.sentence,
            )
        )
    return tuple(made)


def _cue_span(scene: Scene, match: Match) -> Span | None:
    words = match.words
    if words[-1] - words[0] + 1 == len(words):
        return trimmed(scene.document, scene.parse, words[0], words[-1] + 1)
    return trimmed(scene.document, scene.parse, match.token.i, match.token.i + 1)


def speakers_by_token(scene: Scene, found: list[Said]) -> dict[int, Draft]:
    """For each token inside quoted content, who says it."""
    owner: dict[int, Draft] = {}
    for said in found:
        if not said.speakers:
            continue
        places = [(b.start, b.end) for b in said.bodies]
        places += [(s.start, s.end) for s in _quoted_parts(said)]
        for start, end in places:
            tokens = scene.parse.char_span(start, end, alignment_mode="expand")
            for token in tokens or ():
                owner.setdefault(token.i, said.speakers[0])
    return owner


def _quoted_parts(said: Said) -> list[Span]:
    return said.content if said.manner in ("direct", "mixed") else []
