"""Dictionaries of actors and agents in the PETRARCH manner: read, and wrong lines named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.matcher.own.addition import Addition, Holding
from verbale.matcher.own.cameo import Coded, decoded
from verbale.matcher.own.petrarch import read_actors, read_agents, span_of, written

COUNTRIES = {"FRA", "USA", "AFG", "SUN"}

ACTORS = """\
# A dictionary.
FRANCE_ [FRA] ; a state
+FRENCH_REPUBLIC_

JANE_M._ROE_  # a person
+MINISTER_ROE_
+J._ROE
\t[FRAELI 950101-010430]
\t[FRAGOV 010501-20040331]
\t[FRAELI]
UNHEARD-OF_LEAGUE_(UHL)_ [FRAREB]
WORLD_TILES_INC_ [MNC]
INSTITUTE_OF_TILES_ [NGOTIL01]
OLD_OFFICE_ [---]
<!-- the end -->
"""


def actors(text: str) -> tuple[list[Addition], list[str]]:
    faults: list[str] = []
    made = read_actors(
        text.split("\n"), "a.txt", COUNTRIES.__contains__, lambda p, w: faults.append(f"{p}: {w}")
    )
    return list(made), faults


def agents(text: str) -> tuple[list[Addition], list[str]]:
    faults: list[str] = []
    made = read_agents(text.split("\n"), "g.txt", lambda p, w: faults.append(f"{p}: {w}"))
    return list(made), faults


def test_a_dictionary_of_actors() -> None:
    found, faults = actors(ACTORS)
    assert faults == []
    france, roe, league, tiles, institute = found
    assert (france.kind, france.country, france.names) == (
        "state",
        "FRA",
        ("FRANCE", "French Republic"),
    )
    assert (roe.name, roe.kind, roe.country, roe.sectors) == (
        "Jane M. Roe",
        "person",
        "FRA",
        ("ELI",),
    )
    assert roe.names == ("Minister Roe", "J. Roe")
    assert roe.held == (
        Holding(sectors=("ELI",), start="1995-01-01", end="2001-04-30"),
        Holding(sectors=("GOV",), start="2001-05-01", end="2004-03-31"),
    )
    assert (league.name, league.kind, league.sectors) == (
        "Unheard-Of League",
        "armed-group",
        ("REB",),
    )
    assert league.names == ("Uhl", "UHL")
    assert (tiles.kind, tiles.sectors, tiles.country) == ("company", ("MNC",), "")
    assert (institute.kind, institute.sectors) == ("organisation", ("NGO",))
    assert roe.place == "a.txt:5"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("+JANE_ROE_ [FRA]", "a.txt:1: another name (+) without an actor"),
        ("\t[FRAGOV]", "a.txt:1: a code without an actor"),
        ("JANE_ROE_", "a.txt:1: JANE ROE: expected a code"),
        ("JANE_ROE_ [FRAGOV", "a.txt:1: a bracket is not closed"),
        ("JANE_ROE_ [QQQXYZ]", "a.txt:1: code 'QQQXYZ': no country and no sector"),
        ("JANE_ROE_ [fragov]", "a.txt:1: code 'fragov': no country and no sector"),
        ("JANE_ROE_ [FRAGOV 010231-020101]", "a.txt:1: dates '010231-020101': expected such as"),
        ("JANE_ROE_ [FRAGOV 030101-020101]", "a.txt:1: dates '030101-020101': expected such as"),
        ("_ [FRAGOV]", "a.txt:1: '_': expected a name"),
    ],
)
def test_wrong_lines_are_named_and_the_others_read(text: str, fault: str) -> None:
    found, faults = actors(text + "\nWORLD_TILES_INC_ [MNC]\n")
    assert len(faults) == 1
    assert faults[0].startswith(fault)
    assert [one.name for one in found] == ["World Tiles Inc"]


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        ("", ("", "")),
        ("880101-901231", ("1988-01-01", "1990-12-31")),
        ("300101-301231", ("2030-01-01", "2030-12-31")),
        ("310101-311231", ("1931-01-01", "1931-12-31")),
        ("20110304-20120506", ("2011-03-04", "2012-05-06")),
        (">010120", ("2001-01-20", "")),
        ("<010120", ("", "2001-01-19")),
        ("010120", ("2001-01-20", "")),
        ("9008223-911221", None),
        ("01012", None),
        ("-", None),
        ("１２０１０１", None),
    ],
)
def test_dates(dates: str, span: tuple[str, str] | None) -> None:
    assert span_of(dates) == span


@pytest.mark.parametrize(
    ("code", "coded"),
    [
        ("FRA", Coded("FRA")),
        ("FRAGOVMIL", Coded("FRA", ("GOV", "MIL"))),
        ("FRAMED", Coded("FRA", ("JRN",))),
        ("FRAHLH", Coded("FRA", ("MED",))),
        ("FRAGOVMUS", Coded("FRA", ("GOV", "REL"))),
        ("IGOUNO", Coded("", ("IGO",), "igo")),
        ("NGOHRI", Coded("", ("NGO",), "organisation")),
        ("IMGSEP", Coded("", ("UAF",), "armed-group")),
        ("USRGOV", Coded("SUN", ("GOV",))),
        ("~COP", Coded("", ("COP",))),
        ("~NGO", Coded("", ("NGO",))),
        ("REB", Coded("", ("REB",))),
        ("XYZ", None),
        ("", None),
        ("frA", None),
    ],
)
def test_codes(code: str, coded: Coded | None) -> None:
    assert decoded(code, COUNTRIES.__contains__) == coded


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("THE_LEAGUE_OF_TILES_", ["League of Tiles"]),
        ("BAN_O'NEIL-ROE_", ["Ban O'Neil-Roe"]),
        ("UN_", ["Un", "UN"]),
        ("Jane_Roe", ["Jane Roe"]),
        ("J.R._ROE=", ["J.R. Roe"]),
        ("_", []),
    ],
)
def test_names_as_papers_write_them(words: str, names: list[str]) -> None:
    assert list(written(words)) == names


AGENTS = """\
!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON
MUEZZIN [~REL]
CHILD {CHILDREN} [~CVL]
GENDARMERIE_TROOPS {} [~COP] # no plural
TILE!PERSON! [~BUS]
AID_GROUP [NGO~]
TILES [~---]
"""


def test_a_dictionary_of_agents() -> None:
    found, faults = agents(AGENTS.replace("[~---]", "[---]"))
    assert faults == []
    told = [(one.name, one.plural, one.sectors) for one in found]
    assert told == [
        ("muezzin", "", ("REL",)),
        ("child", "children", ("CVL",)),
        ("gendarmerie troops", "-", ("COP",)),
        ("tileman", "tilemen", ("BUS",)),
        ("tilewoman", "tilewomen", ("BUS",)),
        ("tileperson", "-", ("BUS",)),
        ("aid group", "", ("NGO",)),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("MUEZZIN", "expected a word and its code"),
        ("[~REL]", "expected a word before the code"),
        ("CHILD {CHILDREN [~CVL]", "a brace is not closed"),
        ("TILE!FOLK! [~BUS]", "!FOLK! is not defined"),
        ("MUEZZIN [~QQQ]", "code '~QQQ': no sector known"),
    ],
)
def test_wrong_agents_are_named(line: str, fault: str) -> None:
    found, faults = agents(line + "\nMUEZZIN [~REL]\n")
    assert len(faults) == 1
    assert faults[0].startswith(f"g.txt:1: {fault}")
    assert [one.name for one in found] == ["muezzin"]


def test_substitutions_do_not_grow_without_bound() -> None:
    many = "!A! = " + ", ".join(f"W{n}" for n in range(50))
    found, faults = agents(many + "\n!A!_!A!_!A!_!A! [~BUS]\n")
    assert found == []
    assert "more than 100 forms" in faults[0]


PIECES = st.sampled_from(
    [
        "JANE_ROE_",
        "+",
        "[",
        "]",
        "FRAGOV",
        "~",
        " ",
        "\t",
        "010101",
        "-",
        ">",
        "<",
        "!P!",
        "=",
        "{",
        "}",
        "#",
        ";",
        "---",
        "É",
        "\x00",
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=20), max_size=8)


@given(LINES)
def test_any_dictionary_is_read_or_its_faults_named(lines: list[str]) -> None:
    for read in (actors, agents):
        found, faults = read("\n".join(lines))
        assert all(one.place for one in found)
        assert all(fault.split(":")[1].isdigit() for fault in faults)
