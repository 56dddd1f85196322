"""Learned weights: arrays in ``data/models/``, read only where their digest is known.

The digests stand in ``models.yaml`` beside the files; the scripts in ``tools/`` that make a
model write both, and a card (``NAME.md``) that says from what it was made and how good it is.
Features and words are kept as numbers (CRC-32 of their text), so that no text is stored.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from verbale.errors import DataError
from verbale.matcher.loading import data_folder, load_yaml, without_lines

_WORD = re.compile(r"\w+")

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[Any]]


def read_arrays(name: str, folder: Traversable | Path | None = None) -> Arrays:
    """The arrays of a model in ``data/models/`` or another folder.

    Raises `DataError` where it is missing or its digest is not the one in ``models.yaml``.
    """
    folder = folder or data_folder() / "models"
    faults: list[str] = []
    content = _content(folder, name, faults)
    if not faults:
        digest = hashlib.sha256(content).hexdigest()
        if digest != _digests(folder, faults).get(name):
            faults.append(f"models/{name}: its SHA-256 is {digest}, not the one in models.yaml")
    if faults:
        raise DataError(faults)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def _content(folder: Traversable | Path, name: str, faults: list[str]) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        faults.append(f"models/{name}: cannot be read: {error.strerror or error}")
        return b""


def _digests(folder: Traversable | Path, faults: list[str]) -> Mapping[str, str]:
    try:
        known = load_yaml(folder / "models.yaml", faults)
    except OSError as error:
        faults.append(f"models/models.yaml: cannot be read: {error.strerror or error}")
        return {}
    return without_lines(known) if isinstance(known, dict) else {}


def write_arrays(name: str, arrays: Mapping[str, NDArray[Any]], folder: Path) -> None:
    """Write a model and its digest into a folder; the same arrays give the same bytes."""
    content = io.BytesIO()
    np.savez_compressed(content, **arrays)  # type: ignore[arg-type] # its stub takes no mapping
    (folder / name).write_bytes(content.getvalue())
    listed = folder / "models.yaml"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    kept = [line for line in lines if not line.startswith(f"{name}:")]
    kept.append(f"{name}: {hashlib.sha256(content.getvalue()).hexdigest()}")
    listed.write_text("\n".join(kept) + "\n", encoding="utf-8")


def number(feature: str) -> int:
    """The number a feature or word is kept under."""
    return crc32(feature.encode())


def text_number(text: str) -> int:
    """The number of a text, by its words alone: to tell whether a model has seen it."""
    return number(" ".join(_WORD.findall(text.lower())))


class Vectors:
    """Words as directions: which words stand in the same surroundings."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.table = arrays["vectors"].astype(np.float32) * float(arrays["unit"])
        self.index = {int(key): row for row, key in enumerate(arrays["keys"])}
        self.size: int = self.table.shape[1]

    def mean(self, words: Iterable[str]) -> Floats:
        """The direction that words point to together; zeros where none of them is known."""
        rows = [self.index[key] for key in map(number, words) if key in self.index]
        if not rows:
            return np.zeros(self.size, np.float32)
        total = self.table[rows].sum(axis=0)
        return np.asarray(total / (np.linalg.norm(total) + 1e-9), dtype=np.float32)


class Linear:
    """A multinomial logistic model over named features and a vector.

    ``classes`` are its labels, in the order of its probabilities.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.classes = tuple(str(name) for name in arrays["classes"])
        self.weights = arrays["weights"].astype(np.float32)
        self.means = self.weights.mean(axis=1)
        self.dense = arrays["dense"].astype(np.float32)
        self.bias = arrays["bias"].astype(np.float32)
        self.heat = float(arrays["heat"])
        self.index = {int(key): row for row, key in enumerate(arrays["keys"])}

    def rows(self, features: Iterable[str]) -> list[int]:
        """Where the features that the model knows stand in ``weights``."""
        index = self.index
        return [index[key] for key in map(number, features) if key in index]

    def probabilities(self, features: Sequence[str], vector: Floats) -> Floats:
        """How likely each class is, tempered so that they are right that often."""
        sums = self.weights[self.rows(features)].sum(axis=0) + vector @ self.dense + self.bias
        sums = sums / self.heat
        spread = np.exp(sums - sums.max())
        return np.asarray(spread / spread.sum(), dtype=np.float32)

    def for_it(self, features: Sequence[str], label: str, most: int = 4) -> list[tuple[str, float]]:
        """The features that speak most for a class against the others, with their weight."""
        column = self.classes.index(label)
        known = [(f, self.index[key]) for f in features if (key := number(f)) in self.index]
        rows = [row for _, row in known]
        sides = self.weights[rows, column] - self.means[rows]
        told = [(f, float(w)) for (f, _), w in zip(known, sides, strict=True) if w > 0]
        return sorted(told, key=lambda f: -f[1])[:most]


@lru_cache(maxsize=1)
def default_vectors() -> Vectors:
    """The vectors of the installed package, loaded once a process."""
    return Vectors(read_arrays("words.npz"))


@lru_cache(maxsize=4)
def default_linear(name: str) -> Linear:
    """A model of the installed package, loaded once a process."""
    return Linear(read_arrays(name))
