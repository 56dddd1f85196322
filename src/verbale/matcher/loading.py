"""Reading the YAML files of ``data/`` strictly, with file and line for every fault."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

LINE = "__line__"
"""Key under which each mapping keeps the line it begins on."""


class _LineLoader(yaml.CSafeLoader):
    """Plain YAML values; mappings remember their line and refuse a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key must be a word", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        mapping = super().construct_mapping(node, deep=True)
        mapping[LINE] = node.start_mark.line + 1
        return dict(mapping)


_LineLoader.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or letter in "tTfF"]
    for letter, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
"""Only true and false are truth values: "on", "off", "yes" and "no" are words."""


def data_folder() -> Traversable:
    """The folder ``data/`` of the installed package."""
    return files("verbale") / "data"


def load_yaml(source: Traversable | Path, faults: list[str]) -> Any:
    """The content of a YAML file; a syntax error goes into ``faults`` and gives None."""
    try:
        return yaml.load(source.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506 - the loader is a safe one
    except UnicodeDecodeError as error:
        faults.append(f"{source.name}:1: byte {error.start}: expected UTF-8")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or str(error)
        faults.append(f"{source.name}:{line}: not valid YAML: {what}")
        return None


def key_lines(source: Traversable | Path) -> dict[str, int]:
    """The line of each key that a valid YAML file begins a value with; for naming faults."""
    root = yaml.compose(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {key.value: key.start_mark.line + 1 for key, _ in root.value}


def unknown_keys(
    mapping: Mapping[str, Any], allowed: Iterable[str], where: str, faults: list[str]
) -> None:
    """Report each key of ``mapping`` that is not allowed."""
    known = set(allowed) | {LINE}
    for key in mapping:
        if key not in known:
            expected = ", ".join(sorted(known - {LINE}))
            faults.append(f"{where}: unknown key {key!r}; expected {expected}")


def without_lines(value: Any) -> Any:
    """The same value without the line marks of `load_yaml`."""
    if isinstance(value, dict):
        return {k: without_lines(v) for k, v in value.items() if k != LINE}
    if isinstance(value, list):
        return [without_lines(v) for v in value]
    return value


def yaml_files(folder: Traversable | Path) -> list[Traversable | Path]:
    """All ``*.yaml`` below a folder, in the order of their names."""
    found: list[Traversable | Path] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            found.extend(yaml_files(item))
        elif item.name.endswith(".yaml"):
            found.append(item)
    return found
