"""The sectors of the actor that a phrase names, put together from its nouns and names.

The last agent noun before the first preposition heads the phrase. Its sector counts, unless it
is one that takes the sector of its body ("army spokesman", "leader of the rebels"); what stands
before it adds further sectors ("opposition lawmaker": LEG, then OPP).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.matcher.phrases import NONE, Named, Phrase
from verbale.matcher.titles import FORMER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.matcher.entries import Entry, Title, TitleHit

Sectors = tuple[str, ...]

_ARMS = frozenset({"MIL", "UAF", "PRM"})
_IRREGULAR = frozenset({"REB", "PRM", "UAF", "CRM", "COP", "SPY"})
_OWNERS = frozenset({"BUS", "JRN", "NGO", "MED"})
"""Whose planes and convoys are no military ones."""
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "IGO"})
_SIDE = frozenset({"OPP", "REL", "EDU", "MED", "JRN", "LAB", "AGR", "SPY", "REF", "SOC", "NGO"})
"""Sectors that a word before the head adds to the head's own."""
_OUT = FORMER | {"exiled", "toppled", "overthrown", "disgraced", "onetime"}
_SERVED_ROLES = frozenset(
    {"official", "officer", "diplomat", "politician", "agent", "negotiator", "military officer"}
    | {"military official", "intelligence official", "defense official", "security official"}
    | {"police officer", "spy", "IGO official", "prince", "judge", "member of parliament"}
)
"""Those who hold no office by name but leave the elite's service when they are "former"."""
_KIN = re.compile(
    r"^(?:wife|husband|widow|son|daughter|brother|sister|mother|father|family|relative|spouse|"
    r"nephew|niece|cousin|uncle|aunt|grandson|son-in-law|brother-in-law|girlfriend|fiancee)s?$"
)
_AGAINST = re.compile(r"^anti-(?:government|regime|junta|coup|[A-Z]\w+)$")
_STATE_OWNED = re.compile(r"^(?:state|government)-(?:owned|run|controlled|backed|funded)$")
_BELONGS = ("of", "for", "with", "from", "at", "in")
_FLYING = frozenset({"pilot", "pilots", "co-pilot", "co-pilots", "captain", "captains"})
_TRADES = frozenset({("LAB",), ("MED",), ("EDU",)})
_SERVICES = frozenset({"army", "navy", "military", "force", "naval", "marine", "infantry"})
_TAKING = ("office", "post")


def primary(entry: Entry, kind: str) -> Sectors:
    """An organisation's sectors, the one it is known by first: a spy agency SPY before GOV."""
    found = entry.sectors
    if kind == "agency" and len(found) > 1 and found[0] == "GOV":
        return (*found[1:], "GOV")
    if kind == "media" and "GOV" in found:
        return ("GOV", *(code for code in found if code != "GOV"))
    return found


def head_of(phrase: Phrase) -> TitleHit | None:
    """The agent noun that heads a phrase: the last before its first preposition or "and"."""
    inside = [hit for hit in phrase.titles if hit.first < phrase.core]
    for number, hit in enumerate(inside[:-1]):
        joined = [phrase.lower(n) for n in range(hit.last, inside[number + 1].first)]
        if "and" in joined and hit.title.kind != "loose":
            return hit
    return inside[-1] if inside else None


def sectors_of(phrase: Phrase, kinds: dict[str, str], head: TitleHit | None) -> Sectors:
    """The sectors of a phrase; ``kinds`` are those of the organisations in it, by id."""
    if head is None:
        return _named_sectors(phrase, kinds)
    return _Composed(phrase, kinds, head).sectors()


def is_former(phrase: Phrase, head: TitleHit) -> bool:
    """Whether the one named is out of office: "a former Kremlin adviser"."""
    return head.title.former or out_of_office(phrase, head.first)


def out_of_office(phrase: Phrase, last: int) -> bool:
    """Whether "former" or the like stands among the first words of a phrase."""
    return any(phrase.lower(n) in _OUT for n in range(last))


def _named_sectors(phrase: Phrase, kinds: dict[str, str]) -> Sectors:
    """Of a phrase without agent noun: of the last body or people named in its core."""
    inside = [n for n in phrase.names if n.first < phrase.core and n.tie != NONE]
    if _minority(inside, phrase.core):
        return ("SOC",)
    for name in reversed(inside):
        if name.entry.sectors and name.entry.kind in ("organisation", "demonym", "state"):
            return primary(name.entry, kinds.get(name.entry.actor_id or "", ""))
    return ()


def _minority(names: Sequence[Named], core: int) -> bool:
    """ "Kosovo Albanians", "Mapuche Indians": a people named after another, at the end."""
    if len(names) < 2 or names[-1].last != core or names[-2].last != names[-1].first:
        return False
    first, last = names[-2].entry, names[-1].entry
    people = last.kind == "demonym" and last.form in ("people", "both")
    return people and first.kind in ("state", "demonym") and first.country != last.country


