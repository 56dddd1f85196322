"""Sentences labelled by hand: the marked form people write, and the JSON Lines made of it.

A line of the marked form is a sentence with its parts in braces and its labels behind ``||``:

    {a1:France} {t1:condemned} {r1:Iran} for the launch. || 1:ACCUSE/disapprove

``a`` actor, ``r`` recipient, ``t`` trigger, ``s`` whose word it is, ``ss`` who relays that;
the number is that of the event. ``-`` stands for a sentence without an event. A line
``## construction=NAME`` holds for the lines below it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.matcher.vocabulary import EVENT_TYPES, MODES
from verbale.model.record import AUXILIARY

Stretch = tuple[int, int]

CONSTRUCTIONS = (
    *("active", "passive", "nominal", "relative", "reduced", "coordination", "compound"),
    *("headline", "control", "light-verb", "idiom", "quoted", "cross-clause", "none"),
)
ROLES = {"a": "actors", "r": "recipients", "t": "trigger", "s": "said_by", "ss": "relayed_by"}

_MARK = re.compile(r"\{([^{}:]*):([^{}]*)\}")
_TAG = re.compile(r"(ss|[artsx])(\d*)")
_LABEL = re.compile(r"(\d+):([A-Z]+)(?:/([a-z+-]+))?(?:\s+aux=([a-z,]+))?")


@dataclass
class LabelledEvent:
    """One event of a sentence: stretches of characters for each role."""

    event_type: str
    mode: list[str] = field(default_factory=list)
    auxiliary: list[str] = field(default_factory=list)
    trigger: list[Stretch] = field(default_factory=list)
    actors: list[Stretch] = field(default_factory=list)
    recipients: list[Stretch] = field(default_factory=list)
    said_by: list[Stretch] = field(default_factory=list)
    relayed_by: list[Stretch] = field(default_factory=list)


@dataclass
class Labelled:
    """A sentence with its events. ``split`` is ``train`` or ``test``."""

    id: str
    text: str
    construction: str
    split: str
    events: list[LabelledEvent]


def read_marked(lines: Iterable[str], name: str) -> Iterator[Labelled]:
    """The sentences of a file in the marked form; `ValueError` names file, line and fault."""
    construction = "active"
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if line.startswith("##"):
            construction = line.partition("construction=")[2].strip()
            if construction not in CONSTRUCTIONS:
                raise ValueError(f"{name}:{number}: construction {construction!r}")
        elif line and not line.startswith("#"):
            try:
                yield sentence(line, construction)
            except ValueError as error:
                raise ValueError(f"{name}:{number}: {error}") from error


def sentence(line: str, construction: str) -> Labelled:
    """One line of the marked form."""
    marked, bar, labels = line.rpartition("||")
    if not bar:
        raise ValueError("expected ' || ' before the labels")
    text, marks = _unmarked(marked.strip())
    events = _events(labels.strip())
    for tag, stretch in marks:
        role, number = tag
        if role == "x":
            continue
        if number not in events:
            raise ValueError(f"mark {role}{number}: there is no such label")
        getattr(events[number], ROLES[role]).append(stretch)
    for number, event in events.items():
        if not event.trigger or not (event.actors or event.recipients):
            raise ValueError(f"event {number}: expected a trigger and an actor or recipient")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Labelled(
        id=digest[:12],
        text=text,
        construction=construction,
        split="test" if int(digest[:8], 16) % 5 == 0 else "train",
        events=list(events.values()),
    )


def _unmarked(marked: str) -> tuple[str, list[tuple[tuple[str, int], Stretch]]]:
    text, at, marks = "", 0, []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        start = len(text)
        text += found[2]
        at = found.end()
        for tag in found[1].split(","):
            part = _TAG.fullmatch(tag.strip())
            if part is None:
                raise ValueError(f"mark {tag!r}: expected a, r, t, s or ss with a number")
            marks.append(((part[1], int(part[2] or 1)), (start, len(text))))
    text += marked[at:]
    if "{" in text or "}" in text:
        raise ValueError("braces do not match")
    return text, marks


def _events(labels: str) -> dict[int, LabelledEvent]:
    if labels == "-":
        return {}
    found: dict[int, LabelledEvent] = {}
    at = 0
    for label in _LABEL.finditer(labels):
        if labels[at : label.start()].strip():
            raise ValueError(f"labels {labels!r}: not understood at {at}")
        at = label.end()
        modes = label[3].split("+") if label[3] else []
        auxiliary = label[4].split(",") if label[4] else []
        _check(label[2], modes, auxiliary)
        found[int(label[1])] = LabelledEvent(label[2], modes, auxiliary)
    if labels[at:].strip() or not found:
        raise ValueError(f"labels {labels!r}: expected N:TYPE/mode aux=…, or -")
    return found


def _check(event_type: str, modes: list[str], auxiliary: list[str]) -> None:
    if event_type not in EVENT_TYPES:
        raise ValueError(f"event type {event_type!r}")
    for mode in modes:
        if mode not in MODES[event_type]:
            raise ValueError(f"mode {mode!r} of {event_type}")
    for name in auxiliary:
        if name not in AUXILIARY:
            raise ValueError(f"auxiliary {name!r}")


def to_json(item: Labelled) -> dict[str, Any]:
    """The JSON form; empty lists are left out."""
    events = [
        {k: v for k, v in event.__dict__.items() if v not in ([], "")} for event in item.events
    ]
    return {
        "id": item.id,
        "split": item.split,
        "construction": item.construction,
        "text": item.text,
        "events": events,
    }


def read_json(path: Path) -> list[Labelled]:
    """The sentences of a JSON Lines file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        events = [
            LabelledEvent(
                **{k: [tuple(s) for s in v] if k in ROLES.values() else v for k, v in event.items()}
            )
            for event in given.pop("events")
        ]
        found.append(Labelled(events=events, **given))
    return found
