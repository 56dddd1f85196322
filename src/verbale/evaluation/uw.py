"""Scoring how real predicates are, on the UW factuality sentences (Lee et al. 2015).

A line is a sentence of tokens set apart by blanks, and predicates in it (``span1``: first token
and the one behind the last) with a score from -3 (certainly did not happen) to 3 (certainly did).
The sentence is put together as it is written in print and read as a document of its own.

*Three classes.* Scores are cut half-way between the middle and the ends of the scale: 1.5 and
above happened, -1.5 and below did not, between them it is uncertain. That is FactBank's border
between probable (2) and possible (1), to which the scale was made to answer. Gold scores are cut
so, and so is the layer's score: ``score_macro_f1``, by which the set is known. Beside it stands
``factuality_macro_f1``, which takes the layer's ``factuality`` as it is. The two ask different
things. The gold's readers rated how sure a reader may be, and rated what is to come by that ("will
meet": about 2.3, happened at this cut); the score answers to their scale. ``factuality`` says
what has happened, and calls all that is to come uncertain, as records need it: planned is not
done. A layer that keeps that rule cannot score full marks by its label, however well it reads.

A predicate that the layer lacks counts as happened with score 3, which is how records treat it;
how many there are is told. Sentences are resampled for the intervals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.classes import Labelled, class_lines, macro_f1
from verbale.evaluation.measures import ROUNDS, Scores, gold_lines, measured, write_report
from verbale.model import Analysis, Document, Predicate
from verbale.pipeline import Reader

CUT = 1.5
"""From here on up it happened, from minus this on down it did not."""

MISSING = 3.0
"""The score of a predicate that the layer lacks."""

_SPAN = {"span1": [int], "label": float}
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_BOUND_LEFT = re.compile(
    r"(?:[-.,;:!?%)\]}]|['’](?:s|S|re|ve|ll|d|m|RE|VE|LL|D|M)?|n['’]t|N['’]T)$"
)
_BOUND_RIGHT = re.compile(r"[$(\[{#]$")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One predicate: what the gold has and what the layer says (None: it lacks it)."""

    words: str
    gold: float
    read: Predicate | None

    @property
    def score(self) -> float:
        return MISSING if self.read is None else self.read.score

    @property
    def label(self) -> str:
        return "happened" if self.read is None else self.read.factuality


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    judged: tuple[_Judged, ...]


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score uw``; ``report`` lists what differs."""
    rows = list(_rows(path))
    texts = [joined(row["text"].split()) for row in rows]
    analyses = reader.analyse_many(Document(text=text, language="en") for text, _ in texts)
    sentences = [
        _judged(row, text, starts, analysis)
        for row, (text, starts), analysis in zip(rows, texts, analyses, strict=True)
    ]
    several = [j for s in sentences for j in s.judged]
    figures: tuple[tuple[str, Callable[[Sequence[_Judged]], float]], ...] = (
        ("mae", _mae),
        ("pearson_r", _pearson),
        ("factuality_macro_f1", lambda units: macro_f1(by_label(units))),
        ("score_macro_f1", lambda units: macro_f1(by_score(units))),
    )
    result = Scores(
        "uw",
        tuple(measured(name, sentences, _over(each), rounds) for name, each in figures),
        (_told(sentences), *class_lines(by_score(several))),
    )
    if report is not None:
        misses = [_miss(s.text, j) for s in sentences for j in s.judged if _differs(j)]
        write_report(report, {"lines": result.lines(), "misses": misses})
    return result


def cut(value: float) -> str:
    """The class of a score."""
    if value >= CUT:
        return "happened"
    return "did-not" if value <= -CUT else "uncertain"


def joined(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Tokens as they stand in print, and where each begins."""
    text, starts = "", []
    opened, bound, last = False, True, ""
    for number, token in enumerate(tokens):
        quote = token in ("'", "`") and tokens[number + 1 : number + 2] == [token]
        if token in ("'", "`") and last == token and text.endswith('"'):
            starts.append(len(text) - 1)
            last = ""
            continue
        written, last = ('"', token) if quote or token in ("''", "``") else (_plain(token), token)
        closes = opened if written == '"' else bool(_BOUND_LEFT.match(written))
        if text and not bound and not closes:
            text += " "
        starts.append(len(text))
        text += written
        if written == '"':
            opened = not opened
        bound = opened if written == '"' else bool(_BOUND_RIGHT.match(written)) or written == "-"
    return text, starts


