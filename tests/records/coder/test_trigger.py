"""The learned coder over the words of a document: what it proposes, how sure, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from verbale.matcher import Matcher, load_lexicon
from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.matcher.weights import read_arrays
from verbale.pipeline import Reader
from verbale.records.coder.trigger import LEARNED, NONE, TriggerCoder, default_trigger_coder
from verbale.records.context import context_of
from verbale.records.event import find_events

Find = Callable[..., list[Any]]

EVENTS = frozenset({"event"})


def rules(event: Any) -> list[str]:
    return [reason.rule for reason in event.because]


def without_entries(reader: Reader, text: str) -> list[Any]:
    """The events of a text as if no entry of the lexicon fired in it."""
    context = context_of(reader.analyse(text), reader.analyser.matcher, frozenset({"statement"}))
    return find_events(context)


@pytest.mark.parametrize(
    ("text", "event_type", "actor", "recipient"),
    [
        ("Norway bombed Chad on Friday.", "ASSAULT", "NOR", "TCD"),
        ("Kenya deployed troops to the border.", "MOBILIZE", "KEN", None),
    ],
)
def test_an_event_at_a_word_that_no_entry_has(
    reader: Reader, text: str, event_type: str, actor: str, recipient: str | None
) -> None:
    (event,) = without_entries(reader, text)
    assert event.event_type == event_type
    assert [a.country for a in event.actors] == [actor]
    assert [r.country for r in event.recipients if r.country] == ([recipient] if recipient else [])
    assert event.because[0].rule == LEARNED + event_type.lower()
    assert f"“{event.trigger.text}”" in event.because[0].note


def test_why_names_model_words_and_what_was_considered(find: Find) -> None:
    (event,) = find("event", "France condemned Iran for the launch.")
    told = {reason.rule: reason.note for reason in event.because}
    assert re.match(r"ACCUSE 0\.\d\d by \w", told["coder.trigger"])
    names = {part.rpartition(" ")[0] for part in told["coder.considered"].split(", ")}
    assert names <= {*EVENT_TYPES, "no event"} - {"ACCUSE"}


def test_the_entry_is_the_first_reason(find: Find) -> None:
    (event,) = find("event", "France condemned Iran for the launch.")
    assert rules(event)[0] == "accuse.condemn"
    assert {"coder.trigger", "coder.considered"} <= set(rules(event))


TWO_SENSES = """
kind: event
entries:
  - id: own.scold
    words: [greet]
    pos: verb
    event_type: ACCUSE
    roles: {actor: [subject], recipient: [with]}
    right: ["{actor:France} {trigger:greeted} the plan.", "{actor:Peru} {trigger:greets} it."]
    wrong: ["The bell greeted."]
  - id: own.spurn
    words: [greet]
    pos: verb
    event_type: REJECT
    roles: {actor: [subject], recipient: [object]}
    right: ["{actor:France} {trigger:greeted} the plan.", "{actor:Peru} {trigger:greets} it."]
    wrong: ["The bell greeted."]
"""


@pytest.mark.parametrize(
    ("text", "taken", "lost"),
    [
        ("France greeted Iran.", "own.spurn", "own.scold (ACCUSE)"),
        ("France greeted with Iran.", "own.scold", "own.spurn (REJECT)"),
    ],
)
def test_entries_that_also_fitted_are_named(
    reader: Reader, tmp_path: Path, text: str, taken: str, lost: str
) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text(TWO_SENSES, encoding="utf-8")
    own = Matcher(load_lexicon(tmp_path))
    (event,) = find_events(context_of(reader.analyse(text), own, EVENTS))
    told = {reason.rule: reason.note for reason in event.because}
    assert event.because[0].rule == taken
    assert told["frame.considered"].startswith(f"{lost} also fit; ")


def test_one_entry_has_no_rival(find: Find) -> None:
    (event,) = find("event", "France condemned Iran for the launch.")
    assert "frame.considered" not in rules(event)


@pytest.mark.parametrize(
    "text",
    [
        "France condemned Iran.",
        "France may condemn Iran.",
        "Kenya and Chad fought near the lake.",
        "Iran was bombed.",
        "The talks between Norway and Sweden collapsed after police arrested a deputy.",
    ],
)
def test_confidence_is_a_share(find: Find, text: str) -> None:
    for event in find("event", text):
        assert 0 < event.confidence < 1


def test_no_event_is_proposed_in_plain_words(reader: Reader) -> None:
    for text in ("Kenya exported tea to Sudan for years.", "The minister of Peru slept well."):
        assert without_entries(reader, text) == []


def test_judgements_are_distributions(reader: Reader) -> None:
    text = "Kenya urged Chad to halt the strikes on Mali."
    context = context_of(reader.analyse(text), reader.analyser.matcher, EVENTS)
    judged = default_trigger_coder().judged(context)
    assert judged
    for judgement in judged.values():
        assert sum(judgement.sure.values()) == pytest.approx(1, abs=1e-4)
        assert judgement.of("CONSULT") >= judgement.sure["CONSULT"]
        assert judgement.best in {*EVENT_TYPES, NONE}


def test_without_measured_trust_half(reader: Reader) -> None:
    arrays = {k: v for k, v in read_arrays("triggers.npz").items() if k != "trust"}
    assert TriggerCoder(arrays).confidence(np.zeros(8, np.float32)) == 0.5


def test_planned_cooperation_is_told_as_agree(find: Find) -> None:
    (event,) = find("event", "France will meet Iran in Vienna.")
    told = {reason.rule: reason.note for reason in event.because}
    assert event.event_type == "AGREE"
    assert told["coder.trigger"].startswith("AGREE 0.")
    assert "AGREE" not in told["coder.considered"]
