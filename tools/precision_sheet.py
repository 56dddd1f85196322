"""Sheets for judging records by hand: of random sentences, which records are right?

    precision_sheet.py draw CORPUS.jsonl --form FORM.jsonl --sheet SHEET.tsv [--sentences 200]
    precision_sheet.py tally SHEET.tsv...

``draw`` reads the articles of a JSON Lines file, puts their sentences in random order (the seed
is given, so is the order) and takes the first ``--sentences`` that have a record; of kinds that
then have fewer than ``--least`` records it goes on until they have as many. The form is for the
judge: the passage, the record in its fields, nothing of the rule that made it nor of how sure it
was. The sheet, which is kept, has ids and empty verdicts, and no text.

``tally`` prints, by kind, how many judged records are right, with a 95 % interval (Wilson 1927).
Verdicts are ``right``, ``wrong`` and ``unclear``; unclear ones are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.documents import make_document
from verbale.model import KINDS, Record
from verbale.model.codec import record_to_json
from verbale.model.source import Raw
from verbale.pipeline import Reader

FIELDS = ("number", "document", "sentence", "record", "kind", "verdict", "fault")
VERDICTS = ("right", "wrong", "unclear")
_HIDDEN = frozenset(
    {"because", "confidence", "id", "document", "sentence", "links", "score", "quad"}
)
_AROUND = 600
"""Characters of the text shown before the sentence."""
_AFTER = 200


@dataclass(frozen=True)
class Drawn:
    """One sentence with the records that stand in it."""

    document: str
    text: str
    head: str
    place: tuple[int, int]
    records: tuple[Record, ...]


def drawn(corpus: Path, seed: int) -> list[Drawn]:
    """All sentences with a record of all articles, in random order."""
    reader = Reader(settled=True)
    found: list[Drawn] = []
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fields = {n: row[n] for n in ("title", "published", "url", "outlet") if row.get(n)}
        raw = Raw(
            place=row["id"], media="row", data=row["text"], path=None, url=row.get("url"),
            retrieved=None, fields=fields,
        )  # fmt: skip
        document = make_document(raw)
        reading = reader.read_document(document)
        by_place: dict[tuple[int, int], list[Record]] = {}
        for record in reading.records:
            by_place.setdefault((record.sentence.start, record.sentence.end), []).append(record)
        head = f"{row.get('title') or ''} · {row.get('published') or ''}"
        found += [
            Drawn(row["id"], document.text, head, place, tuple(records))
            for place, records in sorted(by_place.items())
        ]
        print(f"\r{row['id']} {len(found)}", end="", file=sys.stderr)
    random.Random(seed).shuffle(found)  # noqa: S311 - a drawing, no secret
    return found


def chosen(several: Iterable[Drawn], sentences: int, least: int) -> Iterator[tuple[Drawn, Record]]:
    """Records of the first sentences; then of kinds that lack some, those of further ones."""
    had: Counter[str] = Counter()
    for number, one in enumerate(several):
        for record in one.records:
            if number < sentences or had[record.kind] < least:
                had[record.kind] += 1
                yield one, record


def form_line(number: int, one: Drawn, record: Record) -> dict[str, Any]:
    """What the judge sees of a record."""
    start, end = one.place
    shown = {k: _short(v) for k, v in record_to_json(record).items() if k not in _HIDDEN}
    before = one.text[max(0, start - _AROUND) : start]
    passage = f"{before}[[{one.text[start:end]}]]{one.text[end : end + _AFTER]}"
    return {"number": number, "kind": record.kind, "article": one.head, "passage": passage} | {
        "record": {k: v for k, v in shown.items() if v not in (None, [], {}, "")}
    }


def _short(value: Any) -> Any:
    """Spans as their words, actors as name with country and role, dates as their value."""
    if isinstance(value, list):
        return [_short(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "actor" in value:
        known = [value.get("country"), value.get("role")]
        return f"{value['name']} ({', '.join(k for k in known if k) or '-'})"
    if value.keys() == {"start", "end", "text"}:
        return value["text"]
    return {k: _short(v) for k, v in value.items() if v is not None}


def draw(args: argparse.Namespace) -> None:
    """Write form and sheet."""
    pairs = list(chosen(drawn(args.corpus, args.seed), args.sentences, args.least))
    with args.form.open("w", encoding="utf-8") as form:
        for number, (one, record) in enumerate(pairs, 1):
            form.write(json.dumps(form_line(number, one, record), ensure_ascii=False) + "\n")
    with args.sheet.open("w", encoding="utf-8", newline="") as sheet:
        rows = csv.writer(sheet, delimiter="\t", lineterminator="\n")
        rows.writerow(FIELDS)
        for number, (one, record) in enumerate(pairs, 1):
            place = f"{one.place[0]}-{one.place[1]}"
            rows.writerow([number, one.document, place, record.id, record.kind, "", ""])
    kinds = Counter(record.kind for _, record in pairs)
    print(", ".join(f"{kind} {kinds[kind]}" for kind in KINDS))


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (E. B. Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, right / total
    middle = p + z * z / (2 * total)
    width = z * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5
    return (middle - width) / (1 + z * z / total), (middle + width) / (1 + z * z / total)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet; `ValueError` names a wrong header or verdict and its line."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    if not rows or tuple(rows[0]) != FIELDS:
        raise ValueError(f"{path}: expected a header {', '.join(FIELDS)} and rows")
    for place, row in enumerate(rows, 2):
        if row["verdict"] not in ("", *VERDICTS) or row["kind"] not in KINDS:
            told = f"{row['kind']!r}, {row['verdict']!r}"
            raise ValueError(f"{path}, line {place}: {told}: expected a kind and a verdict")
    return rows


def tally(path: Path) -> list[str]:
    """A line a kind: judged, right, the share with its interval, unclear."""
    rows = rows_of(path)
    lines = []
    for kind in (*KINDS, "all"):
        verdicts = Counter(r["verdict"] for r in rows if kind in (r["kind"], "all"))
        total = verdicts["right"] + verdicts["wrong"]
        low, high = wilson(verdicts["right"], total)
        share = verdicts["right"] / total if total else 0.0
        lines.append(
            f"{kind:12} judged {total:4} right {verdicts['right']:4} "
            f"share {share:.3f} [{low:.3f}, {high:.3f}] unclear {verdicts['unclear']}"
        )
    return lines


def main() -> None:
    """Read the arguments and do what they ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("corpus", type=Path)
    drawing.add_argument("--form", type=Path, required=True)
    drawing.add_argument("--sheet", type=Path, required=True)
    drawing.add_argument("--sentences", type=int, default=200)
    drawing.add_argument("--least", type=int, default=40)
    drawing.add_argument("--seed", type=int, default=1)
    commands.add_parser("tally").add_argument("sheets", type=Path, nargs="+")
    args = parser.parse_args()
    if args.command == "draw":
        draw(args)
        return
    for path in args.sheets:
        print(path.name, *tally(path), sep="\n")


if __name__ == "__main__":
    main()
