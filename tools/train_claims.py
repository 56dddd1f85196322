"""Train the model that tells claims of fact (``verbale.language.claims``).

``python tools/train_claims.py FACTAPPEAL_TRAIN.jsonl [--check] [--write]``; lines hold ``text`` and
``spans`` with ``tag``, ``start`` and ``end`` as FactAppeal has them. A quotation is a claim of fact
where three words in ten of its content are marked as one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from logistic import Model, Rows

from verbale import Reader
from verbale.language import claims
from verbale.matcher.weights import write_arrays
from verbale.model import CLAIM, Analysis
from verbale.pipeline import plain_document

MODELS = Path(__file__).resolve().parents[1] / "src/verbale/data/models"
FIRM, SELDOM, FOLDS, SHARE = 0.2, 3, 5, 0.3


class Sentence:
    """One sentence of the set: its quotations as rows, and whether it is marked as sourced."""

    def __init__(self, line: dict[str, Any], reader: Reader) -> None:
        text: str = line["text"]
        marked = [s for s in line["spans"] if str(s["tag"]).startswith("Fact_Appeal")]
        letters = {i for s in marked for i in range(s["start"], s["end"])}
        self.sourced = bool(marked)
        self.rows = _rows(reader.analyse_document(plain_document(text, None, None)), letters)


def _rows(analysis: Analysis, letters: set[int]) -> Rows:
    features, vectors, labels = [], [], []
    for quotation in analysis.quotations:
        if quotation.act != "saying" or not quotation.content:
            continue
        own = [i for s in quotation.content for i in range(s.start, s.end)]
        features.append(claims.features(analysis.parse, quotation))
        vectors.append(claims.vector(analysis.parse, quotation))
        share = sum(i in letters for i in own) / len(own)
        labels.append(claims.FACT if share >= SHARE else claims.OTHER)
    table = np.array(vectors, np.float32) if vectors else np.zeros((0, 100), np.float32)
    return Rows(features, table, labels, np.ones(len(labels)))


def together(sentences: Sequence[Sentence]) -> Rows:
    """The quotations of several sentences."""
    rows = [s.rows for s in sentences if s.rows.labels]
    return sum(rows[1:], rows[0])


def check(sentences: Sequence[Sentence]) -> str:
    """F1 of "sourced" with models made from the other folds."""
    order = np.random.RandomState(0).permutation(len(sentences))
    right = found = there = 0
    for fold in range(FOLDS):
        kept = set(order[fold::FOLDS].tolist())
        model = Model(together([s for i, s in enumerate(sentences) if i not in kept]), FIRM, SELDOM)
        column = model.classes.index(claims.FACT)
        for sentence in (sentences[i] for i in kept):
            told = model.probabilities(sentence.rows)[:, column] if sentence.rows.labels else []
            says = any(share >= CLAIM for share in told)
            right += says and sentence.sourced
            found += says
            there += sentence.sourced
    both = 2 * right / (found + there)
    return f"precision {right / found:.3f}, recall {right / there:.3f}, F1 {both:.3f}"


def main(arguments: list[str]) -> None:
    """Read the set, check by cross-validation, write the weights."""
    reader = Reader()
    lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    sentences = [Sentence(json.loads(line), reader) for line in lines]
    if "--check" in arguments:
        print(check(sentences))
    if "--write" in arguments:
        model = Model(together(sentences), FIRM, SELDOM)
        write_arrays(claims.NAME, model.arrays(1.0, 1.0, {}), MODELS)


if __name__ == "__main__":
    main(sys.argv[1:])
