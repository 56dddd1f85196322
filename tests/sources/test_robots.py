"""robots.txt, as RFC 9309 reads it."""

from __future__ import annotations

import pytest

from verbale.sources.robots import read_robots

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /*?", "/x?y", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-c", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", True),
        ("User-agent: *\nDisallow: /a$", "/a/b", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: verbale\nDisallow: /x", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: verbale\nDisallow:", "/a", True),
        ("User-agent: Verbale/2\nDisallow: /x", "/x", False),
        ("User-agent: other\nUser-agent: verbale\nDisallow: /x", "/x", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: verbale\nDisallow: /x\n\nUser-agent: verbale\nDisallow: /y", "/y", False),
        ("\ufeffUser-agent: *\r\nDisallow: /x # not\r\n", "/x", False),
        ("<html>no robots</html>", "/a", True),
        ("Disallow: /", "/a", True),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert read_robots(text, "verbale").allow(SITE + path) is allowed


def test_delay() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "verbale").delay == 2.5
    assert read_robots("User-agent: *\nCrawl-delay: 99999", "verbale").delay == 60
    assert read_robots("User-agent: *\nCrawl-delay: soon", "verbale").delay == 0


def test_a_rule_of_stars_takes_no_time() -> None:
    rule = "User-agent: *\nDisallow: /" + "*a" * 500 + "$"
    assert read_robots(rule, "verbale").allow(SITE + "/" + "a" * 400)
