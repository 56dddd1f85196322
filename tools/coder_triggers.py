"""Words that trigger events: what the trigger model is trained on, and how far it is trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from labelled import Labelled as Sentence
from labelled import LabelledEvent
from logistic import Model, Rows
from sklearn.linear_model import LogisticRegression

from verbale import Reader
from verbale.evaluation.measures import calibration_error
from verbale.evaluation.sentences import is_found
from verbale.matcher.weights import Arrays, default_vectors, number
from verbale.model import Analysis, Document
from verbale.records.coder.trigger import TriggerCoder, document_sight
from verbale.records.coder.word import may_trigger, word_features, word_vector
from verbale.records.context import context_of
from verbale.records.event import find_events

BATCH, FOLDS, SELDOM = 64, 5, 2
DENSE_WORD, FIRM_WORD = 1.0, 0.3
NONE = "NONE"
POSSIBLE = 0.2
"""How likely an event must be by a word's vector alone, for the word to be asked about."""

_MANY = 1_000_000


@dataclass
class Sentences:
    """Labelled sentences with their analyses and the words of each that may trigger.

    ``lost`` counts labelled triggers that are never asked about, ``framed`` are the frames' own
    answers, ``places`` says which instances belong to which sentence.
    """

    items: list[Sentence]
    analyses: list[Analysis]
    rows: Rows
    lost: int
    framed: list[str]
    places: list[list[int]]

    def rows_of(self, chosen: Iterable[int]) -> Rows:
        """The instances of some of the sentences."""
        return self.rows.at([place for number_ in chosen for place in self.places[number_]])


def sentences(items: list[Sentence], reader: Reader) -> Sentences:
    """Analyse sentences and see the words in them."""
    analyses = [
        analysis
        for first in range(0, len(items), BATCH)
        for analysis in reader.analyser.analyse_many(
            [Document(text=item.text) for item in items[first : first + BATCH]]
        )
    ]
    features, vectors, labels, framed, lost = [], [], [], [], 0
    places: list[list[int]] = []
    for item, analysis in zip(items, analyses, strict=True):
        sight = document_sight(analysis, reader.analyser.matcher)
        asked = [t for t in analysis.parse if may_trigger(t, sight)]
        gold = {}
        for event in item.events:
            place = _trigger(analysis.parse, event, {t.i for t in asked}, sight)
            lost += place is None
            if place is not None:
                gold[place] = event.event_type
        places.append(list(range(len(labels), len(labels) + len(asked))))
        for token in asked:
            features.append(word_features(token, sight))
            vectors.append(word_vector(token, sight) * DENSE_WORD)
            labels.append(gold.get(token.i, NONE))
            fired = sight.matches.get(token.i)
            framed.append(fired[0].frame.label("event_type") if fired else NONE)
    rows = Rows(features, np.array(vectors), labels, np.ones(len(labels)))
    return Sentences(items, analyses, rows, lost, framed, places)


def trusted(train: Sentences, reader: Reader) -> np.ndarray[Any, Any]:
    """The weights of confidence: fitted on events of sentences that the model was not made from."""
    signs, right = [], []
    for k in range(FOLDS):
        rest = [i for i in range(len(train.items)) if i % FOLDS != k]
        rows = train.rows_of(rest)
        model = Model(rows, FIRM_WORD, SELDOM)
        coder = _Watching(model.arrays(1.0, DENSE_WORD, {"gate": gate(rows, model)}))
        for i in range(k, len(train.items), FOLDS):
            context = context_of(train.analyses[i], reader.analyser.matcher, frozenset({"event"}))
            for event in find_events(context, coder):
                signs.append(coder.signs_behind(event.confidence))
                golds = train.items[i].events
                right.append(any(is_found(vars(gold), event) for gold in golds))
    fitted = LogisticRegression(C=1.0).fit(np.array(signs), right)
    sure = fitted.predict_proba(np.array(signs))[:, 1]
    pairs = list(zip(sure.tolist(), right, strict=True))
    print(f"confidence: {len(right)} events, {np.mean(right):.3f} right,", end=" ")
    print(f"calibration error {calibration_error(pairs):.3f}")
    return np.append(fitted.intercept_, fitted.coef_[0]).astype(np.float32)


class _Watching(TriggerCoder):
    """A coder that keeps the signs it is asked to weigh, and gives their number as confidence."""

    def __init__(self, arrays: Arrays) -> None:
        super().__init__(arrays)
        self.seen: list[Any] = []

    def confidence(self, signs: Any) -> float:
        """The number of the signs, as a share of `_MANY`."""
        self.seen.append(signs)
        return (len(self.seen) - 1) / _MANY

    def signs_behind(self, confidence: float) -> Any:
        """The signs that gave this confidence."""
        return self.seen[round(confidence * _MANY)]


def _trigger(parse: Any, event: LabelledEvent, asked: set[int], sight: Any) -> int | None:
    """The word of a labelled trigger that stands for it: one that fires, its root, any."""
    spans = [parse.char_span(*s, alignment_mode="expand") for s in event.trigger]
    words = [t for span in spans if span is not None for t in (span.root, *span)]
    inside = [t for t in words if t.i in asked]
    firing = [t for t in inside if t.i in sight.matches]
    return (firing or inside)[0].i if inside else None


def gate(rows: Rows, model: Model) -> np.ndarray[Any, Any]:
    """The words that are worth asking about: those that the model could take for a trigger.

    A word is one where it triggers in training, or where what the model knows of the word alone
    (its vector, standing in the place of a verb) leaves an event possible.
    """
    found = {
        feature.removeprefix("form:")
        for features, label in zip(rows.features, rows.labels, strict=True)
        if label != NONE
        for feature in features
        if feature.startswith("form:")
    }
    keys = {number(word) for word in found}
    vectors = default_vectors()
    empty = np.zeros(2 * vectors.size)
    alone = np.array([np.append(v / (np.linalg.norm(v) + 1e-9), empty) for v in vectors.table])
    asked = Rows([["bias", "no-frame", "n:0"]] * len(alone), alone * DENSE_WORD, [], empty)
    none = model.probabilities(asked)[:, model.classes.index(NONE)]
    likely = [key for key, row in vectors.index.items() if none[row] < 1 - POSSIBLE]
    return np.array(sorted({*keys, *likely}), np.uint32)
