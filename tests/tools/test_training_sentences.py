"""The labelled sentences of ``training/``: well formed, spread widely, kept apart for testing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from verbale.matcher.vocabulary import EVENT_TYPES, MODES
from verbale.model.record import AUXILIARY

ALIKE = 0.8
"""Two sentences that share more of their words than this are alike."""


@pytest.fixture(scope="module")
def items(root: Path, labelled: ModuleType) -> list[Any]:
    return list(labelled.read_json(root / "training" / "sentences.jsonl"))


@pytest.fixture(scope="module")
def events(items: list[Any]) -> list[tuple[Any, Any]]:
    return [(item, event) for item in items for event in item.events]


def test_there_are_enough_and_a_fifth_is_for_testing(items: list[Any]) -> None:
    assert len(items) >= 3000
    share = sum(item.split == "test" for item in items) / len(items)
    assert 0.15 <= share <= 0.25


def test_no_sentence_stands_twice(items: list[Any]) -> None:
    assert max(Counter(item.id for item in items).values()) == 1
    plain = Counter(re.sub(r"\W+", " ", item.text.lower()).strip() for item in items)
    assert [text for text, often in plain.items() if often > 1] == []


def test_id_and_split_follow_from_the_text(items: list[Any]) -> None:
    for item in items:
        digest = hashlib.sha256(item.text.encode()).hexdigest()
        assert item.id == digest[:12]
        assert item.split == ("test" if int(digest[:8], 16) % 5 == 0 else "train"), item.text


def test_spans_hold_words_of_the_sentence(
    events: list[tuple[Any, Any]], labelled: ModuleType
) -> None:
    for item, event in events:
        for role in labelled.ROLES.values():
            for start, end in getattr(event, role):
                assert 0 <= start < end <= len(item.text), item.id
                assert item.text[start:end] == item.text[start:end].strip(), item.id
                assert re.search(r"\w", item.text[start:end]), item.id


def test_every_event_has_a_trigger_and_somebody(events: list[tuple[Any, Any]]) -> None:
    for item, event in events:
        assert event.trigger, item.id
        assert event.actors or event.recipients, item.id
        assert len(set(event.trigger)) == len(event.trigger), item.id
        assert not set(event.actors) & set(event.recipients), item.id


def test_no_event_is_told_twice(events: list[tuple[Any, Any]]) -> None:
    told = Counter((i.id, e.event_type, *e.trigger, *e.actors, *e.recipients) for i, e in events)
    assert [each for each, often in told.items() if often > 1] == []


def test_labels_are_known(events: list[tuple[Any, Any]], labelled: ModuleType) -> None:
    for item, event in events:
        assert item.construction in labelled.CONSTRUCTIONS
        assert event.event_type in EVENT_TYPES, item.id
        assert set(event.mode) <= set(MODES[event.event_type]), item.id
        assert set(event.auxiliary) <= set(AUXILIARY), item.id
        assert len(set(event.auxiliary)) == len(event.auxiliary), item.id


def test_every_type_in_every_construction(
    items: list[Any], events: list[tuple[Any, Any]], labelled: ModuleType
) -> None:
    shapes = set(labelled.CONSTRUCTIONS) - {"none"}
    found = Counter((event.event_type, item.construction) for item, event in events)
    assert {name for name, _ in found} == set(EVENT_TYPES)
    assert [(t, s) for t in EVENT_TYPES for s in shapes if found[t, s] < 5] == []
    assert all(not item.events for item in items if item.construction == "none")
    assert sum(not item.events for item in items) >= 300


def test_every_type_and_status_is_tested(events: list[tuple[Any, Any]]) -> None:
    kept = [event for item, event in events if item.split == "test"]
    types = Counter(event.event_type for event in kept)
    assert all(types[name] >= 20 for name in EVENT_TYPES)
    status = Counter(name for event in kept for name in event.auxiliary)
    assert all(status[name] >= 15 for name in AUXILIARY)


def test_nothing_alike_in_training_and_test(items: list[Any]) -> None:
    """Neither in what both hold, nor as a part of the other (of the shorter's words)."""
    words = {item.id: frozenset(re.findall(r"\w+", item.text.lower())) for item in items}
    holding = defaultdict(list)
    for item in items:
        if item.split == "train":
            for word in words[item.id]:
                holding[word].append(item.id)
    alike = []
    for item in items:
        if item.split == "test":
            shared = Counter(other for word in words[item.id] for other in holding[word])
            alike += [
                (item.id, other)
                for other, many in shared.most_common(40)
                if many > ALIKE * min(len(words[item.id]), len(words[other]))
            ]
    assert alike == []
