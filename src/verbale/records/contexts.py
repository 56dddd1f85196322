"""PLOVER's contexts of an event: what the sentence, paragraph and document around it are about.

The cues stand in ``data/contexts.yaml``. One pass finds them in the whole document; an event has
the contexts of its own sentence, and those of its paragraph and document where they are strong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from verbale.errors import DataError
from verbale.matcher.loading import LINE, data_folder, load_yaml, unknown_keys
from verbale.matcher.shapes import are_texts
from verbale.matcher.vocabulary import EVENT_TYPES, MODES
from verbale.model import Analysis, Event, Reason
from verbale.records.cues import PARTS, Cues, Hit, Word, pieces, title_words, words_of

STRONG, WEAK, NEVER = 2, 1, 0
ENOUGH = 2
"""Weight that a sentence (or headline) must reach."""
ENOUGH_AROUND = 4
"""Weight that a paragraph must reach, by two different cues or more."""
ENOUGH_SENTENCES = 2
"""Sentences of the text that must reach `ENOUGH` where the headline does."""
SHARE = 0.4
"""Share of all sentences that must, where the headline does not; three of them at least."""
NEAR = 2
"""Of a long paragraph only so many sentences before and after the event's count."""

_BETWEEN_STATES = "between states"
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n {2,}|\n\t")
_KEYS = ("strong", "weak", "never", "events", "sectors", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue says: a context and a weight. Cues of one ``group`` count once."""

    context: str
    weight: int
    group: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The contexts as ``contexts.yaml`` gives them."""

    names: tuple[str, ...]
    cues: Cues[Cue]
    events: Mapping[tuple[str, str], tuple[str, ...]]
    """(event type, mode or "" or "between states") → contexts."""
    sectors: Mapping[str, tuple[str, ...]]
    right: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, tuple[str, ...]]
    size: int


@dataclass(slots=True)
class Tally:
    """Cues of one context in a stretch of text: the words that were found, and their weight."""

    groups: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """The sum over different cues."""
        return sum(self.groups.values())

    def add(self, cue: Cue, words: str) -> None:
        """Count a cue, which counts once however often it stands there."""
        if cue.weight > self.groups.get(cue.group, 0):
            self.groups[cue.group] = cue.weight
        self.words.setdefault(cue.group, words)

    def join(self, other: Tally) -> None:
        """Count all cues of another stretch too."""
        for group, weight in other.groups.items():
            self.groups[group] = max(weight, self.groups.get(group, 0))
            self.words.setdefault(group, other.words[group])

    def quoted(self) -> str:
        """The words that were found."""
        return ", ".join(f"“{words}”" for words in self.words.values())


Tallies = dict[str, Tally]


