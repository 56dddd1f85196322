"""Running the lexicon over a parse: which entries fire at which tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.arguments import Arguments
from verbale.matcher.frames import PARTICLES, Condition, Frame
from verbale.matcher.lexicon import Entry, Lexicon
from verbale.matcher.tree import Forest, Node, Tree

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

_LENDING = PARTICLES | {"in"}
"""Words of a trigger whose object counts as the trigger's own."""

_KNOWN = 2**15
"""Words whose entries are kept."""

_PLAYS = {
    **dict.fromkeys(("aux", "auxpass"), "auxiliary"),
    **dict.fromkeys(("nsubj", "nsubjpass", "dobj", "pobj", "attr"), "nominal"),
}
"""What a word does in its clause: an auxiliary is no verb, a gerund may be an event noun."""


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


class _Asked:
    """What conditions ask of a node that heads a mention, each answer kept."""

    def __init__(self, doc: Doc, actor: Test, place: Test, group: Test) -> None:
        self.actor = _kept(doc, actor)
        self.place = _kept(doc, place)
        self.group = _kept(doc, group)


def _kept(doc: Doc, test: Test) -> Callable[[Node], bool]:
    """A test of tokens as one of nodes that asks each only once."""
    known: dict[int, bool] = {}

    def ask(node: Node) -> bool:
        number = node.i
        if number not in known:
            known[number] = test(doc[number])
        return known[number]

    return ask


class Matcher:
    """Runs a lexicon over parses and fills the roles of what it finds.

    The parses must be finished: what is changed in one afterwards may go unseen.
    """

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
        self._entries = lru_cache(maxsize=_KNOWN)(self._entries_of)
        self.tree = Forest().tree

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
        asked = _Asked(parse, actor, place, group)
        tree = self.tree(parse)
        for number in tokens:
            node = tree.nodes[number]
            plays = _PLAYS.get(node.dep_, "")
            entries = self._entries(kinds, node.lemma_, node.lower_, node.tag_, node.pos_, plays)
            near: set[str] = tree.near(node) if entries else set()
            for (frame, words, head), others in entries:
                if others and others.isdisjoint(near):
                    continue
                taken = (number,) if not others else _spread(tree, node, words, head)
                if taken is not None and self._fits(frame, tree, node, taken, asked):
                    found.append(Match(frame, parse[number], taken))
        return _heaviest(found)

    def _entries_of(
        self, kinds: frozenset[str], lemma: str, form: str, tag: str, pos: str, plays: str
    ) -> tuple[tuple[Entry, frozenset[str]], ...]:
        """The entries of these kinds for a word, each with the other words of its trigger."""
        allowed = {name for name, several in _POS.items() if pos in several}
        if tag == "VBG" and plays == "nominal":
            allowed.add("noun")
        if plays == "auxiliary":
            allowed.discard("verb")
        return tuple(
            (entry, _others(entry))
            for word in syntax.lemmas_of(lemma, form, tag)
            for entry in self.lexicon.index.get(word, ())
            if entry[0].kind in kinds and entry[0].pos in allowed
        )

    def fill(self, match: Match, role: str, accept: Test) -> list[Token]:
        """The heads (with their conjuncts) of the first slot of a role that ``accept`` takes."""
        parse = match.token.doc
        for slot in match.frame.roles.get(role, ()):
            taken = []
            for head in self._slot(match, slot):
                for plain, counted in head.counted():
                    token = parse[counted.i]
                    if not accept(token) and plain is not counted:
                        token = parse[plain.i]
                    if accept(token):
                        taken.append(token)
            if taken:
                return taken
        return []

    def first(self, match: Match, role: str) -> Token | None:
        """The head of whatever fills a role first, actor or not."""
        for slot in match.frame.roles.get(role, ()):
            heads = self._slot(match, slot)
            if heads:
                return match.token.doc[heads[0].i]
        return None

    def _slot(self, match: Match, slot: str) -> list[Node]:
        tree = self.tree(match.token.doc)
        return self._heads(tree, tree.nodes[match.token.i], match.words, slot)

    def _heads(
        self, tree: Tree, node: Node, words: tuple[int, ...], slot: str, own: bool = False
    ) -> list[Node]:
        """What fills a slot of the trigger's head; else (not ``own``) of its other words."""
        key = (node.i, words, slot, own)
        heads = tree.heads.get(key)
        if heads is None:
            heads = self._filled(node, slot)
            if slot != "subject":
                for number in words:
                    other = tree.nodes[number]
                    barred = own and slot == "object" and other.lower_ not in _LENDING
                    if not heads and other is not node and not barred:
                        heads = self._filled(other, slot)
            heads = tree.heads[key] = [h for h in heads if h.i not in words]
        return heads

    def _filled(self, node: Node, path: str) -> list[Node]:
        """`Arguments.fill`, each slot of a node asked only once."""
        known = node.slots
        if known is None:
            known = node.slots = {}
        found = known.get(path)
        if found is None:
            above, _, name = path.rpartition(".")
            if above:
                found = [f for head in self._filled(node, above) for f in self._filled(head, name)]
            else:
                found = self.arguments.slot(node, name)
            known[path] = found
        return found

    def _fits(
        self, frame: Frame, tree: Tree, node: Node, taken: tuple[int, ...], asked: _Asked
    ) -> bool:
        """Whether an entry's conditions hold."""
        for name, wanted in frame.trigger.items():
            if _OF_TRIGGER[name](node) != wanted:
                return False

        def holds(condition: Condition) -> bool:
            if condition.options:
                return any(map(holds, condition.options))
            heads = self._heads(tree, node, taken, condition.slot, True)
            if not condition.filled:
                return not heads
            return any(_meets(condition, head, asked) for head in heads)

        return all(map(holds, frame.requires)) and not any(map(holds, frame.excludes))


