"""What has been said so far: the mentions of a document in their order, and how salient they are.

Coreference walks through the text with this: what stands before a word, how often and how
recently each actor was named, who spoke last, what is quoted, and which nouns stand for things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.language.drafts import Draft, Scene
from verbale.language.quotation_marks import find_quoted
from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

WINDOW = 4
"""Sentences back in which an antecedent is looked for."""

_SALIENCE = {"nsubj": 1.0, "nsubjpass": 0.9, "dobj": 0.3, "dative": 0.2, "appos": 0.2, "pobj": 0.0}
_TELLING = frozenset({"tell", "say", "speak", "talk", "remind", "inform"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj"})


class Discourse:
    """The mentions met so far, walking through a document."""

    def __init__(self, scene: Scene) -> None:
        """Start before the first word."""
        self.scene = scene
        self.met: dict[int, list[Draft]] = defaultdict(list)
        self.ahead: dict[int, list[Draft]] = defaultdict(list)
        self.count: dict[int, int] = defaultdict(int)
        self.last: dict[int, int] = {}
        self.spoke: list[Draft] = []
        self.things: dict[int, list[Token]] = defaultdict(list)
        self.people: dict[int, Draft] = {}
        """The persons met, in the order in which each was first met."""
        self.quoted = _quoted(scene)
        self._clauses: dict[int, frozenset[int]] = {}
        self._salience: dict[int, float] = {}
        for draft in scene.drafts:
            self.ahead[scene.sentence_at[draft.root]].append(draft)

    def meet(self, draft: Draft) -> None:
        """Go past a mention."""
        here = self.scene.sentence_at[draft.root]
        self.met[here].append(draft)
        found = draft.resolved()
        who = id(found)
        if found.kind == "person":
            self.people.setdefault(who, found)
        self.count[who] += 1
        self.last[who] = here
        if self.speaking(self.scene.parse[draft.root]):
            self.spoke.append(draft)

    def pass_thing(self, token: Token) -> None:
        """Go past a noun that stands for no actor."""
        if token.dep_ in _ARGUMENTS:
            self.things[self.scene.sentence_at[token.i]].append(token)

    def here(self, token: Token) -> int:
        """The number of the token's sentence."""
        return self.scene.sentence_at[token.i]

    def before(self, token: Token, window: int = WINDOW) -> Iterator[Draft]:
        """Mentions before a token, the sentence of the token first."""
        here = self.here(token)
        for back in range(window):
            yield from (d for d in self.met.get(here - back, ()) if d.first < token.i)

    def things_before(self, token: Token, plural: bool) -> Iterator[Token]:
        """Nouns for things before a token, in its sentence and the one before."""
        here = self.here(token)
        for back in range(2):
            for noun in self.things.get(here - back, ()):
                if noun.i < token.i and (noun.tag_ in ("NNS", "NNPS")) is plural:
                    yield noun

    def speaking(self, token: Token) -> bool:
        """Whether a token is the subject of a verb that says something."""
        return token.dep_ == "nsubj" and token.head.lemma_.lower() in self.scene.cues

    def addressed(self, token: Token) -> bool:
        """Whether something is said to whom a token stands for ("told reporters")."""
        verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "to" else token.head
        return token.dep_ in ("dobj", "dative", "pobj") and verb.lemma_.lower() in _TELLING

    def last_speaker(self, token: Token) -> Draft | None:
        """Who spoke last within the three sentences before that of a token."""
        here = self.here(token)
        for draft in reversed(self.spoke):
            back = here - self.scene.sentence_at[draft.root]
            if back > 3:
                return None
            if back > 0:
                return draft.resolved()
        return None

    def another_since(self, token: Token, speaker: Draft) -> bool:
        """Whether another person was the subject of a clause since a speaker was last met."""
        here = self.here(token)
        for number in range(self.last.get(id(speaker), here), here + 1):
            for draft in self.met.get(number, ()):
                person = draft.resolved()
                subject = self.scene.parse[draft.root].dep_ in ("nsubj", "nsubjpass")
                if (
                    self.quoted[draft.root] < 0
                    and subject
                    and person.kind == "person"
                    and person is not speaker
                ):
                    if number == here or self.last.get(id(speaker), 0) < number:
                        return True
        return False

    def recency(self, token: Token, other: Token) -> float:
        """0 in the same sentence, falling with the sentences and a little with the words."""
        back = self.here(token) - self.here(other)
        return -0.9 * back - min(abs(token.i - other.i), 100) / 250

    def salience(self, token: Token) -> float:
        """Subjects before objects before the rest; a possessor less than what it owns."""
        known = self._salience.get(token.i)
        below: list[Token] = []
        while known is None:
            if token.head.i != token.i and token.dep_ in ("conj", "poss"):
                below.append(token)
                token = token.head
                known = self._salience.get(token.i)
            else:
                known = self._own_salience(token)
        for one in reversed(below):
            known = known - 0.1 if one.dep_ == "conj" else min(known - 0.35, 0.5)
            self._salience[one.i] = known
        return known

    def _own_salience(self, token: Token) -> float:
        if self.addressed(token):
            return -0.5
        return _SALIENCE.get(token.dep_, -0.5 if token.dep_ in ("amod", "compound", "nmod") else 0)

    def in_clause_of(self, pronoun: Token, other: Token) -> bool:
        """Whether a pronoun stands in a relative clause about the other word."""
        heads = self._clauses.get(pronoun.i)
        if heads is None:
            about = (a.head.i for a in pronoun.ancestors if a.dep_ in ("relcl", "acl"))
            heads = self._clauses[pronoun.i] = frozenset(about)
        return bool(heads) and (other.i in heads or _of(other) in heads)

    def weight(self, draft: Draft) -> float:
        """How often an actor has been named so far, a little."""
        return min(self.count[id(draft.resolved())], 8) * 0.06

    def distance(self, draft: Draft, token: Token) -> int:
        """Sentences since an actor was last met; many where it was not."""
        last = self.last.get(id(draft.resolved()))
        return 99 if last is None else self.here(token) - last


