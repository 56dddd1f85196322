"""Actor references: whom the words of a document stand for."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.span import Span

VIA = ("name", "title", "pronoun", "nominal", "demonym", "metonym", "implied")
"""How an actor is referred to, from the most to the least explicit."""

SECTORS = (
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP"),
    *("PRE", "REL", "SOC", "IGO", "NGO", "MNC"),
)
"""PLOVER 2.0 sector codes (manual, table "Sector Codes"), and its IGO, NGO, MNC."""


@dataclass(frozen=True, slots=True)
class ActorReference:
    """An actor as a record names it.

    ``actor`` is an id (``country:USA``, ``org:nato``, ``person:lloyd-austin``,
    or a document actor such as ``nominal:foreign-leaders``); ``country`` an
    ISO 3166-1 alpha-3 code; ``role`` what the actor was on the document's date,
    from the text first. ``members`` are those a collective stands for.
    """

    actor: str
    name: str
    span: Span
    via: str = "name"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    members: tuple[ActorReference, ...] = ()

    def __post_init__(self) -> None:
        if self.via not in VIA:
            raise ValueError(f"via {self.via!r}: expected one of {', '.join(VIA)}")
