"""Every sentence in ``data/frames/`` holds, and the lexicon is as large as it must be."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

import verbale
from verbale.evaluation.examples import check
from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.pipeline import Reader

FRAMES = Path(verbale.__file__).parent / "data" / "frames"

ENTRIES = [
    (path.name, entry)
    for path in sorted(FRAMES.rglob("*.yaml"))
    for entry in re.findall(r"(?m)^ *- id: *(\S+)", path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("file", "entry"), ENTRIES, ids=[entry for _, entry in ENTRIES])
def test_examples_of(reader: Reader, file: str, entry: str) -> None:
    frame = reader.analyser.lexicon.by_id[entry]
    failures = [f"{f.text}\n    {f.why}" for f in check(reader, [frame])]
    assert not failures, f"{file}: {entry}\n" + "\n".join(failures)


def test_every_entry_is_loaded(reader: Reader) -> None:
    assert {entry for _, entry in ENTRIES} == set(reader.analyser.lexicon.by_id)


@pytest.mark.parametrize(
    ("kind", "least"),
    [("event", 400), ("statement", 120), ("undertaking", 60), ("expectation", 60), ("stance", 60)],
)
def test_distinct_words_of_kind(reader: Reader, kind: str, least: int) -> None:
    words = {w for f in reader.analyser.lexicon.frames if f.kind == kind for w in f.words}
    assert len(words) >= least


def test_distinct_words_of_every_event_type(reader: Reader) -> None:
    words: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for frame in reader.analyser.lexicon.frames:
        if frame.kind == "event":
            words[frame.label("event_type")] |= set(frame.words)
    few = {name: len(words[name]) for name in EVENT_TYPES if len(words[name]) < 8}
    assert not few
    assert len(EVENT_TYPES) == 16
