"""What is kept of an undertaking so that it is known again: parties, acts and rare words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from verbale.model import ActorReference, Undertaking
from verbale.model.thread import Promise
from verbale.stories.gathering import day_of
from verbale.stories.terms import LEAST, rarity, stems
from verbale.stories.thread_words import ThreadWords, base, thread_words

ACT = 0.5
"""What the word for what is done weighs against the words for what it is done to."""

EARLY = 6
"""Words of an action among which the act is looked for, where its head is none."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_WORD = re.compile(r"\w+")


def promise_of(record: Undertaking) -> Promise:
    """The sketch of an undertaking."""
    words = thread_words()
    names = frozenset(s for name in _NAME.findall(record.action.text) for s in stems(name))
    known = frozenset(s for actor in _all(record) for s in stems(f"{actor.name} {actor.span.text}"))
    terms = {} if _is_empty(record) else _terms(record, words)
    money = record.money
    first = _tells_first(record, words)
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
        by=_speakers(record, first),
        thing=_thing(record.action.text, _acts(record, words), words),
        part=_part(record, words),
        another=not words.lists["another"].isdisjoint(record.action.text.lower().split()),
        first=first,
        said=record.date.value if record.date and first else None,
        money=money.value if money else None,
        unit=money.unit if money else None,
    )


def _plain_stems(text: str) -> list[str]:
    """The words of a text without their endings, in one spelling ("modernisation")."""
    return [word.replace("isation", "ization") for word in stems(text)]


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
    for word in _plain_stems(record.action.text):
        small = base(word) in words.empty or word in words.lists["particle"]
        if len(word) < 3 or small or word[0].isdigit():
            continue
        weight = rarity(word)
        name = words.alike.get(base(word), word)
        if weight >= LEAST or name in acts:
            weight *= ACT if name in acts else 1.0
            found[name] = max(found.get(name, 0.0), round(max(weight, LEAST), 3))
    return found


def _acts(record: Undertaking, words: ThreadWords) -> frozenset[str]:
    """What is done, by its class: the head, or an act named soon after ("the plan to *build*")."""
    head = base(record.head.lower())
    if head in words.alike:
        return frozenset((words.alike[head],))
    early = [words.alike.get(base(s), "") for s in _plain_stems(record.action.text)[:EARLY]]
    acts = [act for act in early if act and act not in words.lists["things"]]
    return frozenset(acts[:1] or stems(record.head)[:1])


def _thing(action: str, acts: frozenset[str], words: ThreadWords) -> str | None:
    """The noun for what it is done to: the last word of the first phrase that names a thing.

    "Set up a joint *command* in Bodo", "the plan of Norway to set up a *command*". A phrase of
    nothing but a name is taken where there is no other.
    """
    names = frozenset(s for name in _NAME.findall(action) for s in _plain_stems(name))
    phrases: list[list[str]] = [[]]
    small = words.lists["particle"]
    for word in _plain_stems(action):
        if word in words.lists["border"]:
            phrases.append([])
        elif len(word) > 2 and base(word) not in words.empty and word not in small:
            phrases[-1].append(word)
    found: list[str] = []
    for named in (phrase for phrase in phrases if phrase):
        while len(named) > 1 and words.alike.get(base(named[-1])) in acts - words.lists["things"]:
            named = named[:-1]
        thing = words.alike.get(base(named[-1]), named[-1])
        if thing in acts and len(named) == 1:
            continue
        if not names.issuperset(named):
            return thing
        found.append(thing)
    return next(iter([*found, *(acts & words.lists["things"])]), None)


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


def _speakers(record: Undertaking, first: bool) -> tuple[str, ...]:
    """Whose word a step is; of who is said to have been the first, that one."""
    said = [] if first else [actor.name for actor in record.said_by]
    return tuple(dict.fromkeys(said or [actor.name for actor in record.parties]))


def _part(record: Undertaking, words: ThreadWords) -> str | None:
    """ "The first phase of …"."""
    said = [word.lower() for word in _WORD.findall(record.action.text)]
    for number, part in pairwise(said):
        if number in words.lists["number"] and part in words.lists["part"]:
            return f"{number} {part}"
    return None


def _tells_first(record: Undertaking, words: ThreadWords) -> bool:
    """ "Was the first to announce", "originally proposed", in the words before the action."""
    said = [word.lower() for word in _WORD.findall(record.sentence.text)]
    for at, word in enumerate(said):
        if word in words.lists["first"]:
            near = {base(other) for other in said[at + 1 : at + 3]}
            if near & {base(other) for other in words.lists["announce"]}:
                return True
    return False
