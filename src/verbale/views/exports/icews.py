"""The 20 columns of ICEWS (Boschee et al. 2015), for programs that read those files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.model import ActorReference, Reading
from verbale.views.exports.events import Pair, pairs
from verbale.views.exports.form import Cell, Column, Row, Table
from verbale.views.exports.states import States

COLUMNS = (
    Column("Event ID", str, "id of the record; with .1, .2 … where it makes several rows"),
    Column("Event Date", str, "YYYY-MM-DD; empty where the text gives no day"),
    Column("Source Name", str, "who acts"),
    Column("Source Sectors", str, "PLOVER sectors, joined by commas"),
    Column("Source Country", str, "name of the country"),
    Column("Event Text", str, "PLOVER type and modes"),
    Column("CAMEO Code", str, "the CAMEO code that comes nearest"),
    Column("Intensity", float, "PLOVER conflict-cooperation score, -10 to 10"),
    Column("Target Name", str, "to whom"),
    Column("Target Sectors", str, "PLOVER sectors, joined by commas"),
    Column("Target Country", str, "name of the country"),
    Column("Story ID", str, "id of the document"),
    Column("Sentence Number", int, "which of the document's sentences with records, from 1"),
    Column("Publisher", str, "outlet"),
    Column("City", str, "name of the place"),
    Column("District", str, "always empty"),
    Column("Province", str, "first-level division"),
    Column("Country", str, "of the place, its name"),
    Column("Latitude", float, "degrees, WGS84"),
    Column("Longitude", float, "degrees, WGS84"),
)


def rows(readings: Iterable[Reading], states: States) -> Iterator[Row]:
    """One row for each event and pair; of a mutual event one in each direction, as ICEWS has."""
    for reading in readings:
        starts = sorted({record.sentence.start for record in reading.records})
        sentence = {start: number for number, start in enumerate(starts, 1)}
        for pair in pairs([reading]):
            number = sentence[pair.event.sentence.start]
            yield _row(pair, pair.id, pair.source, pair.target, number, states)
            if pair.mutual:
                yield _row(pair, f"{pair.id}r", pair.target, pair.source, number, states)


def _row(
    pair: Pair,
    id_: str,
    source: ActorReference | None,
    target: ActorReference | None,
    number: int,
    states: States,
) -> Row:
    event, place = pair.event, pair.event.place
    return {
        "Event ID": id_,
        "Event Date": pair.day,
        **_party("Source", source, states),
        "Event Text": " ".join((event.event_type, *event.mode)),
        "CAMEO Code": event.cameo,
        "Intensity": event.score,
        **_party("Target", target, states),
        "Story ID": pair.document.id,
        "Sentence Number": number,
        "Publisher": pair.document.outlet,
        "City": place.name if place else None,
        "Province": place.admin1 if place else None,
        "Country": states.name(place.country) if place and place.country else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
    }


def _party(who: str, actor: ActorReference | None, states: States) -> dict[str, Cell]:
    if actor is None:
        return {}
    return {
        f"{who} Name": actor.name,
        f"{who} Sectors": ",".join(actor.sectors),
        f"{who} Country": states.name(actor.country) if actor.country else None,
    }


ICEWS = Table(
    "icews",
    "Events that took place, in the columns of ICEWS; a mutual event has a row in each direction. "
    "Planned, supposed and denied events, and copies, are left out.",
    COLUMNS,
    rows,
    delimiter="\t",
)
