"""The scripts in ``tools/`` as modules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def labelled(root: Path) -> ModuleType:
    """``tools/labelled.py``."""
    spec = importlib.util.spec_from_file_location("labelled", root / "tools" / "labelled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["labelled"] = module
    spec.loader.exec_module(module)
    return module
