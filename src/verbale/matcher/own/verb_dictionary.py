"""Verb dictionaries of PETRARCH: their blocks, synonym sets and patterns, as written.

::

    &GOODS               a synonym set: its name, then its members
    +GRAIN
    +OIL_                (a trailing underscore: no plural)

    --- WELCOME [051] ---        a block: what it is called, and its CAMEO code
    WELCOME {WELCOMES WELCOMED}  a verb, with irregular forms
    +PLAY_HOST [043]             a verb of several words; its own code
    - * + DELEGATION [043]       a pattern: * the verb, $ source, + target, % both

``(TO BORDER)`` is a phrase with a preposition, ``{PEACE PLAN}`` one without. ``[042:043]`` gives
a code each way; ``---`` is no event. What follows ``#`` or ``;`` is a comment, as is ``<!-- -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_COMMENT = re.compile(r"<!--.*?(-->|$)|[#;].*")
_HEADER = re.compile(r"---\s*([^\[\]]*?)\s*(?:\[([^\[\]]*)\])?\s*---\s*$")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_FORMS = re.compile(r"\{[^{}]*\}")
_TOKEN = re.compile(r"[(){}]|[^\s(){}]+")
_EVENT_CODE = re.compile(r"---|\d{2,4}|\d{0,4}:\d{0,4}")

Fault = Callable[[int, str, str], None]
"""Takes a line, what stands there, and why it is not taken."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a block, in small letters; ``code`` is its own or the block's."""

    words: tuple[str, ...]
    code: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must stand before and behind the verb, in tokens, and the code it gives."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    code: str
    line: int
    text: str


@dataclass(slots=True)
class Block:
    """Verbs that share their patterns."""

    label: str
    code: str
    line: int
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


@dataclass(slots=True)
class Dictionary:
    """A dictionary as it is read."""

    blocks: list[Block] = field(default_factory=list)
    synonyms: dict[str, list[str]] = field(default_factory=dict)


def read_dictionary(lines: Iterable[str], fault: Fault) -> Dictionary:
    """The blocks and synonym sets of a dictionary; lines that cannot be read are named."""
    found = Dictionary()
    members: list[str] | None = None
    for number, line in _without_comments(lines):
        if not line:
            members = None
        elif line.startswith("&"):
            members = found.synonyms.setdefault(set_name(line.split()[0]), [])
        elif members is not None and line.startswith("+"):
            members.append(line[1:].strip())
        else:
            members = None
            _of_block(found, line, number, fault)
    return found


def set_name(word: str) -> str:
    """The name of a synonym set, without ``&`` and the mark for "no plural"."""
    return word.lstrip("&").rstrip("_").upper()


def _without_comments(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    inside = False
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if inside:
            inside, line = "-->" not in line, line.partition("-->")[2]
        before, opened, behind = line.partition("<!--")
        if opened and "-->" not in behind and not set("#;") & set(before):
            inside = True
        bare = _COMMENT.sub("", line).strip()
        if bare or not line.strip():
            yield number, bare


def _of_block(found: Dictionary, line: str, number: int, fault: Fault) -> None:
    header = _HEADER.match(line)
    if header:
        code = (header[2] or "---").strip()
        if not _EVENT_CODE.fullmatch(code):
            fault(number, line, f"code [{code}]: expected a CAMEO code or [---]")
            code = "---"
        found.blocks.append(Block(header[1], code, number))
    elif line.startswith("-"):
        pattern = _pattern(line, number, fault)
        if pattern is not None and not found.blocks:
            fault(number, line, "a pattern before the first block")
        elif pattern is not None:
            found.blocks[-1].patterns.append(pattern)
    elif line.startswith("~"):
        fault(number, line, "transformations of nested events are not read")
    else:
        _verb(found, line, number, fault)


def _verb(found: Dictionary, line: str, number: int, fault: Fault) -> None:
    """A verb; one that comes after patterns, without a header, begins a block of its own."""
    code = _code(line)
    if code is not None and not _EVENT_CODE.fullmatch(code):
        fault(number, line, f"code [{code}]: expected a CAMEO code or [---]")
        return
    bare = _CODE.sub("", _FORMS.sub("", line)).strip()
    parts = [part for part in re.split(r"[\s_]+", bare) if part]
    if not parts or any(not re.fullmatch(r"\+?[\w'-]+", part) for part in parts):
        fault(number, line, "expected a verb, a pattern (- …), a set (&…) or a block (--- … ---)")
        return
    marked = [part.startswith("+") for part in parts]
    if any(marked[1:]):
        fault(number, line, "the verb is not the first of the words")
        return
    if not found.blocks or found.blocks[-1].patterns:
        found.blocks.append(Block(bare, "---", number))
    block = found.blocks[-1]
    words = tuple(part.lstrip("+").lower() for part in parts)
    block.verbs.append(Verb(words, code if code is not None else block.code, number, line))


def _pattern(line: str, number: int, fault: Fault) -> Pattern | None:
    code = _code(line)
    if code is None or not _EVENT_CODE.fullmatch(code):
        fault(number, line, "expected a CAMEO code in brackets, as in [057]")
        return None
    tokens = _TOKEN.findall(_CODE.sub(" ", line[1:]).upper())
    places = [at for at, token in enumerate(tokens) if token in ("*", "**")]
    if len(places) != 1:
        fault(number, line, "expected one * for the verb")
        return None
    if "|" in line:
        fault(number, line, "alternatives (|) are not read; expected a synonym set")
        return None
    at = places[0]
    return Pattern(tuple(tokens[:at]), tuple(tokens[at + 1 :]), code, number, line)


def _code(line: str) -> str | None:
    codes = _CODE.findall(line)
    return codes[-1].strip() if codes else None
