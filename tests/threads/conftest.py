"""Undertakings made by hand, and a desk for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verbale.keeping import Desk
from verbale.model import ActorReference, Date, Document, Reading, Reason, Undertaking

NAMES = {"NOR": "Norway", "CAN": "Canada", "DNK": "Denmark"}


def reading(
    id_: str,
    day: str | None,
    text: str,
    action: str,
    status: str = "announced",
    parties: str = "NOR CAN",
    head: str = "set",
    due: str | None = None,
    **more: Any,
) -> Reading:
    """A reading with one undertaking, whose parties are named in the text."""
    document = Document(text, id=id_, published=day, language="en", outlet=id_, **more)
    spans = {code: document.text.index(NAMES[code]) for code in parties.split()}
    actors = tuple(
        ActorReference(
            f"country:{code}",
            NAMES[code],
            document.span(at, at + len(NAMES[code])),
            country=code,
        )
        for code, at in spans.items()
    )
    at = text.index(action)
    span = document.span(at, at + len(action))
    record = Undertaking(
        source=document,
        sentence=document.span(0, len(text)),
        evidence=(span,),
        because=(Reason("test", "made by hand"),),
        parties=actors,
        action=span,
        status=status,
        head=head,
        due=Date(due, span) if due else None,
    )
    return Reading(document, (record,))


def record_of(one: Reading) -> str:
    """The id of the one record of a reading."""
    return one.records[0].id


@pytest.fixture
def path(place: str) -> str:
    return place


@pytest.fixture
def threads(tmp_path: Path) -> Callable[[list[Reading]], set[frozenset[str]]]:
    """The threads that a new desk finds in readings, as sets of documents."""
    made = iter(range(1000))

    def found(readings: list[Reading]) -> set[frozenset[str]]:
        with Desk(tmp_path / f"{next(made)}.db") as desk:
            for one in readings:
                desk.write(one)
            desk.settle()
            several = desk.threads(least=1)
        return {frozenset(step.document for step in thread.steps) for thread in several}

    return found
