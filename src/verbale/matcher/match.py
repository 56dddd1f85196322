"""Running the lexicon over a parse: which entries fire at which tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.arguments import Arguments
from verbale.matcher.frames import PARTICLES, Condition, Frame
from verbale.matcher.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Test = Callable[["Token"], bool]

_POS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adj": frozenset({"ADJ", "VERB"}),
    "adp": frozenset({"ADP", "SCONJ", "VERB", "ADV"}),
    "adv": frozenset({"ADV", "ADJ"}),
}

_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})


_BLOCK = 128
"""Tokens of a stretch whose words are looked at together."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fired. ``token`` heads the trigger, ``words`` are all its tokens, in order."""

    frame: Frame
    token: Token
    words: tuple[int, ...]

    @property
    def weight(self) -> int:
        """More words and more conditions make a match more specific."""
        return 4 * len(self.words) + self.frame.weight


@dataclass(frozen=True, slots=True)
class _Asked:
    """What conditions ask of a token that heads a mention."""

    actor: Test
    place: Test
    group: Test


class Matcher:
    """Runs a lexicon over parses and fills the roles of what it finds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.arguments = Arguments(
            lexicon.words("support-verb"),
            lexicon.words("happen-verb"),
            lexicon.words("going-verb"),
            lexicon.words("speech-participle"),
            lexicon.words("object-control"),
        )
        self.speaking = frozenset(
            words[0]
            for frame in lexicon.frames
            if frame.kind == "statement" and frame.pos == "verb" and _of_clauses(frame)
            for words in frame.words
            if len(words) == 1
        )
        """Lemmas of verbs that say something."""

    def match(
        self,
        parse: Doc,
        tokens: Iterable[int],
        kinds: frozenset[str],
        actor: Test,
        place: Test = lambda token: False,
        group: Test = lambda token: False,
    ) -> list[Match]:
        """All entries of these kinds that fire on these tokens.

        ``actor``, ``place`` and ``group`` (a people, fighters or civilians) tell whether a token
        heads such a mention; conditions ask them.
        """
        found = []
        asked = _Asked(actor, place, group)
        index = self.lexicon.index
        forms = [syntax.lemmas(token) for token in parse]
        present = _present(parse, forms)
        for number in tokens:
            token = parse[number]
            entries = [e for lemma in forms[number] for e in index.get(lemma, ())]
            for frame, words, head in entries:
                if frame.kind not in kinds or not _part_of_speech(token, frame.pos):
                    continue
                if len(words) > 1 and not present[number // _BLOCK].issuperset(words):
                    continue
                taken = _spread(token, words, head)
                if taken is not None and self._fits(frame, token, taken, asked):
                    found.append(Match(frame, token, taken))
        return _heaviest(found)

    def fill(self, match: Match, role: str, accept: Test) -> list[Token]:
        """The heads (with their conjuncts) of the first slot of a role that ``accept`` takes."""
        for slot in match.frame.roles.get(role, ()):
            heads = self._heads(match, slot)
            several = [c for head in heads for c in syntax.conjuncts(head)]
            counted = [syntax.through_quantity(t) for t in several]
            taken = [c if accept(c) else t for c, t in zip(counted, several, strict=True)]
            taken = [t for t in taken if accept(t)]
            if taken:
                return taken
        return []

    def first(self, match: Match, role: str) -> Token | None:
        """The head of whatever fills a role first, actor or not."""
        for slot in match.frame.roles.get(role, ()):
            heads = self._heads(match, slot)
            if heads:
                return heads[0]
        return None

    def _heads(self, match: Match, slot: str, own: bool = False) -> list[Token]:
        """What fills a slot of the trigger's head; else (not ``own``) of its other words."""
        heads = self.arguments.fill(match.token, slot)
        for word in match.words:
            other = match.token.doc[word]
            if other.i == match.token.i or heads or slot == "subject":
                continue
            if not (own and slot == "object" and other.lower_ not in PARTICLES | {"in"}):
                heads = self.arguments.fill(other, slot)
        return [h for h in heads if h.i not in match.words]

    def _fits(self, frame: Frame, token: Token, taken: tuple[int, ...], asked: _Asked) -> bool:
        for name, wanted in frame.trigger.items():
            if _OF_TRIGGER[name](token) != wanted:
                return False
        if frame.pos == "verb" and token.dep_ in ("aux", "auxpass"):
            return False
        match = Match(frame, token, taken)
        return all(self._holds(c, match, asked) for c in frame.requires) and not any(
            self._holds(c, match, asked) for c in frame.excludes
        )

    def _holds(self, condition: Condition, match: Match, asked: _Asked) -> bool:
        if condition.options:
            return any(self._holds(option, match, asked) for option in condition.options)
        heads = self._heads(match, condition.slot, own=True)
        if not condition.filled:
            return not heads
        return any(_meets(condition, head, asked) for head in heads)


