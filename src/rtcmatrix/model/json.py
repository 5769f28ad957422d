"""What a JSON value is here."""

from __future__ import annotations

from typing import Any

Json = Any
"""A JSON value. (An alias, not a recursive type: observations are as deep as a probe makes them.)"""
