"""One phrase that names an actor, read without a text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import slug
from verbale.matcher import plover
from verbale.matcher.registry import Registry
from verbale.model import ActorReference, Span

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def resolve_phrase(
    text: str, on: str | date | None = None, actors: Path | None = None
) -> ActorReference:
    """Whom ``text`` stands for on the day ``on``, by the registry and a user's ``actors``.

    Country, sectors and role are empty where neither the words nor the registry tell.
    """
    found = Registry.load(actors).resolve(text, on)
    return ActorReference(
        actor=found.actor or f"nominal:{slug(text)}",
        name=found.name or " ".join(text.split()),
        span=Span(0, len(text), text),
        via=found.via,
        country=found.country,
        sectors=found.sectors,
        role=found.role,
    )


def plover_codes(found: ActorReference, actors: Path | None = None) -> tuple[str, tuple[str, ...]]:
    """An actor as PLOVER writes it: its code of a country or non-state actor, and its sectors."""
    return plover.country_code(Registry.load(actors), found), plover.sector_codes(found)


def modern_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Sector codes of CAMEO and ICEWS written as PLOVER's."""
    return plover.modern(codes)