def _meets(condition: Condition, head: Node, asked: _Asked) -> bool:
    if condition.words and condition.words.isdisjoint(head.lemmas()):
        return False
    if condition.marked and syntax.marker(head) not in condition.marked:
        return False
    if condition.form and syntax.form(head) not in condition.form:
        return False
    if condition.modal and not any(
        c.dep_ == "aux" and c.lower_ in condition.modal for c in head.children
    ):
        return False
    return _stands_for(condition, head, asked)


def _stands_for(condition: Condition, head: Node, asked: _Asked) -> bool:
    """Whether a head, or what is coordinated with it, is the mention a condition asks for."""
    if condition.place and not asked.place(head):
        return False
    for wanted, test in ((condition.actor, asked.actor), (condition.group, asked.group)):
        if wanted and not test(head) and not any(test(c) for _, c in head.counted()):
            return False
    return True


def _of_clauses(frame: Frame) -> bool:
    """True for a cue that takes a clause by itself ("say"), not with a noun ("send word")."""
    asked = [o for c in frame.requires for o in (c.options or (c,))]
    needs_noun = any(c.slot in ("object", "subject") and c.words for c in asked)
    return "clause" in frame.roles.get("content", ()) and not needs_noun


_OF_TRIGGER: dict[str, Callable[[Node], bool]] = {
    "negated": syntax.is_negated,
    "passive": syntax.is_passive,
    "plural": lambda node: node.tag_ in ("NNS", "NNPS"),
}


def _others(entry: Entry) -> frozenset[str]:
    """The words of a trigger that its head does not hold; one must stand near the head."""
    _, words, position = entry
    return frozenset(word for number, word in enumerate(words) if number != position)


def _spread(
    tree: Tree, head: Node, words: tuple[str, ...], position: int
) -> tuple[int, ...] | None:
    """The tokens of an entry's words around its head; None where one is missing."""
    missing = [word for number, word in enumerate(words) if number != position]
    taken = [head]
    while missing:
        for word in missing:
            found = _hanging(tree, taken, word)
            if found is not None:
                taken.append(found)
                missing.remove(word)
                break
        else:
            return None
    return tuple(sorted(t.i for t in taken))


def _hanging(tree: Tree, taken: list[Node], word: str) -> Node | None:
    for node in reversed(taken):
        for c in node.children:
            if c.lower_ == "to" and c.dep_ in ("aux", "mark"):
                continue
            if c not in taken and _is_word(c, word) and not _dated(c):
                return c
    return _opening(taken, word) or _following(tree, taken[-1], word)


def _opening(taken: list[Node], word: str) -> Node | None:
    """ "Called *for* Iran to leave": the word opens the clause behind the verb."""
    if word != "for":
        return None
    marks = (m for node in taken for m in syntax.clause_marks(node))
    return next((m for m in marks if m.lower_ == word), None)


def _following(tree: Tree, last: Node, word: str) -> Node | None:
    if last.i + 1 == len(tree.nodes):
        return None
    following = tree.nodes[last.i + 1]
    if following.lower_ != word or following.pos_ not in ("ADP", "ADV", "PART"):
        return None
    return None if _dated(following) else following


def _is_word(node: Node, word: str) -> bool:
    """Whether a token is a word of an entry; "not" stands for every negation ("never")."""
    if node.lower_ == word or word in syntax.lemmas(node):
        return True
    return word == "not" and node.dep_ == "neg"


def _dated(preposition: Node) -> bool:
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
