"""Time expressions of a document: TIMEX3 type and value, EDTF, each with its reason.

What belongs to which expression is read by the grammar of ``data/times.yaml`` over the
tokens of a sentence; the value comes from the day of publication, the tense of the governing
verb and, in narrative ("the next day", "a year earlier"), from the nearest earlier time.

EDTF beyond plain dates: ``since 2014`` is ``2014/..``, ``until May 2025`` ``../2025-05``;
the two ends of "from 2010 to 2014" both carry ``2010/2014``; ``about a year ago`` is marked
``~``. A length of time, a habit and "now" have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.language.parsing import column
from verbale.language.time_anchor import Anchor, Resolved
from verbale.language.time_calendar import Stretch, parse_day
from verbale.language.time_grammar import Match, may_tell, read_times
from verbale.language.time_tense import direction, governor
from verbale.language.time_values import resolve
from verbale.language.time_words import Word, words_of
from verbale.model import Sentence, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMES = frozenset({"ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "FAC", "GPE", "LOC", "NORP", "LAW"})
_RANGE_STARTS = frozenset({"from", "between"})
_RANGE_JOINS = frozenset({"to", "until", "till", "through", "and", "-", "–", "—"})


def find_times(
    parse: Doc, published: str | None, sentences: Sequence[Sentence]
) -> tuple[TimeExpression, ...]:
    """The time expressions of the sentences, in the order of the text.

    ``published`` is an ISO 8601 date or date-time; without it relative expressions keep
    an underspecified value and no EDTF.
    """
    today = parse_day(published)
    texts, tags = column(parse, "ORTH"), column(parse, "TAG")
    previous: Stretch | None = None
    quarter: tuple[int, Stretch | None] = (0, None)
    found: list[TimeExpression] = []
    for number, sentence in enumerate(sentences):
        if not may_tell(sentence.span.text):
            continue
        words = words_of(texts, tags, sentence.first, sentence.last)
        here: list[TimeExpression] = []
        matches = read_times(words)
        for match in (_with_day(parse, words, matches, one) for one in matches):
            first, last = words[match.first].token, words[match.last - 1].token + 1
            if (here and first < here[-1].last) or not _is_time(parse, words, match):
                continue
            points, tied = direction(_head(parse, first, last))
            recent = quarter[1] if number - quarter[0] <= 4 else None
            value = resolve(match.meaning, Anchor(today, points, previous, tied, recent))
            if value is None:
                continue
            value = _repeated(parse, match, value, first, last)
            here.append(_expression(parse, sentence, first, last, value, match))
            if value.stretch is not None and value.type in ("DATE", "TIME"):
                previous = value.stretch
                if previous.unit == "Q" and match.meaning.rule == "quarter":
                    quarter = (number, previous)
        found.extend(_in_context(parse, here))
    return tuple(found)


_OWN_DAY = frozenset({"date", "relation"})
_DAY_RULES = frozenset({"weekday", "month-day", "day-word"})
_NEAR = 9
"""Words between a time of day and the day it belongs to, at most."""


def _with_day(parse: Doc, words: Sequence[Word], matches: Sequence[Match], match: Match) -> Match:
    """``3 a.m. (0100 GMT) on Tuesday``: a time of day with the one day its clause names."""
    meaning = match.meaning
    if meaning.rule not in ("clock", "part-of-day") or meaning.fields.keys() & _OWN_DAY:
        return match
    verb = governor(parse[words[match.first].token])
    days = [
        other.meaning
        for other in matches
        if other.meaning.rule in _DAY_RULES
        and min(abs(other.first - match.last), abs(match.first - other.last)) <= _NEAR
        and governor(parse[words[other.first].token]) == verb
    ]
    if len(days) != 1 or {"that", "same"} & set(meaning.words):
        return match
    return replace(match, meaning=replace(meaning, fields={**meaning.fields, "date": days[0]}))


def _expression(
    parse: Doc, sentence: Sentence, first: int, last: int, value: Resolved, match: Match
) -> TimeExpression:
    """The expression with its words as the document has them, its line breaks included."""
    whole, start = sentence.span, parse[first].idx
    end = parse[last - 1].idx + len(parse[last - 1])
    span = Span(start, end, whole.text[start - whole.start : end - whole.start])
    why = f"times.{match.meaning.rule}: {value.why}"
    return TimeExpression(first, last, span, value.type, value.value, value.edtf, why)


def _head(parse: Doc, first: int, last: int) -> Token:
    """The token of the expression that the rest of it hangs on."""
    for index in range(first, last):
        token = parse[index]
        if not first <= token.head.i < last or token.head.i == token.i:
            return token
    return parse[first]


def _is_time(parse: Doc, words: Sequence[Word], match: Match) -> bool:
    """False within a longer name ("Sunday Times") and for words that only look like a time."""
    first, last = words[match.first].token, words[match.last - 1].token
    kinds = {parse[index].ent_type_ for index in range(first, last + 1)}
    if len(kinds) == 1 and kinds <= _NAMES and _name_goes_on(parse, first, last):
        return False
    return _own_sense(parse, words, match)


def _name_goes_on(parse: Doc, first: int, last: int) -> bool:
    kind = parse[first].ent_type_
    before = first > 0 and parse[first].ent_iob_ == "I" and parse[first - 1].ent_type_ == kind
    after = last + 1 < len(parse) and parse[last + 1].ent_iob_ == "I"
    return before or after


def _is_age(words: Sequence[Word], match: Match) -> bool:
    """``52 years old`` is how old somebody is; ``three-quarters`` is a share."""
    after = [word.text for word in words[match.last : match.last + 2]]
    unit = words[match.last - 1].text
    if unit in ("quarters", "quarter"):
        return match.meaning.kind == "duration"
    return after[:1] == ["old"] or after == ["-", "old"]


def _own_sense(parse: Doc, words: Sequence[Word], match: Match) -> bool:
    word = words[match.first]
    token = parse[word.token]
    if match.meaning.kind in ("duration", "window") and _is_age(words, match):
        return False
    if match.last - match.first > 1:
        return True
    if word.text in ("recent", "current", "future"):
        return token.pos_ == "ADJ" or word.text == "future"
    if word.text in ("spring", "fall", "summer", "winter", "autumn"):
        return False
    if word.text in ("second", "seconds") and token.tag_ != "NNS":
        return False
    if word.text == "today" and word.token and parse[word.token - 1].text == "USA":
        return False
    return not (word.text == "soon" and _is_as(parse, word.token))


def _is_as(parse: Doc, index: int) -> bool:
    return index + 1 < len(parse) and parse[index + 1].lower_ == "as"


def _repeated(parse: Doc, match: Match, value: Resolved, first: int, last: int) -> Resolved:
    """``$400 million a year`` is a rate, not a length."""
    if match.meaning.rule != "duration" or match.meaning.words[0] not in ("a", "an") or first == 0:
        return value
    head, before = _head(parse, first, last), parse[first - 1]
    rated = before.tag_ in ("CD", "NNS", "$") or before.lower_ in ("%", "percent", "once", "twice")
    if rated and last - first == 2 and head.dep_ == "npadvmod":
        return replace(value, type="SET", why="so much in each such time")
    return value


def _in_context(parse: Doc, here: list[TimeExpression]) -> list[TimeExpression]:
    """Open and closed ranges: ``since``, ``until``, ``from … to …``."""
    for place, time in enumerate(here):
        before = parse[time.first - 1].lower_ if time.first else ""
        following = here[place + 1] if place + 1 < len(here) else None
        if following is not None and _joined(parse, before, time, following):
            interval = f"{_start(time)}/{_stop(following)}"
            note = "one end of a range"
            here[place] = replace(time, edtf=interval, why=f"{time.why}; {note}")
            here[place + 1] = replace(following, edtf=interval, why=f"{following.why}; {note}")
        elif time.edtf and time.type == "DATE" and "/" not in time.edtf:
            here[place] = _open_range(time, before)
    return here


def _open_range(time: TimeExpression, before: str) -> TimeExpression:
    if before == "since":
        return replace(time, edtf=f"{time.edtf}/..", why=f"{time.why}; since then")
    if before in ("until", "till"):
        return replace(time, edtf=f"../{time.edtf}", why=f"{time.why}; until then")
    return time


def _joined(parse: Doc, before: str, time: TimeExpression, other: TimeExpression) -> bool:
    if not (time.edtf and other.edtf and time.type == other.type == "DATE"):
        return False
    if other.first - time.last != 1 or "~" in time.edtf + other.edtf or _start(time) > _stop(other):
        return False
    join = parse[time.last].lower_
    if join in ("and", "to", "until", "till", "through"):
        return before in _RANGE_STARTS
    return join in _RANGE_JOINS


def _start(time: TimeExpression) -> str:
    return (time.edtf or "").split("/")[0]


def _stop(time: TimeExpression) -> str:
    return (time.edtf or "").split("/")[-1]
