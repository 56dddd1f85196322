"""Phrases taken apart, and what their parts give: right and wrong sentences of each rule."""

from __future__ import annotations

import pytest

from verbale.matcher.phrases import bare, cleaned, main_part, take_apart
from verbale.matcher.registry import Registry

REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the two  soldiers.", "soldiers"),
        ("a small group of nurses", "nurses"),
        ("dozens of miners", "miners"),
        ("ex-president", "former president"),
        ("exiled poets", "exiled poets"),
        ("Syria - based fighters", "Syria-based fighters"),
        ("Theban archers", "Theban archers"),
        ("the U.N.", "U.N."),
    ],
)
def test_what_stands_before_is_dropped(text: str, expected: str) -> None:
    assert bare(cleaned(text)) == expected


@pytest.mark.parametrize(
    ("text", "main", "behind"),
    [
        ("Ana Ruiz, the mayor of Quito", "Ana Ruiz", "the mayor of Quito"),
        ("soldiers who fled", "soldiers", "who fled"),
        ("the Ministry of Health", "the Ministry of Health", ""),
    ],
)
def test_appositions_and_clauses(text: str, main: str, behind: str) -> None:
    assert main_part(text) == (main, behind)


@pytest.mark.parametrize(
    ("text", "core", "tails"),
    [
        ("police in Nairobi", "police", ["in"]),
        ("rebels backed by Turkey", "rebels", ["backed", "by"]),
        ("Bank of Japan official", "Bank of Japan official", []),
        ("member of parliament from Kisumu", "member of parliament", ["from"]),
    ],
)
def test_core_and_tails(text: str, core: str, tails: list[str]) -> None:
    phrase = take_apart(REGISTRY, text)
    assert phrase.part(0, phrase.core) == core
    assert [word for word, _, _ in phrase.tails] == tails


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # own, before all else
        ("Kenyan police", "KEN"),
        ("Kenyan soldiers in Somalia", "KEN"),
        ("the Iranian embassy in London", "IRN"),
        ("US ambassador to Israel", "USA"),
        ("Russian diplomats near Warsaw", "RUS"),
        # whom he belongs to, then where he is
        ("police in Nairobi", "KEN"),
        ("the governor of Kandahar", "AFG"),
        ("the spokesman for the Dutch foreign ministry", "NLD"),
        ("a Yemen-based militia", "YEM"),
        ("rebels in Chad", "TCD"),
        # who backs, hates or bore somebody does not make him a national
        ("Turkish-backed rebels", None),
        ("anti-French protesters", None),
        ("Kenyan-born British writer", "GBR"),
        ("rebels backed by Turkey", None),
        ("pro-Russian separatists in Ukraine", "UKR"),
        ("attacks on Israel", None),
        # led by one, nobody's else
        ("a Saudi-led coalition", "SAU"),
        ("a French-led military mission in Niger", "FRA"),
        ("a Hamas-run hospital in Cairo", "EGY"),
        ("an adviser to the Ukrainian president", "UKR"),
        ("a Saudi-led coalition in Yemen", "SAU"),
        # two side by side: none
        ("Israeli and Palestinian officials", None),
        # bodies between states
        ("UN peacekeepers in Mali", None),
        # workers and churches are from where they are
        ("Shell workers in Nigeria", "NGA"),
        ("the Catholic Church in Poland", "POL"),
        # a name that such bodies have anywhere
        ("Peru's Defense Department", "PER"),
        ("Supreme Court of Pakistan", "PAK"),
        ("the Senate of Argentina", "ARG"),
        # smaller places, if the name leaves no choice
        ("schoolgirls in Chibok", "NGA"),
        ("a school in Dover", None),
        # someone in office
        ("Macron's government", "FRA"),
        # in small letters and in capitals
        ("german foreign minister", "DEU"),
        ("SWISS POLICE", "CHE"),
        ("border police", None),
        ("danish border police", "DNK"),
    ],
)
def test_country(text: str, country: str | None) -> None:
    assert REGISTRY.resolve(text).country == country


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        # the head noun
        ("an army electrician", ("MIL",)),
        ("a hospital accountant", ("MED",)),
        ("an accountant", ("LAB",)),
        ("opposition lawmaker", ("LEG", "OPP")),
        ("nurse protesters", ("CVL", "OPP", "MED")),
        ("an opposition party", ("PTY", "OPP")),
        # one who takes the sector of the body
        ("rebel spokesman", ("REB",)),
        ("a police spokesman", ("COP",)),
        ("leader of the rebels", ("REB",)),
        ("Muslim leaders", ("REL",)),
        ("a Hamas official", ("REB",)),
        ("a spokesman", ("GOV",)),
        ("the chairwoman of the Peruvian human rights association", ("NGO",)),
        ("the president of Mexico", ("GOV",)),
        # soldiers of those who are no army
        ("rebel soldiers", ("REB",)),
        ("Boko Haram fighters", ("REB",)),
        ("anti-government fighters", ("REB",)),
        ("fighters", ("UAF",)),
        ("army fighters", ("UAF",)),
        # out of office
        ("a former Kremlin adviser", ("ELI",)),
        ("a retired general", ("ELI",)),
        ("an exiled politician", ("ELI", "OPP")),
        ("Former French President Nicolas Sarkozy", ("ELI",)),
        ("a former teacher", ("EDU",)),
        ("former rebels", ("REB",)),
        ("the wife of the president", ("ELI",)),
        ("the wife of a farmer", ("CVL",)),
        ("retired Gen. Ann Poe", ("ELI",)),
        ("Gen. Ann Poe", ("MIL",)),
        # the rank and the family name
        ("Rep. Peter King", ("LEG",)),
        ("the King of Sweden", ("GOV",)),
        ("private talks", ()),
        ("a private", ("MIL",)),
        # whose plane it is
        ("a fighter jet", ("MIL",)),
        ("an oil company jet", ("BUS",)),
        ("a senior military official", ("MIL",)),
        # a plan is no navy
        ("the plan", ()),
        # owned by the state
        ("a state-run hospital", ("GOV", "MED")),
        # only who is meant
        ("women's organisations", ("NGO",)),
        ("fellows", ("UNK",)),
        ("a green table", ()),
    ],
)
def test_sectors(text: str, sectors: tuple[str, ...]) -> None:
    assert REGISTRY.resolve(text).sectors == sectors


def test_agent_nouns_with_sectors() -> None:
    """Words and phrases of their own, the generated names of ministers and ministries left out."""
    named = ("minister of", "ministry of", "secretary of")
    nouns = {
        title.words
        for _, title in REGISTRY.world.titles
        if title.sectors and not title.role.startswith(named) and not title.plural
    }
    assert len({words for words in nouns if " " not in words}) > 1500
    assert len(nouns) > 5000
