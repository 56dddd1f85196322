"""What the lines of a gold file must look like, and what is wrong with one that does not.

A shape is a type, several of them (``(str, None)``), ``[shape]`` for a list, or
``{"name": shape}`` for an object with at least these fields (``"name?"`` may be lacking).
"""

from __future__ import annotations

from typing import Any

_TOLD = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "an object",
    list: "a list",
}


def fault(value: object, shape: Any, at: str = "") -> str | None:
    """What is wrong with a value, with the path to it; None where it has the shape."""
    if isinstance(shape, dict):
        return _object(value, shape, at)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return _wrong(value, "a list", at)
        several = (fault(one, shape[0], f"{at}[{i}]") for i, one in enumerate(value))
        return next((found for found in several if found), None)
    if isinstance(shape, tuple) and value is not None:
        inner = next((one for one in shape if isinstance(one, (dict, list))), None)
        if inner is not None:
            return fault(value, inner, at)
    kinds = shape if isinstance(shape, tuple) else (shape,)
    if any(_is(value, kind) for kind in kinds if kind is None or isinstance(kind, type)):
        return None
    expected = " or ".join("null" if kind is None else _TOLD[kind] for kind in kinds)
    return _wrong(value, expected, at)


def _object(value: object, shape: dict[str, Any], at: str) -> str | None:
    names = [name for name in shape if not name.endswith("?")]
    if not isinstance(value, dict):
        return _wrong(value, f"an object with {', '.join(names)}", at)
    missing = [name for name in names if name not in value]
    if missing:
        where = f"{at}: " if at else ""
        lacking = ", ".join(missing)
        return f"{where}expected an object with {', '.join(names)}; missing: {lacking}"
    for name, inner in shape.items():
        key = name.removesuffix("?")
        if key in value and (found := fault(value[key], inner, f"{at}.{key}" if at else key)):
            return found
    return None


def _is(value: object, kind: type | None) -> bool:
    if kind is None:
        return value is None
    if kind in (int, float) and isinstance(value, bool):
        return False
    return isinstance(value, (int, float) if kind is float else kind)


def _wrong(value: object, expected: str, at: str) -> str:
    text = repr(value)
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"{at + ': ' if at else ''}expected {expected}, not {short}"
