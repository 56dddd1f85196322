"""Trains the model of factuality and writes its weights, digest and card.

    python tools/train_factuality.py TRAIN.jsonl [--test DEV.jsonl] [--folds 5] [--write]

The files hold a sentence a line: ``text`` (tokens with blanks between them) and ``targets``
(``span1``: first and last token of the predicate, ``label``: -3 to 3), as the UW factuality
data. Each sentence is read twice, with its blanks and as print has it, so that neither way of
spacing throws the model. Needs numpy only. Prints cross-validated figures (blocks of fifty
sentences, about an article or two, never on both sides); ``--test`` prints figures of the
finished model on a set that takes no part in training.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbale.evaluation.uw import joined as printed
from verbale.language.factuality import Factuality
from verbale.language.parsing import load_model, parse_texts
from verbale.language.scope import Effects, Scope
from verbale.language.traces import SIZE, Traces
from verbale.matcher import Matcher, default_lexicon
from verbale.matcher.embedding import default_embedding
from verbale.matcher.weights import write_arrays
from verbale.model import Document

MODELS = Path(__file__).resolve().parents[1] / "src/verbale/data/models"
HIDDEN, MEMBERS, EPOCHS, BATCH = 16, 4, 4, 128
RATE, HUBER, SLOTS_OUT, UNITS_OUT, DECAY = 4e-3, 0.5, 0.3, 0.2, 1e-2
CUT = 1.5
"""A score is nearer to "happened" (3) or "did not" (-3) than to "unknown" (0) from here on."""

TOLD = [-3.0, -2.0, -1.2, -0.6, 1.2, 1.8, 2.2, 2.5, 2.8]
MEANT = [-3.0, -2.0, -1.5, -0.6, 1.0, 1.5, 2.2, 2.7, 3.0]
"""Training draws scores to the middle; these steps undo it."""

WEIGHT = 0.5
"""What the loss of the classes counts beside that of the score."""

LEAN = [1.5, 1.2, 0.0]
"""Put on the classes' logits: the rare ones (did not, uncertain) are held too seldom without."""


@dataclass
class Rows:
    """Predicates as rows of places, their gold scores, and the block each sentence is in."""

    places: NDArray[np.int64]
    gold: NDArray[np.float64]
    block: NDArray[np.int64]


def blanks(words: list[str]) -> tuple[str, list[int]]:
    """The words with blanks between them, and where each begins."""
    starts = np.cumsum([0, *(len(w) + 1 for w in words)]).tolist()
    return " ".join(words), starts[:-1]


