"""Scoring offices against a set in DocRED form (DWIE), without the set's entities.

Of the set's relations four are scored: who is head of state or of government of what, minister of
what, spokesperson of what. A pair counts once a document: the set's ``-x`` forms, whose tail is
the adjective or the people of a country, stand for the country itself. A pair is right where a
name of the person, a name of the state or body and the kind agree. The headline counts what the
text says and what the registry's terms of office add for persons it names without a title;
``text_f1`` counts the first alone. Intervals are 95 % percentile bootstraps over documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import (
    Hits,
    Scores,
    f1,
    gold_bytes,
    gold_value,
    measured,
    write_report,
)
from verbale.model import Analysis, Document, Office
from verbale.pipeline import Reader

KINDS = ("head_of_state", "head_of_gov", "minister_of", "spokesperson_of")
"""The relations scored, as the set calls them."""

_SAME = "gpe0"
"""The set's relation of a people or adjective to its country."""


_CHIEF_EXECUTIVES = ("HKG", "MAC")
"""Where the head of government is so called; elsewhere companies have them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody's office, expected or found: all names of the person and of the state or body."""

    person: frozenset[str]
    kind: str
    body: frozenset[str]
    told: str
    by: str = "text"

    def meets(self, other: Pair) -> bool:
        """Whether both say the same: one kind, a common name of the person and of the body."""
        return (
            self.kind == other.kind
            and bool(self.person & other.person)
            and bool(self.body & other.body)
        )


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score roles``; ``report`` lists what was missed or wrongly found."""
    told: list[dict[str, Any]] = []
    both: dict[str, list[Hits]] = {name: [] for name in ("text", "all", *KINDS)}
    for row in _rows(path):
        gold = expected(row)
        analysis = reader.analyse_document(Document(text=text_of(row)))
        found = offices_of(analysis, reader)
        both["text"].append(hits(gold, [pair for pair in found if pair.by != "registry"]))
        both["all"].append(hits(gold, found))
        for kind in KINDS:
            both[kind].append(
                hits([p for p in gold if p.kind == kind], [p for p in found if p.kind == kind])
            )
        told.append({"document": str(row["title"]), **_differences(gold, found)})
    result = _scores(both)
    if report is not None:
        write_report(report, {"lines": result.lines(), "documents": told})
    return result


def _scores(counts: Mapping[str, Sequence[Hits]]) -> Scores:
    every = counts["all"]
    gold, found = sum(hit.gold for hit in every), sum(hit.found for hit in every)
    told = [f"documents {len(every)}, pairs {gold}, found {found}"]
    for kind in KINDS:
        right = sum(hit.right for hit in counts[kind])
        expected_, read = (
            sum(getattr(h, side) for h in counts[kind]) for side in ("gold", "found")
        )
        told.append(f"{kind} {right} right of {read} found, {expected_} expected")
    measures = (
        measured("text_f1", counts["text"], f1),
        measured("precision", every, partial(_share, of="found")),
        measured("recall", every, partial(_share, of="gold")),
        measured("f1", every, f1),
    )
    return Scores("roles", measures, tuple(told))


def _share(counts: Sequence[Hits], of: str) -> float:
    whole = sum(getattr(hit, of) for hit in counts)
    return sum(hit.right for hit in counts) / whole if whole else 0.0


def hits(gold: Sequence[Pair], found: Sequence[Pair]) -> Hits:
    """Counts of one document; each expected pair is met at most once."""
    free = list(gold)
    for pair in found:
        match = next((each for each in free if each.meets(pair)), None)
        if match is not None:
            free.remove(match)
    return Hits(len(gold), len(found), len(gold) - len(free))


def expected(row: Mapping[str, Any]) -> list[Pair]:
    """The pairs of a document of the set, a country and its adjectives as one."""
    vertices = [[mention["name"] for mention in vertex] for vertex in row["vertexSet"]]
    same = {label["h"]: label["t"] for label in row["labels"] if label["r"] == _SAME}
    names: dict[int, set[str]] = {}
    for number, vertex in enumerate(vertices):
        names.setdefault(same.get(number, number), set()).update(plain(name) for name in vertex)
    pairs: dict[tuple[int, str, int], Pair] = {}
    for label in row["labels"]:
        kind = label["r"].removesuffix("-x")
        if kind in KINDS:
            tail = same.get(label["t"], label["t"])
            told = f"{vertices[label['h']][0]} {kind} {vertices[tail][0]}"
            person = frozenset(plain(name) for name in vertices[label["h"]])
            pairs[label["h"], kind, tail] = Pair(person, kind, frozenset(names[tail]), told)
    return _merged(pairs.values())


def _merged(pairs: Iterable[Pair]) -> list[Pair]:
    """Two adjectives of one country that the text itself never names are one pair, not two."""
    kept: dict[tuple[frozenset[str], str], list[Pair]] = {}
    for pair in pairs:
        same = kept.setdefault((pair.person, pair.kind), [])
        stem = {name[:4] for name in pair.body}
        twin = next((p for p in same if stem & {name[:4] for name in p.body}), None)
        if twin is None:
            same.append(pair)
        else:
            same[same.index(twin)] = Pair(pair.person, pair.kind, pair.body | twin.body, twin.told)
    return [pair for several in kept.values() for pair in several]


def offices_of(analysis: Analysis, reader: Reader) -> list[Pair]:
    """The pairs that an analysis holds, each once, those that the text states first."""
    names: dict[str, set[str]] = {}
    for mention in analysis.mentions:
        if mention.reference.via == "name":
            names.setdefault(mention.reference.actor, set()).add(plain(mention.reference.span.text))
    called: dict[str | None, set[str]] = {}
    for mention in analysis.mentions:
        who = mention.reference
        if who.actor.startswith("country:"):
            called.setdefault(who.actor.removeprefix("country:"), set()).add(plain(who.span.text))
    pairs: dict[tuple[str, str, str], Pair] = {}
    for office in sorted(analysis.offices, key=lambda each: each.by == "registry"):
        kind = kind_of(office, reader)
        body = _body(office, reader)
        if body and (office.body is None or office.country in _states_named(office, reader)):
            body |= called.get(office.country, set())
        if kind is None or not body or office.elect or not _told(office, called, analysis):
            continue
        who = office.holder
        told = f"{who.name} {kind} {office.body or office.country} ({office.span.text})"
        person = frozenset({plain(who.name), *names.get(who.actor, set())})
        key = (who.actor, kind, min(body))
        pairs.setdefault(key, Pair(person, kind, frozenset(body), told, office.by))
    return list(pairs.values())


def _states_named(office: Office, reader: Reader) -> set[str | None]:
    """The states that the body of an office is the name of."""
    entries = reader.analyser.registry.named(office.body or "")
    return {entry.country for entry in entries if entry.kind == "state"}


def _told(office: Office, here: Collection[str | None], analysis: Analysis) -> bool:
    """Whether the document names the state or body: a relation holds between what it names."""
    named = office.body is not None and office.body in analysis.document.text
    return named or office.country in here


def kind_of(office: Office, reader: Reader) -> str | None:
    """Which of `KINDS` an office is, by its role; None for all others and for deputies.

    To the set, a pope is the head of a church, not of a state, and who ruled a state
    from another office its head.
    """
    role = office.role
    if role.startswith("deputy ") or role == "pope":
        return None
    title = reader.analyser.registry.title(role.split())
    head = title.head_of if title is not None else None
    if role == "chief executive" and office.country not in _CHIEF_EXECUTIVES:
        return None
    if role == "leader" and office.by == "registry":
        head = "state"
    if head in ("state", "government") or role == "governor":
        if not _is_place(office, reader):
            return None
        return "head_of_state" if head == "state" else "head_of_gov"
    if head == "spokesperson" or role.endswith("spokesperson"):
        return "spokesperson_of"
    minister = role.startswith(("minister", "secretary of")) or role == "attorney general"
    return "minister_of" if minister and office.country is not None else None


def _is_place(office: Office, reader: Reader) -> bool:
    """Whether an office is that of a state or region, not of a company or party."""
    if office.body is None:
        return True
    entries = reader.analyser.registry.named(office.body)
    return any(entry.kind in ("state", "admin1", "region") for entry in entries)


def _body(office: Office, reader: Reader) -> set[str]:
    """All names of the state or body an office belongs to."""
    registry = reader.analyser.registry
    state = registry.country(office.country or "")
    if office.body is None or (state is not None and office.body == state.name):
        if state is None:
            return set()
        words = (state.name, *state.names, *state.former, *state.adjectives, *state.people)
        return {plain(word) for word in words}
    found = {plain(office.body)}
    for entry in registry.named(office.body):
        actor = registry.actor(entry.actor_id or "")
        if actor is not None:
            found.update(plain(name) for name in (actor.name, *actor.names))
    return found


def plain(name: str) -> str:
    """A name as it is compared: no accents, case, points, hyphens, article or possessive."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    bare = re.sub(r"\s*'s?$", "", bare.replace(" '", "'"))
    return " ".join(re.sub(r"[-.]", " ", bare).removeprefix("the ").split())


