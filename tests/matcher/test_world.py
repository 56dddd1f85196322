"""States, bodies and their members: names, codes, sectors and memberships at a day."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.matcher.bodies import BODIES, CODES, MEMBERSHIPS
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
    listed = {code for code, codes in WORLD.codes.items() if codes.cow and codes.gw}
    sovereign = {code for code, state in WORLD.states.items() if state.kind == "state"}
    small = {code for code in sovereign - listed if WORLD.codes[code].cow}
    assert sovereign - listed - small == {"VAT"}


def test_faults_of_the_tables_are_reported(tmp_path: Path) -> None:
    tables = {
        "codes.tsv": (CODES, ["ZZZ", "ZZ", "", "", "", "2 (x/)", "", "QQQ"]),
        "bodies.tsv": (BODIES, ["org:nobody", "play", "IGO"]),
        "memberships.tsv": (MEMBERSHIPS, ["org:un", "2020", "2010", "FRA;QQQ"]),
    }
    for name, (columns, cells) in tables.items():
        lines = ["\t".join(columns), "\t".join(cells)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError) as error:
        Registry.load(tmp_path)
    text = str(error.value)
    for fault in ("'ZZZ'", "'2 (x/)'", "'org:nobody'", "'play'", "expected an end", "'QQQ'"):
        assert fault in text
    assert list(read_table(DATA / "codes.tsv", CODES, []))
