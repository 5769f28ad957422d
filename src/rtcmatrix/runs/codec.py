"""Values of the model to JSON and back. Knows neither files nor folders.

Writing accepts whatever a browser can say (half a surrogate pair, infinities); reading accepts nothing that is
not of the declared type.
"""

from __future__ import annotations

import dataclasses
import json
import math
from enum import Enum
from typing import Any, TypeVar

import pydantic

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Json

FORMAT = 1
"""Format number of header.json, run.json and of observations saved by hand; its history is in docs/formats.md."""

MAX_DEPTH = 100
"""Deeper values are neither written nor read: no observation is, and recursion has an end."""

T = TypeVar("T")
_ADAPTERS: dict[type[Any], pydantic.TypeAdapter[Any]] = {}


def to_json(value: object, depth: int = 0) -> Json:
    """Give the plain JSON value: dataclasses as objects, enums as their values, tuples as arrays."""
    if depth > MAX_DEPTH:
        return f"(nested deeper than {MAX_DEPTH} levels)"
    if value is None or isinstance(value, (bool, int, float, str)):
        return _scalar(value)
    if isinstance(value, dict):
        return {whole_text(str(key)): to_json(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item, depth + 1) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_json(getattr(value, each.name), depth + 1) for each in dataclasses.fields(value)}
    raise TypeError(f"a {type(value).__name__} has no JSON form")


def from_json(cls: type[T], plain: Json) -> T:
    """Build a ``cls`` from plain JSON; fields it does not know are ignored.

    Raises ``FormatError`` naming the field (the caller adds the file).
    """
    try:
        return _adapter(cls).validate_json(json.dumps(plain), strict=True)
    except pydantic.ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the value"
        raise FormatError(f"{place}: {first['msg'].lower()}, in a {cls.__name__}") from None


def parse(text: str) -> Json:
    """Read JSON text that anybody may have written; raises ``FormatError`` in words."""
    try:
        plain = json.loads(text, parse_constant=str)
    except json.JSONDecodeError as wrong:
        raise FormatError(f"not JSON: {wrong.msg.lower()} in line {wrong.lineno}, column {wrong.colno}") from None
    except (ValueError, RecursionError) as wrong:
        raise FormatError(f"not usable JSON: {wrong}") from None
    return _readable(plain, 0)


def whole_text(text: str) -> str:
    """Replace halves of surrogate pairs, which JavaScript has and UTF-8 has not."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _scalar(value: object) -> Json:
    """Give a value that holds no others."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return whole_text(value)
    return _finite(value) if isinstance(value, float) else value


def _finite(number: float) -> Json:
    """Keep a number JSON can carry; the others as the words the pages use."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _readable(plain: Json, depth: int) -> Json:
    """Repair text and overlong numbers, refuse bottomless nesting."""
    if depth > MAX_DEPTH:
        raise FormatError(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(plain, str):
        return whole_text(plain)
    if isinstance(plain, float):
        return _finite(plain)
    if isinstance(plain, list):
        return [_readable(item, depth + 1) for item in plain]
    if isinstance(plain, dict):
        return {whole_text(key): _readable(item, depth + 1) for key, item in plain.items()}
    return plain


def _adapter(cls: type[T]) -> pydantic.TypeAdapter[T]:
    """Build each validator once: it costs more than most values it reads."""
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = pydantic.TypeAdapter(cls)
    return _ADAPTERS[cls]