class Contexts:
    """The contexts of one document, found once, asked for each event."""

    def __init__(self, analysis: Analysis, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or default_contexts()
        self.analysis = analysis
        self._sentences = self._of_sentences()
        self._head, self._whole = self._of_document()
        text = analysis.document.text
        ends = [m.start() for m in _PARAGRAPH.finditer(text)]
        self._paragraphs = [sum(e <= s.span.start for e in ends) for s in analysis.sentences]

    def of(self, event: Event, token: int) -> dict[str, Reason]:
        """The contexts of an event whose trigger is at ``token``, each with its reason."""
        found: dict[str, Reason] = {}
        number = self.analysis.sentence_at[token]
        stages = [self._entailed(event)]
        if number >= 0:
            stages += [self.of_sentence(number), self._of_paragraph(number)]
        stages.append(self._of_headline(number))
        stages.append(self._whole)
        for stage in stages:
            for name, note in stage.items():
                found.setdefault(name, Reason(f"context.{name}", note))
        return {name: found[name] for name in self.vocabulary.names if name in found}

    def of_sentence(self, number: int) -> dict[str, str]:
        """The contexts of a sentence by its own cues, with the words that decided."""
        tallies = self._sentences.get(number, {})
        return {n: t.quoted() for n, t in tallies.items() if t.weight >= ENOUGH}

    def _of_paragraph(self, number: int) -> dict[str, str]:
        joined: Tallies = defaultdict(Tally)
        last = len(self._paragraphs) - 1
        for other in range(max(0, number - NEAR), min(last, number + NEAR) + 1):
            if self._paragraphs[other] == self._paragraphs[number]:
                for name, tally in self._sentences.get(other, {}).items():
                    joined[name].join(tally)
        return {
            name: f"{tally.quoted()} in its paragraph"
            for name, tally in joined.items()
            if tally.weight >= ENOUGH_AROUND and len(tally.groups) > 1
        }

    def _of_headline(self, number: int) -> dict[str, str]:
        """The headline's contexts that sentences near the event touch on too."""
        near = range(number - NEAR, number + NEAR + 1)
        return {
            name: note
            for name, note in self._head.items()
            if number >= 0 and any(name in self._sentences.get(n, {}) for n in near)
        }

    def _of_document(self) -> tuple[dict[str, str], dict[str, str]]:
        """The contexts that the headline has and the text bears out; those all over the text."""
        full: dict[str, list[Tally]] = defaultdict(list)
        for tallies in self._sentences.values():
            for name, tally in tallies.items():
                if tally.weight >= ENOUGH:
                    full[name].append(tally)
        title = self.analysis.document.title or ""
        heads = self._tallies(title_words(title), title.split())
        headed, found = {}, {}
        for name, several in full.items():
            head = heads.get(name)
            if head and head.weight >= ENOUGH and len(several) >= ENOUGH_SENTENCES:
                headed[name] = f"{head.quoted()} in the headline"
            if len(several) >= max(3, SHARE * len(self.analysis.sentences)):
                joined = Tally()
                for tally in several:
                    joined.join(tally)
                found[name] = f"{joined.quoted()} all over the document"
        return headed, found

    def _of_sentences(self) -> dict[int, Tallies]:
        found = {}
        parse = self.analysis.parse
        for number, sentence in enumerate(self.analysis.sentences):
            tallies = self._tallies(words_of(parse[sentence.first : sentence.last]))
            if tallies:
                found[number] = tallies
        return found

    def _tallies(self, words: list[Word], title: list[str] | None = None) -> Tallies:
        hits = list(self.vocabulary.cues.find(words))
        longest = sorted(hits, key=lambda h: (h.first - h.last, h.value.weight))
        taken: dict[str, set[int]] = defaultdict(set)
        tallies: Tallies = {}
        for hit in longest:
            places = range(hit.first, hit.last + 1)
            if not taken[hit.value.context].isdisjoint(places):
                continue
            taken[hit.value.context].update(places)
            if hit.value.weight:
                tally = tallies.setdefault(hit.value.context, Tally())
                tally.add(hit.value, self._text(hit) if title is None else hit.value.group)
        return tallies

    def _text(self, hit: Hit[Cue]) -> str:
        return " ".join(self.analysis.span(hit.first, hit.last + 1).text.split())

    def _entailed(self, event: Event) -> dict[str, str]:
        found: dict[str, str] = {}
        parties = event.actors + event.recipients
        for kind in ("", *event.mode):
            for name in self.vocabulary.events.get((event.event_type, kind), ()):
                found.setdefault(name, f"{event.event_type} {kind}".strip())
        states = {p.country for p in parties if p.country}
        if len(states) > 1:
            for name in self.vocabulary.events.get((event.event_type, _BETWEEN_STATES), ()):
                found.setdefault(name, f"{event.event_type} {_BETWEEN_STATES}")
        for party in parties:
            for sector in party.sectors[:1]:
                for name in self.vocabulary.sectors.get(sector, ()):
                    found.setdefault(name, f"“{party.span.text}” ({sector})")
        return found


def load_contexts(source: Traversable | Path | None = None) -> Vocabulary:
    """Read and check ``contexts.yaml``. Raises `DataError` with every fault of the file."""
    source = source or data_folder() / "contexts.yaml"
    faults: list[str] = []
    content = load_yaml(source, faults)
    if not isinstance(content, dict):
        raise DataError(faults or [f"{source.name}:1: expected contexts with their cues"])
    entries = {str(k): v for k, v in content.items() if k != LINE}
    for name, entry in entries.items():
        faults.extend(_faults(entry, f"{source.name}:{_line(entry)}: {name}"))
    if faults:
        raise DataError(faults)
    pairs = [pair for name, entry in entries.items() for pair in _cues(name, entry)]
    return Vocabulary(
        names=tuple(entries),
        cues=Cues(pairs),
        events=_collected((_event_key(e), n) for n, v in entries.items() for e in _of(v, "events")),
        sectors=_collected((s, n) for n, v in entries.items() for s in _of(v, "sectors")),
        right={n: tuple(v["right"]) for n, v in entries.items()},
        wrong={n: tuple(v["wrong"]) for n, v in entries.items()},
        size=len(pairs),
    )


@lru_cache(maxsize=1)
def default_contexts() -> Vocabulary:
    """The contexts of the installed package, loaded once a process."""
    return load_contexts()


def _line(entry: Any) -> int:
    return int(entry.get(LINE, 1)) - 1 if isinstance(entry, dict) else 1


def _of(entry: Mapping[str, Any], key: str) -> list[Any]:
    return entry.get(key) or []


def _faults(entry: Any, where: str) -> list[str]:
    """What is wrong with one context."""
    if not isinstance(entry, dict):
        return [f"{where}: expected keys, found {entry!r:.60}"]
    faults: list[str] = []
    unknown_keys(entry, _KEYS, where, faults)
    for key in _KEYS:
        value = entry.get(key, [])
        flat = (
            [i for v in value for i in (v if isinstance(v, list) else [v])]
            if isinstance(value, list)
            else None
        )
        if flat is None or not are_texts(flat):
            faults.append(f"{where}: {key}: expected a list of words or sentences")
    if faults:
        return faults
    for key, least in (("strong", 1), ("right", 2), ("wrong", 1)):
        if len(_of(entry, key)) < least:
            faults.append(f"{where}: {key}: expected at least {least}")
    return faults + _cue_faults(entry, where) + _event_faults(entry, where)


def _cue_faults(entry: Mapping[str, Any], where: str) -> list[str]:
    faults, seen = [], set()
    for cue, _, _ in _listed(entry):
        if cue in seen:
            faults.append(f"{where}: the cue {cue!r} stands twice")
        seen.add(cue)
        for piece in pieces(cue):
            part = piece.rpartition("/")[2]
            if "/" in piece and part not in PARTS and not part[:1].isdigit() and part.islower():
                faults.append(
                    f"{where}: {cue!r}: expected a part of speech, one of {', '.join(PARTS)}"
                )
    return faults


def _event_faults(entry: Mapping[str, Any], where: str) -> list[str]:
    faults = []
    for text in _of(entry, "events"):
        event_type, kind = _event_key(text)
        if event_type not in EVENT_TYPES:
            faults.append(f"{where}: events: {text!r}: expected one of {', '.join(EVENT_TYPES)}")
        elif kind and kind != _BETWEEN_STATES and kind not in MODES[event_type]:
            faults.append(f"{where}: events: {event_type} has no mode {kind!r}")
    return faults


def _event_key(text: str) -> tuple[str, str]:
    event_type, _, kind = text.partition(" ")
    return event_type, kind


def _listed(entry: Mapping[str, Any]) -> Iterable[tuple[str, int, str]]:
    """Cue, weight and group of every cue of a context."""
    for key, weight in (("strong", STRONG), ("weak", WEAK), ("never", NEVER)):
        for item in _of(entry, key):
            several = item if isinstance(item, list) else [item]
            for cue in several:
                yield cue, weight, several[0]


def _cues(name: str, entry: Mapping[str, Any]) -> Iterable[tuple[str, Cue]]:
    for cue, weight, group in _listed(entry):
        yield cue, Cue(name, weight, group)


def _collected(pairs: Iterable[tuple[Any, str]]) -> dict[Any, tuple[str, ...]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}
