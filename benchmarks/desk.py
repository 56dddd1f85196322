"""The desk at size, on made-up readings: ``python -m benchmarks.desk COMMAND``.

- ``search --records 1000000``: fills a desk, then times questions as people ask them, by kind of
  question: median and 95th percentile in milliseconds (bar: 100 ms);
- ``beside --seconds 600 --readers 8``: one process writes, others ask; tells answers, errors,
  and answers that lacked what had been written before they were asked (bar: none of either).

``--desk`` names the place (a file, or ``postgresql://…``); else a new file is made and thrown away.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing as mp
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from verbale.desk import Desk
from verbale.model import (
    ActorReference,
    Date,
    Document,
    Event,
    Reading,
    Reason,
    Record,
    Span,
    Stance,
    Statement,
)

BAR_MS = 100.0
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er")]
_COUNTRIES = [f"{a}{b}{c}" for a in "ABCDEFGHIJ" for b in "KLMNO" for c in "PQRS"]
_OFTEN = list(accumulate(1 / (n + 2) for n in range(len(_COUNTRIES))))
_TYPES = ("ACCUSE", "CONSULT", "AGREE", "SUPPORT", "REQUEST", "ASSAULT", "SANCTION", "AID")


@cache
def words(size: int = 40_000) -> tuple[list[str], list[float]]:
    """Words that mean nothing, and how often those up to each are used: by Zipf's law."""
    dice = random.Random(7)
    several = {"".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(2 * size)}
    kept = sorted(several)[:size]
    dice.shuffle(kept)
    return kept, list(accumulate(1 / (rank + 3) for rank in range(len(kept))))


def made_up(number: int) -> Reading:
    """A reading with six records, of sentences of some twenty words."""
    dice = random.Random(number)
    known, weights = words()
    sentences = []
    for _ in range(3):
        body = " ".join(dice.choices(known, cum_weights=weights, k=16))
        one, other = dice.choices(_COUNTRIES, cum_weights=_OFTEN, k=2)
        sentences.append(f"{one} minister {body} {other}.")
    text = " ".join(sentences)
    day = f"{2015 + number % 10}-{1 + number // 10 % 12:02d}-{1 + number // 120 % 28:02d}"
    document = Document(
        text, id=f"made{number:08d}", title=" ".join(dice.choices(known, cum_weights=weights, k=6)),
        url=f"https://news.example/{number}", published=day, published_basis="given", language="en",
    )  # fmt: skip
    records: list[Record] = []
    start = 0
    for sentence in sentences:
        records += _records(document, Span(start, start + len(sentence), sentence), day, dice)
        start += len(sentence) + 1
    return Reading(document, tuple(records))


def _records(document: Document, sentence: Span, day: str, dice: random.Random) -> Iterator[Record]:
    def at(start: int, end: int) -> Span:
        return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])

    one, other = at(0, 3), at(len(sentence.text) - 4, len(sentence.text) - 1)
    middle = at(13, len(sentence.text) - 5)
    actors = [
        ActorReference(f"country:{span.text}", span.text, span, country=span.text)
        for span in (one, other)
    ]
    common: dict[str, Any] = {
        "source": document, "sentence": sentence, "evidence": (at(4, 12),),
        "because": (Reason("made-up", "by chance"),), "date": Date(day), "confidence": 0.5,
    }  # fmt: skip
    yield Event(
        event_type=dice.choice(_TYPES), trigger=at(4, 12), actors=(actors[0],),
        recipients=(actors[1],), **common,
    )  # fmt: skip
    if dice.random() < 0.5:
        yield Statement(
            speakers=(actors[0],), cue=at(4, 12), manner="indirect", content=(middle,), **common
        )
    else:
        yield Stance(holders=(actors[0],), target=actors[1], valence="oppose", **common)


