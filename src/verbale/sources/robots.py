"""What a site allows programs to fetch: its robots.txt, read as RFC 9309 says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read."""
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: (path pattern, allowed) pairs, and seconds between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, address: str) -> bool:
        """Whether an address may be fetched: the longest rule decides, the milder of equals."""
        parts = urlsplit(address)
        path = _canonical((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for ``agent``; those for ``*`` where it is not named."""
    for name in (agent.lower(), "*"):
        lines = [line for names, group in _groups(text) if name in names for line in group]
        if lines or any(name in names for names, _ in _groups(text)):
            rules = tuple(
                (_canonical(value), key == "allow")
                for key, value in lines
                if value and key != "crawl-delay"
            )
            return Robots(rules, _delay(lines))
    return Robots()


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text[:LARGEST].removeprefix("\ufeff").splitlines():
        key, colon, value = line.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if colon and key == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            names.add(_product(value))
        elif colon and key in ("allow", "disallow", "crawl-delay") and names:
            lines.append((key, value))
    if names:
        yield names, lines


def _product(value: str) -> str:
    found = re.match(r"[\w-]+|\*", value)
    return found[0].lower() if found else ""


def _delay(lines: list[tuple[str, str]]) -> float:
    for key, value in lines:
        if key == "crawl-delay" and re.fullmatch(r"\d{1,5}(?:\.\d+)?", value):
            return min(float(value), _LONGEST_DELAY)
    return 0.0


def _canonical(path: str) -> str:
    return quote(unquote(path), safe="/*$?=&:;,@+!~'()%")


def _fits(rule: str, path: str) -> bool:
    """``*`` stands for anything, ``$`` at the end for the end; no backtracking over both."""
    anchored = rule.endswith("$")
    first, *others = (rule[:-1] if anchored else rule).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, 1):
        if anchored and number == len(others):
            return len(path) - at >= len(part) and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not anchored or at == len(path)
