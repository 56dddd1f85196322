"""The learned part of factuality: a score from -3 to 3 for each predicate of a document.

One hidden layer over the places of `verbale.language.traces`, in numpy. Over it stand a score
and three classes (did not happen, uncertain, happened): the class says between which cuts the
score lies, the score how far inside. The weights stand in ``data/models/factuality.npz`` (how
they were made: the card beside it); they are read only where their digest is the one in
``data/models/models.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from verbale.errors import DataError
from verbale.language.scope import Effects
from verbale.matcher.weights import read_arrays

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]

_NAME = "factuality.npz"
_LOWEST, _HIGHEST = np.array([-3.0, -1.4, 1.5]), np.array([-1.5, 1.4, 3.0])
"""Between which scores the classes lie: did not happen, uncertain, happened."""

_STEP = 256
"""Predicates scored at a time; bounds the memory a long document takes."""


class Factuality:
    """The model. ``table`` holds a row of weights for each place."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.table = arrays["table"].astype(np.float32) * _floats(arrays["unit"])
        self.bias = _floats(arrays["bias"])
        self.out, self.base = _floats(arrays["out"]), _floats(arrays["base"])
        self.told, self.meant = _floats(arrays["told"]), _floats(arrays["meant"])

    def scores(self, parse: Doc, tokens: Sequence[int], effects: Sequence[Effects]) -> list[float]:
        """The scores of the predicates at ``tokens``, of which the rules found ``effects``."""
        from verbale.language.traces import Traces  # it needs spaCy, which loads slowly

        if not tokens:
            return []
        traces = Traces(parse)
        found: list[float] = []
        for first in range(0, len(tokens), _STEP):
            here = np.array(tokens[first : first + _STEP], dtype=np.int64)
            rows = traces.rows(here, effects[first : first + _STEP])
            found += [round(float(score), 2) for score in self.weigh(rows)]
        return found

    def weigh(self, rows: NDArray[np.int64]) -> Floats:
        """The scores of rows of places."""
        hidden = np.maximum(self.table[rows].sum(axis=1) + self.bias, 0)
        raw = hidden @ self.out + self.base
        kind = raw[:, 1:].argmax(axis=1)
        scores = np.interp(raw[:, 0], self.told, self.meant)
        return _floats(np.clip(scores, _LOWEST[kind], _HIGHEST[kind]))


def _floats(array: NDArray[Any]) -> Floats:
    return np.asarray(array, dtype=np.float32)


def load_factuality() -> Factuality:
    """Read the weights; `DataError` where they are not those of ``models.yaml``."""
    from verbale.language.traces import SIZE

    model = Factuality(read_arrays(_NAME))
    if model.table.shape[0] != SIZE:
        raise DataError([f"models/{_NAME}: {model.table.shape[0]} places, expected {SIZE}"])
    return model


@lru_cache(maxsize=1)
def default_factuality() -> Factuality:
    """The model of the installed package, loaded once a process."""
    return load_factuality()
