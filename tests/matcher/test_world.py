"""States, bodies and their members: names, codes, sectors and memberships at a day."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.matcher.bodies import BODIES, CODES, MEMBERSHIPS
from verbale.matcher.compiling import TABLES, read_tables
from verbale.matcher.compiling import TABLES as DATA
from verbale.matcher.registry import Registry
from verbale.matcher.tables import read_table

REGISTRY = Registry.load()
WORLD = REGISTRY.world


def meant(name: str, on: str | None) -> tuple[str, str | None, str | None]:
    entry = REGISTRY.named(name, on)[0]
    return entry.kind, entry.actor_id, entry.country


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Zaire", "1985-06-01", ("state", "country:COD", "COD")),
        ("Zaire", None, ("state", "country:COD", "COD")),
        ("Congo", "1965-01-01", ("state", "country:COD", "COD")),
        ("Congo", "1985-01-01", ("state", "country:COG", "COG")),
        ("Burma", "1988-08-08", ("state", "country:MMR", "MMR")),
        ("Upper Volta", "1983-08-04", ("state", "country:BFA", "BFA")),
        ("Ceylon", "1960-01-01", ("state", "country:LKA", "LKA")),
        ("Swaziland", "2010-01-01", ("state", "country:SWZ", "SWZ")),
        ("Türkiye", "2024-01-01", ("state", "country:TUR", "TUR")),
        ("Soviet Union", "1985-01-01", ("state", "country:SUN", "RUS")),
        ("Soviet", "1985-01-01", ("demonym", "country:SUN", "RUS")),
        ("Russian", "1985-01-01", ("demonym", "country:RUS", "RUS")),
        ("East Germany", "1985-01-01", ("state", "country:DDR", "DEU")),
        ("West Germany", "1985-01-01", ("state", "country:DEU", "DEU")),
        ("Yugoslavia", "1999-04-01", ("state", "country:YUG", "SRB")),
        ("Czechoslovakia", "1968-08-21", ("state", "country:CSK", "CZE")),
        ("South Yemen", "1986-01-13", ("state", "country:YMD", "YEM")),
        ("North Yemen", "1986-01-13", ("state", "country:YEM", "YEM")),
        ("South Vietnam", "1970-01-01", ("state", "country:RVN", "VNM")),
        ("North Vietnam", "1970-01-01", ("state", "country:VNM", "VNM")),
        ("Kremlin", "1987-01-01", ("metonym", "country:SUN", "RUS")),
        ("Kremlin", "2020-01-01", ("metonym", "country:RUS", "RUS")),
        ("Moscow", "1987-01-01", ("capital", "country:SUN", "RUS")),
        ("Moscow", "2020-01-01", ("capital", None, "RUS")),
        ("Bonn", "1987-01-01", ("capital", "country:DEU", "DEU")),
        ("Bonn", "2020-01-01", ("city", None, "DEU")),
        ("Lagos", "1985-01-01", ("capital", "country:NGA", "NGA")),
        ("Lagos", "2000-01-01", ("city", None, "NGA")),
        ("Blue House", "2015-01-01", ("metonym", "country:KOR", "KOR")),
        ("National Guard", None, ("organisation", "org:national-guard", None)),
    ],
)
def test_names_at_a_day(name: str, on: str | None, expected: tuple[str, ...]) -> None:
    assert meant(name, on) == expected


@pytest.mark.parametrize(
    ("name", "on", "sectors"),
    [
        ("Taliban", "1995-01-01", ("REB",)),
        ("Taliban", "2000-01-01", ("GOV",)),
        ("Taliban", "2010-01-01", ("REB",)),
        ("Taliban", "2022-05-01", ("GOV",)),
        ("Taliban", None, ("GOV",)),
        ("FARC", "2002-02-20", ("REB",)),
        ("FARC", "2018-05-27", ("PTY",)),
        ("HTS", "2020-01-01", ("REB",)),
        ("HTS", "2025-01-15", ("GOV",)),
        ("Rapid Support Forces", "2019-06-03", ("PRM",)),
        ("Rapid Support Forces", "2023-10-26", ("REB",)),
        ("National Transitional Council", "2011-05-01", ("REB",)),
        ("National Transitional Council", "2011-11-01", ("GOV",)),
        ("UNITA", "1999-01-01", ("REB",)),
        ("UNITA", "2017-08-23", ("PTY",)),
        ("Seleka", "2013-06-01", ("GOV",)),
    ],
)
def test_sectors_at_a_day(name: str, on: str | None, sectors: tuple[str, ...]) -> None:
    entry = REGISTRY.named(name, on)[0]
    actor = REGISTRY.actor(entry.actor_id or "", on)
    assert entry.sectors == sectors
    assert actor is not None
    assert actor.sectors == sectors
    (hit,) = REGISTRY.names(f"The {name} met.", on)
    assert hit.entry.sectors == sectors


@pytest.mark.parametrize(
    ("code", "iso2", "numeric", "cow", "gw"),
    [
        ("FRA", "FR", "250", 220, 220),
        ("RUS", "RU", "643", 365, 365),
        ("SUN", "SU", "810", 365, 365),
        ("SRB", "RS", "688", 345, 340),
        ("XKX", "XK", None, 347, 347),
        ("DDR", "DD", "278", 265, 265),
        ("CSK", "CS", "200", 315, 315),
        ("TWN", "TW", "158", 713, 713),
    ],
)
def test_codes(code: str, iso2: str, numeric: str | None, cow: int, gw: int) -> None:
    codes = REGISTRY.codes(code)
    assert codes is not None
    assert (codes.iso2, codes.numeric) == (iso2, numeric)
    assert (codes.cow[-1].number, codes.gw[-1].number) == (cow, gw)


def test_every_state_has_codes_and_numbers_belong_to_one_state_a_day() -> None:
    assert set(WORLD.codes) == set(WORLD.states)
    present = [codes for codes in WORLD.codes.values() if codes.successor is None]
    for values in ([c.iso2 for c in present], [c.numeric for c in present if c.numeric]):
        assert {value for value, count in Counter(values).items() if count > 1} == set()
    assert all(c.iso2 and re.fullmatch("[A-Z]{2}", c.iso2) for c in present)
    for list_ in ("cow", "gw"):
        spells = [
            (n.number, n.start, n.end) for c in WORLD.codes.values() for n in getattr(c, list_)
        ]
        spells.sort(key=lambda spell: (spell[0], str(spell[1])))
        for (number, _, end), (following, start, _) in itertools.pairwise(spells):
            assert number != following or (end is not None and end < start)


def test_sovereign_states_are_in_the_lists() -> None:
    listed = {code for code, codes in WORLD.codes.items() if codes.cow or codes.gw}
    sovereign = {code for code, state in WORLD.states.items() if state.kind == "state"}
    assert sovereign - listed == {"VAT"}
    assert listed - sovereign == {"XKX"}


@pytest.mark.parametrize(
    ("body", "on", "count", "inside", "outside"),
    [
        ("org:un", "1945-12-31", 51, "SUN TWN YUG CSK", "RUS CHN DEU"),
        ("org:un", "1972-01-01", 132, "CHN SUN", "TWN DEU"),
        ("org:un", "2020-01-01", 193, "RUS CHN SSD MNE SRB", "SUN TWN VAT PSE"),
        ("org:nato", "1950-01-01", 12, "USA ISL", "DEU TUR"),
        ("org:nato", "2023-04-04", 31, "FIN MKD", "SWE UKR"),
        ("org:nato", None, 32, "SWE FIN", "UKR AUT"),
        ("org:eu", "2020-01-31", 28, "GBR HRV", "SRB"),
        ("org:eu", "2020-02-01", 27, "HRV", "GBR"),
        ("org:eu", "1975-01-01", 9, "GBR DNK", "GRC"),
        ("org:euro-area", "2026-06-01", 21, "BGR HRV", "SWE"),
        ("org:brics", "2023-12-31", 5, "ZAF", "IRN"),
        ("org:brics", "2025-02-01", 10, "IRN ARE IDN", "SAU ARG"),
        ("org:ecowas", "2025-01-28", 15, "MLI NER BFA", "MRT"),
        ("org:ecowas", "2025-01-29", 12, "NGA", "MLI NER BFA"),
        ("org:aes", "2024-01-01", 3, "MLI NER BFA", "TCD"),
        ("org:opec", "2024-01-01", 12, "COG GAB", "AGO QAT ECU IDN"),
        ("org:opec-plus", "2026-01-01", 22, "RUS MEX", "AGO"),
        ("org:g8", "2010-01-01", 8, "RUS", "CHN"),
        ("org:g8", "2015-01-01", 0, "", "RUS"),
        ("org:g7", "2015-01-01", 7, "CAN", "RUS"),
        ("org:warsaw-pact", "1980-01-01", 7, "SUN DDR CSK", "ALB"),
        ("org:arab-league", None, 22, "PSE SYR", "IRN"),
        ("org:african-union", None, 55, "MAR SSD ESH", "ISR"),
        ("org:asean", "2026-01-01", 11, "TLS", "PNG"),
        ("org:oecd", None, 38, "CRI", "BRA"),
        ("org:council-of-europe", None, 46, "TUR", "RUS BLR"),
        ("org:osce", None, 57, "RUS MNG", "CHN"),
        ("org:oic", None, 57, "IRN ALB", "IND"),
        ("org:commonwealth", None, 56, "GAB RWA", "ZWE IRL"),
        ("org:oas", None, 34, "CUB VEN", "NIC"),
        ("org:sco", None, 10, "BLR IRN", "TUR"),
        ("org:gcc", "2000-01-01", 6, "KWT", "IRQ YEM"),
        ("org:un-security-council", "2003-03-01", 15, "DEU SYR PAK", "JPN"),
        ("org:un-security-council", "2026-03-01", 15, "LVA COL", "KOR"),
        ("org:icc", None, None, "UKR ARM", "USA RUS PHL BDI"),
        ("org:unesco", "2020-01-01", None, "", "USA ISR"),
        ("org:wto", "2010-01-01", None, "CHN SAU USA", "RUS"),
        ("region:nordic-countries", None, 5, "FIN", "EST"),
        ("region:european-allies", "2020-01-01", 27, "TUR GBR", "USA FIN"),
        ("org:nobody", None, 0, "", ""),
    ],
)
def test_members(body: str, on: str | None, count: int | None, inside: str, outside: str) -> None:
    members = REGISTRY.members(body, on)
    assert count is None or len(members) == count
    assert set(inside.split()) <= set(members)
    assert not set(outside.split()) & set(members)


def test_memberships_of_a_state() -> None:
    poland = set(REGISTRY.memberships("POL", "1995-01-01"))
    assert {"org:un", "org:visegrad-group", "org:osce"} <= poland
    assert not {"org:nato", "org:eu", "org:warsaw-pact"} & poland
    assert {"org:nato", "org:eu"} <= set(REGISTRY.memberships("POL", "2005-01-01"))


def test_sizes() -> None:
    kinds = Counter(actor.kind for actor in WORLD.organisations.values())
    assert kinds["igo"] >= 400
    assert kinds["armed-group"] >= 300
    assert kinds["party"] >= 450
    assert kinds["military-command"] >= 250
    assert sum(len(state.metonyms) for state in WORLD.states.values()) >= 250
    assert len(WORLD.collectives) >= 300
    assert len({each.body for each in WORLD.memberships}) >= 150


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Quai d'Orsay", "FRA"),
        ("Itamaraty", "BRA"),
        ("Kantei", "JPN"),
        ("South Block", "IND"),
        ("Farnesina", "ITA"),
        ("Ballhausplatz", "AUT"),
        ("Rideau Hall", "CAN"),
        ("Bankova", "UKR"),
        ("Carondelet", "ECU"),
        ("Casa de Nariño", "COL"),
        ("Zhongnanhai", "CHN"),
        ("Baabda", "LBN"),
        ("Aso Rock", "NGA"),
        ("Villa Somalia", "SOM"),
        ("Akorda", "KAZ"),
    ],
)
def test_seats_of_government(name: str, country: str) -> None:
    entry = REGISTRY.named(name)[0]
    assert (entry.kind, entry.country, entry.sectors) == ("metonym", country, ("GOV",))


@pytest.mark.parametrize(
    ("name", "id_", "country"),
    [
        ("Kurds", "people:kurds", None),
        ("Chechens", "region:chechnya", "RUS"),
        ("Masalit", "people:masalit", "SDN"),
        ("Dalits", "people:dalits", "IND"),
        ("Korean", "region:korea", None),
        ("South Korean", "country:KOR", "KOR"),
        ("Westerners", "region:the-west", None),
        ("Democrat", "org:democratic-party", "USA"),
        ("Anglophone Cameroonians", "people:anglophone-cameroonians", "CMR"),
    ],
)
def test_peoples(name: str, id_: str, country: str | None) -> None:
    entry = REGISTRY.named(name)[0]
    assert (entry.actor_id, entry.country) == (id_, country)


@pytest.mark.parametrize("name", ["WHO", "IS", "ICE", "CAR", "PLAN", "Wagner", "Solidarity"])
def test_names_that_are_also_words_are_weak(name: str) -> None:
    assert {entry.weak for entry in REGISTRY.named(name)} == {True}


def test_no_actor_where_nobody_lives() -> None:
    assert not [entry for entry in REGISTRY.named("Antarctica") if entry.kind == "state"]
    assert REGISTRY.country("ATA") is not None


def test_bodies() -> None:
    assert len(WORLD.bodies) >= 400
    nato, who, frontex = (REGISTRY.body(f"org:{name}") for name in ("nato", "who", "frontex"))
    assert nato is not None
    assert who is not None
    assert frontex is not None
    assert (nato.plover, nato.cameo, str(nato.start)) == ("IGO", "NAT", "1949-04-04")
    assert (who.plover, who.part_of, who.purpose) == ("UNO", "org:un", "health")
    assert (frontex.plover, frontex.part_of) == ("EUR", "org:eu")


def test_no_state_is_twice_a_member_on_a_day() -> None:
    spells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in WORLD.memberships:
        start, end = str(each.start or each.seen), str(each.end or "9999")
        spells.setdefault((each.body, each.country), []).append((start, end))
    for found in spells.values():
        for (_, end), (start, _) in itertools.pairwise(sorted(found)):
            assert end < start


def test_faults_of_the_tables_are_reported(tmp_path: Path) -> None:
    tables = {
        "codes.tsv": (CODES, ["ZZZ", "ZZ", "", "", "", "2 (x/)", "", "QQQ"]),
        "bodies.tsv": (BODIES, ["org:nobody", "play", "IGO"]),
        "memberships.tsv": (MEMBERSHIPS, ["org:un", "2020", "2010", "", "FRA;QQQ"]),
    }
    for name, (columns, cells) in tables.items():
        lines = ["\t".join(columns), "\t".join(cells)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_tables(TABLES, tmp_path)
    text = str(error.value)
    for fault in ("'ZZZ'", "'2 (x/)'", "'org:nobody'", "'play'", "expected an end", "'QQQ'"):
        assert fault in text
    assert list(read_table(DATA / "codes.tsv", CODES, []))
