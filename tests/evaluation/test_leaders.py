"""The scorer of leaders: names, sampling, and the two lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.evaluation.leaders import agree, read_archigos, read_reign, sample, score
from verbale.pipeline import Reader

REIGN = """stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear
USA,2,x,Truman,12,4,1945,1,1953
USA,2,x,Eisenhower,20,1,1953,1,1961
FRN,220,x,Nobody,1,1,1946,12,2020
"""
ARCHIGOS = """obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate
USA-1,2.0,x,"Truman, Harry",1884.0,M,1945-04-12,1953-01-20
"""


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Castro", ["Raul Castro"]),
        ("Raul Castro", ["Raul Castro"]),
        ("Peron, Isabel", ["Isabel Peron"]),
        ("G.W. Bush", ["George W. Bush"]),
        ("Qaddafi", ["Muammar Gaddafi"]),
        ("Kim Il-Sung", ["Kim Il Sung"]),
        ("Miranda", ["Laura Chinchilla", "Laura Chinchilla Miranda"]),
        ("Saca Gonz\u0161lez", ["Antonio Saca", "Antonio Saca Gonzalez"]),
        ("King", ["Stephenson King"]),
    ],
)
def test_names_that_agree(listed: str, names: list[str]) -> None:
    assert agree(listed, names)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Fidel Castro", ["Raul Castro"]),
        ("Kim Jong-Il", ["Kim Il Sung"]),
        ("Duvalier, Francois", ["Jean-Claude Duvalier"]),
        ("Bandaranaike, S.W.R.D.", ["Sirimavo Bandaranaike"]),
        ("Brown", ["Tony Blair"]),
        ("Brown", []),
    ],
)
def test_names_that_do_not_agree(listed: str, names: list[str]) -> None:
    assert not agree(listed, names)


def test_days_are_drawn_once_and_within_the_spells() -> None:
    spells = [
        ("AAA", date(1950, 1, 1), date(1950, 1, 10), 1),
        ("AAA", date(1950, 1, 5), date(1950, 1, 12), 2),
        ("BBB", date(1960, 1, 1), date(1960, 1, 3), 3),
    ]
    drawn = sample(spells, 1000)
    assert len(drawn) == len(set(drawn)) == 15
    assert drawn[6] == ("AAA", date(1950, 1, 7), frozenset({1, 2}))
    assert sample(spells, 5) == sample(spells, 5)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "leaderlist_3_21.csv").write_bytes(REIGN.encode("cp1252"))
    (tmp_path / "archigos.csv").write_text(ARCHIGOS)
    return tmp_path


def test_terms_of_the_lists(lists: Path) -> None:
    first, second = read_reign(lists)[2]
    assert (first.end, second.end) == (date(1953, 1, 19), date(1961, 1, 31))
    assert read_archigos(lists)[2][0].end == date(1953, 1, 20)


def test_figures(lists: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    scores = score(lists, Reader(), report)
    figures = {measure.name: measure.value for measure in scores.measures}
    assert [*figures] == ["reign", "archigos", "either", "agreement"]
    assert 0 < figures["reign"] < figures["archigos"] == 1.0
    assert "Nobody" in report.read_text()


def test_lists_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        score(tmp_path, Reader())


def test_a_list_without_its_columns(lists: Path) -> None:
    (lists / "archigos.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="enddate"):
        score(lists, Reader())