def _differences(gold: Sequence[Pair], found: Sequence[Pair]) -> dict[str, list[str]]:
    missed = [pair.told for pair in gold if not any(pair.meets(other) for other in found)]
    wrong = [f"{p.told} [{p.by}]" for p in found if not any(p.meets(other) for other in gold)]
    return {"missed": missed, "wrong": wrong}


_CLOSING = frozenset("%).,:;?!]}’”") | {"n't", "'s", "’s", "'re", "'ve", "'ll", "'d", "'m"}
_OPENING = frozenset("([{“‘$£€#")
_LINKING = frozenset("-/")


def text_of(row: Mapping[str, Any]) -> str:
    """The text of a document of tokens, set as it would be printed."""
    words: list[str] = []
    glue, quote = True, False
    for token in (word for sentence in row["sents"] for word in sentence):
        bare = token.strip(" ")
        if bare.strip() == "":
            words.append("\n" if "\n" in token else "")
            glue = True
            continue
        closing = bare in _CLOSING or (bare[:1] in ",.;:?!" and len(bare) > 1)
        if bare == '"':
            closing, quote = quote, not quote
        linking = bare in _LINKING
        words.append(bare if glue or closing or linking else f" {bare}")
        glue = bare in _OPENING or linking or (bare == '"' and quote)
    return "".join(words).strip() + "\n"


def _rows(path: Path) -> list[dict[str, Any]]:
    """The documents of the set; raises `SourceError` where the file is not such a set."""
    rows: list[dict[str, Any]] = gold_value(str(path), gold_bytes(path), [_DOCUMENT])
    if not rows:
        raise SourceError(str(path), "expected a list of documents, not an empty one")
    for number, row in enumerate(rows):
        numbers = [n for label in row["labels"] for n in (label["h"], label["t"])]
        if not all(0 <= n < len(row["vertexSet"]) for n in numbers):
            place = f"{path}, entry {number}"
            raise SourceError(place, "labels: expected numbers of the entries in vertexSet")
    return rows


_LABEL = {"h": int, "t": int, "r": str}
_DOCUMENT = {
    "title": (str, int),
    "vertexSet": [[{"name": str}]],
    "labels": [_LABEL],
    "sents": [[str]],
}
