"""The folder of a user's vocabulary: which files it may hold (``docs/vocabulary.md``)."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

FILES = ("types.yaml", "contexts.yaml", "classes.yaml", "words.yaml", "patterns.yaml")
FRAMES = "frames"
_EXPECTED = f"expected {', '.join(FILES)} or a folder {FRAMES} with *.yaml"


def check_folder(folder: Traversable | Path, faults: list[str]) -> None:
    """Report a folder that is none, that holds nothing of use, or a file that is never read."""
    if not folder.is_dir():
        faults.append(f"{folder}: no such folder; {_EXPECTED}")
        return
    names = sorted(item.name for item in folder.iterdir())
    read = [name for name in names if name in FILES or name == FRAMES]
    if not read:
        faults.append(f"{folder}: nothing of a vocabulary in it; {_EXPECTED}")
    faults.extend(
        f"{name}: not read; {_EXPECTED}"
        for name in names
        if name.endswith((".yaml", ".yml")) and name not in FILES
    )
    frames = folder / FRAMES
    if FRAMES in names and not frames.is_dir():
        faults.append(f"{FRAMES}: expected a folder with *.yaml")
    if frames.is_dir():
        faults.extend(
            f"{item.name}: not read; expected a name that ends with .yaml"
            for item in sorted(frames.iterdir(), key=lambda one: one.name)
            if item.name.endswith(".yml")
        )
