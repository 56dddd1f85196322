"""Features of relations and of words: the same for the same words, whatever the names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from verbale.model import Document
from verbale.pipeline import Reader
from verbale.records.coder.pair import Pair, pair_features, pair_sight, pair_vector
from verbale.records.coder.telling import in_words, told
from verbale.records.coder.trigger import document_sight
from verbale.records.coder.word import may_trigger, word_features, word_vector

PairOf = Callable[[str, str, str], tuple[list[str], Any]]
WordOf = Callable[[str, str], tuple[list[str], Any]]


@pytest.fixture(scope="module")
def pair_of(reader: Reader) -> PairOf:
    """Features and vector of a relation: ``pair_of(text, source, target)``; "" for no side."""

    def seen(text: str, source: str, target: str) -> tuple[list[str], Any]:
        analyser = reader.analyser
        (parse,) = analyser.parses([Document(text=text)])
        sides = [
            [t.i for t in parse if words and t.text in words.split()] for words in (source, target)
        ]
        pair = Pair.of(parse, *sides)
        sight = pair_sight(pair, analyser.matcher, analyser.status)
        return pair_features(pair, sight), pair_vector(pair, sight)

    return seen


@pytest.fixture(scope="module")
def word_of(reader: Reader) -> WordOf:
    """Features and vector of a word: ``word_of(text, word)``."""

    def seen(text: str, word: str) -> tuple[list[str], Any]:
        analysis = reader.analyse(text)
        sight = document_sight(analysis, reader.analyser.matcher)
        token = next(t for t in sight.parse if t.text == word)
        assert may_trigger(token, sight)
        return word_features(token, sight), word_vector(token, sight)

    return seen


TEXTS = [
    ("{} condemned {} over the launch.", "condemned"),
    ("{} will send doctors to {} next week.", "send"),
    ("Generals in {} accused {} of arming the rebels.", "accused"),
]


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_names_make_no_difference(pair_of: PairOf, word_of: WordOf, text: str, word: str) -> None:
    first, other = ("France", "Iran"), ("Norway", "Chad")
    for one, two in (
        (pair_of(text.format(*first), *first), pair_of(text.format(*other), *other)),
        (word_of(text.format(*first), word), word_of(text.format(*other), word)),
    ):
        assert one[0] == two[0]
        assert np.array_equal(one[1], two[1])


def test_no_name_is_in_a_feature(pair_of: PairOf, word_of: WordOf) -> None:
    text = "France and Kenya, which met Chad in Lima, condemned Iran."
    found = [*pair_of(text, "France", "Iran")[0], *word_of(text, "condemned")[0]]
    names = ("france", "kenya", "chad", "lima", "iran")
    assert not [f for f in found if any(name in f.lower() for name in names)]


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_features_are_the_same_at_every_reading(
    pair_of: PairOf, word_of: WordOf, text: str, word: str
) -> None:
    shown = text.format("France", "Iran")
    assert pair_of(shown, "France", "Iran")[0] == pair_of(shown, "France", "Iran")[0]
    found = word_of(shown, word)[0]
    assert found == word_of(shown, word)[0]
    assert len(found) == len(set(found))


def test_source_and_target_are_told_apart(pair_of: PairOf) -> None:
    text = "France condemned Iran."
    there, back = pair_of(text, "France", "Iran")[0], pair_of(text, "Iran", "France")[0]
    assert "fAR:ACCUSE" in there
    assert "fAR:ACCUSE" not in back


@pytest.mark.parametrize(("source", "target"), [("France", ""), ("", "France"), ("", "")])
def test_a_side_may_be_missing(pair_of: PairOf, source: str, target: str) -> None:
    features, vector = pair_of("France condemned Iran.", source, target)
    assert "alone" in features
    assert np.isfinite(vector).all()


def test_status_is_seen(word_of: WordOf) -> None:
    assert "s:plan" in word_of("France will attack Iran.", "attack")[0]
    assert "s:not" in word_of("France did not attack Iran.", "attack")[0]
    assert "s:fact" in word_of("France attacked Iran.", "attacked")[0]


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("alone", "only one side is named"),
        ("fAR:ACCUSE", "an entry of ACCUSE with actor and recipient"),
        ("plv fA:ACCUSE", "an entry of ACCUSE with the source as actor"),
        ("fsA:plan-coop", "an entry of cooperation still to come with the source as actor"),
        ("pt:AID", "on the way from source to target: a word for AID"),
        ("svd:nsubj:attack", "the source's verb: “attack”"),
        ("ls:hit/not", "the word: “hit”, denied"),
        ("cp:talk_with", "the word with its preposition: “talk with”"),
        ("as:dobj:GOV", "an actor (GOV) as its object"),
        ("as:envoy", "behind “as”: “envoy”"),
        ("with:NAME", "behind “with”: “[name]”"),
        ("-1:the", "just before it: “the”"),
        ("c:dobj", "it has an object"),
        ("s:open", "it is not certain"),
        ("fr:xR", "its entry finds the recipient"),
        ("v0:AID", "first by the frames: AID"),
        ("v1/0.55:AID", "second by the frames: AID"),
        ("fid:accuse.condemn", "entry accuse.condemn"),
    ],
)
def test_features_in_words(feature: str, words: str) -> None:
    assert in_words(feature) == words


def test_each_phrase_is_told_once() -> None:
    assert told(["f:AID", "fAR:AID", "t:AID", "ts:AID", "s:fact"]) == (
        "an entry of AID with actor and recipient; the word: a word for AID; it is told as fact"
    )
    assert told(["l:a", "l:b", "l:c"], most=2) == "the word: “a”; the word: “b”"


@pytest.mark.parametrize(("text", "word"), TEXTS)
def test_every_feature_has_words(pair_of: PairOf, word_of: WordOf, text: str, word: str) -> None:
    shown = text.format("France", "Iran")
    for feature in [*pair_of(shown, "France", "Iran")[0], *word_of(shown, word)[0]]:
        assert len(in_words(feature)) > 3, feature