def read(path: Path, spacing: Callable[[list[str]], tuple[str, list[int]]]) -> Rows:
    """The predicates of a file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spaced = [spacing(line["text"].split(" ")) for line in lines]
    nlp = load_model()
    matcher = Matcher(default_lexicon())
    scope = Scope(default_embedding(), matcher.arguments.support)
    places, gold, block = [], [], []
    for number, (parse, line, (_, starts)) in enumerate(
        zip(parse_texts(nlp, [Document(t) for t, _ in spaced]), lines, spaced, strict=True)
    ):
        tokens = [_token(parse, line, starts, target) for target in line["targets"]]
        effects: list[Effects] = [scope.effects(token) for token in tokens]
        if tokens:
            here = np.array([token.i for token in tokens], dtype=np.int64)
            places += list(Traces(parse).rows(here, effects))
        gold += [target["label"] for target in line["targets"]]
        block += [number // 50] * len(tokens)
    return Rows(_padded(places), np.array(gold), np.array(block))


def _token(parse: Any, line: dict[str, Any], starts: list[int], target: dict[str, Any]) -> Any:
    first, last = target["span1"]
    end = starts[last - 1] + len(line["text"].split(" ")[last - 1])
    return parse.char_span(starts[first], min(end, len(parse.text)), alignment_mode="expand").root


def _padded(rows: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    padded = np.full((len(rows), max(map(len, rows))), SIZE - 1, dtype=np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded


def together(one: Rows, two: Rows) -> Rows:
    """Two readings of the same sentences as one set."""
    places = _padded([*one.places, *two.places])
    return Rows(places, np.append(one.gold, two.gold), np.append(one.block, two.block))


class Net:
    """One member: places → hidden units → a score and three classes, trained by Adam.

    The score has Huber's loss, the classes (below `CUT`, between, above) cross-entropy.
    """

    def __init__(self, seed: int, mean: float) -> None:
        self.random = np.random.default_rng(seed)
        table = self.random.normal(0, 0.05, (SIZE, HIDDEN)).astype(np.float32)
        table[-1] = 0
        out = self.random.normal(0, 0.2, (HIDDEN, 4)).astype(np.float32)
        base = np.array([mean, -2, -1, 1], np.float32)
        self.parts = [table, np.zeros(HIDDEN, np.float32), out, base]
        self.first = [np.zeros_like(p) for p in self.parts]
        self.second = [np.zeros_like(p) for p in self.parts]

    def train(self, rows: Rows) -> None:
        """All epochs, the rate falling to nothing."""
        count = len(rows.gold)
        steps = EPOCHS * -(-count // BATCH)
        batches = self._batches(count)
        for step in range(1, steps + 1):
            chosen = next(batches)
            self._step(self._gradients(rows.places[chosen], rows.gold[chosen]), step, steps)

    def _batches(self, count: int) -> Iterator[NDArray[np.int64]]:
        while True:
            order = self.random.permutation(count)
            yield from (order[k : k + BATCH] for k in range(0, count, BATCH))

    def _gradients(self, places: Any, gold: Any) -> list[Any]:
        table, bias, out, base = self.parts
        places = np.where(self.random.random(places.shape) < SLOTS_OUT, SIZE - 1, places)
        raw = table[places].sum(axis=1) + bias
        kept = (self.random.random(raw.shape) > UNITS_OUT) / (1 - UNITS_OUT)
        hidden = np.maximum(raw, 0) * kept
        error = _errors(hidden @ out + base, gold)
        back = ((error @ out.T) * kept * (raw > 0)).astype(np.float32)
        moved = np.zeros_like(table)
        np.add.at(moved, places.ravel(), np.repeat(back, places.shape[1], axis=0))
        moved[-1] = 0
        return [moved, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]

    def _step(self, gradients: list[Any], step: int, steps: int) -> None:
        rate = RATE * (1 - step / (steps + 1))
        for k, (part, gradient) in enumerate(zip(self.parts, gradients, strict=True)):
            self.first[k] = 0.9 * self.first[k] + 0.1 * gradient.astype(np.float32)
            self.second[k] = 0.999 * self.second[k] + 0.001 * gradient.astype(np.float32) ** 2
            size = np.sqrt(self.second[k] / (1 - 0.999**step)) + 1e-8
            part -= (rate * self.first[k] / (1 - 0.9**step) / size).astype(np.float32)
        self.parts[0] -= np.float32(rate * DECAY) * self.parts[0]


def _errors(found: Any, gold: Any) -> Any:
    """What score and classes are off by, each row by its share of the loss."""
    error = np.empty_like(found)
    error[:, 0] = np.clip(found[:, 0] - gold, -HUBER, HUBER) / HUBER
    likely = np.exp(found[:, 1:] - found[:, 1:].max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    error[:, 1:] = WEIGHT * (likely - np.eye(3)[classes(gold)])
    return error / len(gold)


def classes(scores: Any) -> Any:
    """0, 1, 2: did not, uncertain, happened."""
    return np.digitize(scores.round(2), [-CUT + 1e-6, CUT - 1e-6])


def trained(rows: Rows) -> dict[str, NDArray[Any]]:
    """The members as one net: their units side by side, what they say averaged."""
    nets = [Net(seed, float(rows.gold.mean())) for seed in range(MEMBERS)]
    for net in nets:
        net.train(rows)
    parts = list(zip(*(net.parts for net in nets), strict=True))
    table = np.concatenate(parts[0], axis=1)
    unit = abs(table).max(axis=0) / 127
    return {
        "table": np.round(table / unit).astype(np.int8),
        "unit": unit.astype(np.float32),
        "bias": np.concatenate(parts[1]),
        "out": np.concatenate(parts[2]) / MEMBERS,
        "base": np.mean(parts[3], axis=0) + np.array([0, *LEAN], np.float32),
        "told": np.array(TOLD, np.float32),
        "meant": np.array(MEANT, np.float32),
    }


def figures(gold: NDArray[Any], found: NDArray[Any]) -> dict[str, float]:
    """MAE, correlation, and F1 of the three classes cut at ±`CUT`."""
    cut = [classes(scores) for scores in (gold, found)]
    told = {"MAE": float(abs(gold - found).mean()), "r": float(np.corrcoef(gold, found)[0, 1])}
    for number, name in enumerate(("did-not", "uncertain", "happened")):
        one, two = (c == number for c in cut)
        told[name] = float(2 * (one & two).sum() / max(1, one.sum() + two.sum()))
    told["macro-F1"] = (told["did-not"] + told["uncertain"] + told["happened"]) / 3
    return {name: round(value, 3) for name, value in told.items()}


def crossed(loose: Rows, tight: Rows, folds: int) -> NDArray[Any]:
    """Scores of each predicate by a model that has not seen its block of sentences."""
    fold = np.random.default_rng(1).permutation(int(tight.block.max()) + 1) % folds
    found = np.zeros(len(tight.gold))
    both = together(tight, loose)
    for k in range(folds):
        kept = fold[both.block] != k
        model = Factuality(trained(Rows(both.places[kept], both.gold[kept], both.block[kept])))
        held = fold[tight.block] == k
        found[held] = model.weigh(tight.places[held])
    return found


def main() -> None:
    """Train, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    tight, loose = read(given.train, printed), read(given.train, blanks)
    if given.folds:
        print("cross-validated:", figures(tight.gold, crossed(loose, tight, given.folds)))
    if not given.write and given.test is None:
        return
    arrays = trained(together(tight, loose))
    if given.test is not None:
        for name, spacing in (("as printed", printed), ("with blanks", blanks)):
            test = read(given.test, spacing)
            print(f"{name}:", figures(test.gold, Factuality(arrays).weigh(test.places)))
    if given.write:
        write_arrays("factuality.npz", arrays, MODELS)


if __name__ == "__main__":
    main()
