"""What a document is about: its words, each weighed by how seldom it is used at all.

Weights are saturated counts times a power of the inverse document frequency. How many
documents hold a word is known from `data/models/frequencies.npz`, the same for every desk,
so that nearness does not depend on what else was read. Names count as the words they are
made of: weighing them higher was tried and gave nothing (docs/stories.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache

import numpy as np

from verbale.matcher.weights import read_arrays
from verbale.model import Document
from verbale.stories.wording import prose, word_number

Terms = dict[int, float]
"""Words by their number, with weights whose squares add up to 1."""

MOST = 100
"""Words kept of a document, those that weigh most."""
POWER = 1.25
"""Of the inverse document frequency: words that are seldom used tell stories apart."""
NUMBER = 0.5
"""What a number weighs against a word."""
LEAST = 1.0
"""Inverse document frequency (natural logarithm) below which a word says nothing."""
SATURATION = 1.0

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.I)
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word in lower case without the endings of number and tense, roughly."""
    word = word.removesuffix("'s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def stems(text: str) -> list[str]:
    """The words of a text by their stems; addresses are none."""
    plain = _ADDRESS.sub(" ", text).lower().replace("’", "'")
    return [stem(word) for word in _WORD.findall(plain)]


def terms_of(document: Document) -> Terms:
    """The words of title and text that weigh most."""
    counts = Counter(stems(f"{document.title or ''}\n{prose(document)}"))
    weights: Terms = {}
    for word, count in counts.items():
        seldom = rarity(word)
        if seldom >= LEAST:
            weight = count * (SATURATION + 1) / (count + SATURATION) * seldom**POWER
            weight *= NUMBER if word[0].isdigit() else 1.0
            weights[word_number(word)] = weight
    heaviest = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {number: weight / length for number, weight in sorted(heaviest)}


def packed(terms: Terms) -> bytes:
    """Terms as bytes: the numbers, then the weights as halves."""
    numbers = np.array(list(terms), dtype="<u4")
    return numbers.tobytes() + np.array(list(terms.values()), dtype="<f2").tobytes()


def unpacked(kept: bytes) -> Terms:
    """Terms from the bytes that `packed` made."""
    count = len(kept) // 6
    numbers = np.frombuffer(kept, dtype="<u4", count=count)
    weights = np.frombuffer(kept, dtype="<f2", offset=4 * count)
    return dict(zip(numbers.tolist(), weights.tolist(), strict=True))


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """How seldom a stem is used: the natural logarithm of its inverse document frequency."""
    counts, documents = _frequencies()
    return math.log((documents + 1) / (int(counts[word_number(word) % len(counts)]) + 1))


@cache
def _frequencies() -> tuple[np.ndarray[tuple[int], np.dtype[np.uint16]], int]:
    arrays = read_arrays("frequencies.npz")
    return arrays["counts"], int(arrays["documents"])
