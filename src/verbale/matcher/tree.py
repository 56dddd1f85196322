"""A parse as plain Python values, read at once: what the matcher walks on.

Every attribute of a spaCy token is made anew each time it is asked for. A `Node` has those
the matcher needs under the same names, so that `verbale.matcher.syntax` answers for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import category

from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD")
_MOST = 2**18
"""Texts that are kept."""


class Node:
    """One token of a finished parse. Children are in the order of the text."""

    __slots__ = (
        *("i", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "head", "children"),
        *("doc", "slots", "_counted", "_lemmas"),
    )

    children: Sequence[Node]
    doc: Sequence[Node]
    """All nodes of the parse."""
    slots: dict[str, list[Node]] | None
    """What fills its slots, as far as already asked."""

    def __init__(
        self, i: int, lower: str, lemma: str, pos: str, tag: str, dep: str, entity: str
    ) -> None:
        self.i = i
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = entity
        self.head = self
        self.children = ()
        self.doc = ()
        self.slots = None
        self._counted: list[tuple[Node, Node]] | None = None
        self._lemmas: frozenset[str] | None = None

    @property
    def left_edge(self) -> Node:
        """The first node of all that hangs on this one."""
        first = self
        while first.children and first.children[0].i < first.i:
            first = first.children[0]
        return first

    @property
    def right_edge(self) -> Node:
        """The last node of all that hangs on this one."""
        last = self
        while last.children and last.children[-1].i > last.i:
            last = last.children[-1]
        return last

    @property
    def is_punct(self) -> bool:
        """Whether there is nothing but punctuation in it."""
        return all(category(sign)[0] == "P" for sign in self.lower_)

    def counted(self) -> list[tuple[Node, Node]]:
        """The node and what is coordinated with it, each with what it counts ("dozens of" …)."""
        if self._counted is None:
            self._counted = [(c, syntax.through_quantity(c)) for c in syntax.conjuncts(self)]
        return self._counted

    def lemmas(self) -> frozenset[str]:
        """The lemmas of all that is coordinated, or counted, here."""
        if self._lemmas is None:
            told = (syntax.lemmas(counted) for _, counted in self.counted())
            self._lemmas = frozenset[str]().union(*told)
        return self._lemmas


class Tree:
    """All nodes of a parse, by position."""

    __slots__ = ("_near", "doc", "heads", "nodes")

    def __init__(self, doc: Doc, nodes: list[Node]) -> None:
        self.doc = doc
        self.nodes = nodes
        self._near: dict[int, set[str]] = {}
        self.heads: dict[tuple[int, tuple[int, ...], str, bool], list[Node]] = {}
        """What fills the slots of triggers, without their own words, as far as already asked."""

    def near(self, node: Node) -> set[str]:
        """The lemmas and forms of the words that hang on a node, and the form of the next one."""
        near = self._near.get(node.i)
        if near is None:
            near = {word for c in node.children for word in (c.lower_, *syntax.lemmas(c))}
            near.update("not" for c in node.children if c.dep_ == "neg")
            near.update(mark.lower_ for mark in syntax.clause_marks(node))
            near.update(following.lower_ for following in self.nodes[node.i + 1 : node.i + 2])
            self._near[node.i] = near
        return near


class _Texts(dict[int, str]):
    """The texts behind the numbers of one store of strings, kept as they are asked for."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings

    def __missing__(self, key: int) -> str:
        text = self[key] = self.strings[key]
        return text


def _nodes(doc: Doc, texts: Mapping[int, str]) -> list[Node]:
    array = doc.to_array(list(_COLUMNS))
    columns = [map(texts.__getitem__, column) for column in array[:, :-1].T.tolist()]
    nodes = list(map(Node, range(len(doc)), *columns))
    below: dict[int, list[Node]] = {}
    for node, above in zip(nodes, array[:, -1].astype("int64").tolist(), strict=True):
        if above:
            place = node.i + above
            node.head = nodes[place]
            below.setdefault(place, []).append(node)
    for node in nodes:
        node.doc = nodes
    for place, children in below.items():
        nodes[place].children = children
    return nodes


class Forest:
    """The trees of parses; the last one is kept, with the texts of its vocabulary."""

    def __init__(self) -> None:
        self._last: Tree | None = None
        self._texts: _Texts | None = None

    def tree(self, doc: Doc) -> Tree:
        """The nodes of a parse."""
        last = self._last
        if last is None or last.doc is not doc:
            texts = self._texts
            if texts is None or texts.strings is not doc.vocab.strings or len(texts) > _MOST:
                texts = self._texts = _Texts(doc.vocab.strings)
            last = self._last = Tree(doc, _nodes(doc, texts))
        return last
