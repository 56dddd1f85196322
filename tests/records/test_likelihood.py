"""How likely words make it, by the scale of ``data/likelihood.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.pipeline import Reader
from verbale.records.likelihood import default_scale

Find = Callable[..., list[Any]]


def _ranks(reader: Reader, text: str) -> set[str | None]:
    scale = default_scale()
    parse = reader.analyse(text).parse
    return {scale.of_words(scale.phrase_at(t)) for t in parse} | {
        "possible" for t in parse if scale.modal(t) is not None
    }


@pytest.mark.parametrize(("text", "rank"), default_scale().right)
def test_examples_of_the_scale(reader: Reader, text: str, rank: str) -> None:
    assert rank in _ranks(reader, text)


@pytest.mark.parametrize(
    ("percent", "rank"),
    [
        (99, "certain"),
        (95, "certain"),
        (94, "likely"),
        (55, "likely"),
        (50, "possible"),
        (45, "possible"),
        (44.9, "unlikely"),
        (0, "unlikely"),
    ],
)
def test_bands(percent: float, rank: str) -> None:
    assert default_scale().of_percent(percent) == rank


@pytest.mark.parametrize(
    ("text", "rank", "words"),
    [
        ("The junta will almost certainly fall.", "certain", "almost certainly"),
        ("The truce is very likely to fail.", "likely", "very likely"),
        ("The truce is not likely to last.", "unlikely", "likely"),
        ("There is a slim chance that Chile will default.", "unlikely", "a slim chance"),
        ("There is a 70 percent chance that Chile will default.", "likely", "a 70 percent chance"),
        ("The general warned that the city could fall.", "possible", "could"),
        ("Officials fear that the dam may burst.", "possible", "may"),
    ],
)
def test_rank_of_a_record(find: Find, text: str, rank: str, words: str) -> None:
    (found,) = find("expectation", text)
    assert (found.likelihood.rank, found.likelihood.span.text) == (rank, words)


def test_none_where_no_word_tells(find: Find) -> None:
    (found,) = find("expectation", "Officials fear that the dam will burst.")
    assert found.likelihood is None
