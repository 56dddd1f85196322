"""Allusions: sentences that speak of an event without a record of it.

"The closure of the embassy on Tuesday left 12 staff without work": the reader makes no record of a
noun that only takes up what was told elsewhere. Such a sentence is compared with events of other
documents, and shown with the event it goes best with. It ties no events to one another.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from verbale.matcher.registry import Registry
from verbale.model import Document
from verbale.model.merging import Party, Trace
from verbale.stories.merging.hints import Token, country_of, days_in, places_in, tokens_of
from verbale.stories.merging.settings import root, settings
from verbale.stories.merging.traces import names_in, order_at, words_around
from verbale.stories.terms import stem

PREFIX = "allusion-"
MOST = 12
"""Allusions kept of a document, the first ones."""
LONGEST = 600
"""Code points of a sentence; what is longer is none."""
Told = tuple[int, int, str]
"""Where a trigger begins and ends, and the type of its event."""
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"”’']?(?=\s+[\"“‘'A-Z])|(?=\n)|\Z)", re.S)


def allusions_in(document: Document, told: Sequence[Told]) -> list[Trace]:
    """The allusions of a document; ``told`` are the triggers of its events, with their types."""
    found: list[Trace] = []
    for match in _SENTENCE.finditer(document.text):
        if len(match[0]) <= LONGEST and len(found) < MOST:
            found += _in_sentence(document, match[0], match.start(), told)
    return found[:MOST]


def _in_sentence(
    document: Document, text: str, start: int, told: Sequence[Told]
) -> Iterator[Trace]:
    tokens = tokens_of(text, start)
    inside = [one for one in told if start <= one[0] < start + len(text)]
    deeds = list(_deeds(tokens, inside))
    if not deeds:
        return
    published = document.published or ""
    days = days_in(tokens, published, False)
    parties = tuple(dict.fromkeys(_parties(tokens, text, start)))
    where = tuple(places_in(tokens, text, start))
    if not parties or not (days or where):
        return
    for at, event_type in deeds:
        own = root(tokens[at].text)
        yield Trace(
            record=_id(document.id, tokens[at].start, event_type),
            document=document.id,
            position=at,
            start=tokens[at].start,
            day=published[:10],
            event_type=event_type,
            modes=(),
            stage="happened",
            trigger=(own,),
            actors=parties,
            recipients=parties,
            where=where,
            first="",
            last="",
            days=days,
            words=words_around(tokens, at, {own} | {w for p in parties for w in p.words}),
            names=names_in(tokens, {w for p in parties for w in p.words}),
            numbers=(),
            order=order_at(tokens, at),
            sentence=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
            quote=text,
        )


def _deeds(tokens: Sequence[Token], told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """Words that tell a deed of whose type there is no record, with the type; each type once."""
    seen = {event_type for _, _, event_type in told}
    for at, token in enumerate(tokens):
        groups = _groups(tokens, at)
        for event_type in sorted(
            {settings().alludes[g] for g in groups & settings().alludes.keys()}
        ):
            recorded = any(s < token.end and token.start < e for s, e, _ in told)
            if event_type not in seen and not recorded and not token.capital:
                seen.add(event_type)
                yield at, event_type


def _groups(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The deeds that a word tells by itself, or with the one before it ("a call")."""
    word, form = root(tokens[at].text), tokens[at].text.lower()
    before = tokens[at - 1].text.lower() if at else ""
    clear = word not in settings().vague or {form, f"{before} {form}"} & settings().forms
    return settings().deeds.get(word, frozenset()) if clear else frozenset()


def _parties(tokens: Sequence[Token], text: str, start: int) -> Iterator[Party]:
    """Everybody a sentence names: states, bodies and persons that are known, other names."""
    taken: set[int] = set()
    for hit in Registry.load().names(text):
        entry = hit.entries[0]
        named = text[hit.start : hit.end].split()
        words = tuple(stem(word.lower()) for word in named if len(word) > 2)
        taken.update(range(start + hit.start, start + hit.end))
        if entry.kind in ("organisation", "person") and entry.actor_id:
            yield Party(entry.actor_id, entry.country, False, words)
        elif entry.country:
            yield Party(f"country:{entry.country}", entry.country, False, words)
    dates = {*settings().weekdays, *settings().months}
    for at, token in enumerate(tokens):
        word = stem(token.text.lower().removesuffix("'s").removesuffix("’s"))
        if (
            token.capital
            and at
            and len(word) > 3
            and token.start not in taken
            and word not in dates
        ):
            country = country_of(token.text)
            name = f"country:{country}" if country else f"name:{word}"
            yield Party(name, country, False, (word,))


def _id(document: str, start: int, event_type: str) -> str:
    raw = f"{document}\x1f{start}\x1f{event_type}"
    return PREFIX + hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest()[:16]
