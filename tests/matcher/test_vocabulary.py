"""PLOVER's types, modes and contexts as data: complete, consistent, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.matcher.loading import data_folder
from verbale.matcher.vocabulary import (
    CONTEXTS,
    EVENT_TYPES,
    MODES,
    QUADS,
    Entry,
    plover,
    requires_recipient,
    score,
)
from verbale.matcher.vocabulary_files import NONE, VocabularyFiles, laid_over

ENTRIES: list[tuple[str, Entry]] = [
    *plover().types.items(),
    *((f"{t.name}-{m.name}", m) for t in plover().types.values() for m in t.modes.values()),
    *plover().contexts.items(),
]


def test_what_there_is() -> None:
    assert len(EVENT_TYPES) == 16
    assert sum(len(modes) for modes in MODES.values()) == 67
    assert len(CONTEXTS) == 37
    assert len(set(QUADS.values())) == 4


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_entry_is_complete(name: str, entry: Entry) -> None:
    assert entry.definition.endswith(".")
    assert len(entry.examples) == 2
    assert entry.confusable is not None
    assert entry.confusable.instead != name
    assert entry.origin.startswith("plover/")


def test_no_sentence_stands_twice() -> None:
    sentences = [text for _, e in ENTRIES for text in e.examples]
    sentences += [e.confusable.text for _, e in ENTRIES if e.confusable]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("event_type", "modes", "expected"),
    [
        ("ACCUSE", (), -3),
        ("CONSULT", ("visit",), 4),
        ("ASSAULT", ("beat", "unconventional"), -10),
        ("AID", ("no such mode",), 10),
    ],
)
def test_score(event_type: str, modes: tuple[str, ...], expected: float) -> None:
    assert score(event_type, modes) == expected


def test_recipients_the_codebook_requires() -> None:
    required = {name for name in EVENT_TYPES if requires_recipient(name)}
    assert required == {"COOPERATE", "AID", "SANCTION"}


WHOLE = "A: {quad: verbal conflict, score: 1, requires_recipient: true, definition: x, "
WHOLE += "examples: [a, b], confusable: {text: t, instead: none, why: w}}\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("- A\n", "types.yaml:1: expected names with their entries"),
        ("A: [\n", "not valid YAML"),
        ("a: {}\n", "types.yaml:1: a: expected a name of capital letters"),
        ("\n\nA: 3\n", "types.yaml:3: A: expected keys with values"),
        (WHOLE.replace("score: 1", "score: 11"), "score: expected a number from -10 to 10"),
        (WHOLE.replace("score: 1", "score: true"), "score: expected a number from -10 to 10"),
        (WHOLE.replace("verbal conflict", "verbal"), "quad: expected one of verbal cooperation"),
        (WHOLE.replace("verbal conflict", "[x]"), "quad: expected one of"),
        (WHOLE.replace("definition: x, ", ""), "definition is missing"),
        (WHOLE.replace("[a, b]", "[a]"), "examples: expected at least 2 sentences"),
        (WHOLE.replace("[a, b]", "a"), "examples: expected a list of sentences"),
        (WHOLE.replace("instead: none", "instead: B"), "instead 'B': expected a TYPE"),
        (WHOLE.replace(", why: w", ""), "confusable: why is missing"),
        (WHOLE.replace("definition", "colour: red, definition"), "unknown key 'colour'"),
        (WHOLE.replace("definition", "modes: {x: {}}, definition"), "A-x: score is missing"),
        (WHOLE.replace("definition", "modes: {X: {}}, definition"), "A-X: expected a name"),
        (WHOLE + WHOLE, "the key 'A' stands twice"),
    ],
)
def test_fault_in_types(tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "types.yaml").write_text(content, encoding="utf-8")
    faults: list[str] = []
    files = VocabularyFiles(faults, "own")
    files.read_types(tmp_path / "types.yaml")
    files.vocabulary()
    assert any(fault in found for found in faults), faults
    assert all(found.startswith("types.yaml:") for found in faults)


def test_the_line_of_a_mode_is_told(tmp_path: Path) -> None:
    (tmp_path / "types.yaml").write_text("AID:\n  modes:\n    food:\n      score: 3\n")
    faults: list[str] = []
    laid_over(plover(), tmp_path, faults)
    assert faults == ["types.yaml:4: AID-food: definition is missing: expected a word"]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("types.yaml", "AID: {score: 3, modes: {}}\n", "unknown key 'score'; expected modes"),
        ("types.yaml", "CONSULT: {modes: {visit: {score: 1, definition: d}}}\n", "known already"),
        ("types.yaml", 'NEW: {quad: verbal conflict, score: 1, definition: d, cameo: "9"}\n',
         "cameo: expected a CAMEO code in quotes"),
        ("contexts.yaml", "economic: {definition: d}\n", "economic is known already"),
        ("contexts.yaml", "Sport: {definition: d}\n", "expected a name of small letters"),
    ],
)  # fmt: skip
def test_fault_in_what_a_user_adds(tmp_path: Path, name: str, content: str, fault: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    faults: list[str] = []
    laid_over(plover(), tmp_path, faults)
    assert [fault in one for one in faults] == [True], faults


def test_what_a_user_adds(tmp_path: Path) -> None:
    (tmp_path / "types.yaml").write_text(
        "OUTREACH: {quad: verbal cooperation, score: 3, definition: d}\n"
        "CONSULT: {modes: {summit: {score: 4.5, definition: d}}}\n"
    )
    (tmp_path / "contexts.yaml").write_text("sport: {definition: d}\n")
    faults: list[str] = []
    made = laid_over(plover(), tmp_path, faults)
    assert not faults
    assert made.score("OUTREACH") == 3
    assert made.modes("CONSULT") == (*MODES["CONSULT"], "summit")
    assert made.score("CONSULT", ("summit",)) == 4.5
    assert "sport" in made.contexts
    assert made.types["OUTREACH"].origin == f"{tmp_path.name}/types.yaml:1"
    assert set(plover().types) == set(EVENT_TYPES)


def test_the_files_are_in_the_package() -> None:
    names = {item.name for item in (data_folder() / "plover").iterdir()}
    assert names == {"types.yaml", "contexts.yaml", "cameo.tsv"}
    assert NONE not in plover().contexts
