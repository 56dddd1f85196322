"""Logistic models over named features and vectors (`verbale.matcher.weights.Linear`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from verbale.matcher.weights import Arrays, number


@dataclass
class Rows:
    """Instances: their features, vectors, labels and weights."""

    features: list[list[str]]
    vectors: np.ndarray[Any, Any]
    labels: list[str]
    weights: np.ndarray[Any, Any]

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            self.features + other.features,
            np.concatenate([self.vectors, other.vectors]),
            self.labels + other.labels,
            np.concatenate([self.weights, other.weights]),
        )

    def at(self, places: Sequence[int]) -> Rows:
        """Some of the instances."""
        return Rows(
            [self.features[i] for i in places],
            self.vectors[list(places)],
            [self.labels[i] for i in places],
            self.weights[list(places)],
        )


class Model:
    """A logistic model being trained; features as columns in the order they are met."""

    def __init__(self, rows: Rows, firm: float, seldom: int = 1) -> None:
        often: dict[str, int] = {}
        for features in rows.features:
            for feature in features:
                often[feature] = often.get(feature, 0) + 1
        kept = [feature for feature, times in often.items() if times >= seldom]
        self.columns = {feature: place for place, feature in enumerate(kept)}
        self.fitted = LogisticRegression(C=firm, max_iter=400)
        self.fitted.fit(self.matrix(rows), rows.labels, sample_weight=rows.weights)
        self.classes = list(self.fitted.classes_)

    def matrix(self, rows: Rows) -> sparse.csr_matrix:
        """The instances as one sparse matrix: named features, then the vector."""
        places, starts = [], [0]
        for features in rows.features:
            places += [self.columns[f] for f in features if f in self.columns]
            starts.append(len(places))
        cells = (np.ones(len(places)), np.array(places, np.int32), np.array(starts, np.int32))
        named = sparse.csr_matrix(cells, shape=(len(rows.features), len(self.columns)))
        return sparse.hstack([named, rows.vectors]).tocsr()

    def probabilities(self, rows: Rows) -> np.ndarray[Any, Any]:
        """A row of probabilities an instance."""
        return np.asarray(self.fitted.predict_proba(self.matrix(rows)))

    def arrays(self, heat: float, scale: float, further: dict[str, Any]) -> Arrays:
        """The weights as they are kept; the vector's scale goes into its weights."""
        weights = self.fitted.coef_.T
        bias = self.fitted.intercept_
        if len(self.classes) == 2:
            weights, bias = np.hstack([-weights, weights]) / 2, np.append(-bias, bias) / 2
        cut = len(self.columns)
        return {
            "classes": np.array(self.classes),
            "keys": np.array([number(f) for f in self.columns], np.uint32),
            "weights": weights[:cut].astype(np.float16),
            "dense": (weights[cut:] * scale).astype(np.float32),
            "bias": bias.astype(np.float32),
            "heat": np.array(heat, np.float32),
            **further,
        }
