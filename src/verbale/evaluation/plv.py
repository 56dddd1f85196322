"""Scoring the type of a relation between given spans, on the PLV sets (Hu et al., ZSP).

A line is a sentence with its source and target marked, and its type: 15 of PLOVER's, where
YIELD stands for RETREAT and CONCEDE, which are folded into it. The known figure is macro-F1
over the types. The quad class follows from the type on both sides; ``gold_penta`` gives another
one in a few lines, which are counted and not used. No answer is wrong.

With ``learn`` the set is cross-validated: in each of five folds, a coder made from the other
four answers. Lines of one sentence, and of nearly the same, are never on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from verbale.evaluation.classes import Labelled, accuracy, class_lines, macro_f1
from verbale.evaluation.measures import ROUNDS, Scores, measured, write_report
from verbale.evaluation.plv_rows import ROOTS, Ends, Relation, folds, relations
from verbale.model import Coding
from verbale.pipeline import Reader

Relate = Callable[[Iterable[tuple[str, Ends, Ends]]], Iterator[Coding]]
"""Texts with source and target in, their codings out: `Reader.relate_many`."""

Learn = Callable[[Sequence[Relation]], Relate]
"""Makes a coder from relations to learn from."""

FOLDS = 5
_FOLDED = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
_QUADS = {
    "1": "verbal cooperation",
    "2": "material cooperation",
    "3": "verbal conflict",
    "4": "material conflict",
}
_COMMON = 25


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score plv``; ``report`` lists the misses."""
    return score_plv(path, reader.relate_many, report, known=reader.seen_in_training)


def score_plv(
    path: Path,
    relate: Relate,
    report: Path | None = None,
    learn: Learn | None = None,
    rounds: int = ROUNDS,
    known: Callable[[Iterable[str]], int] | None = None,
) -> Scores:
    """Figures of a coder, or (``learn``) of coders made from the other folds.

    ``known`` counts the texts that the coder was made from, which is told.
    """
    rows = relations(path)
    seen = known(row.text for row in rows) if known is not None else 0
    codings = answers(rows, relate) if learn is None else cross_validated(rows, learn)
    roots = [Labelled(r.root, root_of(c)) for r, c in zip(rows, codings, strict=True)]
    quads = [Labelled(_QUADS[r.penta], _quad(u.given)) for r, u in zip(rows, roots, strict=True)]
    result = Scores(
        "plv",
        (
            measured("root_accuracy", roots, accuracy, rounds),
            measured("quad_macro_f1", quads, macro_f1, rounds),
            measured("root_macro_f1", roots, macro_f1, rounds),
        ),
        (*_told(rows, roots, learn is not None, seen), *class_lines(roots)),
    )
    if report is not None:
        write_report(report, _report(result, rows, codings, roots, quads))
    return result


def answers(rows: Sequence[Relation], relate: Relate) -> list[Coding]:
    """What a coder says of relations, in order."""
    return list(relate((row.text, row.source, row.target) for row in rows))


def cross_validated(rows: Sequence[Relation], learn: Learn) -> list[Coding]:
    """What coders say of relations, each made from the folds that these are not in."""
    fold = folds(rows, FOLDS)
    found: dict[int, Coding] = {}
    for number in range(FOLDS):
        asked = [i for i, each in enumerate(fold) if each == number]
        if asked:
            relate = learn([row for row, each in zip(rows, fold, strict=True) if each != number])
            found.update(zip(asked, answers([rows[i] for i in asked], relate), strict=True))
    return [found[i] for i in range(len(rows))]


def root_of(coding: Coding) -> str | None:
    """The type in the names of the set."""
    found = coding.event_type
    return None if found is None else _FOLDED.get(found, found)


def _quad(root: str | None) -> str | None:
    return _QUADS[ROOTS[root]] if root in ROOTS else None


def _told(
    rows: Sequence[Relation], roots: Sequence[Labelled], learned: bool, seen: int
) -> Iterator[str]:
    silent = sum(unit.given is None for unit in roots)
    how = f", {FOLDS} folds by sentence" if learned else ""
    other = sum(row.penta != ROOTS[row.root] for row in rows)
    differs = f", of another class than their type {other}" if other else ""
    yield f"relations {len(rows)}{differs}, without an answer {silent}{how}"
    if seen:
        yield (
            f"{seen} of them are texts the coder was made from: these figures say how well it "
            "remembers, not how good it is (cross-validated: tools/train_coder.py)"
        )


def _report(
    result: Scores,
    rows: Sequence[Relation],
    codings: Sequence[Coding],
    roots: Sequence[Labelled],
    quads: Sequence[Labelled],
) -> dict[str, object]:
    pairs = Counter((u.gold, u.given or "none") for u in roots if u.gold != u.given)
    misses = [
        {
            "line": row.line,
            "text": row.text,
            "source": _words(row.text, row.source),
            "target": _words(row.text, row.target),
            "gold": unit.gold,
            "read": coding.event_type,
            "confidence": coding.confidence,
            "because": [f"{r.rule}: {r.note}" for r in coding.because],
        }
        for row, coding, unit in zip(rows, codings, roots, strict=True)
        if unit.gold != unit.given
    ]
    return {
        "lines": result.lines(),
        "quads": class_lines(quads),
        "confused": [f"{g} read as {f}: {n}" for (g, f), n in pairs.most_common(_COMMON)],
        "misses": misses,
    }


def _words(text: str, ends: Ends) -> str | None:
    return None if ends is None else text[ends[0] : ends[1]]
