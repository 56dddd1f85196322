"""The content of a cue: the words said, in its clause, beside it and in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.content_ends import ContentEnds
from verbale.language.drafts import Draft, Scene
from verbale.language.quotation_marks import Quoted
from verbale.language.quoted_speech import QuotedSpeech, overlap
from verbale.language.sources import Sources
from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.clauses import clause_span, long_phrase, trimmed
from verbale.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"who", "whom", "which", "that", "what"})
"""What stands in a relative clause for the words before it."""
_UNFINISHED = frozenset({"POS", "DT", "PRP$", "TO"})
"""Tags of words that end no phrase."""

_FINITE = ("VBD", "VBZ", "VBP", "MD")


class SaidContent:
    """Finds the content of the cues of one document."""

    def __init__(
        self,
        scene: Scene,
        matcher: Matcher,
        sentences: tuple[Sentence, ...],
        quotes: QuotedSpeech,
        sources: Sources,
    ) -> None:
        self.scene = scene
        self.matcher = matcher
        self.sentences = sentences
        self.quotes = quotes
        self.sources = sources
        self.ends = ContentEnds(scene)

    def of(self, match: Match, cue: frozenset[int]) -> tuple[list[Span], list[Quoted]]:
        """The spans a cue says, and the quotations among them."""
        head = self.matcher.first(match, "content")
        bodies = self.quotes.bodies(match)
        trailing = self.trailing(match)
        if trailing is not None:
            span = trimmed(self.scene.document, self.scene.parse, *trailing)
            return self.quotes.joined([span] if span is not None else [], bodies), bodies
        if bodies and head is not None and _to_what_end(head, match.token):
            return [self.quotes.inside(q) for q in bodies], bodies
        if head is None or head.i in cue or head.tag_ == "WP":
            head = self._host(match.token) if match.frame.roles.get("content") else None
        around = self._beside_adposition(match, head) if not bodies else []
        if around or head is None:
            return around or [self.quotes.inside(q) for q in bodies], bodies
        return self.quotes.joined(self._of_clause(match, head), bodies), bodies

    def _beside_adposition(self, match: Match, head: Token | None) -> list[Span]:
        """What stands around "according to …" where no one clause is it."""
        if match.frame.pos != "adp":
            return []
        before = self._all_before(match)
        if before is not None:
            return [before]
        return self._rest(match) if head is None else []

    def _of_clause(self, match: Match, head: Token) -> list[Span]:
        """The clause or phrase of a head, without the cue, completed where the parser cut it."""
        left_out = self._cue_tokens(match.token, head) | self._other_cues(head)
        spans = clause_span(self.scene.document, head, left_out)
        if head.pos_ in ("NOUN", "PROPN", "PRON") and syntax.child(head, "nsubj") is None:
            phrase = long_phrase(self.scene.document, head)
            spans = [self.ends.with_joined_nouns(head, phrase)] if phrase is not None else []
        elif head.dep_ == "ccomp":
            spans = self._with_sisters(match, head, self._with_subject(match, head, spans))
        spans = [s for s in spans if s.text.lower() not in _PRONOUNS]
        spans = [self._whole_phrase(s) for s in spans if not s.text.startswith("whose ")]
        spans = self.ends.completed(match, self.sentences[self.scene.sentence_at[head.i]], spans)
        return self._around(match, spans) if match.frame.pos == "adp" and spans[1:] else spans

    def _whole_phrase(self, span: Span) -> Span:
        """A phrase that the parser broke off ("with the king’s | planned visit") is completed."""
        tokens = self.scene.parse.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None or tokens[-1].tag_ not in _UNFINISHED:
            return span
        last, parse = tokens.end, self.scene.parse
        sentence = self.sentences[self.scene.sentence_at[tokens[-1].i]]
        while last < sentence.last and not parse[last].is_punct:
            last += 1
        end = parse[last - 1]
        return self.scene.document.span(span.start, end.idx + len(end.text))

    def _with_subject(self, match: Match, head: Token, spans: list[Span]) -> list[Span]:
        """ "Promised *the town* could stay": a subject the parser took for the cue's object."""
        own = any(c.dep_ in syntax.SUBJECTS or c.dep_ == "mark" for c in head.children)
        objects = syntax.children(match.token, "dobj", "dative")
        named = objects[-1] if objects else None
        finite = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in head.children)
        told = "object" in match.frame.roles.get("addressee", ())
        if own or named is None or not finite or not spans:
            return spans
        if told and len(objects) < 2 and self.sources.known(named):
            return self._behind_addressee(named, head, spans)
        if named.right_edge.i + 1 != head.left_edge.i:
            return spans
        start = self.scene.parse[named.left_edge.i].idx
        return [self.scene.document.span(start, spans[0].end), *spans[1:]]

    def _around(self, match: Match, spans: list[Span]) -> list[Span]:
        """What stands before "…, according to X", one stretch, and what a comma parts from X."""
        text = self.scene.document.text
        at = match.token.idx
        before = [s for s in spans if s.end <= at]
        after = [s for s in spans if s.start > at and text[: s.start].rstrip().endswith(",")]
        after = [s for s in after if s.text.split()[0].lower() not in ("and", "who", "which")]
        if len(before) > 1:
            before = [self.scene.document.span(before[0].start, before[-1].end)]
        return before + after or spans

    def _all_before(self, match: Match) -> Span | None:
        """All that stands before ", according to …" at a sentence's end."""
        sentence = self.sentences[self.scene.sentence_at[match.token.i]]
        parse, first = self.scene.parse, match.words[0]
        if match.frame.pos != "adp" or first <= sentence.first or parse[first - 1].lower_ != ",":
            return None
        behind = parse[match.token.right_edge.i + 1 : sentence.last]
        tail = parse[first : sentence.last]
        closes = all(t.is_punct or t.is_space for t in behind)
        inserted = any(t.dep_ == "parataxis" for t in parse[sentence.first : first])
        if not closes or inserted or any(t.dep_ in syntax.SUBJECTS for t in tail):
            return None
        return trimmed(self.scene.document, parse, self._behind_brackets(sentence), first)

    def _rest(self, match: Match) -> list[Span]:
        """What a sentence without a verb has beside "according to …"."""
        sentence = self.sentences[self.scene.sentence_at[match.token.i]]
        first, last = match.token.left_edge.i, match.token.right_edge.i + 1
        ranges = ((sentence.first, first), (last, sentence.last))
        spans = (trimmed(self.scene.document, self.scene.parse, *r) for r in ranges if r[0] < r[1])
        return [s for s in spans if s is not None and " " in s.text]

    def is_fragment(self, match: Match, content: list[Span]) -> bool:
        """A word or two behind "as" ("criticised the law as unfair") are no statement."""
        head = self.matcher.first(match, "content")
        if head is None or head.head.lower_ != "as":
            return False
        most = 2 if head.pos_ in syntax.VERBAL else 1
        return sum(len(s.text.split()) for s in content) <= most and not any(
            overlap(span, quoted) for span in content for quoted in self.quotes.quoted
        )

    def speaker_beside(self, match: Match) -> Draft | None:
        """The mention directly before a verb of saying, or behind it ("…,” said the president")."""
        if match.frame.pos != "verb" or match.token.tag_ not in ("VBD", "VBZ", "VBP", "VB"):
            return None
        place = match.token.i - 1
        while place > 0 and self.scene.parse[place].pos_ in ("AUX", "ADV"):
            place -= 1
        found = [d for d in self.scene.drafts if d.last == place + 1 and d.via != "demonym"]
        if not found and self.scene.parse[place].text in ("”", '"', ","):
            found = [d for d in self.scene.drafts if d.first == match.token.i + 1]
        if not found:
            return self.sources.beside(place)
        return max(found, key=lambda d: d.last - d.first)

    def trailing(self, match: Match) -> tuple[int, int] | None:
        """Tokens of the content where the cue closes the sentence: "<content>, X said Monday." """
        if match.frame.pos != "verb" or "clause" not in match.frame.roles.get("content", ()):
            return None
        sentence = self.sentences[self.scene.sentence_at[match.token.i]]
        parse, beside = self.scene.parse, self.speaker_beside(match)
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
        if not any(parse[i].tag_ in _FINITE for i in range(sentence.first, first)):
            return None
        return self._behind_brackets(sentence), first

    def _behind_brackets(self, sentence: Sentence) -> int:
        """Where a sentence begins behind the name of an outlet in brackets: "(CNN) …"."""
        parse, first = self.scene.parse, sentence.first
        if parse[first].text == "(":
            for place in range(first + 1, min(first + 4, sentence.last)):
                if parse[place].text == ")":
                    return place + 1
        return first

    def _behind_addressee(self, named: Token, head: Token, spans: list[Span]) -> list[Span]:
        """ "Told Ms. Lund | *the door* should stay open": hung on the one addressed."""
        draft = self.scene.heads.get(named.i)
        first = draft.last if draft is not None else named.i + 1
        parse = self.scene.parse
        if not first < head.left_edge.i or parse[first].pos_ not in (
            "DET",
            "PROPN",
            "NOUN",
            "PRON",
        ):
            return spans
        return [self.scene.document.span(parse[first].idx, spans[0].end), *spans[1:]]

    def _with_sisters(self, match: Match, head: Token, spans: list[Span]) -> list[Span]:
        """One clause that the parser cut in two complements of the cue is put together again."""
        sisters = [c for c in syntax.children(match.token, "ccomp") if c.i > match.token.i]
        host = self._host(match.token) if match.token.dep_ == "parataxis" else None
        if host is not None and host.i < match.token.i < head.i and syntax.marker(head) == "that":
            cue = frozenset(t.i for t in match.token.subtree)
            return clause_span(self.scene.document, host, cue) + spans
        if len(sisters) == 1 and head.i < match.token.i:
            return spans + clause_span(self.scene.document, sisters[0])
        if len(sisters) < 2 or head.i < match.token.i:
            return spans
        first, last = _range(sisters, match.token.i + 1)
        span = trimmed(self.scene.document, self.scene.parse, first, last)
        return [span] if span is not None else spans

    def _other_cues(self, head: Token) -> frozenset[int]:
        """What says something itself: ", calling it an affront", ", while Norway said …"."""
        found: set[int] = set()
        for c in syntax.children(head, "prep"):
            if c.lower_ == "according" and c.i > head.i:
                found |= {t.i for t in c.subtree}
        for c in syntax.children(head, "advcl"):
            says = c.lemma_.lower() in self.scene.cues and (
                c.tag_ == "VBG" or syntax.marker(c) in ("while", "whereas", "though", "although")
            )
            if says and c.i > head.i and self.scene.parse[c.left_edge.i - 1].lower_ == ",":
                found |= {t.i for t in c.subtree}
        return frozenset(found)

    def _host(self, cue: Token) -> Token | None:
        """The clause a cue is inserted into: "Iran, he said, would leave"."""
        if cue.dep_ not in ("parataxis", "ccomp", "advcl") or cue.head.pos_ not in syntax.VERBAL:
            return None
        edge = cue.left_edge.i
        before = self.scene.parse[edge - 1].text if edge > 0 else ";"
        apart = (edge > 0 and self.scene.parse[edge - 1].is_punct) or cue.dep_ == "parataxis"
        if syntax.marker(cue) == "as":
            behind = cue.right_edge.i + 1
            ends = behind < len(self.scene.parse) and self.scene.parse[behind].is_punct
            return cue.head if apart or (ends and cue.i < cue.head.i) else None
        if before in (";", ":"):
            return None
        return cue.head if apart and syntax.marker(cue) == "" else None

    def _cue_tokens(self, cue: Token, head: Token) -> frozenset[int]:
        """What belongs to the cue and not to the content: its words, speaker, adjuncts."""
        inside = {t.i for t in head.subtree}
        if cue.i not in inside:
            return frozenset()
        return frozenset(t.i for t in cue.subtree)


def _to_what_end(head: Token, cue: Token) -> bool:
    """ "“Pardon?” he said *to prompt his guest*": what the words were for, and not said."""
    infinitive = head.tag_ == "VB" and any(c.lower_ == "to" for c in head.children)
    return infinitive and head.head.i == cue.i and head.i > cue.i and cue.lemma_ == "say"


def _range(clauses: list[Token], least: int) -> tuple[int, int]:
    """Tokens from the first clause to the last, without a "that" in front."""
    first = max(least, min(c.left_edge.i for c in clauses))
    while clauses[0].doc[first].lower_ == "that":
        first += 1
    return first, max(c.right_edge.i for c in clauses) + 1
