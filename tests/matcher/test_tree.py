"""The nodes of a parse say what its tokens say."""

from __future__ import annotations

from verbale.language.parsing import load_model
from verbale.matcher import syntax
from verbale.matcher.tree import Forest

TEXT = (
    "Norway's ministers said on Monday that dozens of soldiers and two officers had left Chad. "
    "They weren't asked to, and no envoy was sent."
)


def test_nodes_are_the_tokens() -> None:
    doc = load_model()(TEXT)
    nodes = Forest().tree(doc).nodes
    assert len(nodes) == len(doc)
    for token, node in zip(doc, nodes, strict=True):
        names = ("i", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_")
        assert [getattr(token, n) for n in names] == [getattr(node, n) for n in names]
        assert token.head.i == node.head.i
        assert [c.i for c in token.children] == [c.i for c in node.children]


def test_syntax_answers_alike_for_tokens_and_nodes() -> None:
    doc = load_model()(TEXT)
    for token, node in zip(doc, Forest().tree(doc).nodes, strict=True):
        assert syntax.lemmas(token) == syntax.lemmas(node)
        assert syntax.is_negated(token) == syntax.is_negated(node)
        assert syntax.is_passive(token) == syntax.is_passive(node)
        assert [t.i for t in syntax.conjuncts(token)] == [n.i for n in syntax.conjuncts(node)]


def test_the_last_tree_is_kept_and_no_other_parse_gets_it() -> None:
    nlp, forest = load_model(), Forest()
    one, two = nlp("Norway left."), nlp("Chad stayed.")
    first = forest.tree(one)
    assert forest.tree(one) is first
    assert forest.tree(two).nodes[0].lower_ == "chad"
    assert forest.tree(one).nodes[0].lower_ == "norway"
