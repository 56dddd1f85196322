"""Dated terms of ministers and other officers: the tables, and facts that must hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from verbale.matcher.compiling import TABLES
from verbale.matcher.folding import plain
from verbale.matcher.registry import Registry
from verbale.matcher.tables import Row, read_table
from verbale.matcher.world import HEADS, PERSONS, TITLES

REGISTRY = Registry.load()
FILES = ("persons.tsv", "officers.tsv", "legislators.tsv")
HANDOVER = 14
"""Days that two holders of one office may overlap: acting terms and late oaths."""
SEVERAL_AT_ONCE = {
    *((country, "vice president") for country in ("AFG", "IRQ", "IRN", "SDN", "SSD", "SYR")),
    ("org:afd", "general secretary"),
    ("org:hdp", "general secretary"),
}
"""Offices that two or more hold at once: vice presidents of some states, parties led by two."""


def rows(table: str) -> Iterator[Row]:
    """The rows of a table of persons."""
    faults: list[str] = []
    yield from read_table(TABLES / table, PERSONS, faults)
    assert faults == []


def sure(row: Row) -> tuple[date, date]:
    """The days that a term surely covers: from the last day meant to the first."""
    start, end = row.day("from"), row.day("to")
    cell = row.text("from")
    late = Row(row.place, {"from": cell}, row.faults).day("from", last=True) if cell else start
    return late or date.max, end or date.max


def offices() -> set[str]:
    """Roles that one person at a time holds."""
    faults: list[str] = []
    titles = list(read_table(TABLES / "titles.tsv", TITLES, faults))
    assert all(row.text("head_of") in HEADS for row in titles)
    return {row.text("role") for row in titles if row.text("kind") == "office"}


def test_the_tables_are_large() -> None:
    assert sum(1 for _ in rows("officers.tsv")) >= 4000
    assert sum(1 for _ in rows("legislators.tsv")) >= 500


def test_every_role_is_a_title() -> None:
    known = {title.role for _, title in REGISTRY.world.titles}
    known |= set(REGISTRY.world.local_roles.values())
    strange = {
        (table, row.text("office"))
        for table in FILES
        for row in rows(table)
        if row.text("office").removeprefix("deputy ") not in {*known, ""}
    }
    assert strange == set()


def test_one_person_one_id() -> None:
    by_name: dict[tuple[str, str], set[str]] = {}
    for table in FILES:
        for row in rows(table):
            for name in (row.text("name"), *row.many("names")):
                if " " in name:
                    key = (plain(name).casefold().replace("-", " "), row.text("country"))
                    by_name.setdefault(key, set()).add(row.text("id"))
    assert {key: ids for key, ids in by_name.items() if len(ids) > 1} == {}


def test_no_two_hold_one_office() -> None:
    single = offices()
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for table in FILES:
        for row in rows(table):
            where = row.text("of") or row.text("country")
            if row.text("office") in single and row.text("from"):
                start, end = sure(row)
                held.setdefault((where, row.text("office")), []).append(
                    (start, end, row.text("id"))
                )
    assert [
        (office, first, second)
        for office, terms in held.items()
        if office not in SEVERAL_AT_ONCE
        for number, first in enumerate(terms)
        for second in terms[number + 1 :]
        if first[2] != second[2]
        and (min(first[1], second[1]) - max(first[0], second[0])).days > HANDOVER
    ] == []


def test_no_term_twice() -> None:
    terms: dict[tuple[str, str, str], list[tuple[date, date]]] = {}
    for table in FILES:
        for row in rows(table):
            if row.text("from"):
                where = row.text("of") or row.text("country")
                key = (row.text("id"), row.text("office"), where)
                terms.setdefault(key, []).append(sure(row))
    assert [
        key
        for key, spans in terms.items()
        for number, first in enumerate(spans)
        for second in spans[number + 1 :]
        if first[0] < second[1] and second[0] < first[1]
    ] == []


FOREIGN, DEFENCE, INTERIOR = (
    *("minister of foreign affairs", "minister of defense", "minister of the interior"),
)
FINANCE, SPEAKER, CHIEF = (
    "minister of finance",
    "speaker of parliament",
    "chief of the general staff",
)


@pytest.mark.parametrize(
    ("role", "where", "on", "name"),
    [
        (FOREIGN, "USA", "1991-02-15", "James Baker"),
        (FOREIGN, "USA", "1995-11-21", "Warren Christopher"),
        (FOREIGN, "USA", "2003-02-05", "Colin Powell"),
        (FOREIGN, "USA", "2014-03-01", "John Kerry"),
        (FOREIGN, "USA", "2025-06-01", "Marco Rubio"),
        (DEFENCE, "USA", "1991-01-17", "Dick Cheney"),
        (DEFENCE, "USA", "1993-10-04", "Les Aspin"),
        (DEFENCE, "USA", "1996-06-01", "William Perry"),
        (DEFENCE, "USA", "2003-03-20", "Donald Rumsfeld"),
        (DEFENCE, "USA", "2020-12-01", "Christopher Miller"),
        (FINANCE, "USA", "1998-09-01", "Robert Rubin"),
        (FINANCE, "USA", "2008-09-15", "Henry Paulson"),
        ("national security adviser", "USA", "1990-08-02", "Brent Scowcroft"),
        ("national security adviser", "USA", "2007-01-10", "Stephen Hadley"),
        ("director of central intelligence", "USA", "2001-09-11", "George Tenet"),
        ("director of the FBI", "USA", "1995-04-19", "Louis Freeh"),
        ("director of the FBI", "USA", "2004-01-01", "Robert Mueller"),
        (CHIEF, "USA", "1991-02-01", "Colin Powell"),
        (CHIEF, "USA", "2001-11-01", "Richard Myers"),
        ("majority leader", "org:us-senate", "2018-06-01", "Mitch McConnell"),
        ("commander", "org:centcom", "1991-02-24", "Norman Schwarzkopf"),
        ("commander", "org:eucom", "1999-04-01", "Wesley Clark"),
        (FOREIGN, "GBR", "1991-06-01", "Douglas Hurd"),
        (FOREIGN, "GBR", "2003-03-20", "Jack Straw"),
        (DEFENCE, "GBR", "2001-10-07", "Geoff Hoon"),
        (INTERIOR, "GBR", "2005-07-07", "Charles Clarke"),
        (FINANCE, "GBR", "1992-09-16", "Norman Lamont"),
        (FOREIGN, "FRA", "2003-02-14", "Dominique de Villepin"),
        (FOREIGN, "FRA", "1994-06-01", "Alain Juppe"),
        (INTERIOR, "FRA", "2015-11-13", "Bernard Cazeneuve"),
        (DEFENCE, "FRA", "2013-01-11", "Jean-Yves Le Drian"),
        (FOREIGN, "DEU", "1990-10-03", "Hans-Dietrich Genscher"),
        (FOREIGN, "DEU", "1995-12-14", "Klaus Kinkel"),
        (DEFENCE, "DEU", "2002-12-01", "Peter Struck"),
        (INTERIOR, "DEU", "2001-09-20", "Otto Schily"),
        (FOREIGN, "RUS", "1990-09-01", "Eduard Shevardnadze"),
        (FOREIGN, "RUS", "1993-10-04", "Andrei Kozyrev"),
        (DEFENCE, "RUS", "1994-12-11", "Pavel Grachev"),
        (DEFENCE, "RUS", "2003-06-01", "Sergei Ivanov"),
        (DEFENCE, "RUS", "2022-02-24", "Sergei Shoigu"),
        (CHIEF, "RUS", "2008-08-08", "Nikolai Makarov"),
        (FOREIGN, "UKR", "2014-03-01", "Andriy Deshchytsya"),
        (DEFENCE, "UKR", "2014-03-10", "Ihor Tenyukh"),
        (INTERIOR, "UKR", "2019-01-01", "Arsen Avakov"),
        (FOREIGN, "CHN", "1995-01-01", "Qian Qichen"),
        (DEFENCE, "CHN", "2001-04-01", "Chi Haotian"),
        (FOREIGN, "JPN", "2011-03-11", "Takeaki Matsumoto"),
        (DEFENCE, "JPN", "2007-10-01", "Shigeru Ishiba"),
        (FOREIGN, "KOR", "2005-09-19", "Ban Ki-moon"),
        (DEFENCE, "KOR", "2010-11-23", "Kim Tae-young"),
        (FOREIGN, "PRK", "2000-07-01", "Paek Nam Sun"),
        (FOREIGN, "IND", "1999-12-24", "Jaswant Singh"),
        (DEFENCE, "IND", "2019-02-26", "Nirmala Sitharaman"),
        (FOREIGN, "PAK", "2008-11-26", "Shah Mahmood Qureshi"),
        (CHIEF, "PAK", "2011-05-02", "Ashfaq Parvez Kayani"),
        (DEFENCE, "AFG", "2010-01-01", "Abdul Rahim Wardak"),
        (FOREIGN, "ISR", "1993-09-13", "Shimon Peres"),
        (DEFENCE, "ISR", "2006-07-12", "Amir Peretz"),
        (CHIEF, "ISR", "2014-07-08", "Benny Gantz"),
        (FOREIGN, "IRN", "1991-03-01", "Ali Akbar Velayati"),
        (FOREIGN, "IRQ", "2010-05-01", "Hoshyar Zebari"),
        (FOREIGN, "SYR", "2000-01-03", "Farouk al-Sharaa"),
        (DEFENCE, "SYR", "2012-07-01", "Dawoud Rajha"),
        (FOREIGN, "SAU", "1990-08-02", "Saud al-Faisal"),
        (FOREIGN, "EGY", "1999-01-01", "Amr Moussa"),
        (DEFENCE, "EGY", "2011-02-11", "Mohamed Hussein Tantawi"),
        (FOREIGN, "TUR", "2003-03-20", "Abdullah Gul"),
        (CHIEF, "TUR", "2016-07-15", "Hulusi Akar"),
        (FOREIGN, "LBN", "2017-11-04", "Gebran Bassil"),
        (FOREIGN, "YEM", "2010-01-03", "Abu Bakr al-Qirbi"),
        (FOREIGN, "LBY", "2011-03-01", "Musa Kusa"),
        (FOREIGN, "ITA", "2004-01-01", "Franco Frattini"),
        (DEFENCE, "ESP", "2009-01-01", "Carme Chacon"),
        (FOREIGN, "POL", "1999-03-12", "Bronislaw Geremek"),
        (DEFENCE, "CAN", "2010-01-01", "Peter MacKay"),
        (FOREIGN, "AUS", "2002-10-12", "Alexander Downer"),
        (FOREIGN, "MEX", "2002-01-01", "Jorge Castaneda"),
        (FOREIGN, "BRA", "2008-01-01", "Celso Amorim"),
        (FOREIGN, "VEN", "2010-01-01", "Nicolas Maduro"),
        (FOREIGN, "CUB", "2000-01-01", "Felipe Perez Roque"),
        (FOREIGN, "ZAF", "2003-01-01", "Nkosazana Dlamini-Zuma"),
        (FOREIGN, "NGA", "2014-06-01", "Aminu Wali"),
        (FOREIGN, "ETH", "2000-06-01", "Seyoum Mesfin"),
        (FOREIGN, "SRB", "2008-02-17", "Vuk Jeremic"),
        (FOREIGN, "GRC", "2015-07-01", "Nikos Kotzias"),
        (FOREIGN, "VNM", "2014-05-02", "Pham Binh Minh"),
        (FOREIGN, "IDN", "1999-09-01", "Ali Alatas"),
        ("secretary general", "org:nato", "1999-03-24", "Javier Solana"),
        ("secretary general", "org:nato", "2001-09-12", "George Robertson"),
        ("secretary general", "org:arab-league", "2003-01-01", "Amr Moussa"),
        ("managing director", "org:imf", "1997-12-01", "Michel Camdessus"),
        ("president", "org:world-bank", "2006-01-01", "Paul Wolfowitz"),
        ("director-general", "org:iaea", "1991-06-01", "Hans Blix"),
        (
            "president of the European Commission",
            "org:european-commission",
            "1992-02-07",
            "Jacques Delors",
        ),
        ("director of central intelligence", "org:mossad", "2010-01-19", "Meir Dagan"),
        ("general secretary", "org:lib-dems", "2009-01-01", "Nick Clegg"),
    ],
)
def test_who_held_an_office(role: str, where: str, on: str, name: str) -> None:
    holder = REGISTRY.holder(role, where, on)
    assert holder is not None
    assert holder.name == name


@pytest.mark.parametrize(
    ("role", "where", "on"),
    [
        ("senator", "USA", "2010-01-01"),
        ("vice president", "IRQ", "2008-01-01"),
        ("minister of foreign affairs", "ISR", "1600-01-01"),
        ("commander", "USA", "2017-01-01"),
    ],
)
def test_no_holder_where_several_or_nobody_is_known(role: str, where: str, on: str) -> None:
    assert REGISTRY.holder(role, where, on) is None


@pytest.mark.parametrize(
    ("name", "on", "role"),
    [
        ("Nancy Kassebaum", "1990-01-01", None),
        ("Saxby Chambliss", "2013-06-10", "senator"),
        ("Mike Pompeo", "2015-06-01", "representative in congress"),
        ("Mike Pompeo", "2019-06-01", "secretary of state"),
        ("Ari Fleischer", "2002-06-01", "spokesperson"),
        ("Vitaly Churkin", "2014-03-15", "ambassador"),
        ("Carla Del Ponte", "2001-06-29", "prosecutor"),
        ("Mohammed Deif", "2014-08-19", "commander"),
        ("Abdullah Ocalan", "1999-02-15", "leader"),
    ],
)
def test_what_a_person_held(name: str, on: str, role: str | None) -> None:
    found = [m for m in REGISTRY.person(name, on) if m.by == "name" and m.in_office]
    assert ({m.term.role for m in found if m.term is not None} == {role}) if role else not found


def test_without_a_day_the_latest_term_counts() -> None:
    found = REGISTRY.person("Emmanuel Macron")[0].term
    assert found is not None
    assert found.role == "president"
