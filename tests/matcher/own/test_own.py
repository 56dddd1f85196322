"""A user's own actors: their file, what is known already, and what the registry makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import DataError, SourceError
from verbale.matcher import stored
from verbale.matcher.own import FORMATS, OwnFile, import_file, keeping, read_own, rules_of
from verbale.matcher.own.addition import Addition, misspelled
from verbale.matcher.own.importing import format_of
from verbale.matcher.registry import Registry

BUILT_IN = Registry.load()

HAND = """\
# Mine.
- name: Unheard-of League
  names: [UoL, League of the Unheard]
  kind: party
  country: FRA
  sectors: PTY

- name: Jane Roe   # a comment
  kind: person
  country: FRA
  terms:
    - {role: foreign minister, from: 2025-01-01}
    - {sectors: [OPP], from: 2020, to: 2024-12}
- {"name": "Janet Poe", "kind": "person", "country": "NOR"}
"""


def loaded(tmp_path: Path, text: str, name: str = "mine.yaml") -> Registry:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Registry.load(path)


def test_a_file_written_by_hand(tmp_path: Path) -> None:
    registry = loaded(tmp_path, HAND)
    assert [hit.entry.actor_id for hit in registry.names("The UoL met Jane Roe.")] == [
        "org:unheard-of-league",
        "person:jane-roe",
    ]
    holder = registry.holder("minister of foreign affairs", "FRA", "2025-06-01")
    assert holder is not None
    assert holder.name == "Jane Roe"
    before = registry.holder("minister of foreign affairs", "FRA", "2024-12-31")
    assert before is not None
    assert before.name != "Jane Roe"
    assert registry.person("Roe", "2025-06-01")[0].actor.id == "person:jane-roe"
    assert registry.own["person:janet-poe"].country == "NOR"
    assert registry.own["person:jane-roe"].place == "mine.yaml:8"


def test_the_built_in_registry_stays_as_it_is(tmp_path: Path) -> None:
    loaded(tmp_path, HAND)
    assert Registry.load() is BUILT_IN
    assert BUILT_IN.named("UoL") == ()
    assert BUILT_IN.person("Jane Roe") == []


def test_a_table(tmp_path: Path) -> None:
    text = (
        "id,name,names,kind,country,sectors,role,from,to\n"
        ",Jane Roe,J. Roe;Janie Roe,person,FRA,,prime minister,2001,2002\n"
        ",Jane Roe,,person,FRA,,president,2003-01-01,\n"
        ",Tile Office,,agency,FRA,GOV,,,\n"
    )
    registry = loaded(tmp_path, text, "mine.csv")
    assert [term.role for term in registry.terms_of("person:jane-roe")] == [
        "prime minister",
        "president",
    ]
    assert registry.named("Tile Office")[0].sectors == ("GOV",)


def test_a_users_name_goes_before_the_built_in_one(tmp_path: Path) -> None:
    assert BUILT_IN.named("Geneva")[0].kind == "city"
    registry = loaded(tmp_path, '- {"name": "Geneva", "kind": "company", "country": "USA"}\n')
    assert registry.named("Geneva")[0].actor_id == "org:geneva"
    assert registry.named("Geneva")[1].kind == "city"


def test_more_of_an_actor_that_is_known(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        '- {"id": "person:angela-merkel", "name": "Mutti Merkel", "kind": "person"}\n'
        '- {"id": "org:nato", "name": "Treaty Club"}\n'
        '- {"name": "Ruritania-on-Seine", "kind": "state", "country": "FRA"}\n'
        '- {"name": "Tile Kingdom", "kind": "state", "country": "FRA"}\n',
    )
    assert registry.named("Mutti Merkel")[0].actor_id == "person:angela-merkel"
    assert registry.person("Merkel", "2010-01-01")[0].actor.name == "Angela Merkel"
    assert registry.named("Treaty Club")[0].sectors == BUILT_IN.named("NATO")[0].sectors
    assert registry.named("Ruritania-on-Seine")[0].country == "FRA"
    assert registry.named("Tile Kingdom")[0].actor_id == "country:FRA"


def test_titles_of_ones_own(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        '- {"name": "chief tiler", "kind": "title", "sectors": ["BUS"]}\n'
        '- {"name": "senator", "kind": "title", "sectors": ["ELI"]}\n',
    )
    tiler = registry.title(["former", "chief", "tilers"])
    assert tiler is not None
    assert (tiler.role, tiler.plural, tiler.former) == ("chief tiler", True, True)
    senator, before = registry.title(["senator"]), BUILT_IN.title(["senator"])
    assert senator is not None
    assert before is not None
    assert (senator.sectors, senator.role) == (("ELI",), before.role)


def test_sectors_at_a_day(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        "- {name: Tile Front, country: FRA, sectors: PTY, terms: [{sectors: REB, to: 1999}]}\n",
    )
    assert registry.named("Tile Front", "1990-01-01")[0].sectors == ("REB",)
    assert registry.named("Tile Front", "2010-01-01")[0].sectors == ("PTY",)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ('- {"name": ""}', "expected a name"),
        ('- {"name": "%s"}' % ("x" * 1_000_000), "1,000,000 characters; expected 300 at most"),
        ('- {"name": "a\\u0007b"}', "expected no line breaks, control characters"),
        ('- {"name": "ab\\u202ecd"}', "expected no line breaks, control characters"),
        ('- {"name": "7"}', "expected a letter"),
        ('- {"name": ["Jane Roe"]}', "name: expected one text"),
        ('- {"name": "Jane Roe", "kind": "queen"}', "kind 'queen': expected one of state"),
        ('- {"name": "Jane Roe", "country": "Norway"}', "country 'Norway': expected an ISO 3166-1"),
        ('- {"name": "Jane Roe", "country": "QQQ"}', "country 'QQQ': expected an ISO 3166-1"),
        ('- {"name": "Jane Roe", "sectors": ["KIN"]}', "sector 'KIN': expected one of COP"),
        ('- {"name": "Jane Roe", "sectors": [["GOV"]]}', "sectors: expected a list of texts"),
        ('- {"name": "Jane Roe", "role": "president", "from": "2024-02-30"}', "date '2024-02-30'"),
        ('- {"name": "Jane Roe", "role": "president", "from": "2024", "to": "2023"}', "expected an end after"),
        ('- {"name": "Jane Roe", "terms": [{"from": "2024"}]}', "a term needs a role or sectors"),
        ('- {"name": "Jane Roe", "terms": [{"office": "x"}]}', "terms: expected mappings of role"),
        ('- {"name": "Jane Roe", "terms": "x"}', "terms: expected a list"),
        ('- {"name": "Jane Roe", "role": "head", "of": "org:nowhere"}', "of org:nowhere: no body"),
        ('- {"name": "Jane Roe", "id": "jane"}', "id 'jane': expected such as person:jane-roe"),
        ('- {"name": "Jane Roe", "shoe": 7}', "unknown key 'shoe'; expected id, name"),
        ('- {"name": "Ruritania", "kind": "state"}', "a state needs a country code"),
        ("- name: [", "not valid YAML"),
        ("- " + "[" * 500_000, "nested more than 20 deep"),
        ("- " * 500_000, "nested more than 20 deep"),
        ("- just a text", "expected one actor: a mapping"),
        ("actors:\n  - name: Jane Roe", "expected actors, each beginning with"),
        ("- &a {name: Jane Roe, names: [*a]}", "found unconstructable recursive node"),
        ('- {"name": "Jane Roe"}\n- {"name": "Jane Roe"}', "stands twice; first in mine.yaml:1"),
    ],
)  # fmt: skip
def test_faults_name_file_line_and_what_was_expected(tmp_path: Path, item: str, fault: str) -> None:
    with pytest.raises(DataError) as error:
        loaded(tmp_path, item + "\n")
    assert len(error.value.faults) == 1
    assert error.value.faults[0].startswith("mine.yaml:")
    assert fault in error.value.faults[0]
    assert len(error.value.faults[0]) < 700


def test_all_faults_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        loaded(tmp_path, "# x\n" + '- {"name": "Jane Roe", "country": "QQQ"}\n' * 3)
    assert [fault.split(" ")[0] for fault in error.value.faults] == [
        "mine.yaml:2:",
        "mine.yaml:3:",
        "mine.yaml:4:",
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        Registry.load(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"- {name: J\xe9r\xf4me}\n")
    with pytest.raises(SourceError, match="byte 11: expected UTF-8"):
        Registry.load(tmp_path / "latin.yaml")


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    assert loaded(tmp_path, '- {"name": "Tile Front"}\n').named("Tile Front")
    assert not loaded(tmp_path, '- {"name": "Slate Front"}\n').named("Tile Front")


@pytest.mark.parametrize(
    "name", [".*", "a|b", "(Tile", "[Tile]", "Tile\\d+", "Tile$^", "{Tile}", '"Tile"']
)
def test_names_are_no_patterns(tmp_path: Path, name: str) -> None:
    line = "- " + json.dumps({"name": name}) + "\n"
    if misspelled(name):
        with pytest.raises(DataError):
            loaded(tmp_path, line)
        return
    registry = loaded(tmp_path, line)
    assert [hit.entry.name for hit in registry.names(f"They met {name} here.")] == [name]
    assert registry.names("They met ab Tile7 here.") == []


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, names: list[str]
) -> None:
    faults: list[str] = []
    rules = rules_of(BUILT_IN, faults)
    made = rules.addition({"name": name, "names": names, "kind": "party"}, "x:1")
    assert (made is None) == bool(faults)
    if made is None:
        return
    path = tmp_path_factory.mktemp("own") / "mine.yaml"
    own = OwnFile(path)
    own.add(made)
    own.write()
    assert read_own(path, rules).additions == [made]
    assert faults == []


@given(st.text(max_size=60))
def test_any_text_is_read_or_its_faults_named(text: str) -> None:
    from verbale.matcher.own.files import additions_of_csv, as_own

    for read in (
        lambda r: as_own(Path("mine.yaml"), text, r).additions,
        lambda r: additions_of_csv(text, "mine.csv", r),
    ):
        faults: list[str] = []
        assert all(isinstance(one, Addition) for one in read(rules_of(BUILT_IN, faults)))


def imported(
    tmp_path: Path, name: str, text: str, own: OwnFile | None = None
) -> tuple[OwnFile, object]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    kept = own or OwnFile(tmp_path / "mine.yaml")
    return kept, import_file(path, None, BUILT_IN, kept)


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.yaml", "- {name: Jane Roe}\n", "yaml"),
        ("a.csv", "name,kind\nJane Roe,person\n", "csv"),
        ("a.txt", "# x\nJANE_ROE_ [FRAGOV 010101-020202]\n", "petrarch-actors"),
        ("a.txt", "MUEZZIN [~REL]\n", "petrarch-agents"),
        ("a.json", '{"id": "x", "schema": "Person", "properties": {"name": ["Jane Roe"]}}\n', "ftm"),
        ("a.json", '{"entities": {}}', "wikidata"),
        ("a.csv", "item,itemLabel\nQ1,Jane Roe\n", "wikidata"),
    ],
)  # fmt: skip
def test_formats_are_told_by_name_and_content(
    tmp_path: Path, name: str, text: str, form: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert format_of(tmp_path / name) == form
    assert form in FORMATS


def test_a_format_that_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Just a text.", encoding="utf-8")
    with pytest.raises(SourceError, match="expected --format yaml, csv"):
        format_of(tmp_path / "a.txt")


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    text = "JANE_ROE_ [FRAGOV 010101-020202]\nTILE_FRONT_ [FRAREB]\nANGELA_MERKEL_ [DEUELI]\n"
    own, report = imported(tmp_path, "a.txt", text)
    assert (report.added, report.changed, report.known) == (3, 0, 0)
    assert {one.id for one in own.additions} == {
        "person:jane-roe",
        "org:tile-front",
        "person:angela-merkel",
    }
    own.write()
    before = own.path.read_bytes()
    again, report = imported(tmp_path, "a.txt", text, read_own(own.path, rules_of(BUILT_IN, [])))
    assert (report.added, report.changed, report.known) == (0, 0, 3)
    again.write()
    assert own.path.read_bytes() == before


def test_what_the_registry_says_already_is_not_imported(tmp_path: Path) -> None:
    own, report = imported(
        tmp_path, "a.txt", "FRANCE_ [FRA]\n+FRENCH_REPUBLIC_\nTHE_UNITED_NATIONS_ [IGO]\n"
    )
    assert own.additions == []
    assert report.known == 2


def test_two_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    own, _ = imported(
        tmp_path,
        "a.json",
        "".join(
            json.dumps({"id": id_, "schema": "Person", "properties": {"name": ["Jane Roe"], "country": [c]}}) + "\n"
            for id_, c in (("1", "fr"), ("2", "no"), ("3", "no"))
        ),
    )  # fmt: skip
    assert [one.id for one in own.additions] == [
        "person:jane-roe",
        "person:jane-roe-nor",
        "person:jane-roe-2",
    ]
    own.write()
    registry = Registry.load(own.path)
    assert len(registry.person("Jane Roe")) == 3


def test_what_was_written_by_hand_stays(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(HAND, encoding="utf-8")
    own = read_own(path, rules_of(BUILT_IN, []))
    own.add(Addition("Tile Front", "party", "org:tile-front"))
    own.write()
    assert path.read_text(encoding="utf-8").startswith(HAND)
    assert Registry.load(path).named("Tile Front")


def test_a_large_file_is_kept_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGE", 0)
    path = tmp_path / "mine.yaml"
    path.write_text(HAND, encoding="utf-8")

    def known() -> list[object]:
        (world, indexes, persons), own = keeping.parts_with_own(path, BUILT_IN)
        registry = Registry(world, indexes, persons, own.by_id)
        found = [hit.entry for hit in registry.names("The UoL met Jane Roe and NATO in Paris.")]
        return [*found, registry.person("Roe"), registry.own["person:jane-roe"], len(registry.own)]

    first = known()
    kept = tmp_path / ".mine.yaml.db"
    written = kept.stat().st_mtime_ns
    assert known() == first
    assert kept.stat().st_mtime_ns == written
    kept.write_bytes(b"no database " * 1000)
    assert known() == first
    path.write_text(HAND.replace("UoL", "LoU"), encoding="utf-8")
    assert known() != first
    assert sorted(each.name for each in tmp_path.iterdir()) == [".mine.yaml.db", "mine.yaml"]


def test_a_compiled_file_is_no_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(keeping, "LARGE", 0)
    monkeypatch.setattr(stored.tempfile, "mkstemp", refuse)
    path = tmp_path / "mine.yaml"
    path.write_text(HAND, encoding="utf-8")
    assert len(keeping.parts_with_own(path, BUILT_IN)[1].by_id) == 3


def test_what_a_person_was_at_a_day(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        "- {name: Jane Roe, kind: person, country: FRA, sectors: ELI,"
        " terms: [{sectors: GOV, from: 2001, to: 2004}]}\n",
    )
    assert registry.resolve("Jane Roe", "2002-01-01").sectors == ("GOV",)
    assert registry.resolve("Jane Roe", "2010-01-01").sectors == ("ELI",)
    assert registry.person("Roe", "2002-01-01")[0].actor.sectors == ("GOV",)


def test_a_new_head_of_state_leads_as_the_one_before(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        "- {name: Jane Roe, kind: person, country: FRA, role: president, from: 2032-05-14}\n",
    )
    for role in ("president", "head of state"):
        now = registry.holder(role, "FRA", "2033-01-01")
        assert now is not None
        assert now.name == "Jane Roe"
        before = registry.holder(role, "FRA", "2020-01-01")
        assert before is not None
        assert before.name == "Emmanuel Macron"
    leader = registry.leader("FRA", "2033-01-01")
    assert leader is not None
    assert leader.name == "Jane Roe"
