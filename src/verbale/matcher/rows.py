"""Values of the registry as JSON text and back, by their types.

Known types: text, numbers, true and false, dates, None, tuples and dataclasses of these.
A dataclass becomes the list of its fields, without those at the end that have their defaults.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Change = Callable[[Any], Any]


def text_writer(kind: Any) -> Callable[[Any], str]:
    """The function that writes values of type ``kind`` as text."""
    if kind is str:
        return str
    change = _out(kind)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return lambda value: encode(change(value))


def text_reader(kind: Any) -> Callable[[str], Any]:
    """The function that reads what `text_writer` of the same type wrote."""
    if kind is str:
        return str
    change = _in(kind)
    decode = json.JSONDecoder().decode
    return lambda text: change(decode(text))


def _same(value: Any) -> Any:
    return value


@cache
def _out(kind: Any) -> Change:
    if kind is date:
        return date.isoformat
    inner, optional = _inner(kind)
    if optional:
        change = _out(inner)
        return lambda value: None if value is None else change(value)
    if get_origin(kind) is tuple:
        parts = _parts(kind)
        if len(parts) == 1:
            one = _out(parts[0])
            return list if one is _same else lambda value: [one(each) for each in value]
        several = [_out(part) for part in parts]
        return lambda value: [f(each) for f, each in zip(several, value, strict=True)]
    return _dataclass_out(kind) if is_dataclass(kind) else _scalar(kind)


@cache
def _in(kind: Any) -> Change:
    if kind is date:
        return date.fromisoformat
    inner, optional = _inner(kind)
    if optional:
        change = _in(inner)
        if change is _same:
            return _same
        return lambda value: None if value is None else change(value)
    if get_origin(kind) is tuple:
        parts = _parts(kind)
        if len(parts) == 1:
            one = _in(parts[0])
            return tuple if one is _same else lambda value: tuple([one(each) for each in value])
        several = [_in(part) for part in parts]
        return lambda value: tuple(f(each) for f, each in zip(several, value, strict=True))
    return _dataclass_in(kind) if is_dataclass(kind) else _scalar(kind)


def _inner(kind: Any) -> tuple[Any, bool]:
    """The type without None, and whether None is allowed."""
    if get_origin(kind) in (Union, types.UnionType):
        args = [arg for arg in get_args(kind) if arg is not type(None)]
        if len(args) == 1:
            return args[0], True
    return kind, False


def _parts(kind: Any) -> tuple[Any, ...]:
    """The types of a tuple's members; one where it may have any number of the same."""
    args = get_args(kind)
    if len(args) == 2 and args[1] is ...:
        return args[:1]
    if len(args) < 2:
        raise TypeError(f"{kind}: expected tuple[X, ...] or a tuple of several types")
    return args


def _scalar(kind: Any) -> Change:
    if kind in (str, int, float, bool):
        return _same
    raise TypeError(f"{kind}: values of this type cannot be stored in the registry")


def _dataclass_out(cls: Any) -> Change:
    hints = get_type_hints(cls)
    parts = [(field.name, _out(hints[field.name]), field.default) for field in fields(cls)]

    def write(value: Any) -> list[Any]:
        row = [getattr(value, name) for name, _, _ in parts]
        last = len(row)
        while last and parts[last - 1][2] is not MISSING and row[last - 1] == parts[last - 1][2]:
            last -= 1
        return [part[1](cell) for part, cell in zip(parts, row[:last], strict=False)]

    return write


def _dataclass_in(cls: Any) -> Change:
    hints = get_type_hints(cls)
    changes = [_in(hints[field.name]) for field in fields(cls)]
    return lambda row: cls(*[f(cell) for f, cell in zip(changes, row, strict=False)])
