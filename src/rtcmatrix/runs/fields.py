"""Read fields of untrusted JSON objects, with limits; FormatError names the field."""

from __future__ import annotations

import hashlib
import json

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Json

MAX_LINE = 1_000
"""Longest name, path or user agent, in characters."""


def text(plain: dict[str, Json], key: str, limit: int) -> str:
    """Read a required text."""
    value = plain.get(key)
    if not isinstance(value, str) or len(value) > limit:
        raise FormatError(f"{key}: expected text of at most {limit:,} characters")
    return value


def optional(plain: dict[str, Json], key: str, limit: int | None) -> str | None:
    """Read a text that may be null or missing."""
    value = plain.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or (limit is not None and len(value) > limit):
        raise FormatError(f"{key}: expected text{f' of at most {limit:,} characters' if limit else ''}")
    return value


def listed(plain: dict[str, Json], key: str, limit: int, *, missing: bool = False) -> list[Json]:
    """Read an array; with ``missing`` it may be null or missing."""
    value = plain.get(key)
    if value is None and missing:
        return []
    if not isinstance(value, list) or len(value) > limit:
        raise FormatError(f"{key}: expected an array of at most {limit:,} items")
    return value


def number(plain: dict[str, Json], key: str, limit: float) -> float:
    """Read a non-negative number; 0 if it is null or missing."""
    value = plain.get(key)
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= limit:
        raise FormatError(f"{key}: expected a number from 0 to {limit:g}")
    return float(value)


def digest(plain: Json) -> str:
    """Return a digest of a value, so that equal files give equal run ids."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:12]
