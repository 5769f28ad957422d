"""Find columns whose provenance differs from most: it may be the cause of any other difference. Pure."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare.family import brand_of
from rtcmatrix.compare.provenance import launch_options
from rtcmatrix.compare.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Json

_FEW = 3
"""Most checks that a reason names."""
_EVERYWHERE = ("platform", "headless", "display")
"""Launch options that are comparable between brands."""
_WITHIN_A_BRAND = ("flags", "prefs", "devices")
"""Launch options that are comparable within a brand only."""


def find_provenance_outliers(columns: Sequence[Column]) -> dict[int, str]:
    """Return each column whose provenance differs from most, with the reasons.

    Compared are platform, headless mode, display, requested flags and preferences, and the versions of checks; within
    one brand also the launched flags, preferences and devices. The usual value is the most frequent one, or of equally
    frequent ones the first.
    """
    started = [launch_options(column.provenance) if column.provenance else None for column in columns]
    reasons: list[list[str]] = [[] for _ in columns]
    for at, how in enumerate(started):
        if how is None:
            reasons[at].append("nothing is known of how it was started")
    known = [at for at, how in enumerate(started) if how is not None]
    for what in _EVERYWHERE:
        _unlike({at: (started[at] or {})[what] for at in known}, what, reasons)
    asked = _unlike({at: _asked(columns[at]) for at in known if columns[at].spec}, "asked for", reasons)
    for brand in dict.fromkeys(brand_of(columns[at]) for at in known):
        mine = [at for at in known if brand_of(columns[at]) == brand and at not in asked]
        for what in _WITHIN_A_BRAND:
            _unlike({at: (started[at] or {})[what] for at in mine}, what, reasons)
    versions = Versions(columns)
    for at in range(len(columns)):
        reasons[at] += _checks(versions.apart_checks(at))
    return {at: "; ".join(every) for at, every in enumerate(reasons) if every}


def _asked(column: Column) -> Json:
    """Return the flags and preferences that the matrix requests."""
    asked = column.spec
    return (
        [*sorted(asked.flags), *(f"{name}={json.dumps(asked.prefs[name])}" for name in sorted(asked.prefs))]
        if asked
        else []
    )


def _unlike(values: dict[int, Json], what: str, reasons: list[list[str]]) -> set[int]:
    """Add a reason to each column whose value is not the usual one, and return these columns."""
    texts = {at: _text(value) for at, value in values.items()}
    if len(set(texts.values())) < 2:
        return set()
    usual = Counter(texts.values()).most_common(1)[0][0]
    unlike = {at for at, text in texts.items() if text != usual}
    for at in sorted(unlike):
        reasons[at].append(f"{what}: {texts[at]}, elsewhere {usual}")
    return unlike


def _text(value: Json) -> str:
    """Return a launch option as short text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = [f"{name}={json.dumps(value[name])}" for name in sorted(value)]
    return (" ".join(value) if isinstance(value, list) else str(value)) or "none"


def _checks(names: list[str]) -> list[str]:
    """Return the reason for checks of another version."""
    if not names:
        return []
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return [f"checks in another version: {', '.join(names[:_FEW])}{more}"]
