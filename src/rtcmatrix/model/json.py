"""Define the type of JSON values."""

from __future__ import annotations

from typing import Any

Json = Any
"""A JSON value. (An alias, not a recursive type: observations may be nested to any depth.)"""