def fill(place: str, records: int) -> None:
    """Writes made-up readings until the desk has so many records."""
    with Desk(place) as desk:
        for number in range(records // 6):
            desk.write(made_up(number))
            if number % 10_000 == 9_999:
                print(f"{6 * (number + 1):,} records", file=sys.stderr)


def questions(dice: random.Random) -> dict[str, Callable[[], dict[str, Any]]]:
    """Questions by kind; each call makes another of the kind."""
    known, _ = words()
    return {
        "a rare word": lambda: {"words": dice.choice(known[5_000:])},
        "a common word": lambda: {"words": dice.choice(known[:20])},
        "two words": lambda: {"words": " ".join(dice.choices(known[:500], k=2))},
        "a word, kind, year": lambda: {
            "words": dice.choice(known[:200]), "kind": "event", "since": "2019", "until": "2019",
        },
        "an actor": lambda: {"actor": dice.choice(_COUNTRIES)},
        "an actor by id, kind": lambda: {
            "actor": f"country:{dice.choice(_COUNTRIES)}", "kind": "statement",
        },
        "type and month": lambda: {
            "kind": "event", "label": dice.choice(_TYPES), "since": "2020-05", "until": "2020-05",
        },
        "a document": lambda: {"document": f"made{dice.randrange(1000):08d}"},
        "the hundredth page": lambda: {"kind": "event", "offset": 10_000},
    }  # fmt: skip


def search(place: str, asked: int) -> dict[str, dict[str, float]]:
    """Milliseconds of questions by kind: median and 95th percentile."""
    found = {}
    with Desk(place) as desk:
        for kind, ask in questions(random.Random(1)).items():
            times = []
            for _ in range(asked):
                question = ask()
                start = time.perf_counter()
                desk.find(limit=50, **question)
                times.append(1000 * (time.perf_counter() - start))
            cuts = statistics.quantiles(times, n=20)
            found[kind] = {"median_ms": round(cuts[9], 1), "p95_ms": round(cuts[18], 1)}
    return found


def _write(place: str, written: Any, end: float) -> None:
    with Desk(place) as desk:
        number = 0
        while time.time() < end:
            desk.write(made_up(number))
            written.value = number
            number += 1


def _ask(place: str, written: Any, end: float, seed: int, told: Any) -> None:
    dice = random.Random(seed)
    kinds = list(questions(dice).values())
    answers = errors = stale = 0
    with Desk(place) as desk:
        while time.time() < end:
            last = written.value
            try:
                fresh = desk.find(document=f"made{last:08d}")
                stale += len(fresh) != 6
                desk.find(limit=50, **dice.choice(kinds)())
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is counted
                print(fault, file=sys.stderr)
                errors += 1
            answers += 2
    told.put({"answers": answers, "errors": errors, "stale": stale})


def beside(place: str, seconds: float, readers: int) -> dict[str, int]:
    """One writer and several readers at once, for so many seconds."""
    with Desk(place) as desk:
        desk.write(made_up(0))
    context = mp.get_context("spawn")
    written, told = context.Value("q", 0), context.Queue()
    end = time.time() + seconds
    work = [context.Process(target=_write, args=(place, written, end))]
    work += [
        context.Process(target=_ask, args=(place, written, end, seed, told))
        for seed in range(readers)
    ]
    for process in work:
        process.start()
    answers = [told.get() for _ in range(readers)]
    for process in work:
        process.join()
    total = {key: sum(one[key] for one in answers) for key in answers[0]}
    return {"documents": written.value + 1, "readers": readers} | total


def main() -> int:
    """The command line; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("search", "beside"))
    parser.add_argument("--desk")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--readers", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.desk or str(Path(folder) / "desk.db")
        if given.what == "beside":
            result: Any = beside(place, given.seconds, given.readers)
            missed = bool(result["errors"] or result["stale"])
        else:
            fill(place, given.records)
            result = search(place, given.asked)
            missed = any(one["p95_ms"] > BAR_MS for one in result.values())
        print(json.dumps(result, indent=1))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