def _present(parse: Doc, forms: list[tuple[str, ...]]) -> list[frozenset[str]]:
    """The words in each stretch of a parse and in those beside it, where an entry's may stand."""
    own: list[set[str]] = [set() for _ in range(len(parse) // _BLOCK + 1)]
    for number, (token, lemmas) in enumerate(zip(parse, forms, strict=True)):
        block = own[number // _BLOCK]
        block.update(lemmas)
        block.add(token.lower_)
        if token.dep_ == "neg":
            block.add("not")
    last = len(own) - 1
    return [frozenset(own[max(i - 1, 0)] | own[i] | own[min(i + 1, last)]) for i in range(len(own))]


def _meets(condition: Condition, head: Token, asked: _Asked) -> bool:
    several = [syntax.through_quantity(t) for t in syntax.conjuncts(head)]
    if condition.actor and not any(asked.actor(t) for t in (head, *several)):
        return False
    if condition.place and not asked.place(head):
        return False
    if condition.group and not any(asked.group(t) for t in (head, *several)):
        return False
    if condition.marked and syntax.marker(head) not in condition.marked:
        return False
    if condition.form and syntax.form(head) not in condition.form:
        return False
    if condition.modal and not any(
        c.dep_ == "aux" and c.lower_ in condition.modal for c in head.children
    ):
        return False
    if not condition.words:
        return True
    return any(word in condition.words for t in several for word in syntax.lemmas(t))


def _of_clauses(frame: Frame) -> bool:
    """True for a cue that takes a clause by itself ("say"), not with a noun ("send word")."""
    needs_noun = any(c.slot == "object" and c.words for c in frame.requires)
    return "clause" in frame.roles.get("content", ()) and not needs_noun


_OF_TRIGGER: dict[str, Callable[[Token], bool]] = {
    "negated": syntax.is_negated,
    "passive": syntax.is_passive,
    "plural": lambda token: token.tag_ in ("NNS", "NNPS"),
}


def _part_of_speech(token: Token, pos: str) -> bool:
    """Whether a token may be an entry of this part of speech; gerunds may be event nouns."""
    if token.pos_ in _POS[pos]:
        return True
    return pos == "noun" and token.tag_ == "VBG" and token.dep_ in _NOMINAL


def _spread(head: Token, words: tuple[str, ...], position: int) -> tuple[int, ...] | None:
    """The tokens of an entry's words around its head; None where one is missing."""
    taken = [head]
    missing = [word for number, word in enumerate(words) if number != position]
    while missing:
        for word in missing:
            found = _hanging(taken, word)
            if found is not None:
                taken.append(found)
                missing.remove(word)
                break
        else:
            return None
    return tuple(sorted(t.i for t in taken))


def _hanging(taken: list[Token], word: str) -> Token | None:
    for token in reversed(taken):
        for c in token.children:
            if c.lower_ == "to" and c.dep_ in ("aux", "mark"):
                continue
            if c not in taken and _is_word(c, word) and not _dated(c):
                return c
    return _opening(taken, word) or _following(taken[-1], word)


def _opening(taken: list[Token], word: str) -> Token | None:
    """ "Called *for* Iran to leave": the word opens the clause behind the verb."""
    if word != "for":
        return None
    marks = (m for token in taken for m in syntax.clause_marks(token))
    return next((m for m in marks if m.lower_ == word), None)


def _following(last: Token, word: str) -> Token | None:
    if last.i + 1 == len(last.doc):
        return None
    following = last.nbor()
    if following.lower_ != word or following.pos_ not in ("ADP", "ADV", "PART"):
        return None
    return None if _dated(following) else following


def _is_word(token: Token, word: str) -> bool:
    """Whether a token is a word of an entry; "not" stands for every negation ("never")."""
    if token.lower_ == word or word in syntax.lemmas(token):
        return True
    return word == "not" and token.dep_ == "neg"


def _dated(preposition: Token) -> bool:
    """ "Called Mr. Putin on Tuesday" is no calling on."""
    if preposition.pos_ != "ADP":
        return False
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


def _heaviest(found: list[Match]) -> list[Match]:
    """Of the entries of one kind on one token only the most specific ones.

    A user's entry goes before each built-in one whose trigger has no more words than it has
    words and conditions.
    """
    own: dict[tuple[int, str], int] = {}
    for match in found:
        if match.frame.own:
            told = len(match.words) + match.frame.weight
            own[_place(match)] = max(own.get(_place(match), 0), told)
    found = [m for m in found if m.frame.own or len(m.words) > own.get(_place(m), 0)]
    best: dict[tuple[int, str], int] = {}
    for match in found:
        best[_place(match)] = max(best.get(_place(match), 0), match.weight)
    return [m for m in found if m.weight == best[_place(m)]]


def _place(match: Match) -> tuple[int, str]:
    """Where entries compete: on one token, for one kind."""
    return match.token.i, match.frame.kind
