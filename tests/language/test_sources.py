"""Sources: whoever or whatever is named, known actor or not; thoughts; what is not told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis, Quotation
from verbale.pipeline import Reader
from verbale.records import find_records

Analyse = Callable[..., Analysis]


def one(analysis: Analysis) -> Quotation:
    """The one quotation of a passage."""
    (quotation,) = analysis.quotations
    for span in (*quotation.content, *quotation.source):
        analysis.document.check(span)
    return quotation


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Two officials said the ship was lost.", "Two officials", "the ship was lost"),
        ("One of them said the road was closed.", "One of them", "the road was closed"),
        ("Many argued that the levy came too late.", "Many", "the levy came too late"),
        ("A 2009 study found that wells were dry.", "A 2009 study", "wells were dry"),
        ("Data showed prices were up.", "Data", "prices were up"),
        ("The treaty states that no troops may land.", "The treaty", "no troops may land"),
        ("The bridge was unsafe, the audit found.", "the audit", "The bridge was unsafe"),
        ("Wells are dry, according to a study.", "a study", "Wells are dry"),
        (
            "A turnout of 61 percent, according to the mayor.",
            "the mayor",
            "A turnout of 61 percent",
        ),
        ("In the words of one envoy, the deal is dead.", "one envoy", "the deal is dead"),
        ("As one trader put it, the market is dead.", "one trader", "the market is dead"),
        ("The minister's view is that the law is dead.", "The minister's", "the law is dead"),
        (
            "The site quoted the draft as suggesting the court would close.",
            "the draft",
            "the court would close",
        ),
        (
            "Beijing promised the town could keep its port.",
            "Beijing",
            "the town could keep its port",
        ),
        ("(AP) The bridge fell at dawn, officials said.", "officials", "The bridge fell at dawn"),
        ("The colonel described how his men fled.", "The colonel", "how his men fled"),
    ],
)
def test_source(analyse: Analyse, text: str, source: str, content: str) -> None:
    quotation = one(analyse(text))
    assert quotation.source[0].text in (source, source.removesuffix("'s"))
    assert [s.text for s in quotation.content] == [content]
    assert quotation.act == "saying"
    assert len(quotation.speakers) == 1


def test_what_a_picture_only_shows_is_nobodys_saying(analyse: Analyse) -> None:
    assert analyse("The photo shows the bridge before the flood.").quotations == ()


def test_a_quotation_of_nobody_named_is_kept(analyse: Analyse) -> None:
    quotation = one(analyse("Crowds gathered. “It is a great day for all of us.” Rain fell."))
    assert quotation.speakers == quotation.source == ()
    assert quotation.cue is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Norway wants to sell the ships.", "sell the ships"),
        ("Norway believes that the ships are old.", "the ships are old"),
        ("Norway backed the plan for a port.", "the plan for a port"),
    ],
)
def test_thought(analyse: Analyse, reader: Reader, text: str, content: str) -> None:
    analysis = analyse(text)
    quotation = one(analysis)
    assert quotation.act == "thinking"
    assert quotation.claim is None
    assert [s.text for s in quotation.content] == [content]
    assert [s.text for s in quotation.source] == ["Norway"]
    made = find_records(analysis, reader.analyser.matcher)
    assert not [r for r in made if r.kind == "statement"]


@pytest.mark.parametrize(
    "text",
    [
        "Portugal did not say when the ships would sail.",
        "The premier refused to say whether he would run again.",
        "Sweden called on Norway to confirm that the port was open.",
        "Nobody said that the port was open.",
        "The mine yields nine tonnes per day.",
        "The sign said the road was closed.",
        "The premier will speak on Friday.",
        "The senator called out his rival for his support of the bill.",
    ],
)
def test_nobody_has_said_it(analyse: Analyse, reader: Reader, text: str) -> None:
    made = find_records(analyse(text), reader.analyser.matcher)
    cues = [r.cue.text for r in made if r.kind == "statement" and r.cue is not None]
    assert cues in ([], ["called on"])


def test_what_was_asked_for_is_withheld(analyse: Analyse) -> None:
    assert one(analyse("Portugal did not say when the ships would sail.")).act == "withheld"


def test_the_speaker_goes_on(analyse: Analyse) -> None:
    text = "Leaders have said their men will stay, but have also warned that things could change."
    first, second = analyse(text).quotations
    assert [s.text for s in second.source] == [s.text for s in first.source] == ["Leaders"]


def test_who_is_relayed_is_not_addressed(analyse: Analyse) -> None:
    analysis = analyse("According to Reuters, France said the port was open.")
    assert [q.addressee_tokens for q in analysis.quotations] == [()]


def test_claims_of_fact_score_above_wishes(analyse: Analyse) -> None:
    fact = one(analyse("The ministry said 14 soldiers had died in the north on Monday."))
    wish = analyse("“I hope we can all enjoy the day,” she said.").quotations[0]
    assert fact.claim is not None
    assert wish.claim is not None
    assert fact.claim > 0.5 > wish.claim
