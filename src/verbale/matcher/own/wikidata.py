"""Exports of Wikidata: entities as JSON, or results of the query service as JSON or CSV.

Items are known by the properties P31 (kind), P27 and P17 (country), P39 (office, with P580
and P582 for its dates) and P21 (gender). What an office or a country is called stands in its
own item, which must be in the export too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from verbale.matcher.own.addition import Addition, Holding
from verbale.matcher.own.files import united
from verbale.matcher.own.ftm import post_name

Fault = Callable[[str, str], None]
Country = Callable[[str], str]

HUMAN = "Q5"
KINDS = {
    "Q7278": ("party", ("PTY",)),
    "Q245065": ("igo", ("IGO",)),
    "Q484652": ("organisation", ()),
    "Q4830453": ("company", ("BUS",)),
    "Q783794": ("company", ("BUS",)),
    "Q327333": ("agency", ("GOV",)),
    "Q79913": ("organisation", ("NGO",)),
    "Q43229": ("organisation", ()),
}
"""Items that P31 names: what kind of actor it is, and its sectors."""
_GENDERS = {"Q6581097": "he", "Q6581072": "she", "male": "he", "female": "she"}
_DAY, _MONTH = 11, 10
"""Precisions of Wikidata's times."""
_COLUMNS = {
    "id": ("item", "person", "actor", "organisation", "organization"),
    "name": ("itemLabel", "personLabel", "actorLabel", "organisationLabel", "organizationLabel"),
    "names": ("itemAltLabel", "personAltLabel", "aliases", "altLabels"),
    "role": ("positionLabel", "officeLabel", "position", "office"),
    "country": ("iso3", "countryCode", "countryLabel", "country"),
    "from": ("start", "from", "startDate"),
    "to": ("end", "to", "endDate"),
    "gender": ("genderLabel", "gender"),
}
"""What the columns of a query's results may be called."""
EXPECTED = (
    "columns item, itemLabel and where known itemAltLabel, positionLabel, countryLabel, start, end"
)


def read_wikidata(
    text: str, name: str, country_of: Country, fault: Fault, language: str = "en"
) -> Iterator[Addition]:
    """The actors of an export."""
    if text.lstrip()[:1] not in ("{", "["):
        return _of_rows(_csv_rows(text, name, fault), country_of, fault)
    try:
        whole = json.loads(text)
    except RecursionError:
        fault(f"{name}:1", "not valid JSON: nested too deeply")
        return iter(())
    except ValueError as error:
        items = list(_lines(text, name, fault))
        if len(items) < 2:
            fault(f"{name}:1", f"not valid JSON: {error}")
        return _of_items(dict(items), country_of, fault, language)
    if isinstance(whole, dict) and isinstance(whole.get("results"), dict):
        return _of_rows(_json_rows(whole, name), country_of, fault)
    return _of_items(dict(_items(whole, name)), country_of, fault, language)


def _lines(text: str, name: str, fault: Fault) -> Iterator[tuple[str, tuple[str, Any]]]:
    """The entities of a dump with one a line, in a list or not."""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip().rstrip(",")
        if bare in ("", "[", "]"):
            continue
        try:
            item = json.loads(bare)
        except (ValueError, RecursionError):
            fault(f"{name}:{number}", "not valid JSON; expected one entity a line")
            continue
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"], (f"{name}:{number}", item)
        else:
            fault(f"{name}:{number}", "expected an entity with an id")


