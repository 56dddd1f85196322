"""Running the lexicon over a parse: which entries fire at which tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.arguments import Arguments
from verbale.matcher.frames import Condition, Frame
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


class Matcher:
    """Runs a lexicon over parses and fills the roles of what it finds."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.arguments = Arguments(lexicon.words("support-verb"))

    def match(
        self,
        parse: Doc,
        tokens: Iterable[int],
        kinds: frozenset[str],
        actor: Test,
        place: Test = lambda token: False,
    ) -> list[Match]:
        """All entries of these kinds that fire on these tokens.

        ``actor`` and ``place`` tell whether a token heads a mention; conditions ask them.
        """
        found = []
        index = self.lexicon.index
        for number in tokens:
            token = parse[number]
            lemma, form = token.lemma_.lower(), token.lower_
            entries = index.get(lemma, ())
            if form != lemma:
                entries = entries + index.get(form, ())
            for frame, words, head in entries:
                if frame.kind not in kinds or token.pos_ not in _POS[frame.pos]:
                    continue
                taken = _spread(token, words, head)
                if taken is not None and self._fits(frame, token, taken, actor, place):
                    found.append(Match(frame, token, taken))
        return _heaviest(found)

    def fill(self, match: Match, role: str, accept: Test) -> list[Token]:
        """The heads (with their conjuncts) of the first slot of a role that ``accept`` takes."""
        for slot in match.frame.roles.get(role, ()):
            heads = self._heads(match, slot)
            taken = [t for head in heads for t in syntax.conjuncts(head) if accept(t)]
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
            if not (own and slot == "object"):
                heads = self.arguments.fill(other, slot)
        return [h for h in heads if h.i not in match.words]

    def _fits(
        self, frame: Frame, token: Token, taken: tuple[int, ...], actor: Test, place: Test
    ) -> bool:
        for name, wanted in frame.trigger.items():
            if _OF_TRIGGER[name](token) != wanted:
                return False
        if frame.pos == "verb" and token.dep_ in ("aux", "auxpass"):
            return False
        match = Match(frame, token, taken)
        return all(self._holds(c, match, actor, place) for c in frame.requires) and not any(
            self._holds(c, match, actor, place) for c in frame.excludes
        )

    def _holds(self, condition: Condition, match: Match, actor: Test, place: Test) -> bool:
        if condition.options:
            return any(self._holds(option, match, actor, place) for option in condition.options)
        heads = self._heads(match, condition.slot, own=True)
        if not condition.filled:
            return not heads
        return any(_meets(condition, head, actor, place) for head in heads)


def _meets(condition: Condition, head: Token, actor: Test, place: Test) -> bool:
    if condition.actor and not any(actor(t) for t in syntax.conjuncts(head)):
        return False
    if condition.place and not place(head):
        return False
    if condition.marked and syntax.marker(head) not in condition.marked:
        return False
    if condition.form and syntax.form(head) not in condition.form:
        return False
    if not condition.words:
        return True
    return any(
        t.lemma_.lower() in condition.words or t.lower_ in condition.words
        for t in syntax.conjuncts(head)
    )


_OF_TRIGGER: dict[str, Callable[[Token], bool]] = {
    "negated": syntax.is_negated,
    "passive": syntax.is_passive,
    "plural": lambda token: token.tag_ in ("NNS", "NNPS"),
}


def _spread(head: Token, words: tuple[str, ...], position: int) -> tuple[int, ...] | None:
    """The tokens of an entry's words around its head; None where one is missing."""
    taken = [head]
    for number, word in enumerate(words):
        if number == position:
            continue
        found = _hanging(taken, word)
        if found is None:
            return None
        taken.append(found)
    return tuple(sorted(t.i for t in taken))


def _hanging(taken: list[Token], word: str) -> Token | None:
    for token in reversed(taken):
        for c in token.children:
            if c not in taken and (c.lower_ == word or c.lemma_.lower() == word):
                return c
    last = taken[-1]
    if last.i + 1 < len(last.doc):
        following = last.nbor()
        if following.lower_ == word and following.pos_ in ("ADP", "ADV", "PART"):
            return following
    return None


def _heaviest(found: list[Match]) -> list[Match]:
    """Of the entries of one kind on one token only the most specific ones."""
    best: dict[tuple[int, str], int] = {}
    for match in found:
        key = (match.token.i, match.frame.kind)
        best[key] = max(best.get(key, 0), match.weight)
    return [m for m in found if m.weight == best[(m.token.i, m.frame.kind)]]
