"""Sources: the words that say whose word something is, known actor or not.

"Two officials said", "a 2009 study found", "data showed", "one of them said", "Ms. Lund said":
where no mention stands there, the words are taken as they are. Persons, groups and documents named
so can speak in records; a picture or a graph only where a clause tells what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene, noun_phrase, slug
from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.clauses import trimmed
from verbale.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_EMPTY = frozenset(
    [
        *("it", "there", "this", "that", "these", "those", "what", "which", "whatever", "nothing"),
        *("nobody", "none", "neither", "nor", "anyone", "anybody", "noone"),
    ]
)
"""Words that name nobody by themselves."""
_FURTHER = frozenset({"of", "by", "from", "for", "in", "at", "on", "with"})
"""Prepositions whose phrase belongs to the words before it: "a poll by Gallup"."""
_LONG = 8
"""Words of a participle or adjective behind a noun that still belong to its name."""
_ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "sgt", "lt", "gen", "sen"})
_NAMES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "organisation",
    "NORP": "group",
    **dict.fromkeys(("DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "LOC", "FAC"), ""),
    **dict.fromkeys(("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"), ""),
}


class Sources:
    """The sources of one document, each made once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.people = scene.words("source-person")
        self.counts = scene.words("source-count")
        self.documents = scene.words("source-document")
        self.evidence = scene.words("source-evidence")
        self.issuing = scene.words("issuing-verb")
        self._made: dict[int, Draft | None] = {}

    def known(self, token: Token) -> bool:
        """Whether a word stands for somebody, in a place where it can be who speaks."""
        if token.i in self.scene.heads:
            return True
        subject = token.dep_ in ("nsubj", "conj") or any(c.dep_ == "relcl" for c in token.children)
        return subject and self.kind(token) not in ("", "document", "evidence")

    def may_speak(self, token: Token) -> bool:
        """Whether a word before a verb that only people and documents do can be its source."""
        if token.i in self.scene.heads:
            return True
        return token.pos_ in _NOMINAL and not self._nobody(token)

    def shown(self, match: Match, matcher: Matcher) -> Token | None:
        """The document or picture that a verb of showing or saying has as its subject."""
        for token in matcher.arguments.fill(match.token, "subject"):
            if token.i not in self.scene.heads and self.kind(token) in ("document", "evidence"):
                return token
        return None

    @staticmethod
    def _nobody(token: Token) -> bool:
        return (
            token.lower_ in _EMPTY
            or not token.text[0].isalnum()
            or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)
        )

    def kind(self, token: Token) -> str:
        """``person``, ``group``, ``organisation``, ``document``, ``evidence`` or nothing."""
        lemma = token.lemma_.lower()
        if self._nobody(token):
            return ""
        if token.pos_ in ("NOUN", "PROPN"):
            if lemma in self.documents or token.lower_ in self.documents:
                return "document"
            if lemma in self.evidence:
                return "evidence"
            if lemma in self.people:
                return "group" if token.tag_ in ("NNS", "NNPS") else "person"
        if token.pos_ == "PROPN":
            return _NAMES.get(token.ent_type_, "person" if token.dep_ == "nsubj" else "")
        return self._counted(token, lemma)

    def _counted(self, token: Token, lemma: str) -> str:
        if lemma not in self.counts and token.lower_ not in self.counts:
            return ""
        if token.dep_ not in ("nsubj", "pobj", "conj", "poss"):
            return ""
        return "person" if token.lower_ in ("one", "another", "someone", "somebody") else "group"

    def issuer(self, token: Token) -> Token:
        """Who "put out a *statement* saying", "sent an *email* vowing"; else the word itself."""
        verb = token.head
        if token.i in self.scene.heads and self.scene.heads[token.i].kind != "document":
            return token
        if self.kind(token) == "evidence":
            return token
        if token.dep_ != "dobj" or verb.lemma_ not in self.issuing or syntax.is_passive(verb):
            return token
        for _ in range(3):
            subject = syntax.child(verb, "nsubj")
            if subject is not None:
                return subject if self.known(subject) else token
            if verb.dep_ not in ("conj", "xcomp", "advcl"):
                return token
            verb = verb.head
        return token

    def drafts(self, tokens: Iterable[Token]) -> list[Draft]:
        """Those who speak: mentions, and persons, groups and documents that no mention names."""
        found = (self._counter(t) or self.scene.heads.get(t.i) or self._draft(t) for t in tokens)
        return [draft for draft in found if draft is not None]

    def _counter(self, token: Token) -> Draft | None:
        """ "One of them", "two of the guards": those who are counted out speak, not all."""
        counts = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        lone = token.pos_ == "PRON" or counts.lower_ == "one"
        found = self._draft(counts) if counts is not token and lone else None
        if found is not None:
            found.last = max(found.last, token.right_edge.i + 1)
            found.name = _without_article(self.scene, found.first, found.last)
            found.actor = f"nominal:{slug(found.name)}"
        return found

    def _draft(self, token: Token) -> Draft | None:
        if token.i not in self._made:
            self._made[token.i] = self._make(token)
        return self._made[token.i]

    def _make(self, token: Token) -> Draft | None:
        kind = self.kind(token)
        if not kind or (kind == "evidence" and syntax.child(token.head, "ccomp") is None):
            return None
        kind = "document" if kind == "evidence" else kind
        first, last = self._phrase(token, kind in ("person", "group", "document"))
        named = token.pos_ == "PROPN" and kind in _NAMES.values()
        name = _without_article(self.scene, first, last)
        draft = Draft(first, last, token.i, name, "name" if named else "nominal", kind)
        draft.actor = f"{kind if named or kind == 'document' else 'nominal'}:{slug(name)}"
        draft.plural = kind == "group"
        draft.why = f"source “{name}”"
        return draft

    def beside(self, place: int) -> Draft | None:
        """Who is named by the noun phrase that ends with a word."""
        token = self.scene.parse[place]
        return self._draft(token) if token.i not in self.scene.heads else None

    def spans(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The words that name these sources."""
        found = [self._span(t) for t in tokens]
        return tuple(sorted({s for s in found if s is not None}))

    def _span(self, token: Token) -> Span | None:
        draft = self._counter(token) or self.scene.heads.get(token.i)
        if draft is not None and draft.via in ("name", "pronoun"):
            return self.scene.span(self._with_address(draft.first), draft.last)
        first, last = self._phrase(token, True)
        if draft is not None:
            first, last = min(first, draft.first), max(last, draft.last)
        return trimmed(self.scene.document, self.scene.parse, first, last)

    def _with_address(self, first: int) -> int:
        """Where a name begins with its form of address: "*Dr.* Lund"."""
        before = self.scene.lower[first - 1].rstrip(".") if first else ""
        return first - 1 if before in _ADDRESSES else first

    def _phrase(self, token: Token, further: bool) -> tuple[int, int]:
        """The noun phrase that a word heads, with the phrases that say more behind it."""
        first, last = noun_phrase(token)
        for c in token.rights if further else ():
            if c.left_edge.i == last and _belongs(c):
                last = c.right_edge.i + 1
        return first, last


def _belongs(word: Token) -> bool:
    """ "A poll *by Gallup*", "people *familiar with it*", "a video *taken by her*"."""
    words = list(word.subtree)
    if word.dep_ in ("amod", "acl") and word.tag_ in ("JJ", "VBN"):
        return len(words) <= _LONG
    if word.dep_ == "prep" and word.lower_ not in _FURTHER:
        return False
    known = word.dep_ in ("prep", "nummod", "npadvmod")
    return known and not any(t.pos_ in syntax.VERBAL for t in words)


def _without_article(scene: Scene, first: int, last: int) -> str:
    while first < last - 1 and scene.parse[first].lower_ in ("the", "a", "an"):
        first += 1
    return " ".join(scene.span(first, last).text.split())