def _items(whole: Any, name: str) -> Iterator[tuple[str, tuple[str, Any]]]:
    entities = whole.get("entities", whole) if isinstance(whole, dict) else whole
    if isinstance(entities, dict) and isinstance(entities.get("id"), str):
        entities = [entities]
    several = entities.values() if isinstance(entities, dict) else entities
    for number, item in enumerate(several if isinstance(several, Iterable) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"], (f"{name}: entity {number + 1} ({item['id']})", item)


def _of_items(
    items: Mapping[str, tuple[str, Any]], country_of: Country, fault: Fault, language: str
) -> Iterator[Addition]:
    labels = {id_: _label(item, language) for id_, (_, item) in items.items()}
    used = {id_ for _, item in items.values() for key in _LINKS for id_ in _linked(item, key)}
    codes = {id_: _country_code(item, labels[id_], country_of) for id_, (_, item) in items.items()}
    for id_, (place, item) in items.items():
        kinds = list(_linked(item, "P31"))
        kind, sectors = _kind(kinds)
        if not kind and (id_ in used or codes[id_]):
            continue
        if not labels[id_]:
            fault(place, f"expected a label in the language {language}")
            continue
        countries = [codes.get(c, "") for key in ("P27", "P17") for c in _linked(item, key)]
        known = list(dict.fromkeys(code for code in countries if code))
        gender = next((_GENDERS.get(g, "") for g in _linked(item, "P21")), "")
        yield Addition(
            name=labels[id_],
            kind=kind or "organisation",
            names=tuple(n for n in _aliases(item, language) if n != labels[id_]),
            country=known[0] if len(known) == 1 else "",
            sectors=sectors,
            held=tuple(_offices(item, labels, codes, items, country_of)),
            gender=gender if kind == "person" else "",
            source=f"wikidata:{id_}",
            place=place,
        )


_LINKS = ("P27", "P17", "P39", "P1001")


def _kind(kinds: list[str]) -> tuple[str, tuple[str, ...]]:
    if HUMAN in kinds:
        return "person", ()
    return next((KINDS[kind] for kind in kinds if kind in KINDS), ("", ()))


def _offices(
    item: Any,
    labels: Mapping[str, str],
    codes: Mapping[str, str],
    items: Mapping[str, tuple[str, Any]],
    country_of: Country,
) -> Iterator[Holding]:
    for claim in _claims(item, "P39"):
        post = _value_id(claim.get("mainsnak"))
        if not labels.get(post):
            continue
        qualifiers = claim.get("qualifiers")
        start, end = (_time(qualifiers, key) for key in ("P580", "P582"))
        of = [codes.get(c, "") for key in ("P1001", "P17") for c in _linked(items[post][1], key)]
        yield Holding(
            post_name(labels[post], country_of), next(filter(None, of), ""), (), start, end
        )


def _country_code(item: Any, label: str, country_of: Country) -> str:
    """The code of an item that is a country: its P298, else what its name stands for."""
    for claim in _claims(item, "P298"):
        value = _value(claim.get("mainsnak"))
        if isinstance(value, str):
            return country_of(value)
    kinds = set(_linked(item, "P31"))
    return country_of(label) if kinds & {"Q3624078", "Q6256"} else ""


def _claims(item: Any, key: str) -> list[dict[str, Any]]:
    claims = item.get("claims")
    found = claims.get(key) if isinstance(claims, dict) else None
    several = found if isinstance(found, list) else []
    return [c for c in several if isinstance(c, dict) and c.get("rank") != "deprecated"]


def _value(snak: Any) -> Any:
    held = snak.get("datavalue") if isinstance(snak, dict) else None
    return held.get("value") if isinstance(held, dict) else None


def _value_id(snak: Any) -> str:
    value = _value(snak)
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _linked(item: Any, key: str) -> Iterator[str]:
    return (id_ for claim in _claims(item, key) if (id_ := _value_id(claim.get("mainsnak"))))


def _label(item: Any, language: str) -> str:
    labels = item.get("labels")
    found = labels.get(language) if isinstance(labels, dict) else None
    value = found.get("value") if isinstance(found, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _aliases(item: Any, language: str) -> list[str]:
    aliases = item.get("aliases")
    found = aliases.get(language) if isinstance(aliases, dict) else None
    several = found if isinstance(found, list) else []
    values = [each.get("value") for each in several if isinstance(each, dict)]
    return list(dict.fromkeys(v.strip() for v in values if isinstance(v, str) and v.strip()))


def _time(qualifiers: Any, key: str) -> str:
    """A time as YYYY, YYYY-MM or YYYY-MM-DD by its precision; empty where less is known."""
    several = qualifiers.get(key) if isinstance(qualifiers, dict) else None
    value = _value(several[0]) if isinstance(several, list) and several else None
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    text, precision = str(value["time"])[1:11], value.get("precision", _DAY)
    if precision == _DAY:
        return text
    if precision == _MONTH:
        return text[:7]
    return text[:4] if precision == _MONTH - 1 else ""


def _csv_rows(text: str, name: str, fault: Fault) -> Iterator[tuple[str, dict[str, str]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not set(_COLUMNS["name"]) & set(rows.fieldnames or ()):
        fault(f"{name}:1", f"expected {EXPECTED}")
        return
    try:
        for row in rows:
            yield f"{name}:{rows.line_num}", {k: v for k, v in row.items() if k and v}
    except csv.Error as error:
        fault(f"{name}:{rows.line_num}", str(error))


def _json_rows(whole: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    bindings = whole["results"].get("bindings")
    for number, row in enumerate(bindings if isinstance(bindings, list) else (), start=1):
        if isinstance(row, dict):
            yield (
                f"{name}: result {number}",
                {
                    k: str(v["value"])
                    for k, v in row.items()
                    if isinstance(v, dict) and "value" in v
                },
            )


def _of_rows(
    rows: Iterable[tuple[str, dict[str, str]]], country_of: Country, fault: Fault
) -> Iterator[Addition]:
    """One actor of all rows with the same item."""
    merged: dict[str, Addition] = {}
    for place, row in rows:
        cells = {
            key: next((row[c] for c in columns if c in row), "")
            for key, columns in _COLUMNS.items()
        }
        if not cells["name"]:
            fault(place, f"expected {EXPECTED}")
            continue
        made = _of_cells(cells, place, country_of)
        known = merged.get(made.source)
        merged[made.source] = made if known is None else united(known, made)
    return iter(merged.values())


def _of_cells(cells: dict[str, str], place: str, country_of: Country) -> Addition:
    item = cells["id"].rpartition("/")[2] or cells["name"]
    dated = (cells["from"][:10], cells["to"][:10])
    role = post_name(cells["role"], country_of)
    gender = _GENDERS.get(cells["gender"].rpartition("/")[2], "")
    return Addition(
        name=cells["name"].strip(),
        kind="person" if role or gender else "organisation",
        names=tuple(n.strip() for n in cells["names"].split(",") if n.strip()),
        country=country_of(cells["country"]),
        held=(Holding(role, "", (), *dated),) if role else (),
        gender=gender,
        source=f"wikidata:{item}",
        place=place,
    )
