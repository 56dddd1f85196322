"""Fit the weights by which a place is chosen among those of one name (``data/places.yaml``).

    python tools/fit_places.py FOLDER

``FOLDER`` holds documents with annotated names and their points, in the form of
``verbale score toponyms``. The weights are those of a conditional logit over the candidates
of each name (right: at most 161 km from the point), fitted on all documents and written into
the file; what is printed is the share of names right where the weights were fitted on the
other four fifths of the documents. Only the figures go into the file, nothing of the texts.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from verbale.evaluation.measures import gold_lines
from verbale.evaluation.toponyms import NEAR, Toponym, distance, toponyms_of
from verbale.language import Analyser
from verbale.language.place_choice import World, choose, features
from verbale.language.place_names import country_names, names_of
from verbale.matcher.place_words import PATH
from verbale.model import Analysis, Document, Place, span_of

FEATURES = (
    *("population", "main", "spelled", "first", "spoken", "state", "capital", "admin1", "admin2"),
    *("region", "inside", "outside", "outer", "shaded", "noun"),
    *("country", "division", "divided", "near", "nearness"),
)
START = {"population": 4.0, "main": 2.0, "first": 3.0, "state": 3.0, "country": 3.0, "inside": 1.0}
Row = tuple[np.ndarray, np.ndarray, bool]
FIXED = {"inside": 4.0, "outside": -3.0}
"""What the text says outright ("Paris, Texas") is not left to how often it decided something."""
_FOLDS = 5
_ROUNDS = 60
_SHRINK = 0.001


@dataclass(slots=True)
class Item:
    """One document: its annotated names in order, and what they are chosen from."""

    analyser: Analyser
    analysis: Analysis
    gold: list[Toponym]


def read(folder: Path, analyser: Analyser) -> list[Item]:
    """All documents, parsed."""
    items = []
    for path in sorted(folder.glob("*.jsonl*")):
        for row in gold_lines(path, "text", "toponyms"):
            document = Document(text=row["text"])
            parse = analyser.parse(document)
            gold = sorted({t.start: t for t in toponyms_of(row)}.values(), key=lambda t: t.start)
            items.append(Item(analyser, Analysis(document=document, parse=parse), gold))
    return items


def candidates(item: Item, weights: Mapping[str, float]) -> list[Row]:
    """Of each annotated name: its candidates' features, which are right, whether the choice is."""
    scene = item.analyser.scene(item.analysis)
    spans = [(t.start, t.end) for t in item.gold]
    atlas = item.analyser.atlas
    names, keys = names_of(scene, spans, atlas.gazetteer, atlas.words)
    choose(names, country_names(scene), weights)
    world = World(names, country_names(scene))
    rows = []
    for toponym, key in zip(item.gold, keys, strict=True):
        name = names[key]
        if not name.known:
            continue
        others = world.others(key)
        values = [features(name, i, world, others) for i in range(len(name.known))]
        table = np.array([[v.get(f, 0.0) for f in FEATURES] for v in values])
        span = span_of(toponym.phrase, 0, len(toponym.phrase))
        right = np.array(
            [
                distance(Place(key, span, lat=c.place.lat, lon=c.place.lon), toponym) <= NEAR
                for c in name.known
            ]
        )
        rows.append((table, right, bool(right[name.known.index(name.choice)])))
    return rows


def fit(items: Sequence[Item], start: Mapping[str, float]) -> dict[str, float]:
    """The weights, fitted twice: the second time among the choices of the first."""
    weights = dict(start)
    for _ in range(2):
        weights = _ascend([row for item in items for row in candidates(item, weights)])
    return weights


def _ascend(rows: Sequence[Row]) -> dict[str, float]:
    telling = [(table, right) for table, right, _ in rows if right.any() and not right.all()]
    weights = np.array([FIXED.get(name, 0.0) for name in FEATURES])
    free = np.array([name not in FIXED for name in FEATURES])
    mean, spread = np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for step in range(1, _ROUNDS + 1):
        slope = -_SHRINK * weights
        for table, right in telling:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            wanted = odds * right
            slope += (wanted / wanted.sum() - odds / odds.sum()) @ table / len(telling)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        change = (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = weights + 0.3 * change * free
    return {name: round(float(value), 2) for name, value in zip(FEATURES, weights, strict=True)}


def write(weights: Mapping[str, float], path: Path = PATH) -> None:
    """Put the weights into the file."""
    lines = "".join(f"  {name}: {value}\n" for name, value in weights.items())
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^weights:\n(?:  \w+: .*\n)*", f"weights:\n{lines}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Cross-validate, fit, write."""
    items = read(Path(sys.argv[1]), Analyser())
    order = random.Random(5).sample(items, len(items))  # noqa: S311 - folds, no secret
    right = all_ = 0
    for fold in range(_FOLDS):
        weights = fit([x for i, x in enumerate(order) if i % _FOLDS != fold], START)
        for item in order[fold::_FOLDS]:
            rows = candidates(item, weights)
            right += sum(row[2] for row in rows)
            all_ += len(rows)
    print(f"{all_} names with candidates; right, cross-validated: {right / all_:.3f}")
    write(fit(items, START))


if __name__ == "__main__":
    main()
