"""The registry: its data keep their rules, and names, titles, offices and places are found."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import DataError
from verbale.matcher.compiling import TABLES as DATA
from verbale.matcher.compiling import read_tables
from verbale.matcher.indexes import named_entries
from verbale.matcher.registry import Registry
from verbale.matcher.titles import plural_of

REGISTRY = Registry.load()
WORLD = REGISTRY.world
WORDS = ["former", "deputy", "ex", "-", "foreign", "minister", "elect", "of", "president"]


def first(name: str) -> tuple[str, str | None]:
    entry = REGISTRY.named(name)[0]
    return entry.kind, entry.country


def test_sizes() -> None:
    assert len(WORLD.states) >= 240
    assert len(WORLD.organisations) >= 700
    assert len({words for words, _ in WORLD.titles}) >= 2000
    assert len(WORLD.persons) >= 1500
    assert len(WORLD.places) >= 6000


def test_codes_are_three_capitals() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) for code in WORLD.states)


def test_no_name_stands_for_two_actors_unless_declared() -> None:
    actors = defaultdict(set)
    for name, entry in named_entries(WORLD):
        if entry.actor_id and entry.until is None:
            actors[name].add(entry.actor_id)
    declared = {name.casefold() for name in WORLD.ambiguous}
    double = {name for name, ids in actors.items() if len(ids) > 1}
    assert {name for name in double if name.casefold() not in declared} == set()


def test_no_title_stands_for_two_roles() -> None:
    roles = defaultdict(set)
    for words, title in WORLD.titles:
        roles[words].add(title.role)
    assert {words: found for words, found in roles.items() if len(found) > 1} == {}


def test_local_roles_are_roles() -> None:
    roles = {title.role for _, title in WORLD.titles}
    assert {role for _, role in WORLD.local_roles} <= roles
    assert set(WORLD.local_roles.values()) <= roles


def test_offices_of_terms_are_roles() -> None:
    roles = {title.role for _, title in WORLD.titles}
    used = {term.role for term in WORLD.terms}
    assert {role for role in used if role.removeprefix("deputy ") not in roles} == set()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("U.S.", "state", "USA"),
        ("America", "state", "USA"),
        ("Britain", "state", "GBR"),
        ("North Korea", "state", "PRK"),
        ("Soviet Union", "state", "RUS"),
        ("Burma", "state", "MMR"),
        ("Zaire", "state", "COD"),
        ("Palestine", "state", "PSE"),
        ("Kosovo", "state", "XKX"),
        ("Georgia", "state", "GEO"),
        ("Kremlin", "metonym", "RUS"),
        ("Downing Street", "metonym", "GBR"),
        ("White House", "organisation", "USA"),
        ("Pentagon", "organisation", "USA"),
        ("Hamas", "organisation", "PSE"),
        ("Hezbollah", "organisation", "LBN"),
        ("ISIS", "organisation", None),
        ("Daesh", "organisation", None),
        ("KCNA", "organisation", "PRK"),
        ("IRGC", "organisation", "IRN"),
        ("NATO", "organisation", None),
        ("Iranians", "demonym", "IRN"),
        ("British", "demonym", "GBR"),
        ("Kiev", "capital", "UKR"),
        ("TEHRAN", "capital", "IRN"),
        ("Donbas", "state", "UKR"),
        ("Sinai", "region", "EGY"),
        ("Gaza", "state", "PSE"),
        ("Europe", "state", None),
        ("Rohingya", "demonym", "MMR"),
        ("Republicans", "organisation", "USA"),
        ("South China Sea", "water", None),
        ("Kim Jong-un", "person", "PRK"),
    ],
)
def test_names(name: str, kind: str, country: str | None) -> None:
    assert first(name) == (kind, country)


@pytest.mark.parametrize(
    "text", ["tell us who", "iced tea", "a turkey dinner", "Who won?", "Chinaware"]
)
def test_words_that_are_no_names(text: str) -> None:
    assert REGISTRY.names(text) == []


def test_names_in_a_sentence() -> None:
    text = "The U.S.-led coalition and Iran’s Revolutionary Guards met Chinese officials in Geneva."
    found = [(text[hit.start : hit.end], hit.entry.kind) for hit in REGISTRY.names(text)]
    assert found == [
        ("U.S.", "state"),
        ("Iran’s Revolutionary Guards", "organisation"),
        ("Chinese", "demonym"),
        ("Geneva", "city"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The West warned.", ["The West"]),
        ("They met in the West Wing.", ["West Wing"]),
        ("A Republican senator met Kurdish fighters.", ["Republican", "Kurdish"]),
        ("The Republican Guard fired.", ["Republican Guard"]),
        ("European officials arrived in the West Bank.", ["European", "West Bank"]),
    ],
)
def test_names_that_count_only_alone(text: str, names: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in REGISTRY.names(text)] == names


def test_collectives_are_actors() -> None:
    kurds = REGISTRY.actor("people:kurds")
    gaza = REGISTRY.actor("region:gaza")
    assert kurds is not None
    assert gaza is not None
    assert (kurds.kind, kurds.sectors, gaza.country) == ("population", ("SOC",), "PSE")
    place = REGISTRY.place("Gaza Strip")
    assert place is not None
    assert place.country == "PSE"


def test_a_city_that_is_also_a_surname_is_weak() -> None:
    assert REGISTRY.named("Austin")[0].weak


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    end = 0
    for hit in REGISTRY.names("NATO " + text + " Iran"):
        assert hit.start >= end
        end = hit.end
        assert REGISTRY.named(("NATO " + text + " Iran")[hit.start : hit.end])


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=300, deadline=None)
def test_any_title(tokens: list[str]) -> None:
    end = 0
    for hit in REGISTRY.titles_in(tokens):
        assert end <= hit.first < hit.last <= len(tokens)
        end = hit.last
    REGISTRY.title(tokens)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("foreign minister", "minister of foreign affairs"),
        ("foreign secretary", "minister of foreign affairs"),
        ("minister of foreign affairs", "minister of foreign affairs"),
        ("defense secretary", "minister of defense"),
        ("defence minister", "minister of defense"),
        ("secretary of defense", "secretary of defense"),
        ("secretary of state", "secretary of state"),
        ("secretaries of state", "secretary of state"),
        ("deputy foreign minister", "deputy minister of foreign affairs"),
        ("prime minister", "prime minister"),
        ("the Japanese premier", "prime minister"),
        ("supreme leader", "supreme leader"),
        ("spokeswoman", "spokesperson"),
        ("lawmakers", "member of parliament"),
        ("chairman of the joint chiefs of staff", "chief of the general staff"),
        ("troops", "troops"),
    ],
)
def test_titles(words: str, role: str) -> None:
    title = REGISTRY.title(words.split())
    assert title is not None
    assert title.role == role


def test_qualifiers() -> None:
    former = REGISTRY.title(["former", "prime", "minister"])
    assert former is not None
    assert (former.former, former.sectors) == (True, ("ELI",))
    elect = REGISTRY.title(["president-elect"])
    assert elect is not None
    assert elect.elect
    tokens = ["acting", "deputy", "defence", "minister", "met", "president", "-", "elect"]
    hits = REGISTRY.titles_in(tokens)
    assert [(hit.first, hit.last) for hit in hits] == [(0, 4), (5, 8)]
    assert hits[0].title.acting
    assert hits[0].title.deputy
    assert hits[1].title.elect


def test_no_title() -> None:
    assert REGISTRY.title(["table"]) is None
    assert REGISTRY.title([]) is None


def test_plurals() -> None:
    assert plural_of("secretary of state") == "secretaries of state"
    assert plural_of("policeman") == "policemen"
    assert plural_of("commander-in-chief") == "commanders-in-chief"


def test_roles_are_named_as_the_country_does() -> None:
    assert REGISTRY.role_in("minister of defense", "USA") == "secretary of defense"
    assert REGISTRY.role_in("minister of defense", "JPN") == "minister of defense"
    assert (
        REGISTRY.role_in("deputy minister of foreign affairs", "USA") == "deputy secretary of state"
    )


@pytest.mark.parametrize(
    ("role", "country", "on", "person"),
    [
        ("minister of defense", "USA", "2024-07-28", "Lloyd Austin"),
        ("secretary of state", "USA", "2024-07-28", "Antony Blinken"),
        ("minister of foreign affairs", "JPN", "2024-07-28", "Yoko Kamikawa"),
        ("minister of defense", "JPN", "2024-07-28", "Minoru Kihara"),
        ("president", "RUS", "2010-05-01", "Dmitry Medvedev"),
        ("vice president", "USA", "2012-01-01", "Joe Biden"),
        ("secretary general", "org:nato", "2020-01-01", "Jens Stoltenberg"),
        ("prime minister", "GBR", "1985-01-01", "Margaret Thatcher"),
        ("chancellor", "DEU", "2015-01-01", "Angela Merkel"),
    ],
)
def test_holders(role: str, country: str, on: str, person: str) -> None:
    holder = REGISTRY.holder(role, country, on)
    assert holder is not None
    assert holder.name == person


def test_no_holder_where_several_or_none_are_known() -> None:
    assert REGISTRY.holder("senator", "USA", "2017-01-15") is None
    assert REGISTRY.holder("president", "USA", "1700-01-01") is None
    assert REGISTRY.holder("president", "USA", None) is None


def test_persons_by_surname_and_date() -> None:
    def best(name: str, on: str, country: str | None = None) -> str:
        return REGISTRY.person(name, on, country)[0].actor.id

    assert best("Bush", "1990-01-01") == "person:george-hw-bush"
    assert best("Bush", "2003-01-01") == "person:george-w-bush"
    assert best("Assad", "2015-06-01") == "person:bashar-al-assad"
    assert best("Kim", "2018-06-12", "PRK") == "person:kim-jong-un"
    assert REGISTRY.person("Nobody Known", "2018-06-12") == []


def test_role_on_a_day() -> None:
    before = REGISTRY.role_of("person:boris-johnson", "2017-01-01")
    after = REGISTRY.role_of("person:boris-johnson", "2020-01-01")
    assert before is not None
    assert after is not None
    assert (before.role, after.role) == ("minister of foreign affairs", "prime minister")
    assert REGISTRY.role_of("person:boris-johnson", "2024-01-01") is None


def test_demonyms() -> None:
    iranian = REGISTRY.demonym("Iranian")
    assert iranian is not None
    assert (iranian.country, iranian.form) == ("IRN", "adjective")
    assert REGISTRY.demonym("Martian") is None


def test_places_near_a_country() -> None:
    lebanon = REGISTRY.place("Tripoli", ["LBN"])
    libya = REGISTRY.place("Tripoli")
    assert lebanon is not None
    assert libya is not None
    assert (lebanon.country, libya.country) == ("LBN", "LBY")
    assert REGISTRY.place("Nowhere at all") is None


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "organisations.tsv").write_text(
        "id\tkind\tname\tnames\tcountry\tsectors\n"
        "org:one\tsect\tOne\t\tUSA\tGOV\n"
        "org:two\tparty\tTwo\t\tXXX\tFOO\n",
        encoding="utf-8",
    )
    (tmp_path / "titles.tsv").write_text("wrong\theader\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_tables(DATA, tmp_path)
    assert len(error.value.faults) == 4
    assert error.value.faults[0].startswith("organisations.tsv:2: kind 'sect'")


def test_tables_hold_no_stray_white_space() -> None:
    for path in DATA.glob("*.tsv"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            cells = line.split("\t")
            assert all(cell == cell.strip() for cell in cells), f"{path.name}:{number}"


def test_initials_tell_namesakes_apart() -> None:
    ids = [match.actor.id for match in REGISTRY.person("George W. Bush")]
    assert ids == ["person:george-w-bush"]
    assert len(REGISTRY.person("George Bush")) == 2
