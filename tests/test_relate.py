"""`Reader.relate`: the PLOVER type of a relation between two given stretches."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from verbale.model import Coding, Reason
from verbale.pipeline import Reader
from verbale.records.coding import FrameCoder, Relating, Vote


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def relate(reader: Reader, text: str, source: str, target: str) -> Coding:
    return reader.relate(text, source=at(text, source), target=at(text, target))


def by_frames(reader: Reader, text: str, source: str, target: str) -> Coding:
    """What the frames alone answer."""
    asked = [(text, at(text, source), at(text, target))]
    return next(reader.relate_many(asked, FrameCoder(reader.analyser.matcher)))


@pytest.mark.parametrize(
    ("text", "source", "target", "event_type"),
    [
        ("France condemned Iran over the launch.", "France", "Iran", "ACCUSE"),
        ("Iran was condemned by France over the launch.", "France", "Iran", "ACCUSE"),
        ("A union condemned a high court ruling on pay.", "A union", "court ruling", "ACCUSE"),
        ("Chad threatened to bomb Mali.", "Chad", "Mali", "THREATEN"),
        ("Chad bombed Mali.", "Chad", "Mali", "ASSAULT"),
        ("Kenya said that Chad had bombed Mali.", "Chad", "Mali", "ASSAULT"),
        ("Norway and Sweden held talks in Oslo.", "Norway", "Sweden", "CONSULT"),
        ("Norway will hold talks with Sweden.", "Norway", "Sweden", "AGREE"),
        ("Chad said it will not lift the embargo on Mali.", "Chad", "Mali", "REJECT"),
        ("Chad denounced Mali and France bombed Niger.", "France", "Niger", "ASSAULT"),
    ],
)
def test_the_type_of_a_relation(
    reader: Reader, text: str, source: str, target: str, event_type: str
) -> None:
    coding = relate(reader, text, source, target)
    assert coding.event_type == event_type
    assert coding.because
    assert 0 < coding.confidence <= 1


def test_why_names_the_entry_and_the_words(reader: Reader) -> None:
    coding = relate(reader, "France condemned Iran.", "France", "Iran")
    assert coding.because[0].rule == "accuse.condemn"
    assert "“condemned”" in coding.because[0].note
    assert "the source is its actor" in coding.because[0].note


def test_nothing_found_has_a_cause(reader: Reader) -> None:
    coding = by_frames(reader, "The sky is blue over Rome.", "The sky", "Rome")
    assert (coding.event_type, coding.mode, coding.confidence) == (None, (), 0.0)
    assert coding.because[0].rule == "relate.none"


def test_one_side_is_enough(reader: Reader) -> None:
    text = "Teachers in Lima went on strike."
    assert reader.relate(text, source=at(text, "Teachers")).event_type == "PROTEST"


def test_many_are_lazy_and_in_order(reader: Reader) -> None:
    text = "Chad bombed Mali."
    asked = ((text, (0, 4), (12, 16)) for _ in iter(int, 1))
    found = reader.relate_many(asked)
    assert [next(found).event_type for _ in range(3)] == ["ASSAULT"] * 3


def test_another_coder_stands_in_the_place_of_the_frames(reader: Reader) -> None:
    def coder(relating: Relating) -> Sequence[Vote]:
        words = " ".join(relating.parse[i].text for i in relating.target)
        return [Vote("AID", (), 0.9, (Reason("model", words),))]

    found = next(reader.relate_many([("Chad bombed Mali.", (0, 4), (12, 16))], coder))
    assert found == Coding("AID", (), 0.9, (Reason("model", "Mali"),))


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ((5, 3), None, "text 1: source 5:3 does not fit; expected 0 <= start < end <= 17"),
        ((-1, 3), None, "source -1:3"),
        ((0, 4), (12, 99), "target 12:99"),
        ((4, 5), None, "source 4:5 holds no word"),
        (None, None, "neither source nor target"),
    ],
)
def test_spans_that_do_not_fit(
    reader: Reader, source: tuple[int, int] | None, target: tuple[int, int] | None, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        reader.relate("Chad bombed Mali.", source, target)


def test_the_position_of_a_faulty_text_is_told(reader: Reader) -> None:
    good = ("Chad bombed Mali.", (0, 4), (12, 16))
    with pytest.raises(ValueError, match="text 66: source 7:7"):
        list(reader.relate_many([*[good] * 65, ("Chad bombed Mali.", (7, 7), None)]))


@pytest.mark.parametrize(
    ("text", "source", "target", "event_type", "rule"),
    [
        ("Chad will not finance Mali.", "Chad", "Mali", "REJECT", "refused"),
        ("Norway did not visit Sweden.", "Norway", "Sweden", "CONSULT", ""),
        ("Chad never praised Mali.", "Chad", "Mali", "SUPPORT", ""),
        ("Norway will hold talks with Sweden.", "Norway", "Sweden", "AGREE", "planned"),
    ],
)
def test_what_is_denied_or_planned(
    reader: Reader, text: str, source: str, target: str, event_type: str, rule: str
) -> None:
    coding = by_frames(reader, text, source, target)
    assert coding.event_type == event_type
    told = [r.rule for r in coding.because[1:]]
    assert told == ([f"plover.{rule}"] if rule else [])
