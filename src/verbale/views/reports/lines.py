"""Records as lines of a paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verbale.model import (
    ActorReference,
    Event,
    Expectation,
    Record,
    Relation,
    Span,
    Stance,
    Statement,
    Undertaking,
)
from verbale.model.record import Target
from verbale.views.reports.paper import Line, Run
from verbale.views.words import NOT_NAMED, OWN_VOICE, clean, name, names, shorten, size, target

_LONGEST = 320
"""Characters of quoted words in one line; the note has them all."""

STATUS_WORDS = {
    "future": "to come",
    "hypothetical": "supposed",
    "negation": "did not take place",
    "historical": "earlier",
}
_ATTITUDES = {
    "expect": "expect", "assume": "assume", "hope": "hope", "fear": "fear", "doubt": "doubt",
    "predict": "predict", "unknown": "do not know",
}  # fmt: skip
_VALENCES = {
    "support": "for", "praise": "full of praise for", "oppose": "against",
    "criticise": "critical of", "concern": "worried about",
}  # fmt: skip


def who(actors: tuple[ActorReference, ...], otherwise: str = NOT_NAMED) -> Run:
    """Actors with their roles, for the head of a line."""
    told = dict.fromkeys(_with_role(actor) for actor in actors)
    return Run(", ".join(told) or otherwise, "strong")


def _with_role(actor: ActorReference) -> str:
    whole = name(actor)
    return (
        f"{whole}, {clean(actor.role)}"
        if actor.role and actor.actor.startswith("person:")
        else whole
    )


def quoted(*spans: Span) -> Run:
    """Words of the text."""
    return Run(shorten(" … ".join(span.text for span in spans), _LONGEST), "quoted")


def line(record: Record, notes: tuple[int, ...]) -> Line:
    """A record as a line: when, who, what, and how certain."""
    runs = [*_RUNS[type(record)](record), *_certain(record)]
    return Line(_when(record), tuple(run for run in runs if run.text), notes)


def _when(record: Record) -> str:
    if record.date is not None:
        return record.date.value
    return f"told {record.source.published[:10]}" if record.source.published else ""


def _event(record: Event) -> list[Run]:
    runs = [who(record.actors), Run(" "), quoted(record.trigger)]
    if record.recipients:
        runs += [Run(" → "), who(record.recipients)]
    label = record.event_type + (f": {', '.join(record.mode)}" if record.mode else "")
    details = [clean(record.occasion.text)] if record.occasion else []
    details += [size(magnitude) for magnitude in record.magnitude]
    return [*runs, Run(f" ({label})"), Run("".join(f"; {one}" for one in details))]


def _statement(record: Statement) -> list[Run]:
    runs = [who(record.speakers)]
    if record.addressees:
        runs.append(Run(f" to {names(record.addressees)}"))
    if record.occasion is not None:
        runs.append(Run(f" ({clean(record.occasion.text)})"))
    if record.content:
        said = ": " if record.manner == "direct" else " (reported): "
        return [*runs, Run(said), quoted(*record.content)]
    about = ", ".join(dict.fromkeys(target(one) for one in record.about))
    return [*runs, Run(f" on {about}" if about else " spoke")]


def _undertaking(record: Undertaking) -> list[Run]:
    runs = [who(record.parties), Run(f" · {record.status}: "), quoted(record.action)]
    if record.counterparties:
        runs.append(Run(f" (with or for {names(record.counterparties)})"))
    details = [f"due {record.due.value}"] if record.due else []
    details += [size(record.money)] if record.money else []
    details += [clean(record.condition.text)] if record.condition else []
    return [*runs, Run("".join(f"; {one}" for one in details))]


def _expectation(record: Expectation) -> list[Run]:
    rank = f" ({record.likelihood.rank})" if record.likelihood else ""
    holders = who(record.holders or record.said_by[:1], OWN_VOICE)
    runs = [holders, Run(f" · {_ATTITUDES[record.attitude]}{rank}: "), quoted(record.proposition)]
    choices = " or ".join(target(one) for one in record.alternatives)
    return [*runs, Run(f" ({choices})" if choices else "")]


def _stance(record: Stance) -> list[Run]:
    habit = ", as a habit" if record.habitual else ""
    runs = [
        who(record.holders, OWN_VOICE),
        Run(f" · {_VALENCES[record.valence]} "),
        aim(record.target),
    ]
    grounds = [Run(": "), quoted(record.grounds)] if record.grounds else []
    return [*runs, Run(habit), *grounds]


def aim(value: Target) -> Run:
    """What a stance is about: an actor's name, or words of the text."""
    return who((value,)) if isinstance(value, ActorReference) else quoted(value)


def _relation(record: Relation) -> list[Run]:
    spell = "/".join(day.value if day else "" for day in (record.since, record.until))
    return [
        Run(name(record.subject), "strong"),
        Run(f" · {record.relation.replace('-', ' ')}: {name(record.object)}"),
        Run(f" ({spell})" if spell != "/" else ""),
    ]


def _certain(record: Record) -> list[Run]:
    """Where it was, what of it is planned or denied, and who says so, if not the report itself."""
    runs = [Run(f"; in {clean(record.place.name)}")] if record.place else []
    status = [STATUS_WORDS[one] for one in record.auxiliary if one in STATUS_WORDS]
    if status:
        runs.append(Run(f" [{', '.join(status)}]", "status"))
    if record.said_by and not isinstance(record, Expectation):
        runs.append(Run(f" – according to {names(record.said_by)}", "status"))
    return runs


_RUNS: dict[type[Record], Callable[[Any], list[Run]]] = {
    Event: _event,
    Statement: _statement,
    Undertaking: _undertaking,
    Expectation: _expectation,
    Stance: _stance,
    Relation: _relation,
}
