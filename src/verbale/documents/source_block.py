"""Source blocks: ``Source:`` and the addresses behind it, which are metadata and no prose."""

from __future__ import annotations

import re

from verbale.documents.body import Stretch

_LABEL = re.compile(
    r"""(?P<at>^[ \t>*_\#\[(-]*|(?<=[.!?"'”’)\]…])[ \t]+[*_(\[]*)
    (?P<label>sources?|retrieved\ from|links?|url|original(?:\ (?:article|source|story))?(?![a-z])
      |(?:originally|first)\ published\ (?:at|on|in|by)|available\ at
      |read\ (?:more|the\ (?:full|original)\ (?:story|article))(?:\ (?:at|here))?)
    [*_]*(?P<mark>[ \t]*[:\-–—][*_]*)?""",
    re.I | re.X | re.M,
)
_ADDRESS = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>\"“”]{1,2000})>?", re.I)
_BARE = re.compile(r"(?P<url>(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}/[^\s<>\"“”]{1,2000})", re.I)
_GAP = re.compile(r"[ \t]*(?:\r?\n[ \t]*){0,3}")
_NAME = re.compile(r"[^\n]{0,80}?(?=<?(?:https?://|www\.))", re.I)
_MORE = re.compile(r"[ \t,;)\]]*(?:\band\b[ \t]*)?(?:\r?\n[ \t>*-]*){0,2}", re.I)
_ACCESSED = re.compile(r"[ \t]*[(\[]?(?:accessed|retrieved|viewed)\b[^\n]{0,60}$", re.I | re.M)
_CLOSERS = {")": "(", "]": "["}


def source_blocks(text: str) -> tuple[tuple[Stretch, ...], tuple[str, ...]]:
    """The stretches of all source blocks of ``text`` and their addresses, in order.

    A block is a label (``Source:``, ``Sources -``, ``Retrieved from``, ``Link:``,
    ``URL:``, ``Originally published at`` …) at the start of a line, or with a colon behind the
    end of a sentence, and one or more addresses on the same or the following lines.
    """
    stretches: list[Stretch] = []
    addresses: list[str] = []
    at = 0
    while label := _LABEL.search(text, at):
        found = _addresses(text, label)
        at = label.end()
        if found:
            urls, end = found
            start = label.start("at") + len(label["at"]) - len(label["at"].lstrip())
            stretches.append((start, end))
            addresses.extend(urls)
            at = end
    return tuple(stretches), tuple(addresses)


def _addresses(text: str, label: re.Match[str]) -> tuple[list[str], int] | None:
    """The addresses behind a label and where the last one ends; None where there are none."""
    inline = not _starts_line(text, label.start("label"))
    if inline and ":" not in (label["mark"] or ""):
        return None
    first = _first(text, label, inline)
    if first is None:
        return None
    urls: list[str] = []
    match: re.Match[str] | None = first
    end = label.end()
    while match:
        url = _trimmed(match["url"])
        urls.append(url)
        end = match.start("url") + len(url)
        end += len(text[end : match.end()]) if text[end : match.end()] == ">" else 0
        gap = _MORE.match(text, end)
        match = _ADDRESS.match(text, gap.end() if gap else end)
    return urls, _rest_of_line(text, end)


def _first(text: str, label: re.Match[str], inline: bool) -> re.Match[str] | None:
    gap = _GAP.match(text, label.end())
    start = gap.end() if gap else label.end()
    match = _ADDRESS.match(text, start)
    if match or inline or not label["mark"]:
        return match
    # A name may stand before the address: "Source: The Daily Example, https://…".
    name = _NAME.match(text, start) if "\n" not in text[label.end() : start] else None
    return _BARE.match(text, start) or (_ADDRESS.match(text, name.end()) if name else None)


def _starts_line(text: str, position: int) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return not line.strip(" \t\r>*_#[(-")


def _trimmed(url: str) -> str:
    """``url`` without punctuation of the sentence around it."""
    while url and url[-1] in ".,;:!?'’)]*_":
        opener = _CLOSERS.get(url[-1])
        if opener and url.count(opener) >= url.count(url[-1]):
            break
        url = url[:-1]
    return url


def _rest_of_line(text: str, end: int) -> int:
    """``end`` moved over closing marks and a note on when the address was read."""
    accessed = _ACCESSED.match(text, end)
    if accessed:
        return accessed.end()
    while end < len(text) and text[end] in ")].,;":
        end += 1
    return end
