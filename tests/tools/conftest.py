"""The scripts in ``tools/`` as modules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _script(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def labelled(root: Path) -> ModuleType:
    """``tools/labelled.py``."""
    return _script(root, "labelled")


@pytest.fixture(scope="session")
def precision_sheet(root: Path) -> ModuleType:
    """``tools/precision_sheet.py``."""
    return _script(root, "precision_sheet")
