"""Heads of state and government: the table keeps its rules, and known facts stand in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from verbale.matcher.entries import Term
from verbale.matcher.registry import Registry

REGISTRY = Registry.load()
TERMS = [term for term in REGISTRY.world.terms if term.heads or term.leads]
TWO_AT_ONCE = {("KHM", "prime minister"), ("RUS", "president")}
"""Two prime ministers of Cambodia 1993 to 1997; Gorbachev and Yeltsin in 1991."""


def name(actor: object) -> str | None:
    return getattr(actor, "name", None)


def test_sizes() -> None:
    assert len(TERMS) >= 3000
    assert len({term.person for term in TERMS}) >= 2500
    assert sum(term.leads for term in TERMS) >= 2500


def test_every_term_has_a_start_and_a_person_of_full_name() -> None:
    assert [term for term in TERMS if term.start is None] == []
    assert all(term.start <= date(2026, 11, 22) for term in TERMS if term.start)


def test_no_two_hold_an_office_at_once() -> None:
    """Ends may meet on one day; an office abroad or of a rebel is no office of the country."""
    held: dict[tuple[str | None, str], list[Term]] = defaultdict(list)
    for term in TERMS:
        held[term.country, term.role].append(term)
    double = set()
    for office, terms in held.items():
        terms.sort(key=lambda term: term.start or date.min)
        for i, one in enumerate(terms):
            for other in terms[i + 1 :]:
                if one.end is None or (other.start or date.min) < one.end:
                    double.add((office, one.person, other.person))
    assert {found for found in double if found[0] not in TWO_AT_ONCE} == set()


def test_one_leads_at_a_time() -> None:
    led: dict[str | None, list[Term]] = defaultdict(list)
    for term in TERMS:
        if term.leads:
            led[term.country].append(term)
    for country, terms in led.items():
        terms.sort(key=lambda term: term.start or date.min)
        for one, other in pairwise(terms):
            assert (one.end or date.max) <= (other.start or date.min), (country, one, other)


@pytest.mark.parametrize(
    ("country", "day", "leader"),
    [
        ("USA", "1945-09-02", "Harry Truman"),
        ("USA", "1963-11-23", "Lyndon Johnson"),
        ("GBR", "1946-02-01", "Clement Attlee"),
        ("GBR", "2016-07-13", "Theresa May"),
        ("FRA", "1947-05-01", "Paul Ramadier"),
        ("FRA", "1956-11-01", "Guy Mollet"),
        ("FRA", "1968-05-20", "Charles de Gaulle"),
        ("DEU", "1953-06-17", "Konrad Adenauer"),
        ("DEU", "1989-11-09", "Helmut Kohl"),
        ("DDR", "1989-10-07", "Erich Honecker"),
        ("RUS", "1952-01-01", "Joseph Stalin"),
        ("SUN", "1962-10-27", "Nikita Khrushchev"),
        ("RUS", "1986-04-26", "Mikhail Gorbachev"),
        ("SUN", "2010-01-01", None),
        ("YUG", "1961-09-01", "Josip Broz Tito"),
        ("SRB", "1961-09-01", "Josip Broz Tito"),
        ("YUG", "1999-03-24", "Slobodan Milosevic"),
        ("CSK", "1968-04-01", "Alexander Dubcek"),
        ("CZE", "1968-04-01", "Alexander Dubcek"),
        ("CZE", "1995-01-01", "Vaclav Klaus"),
        ("POL", "1989-01-01", "Wojciech Jaruzelski"),
        ("HUN", "1956-11-01", "Imre Nagy"),
        ("ITA", "1978-03-16", "Giulio Andreotti"),
        ("ESP", "1970-01-01", "Francisco Franco"),
        ("GRC", "1970-01-01", "Georgios Papadopoulos"),
        ("TUR", "1997-01-01", "Necmettin Erbakan"),
        ("EGY", "1956-07-26", "Gamal Abdel Nasser"),
        ("EGY", "2011-06-01", "Mohamed Hussein Tantawi"),
        ("SYR", "1982-02-02", "Hafez al-Assad"),
        ("SYR", "2025-03-01", "Ahmed al-Sharaa"),
        ("IRQ", "1960-01-01", "Abdul Karim Qasim"),
        ("IRQ", "2003-10-01", "Paul Bremer"),
        ("IRN", "1952-07-01", "Mohammad Mosaddegh"),
        ("ISR", "1967-06-05", "Levi Eshkol"),
        ("ISR", "2022-03-01", "Naftali Bennett"),
        ("SAU", "1973-10-17", "Faisal bin Abdulaziz"),
        ("YMD", "1985-01-01", "Ali Nasir Muhammad"),
        ("YEM", "1985-01-01", "Ali Abdullah Saleh"),
        ("ETH", "1960-01-01", "Haile Selassie"),
        ("GHA", "1965-01-01", "Kwame Nkrumah"),
        ("COD", "1975-01-01", "Mobutu Sese Seko"),
        ("ZAF", "1960-03-21", "Hendrik Verwoerd"),
        ("ZAF", "1995-01-01", "Nelson Mandela"),
        ("NGA", "1994-01-01", "Sani Abacha"),
        ("SOM", "2024-01-01", "Hassan Sheikh Mohamud"),
        ("IND", "1984-06-05", "Indira Gandhi"),
        ("PAK", "1971-12-10", "Yahya Khan"),
        ("PAK", "1994-01-01", "Benazir Bhutto"),
        ("BGD", "2015-01-01", "Sheikh Hasina"),
        ("CHN", "1960-01-01", "Mao Zedong"),
        ("CHN", "1989-06-04", "Deng Xiaoping"),
        ("TWN", "1958-08-23", "Chiang Kai-shek"),
        ("TWN", "2020-01-01", "Tsai Ing-wen"),
        ("JPN", "1964-10-10", "Hayato Ikeda"),
        ("JPN", "2015-01-01", "Shinzo Abe"),
        ("KOR", "1979-10-25", "Park Chung-hee"),
        ("PRK", "1990-01-01", "Kim Il Sung"),
        ("RVN", "1962-01-01", "Ngo Dinh Diem"),
        ("VNM", "1962-01-01", "Ho Chi Minh"),
        ("IDN", "1998-05-20", "Suharto"),
        ("ARG", "1982-04-02", "Leopoldo Galtieri"),
        ("CHL", "1973-09-10", "Salvador Allende"),
        ("BRA", "2005-01-01", "Luiz Inacio Lula da Silva"),
        ("CUB", "1962-10-27", "Fidel Castro"),
        ("NIC", "1980-01-01", "Daniel Ortega"),
        ("AUS", "1975-11-10", "Gough Whitlam"),
        ("SMR", "1990-01-01", None),
        ("USA", None, None),
        ("XXX", "1990-01-01", None),
    ],
)
def test_who_led(country: str, day: str | None, leader: str | None) -> None:
    assert name(REGISTRY.leader(country, day)) == leader


@pytest.mark.parametrize(
    ("role", "country", "day", "holder"),
    [
        ("head of state", "DEU", "1999-06-01", "Roman Herzog"),
        ("head of government", "DEU", "1999-06-01", "Gerhard Schroeder"),
        ("president", "DEU", "1965-01-01", "Heinrich Luebke"),
        ("head of state", "DDR", "1980-01-01", "Erich Honecker"),
        ("head of government", "DDR", "1980-01-01", "Willi Stoph"),
        ("head of state", "GBR", "1990-01-01", "Elizabeth II"),
        ("monarch", "GBR", "1951-01-01", "George VI"),
        ("prime minister", "RUS", "1995-01-01", "Viktor Chernomyrdin"),
        ("prime minister", "RUS", "2010-01-01", "Vladimir Putin"),
        ("president", "RUS", "2010-01-01", "Dmitry Medvedev"),
        ("head of state", "IRN", "2010-01-01", "Ali Khamenei"),
        ("president", "IRN", "2010-01-01", "Mahmoud Ahmadinejad"),
        ("president", "IRN", "1985-01-01", "Ali Khamenei"),
        ("prime minister", "IRN", "1985-01-01", "Mir-Hossein Mousavi"),
        ("prime minister", "FRA", "1999-01-01", "Lionel Jospin"),
        ("president", "FRA", "1950-01-01", "Vincent Auriol"),
        ("prime minister", "CHN", "1989-06-04", "Li Peng"),
        ("president", "CHN", "1990-01-01", "Yang Shangkun"),
        ("monarch", "JPN", "1980-01-01", "Hirohito"),
        ("president", "IND", "1975-06-25", "Fakhruddin Ali Ahmed"),
        ("president", "ISR", "1975-01-01", "Ephraim Katzir"),
        ("president", "ITA", "1982-07-11", "Sandro Pertini"),
        ("prime minister", "PSE", "2008-01-01", "Salam Fayyad"),
        ("head of state", "USA", "1990-01-01", "George H.W. Bush"),
        ("head of government", "USA", "1990-01-01", "George H.W. Bush"),
        ("head of government", "TUR", "2020-01-01", "Recep Tayyip Erdogan"),
        ("prime minister", "TUR", "2015-01-01", "Ahmet Davutoglu"),
        ("president", "CSK", "1990-06-01", "Vaclav Havel"),
        ("president", "CZE", "1990-06-01", "Vaclav Havel"),
        ("president", "BRA", "2023-02-01", "Luiz Inacio Lula da Silva"),
        ("prime minister", "KHM", "1995-01-01", None),
    ],
)
def test_who_held(role: str, country: str, day: str, holder: str | None) -> None:
    assert name(REGISTRY.holder(role, country, day)) == holder


def test_on_a_day_of_change_the_new_one_holds() -> None:
    assert name(REGISTRY.holder("president", "USA", "2009-01-20")) == "Barack Obama"


def test_persons_of_former_states_belong_to_the_successor() -> None:
    honecker = REGISTRY.actor("person:erich-honecker")
    assert getattr(honecker, "country", None) == "DEU"
    bremer = REGISTRY.actor("person:paul-bremer")
    assert getattr(bremer, "country", None) == "USA"


def test_a_surname_alone_means_no_one_of_long_ago() -> None:
    assert [m.actor.id for m in REGISTRY.person("Kubitschek", "2020-01-01")] == []
    assert [m.actor.name for m in REGISTRY.person("Kubitschek", "1960-01-01")] == [
        "Juscelino Kubitschek"
    ]
    assert [m.actor.name for m in REGISTRY.person("Kubitschek", "2020-01-01", "BRA")] == [
        "Juscelino Kubitschek"
    ]
