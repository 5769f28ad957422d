"""Spec and provenance at an address of a run; those of a pair are combined from its two sides. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import ROLES, BrowserSpec, Provenance, is_pair, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rtcmatrix.model import Run

ARROW = " \N{RIGHTWARDS ARROW} "
"""Separates offerer and answerer in displayed text."""


def spec_at(run: Run, address: str) -> BrowserSpec | None:
    """Return the requested browser; for a pair, the flags and preferences of both sides with their roles."""
    specs = {each.address: each for each in run.browsers}
    known = [specs[side] for side in sides_of(address) if side in specs]
    if address in specs or not is_pair(address) or len(known) != len(ROLES):
        return specs.get(address)
    name, _, selector = address.rpartition(":")
    return BrowserSpec(
        name=name,
        selector=selector,
        version=selector,
        headless=all(each.headless for each in known),
        flags=_flags(each.flags for each in known),
        prefs=_prefs(each.prefs for each in known),
    )


def provenance_at(run: Run, address: str) -> Provenance | None:
    """Return the provenance, None if nothing was launched; for a pair, combined from both sides."""
    launched = {each.address: each for each in run.provenances}
    known = [launched[side] for side in sides_of(address) if side in launched]
    if address in launched or not is_pair(address) or len(known) != len(ROLES):
        return launched.get(address)
    return Provenance(
        address=address,
        brand=_both(each.brand for each in known),
        channel=_both(each.channel or "" for each in known) if all(each.channel for each in known) else None,
        version=_both(each.version for each in known),
        provider=_both(each.provider for each in known),
        driver=_both(each.driver for each in known),
        revision=_both(each.revision or "" for each in known) if any(each.revision for each in known) else None,
        user_agent=_both(each.user_agent for each in known),
        platform=_once(each.platform for each in known),
        headless=all(each.headless for each in known),
        flags=_flags(each.flags for each in known),
        prefs=_prefs(each.prefs for each in known),
        devices=_once(each.devices for each in known),
        sandbox=all(each.sandbox for each in known),
    )


def _both(words: Iterable[str]) -> str:
    return ARROW.join(words)


def _once(words: Iterable[str]) -> str:
    return ARROW.join(dict.fromkeys(words))


def _flags(sides: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(f"{role} {flag}" for role, flags in zip(ROLES, sides, strict=True) for flag in flags)


def _prefs(sides: Iterable[Mapping[str, bool | int | str]]) -> dict[str, bool | int | str]:
    return {f"{role} {key}": value for role, prefs in zip(ROLES, sides, strict=True) for key, value in prefs.items()}
