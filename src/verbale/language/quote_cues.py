"""Who a quotation belongs to, asked from it: a cue behind, before or above it, a name below.

In a clause beside quotation marks any verb can be one of saying ("“…,” grinned the minister"), so
this looks at where subject and verb stand first, and at the word second.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene
from verbale.language.quotation_marks import Quoted
from verbale.language.sources import Sources
from verbale.language.transcripts import speaker_of
from verbale.matcher import syntax
from verbale.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP")
_DASHES = (",", "-", "–", "—", "--")
_REACH = 40
"""Tokens behind a quotation in which the verb of its clause is looked for."""
_CLIMB = 10
_SIGNED = re.compile(r"\s*[―—–-]{1,2}\s*(?=[^\W\d_])|[^\S\n]*\n\s*(?=[^\W\d_])")
_SIGNATURE = 110
"""Letters a line with a name and an office has at most."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What makes a quotation somebody's: the word of saying, if any, and who speaks."""

    token: Token | None
    speaker: Token
    branch: Token | None = None
    """Where the quotation hangs on the word of saying, if it is part of its clause."""
    how: str = ""


class QuoteCues:
    """Finds the cue of single quotations of one document."""

    def __init__(self, scene: Scene, sentences: tuple[Sentence, ...], sources: Sources) -> None:
        self.scene = scene
        self.sentences = sentences
        self.sources = sources
        self.parse = scene.parse
        self.places = [t.idx for t in scene.parse]
        self.text = scene.document.text
        self.quoting = scene.words("quoting-verb")
        self.describing = scene.words("describing-verb")
        self.nouns = scene.words("statement-noun") | scene.words("saying-noun")
        self.nouns |= scene.words("reply-noun")
        self.starts = {d.first: d for d in scene.drafts}

    def says(self, token: Token) -> bool:
        """Whether a verb is one of saying."""
        return any(form in self.scene.cues or form in self.quoting for form in syntax.lemmas(token))

    # behind -------------------------------------------------------------------------------

    def behind(self, quoted: Quoted) -> Cue | None:
        """ "“…,” said X", "“…?” X wrote on Tuesday"."""
        first = self._next(quoted.outer_end)
        if first is None or "\n" in self.text[quoted.outer_end : self.parse[first].idx]:
            return None
        end = min(self._sentence_end(first), first + _REACH)
        while first < end and (
            self.parse[first].text in _DASHES or self.parse[first].pos_ in ("ADV", "SPACE")
        ):
            first += 1
        if first >= end or self.parse[first].pos_ in ("SCONJ", "CCONJ", "ADP"):
            return None
        closing = self.text[quoted.start : quoted.end].rstrip(" ’'”\"")[-1:]
        inverted = self._inverted(first, end)
        if inverted is not None and closing != ".":
            return inverted
        found = self._straight(first, end)
        if found is None and closing in (",", "?", "!"):
            found = self._loose(first, end)
        return found if found is not None and self._fits(closing, found, first) else None

    def _fits(self, closing: str, cue: Cue, first: int) -> bool:
        """Behind a comma any verb says; behind a full stop only what goes on in small letters."""
        if closing == ",":
            return True
        small = self.parse[first].text[:1].islower()
        says = cue.token is not None and self.says(cue.token)
        return says and (small or closing in "?!…-—–")

    def _loose(self, first: int, end: int) -> Cue | None:
        """A noun phrase and a verb of saying further on, where the parse has lost their tie."""
        nouns = []
        for token in self.parse[first:end]:
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                nouns.append(token)
            if token.pos_ == "VERB" and token.tag_ in (*_FINITE, "VBN") and self.says(token):
                draft = self.starts.get(first)
                speaker = self._loose_speaker(draft, nouns, token)
                return Cue(token, speaker, how="behind") if speaker else None
            if token.tag_ in _FINITE and token.pos_ == "VERB" and token.dep_ != "relcl":
                return None
        return None

    def _loose_speaker(self, draft: Draft | None, nouns: list[Token], verb: Token) -> Token | None:
        """The mention at the start, else the one right before the verb, else the first noun."""
        if draft is not None and draft.last <= verb.i:
            return self.parse[draft.root]
        held = [
            t for t in nouns if t.i in self.scene.heads and self.scene.heads[t.i].last == verb.i
        ]
        return next(iter(held or nouns), None)

    def _inverted(self, first: int, end: int) -> Cue | None:
        verb = self.parse[first]
        if verb.tag_ not in (*_FINITE, "VBN") or verb.pos_ != "VERB" or not verb.text.islower():
            return None
        for i in range(first + 1, min(first + 10, end)):
            token = self.parse[i]
            if i in self.scene.heads and self.scene.heads[i].first <= first + 5:
                return Cue(verb, token, how="behind")
            if token.dep_ == "nsubj" and token.head.i == first:
                return Cue(verb, token, how="behind")
            if token.pos_ in ("VERB", "PUNCT"):
                return None
        return None

    def _straight(self, first: int, end: int) -> Cue | None:
        for i in range(first + 1, end):
            verb = self.parse[i]
            if verb.tag_ not in _FINITE or verb.pos_ != "VERB" or verb.dep_ in ("relcl", "acl"):
                continue
            if verb.lemma_ in ("be", "have", "do"):
                continue
            subject = syntax.child(verb, "nsubj")
            if subject is not None and first <= subject.i < i and subject.left_edge.i <= first + 1:
                return Cue(verb, subject, how="behind")
            if subject is None:
                beside = self._beside(first, i)
                if beside is not None:
                    return Cue(verb, beside, how="behind")
        return None

    def _beside(self, first: int, verb: int) -> Token | None:
        """The mention that fills the words between a quotation and a verb."""
        draft = self.starts.get(first)
        if draft is None or draft.last > verb:
            return None
        between = [self.parse[i] for i in range(draft.last, verb)]
        return self.parse[draft.root] if all(t.pos_ in ("ADV", "AUX") for t in between) else None

    # before -------------------------------------------------------------------------------

    def before(self, quoted: Quoted) -> Cue | None:
        """ "X said, “…”", "X was blunt: “…”", "Her answer: “…”", "X:" alone."""
        last = self._previous(quoted.outer_start)
        if last is None:
            return None
        ends = self.parse[last]
        if "\n" in self.text[ends.idx : quoted.outer_start] and ends.text != ":":
            return None
        sentence = self.scene.sentence_at[last]
        if sentence < 0:
            return None
        start = self.sentences[sentence].first
        if ends.text == ":":
            return self._by_verb(start, last, all_verbs=True) or self._labelled(start, last)
        headed = self._headed(start, last)
        if headed is not None:
            return headed
        starts = self.text[quoted.start : quoted.end].lstrip("[(…. ")[:1]
        if ends.text == "," and starts.isupper():
            return self._by_verb(max(start, last - 14), last, all_verbs=False)
        return None

    def _headed(self, start: int, last: int) -> Cue | None:
        """A headline "Putin: Talks Are ‘Now Out Of The Question’"."""
        draft = self.starts.get(start)
        if draft is None or self.text[: self.parse[start].idx].strip() or draft.last > last:
            return None
        if self.parse[draft.last].text != ":" or draft.kind not in ("person", "state"):
            return None
        return Cue(None, self.parse[draft.root], self.parse[draft.last + 1], how="headline")

    def _by_verb(self, start: int, end: int, *, all_verbs: bool) -> Cue | None:
        """The last verb of saying before a quotation, behind a colon any verb, with its subject."""
        verbs = [
            t
            for t in reversed(self.parse[start:end])
            if t.pos_ in ("VERB", "AUX") and t.tag_ in (*_FINITE, "VBG", "VBN", "VB")
        ]
        for verb in [v for v in verbs if self.says(v)] + (verbs if all_verbs else []):
            subject = self.subject(verb)
            if subject is not None and start <= subject.i < end and self._speaks(subject):
                return Cue(verb, subject, how="before")
        return None

    def _labelled(self, start: int, end: int) -> Cue | None:
        """ "Putin: “…”", "The minister’s answer: “…”": no verb before the colon."""
        if any(t.pos_ == "VERB" and t.tag_ in _FINITE for t in self.parse[start:end]):
            return None
        for i in range(start, end):
            noun = self.parse[i]
            if noun.lemma_.lower() in self.nouns:
                whose = [o for o in syntax.owners(noun, "of", "by", "from") if self._speaks(o)]
                if whose:
                    return Cue(noun, whose[0], how="before")
        draft = self.starts.get(start)
        if draft is None or draft.kind not in ("person", "state"):
            return None
        headline = not self.text[: self.parse[start].idx].strip() and end - start < 12
        if draft.last >= end - 1 or headline:
            return Cue(None, self.parse[draft.root], how="label")
        return None

    def _speaks(self, token: Token) -> bool:
        return token.i in self.scene.heads or self.sources.kind(token) not in ("", "evidence")

    def about(self, quoted: Quoted) -> Cue | None:
        """The person the sentence before tells of, in the same paragraph."""
        last = self._previous(quoted.outer_start)
        number = self.scene.sentence_at[last] if last is not None else -1
        if last is None or number < 0 or len(self.text[quoted.start : quoted.end].split()) < 5:
            return None
        if "\n" in self.text[self.parse[last].idx : quoted.outer_start]:
            return None
        root = self.parse[last].sent.root
        subject = syntax.child(root, "nsubj")
        draft = self.scene.heads.get(subject.i) if subject is not None else None
        person = draft is not None and (draft.kind == "person" or draft.via == "pronoun")
        if not person or subject is None or subject.lower_ in ("it", "this", "that", "we", "you"):
            return None
        return Cue(None, subject, how="about")

    # above --------------------------------------------------------------------------------

    def above(self, quoted: Quoted) -> Cue | None:
        """The word of saying that governs the words in marks: "called the law “…”"."""
        tokens = self.parse.char_span(quoted.start, quoted.end, alignment_mode="contract")
        if tokens is None or not len(tokens):
            return None
        branch = tokens[: tokens[0].sent.end - tokens.start].root
        for _ in range(_CLIMB):
            cue = branch.head
            if cue.i == branch.i:
                return None
            outside = not quoted.start <= cue.idx < quoted.end
            if outside and cue.pos_ == "VERB" and branch.dep_ not in ("nsubj", "nsubjpass"):
                subject = self.subject(cue) if self._tells(cue) else None
                if subject is not None and self._speaks(subject) and self._holds(cue, quoted):
                    return Cue(cue, subject, branch, how="above")
            if cue.pos_ == "VERB" and cue.dep_ in ("advcl", "relcl", "acl", "pcomp"):
                return None
            branch = cue
        return None

    def _tells(self, cue: Token) -> bool:
        forms = syntax.lemmas(cue)
        return any(f in self.scene.cues or f in self.describing for f in forms)

    def _holds(self, cue: Token, quoted: Quoted) -> bool:
        """Cue before the marks, in their sentence."""
        return cue.idx < quoted.outer_start

    def subject(self, verb: Token) -> Token | None:
        """Who does what a verb says: its subject, or that of its first conjunct or host."""
        for _ in range(5):
            if syntax.is_passive(verb):
                agents = [p for a in syntax.children(verb, "agent") for p in a.children]
                return next((p for p in agents if p.dep_ == "pobj"), None)
            found = syntax.child(verb, "nsubj")
            if found is not None:
                relative = found.lower_ in syntax.RELATIVE and verb.dep_ == "relcl"
                return verb.head if relative and verb.head.pos_ in ("NOUN", "PROPN") else found
            if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head.i != verb.i:
                verb = verb.head
                while verb.dep_ == "prep" and verb.head.i != verb.i:
                    verb = verb.head
                continue
            if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
                return verb.head
            return None
        return None

    # below --------------------------------------------------------------------------------

    def signed(self, quoted: Quoted) -> Cue | None:
        """ "“…” — Name, office", the name behind a dash or on a line of its own."""
        found = _SIGNED.match(self.text, quoted.outer_end)
        if found is None:
            return None
        line = self.text[found.end() :].split("\n", 1)[0].strip().rstrip(".")
        first = self._next(found.end())
        if first is None or not line or len(line) > _SIGNATURE or line.endswith((":", "?", "!")):
            return None
        end = found.end() + len(line)
        inside = [t for t in self.parse[first : first + 30] if t.idx < end]
        if not inside or any(t.tag_ in _FINITE and t.dep_ != "relcl" for t in inside):
            return None
        draft = self.starts.get(first)
        if draft is not None and draft.kind == "person":
            alone = draft.last > inside[-1].i or self.parse[draft.last].text in (",", "(")
            return Cue(None, self.parse[draft.root], how="signed") if alone else None
        names = list(takewhile(lambda t: t.text[:1].isupper(), inside))
        dashed = any(dash in found.group() for dash in "―—–-")
        whole = len(names) == len(inside) or inside[len(names)].text in (",", "(")
        if dashed and 2 <= len(names) <= 5 and whole:
            return Cue(None, names[-1], names[0], how="signed")
        return None

    # places -------------------------------------------------------------------------------

    def _next(self, place: int) -> int | None:
        i = bisect_left(self.places, place)
        while i < len(self.parse) and self.parse[i].is_space:
            i += 1
        return i if i < len(self.parse) else None

    def _previous(self, place: int) -> int | None:
        i = bisect_left(self.places, place) - 1
        while i >= 0 and self.parse[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def _sentence_end(self, token: int) -> int:
        number = self.scene.sentence_at[token]
        return self.sentences[number].last if number >= 0 else token

    def drafts(self, cue: Cue) -> list[Draft]:
        """Those who speak."""
        if cue.how == "signed" and cue.branch is not None:
            name = " ".join(t.text for t in self.parse[cue.branch.i : cue.speaker.i + 1])
            return [speaker_of(self.scene, cue.branch.i, cue.speaker.i + 1, name)]
        return self.sources.drafts([self.sources.issuer(cue.speaker)])
