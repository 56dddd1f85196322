"""Trains the learned coder and writes its weights, digests and card.

    python tools/train_coder.py --plv PLV_train.tsv [--sentences FILE] [--check] [--write]

Two multinomial logistic models over features of the parse and the lexicon:

- ``relations.npz``: the type between two given phrases. Trained on the relations of PLV and on the
  actor and recipient of every event of our own labelled sentences. PLV's conventions differ
  from ours in places, so its relations carry each feature a second time with a mark of
  their own (Daumé 2007), and that half is what `Reader.relate` uses. PLV has one type YIELD where
  PLOVER 2.0 has RETREAT and CONCEDE; ``yields.npz``, trained on ours, tells the two apart.
- ``triggers.npz``: the type that a word triggers in its sentence, or none. Trained on ours alone.

Cross-validated figures of the relations (grouped folds of `verbale.evaluation.plv_rows.folds`) are
always printed; ``--check`` adds an ablation, and figures of the triggers on the sentences
kept for testing, which are never trained on. Needs scikit-learn (``pip install .[train]``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from coder_triggers import DENSE_WORD, FIRM_WORD, NONE, Sentences, gate, sentences, trusted
from labelled import Labelled as Sentence
from labelled import LabelledEvent, read_json
from logistic import Model, Rows
from sklearn.metrics import f1_score

from verbale import Reader
from verbale.evaluation.classes import Labelled, macro_f1
from verbale.evaluation.measures import Hits, Measure, Scores, calibration_error, f1, measured
from verbale.evaluation.plv_rows import ROOTS, folds, relations
from verbale.evaluation.scorecard import figures_of, write_scorecard
from verbale.matcher.weights import text_number, write_arrays
from verbale.model import Document
from verbale.records.coder.relation import seen
from verbale.records.coding import PLV_MARK, FrameCoder, Relating

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "src/verbale/data/models"
SENTENCES = ROOT / "training/sentences.jsonl"
OWN_WEIGHT, DENSE_PAIR, FIRM_PAIR = 0.4, 2.0, 1.0
SELDOM = 2
"""Features seen less often than this are left out of the written models."""
FOLDS = 5
YIELDS = ("RETREAT", "CONCEDE")


def plv_rows(path: Path, reader: Reader) -> tuple[Rows, np.ndarray[Any, Any]]:
    """The relations of PLV, and the fold of each."""
    found = relations(path)
    analyser = reader.analyser
    parses = analyser.parses([Document(text=r.text) for r in found])
    features, vectors = [], []
    for parse, row in zip(parses, found, strict=True):
        sides = [_tokens(parse, [ends] if ends else []) for ends in (row.source, row.target)]
        one = _pair(parse, sides, analyser)
        features.append([*one[0], *(PLV_MARK + f for f in one[0])])
        vectors.append(one[1] * DENSE_PAIR)
    labels = [row.root for row in found]
    return Rows(features, np.array(vectors), labels, np.ones(len(found))), np.array(
        folds(found, FOLDS)
    )


def _pair(parse: Any, sides: list[tuple[int, ...]], analyser: Any) -> tuple[list[str], Any]:
    relating = Relating(parse, sides[0], sides[1], analyser.status)
    return seen(relating, analyser.matcher, FrameCoder(analyser.matcher)(relating))


def _tokens(parse: Any, stretches: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    spans = (parse.char_span(*s, alignment_mode="expand") for s in stretches)
    return tuple(t.i for span in spans if span is not None for t in span if not t.is_space)


def own_relations(items: Sequence[Sentence], reader: Reader) -> Rows:
    """Every event of the labelled sentences as a relation of its first two parties."""
    analyser = reader.analyser
    parses = analyser.parses([Document(text=item.text) for item in items])
    features, vectors, labels = [], [], []
    for parse, item in zip(parses, items, strict=True):
        for event in item.events:
            sides = [_tokens(parse, stretches) for stretches in _ends(event)]
            if not any(sides):
                continue
            one = _pair(parse, sides, analyser)
            features.append(one[0])
            vectors.append(one[1] * DENSE_PAIR)
            labels.append(event.event_type)
    return Rows(features, np.array(vectors), labels, np.full(len(labels), OWN_WEIGHT))


def _ends(event: LabelledEvent) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    if event.recipients:
        return event.actors[:1], event.recipients[:1]
    return event.actors[:1], event.actors[1:2]


def texts_of(path: Path, items: Sequence[Sentence]) -> np.ndarray[Any, Any]:
    """The numbers of all texts trained on."""
    texts = [row.text for row in relations(path)] + [item.text for item in items]
    return np.array(sorted({text_number(text) for text in texts}), np.uint32)


def folded(rows: Rows) -> Rows:
    """The same with RETREAT and CONCEDE as YIELD."""
    labels = ["YIELD" if label in YIELDS else label for label in rows.labels]
    return Rows(rows.features, rows.vectors, labels, rows.weights)


def heat_of(found: np.ndarray[Any, Any], labels: Sequence[str], classes: Sequence[str]) -> float:
    """The temperature at which probabilities have the least log loss."""
    gold = np.array([classes.index(label) for label in labels])
    logits = np.log(found + 1e-12)

    def loss(heat: float) -> float:
        sums = logits / heat
        sums = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        return float(-sums[np.arange(len(gold)), gold].mean())

    return float(min(np.arange(0.4, 2.0, 0.02), key=loss))


def cross_validated(plv: Rows, fold: np.ndarray[Any, Any], own: Rows) -> tuple[Any, list[str]]:
    """The probabilities of each relation by a model of the other folds."""
    found: Any = None
    for k in range(FOLDS):
        train = plv.at(np.flatnonzero(fold != k).tolist())
        model = Model(train + folded(own) if own.labels else train, FIRM_PAIR)
        asked = np.flatnonzero(fold == k)
        if found is None:
            found = np.zeros((len(plv.labels), len(model.classes)))
            classes = model.classes
        found[asked] = model.probabilities(plv.at(asked.tolist()))
    return found, classes


def told(name: str, plv: Rows, found: Any, classes: list[str]) -> None:
    """Print the figures of one run."""
    given = [classes[i] for i in found.argmax(axis=1)]
    quads = [[ROOTS[label] for label in side] for side in (plv.labels, given)]
    right = [a == b for a, b in zip(plv.labels, given, strict=True)]
    pairs = list(zip(found.max(axis=1).tolist(), right, strict=True))
    print(
        f"{name}: root macro-F1 {f1_score(plv.labels, given, average='macro'):.3f}, "
        f"accuracy {np.mean(right):.3f}, quad {f1_score(*quads, average='macro'):.3f}, "
        f"calibration error {calibration_error(pairs):.3f}"
    )


def without(rows: Rows, marks: tuple[str, ...], vector: bool = True) -> Rows:
    """The same without some features (by how they begin) or without the vector."""
    features = [
        [f for f in each if not (f.removeprefix(PLV_MARK).startswith(marks) or ".t:" in f)]
        if marks
        else each
        for each in rows.features
    ]
    return Rows(features, rows.vectors * vector, rows.labels, rows.weights)


WORD_LEXICON = (
    *("f:", "fAR", "fAx", "fxR", "fxx", "fr:", "fs:", "fid:", "fm:", "no-frame", "n:"),
    *("t:", "ts:", "tg:", "ht:", "hs:"),
)
"""How features begin that know the lexicon, of a word."""

LEXICON = ("f", "v0", "v1", "no-frame", "pt:", "ps:", "svt:", "svs:", "dot:", "xct:", "wt")


def heated(plv: Rows, fold: Any, own: Rows) -> tuple[float, Scores]:
    """Cross-validate the full model; the temperature at which it is calibrated, and figures.

    The calibration error is measured with temperatures each found on the other folds.
    """
    found, classes = cross_validated(plv, fold, own)
    heat = heat_of(found, plv.labels, classes)
    tempered = np.zeros_like(found)
    for k in range(FOLDS):
        rest = [label for label, f in zip(plv.labels, fold, strict=True) if f != k]
        heated_ = found[fold == k] ** (1 / heat_of(found[fold != k], rest, classes))
        tempered[fold == k] = heated_ / heated_.sum(axis=1, keepdims=True)
    told("relations, frames and model", plv, tempered, classes)
    return heat, figures(plv, tempered, classes)


def figures(plv: Rows, found: Any, classes: list[str]) -> Scores:
    """The figures of a cross-validation with their intervals, as a scorer has them."""
    given = [classes[i] for i in found.argmax(axis=1)]
    units = [Labelled(gold, label) for gold, label in zip(plv.labels, given, strict=True)]
    quads = [Labelled(ROOTS[unit.gold], ROOTS[str(unit.given)]) for unit in units]
    sure = [
        (float(row.max()), unit.gold == unit.given) for row, unit in zip(found, units, strict=True)
    ]
    return Scores(
        "plv, five folds",
        (
            measured("calibration_error", sure, calibration_error),
            measured("quad_macro_f1", quads, macro_f1),
            measured("root_macro_f1", units, macro_f1),
        ),
    )


def ablated(plv: Rows, fold: Any, own: Rows) -> list[Measure]:
    """Figures of the frames alone, and of the model without some of what it has."""
    nothing = own.at([])
    measures = [measured("root_macro_f1_frames_alone", _by_frames(plv), macro_f1)]
    for name, marks, vector, data in (
        ("without_own_sentences", (), True, nothing),
        ("without_vectors", (), False, own),
        ("model_alone", LEXICON, True, own),
        ("model_alone_plv_only", LEXICON, False, nothing),
    ):
        one, other = without(plv, marks, vector), without(data, marks, vector)
        found, classes = cross_validated(one, fold, other)
        told(name, one, found, classes)
        given = [classes[i] for i in found.argmax(axis=1)]
        units = [Labelled(gold, label) for gold, label in zip(plv.labels, given, strict=True)]
        measures.append(measured(f"root_macro_f1_{name}", units, macro_f1))
    return measures


def _by_frames(plv: Rows) -> list[Labelled]:
    """The first votes of the frames, which stand among the features."""
    first = [next((f[3:] for f in each if f.startswith("v0:")), None) for each in plv.features]
    given = ["YIELD" if vote in YIELDS else vote for vote in first]
    return [Labelled(gold, vote) for gold, vote in zip(plv.labels, given, strict=True)]


def triggers_scored(train: Sentences, model: Model, test: Sentences) -> Scores:
    """F1 of triggers with their type on the sentences kept for testing, with an ablation."""
    bare = without(test.rows, WORD_LEXICON)
    alone = Model(without(train.rows, WORD_LEXICON), FIRM_WORD)
    found, given = model.probabilities(test.rows), []
    for one, rows in ((model, test.rows), (alone, bare)):
        given.append([one.classes[i] for i in one.probabilities(rows).argmax(axis=1)])
    gated = [g if f != NONE else NONE for g, f in zip(given[0], test.framed, strict=True)]
    sure = [
        (float(row.max()), g == label)
        for row, g, label in zip(found, given[0], test.rows.labels, strict=True)
    ]
    runs = (
        ("f1_frames_alone", test.framed),
        ("f1_model_alone", given[1]),
        ("f1_model_where_a_frame_fires", gated),
        ("f1_both", given[0]),
    )
    return Scores(
        "sentences, triggers",
        (
            measured("calibration_error", sure, calibration_error),
            *(measured(name, _hits(test, answers), f1) for name, answers in runs),
        ),
    )


def _hits(test: Sentences, given: Sequence[str]) -> list[Hits]:
    """What is expected, given and right, by word; triggers never asked about are missed."""
    pairs = zip(test.rows.labels, given, strict=True)
    hits = [Hits(a != NONE, b != NONE, a == b != NONE) for a, b in pairs]
    return hits + [Hits(gold=1)] * test.lost


def _show(result: Scores, measured_on: Path, docs: Path | None) -> None:
    print("\n".join(result.lines()), flush=True)
    if docs is not None:
        write_scorecard(docs, figures_of(result, measured_on))


def main() -> None:
    """Read, train, check, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, default=SENTENCES)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--scorecard", type=Path, help="the folder docs/, to add the figures to")
    asked = parser.parse_args()
    reader = Reader()
    items = read_json(asked.sentences)
    train = [item for item in items if item.split == "train"]
    plv, fold = plv_rows(asked.plv, reader)
    own = own_relations(train, reader)
    heat, result = heated(plv, fold, own)
    if asked.check:
        result = replace(result, measures=(*ablated(plv, fold, own), *result.measures))
    _show(result, asked.plv, asked.scorecard)
    seen = sentences(train, reader)
    triggers = Model(seen.rows, FIRM_WORD, SELDOM)
    if asked.check:
        test = sentences([i for i in items if i.split == "test"], reader)
        _show(triggers_scored(seen, triggers, test), asked.sentences, asked.scorecard)
    if asked.write:
        further = {"gate": gate(seen.rows, triggers), "trust": trusted(seen, reader)}
        yields = own.at([i for i, label in enumerate(own.labels) if label in YIELDS])
        for name, model, scale, more in (
            (
                "relations.npz",
                Model(plv + folded(own), FIRM_PAIR, SELDOM),
                DENSE_PAIR,
                {"texts": texts_of(asked.plv, train)},
            ),
            ("yields.npz", Model(yields, FIRM_PAIR, SELDOM), DENSE_PAIR, {}),
            ("triggers.npz", triggers, DENSE_WORD, further),
        ):
            write_arrays(
                name, model.arrays(heat if scale == DENSE_PAIR else 1.0, scale, more), MODELS
            )


if __name__ == "__main__":
    main()
