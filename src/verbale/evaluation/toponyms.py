"""Scoring names of places against GeoWebNews, GeoVirus and files of the same form.

What counts as a toponym are the annotated names that have coordinates: of GeoWebNews' types
(Gritta, Pilehvar and Collier 2020, "A pragmatic guide to geoparsing evaluation") Literal,
Mixed, Metonymic, the modifiers, what is embedded in other names and what is coerced to a
place. Common nouns (the ``…_Expression`` types), demonyms, homonyms, languages and
Non_Toponym have none and never count. Adjectives ("Russian") do count as they are annotated
with coordinates, although verbale lists no adjective as a place: they are misses here.
``noun_f1`` leaves them and the names embedded in other names out of the gold, and out of
what was found what only overlaps with these.

A found name is right where it overlaps an annotated one, each counted once, equal spans
before others (``f1``, the "inexact" figure of the guide); ``exact_f1`` asks for equal spans.

Resolution is measured on the annotated spans: ``acc161`` is the share whose place is at
most 161 km (100 miles) from the annotated point, by great circles, of all spans with
coordinates; names that the gazetteer does not hold are put where the nearest place named
around them is (`Reader.locate`, ``nearby``). Without that, ``acc161_named`` counts them as
wrong. ``auc`` is the area under the curve of the logarithms of the distances (0 is best,
1 at 20,038 km). Intervals are 95 % percentile bootstraps over documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import Hits, Scores, f1, gold_lines, measured, write_report
from verbale.model import Document, Place
from verbale.pipeline import Reader

NEAR = 161.0
"""Kilometres within which a place is right."""
FARTHEST = 20_038.0
"""Half of the equator: the distance of a place not found."""
_EMBEDDED = ("Embedded_Non_Lit", "Embedded_Literal")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated name with its point; ``type`` as in GeoWebNews, "" where there is none."""

    start: int
    end: int
    phrase: str
    lat: float
    lon: float
    type: str = ""


