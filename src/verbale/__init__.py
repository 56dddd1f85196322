"""Reads news reports into sourced records: what happened, who said, promised, expected what."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.keeping import Desk
    from verbale.model import Document, Reading
    from verbale.pipeline import Reader

__all__ = ["Desk", "Document", "Reader", "Reading"]

_HOMES = {
    "Desk": "verbale.keeping",
    "Document": "verbale.model",
    "Reader": "verbale.pipeline",
    "Reading": "verbale.model",
}


def __getattr__(name: str) -> Any:
    """Names are imported when first used, so that ``import verbale`` takes no time."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
