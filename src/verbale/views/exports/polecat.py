"""The 40 columns of POLECAT (Halterman et al. 2023), for programs that read those files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.model import ActorReference, Reading
from verbale.views.exports.events import Pair, everybody, pairs
from verbale.views.exports.form import Cell, Column, Row, Table
from verbale.views.exports.states import States, coder


def _party(who: str) -> tuple[Column, ...]:
    return (
        Column(f"{who} Name", str, "name as resolved; the words themselves for a nominal"),
        Column(f"{who} Country", str, "ISO 3166-1 alpha-3"),
        Column(f"{who} COW", int, "Correlates of War number on the day of the event"),
        Column(f"Primary {who} Sector", str, "first of the PLOVER sectors"),
        Column(f"{who} Sectors", str, "PLOVER sectors, joined by ;"),
        Column(f"{who} Title", str, "office or role, as of the document's date"),
        Column(f"{who} Name Raw", str, "the words of the text"),
        Column(f"Wikipedia {who} ID", str, "always empty: verbale links to its own registry"),
    )


COLUMNS = (
    Column("Event ID", str, "id of the record; with .1, .2 … where it makes several rows"),
    Column("Event Date", str, "YYYY-MM-DD; empty where the text gives no day"),
    Column("Event Type", str, "one of the 16 PLOVER types"),
    Column("Event Mode", str, "PLOVER modes, joined by ;"),
    Column("Intensity", float, "PLOVER conflict-cooperation score, -10 to 10"),
    Column("Quad Code", str, "verbal or material, cooperation or conflict, in capitals"),
    Column("Contexts", str, "PLOVER contexts, joined by ;"),
    *_party("Actor"),
    *_party("Recipient"),
    Column("Placename", str, "name of the place in GeoNames"),
    Column("City", str, "always empty: verbale keeps one name of a place"),
    Column("District", str, "always empty"),
    Column("Province", str, "first-level division"),
    Column("Country", str, "of the place, ISO 3166-1 alpha-3"),
    Column("Latitude", float, "degrees, WGS84"),
    Column("Longitude", float, "degrees, WGS84"),
    Column("GeoNames ID", int, "of the place"),
    Column("Raw Placename", str, "the words of the text"),
    Column("Feature Type", str, "always empty"),
    Column("Source", str, "outlet"),
    Column("Publication Date", str, "YYYY-MM-DD"),
    Column("Story People", str, "persons in the document's records, joined by ;"),
    Column("Story Organizations", str, "organisations in the document's records, joined by ;"),
    Column("Story Locations", str, "places of the document's records, joined by ;"),
    Column("Language", str, "ISO 639-1"),
    Column("Version", str, "the verbale that read it"),
)


def rows(readings: Iterable[Reading], states: States) -> Iterator[Row]:
    """One row for each event and pair."""
    for reading in readings:
        story = _story(reading)
        for pair in pairs([reading]):
            yield _row(pair, states) | story


def _row(pair: Pair, states: States) -> dict[str, Cell]:
    event, document, place = pair.event, pair.document, pair.event.place
    return {
        "Event ID": pair.id,
        "Event Date": pair.day,
        "Event Type": event.event_type,
        "Event Mode": ";".join(event.mode),
        "Intensity": event.score,
        "Quad Code": (event.quad or "").upper() or None,
        "Contexts": ";".join(event.context),
        **_filled("Actor", pair.source, pair.day, states),
        **_filled("Recipient", pair.target, pair.day, states),
        "Placename": place.name if place else None,
        "Province": place.admin1 if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "GeoNames ID": place.geonames if place else None,
        "Raw Placename": place.span.text if place else None,
        "Source": document.outlet,
        "Publication Date": (document.published or "")[:10] or None,
        "Language": document.language,
        "Version": coder(),
    }


def _filled(
    who: str, actor: ActorReference | None, day: str | None, states: States
) -> dict[str, Cell]:
    if actor is None:
        return {}
    return {
        f"{who} Name": actor.name,
        f"{who} Country": actor.country,
        f"{who} COW": states.cow(actor.country, day) if actor.country else None,
        f"Primary {who} Sector": actor.sectors[0] if actor.sectors else None,
        f"{who} Sectors": ";".join(actor.sectors),
        f"{who} Title": actor.role,
        f"{who} Name Raw": actor.span.text,
    }


def _story(reading: Reading) -> dict[str, Cell]:
    named = {"person": dict[str, str](), "org": dict[str, str]()}
    for record in reading.records:
        for actor in everybody(record):
            kind = actor.actor.partition(":")[0]
            if kind in named:
                named[kind].setdefault(actor.actor, actor.name)
    places = [record.place.name for record in reading.records if record.place]
    return {
        "Story People": ";".join(named["person"].values()),
        "Story Organizations": ";".join(named["org"].values()),
        "Story Locations": ";".join(dict.fromkeys(places)),
    }


POLECAT = Table(
    "polecat",
    "Events that took place, in the columns of POLECAT; one row for each actor and recipient. "
    "Planned, supposed and denied events, and copies, are left out.",
    COLUMNS,
    rows,
    delimiter="\t",
)
