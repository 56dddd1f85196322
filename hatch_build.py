"""What a build adds to the sources: the registry and the gazetteer, compiled to one file each."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface[Any]):
    """Compiles what stands in ``data/`` before the wheel is packed; faults in it stop the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files beside their tables. ``version``: ``standard`` or ``editable``."""
        source = Path(self.root) / "src"
        data = source / "verbale" / "data"
        sys.path.insert(0, str(source))
        try:
            from verbale.matcher.compiling import compile_registry

            compile_registry(data / "actors", data / "registry.db")
            if find_spec("verbale.matcher.gazetteer_build"):
                from verbale.matcher.gazetteer_build import build_gazetteer

                build_gazetteer(data / "gazetteer.db")
        finally:
            sys.path.remove(str(source))
