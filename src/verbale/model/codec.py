"""Documents and records to plain JSON values and back.

Field names are those of ``docs/records.md``. A dataclass field is written under its own
name, or under the one its metadata gives as ``json``; tuples become lists, None stays
null, numbers are rounded to `DECIMALS`. Reading is strict: an unknown key, a missing
field or a wrong type is a `FormatError` that names its place in the object.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from verbale.errors import FormatError, VerbaleError
from verbale.model.document import Document
from verbale.model.record import KINDS, Reading, Record
from verbale.model.span import Span

DECIMALS = 5
"""Digits kept behind the point of a number: a metre, where it is a degree of latitude."""

Json = dict[str, Any]
"""A JSON object."""

_Write = Callable[[Any], Any]
_Read = Callable[[Any, str], Any]

_SCALARS: dict[Any, str] = {str: "a text", int: "a whole number", bool: "true or false"}


def json_name(part: Field[Any]) -> str:
    """The name a dataclass field has in JSON."""
    return str(part.metadata.get("json", part.name))


@cache
def written_fields(cls: Any) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of ``cls`` that are written, with their types; a record's ``source`` is not."""
    hints = get_type_hints(cls)
    return tuple((part, hints[part.name]) for part in fields(cls) if part.name != "source")


def options(kind: Any) -> tuple[tuple[Any, ...], bool]:
    """The alternatives of a type without None, and whether None is one of them."""
    if get_origin(kind) in (Union, types.UnionType):
        args = get_args(kind)
        return tuple(a for a in args if a is not type(None)), type(None) in args
    return (kind,), False


def _same(value: Any) -> Any:
    return value


def _write_span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _write_float(value: float) -> float:
    if not math.isfinite(value):
        raise FormatError("-", f"{value} cannot be written as JSON: expected a finite number")
    return round(float(value), DECIMALS)


def _write_any(value: Any) -> Any:
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> _Write:
    """The function that writes values of one type."""
    if kind is Span:
        return _write_span
    if kind is float:
        return _write_float
    if kind in _SCALARS:
        return _same
    if get_origin(kind) is tuple:
        return _list_writer(_writer(get_args(kind)[0]))
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_writer(kind)
    several, nullable = options(kind)
    inner = _writer(several[0]) if len(several) == 1 else _write_any
    return _or_null_writer(inner) if nullable else inner


def _list_writer(inner: _Write) -> _Write:
    if inner is _same:
        return list
    return lambda value: [inner(item) for item in value] if value else []


def _or_null_writer(inner: _Write) -> _Write:
    return lambda value: None if value is None else inner(value)


@cache
def _write_parts(cls: type) -> tuple[tuple[str, str, _Write], ...]:
    return tuple((json_name(p), p.name, _writer(kind)) for p, kind in written_fields(cls))


def _object_writer(cls: type) -> _Write:
    """Writes ``cls``; its parts are looked up at the first call, since it may hold itself."""

    def write(value: Any) -> Json:
        return {key: inner(getattr(value, name)) for key, name, inner in _write_parts(cls)}

    return write


def _wrong(where: str, expected: str, value: object) -> FormatError:
    shown = "null" if value is None else f"{type(value).__name__} {str(value)[:60]!r}"
    return FormatError(where or "-", f"expected {expected}, found {shown}")


@cache
def _reader(kind: Any) -> _Read:
    """The function that reads values of one type; ``where`` is the path to them."""
    if kind in _SCALARS:
        return _scalar_reader(kind)
    if kind is float:
        return _read_float
    if get_origin(kind) is tuple:
        return _list_reader(get_args(kind)[0])
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_reader(kind)
    several, nullable = options(kind)
    inner = _reader(several[0]) if len(several) == 1 else _choice_reader(several)
    return _or_null_reader(inner) if nullable else inner


def _scalar_reader(kind: type) -> _Read:
    def read(value: Any, where: str) -> Any:
        if type(value) is not kind:
            raise _wrong(where, _SCALARS[kind], value)
        return value

    return read


def _read_float(value: Any, where: str) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise _wrong(where, "a finite number", value)
    return float(value)


def _list_reader(kind: Any) -> _Read:
    inner = _reader(kind)

    def read(value: Any, where: str) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _wrong(where, "a list", value)
        return tuple(inner(item, f"{where}[{number}]") for number, item in enumerate(value))

    return read


