"""Reports of our own on two happenings, in several wordings, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.keeping import Desk
from verbale.model import Document, Reading

FERRY = (
    "A ferry with 212 passengers aboard ran aground off the island of Vestmar on Monday night after "
    "its engine failed in heavy seas, the coast guard said. All passengers of the Solveig were taken "
    "off by helicopter and two fishing boats before dawn.\n\n"
    "Captain Henrik Dahl told the harbour radio that the ferry had lost power near the Kalven "
    "lighthouse and drifted on to rocks within minutes. Nobody was hurt, he said.\n\n"
    "The owner, Nordline Shipping, said the Solveig was built in 1998 and had passed an inspection "
    "in March. Divers will look for damage to the hull when the weather allows it.\n\n"
    "The transport ministry ordered an inquiry and asked Nordline to keep its other ferry, the "
    "Astrid, in port until the cause of the engine failure was known."
)
FERRY_TOLD_ELSEWHERE = (
    "Rescuers lifted everybody from the stricken Nordline ferry Solveig, which had struck rocks near "
    "Vestmar when its engine stopped in a storm. Coast guard helicopters flew through the night over "
    "the Kalven lighthouse. The ministry of transport wants Nordline Shipping to explain how a ferry "
    "that was inspected in March could lose power; Captain Henrik Dahl has been heard already."
)
BUDGET = (
    "Parliament in Lagune voted down the budget of Prime Minister Amara Oyelaran on Monday by 91 "
    "votes to 84, after two members of her coalition joined the opposition over cuts to pensions.\n\n"
    "Finance Minister Joris Makel said the government would bring a new budget within three weeks. "
    "The opposition leader, Tereza Lund, called for an early election in the spring.\n\n"
    "Pensions were to be frozen for two years under the plan, which lenders had asked for in return "
    "for a loan of 400 million crowns. Unions have called a march through Lagune for Saturday."
)


def report(id_: str, text: str, day: str | None = "2031-05-06", outlet: str = "") -> Reading:
    """A reading without records."""
    document = Document(
        text, id=id_, title=f"Title of {id_}", outlet=outlet or None, published=day, language="en"
    )
    return Reading(document, ())


@pytest.fixture
def path(place: str) -> str:
    return place


@pytest.fixture
def stories(tmp_path: Path) -> Callable[[list[Reading]], dict[str, set[str]]]:
    """The stories that a new desk finds in readings, in the order in which they are written."""
    made = iter(range(1000))

    def found(readings: list[Reading]) -> dict[str, set[str]]:
        with Desk(tmp_path / f"{next(made)}.db") as desk:
            for reading in readings:
                desk.write(reading)
            desk.settle()
            return {s.id: {one.document for one in s.documents} for s in desk.stories()}

    return found
