"""Compare what two runs launched: the build, how it was launched, and the machine. Pure."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtcmatrix.model import Json, Provenance

_BUILD = (("version", "launched build"), ("brand", "brand"), ("channel", "channel"), ("revision", "revision"))
_PLACE = (("driver", "driver"), ("platform", "platform"), ("machine", "machine"), ("devices", "devices"),
          ("headless", "headless"), ("display", "display"))  # fmt: skip
_PLANNED = frozenset({"version", "channel", "revision", "driver", "platform", "machine", "headless"})
"""Known before a launch."""
_LONGEST = 120


def unlike_launch(before: Provenance | None, now: Provenance) -> str | None:
    """Return how a launch differs from that of an earlier run, in words; None if evidence may be reused.

    ``provider`` and ``user_agent`` are not compared: they follow from the build and the flags, or do not matter.
    """
    if before is None:
        return "that run did not launch it"
    if not (before.binary and before.machine and now.binary and now.machine):
        return "executable or machine not recorded"
    return (
        _unlike_fields(before, now, _BUILD)
        or ("executable or command line of the browser" if before.binary != now.binary else None)
        or _unlike_fields(before, now, _PLACE)
        or _unlike_options(before, now)
        or _unlike_capabilities(before.capabilities, now.capabilities)
    )


def launched_alike(provenance: Provenance, other: Provenance) -> Provenance:
    """Return the provenance of a column with several sessions; without the machine if one was launched differently.

    A column has one provenance, so it is not known which of its evidence was gathered how: none is reused.
    """
    return provenance if unlike_launch(provenance, other) is None else dataclasses.replace(provenance, machine="")


def unlike_plan(before: Provenance | None, planned: Provenance) -> str | None:
    """Return how a planned launch differs from that of an earlier run; None if only launching it shows."""
    if before is None:
        return "that run did not launch it"
    fields = [each for each in (*_BUILD, *_PLACE) if each[0] in _PLANNED]
    return _unlike_fields(before, planned, fields) or _unlike_options(before, planned)


def _unlike_fields(before: Provenance, now: Provenance, fields: Iterable[tuple[str, str]]) -> str | None:
    for name, words in fields:
        was, has = getattr(before, name), getattr(now, name)
        if was != has:
            return f"{words} {_told(has)} is not {_told(was)}"
    return None


def _unlike_options(before: Provenance, now: Provenance) -> str | None:
    # The last of several flags of one name wins, so their order matters
    if before.flags != now.flags:
        return f"flags differ: {_told(' '.join(now.flags))}, not {_told(' '.join(before.flags))}"
    if _typed(before.prefs) != _typed(now.prefs):
        unlike = sorted(
            key for key in before.prefs.keys() | now.prefs.keys() if _one(before.prefs, key) != _one(now.prefs, key)
        )
        return f"preferences differ: {_told(', '.join(unlike))}"
    return None


def _unlike_capabilities(before: dict[str, Json], now: dict[str, Json]) -> str | None:
    unlike = sorted(key for key in before.keys() | now.keys() if _one(before, key) != _one(now, key))
    return f"capabilities differ: {_told(', '.join(unlike))}" if unlike else None


def _typed(values: dict[str, bool | int | str]) -> dict[str, str]:
    """Return values that tell true from 1."""
    return {key: repr(value) for key, value in values.items()}


def _one(values: dict[str, Json] | dict[str, bool | int | str], key: str) -> str:
    """Return the text of a value; of a missing one, a text that no value has."""
    return repr(values[key]) if key in values else ""


def _told(value: object) -> str:
    return one_line(str(value), _LONGEST) if value not in (None, "") else "none"