def _or_null_reader(inner: _Read) -> _Read:
    return lambda value, where: None if value is None else inner(value, where)


@cache
def _needed(cls: type) -> frozenset[str]:
    return frozenset(
        json_name(part)
        for part, _ in written_fields(cls)
        if part.default is MISSING and part.default_factory is MISSING
    )


def _choice_reader(several: tuple[type, ...]) -> _Read:
    """Tells classes apart by the fields each must have."""
    choices = [(_needed(cls), _reader(cls)) for cls in several]
    names = " or ".join(cls.__name__ for cls in several)

    def read(value: Any, where: str) -> Any:
        if isinstance(value, Mapping):
            for needed, inner in choices:
                if needed <= value.keys():
                    return inner(value, where)
        raise _wrong(where, names, value)

    return read


@cache
def _read_parts(cls: type) -> dict[str, tuple[str, _Read]]:
    return {json_name(part): (part.name, _reader(kind)) for part, kind in written_fields(cls)}


def _object_reader(cls: type) -> _Read:
    """Reads an object into ``cls``; see `_object_writer`."""

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(where, f"an object ({cls.__name__})", value)
        return _build(cls, _read_fields(cls, value, where), where)

    return read


def _read_fields(cls: type, value: Mapping[str, Any], where: str) -> Json:
    known = _read_parts(cls)
    unknown = value.keys() - known.keys()
    if unknown:
        raise FormatError(where or "-", f"unknown field {min(map(str, unknown))!r}")
    missing = _needed(cls) - value.keys()
    if missing:
        raise FormatError(where or "-", f"field {min(missing)!r} is missing")
    found: Json = {}
    for key, item in value.items():
        name, inner = known[key]
        found[name] = inner(item, f"{where}.{key}" if where else key)
    return found


def _build(cls: type, found: Mapping[str, Any], where: str) -> Any:
    try:
        return cls(**found)
    except (ValueError, VerbaleError) as fault:
        raise FormatError(where or "-", str(fault)) from fault


def record_to_json(record: Record) -> Json:
    """The record as a JSON object: ``kind``, ``id`` and ``document`` first, then its fields."""
    kind: Any = type(record)
    body: Json = _writer(kind)(record)
    return {"kind": record.kind, "id": record.id, "document": record.document} | body


def document_to_json(document: Document) -> Json:
    """The document as a JSON object of kind ``document``."""
    body: Json = _writer(Document)(document)
    return {"kind": "document", "id": document.id} | body


def record_from_json(obj: Mapping[str, Any], document: Document) -> Record:
    """The record an object stands for, read from ``document``.

    Raises `FormatError` where a field is unknown, missing or of a wrong type, where the
    object names another document, or a span does not match the text.
    """
    body = _body(obj)
    kind = body.pop("kind", None)
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise _wrong("kind", f"one of {', '.join(KINDS)}", kind)
    if body.pop("document", None) != document.id:
        raise FormatError("document", f"expected {document.id!r}, found {obj.get('document')!r}")
    found = _read_fields(cls, body, "")
    return cast(Record, _build(cls, {"source": document} | found, "-"))


def document_from_json(obj: Mapping[str, Any]) -> Document:
    """The document an object stands for. Raises `FormatError` as `record_from_json` does."""
    body = _body(obj)
    kind = body.pop("kind", None)
    if kind != "document":
        raise _wrong("kind", "'document'", kind)
    return cast(Document, _reader(Document)(body, ""))


def _body(obj: object) -> Json:
    if not isinstance(obj, Mapping):
        raise _wrong("-", "an object", obj)
    return dict(obj)


def reading_to_json(reading: Reading) -> list[Json]:
    """A reading as the lines of ``--format jsonl``: the document, then its records."""
    return [document_to_json(reading.document), *map(record_to_json, reading.records)]


def span_to_selectors(document: Document, span: Span, context: int = 32) -> list[Json]:
    """The span as W3C Web Annotation selectors.

    A ``TextPositionSelector`` (code points) and a ``TextQuoteSelector`` with up to
    ``context`` code points of the text before and after it. Raises `EvidenceError`
    where the span does not match the document.
    """
    document.check(span)
    text = document.text
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - context) : span.start],
            "suffix": text[span.end : span.end + context],
        },
    ]
