"""Pair browsers of one engine by milestone: Chrome 156 with Edge 156, in any channel. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.family import family_of, milestone_of
from rtcmatrix.kinds import find_product

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, kw_only=True)
class MilestonePairs:
    """The chosen pairs, and the browsers without a partner."""

    pairs: tuple[tuple[str, str], ...]
    """(reference, other) addresses, in the order of the candidates."""
    alone: tuple[str, ...]
    """Addresses without a candidate of the same engine and milestone, in the order of the candidates."""


def pair_by_milestone(candidates: Iterable[tuple[str, str]], versions: Mapping[str, str]) -> MilestonePairs:
    """Choose the candidate pairs (reference, other) of the same engine and milestone.

    ``versions`` maps available addresses to versions; others are ignored. If several browsers share a milestone, those
    of the same channel are paired; each remaining one is paired with the first that fits.
    """
    looked_at = [pair for pair in dict.fromkeys(candidates) if pair[0] in versions and pair[1] in versions]
    fitting = [pair for pair in looked_at if _key(pair[0], versions) == _key(pair[1], versions) is not None]
    chosen = [pair for pair in fitting if _selector(pair[0]) == _selector(pair[1])]
    met = {address for pair in chosen for address in pair}
    for pair in fitting:
        if pair[0] not in met or pair[1] not in met:
            chosen.append(pair)
            met.update(pair)
    everybody = dict.fromkeys(address for pair in looked_at for address in pair)
    return MilestonePairs(
        pairs=tuple(pair for pair in looked_at if pair in chosen),
        alone=tuple(address for address in everybody if address not in met),
    )


def settle_pairs(
    wanted: Iterable[tuple[str, str]], by_milestone: Iterable[tuple[str, str]], versions: Mapping[str, str]
) -> MilestonePairs:
    """Return the pairs to compare, once versions are known: the wanted ones, and of ``by_milestone`` the chosen.

    ``by_milestone`` is a part of ``wanted``, which gives the order.
    """
    candidates = tuple(by_milestone)
    found = pair_by_milestone(candidates, versions)
    given_up = set(candidates) - set(found.pairs)
    return MilestonePairs(pairs=tuple(pair for pair in wanted if pair not in given_up), alone=found.alone)


def _key(address: str, versions: Mapping[str, str]) -> tuple[str, int] | None:
    """Return engine and milestone; None if the version has no milestone."""
    name = address.partition(":")[0]
    known = find_product(name)
    milestone = None if known and known.own_versions else milestone_of(versions[address])
    return None if milestone is None else (family_of(name), milestone)


def _selector(address: str) -> str:
    """Return the channel or version of an address."""
    return address.partition(":")[2]
