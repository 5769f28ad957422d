"""Merge our command-line switches for the Chromium family with those of the matrix, which override ours. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINED = ("--disable-features", "--enable-features", "--disable-blink-features", "--enable-blink-features")
"""Switches with a list as value. The browser uses only the last switch of a name, so lists must be merged."""


def merge_flags(ours: Iterable[str], given: Iterable[str]) -> list[str]:
    """Return each switch once: one of the matrix replaces ours of the same name, and lists of features are merged.

    A feature that the matrix enables is removed from those that we disable.
    """
    merged: dict[str, list[str]] = {}
    for flag in ours:
        _add(merged, flag)
    for name in {flag.partition("=")[0] for flag in given} - set(JOINED):
        merged.pop(name, None)
    for flag in given:
        _add(merged, flag)
    _drop_contradictions(merged, given)
    return [_write(name, values) for name, values in merged.items() if values]


def _add(merged: dict[str, list[str]], flag: str) -> None:
    name, equals, value = flag.partition("=")
    if name in JOINED:
        known = merged.setdefault(name, [])
        known += [part for part in value.split(",") if part and part not in known]
    else:
        merged[name] = [equals + value]


def _drop_contradictions(merged: dict[str, list[str]], given: Iterable[str]) -> None:
    """Remove from our lists the features for which the matrix states the opposite."""
    for flag in given:
        name, _, value = flag.partition("=")
        if name in JOINED:
            other = "--" + ("disable" if "--enable" in name else "enable") + name[name.index("-", 2) :]
            asked = {part.partition("<")[0].partition(":")[0] for part in value.split(",")}
            merged[other] = [part for part in merged.get(other, []) if part.partition("<")[0] not in asked]


def _write(name: str, values: list[str]) -> str:
    return f"{name}={','.join(values)}" if name in JOINED else name + values[0]