@dataclass(slots=True)
class _Result:
    """What one document gave."""

    overlap: Hits = field(default_factory=Hits)
    exact: Hits = field(default_factory=Hits)
    nouns: Hits = field(default_factory=Hits)
    named: tuple[float, ...] = ()
    nearby: tuple[float, ...] = ()
    types: Counter[tuple[str, bool]] = field(default_factory=Counter)


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score toponyms``: a file of documents, or a folder of such files."""
    results: list[_Result] = []
    misses: list[dict[str, Any]] = []
    for name, row in _rows(path):
        result = _document(row, reader, misses)
        results.append(result)
        misses[-1]["file"] = name
    scores = _scores(results)
    if report is not None:
        write_report(report, {"lines": scores.lines(), "documents": misses})
    return scores


_DEGREES = (float, None)
_NAME = {"start": int, "end": int, "phrase": str, "lat?": _DEGREES, "lon?": _DEGREES}
_FIELDS = {"text": str, "title?": (str, None), "toponyms": [_NAME | {"type?": (str, None)}]}


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    files = [path]
    if path.is_dir():
        files = sorted(f for f in path.iterdir() if f.name.endswith((".jsonl", ".jsonl.gz")))
        if not files:
            raise SourceError(str(path), "no .jsonl or .jsonl.gz file; expected one at least")
    for file in files:
        for row in gold_lines(file, **_FIELDS):
            yield file.name, row


def _document(row: dict[str, Any], reader: Reader, misses: list[dict[str, Any]]) -> _Result:
    gold = toponyms_of(row)
    document = Document(text=row["text"], title=row.get("title"))
    found = [
        (p.place.span.start, p.place.span.end) for p in reader.analyse_document(document).places
    ]
    pairs = match([(t.start, t.end) for t in gold], found)
    spans = [(t.start, t.end) for t in gold]
    named = reader.locate(document, spans)
    nearby = reader.locate(document, spans, nearby=True)
    exact = sum(g == f for g, f in pairs.items())
    result = _Result(
        Hits(len(set(spans)), len(found), len(pairs)),
        Hits(len(set(spans)), len(found), exact),
        _nouns(gold, found, reader),
        tuple(map(distance, named, gold)),
        tuple(map(distance, nearby, gold)),
        Counter((t.type or "(none)", (t.start, t.end) in pairs) for t in gold),
    )
    text = row["text"]
    misses.append(
        {
            "id": row.get("id"),
            "missed": [text[a:b] for a, b in spans if (a, b) not in pairs],
            "wrong": [text[a:b] for a, b in found if (a, b) not in pairs.values()],
            "far": [
                [t.phrase, round(d), place.name, place.country, place.admin1]
                for t, d, place in zip(gold, result.nearby, nearby, strict=True)
                if d > NEAR
            ],
        }
    )
    return result


def toponyms_of(row: dict[str, Any]) -> list[Toponym]:
    """The annotated names of a document that have coordinates, faulty spans left out."""
    return [
        Toponym(t["start"], t["end"], t["phrase"], t["lat"], t["lon"], t.get("type") or "")
        for t in row["toponyms"]
        if t.get("lat") is not None
        and t.get("lon") is not None
        and 0 <= t["start"] < t["end"] <= len(row["text"])
        and row["text"][t["start"] : t["end"]].strip()
    ]


def match(gold: Sequence[Stretch], found: Sequence[Stretch]) -> dict[Stretch, Stretch]:
    """Annotated spans with the found one that overlaps each; equal ones first, each used once."""
    free = sorted(set(found))
    pairs = {span: span for span in gold if span in free}
    free = [span for span in free if span not in pairs]
    for span in sorted(set(gold)):
        if span in pairs:
            continue
        other = next((f for f in free if f[0] < span[1] and span[0] < f[1]), None)
        if other is not None:
            pairs[span] = other
            free.remove(other)
    return pairs


def _nouns(gold: Sequence[Toponym], found: Sequence[Stretch], reader: Reader) -> Hits:
    """The same without adjectives and names embedded in other names."""
    demonym = reader.analyser.registry.demonym
    left = [t for t in gold if not (t.type in _EMBEDDED or demonym(t.phrase.split(" ")[-1]))]
    pairs = match([(t.start, t.end) for t in left], found)
    used = set(pairs.values())
    out = [t for t in gold if t not in left]
    kept = [f for f in found if f in used or not any(t.start < f[1] and f[0] < t.end for t in out)]
    return Hits(len({(t.start, t.end) for t in left}), len(kept), len(pairs))


def distance(place: Place, gold: Toponym) -> float:
    """Kilometres on a great circle; `FARTHEST` for a place without a point."""
    if place.lat is None or place.lon is None:
        return FARTHEST
    a, b = math.radians(place.lat), math.radians(gold.lat)
    across = math.radians(gold.lon - place.lon)
    part = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(part)))


def _scores(results: Sequence[_Result]) -> Scores:
    measures = (
        measured("acc161_named", results, lambda rs: _near([d for r in rs for d in r.named])),
        measured("auc", results, lambda rs: _auc([d for r in rs for d in r.nearby])),
        measured("mean_km", results, lambda rs: _mean([d for r in rs for d in r.nearby])),
        measured("acc161", results, lambda rs: _near([d for r in rs for d in r.nearby])),
        measured("precision", results, _precision),
        measured("recall", results, _recall),
        measured("noun_f1", results, lambda rs: f1(r.nouns for r in rs)),
        measured("exact_f1", results, lambda rs: f1(r.exact for r in rs)),
        measured("f1", results, lambda rs: f1(r.overlap for r in rs)),
    )
    return Scores("toponyms", measures, tuple(_told(results)))


def _told(results: Sequence[_Result]) -> Iterator[str]:
    gold, found = sum(r.overlap.gold for r in results), sum(r.overlap.found for r in results)
    yield f"documents {len(results)}, toponyms {gold}, found {found}"
    types: Counter[tuple[str, bool]] = Counter()
    for result in results:
        types.update(result.types)
    for name in sorted({name for name, _ in types}):
        right, missed = types[name, True], types[name, False]
        yield f"recall of {name}: {right / (right + missed):.3f} ({right} of {right + missed})"


def _precision(results: Sequence[_Result]) -> float:
    found = sum(r.overlap.found for r in results)
    return sum(r.overlap.right for r in results) / found if found else 0.0


def _recall(results: Sequence[_Result]) -> float:
    gold = sum(r.overlap.gold for r in results)
    return sum(r.overlap.right for r in results) / gold if gold else 0.0


def _near(distances: Sequence[float]) -> float:
    return sum(d <= NEAR for d in distances) / len(distances) if distances else 0.0


def _mean(distances: Sequence[float]) -> float:
    return sum(distances) / len(distances) if distances else 0.0


def _auc(distances: Sequence[float]) -> float:
    """Mean of the logarithms of the distances as a share of the largest (Jurgens et al. 2015)."""
    logs = [math.log(1 + d) / math.log(1 + FARTHEST) for d in distances]
    return sum(logs) / len(logs) if logs else 0.0
