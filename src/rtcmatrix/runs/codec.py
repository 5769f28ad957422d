"""Convert values of the model to JSON and back.

Writing accepts every value of a browser (lone surrogates, infinities); reading accepts only the declared types.
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
"""Deeper values are neither written nor read, which bounds recursion."""

T = TypeVar("T")
_ADAPTERS: dict[type[Any], pydantic.TypeAdapter[Any]] = {}


def to_json(value: object, depth: int = 0) -> Json:
    """Return the JSON value: dataclasses as objects, enums as their values, tuples as arrays."""
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
    """Build a ``cls`` from a JSON value; unknown fields are ignored.

    Raises ``FormatError`` naming the field (the caller adds the file).
    """
    try:
        return _adapter(cls).validate_json(json.dumps(plain), strict=True)
    except pydantic.ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the value"
        raise FormatError(f"{place}: {first['msg'].lower()}, in a {cls.__name__}") from None


def parse(text: str) -> Json:
    """Parse untrusted JSON text; raise ``FormatError`` with the reason."""
    try:
        plain = json.loads(text, parse_constant=str)
    except json.JSONDecodeError as wrong:
        raise FormatError(f"not JSON: {wrong.msg.lower()} in line {wrong.lineno}, column {wrong.colno}") from None
    except (ValueError, RecursionError) as wrong:
        raise FormatError(f"not usable JSON: {wrong}") from None
    return _readable(plain, 0)


def whole_text(text: str) -> str:
    """Replace lone surrogates, which JavaScript strings may contain and UTF-8 cannot."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _scalar(value: object) -> Json:
    """Return the JSON value of a scalar."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return whole_text(value)
    return _finite(value) if isinstance(value, float) else value


def _finite(number: float) -> Json:
    """Return a number that JSON can represent, or the text that the pages use for it."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _readable(plain: Json, depth: int) -> Json:
    """Repair text and overlong numbers; reject deep nesting."""
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
    """Build each validator once, because building is slow."""
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = pydantic.TypeAdapter(cls)
    return _ADAPTERS[cls]
