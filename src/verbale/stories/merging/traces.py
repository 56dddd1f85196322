"""Traces: what is taken from an event record so that it can be compared with others."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence

from verbale.matcher.folding import fold
from verbale.model import ActorReference, Event, Place
from verbale.model.merging import Party, Trace, Where
from verbale.stories.merging.hints import Token, country_of, days_in, places_in, tokens_of
from verbale.stories.merging.settings import root, settings
from verbale.stories.terms import rarity, stem
from verbale.stories.wording import word_number

REACH = 14
"""Words before and behind the trigger that are taken to tell of the event."""
MOST_WORDS = 14
MOST_NAMES = 6
_WORD = re.compile(r"[^\W_]+")
_NAMELESS = ("nominal",)
_KNOWN = ("country", "org", "person")


def trace_of(record: Event, position: int, days: tuple[str, str] | None) -> Trace:
    """The trace of a record that stands at ``position`` in its document's records.

    ``days`` are the first and last day of its date, where it has one.
    """
    document, sentence = record.source, record.sentence
    tokens = tokens_of(sentence.text, sentence.start)
    at = _place_of_trigger(tokens, record)
    parties = _parties(record.actors), _parties(record.recipients)
    taken = {word for side in parties for party in side for word in party.words}
    first, last = days or ("", "")
    published = document.published or ""
    ahead = "future" in record.auxiliary
    return Trace(
        record=record.id,
        document=document.id,
        position=position,
        start=record.trigger.start,
        day=published[:10],
        event_type=record.event_type,
        modes=tuple(sorted(record.mode)),
        stage=_stage(record.auxiliary),
        trigger=_trigger(record),
        actors=parties[0],
        recipients=parties[1],
        where=tuple(_where(record, tokens)),
        first=first,
        last=last,
        days=days_in(tokens, published, ahead),
        words=words_around(tokens, at, taken | set(_trigger(record))),
        names=names_in(tokens, taken),
        numbers=tuple(sorted({(m.what, m.value) for m in record.magnitude if m.value is not None})),
        order=order_at(tokens, at),
        sentence=hashlib.sha256(" ".join(_WORD.findall(sentence.text)).encode()).hexdigest()[:16],
        historical="historical" in record.auxiliary,
    )


def _stage(auxiliary: Sequence[str]) -> str:
    if "negation" in auxiliary:
        return "denied"
    return "planned" if {"future", "hypothetical"} & set(auxiliary) else "happened"


def _trigger(record: Event) -> tuple[str, ...]:
    """The roots of the words that tell the event, small words left out."""
    words = _WORD.findall(" ".join([record.trigger.text, *(span.text for span in record.also)]))
    plain = (word.lower() for word in words)
    return tuple(dict.fromkeys(root(word) for word in plain if word not in settings().small))


def _place_of_trigger(tokens: Sequence[Token], record: Event) -> int:
    """Which word of the sentence the trigger begins with; the first for one outside it."""
    starts = (at for at, token in enumerate(tokens) if token.end > record.trigger.start)
    return next(starts, 0)


def _parties(references: Iterable[ActorReference]) -> tuple[Party, ...]:
    found: list[Party] = []
    for one in references:
        several = one.members or (one,)
        found += [_party(member) for member in several]
    return tuple(dict.fromkeys(found))


def _party(reference: ActorReference) -> Party:
    words = tuple(stem(word.lower()) for word in _WORD.findall(reference.name) if len(word) > 2)
    generic = reference.actor.partition(":")[0] in _NAMELESS
    return Party(reference.actor, reference.country, generic, words[-4:])


def _where(record: Event, tokens: Sequence[Token]) -> Iterator[Where]:
    seen: set[str] = set()
    if record.place is not None:
        own = _sure(record.place)
        seen.add(own.name)
        yield own
    text, offset = record.sentence.text, record.sentence.start
    for one in places_in(tokens, text, offset):
        if one.name not in seen:
            seen.add(one.name)
            yield one


def _sure(place: Place) -> Where:
    code = country_of(place.name)
    if code is not None and code == place.country:
        return Where(code.lower(), code, None, True)
    return Where(fold(place.name), place.country, place.admin1, True)


def words_around(
    tokens: Sequence[Token], at: int, taken: set[str]
) -> tuple[tuple[int, float], ...]:
    """The words around the trigger, by number, that weigh most: seldom ones that stand near it."""
    weights: dict[int, float] = {}
    for place in range(max(at - REACH, 0), min(at + REACH + 1, len(tokens))):
        word = _bare(tokens[place].text)
        if word in taken or word.rstrip("e") in taken or word in settings().weekdays:
            continue
        if tokens[place].capital and country_of(tokens[place].text.rstrip(".")):
            continue
        weight = (rarity(word) - 1.0) * (1 - abs(place - at) / (2 * REACH))
        if weight > 0 and not word[0].isdigit():
            number = word_number(word)
            weights[number] = max(weights.get(number, 0.0), weight)
    heaviest = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:MOST_WORDS]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return tuple((number, round(weight / length, 4)) for number, weight in sorted(heaviest))


def names_in(tokens: Sequence[Token], taken: set[str]) -> tuple[str, ...]:
    """Names in the sentence beside those of the parties; states are none."""
    held: dict[str, float] = {}
    for place, token in enumerate(tokens):
        word = _bare(token.text)
        dated = word in (*settings().weekdays, *settings().months)
        if not token.capital or len(word) < 3 or word in taken or dated or "." in word:
            continue
        if place == 0 and not (len(tokens) > 1 and tokens[1].capital):
            continue
        if country_of(token.text) is None:
            held[word] = rarity(word)
    seldom = sorted(held, key=lambda word: (-held[word], word))[:MOST_NAMES]
    return tuple(sorted(word for word in seldom if held[word] > 3.0))


def _bare(word: str) -> str:
    """The stem of a word as it stands in a text, without a possessive ending."""
    return stem(word.lower().replace("’", "'").removesuffix("'s"))


def order_at(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """Words such as "second" or "again" beside the trigger."""
    near = tokens[max(at - 4, 0) : at + 3]
    found = (settings().order.get(token.text.lower()) for token in near)
    return tuple(sorted({one for one in found if one}))