def _quoted(scene: Scene) -> list[int]:
    """For each token the number of the quotation it stands in, -1 outside."""
    inside = [-1] * len(scene.parse)
    for number, quoted in enumerate(find_quoted(scene.document.text)):
        tokens = scene.parse.char_span(quoted.start, quoted.end, alignment_mode="contract")
        for token in tokens or ():
            inside[token.i] = number
    return inside


def clash(pronoun: Token, other: Token) -> bool:
    """Two arguments of one verb stand for two ("Obama urged him"); a possessive may look back."""
    if pronoun.dep_ == "poss" or pronoun.lower_.endswith(("self", "selves")):
        return pronoun.head.i == other.i
    if pronoun.dep_ == "nsubj":
        return False
    verb = syntax.clause_verb(pronoun)
    return verb == syntax.clause_verb(other) or (verb is not None and other.i in _subject(verb))


def _subject(verb: Token) -> set[int]:
    """The subject a verb shares with the one it is joined to ("met him and *thanked* her")."""
    for _ in range(4):
        found = {c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")}
        if found or verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return found
        verb = verb.head
    return set()


def told_by(pronoun: Token, other: Token) -> bool:
    """Whether a pronoun is the subject of what the other says, hopes or knows ("X said it")."""
    clause = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "ccomp":
        return False
    return other.dep_ == "nsubj" and other.head.i == clause.head.i


def joined(pronoun: Token, other: Token) -> bool:
    """ "Mr. Lund and his wife": what a pronoun owns is joined to the other."""
    owned = pronoun.head
    return pronoun.dep_ == "poss" and owned.dep_ == "conj" and owned.head.i == other.i


def _of(token: Token) -> int:
    """What a word counts: "generations *of Afghans* who"."""
    of = token.head
    return of.head.i if token.dep_ == "pobj" and of.lower_ == "of" else token.i


def coordinated(drafts: Iterable[Draft], scene: Scene, draft: Draft) -> list[Draft]:
    """All actors of the coordination whose first member is this mention."""
    root = scene.parse[draft.root]
    if root.dep_ == "conj":
        return [draft]
    heads = [t.i for t in syntax.conjuncts(root)]
    if len(heads) < 2 or any(c.lower_ == "or" for i in heads for c in scene.parse[i].children):
        return [draft]
    found = [d for d in drafts if d.root in heads and d.via != "pronoun"]
    several = list({id(d.resolved()): d for d in reversed(found)}.values())[::-1]
    return several if draft in several else [draft]