def _plain(token: str) -> str:
    return _BRACKETS.get(token, token)


def by_label(judged: Sequence[_Judged]) -> list[Labelled]:
    """The gold's class beside the layer's own."""
    return [Labelled(cut(j.gold), j.label) for j in judged]


def by_score(judged: Sequence[_Judged]) -> list[Labelled]:
    """The gold's class beside that of the layer's score."""
    return [Labelled(cut(j.gold), cut(j.score)) for j in judged]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file; `SourceError` names the target that does not fit its sentence."""
    for number, row in enumerate(gold_lines(path, text=str, targets=[_SPAN]), 1):
        length = len(row["text"].split())
        for place, target in enumerate(row["targets"]):
            at, span = f"targets[{place}]", target["span1"]
            if len(span) != 2 or not 0 <= span[0] < span[1] <= length:
                told = f"{at}.span1 {span}: expected [first, end] of its {length} tokens"
                raise SourceError(f"{path}, line {number}", told)
            if not -3 <= target["label"] <= 3:
                told = f"{at}.label {target['label']}: expected -3 to 3"
                raise SourceError(f"{path}, line {number}", told)
        yield row


def _judged(row: dict[str, Any], text: str, starts: list[int], analysis: Analysis) -> _Sentence:
    tokens = row["text"].split()
    found = []
    for target in row["targets"]:
        first, end = target["span1"]
        last = starts[end - 1] + len(tokens[end - 1])
        read = _predicate(analysis, starts[first], last)
        found.append(_Judged(" ".join(tokens[first:end]), float(target["label"]), read))
    return _Sentence(text, tuple(found))


def _predicate(analysis: Analysis, start: int, end: int) -> Predicate | None:
    """The predicate of the layer that shares letters with a stretch of text."""
    for number, predicate in sorted(analysis.predicates.items()):
        token = analysis.parse[number]
        if token.idx < end and start < token.idx + len(token.text):
            return predicate
    return None


def _over(statistic: Callable[[Sequence[_Judged]], float]) -> Callable[[Sequence[Any]], float]:
    return lambda sentences: statistic([j for s in sentences for j in s.judged])


def _mae(judged: Sequence[_Judged]) -> float:
    return fmean(abs(j.gold - j.score) for j in judged) if judged else 0.0


def _pearson(judged: Sequence[_Judged]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    if not judged:
        return 0.0
    gold, read = [j.gold for j in judged], [j.score for j in judged]
    of_gold, of_read = fmean(gold), fmean(read)
    joint = sum((g - of_gold) * (r - of_read) for g, r in zip(gold, read, strict=True))
    alone = sum((g - of_gold) ** 2 for g in gold) * sum((r - of_read) ** 2 for r in read)
    return joint / alone**0.5 if alone else 0.0


def _told(sentences: Sequence[_Sentence]) -> str:
    judged = [j for s in sentences for j in s.judged]
    missing = sum(j.read is None for j in judged)
    return f"sentences {len(sentences)}, predicates {len(judged)}, the layer lacks {missing}"


def _differs(judged: _Judged) -> bool:
    return cut(judged.gold) != cut(judged.score) or abs(judged.gold - judged.score) > 1


def _miss(text: str, judged: _Judged) -> dict[str, Any]:
    return {
        "text": text,
        "predicate": judged.words,
        "gold": judged.gold,
        "read": None if judged.read is None else judged.score,
        "classes": f"gold {cut(judged.gold)}, read {cut(judged.score)}, labelled {judged.label}",
        "why": () if judged.read is None else judged.read.why,
    }
