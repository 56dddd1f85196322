"""CAMEO actor codes ("USAGOVMIL", "IGOUNO", "~REB") as countries and PLOVER sectors.

Source: CAMEO codebook 1.1b3, chapters 3 to 5, and the PLOVER 2.0 manual, table "Sector Codes".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.model import SECTORS

INTERNATIONAL = {
    "IGO": ("igo", "IGO"),
    "NGO": ("organisation", "NGO"),
    "NGM": ("organisation", "NGO"),
    "MNC": ("company", "MNC"),
    "IMG": ("armed-group", "UAF"),
    "INT": ("organisation", ""),
}
"""First three letters of international actors: the kind of actor and the sector."""
FROM_CAMEO = {
    "MED": "JRN",
    "HLH": "MED",
    "HRI": "NGO",
    "DEV": "CVL",
    "ENV": "CVL",
    "SET": "CVL",
    "PPL": "CVL",
    "INS": "REB",
    "SEP": "REB",
    "IMG": "UAF",
    "NGM": "NGO",
    **dict.fromkeys(("BUD", "CHR", "CTH", "CPT", "DRZ", "HIN", "JAN", "JEW", "JHW"), "REL"),
    **dict.fromkeys(("LDS", "MOS", "MUS", "MRN", "PRO", "SFI", "SHI", "SIK", "SUN"), "REL"),
    **dict.fromkeys(("TAO", "ZRO", "ITR", "ADR", "BAH", "ORT"), "REL"),
}
"""CAMEO's roles and religions whose PLOVER sector has another code. In CAMEO, MED is media
and HLH health; in PLOVER, JRN is media and MED health."""
COUNTRIES = {
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "KSV": "XKX",
    "GER": "DEU",
    "BUR": "MMR",
    "USR": "SUN",
}
"""Codes of countries that were in use when the dictionaries were written."""
NOTHING = "---"
"""The code of what is to be ignored."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code says. ``kind`` is given for international actors only."""

    country: str = ""
    sectors: tuple[str, ...] = ()
    kind: str = ""


def decoded(code: str, is_country: Callable[[str], bool]) -> Coded | None:
    """The meaning of a code, or None where it has none that is known.

    ``~`` is left out; what follows a country or kind and is no sector (a party, a people,
    an organisation's own letters) says nothing here.
    """
    letters = code.replace("~", "")
    parts = [letters[at : at + 3] for at in range(0, len(letters), 3)]
    if not (letters.isascii() and letters.isalnum() and letters == letters.upper()):
        return None
    country = kind = ""
    sectors: list[str] = []
    if not code.startswith("~"):
        first = COUNTRIES.get(parts[0], parts[0])
        if parts[0] in INTERNATIONAL:
            kind, sector = INTERNATIONAL[parts.pop(0)]
            sectors += [sector] if sector else []
        elif is_country(first):
            country = first
            parts.pop(0)
    sectors += _sectors(parts) if not kind else []
    if not (country or kind or sectors):
        return None
    return Coded(country, tuple(dict.fromkeys(sectors)), kind)


def _sectors(parts: list[str]) -> list[str]:
    found = []
    for part in parts:
        sector = FROM_CAMEO.get(part, part)
        if sector in SECTORS:
            found.append(sector)
    return found
