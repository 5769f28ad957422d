"""The engine family, milestone and short brand of a browser. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.kinds import CHROMIUM_TOKEN, Family, every_product, find_product

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column

_IOS = " for ios"
"""On iOS, every browser is built on WebKit."""

_MAJOR = re.compile(r"\d+")
_ENGINE = re.compile(rf"\b{CHROMIUM_TOKEN}/(\d+)")


def family_of(name: str) -> str:
    """Return the engine family of a brand, name or address (``Microsoft Edge``, ``edge``); else the name itself.

    A whole name counts, not a part of one: "Chrome for iOS" is no Chromium, and others' names may hold any word.
    """
    plain = name.partition(":")[0]
    if plain.lower().endswith(_IOS):
        return Family.SAFARI
    known = find_product(plain)
    return name if known is None or known.family is None else known.family


def milestone_of(version: str) -> int | None:
    """Return the major version, 156 of ``156.0.8078.79``; None if the version does not start with a number."""
    found = _MAJOR.match(version)
    return int(found.group()) if found else None


def brand_of(column: Column) -> str:
    """Return the short brand, ``Edge``; the name in the address if nothing was launched."""
    launched = column.provenance.brand if column.provenance else ""
    maker = next((each.maker for each in every_product() if each.maker and launched.startswith(f"{each.maker} ")), "")
    return launched.removeprefix(f"{maker} ") or column.address.partition(":")[0]


def milestone_of_column(column: Column) -> int | None:
    """Return the milestone of the engine; None if nothing was launched or it is unknown.

    Opera, Brave and the like count versions of their own: of those the user agent says it.
    """
    launched = column.provenance
    if launched is None:
        return None
    known = find_product(launched.brand)
    if known is not None and known.own_versions:
        found = _ENGINE.search(launched.user_agent)
        return int(found.group(1)) if found else None
    return milestone_of(launched.version)


def major_of_column(column: Column) -> int | None:
    """Return the launched major version; None if there is none."""
    return milestone_of(column.provenance.version) if column.provenance else None
