"""Names of places: what counts as one, and where it is."""

from __future__ import annotations

import re

import pytest

from verbale.matcher.place_words import place_words
from verbale.model import Document, Place
from verbale.pipeline import Reader

RIGHT = re.compile(r"\[([^\]]+)\]")
WRONG = re.compile(r"\{([^}]+)\}")


def places(reader: Reader, text: str) -> dict[str, Place]:
    found = reader.analyse_document(Document(text=text, published="2025-03-14")).places
    return {mention.place.span.text: mention.place for mention in found}


@pytest.mark.parametrize("sentence", place_words().right)
def test_right_sentences(reader: Reader, sentence: str) -> None:
    text = RIGHT.sub(r"\1", sentence)
    assert list(places(reader, text)) == RIGHT.findall(sentence)


@pytest.mark.parametrize("sentence", place_words().wrong)
def test_wrong_sentences(reader: Reader, sentence: str) -> None:
    found = places(reader, WRONG.sub(r"\1", sentence))
    assert not set(found) & set(WRONG.findall(sentence))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("The mayor of Paris, Texas, met farmers.", "Paris", "USA", "Texas"),
        ("France said the talks in Paris would go on.", "Paris", "FRA", None),
        ("A fire broke out in Moscow, Idaho, on Monday.", "Moscow", "USA", "Idaho"),
        ("Police in London, Ontario, arrested a man.", "London", "CAN", "Ontario"),
        ("Rebels held the Libyan city of Tripoli.", "Tripoli", "LBY", None),
        ("Lebanon sent troops from Beirut to Tripoli and Sidon.", "Tripoli", "LBN", None),
        ("Tbilisi accused Moscow as Georgia voted.", "Georgia", "GEO", None),
        (
            "Voters in Atlanta and Savannah will decide who wins Georgia.",
            "Georgia",
            "USA",
            "Georgia",
        ),
        ("Drones hit a depot in the Odesa region of Ukraine.", "Odesa", "UKR", None),
        ("Ukraine said Odessa was hit.", "Odessa", "UKR", None),
        ("Ships sailed through the Strait of Hormuz.", "Strait of Hormuz", None, None),
        ("Fighting spread in Darfur and Khartoum.", "Darfur", "SDN", None),
        ("U.S. envoys met Iranian officials in Vienna.", "Vienna", "AUT", "Vienna"),
        ("Maryland voters asked about the Middle East.", "Middle East", None, None),
        ("Two men were held in San Bernardino, California.", "San Bernardino", "USA", "California"),
        ("Trains to Orsk were late, Russia said.", "Orsk", "RUS", "Orenburg Oblast"),
        (
            "Relatives waited in Duesseldorf, Germany.",
            "Duesseldorf",
            "DEU",
            "North Rhine-Westphalia",
        ),
        ("ST. LOUIS (AP) — The river rose.", "ST. LOUIS", "USA", "Missouri"),
    ],
)
def test_where(
    reader: Reader, text: str, name: str, country: str | None, admin1: str | None
) -> None:
    found = places(reader, text)
    assert name in found, list(found)
    assert found[name].country == country
    assert found[name].lat is not None
    if admin1 is not None:
        assert found[name].admin1 == admin1


def test_a_city_is_meant_before_the_county_called_after_it(reader: Reader) -> None:
    city = places(reader, "Two men were held in San Bernardino, California.")["San Bernardino"]
    assert (city.name, city.geonames) == ("San Bernardino", 5391710)


def test_states_have_a_point_and_an_id(reader: Reader) -> None:
    iran = places(reader, "Talks will be held in Iran.")["Iran"]
    assert (iran.country, iran.admin1, iran.geonames) == ("IRN", None, 130758)
    assert (iran.lat, iran.lon) == (32.0, 53.0)


def test_an_unknown_name_lies_where_the_text_puts_it(reader: Reader) -> None:
    text = "A bus overturned in the village of Zhurvandal, Kenya."
    place = places(reader, text)["Zhurvandal"]
    assert (place.name, place.country, place.lat, place.geonames) == (
        "Zhurvandal",
        "KEN",
        None,
        None,
    )


def test_an_airport_lies_with_its_city_at_a_point_unknown(reader: Reader) -> None:
    place = places(reader, "Guards closed Lusaka International Airport.")[
        "Lusaka International Airport"
    ]
    assert (place.country, place.admin1, place.lat) == ("ZMB", "Lusaka", None)


def test_one_name_is_one_place_in_a_document(reader: Reader) -> None:
    text = "A storm struck Paris, Texas. The mayor of Paris thanked the firemen."
    found = reader.analyse_document(Document(text=text)).places
    assert {m.place.admin1 for m in found if m.place.name == "Paris"} == {"Texas"}


def test_a_dateline_is_a_place_but_no_event_takes_it(reader: Reader) -> None:
    text = "AMMAN (Reuters) - France condemned Iran on Friday."
    reading = reader.analyse(text, published="2025-03-14")
    assert [m.place.name for m in reading.places if m.place.span.text == "AMMAN"] == ["Amman"]
    assert {predicate.place for predicate in reading.predicates.values()} == {None}


def test_an_event_takes_the_place_of_its_own_clause(reader: Reader) -> None:
    text = "France condemned Iran in Geneva while protesters gathered in Lyon."
    reading = reader.analyse(text, published="2025-03-14")
    where = {p.lemma: p.place.place.name if p.place else None for p in reading.predicates.values()}
    assert (where["condemn"], where["gather"]) == ("Geneva", "Lyon")


def test_given_spans_are_located(reader: Reader) -> None:
    text = "The Old Mint stands in Nevada City, California, off Broad Street."
    document = Document(text=text)
    span = (text.index("Broad Street"), text.index("Broad Street") + len("Broad Street"))
    (exact,) = reader.locate(document, [span])
    (near,) = reader.locate(document, [span], nearby=True)
    assert exact.lat is None
    assert near.lat == pytest.approx(39.26, abs=0.1)
    assert (near.name, near.admin1, near.geonames) == ("Broad Street", "California", None)


def test_a_demonym_given_as_a_span_is_its_state(reader: Reader) -> None:
    text = "Danish troops left."
    (place,) = reader.locate(Document(text=text), [(0, 6)])
    assert (place.name, place.country) == ("Denmark", "DNK")
