"""Makes the word vectors of the learned coder from a collection of news texts.

    python tools/make_vectors.py TEXTS.jsonl.gz [TEXTS.jsonl.gz ...]

Each line of a file is a document with ``text`` and maybe ``title``. Counts which words stand
within four words of each other, weighs the counts by positive pointwise mutual information (context
counts smoothed by a power of 0.75; Levy, Goldberg and Dagan 2015) and keeps the first `SIZE`
singular directions. Needs scipy (``pip install .[train]``). Only numbers are kept: a CRC-32 for
each word, and its direction in eight bits a value.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import svds

from verbale.matcher.weights import number, write_arrays

MODELS = Path(__file__).resolve().parents[1] / "src/verbale/data/models"
SIZE, LEAST, CONTEXTS, REACH, SMOOTH = 100, 8, 10_000, 4, 0.75
WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[.!?]")
PART = 1000


def texts(paths: list[Path]) -> Iterator[list[str]]:
    """The words of each document, in small letters."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                yield WORD.findall(f"{item.get('title') or ''}. {item['text']}".lower())


def counts(documents: list[list[str]], words: list[str]) -> sparse.csr_matrix:
    """How often each word stands near each of the commonest ones; nearer counts more."""
    at = {word: place for place, word in enumerate(words)}
    limit = min(len(words), CONTEXTS)
    total = sparse.csr_matrix((len(words), limit), dtype=np.float64)
    for first in range(0, len(documents), PART):
        total = total + _near(documents[first : first + PART], at, (len(words), limit))
    return total


def _near(
    documents: list[list[str]], at: dict[str, int], shape: tuple[int, int]
) -> sparse.csr_matrix:
    rows, columns, values = [], [], []
    for document in documents:
        places = np.array([at.get(word, -1) for word in document])
        for step in range(1, REACH + 1):
            one, two = places[:-step], places[step:]
            for here, there in ((one, two), (two, one)):
                both = (here >= 0) & (there >= 0) & (there < shape[1])
                rows.append(here[both])
                columns.append(there[both])
                values.append(np.full(int(both.sum()), 1 / step))
    parts = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.concatenate(values), parts), shape=shape)


def directions(near: sparse.csr_matrix) -> np.ndarray[Any, Any]:
    """One unit vector a word. The starting vector is fixed, so that runs agree."""
    total = near.sum()
    words = np.asarray(near.sum(axis=1)).ravel()
    contexts = np.asarray(near.sum(axis=0)).ravel() ** SMOOTH
    contexts *= total / contexts.sum()
    cells = near.tocoo()
    information = np.log(cells.data * total / (words[cells.row] * contexts[cells.col] + 1e-9))
    kept = information > 0
    weighed = sparse.csr_matrix(
        (information[kept], (cells.row[kept], cells.col[kept])), shape=near.shape
    )
    start = np.ones(min(near.shape))
    left, sizes, _ = svds(weighed, k=SIZE, v0=start)
    found = left * np.sqrt(sizes)
    return np.asarray(found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9))


def main() -> None:
    """Count, factor, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    documents = list(texts(parser.parse_args().texts))
    seen = Counter(word for document in documents for word in document)
    words = [word for word, often in seen.most_common() if often >= LEAST and word[0].isalpha()]
    print(f"{sum(seen.values()):,} words, {len(words):,} kept", file=sys.stderr)
    table = directions(counts(documents, words))
    unit = float(np.abs(table).max()) / 127
    write_arrays(
        "words.npz",
        {
            "keys": np.array([number(word) for word in words], np.uint32),
            "vectors": np.round(table / unit).astype(np.int8),
            "unit": np.array(unit, np.float32),
        },
        MODELS,
    )


if __name__ == "__main__":
    main()
