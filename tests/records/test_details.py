"""What an event is told with: contexts, modes, magnitudes, occasion. Every sentence of the data holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.evaluation.detail_examples import check_context, check_magnitudes, check_mode, read
from verbale.matcher.vocabulary import MODES, score
from verbale.model import Document, Event
from verbale.pipeline import Reader
from verbale.records.contexts import default_contexts, load_contexts
from verbale.records.magnitudes import load_sizes
from verbale.records.modes import Rule, default_modes, load_modes
from verbale.records.numbers import value_of


def events(reader: Reader, text: str, title: str | None = None) -> list[Event]:
    records = reader.read_document(Document(text=text, title=title)).records
    return [r for r in records if isinstance(r, Event)]


@pytest.mark.parametrize("name", default_contexts().names)
def test_examples_of_context(reader: Reader, name: str) -> None:
    assert list(check_context(reader, name)) == []


@pytest.mark.parametrize("rule", default_modes().all(), ids=lambda rule: rule.id)
def test_examples_of_mode(reader: Reader, rule: Rule) -> None:
    assert list(check_mode(reader, rule)) == []


def test_examples_of_magnitudes(reader: Reader) -> None:
    assert list(check_magnitudes(reader)) == []


def test_all_contexts_of_the_manual_have_cues() -> None:
    assert len(default_contexts().names) == 37
    assert default_contexts().size > 2000


def test_every_mode_has_a_rule() -> None:
    told = {(t, r.mode) for r in default_modes().all() for t in r.events}
    missing = {(t, m) for t, modes in MODES.items() for m in modes} - told
    assert missing == {("RETREAT", "access"), ("MOBILIZE", "troops")}, "frames give these two"


def test_words_that_decided_are_in_the_reasons(reader: Reader) -> None:
    text = "Kenya's president congratulated President Banda on his victory in the runoff."
    event = events(reader, text)[0]
    notes = {r.rule: r.note for r in event.because}
    assert "runoff" in notes["context.election"]


def test_context_of_paragraph_and_headline(reader: Reader) -> None:
    text = (
        "France condemned Iran. The ballot was rigged, observers said, and the runoff was put off.\n\n"
        "France also condemned Syria. It gave no reasons. The election was in May."
    )
    first, second = events(reader, text)[:2]
    assert "election" in first.context
    assert "election" not in second.context
    first, second = events(reader, text, "Quarrel over the election")[:2]
    assert "election" in second.context
    assert any("headline" in r.note for r in second.because if r.rule == "context.election")


def test_modes_change_the_score(reader: Reader) -> None:
    event = events(reader, "Russia attacked the town with drones.")[0]
    assert event.mode == ("drone",)
    assert event.score == score("ASSAULT", ("drone",))


def test_several_modes_each_with_its_reason(reader: Reader) -> None:
    event = events(reader, "Police attacked the marchers with tear gas and batons.")[0]
    assert {"crowd-control", "beat"} <= set(event.mode)
    rules = [r.rule for r in event.because]
    assert "mode.assault.crowd" in rules
    assert "mode.assault.beat" in rules


def test_no_number_has_a_cause(reader: Reader) -> None:
    event = events(reader, "Militants attacked the market, killing dozens.")[0]
    assert event.magnitude[0].value is None
    assert any("names no number" in r.note for r in event.because)


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("President Macron met President Putin at the G20 summit in Osaka.", "the G20 summit in Osaka"),
        ("President Macron met President Putin on the sidelines of the NATO summit.", "the NATO summit"),
        ("Iran condemned France at the opening of the talks in Geneva.", "the talks in Geneva"),
        ("The Turkish president condemned Israel during a speech in Ankara.", "a speech in Ankara"),
        ("France condemned Iran at a news conference on Sunday that lasted an hour.", "a news conference"),
        ("Japan condemned North Korea at the U.N. General Assembly on Monday.", "the U.N. General Assembly"),
        ("France condemned Iran in the National Assembly.", None),
        ("In what Netanyahu called a key development, Israel condemned Iran.", None),
        ("Mr. Molins said at a press conference that France had expelled two Russian diplomats.", None),
    ],
)  # fmt: skip
def test_occasion(reader: Reader, text: str, occasion: str | None) -> None:
    found = [e.occasion.text if e.occasion else None for e in read(reader, text)[1]]
    assert found[0] == occasion


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12), ("1,200", 1200), ("1.2 million", 1.2e6), ("two dozen", 24), ("a dozen", 12),
        ("twenty-five", 25), ("two hundred", 200), ("half a million", 5e5), ("300m", 3e8),
        ("two thousand", 2000), ("dozens", None),
    ],
)  # fmt: skip
def test_value_of_number_words(words: str, value: float | None) -> None:
    assert value_of(words) == value


def test_faults_are_named_by_file_and_line(tmp_path: Path) -> None:
    source = tmp_path / "contexts.yaml"
    source.write_text(
        "election:\n  strong: [ballot]\n  right: [a, b]\n  wrong: [c]\n  wrongly: [d]\n"
        "legal:\n  strong: [court/nuon]\n  events: [JUDGE]\n  right: [a, b]\n  wrong: [c]\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        load_contexts(source)
    text = str(caught.value)
    assert "contexts.yaml:1: election: unknown key 'wrongly'" in text
    assert "contexts.yaml:6: legal: 'court/nuon': expected a part of speech" in text
    assert "'JUDGE': expected one of" in text


def test_faults_of_rules(tmp_path: Path) -> None:
    source = tmp_path / "modes.yaml"
    source.write_text(
        "rules:\n  - id: a.b\n    events: [ASSAULT]\n    mode: fists\n    trigger: [beat]\n"
        "    right: [x]\n    wrong: [y]\n  - id: a.c\n    events: [ASSAULT]\n    mode: beat\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        load_modes(source)
    text = str(caught.value)
    assert "modes.yaml:2: a.b: ASSAULT has no mode 'fists'" in text
    assert "modes.yaml:8: a.c: expected one of trigger, clause, content, actor, party" in text


def test_faults_of_magnitudes(tmp_path: Path) -> None:
    source = tmp_path / "magnitudes.yaml"
    source.write_text(
        "people: {dead: {events: [KILL], verbs: [kill]}}\nvague: []\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        load_sizes(source)
    text = str(caught.value)
    assert "magnitudes.yaml: people: dead: unknown key 'verbs'" in text
    assert "no event type 'KILL'" in text
