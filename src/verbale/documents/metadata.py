"""Outlet and date of publication, each with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

import yaml

from verbale.documents import dates
from verbale.errors import DataError

_SECOND_LEVEL = {
    "ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "govt", "mil", "ne", "net", "nic", "or",
    "org",
}  # fmt: skip
_FILE = "outlets.yaml"


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication with its basis, and notes on what was not used."""

    value: str | None = None
    basis: str | None = None
    notes: tuple[str, ...] = ()


def outlet_of(url: str | None) -> str | None:
    """The outlet's name by the host of ``url``; the registrable host where it is not known."""
    host = _host(url or "")
    if not host:
        return None
    names = outlets()
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = names.get(".".join(labels[start:]))
        if name:
            return name
    return registrable(host)


def registrable(host: str) -> str:
    """The part of a host that somebody registered: ``news.example.co.uk`` → ``example.co.uk``."""
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def published_of(
    declared: str | None,
    basis: str,
    url: str | None,
    datelines: tuple[str, ...],
    retrieved: str | None,
) -> Published:
    """The date of publication: as declared, else from the address, else from a dateline."""
    notes: list[str] = []
    if declared:
        value, note = dates.normalised(declared)
        if note:
            notes.append(note)
        if _usable(value, retrieved, notes):
            return Published(value, basis, tuple(notes))
    value = dates.from_url(url or "")
    if _usable(value, retrieved, notes):
        return Published(value, "url", tuple(notes))
    for line in datelines:
        value = dates.from_dateline(line)
        if _usable(value, retrieved, notes):
            return Published(value, "dateline", tuple(notes))
    return Published(notes=tuple(notes))


def _usable(value: str | None, retrieved: str | None, notes: list[str]) -> bool:
    if value is None:
        return False
    if dates.too_late(value, retrieved):
        notes.append(f"date of publication not used: {value} lies after retrieval on {retrieved}")
        return False
    return True


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    host = host.lower().rstrip(".").removeprefix("www.")
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d]{2,}", host):
        return None
    return host


@cache
def outlets() -> Mapping[str, str]:
    """Names of outlets by host, from ``data/outlets.yaml``. Raises `DataError` for its faults."""
    text = resources.files("verbale").joinpath("data", _FILE).read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    if not isinstance(loaded, dict):
        raise DataError([f"{_FILE}:1: expected host: name"])
    faults = [
        f"{_FILE}: {host!r}: {name!r}: expected a host in small letters and a name"
        for host, name in loaded.items()
        if not (isinstance(name, str) and name.strip() and isinstance(host, str))
        or _host(host) != host
    ]
    if faults:
        raise DataError(faults)
    return loaded
