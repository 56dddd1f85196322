"""The learned coder of relations, through `Reader.relate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.matcher.vocabulary import EVENT_TYPES
from verbale.model import Coding
from verbale.pipeline import Reader
from verbale.records.coder.relation import LearnedCoder, seen_in_training
from verbale.records.coding import Relating

Relate = Callable[..., Coding]


def at(text: str, words: str) -> tuple[int, int] | None:
    start = text.index(words)
    return (start, start + len(words)) if words else None


@pytest.fixture(scope="module")
def relate(reader: Reader) -> Relate:
    """The coding of a relation: ``relate(text, source, target)``; "" for no side."""
    return lambda text, source, target="": reader.relate(text, at(text, source), at(text, target))


@pytest.mark.parametrize(
    ("text", "source", "target", "event_type"),
    [
        ("Chad's premier will meet Mali's in Oslo.", "Chad's premier", "Mali's", "AGREE"),
        ("Norway plans to send medicine to Kenya.", "Norway", "Kenya", "AGREE"),
        ("Norway sent medicine to Kenya.", "Norway", "Kenya", "AID"),
        ("Peru refused to extradite the general to Chile.", "Peru", "Chile", "REJECT"),
        ("Peru demanded that Chile free the crew.", "Peru", "Chile", "REQUEST"),
        ("Peru freed the Chilean crew.", "Peru", "Chilean crew", "RETREAT"),
        ("Egypt apologised to Sudan for the raid.", "Egypt", "Sudan", "CONCEDE"),
        ("Police in Baku detained three Georgian reporters.", "Police", "Georgian", "COERCE"),
    ],
)
def test_types(relate: Relate, text: str, source: str, target: str, event_type: str) -> None:
    assert relate(text, source, target).event_type == event_type


def test_why_names_model_words_and_what_was_considered(relate: Relate) -> None:
    told = {r.rule: r.note for r in relate("France condemned Iran.", "France", "Iran").because}
    assert told["coder.relation"].startswith("ACCUSE 0.9")
    assert "an entry of ACCUSE" in told["coder.relation"]
    others = [part.split()[0] for part in told["coder.considered"].split(", ")]
    assert len(others) == 2
    assert set(others) < set(EVENT_TYPES) - {"ACCUSE"}


def test_the_entry_comes_first_and_gives_the_mode(relate: Relate) -> None:
    coding = relate("France condemned Iran.", "France", "Iran")
    assert coding.because[0].rule == "accuse.condemn"
    assert coding.mode == ("disapprove",)


@pytest.mark.parametrize(
    ("source", "target"), [("Teachers", ""), ("", "the ministry"), ("Teachers", "the ministry")]
)
def test_either_side_may_be_missing(relate: Relate, source: str, target: str) -> None:
    coding = relate("Teachers in Lima demonstrated against the ministry.", source, target)
    assert coding.event_type == "PROTEST"
    assert 0 < coding.confidence <= 1


def test_names_make_no_difference(relate: Relate) -> None:
    text = "{} accused {} of arming the rebels."
    one = relate(text.format("France", "Iran"), "France", "Iran")
    two = relate(text.format("Norway", "Chad"), "Norway", "Chad")
    assert (one.event_type, one.confidence) == (two.event_type, two.confidence)


def test_votes_are_likely_in_their_order(reader: Reader) -> None:
    analyser = reader.analyser
    parse = analyser.nlp("Kenya urged Chad to halt the strikes on Mali.")
    votes = LearnedCoder(analyser.matcher)(Relating(parse, (0,), (2,), analyser.status))
    scores = [vote.score for vote in votes]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.001
    assert {v.event_type for v in votes} <= set(EVENT_TYPES)
    assert len({v.event_type for v in votes}) == len(votes)


def test_which_texts_were_trained_on(reader: Reader, root: Path) -> None:
    lines = (root / "training" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = {split: [r["text"] for r in rows if r["split"] == split] for split in ("train", "test")}
    assert seen_in_training(texts["train"]) == len(texts["train"])
    assert seen_in_training(texts["test"]) == 0
    assert reader.seen_in_training(["The moon is a lamp of tin."]) == 0