class _Composed:
    """One phrase with its head."""

    def __init__(self, phrase: Phrase, kinds: dict[str, str], head: TitleHit) -> None:
        self.phrase = phrase
        self.kinds = kinds
        self.head = head
        self.title: Title = head.title

    def sectors(self) -> Sectors:
        """Own or the body's, then what the words before add, then what "former" leaves."""
        if self._kin():
            return ("ELI",)
        taken = self._taken()
        found = taken if taken is not None else self._own()
        if is_former(self.phrase, self.head) and self._served(found):
            exiled = any(self.phrase.lower(n) == "exiled" for n in range(self.head.first))
            return ("ELI", "OPP") if exiled else ("ELI",)
        if any(_STATE_OWNED.match(self.phrase.lower(n)) for n in range(self.head.first)):
            found = ("GOV", *found)
        return tuple(dict.fromkeys(found))

    def _own(self) -> Sectors:
        """The head's sectors, then those that the words before it add."""
        own = self.title.sectors
        if own == ("UAF",) and self._opposed():
            own = ("REB",)
        if any("IGO" in n.entry.sectors for n in self._bodies()):
            own = ("IGO", *own)
        added = [code for part in self._before() for code in part if code in _SIDE]
        return (*own, *added)

    def _opposed(self) -> bool:
        return any(
            _AGAINST.match(self.phrase.words[n].text) or self.phrase.lower(n) == "opposition"
            for n in range(self.head.first)
        )

    def _taken(self) -> Sectors | None:
        """The sectors of the body that the head belongs to, where it takes them."""
        if self.title.words in _FLYING and "BUS" in (self._nearest() or ())[:1]:
            return ("LAB",)
        party = self.title.role == "worker" or self.title.words in ("activist", "activists")
        if party and "PTY" in (self._nearest() or ())[:1]:
            return self._nearest()
        if self.title.sectors[:1] in _TRADES and self._uniformed():
            return ("MIL",)
        if self.title.yields or self.title.sectors in ((), ("UNK",)):
            return self._nearest()
        if set(self.title.sectors) <= _ARMS and self.title.kind != "office":
            found = self._nearest()
            owners = _IRREGULAR | _OWNERS if self.title.kind == "loose" else _IRREGULAR
            return found if found and found[0] in owners else None
        if self.title.kind in _TAKING:
            return self._behind(("of",), bodies=True)
        return None

    def _uniformed(self) -> bool:
        """Whether a word for an armed service stands right before: "army nurses", "navy divers"."""
        at = self.head.first - 1
        return at >= 0 and self.phrase.lower(at) in _SERVICES and not _KIN.match(self.title.words)

    def _nearest(self) -> Sectors | None:
        before = self._before()
        found = before[0] if before else self._behind(_BELONGS, bodies=False)
        if found == ("IGO",) and "GOV" in self.title.sectors:
            return ("IGO", "GOV")
        if found in (("UNK",), ()):
            return None
        return found

    def _before(self) -> list[Sectors]:
        """The sectors of what stands before the head, the nearest first."""
        parts = [(hit.last, hit.title.sectors) for hit in self.phrase.titles if self._leads(hit)]
        for name in self.phrase.names:
            if name.last <= self.head.first and name.tie != NONE and self._tells(name.entry):
                parts.append((name.last, self._primary(name.entry)))
        return [part for _, part in sorted(parts, key=lambda each: -each[0]) if part]

    def _leads(self, hit: TitleHit) -> bool:
        return hit.last <= self.head.first and hit.title.sectors != ("UNK",)

    def _tells(self, entry: Entry) -> bool:
        if entry.kind in ("organisation", "metonym"):
            return bool(entry.sectors)
        people = entry.kind == "demonym" and bool(entry.sectors)
        return people and ("REL" in entry.sectors or self.title.role in ("leader", "member"))

    def _bodies(self) -> list[Named]:
        """The organisations in the core, and behind "of", "from" and "with"."""
        close = [(0, self.phrase.core)]
        close += [(a, b) for word, a, b in self.phrase.tails if word in ("of", "from", "with")]
        return [
            name
            for name in self.phrase.names
            if name.entry.kind == "organisation"
            and name.tie != NONE
            and any(first <= name.first < last for first, last in close)
        ]

    def _behind(self, prepositions: Sequence[str], *, bodies: bool) -> Sectors | None:
        """The sectors of the body in the first of these tails."""
        for word, first, last in self.phrase.tails:
            if word not in prepositions:
                continue
            hits = [h for h in self.phrase.titles if first <= h.first < last]
            names = [
                n
                for n in self.phrase.names
                if first <= n.first < last and n.entry.kind == "organisation" and n.entry.sectors
            ]
            if names:
                return self._primary(names[0].entry)
            wanted = [h for h in hits if not bodies or _is_body(h)]
            if wanted and wanted[0].title.sectors and (word != "in" or _is_body(wanted[0])):
                return wanted[0].title.sectors
        return None

    def _primary(self, entry: Entry) -> Sectors:
        return primary(entry, self.kinds.get(entry.actor_id or "", ""))

    def _served(self, found: Sectors) -> bool:
        served = self.title.kind in _TAKING or self.title.role in _SERVED_ROLES
        return served and bool(found) and found[0] in _STATE

    def _kin(self) -> bool:
        """ "The wife of the president": the family of those who govern."""
        if not _KIN.match(self.title.words):
            return False
        others = [hit.title for hit in self.phrase.titles if hit is not self.head]
        return any(t.kind in _TAKING and set(t.sectors) & _STATE for t in others) or any(
            name.entry.kind == "person" for name in self.phrase.names
        )


def _is_body(hit: TitleHit) -> bool:
    return hit.title.kind in ("body", "collective") or "NGO" in hit.title.sectors
