"""FollowTheMoney and Wikidata exports: read, and wrong entries named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.matcher.own.addition import Addition, Holding
from verbale.matcher.own.ftm import read_entities
from verbale.matcher.own.wikidata import read_wikidata

CODES = {"fr": "FRA", "FRA": "FRA", "France": "FRA", "us": "USA"}


def country(text: str) -> str:
    return CODES.get(text, "")


def entities(*lines: object) -> tuple[list[Addition], list[str]]:
    faults: list[str] = []
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    made = read_entities(texts, "e.json", country, lambda p, w: faults.append(f"{p}: {w}"))
    return list(made), faults


def wikidata(text: str) -> tuple[list[Addition], list[str]]:
    faults: list[str] = []
    made = read_wikidata(text, "w.json", country, lambda p, w: faults.append(f"{p}: {w}"))
    return list(made), faults


def entity(id_: str, schema: str, **properties: list[Any]) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": properties}


def test_entities_with_positions_and_occupancies() -> None:
    found, faults = entities(
        entity(
            "o1", "Occupancy", holder=["p1"], post=["m1"], startDate=["2019-05"], endDate=["2021"]
        ),
        entity(
            "p1",
            "Person",
            name=["Jane Roe", "Джейн Роу"],
            alias=["J. Roe"],
            country=["fr"],
            topics=["role.pep"],
            gender=["female"],
        ),
        entity("m1", "Position", name=["Minister of Tiles of France"], country=["fr"]),
        entity("c1", "Company", name=["World Tiles"], jurisdiction=["us"], topics=["sanction"]),
        entity("b1", "PublicBody", name=["Tile Office"], country=["fr", "us"]),
        entity("a1", "Address", full=["1 Tile Street"]),
    )
    assert faults == []
    roe, company, body = found
    assert (roe.name, roe.names, roe.kind, roe.country) == (
        "Jane Roe",
        ("J. Roe",),
        "person",
        "FRA",
    )
    assert (roe.sectors, roe.gender, roe.source) == (("ELI",), "she", "ftm:p1")
    assert roe.held == (Holding("minister of tiles", "", (), "2019-05", "2021"),)
    assert (company.kind, company.country, company.sectors) == ("company", "USA", ("BUS",))
    assert (body.kind, body.country, body.sectors) == ("agency", "", ("GOV",))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "e.json:1: not valid JSON"),
        ("[1]", "e.json:1: expected an entity"),
        ({"id": "x"}, "e.json:1: expected an entity"),
        (
            entity("x", "Person", name=["Джейн Роу"]),
            "e.json:1: x: expected a name in Latin letters",
        ),
        (
            entity("x", "Occupancy", holder=["p9"], post=["m9"]),
            "e.json:1: an occupancy whose holder",
        ),
        ("[" * 100_000, "e.json:1: not valid JSON: nested too deeply"),
    ],
)
def test_wrong_entities_are_named_and_the_others_read(line: object, fault: str) -> None:
    found, faults = entities(line, entity("c1", "Company", name=["World Tiles"]))
    assert len(faults) == 1
    assert faults[0].startswith(fault)
    assert [one.name for one in found] == ["World Tiles"]


def claim(value: object, **qualifiers: object) -> dict[str, Any]:
    made: dict[str, Any] = {"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"}
    if qualifiers:
        made["qualifiers"] = {k: [{"datavalue": {"value": v}}] for k, v in qualifiers.items()}
    return made


def item(
    id_: str, label: str, aliases: tuple[str, ...] = (), **claims: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": id_,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": claims,
    }


ROE = item(
    "Q900001",
    "Jane Roe",
    ("J. Roe",),
    P31=[claim({"id": "Q5"})],
    P21=[claim({"id": "Q6581072"})],
    P27=[claim({"id": "Q900002"})],
    P39=[
        claim(
            {"id": "Q900003"},
            P580={"time": "+2019-05-00T00:00:00Z", "precision": 10},
            P582={"time": "+2021-03-04T00:00:00Z", "precision": 11},
        )
    ],
)
ITEMS = [
    ROE,
    item("Q900002", "France", P298=[claim("FRA")]),
    item("Q900003", "Minister of Tiles of France", P1001=[claim({"id": "Q900002"})]),
    item("Q900004", "Tile Party", P31=[claim({"id": "Q7278"})], P17=[claim({"id": "Q900002"})]),
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"entities": {each["id"]: each for each in ITEMS}}),
        json.dumps(ITEMS),
        "[\n" + ",\n".join(map(json.dumps, ITEMS)) + "\n]\n",
        "\n".join(map(json.dumps, ITEMS)),
    ],
    ids=["entities", "list", "dump", "lines"],
)
def test_items(text: str) -> None:
    found, faults = wikidata(text)
    assert faults == []
    roe, party = found
    assert (roe.name, roe.names, roe.kind, roe.country, roe.gender) == (
        "Jane Roe",
        ("J. Roe",),
        "person",
        "FRA",
        "she",
    )
    assert roe.held == (Holding("minister of tiles", "FRA", (), "2019-05", "2021-03-04"),)
    assert roe.source == "wikidata:Q900001"
    assert (party.kind, party.country, party.sectors) == ("party", "FRA", ("PTY",))


ROW = {
    "item": "http://www.wikidata.org/entity/Q900001",
    "itemLabel": "Jane Roe",
    "itemAltLabel": "J. Roe, Janie Roe",
    "positionLabel": "Minister of Tiles",
    "countryLabel": "France",
    "start": "2019-05-01T00:00:00Z",
}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_results_of_the_query_service(form: str) -> None:
    later = ROW | {"positionLabel": "Prime Minister of France", "start": "2022-01-01T00:00:00Z"}
    if form == "csv":
        text = (
            ",".join(ROW)
            + "\n"
            + "".join(",".join(f'"{v}"' for v in row.values()) + "\n" for row in (ROW, later))
        )
    else:
        bindings = [
            {k: {"type": "literal", "value": v} for k, v in row.items()} for row in (ROW, later)
        ]
        text = json.dumps({"head": {"vars": list(ROW)}, "results": {"bindings": bindings}})
    found, faults = wikidata(text)
    assert faults == []
    assert len(found) == 1
    assert (found[0].name, found[0].names, found[0].kind, found[0].country) == (
        "Jane Roe",
        ("J. Roe", "Janie Roe"),
        "person",
        "FRA",
    )
    assert [(h.role, h.start) for h in found[0].held] == [
        ("minister of tiles", "2019-05-01"),
        ("prime minister", "2022-01-01"),
    ]


@pytest.mark.parametrize("text", ["{", "", "a,b\n1,2\n", "[" * 100_000, '{"id": 1}\n{"id": 2}\n'])
def test_wrong_exports_are_named(text: str) -> None:
    found, faults = wikidata(text)
    assert found == []
    assert faults
    assert all(fault.startswith("w.json") for fault in faults)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "schema",
                    "properties",
                    "labels",
                    "en",
                    "value",
                    "claims",
                    "P39",
                    "P31",
                    "mainsnak",
                    "datavalue",
                    "qualifiers",
                    "entities",
                    "results",
                    "bindings",
                    "name",
                    "aliases",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_json(value: object) -> None:
    entities(value)
    wikidata(json.dumps(value))
