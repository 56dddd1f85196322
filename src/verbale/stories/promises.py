"""What is kept of an undertaking so that it is known again: parties, acts and rare words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verbale.model import ActorReference, Undertaking
from verbale.model.thread import Promise
from verbale.stories.gathering import day_of
from verbale.stories.terms import LEAST, rarity, stem, stems
from verbale.stories.thread_words import ThreadWords, thread_words

ACT = 0.5
"""What the word for what is done weighs against the words for what it is done to."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_WORD = re.compile(r"\w+")


def promise_of(record: Undertaking) -> Promise:
    """The sketch of an undertaking."""
    words = thread_words()
    names = frozenset(s for name in _NAME.findall(record.action.text) for s in stems(name))
    known = frozenset(s for actor in _all(record) for s in stems(f"{actor.name} {actor.span.text}"))
    terms = {} if _is_empty(record) else _terms(record, words)
    money = record.money
    return Promise(
        record=record.id,
        document=record.document,
        day=day_of(record.source),
        status=record.status,
        start=record.action.start,
        end=record.action.end,
        bound=_sides(record.parties, words),
        others=_sides(record.counterparties, words),
        terms=dict(sorted(terms.items())),
        names=tuple(sorted(names & set(terms))),
        known=tuple(sorted(known)),
        acts=tuple(sorted(_acts(record, words))),
        by=_speakers(record),
        thing=_thing(record.action.text, _acts(record, words), words),
        part=_part(record, words),
        first=_tells_first(record, words),
        said=record.date.value if record.date else None,
        money=money.value if money else None,
        unit=money.unit if money else None,
    )


def _is_empty(record: Undertaking) -> bool:
    """A denied or finished thing that is only pointed at ("the deal") says not which."""
    return len(_WORD.findall(record.action.text)) < 2


def _all(record: Undertaking) -> Iterator[ActorReference]:
    for actor in (*record.parties, *record.counterparties):
        yield actor
        yield from actor.members


def _terms(record: Undertaking, words: ThreadWords) -> dict[str, float]:
    """Words of the action, those alike by one name, each by how seldom it is used."""
    found: dict[str, float] = {}
    acts = _acts(record, words)
    for word in stems(record.action.text):
        if len(word) < 3 or word in words.empty or word[0].isdigit():
            continue
        weight = rarity(word)
        name = words.alike.get(word, word)
        if weight >= LEAST or name in acts:
            weight *= ACT if name in acts else 1.0
            found[name] = max(found.get(name, 0.0), round(max(weight, LEAST), 3))
    return found


def _acts(record: Undertaking, words: ThreadWords) -> frozenset[str]:
    """What is done, by its class: the head, or the first word of the action that has one."""
    heads = [stem(record.head.lower())]
    heads += [s for s in stems(record.action.text)[:3]]
    found = [words.alike[s] for s in heads if s in words.alike]
    return frozenset(found[:1] or heads[:1])


def _thing(action: str, acts: frozenset[str], words: ThreadWords) -> str | None:
    """The noun for what it is done to: the last word of the first phrase that names a thing.

    "Set up a joint *command* in Bodo", "the construction of a *command*".
    """
    phrase: list[str] = []
    for word in [*stems(action), ""]:
        if word and word not in words.lists["border"]:
            phrase.append(word)
            continue
        named = [w for w in phrase if w not in words.empty and w not in words.lists["particle"]]
        things = [words.alike.get(w, w) for w in named if len(w) > 2]
        if things and (things[-1] not in acts or len(things) > 1 and not word):
            return things[-1]
        phrase = []
    return None


def _sides(actors: Iterable[ActorReference], words: ThreadWords) -> tuple[str, ...]:
    return tuple(sorted({key for actor in actors for key in _keys(actor, words)}))


def _keys(actor: ActorReference, words: ThreadWords) -> Iterator[str]:
    """States by their code, whoever acts for them; bodies and persons else by id."""
    if actor.members:
        for member in actor.members:
            yield from _keys(member, words)
    elif actor.country and _for_state(actor, words):
        yield actor.country
    elif not actor.actor.startswith("nominal:"):
        yield actor.actor


def _for_state(actor: ActorReference, words: ThreadWords) -> bool:
    if actor.actor.startswith("country:"):
        return True
    if actor.sectors:
        return actor.sectors[0] in words.lists["state-sector"]
    named = {word.lower() for word in _WORD.findall(f"{actor.name} {actor.role or ''}")}
    return bool(named & words.lists["state-body"])


def _speakers(record: Undertaking) -> tuple[str, ...]:
    said = [actor.name for actor in record.said_by]
    return tuple(dict.fromkeys(said or [actor.name for actor in record.parties]))


def _part(record: Undertaking, words: ThreadWords) -> str | None:
    """ "The first phase of …"."""
    said = [word.lower() for word in _WORD.findall(record.action.text)]
    for number, part in zip(said, said[1:], strict=False):
        if number in words.lists["number"] and part in words.lists["part"]:
            return f"{number} {part}"
    return None


def _tells_first(record: Undertaking, words: ThreadWords) -> bool:
    """ "Was the first to announce", "originally proposed", in the words before the action."""
    said = [word.lower() for word in _WORD.findall(record.sentence.text)]
    for at, word in enumerate(said):
        if word in words.lists["first"]:
            near = {stem(other) for other in said[at + 1 : at + 3]}
            if near & {stem(other) for other in words.lists["announce"]}:
                return True
    return False
