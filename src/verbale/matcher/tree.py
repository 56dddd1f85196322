"""A parse as plain Python values, read at once: what the matcher walks on.

Every attribute of a spaCy token is made anew each time it is asked for. A `Node` has those
the matcher needs under the same names, so that `verbale.matcher.syntax` answers for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD")


class Node:
    """One token of a finished parse. Children are in the order of the text."""

    __slots__ = (
        *("i", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "head", "children"),
        *("slots", "_counted", "_lemmas"),
    )

    head: Node
    children: list[Node]
    slots: dict[str, list[Node]]
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
        self.children = []
        self.slots = {}
        self._counted: list[tuple[Node, Node]] | None = None
        self._lemmas: frozenset[str] | None = None

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

    __slots__ = ("doc", "heads", "nodes")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.nodes = _nodes(doc)
        self.heads: dict[tuple[int, tuple[int, ...], str, bool], list[Node]] = {}
        """What fills the slots of triggers of several words, as far as already asked."""


def _nodes(doc: Doc) -> list[Node]:
    array = doc.to_array(list(_COLUMNS))
    strings = doc.vocab.strings
    texts = []
    for column in array[:, :-1].T.tolist():
        known = {key: strings[key] for key in set(column)}
        texts.append([known[key] for key in column])
    nodes = [Node(i, *values) for i, values in enumerate(zip(*texts, strict=True))]
    for node, above in zip(nodes, array[:, -1].astype("int64").tolist(), strict=True):
        node.head = nodes[node.i + above]
        if above:
            node.head.children.append(node)
    return nodes
