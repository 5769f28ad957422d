"""Shared parts of the models of matrix.yaml: their base class, one value of several, how an error quotes a value."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from rtcmatrix.credentials import hide_credentials
from rtcmatrix.nearest import nearest
from rtcmatrix.visible import visible


class Entry(BaseModel):
    """Base class of all mappings in the file: reject unknown fields and implicit type conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


def refuse(message: str) -> PydanticCustomError:
    """Return an error that pydantic reports with exactly this message."""
    return PydanticCustomError("matrix", "{message}", {"message": message})


def quote(value: Any) -> str:
    """Quote an invalid value without credentials of URLs, cut to 80 characters."""
    text = str(value) if isinstance(value, (str, date)) else json.dumps(value, default=str)
    text = hide_credentials(visible(" ".join(text.split())))
    return f'"{text[:80]}{"..." if len(text) > 80 else ""}"'


def one_of(kind: str, allowed: Collection[str]) -> AfterValidator:
    """Return a validator that accepts only these texts; ``kind`` says what they are."""

    def check(value: str) -> str:
        if value not in allowed:
            raise refuse(f'"{value}" is not {kind}; allowed: {", ".join(allowed)}{nearest(value, allowed)}')
        return value

    return AfterValidator(check)
