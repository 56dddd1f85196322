"""What a build adds to the sources: the registry and the gazetteer, compiled to one file each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface[Any]):
    """Compiles what stands in ``data/`` before the wheel is packed; faults in it stop the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files beside their tables. ``version``: ``standard`` or ``editable``."""
        root = Path(self.root)
        paths = [str(root / "src"), str(root)]
        sys.path[:0] = paths
        try:
            _compile(root / "src" / "verbale" / "data", root / "tools" / "make_gazetteer.py")
        finally:
            del sys.path[: len(paths)]


def _compile(data: Path, gazetteer_maker: Path) -> None:
    from verbale.matcher.compiling import compile_registry

    compile_registry(data / "actors", data / "registry.db")
    gazetteer = data / "gazetteer.db"
    made_from = [gazetteer_maker, *sorted((data / "actors").glob("*.tsv"))]
    if gazetteer_maker.exists() and _older(gazetteer, made_from):
        from tools.make_gazetteer import build_gazetteer

        build_gazetteer(gazetteer)


def _older(made: Path, made_from: list[Path]) -> bool:
    """Whether a file is missing or older than what it is made from."""
    return not made.exists() or made.stat().st_mtime < max(p.stat().st_mtime for p in made_from)
