"""Select the cells of a run before pytest's ``-k``: which checks in which browsers and pairs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rtcmatrix.matrix import Matrix, call_pairs, matches
from rtcmatrix.model import Check

EVERY = ("*",)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a run selects."""

    browsers: tuple[str, ...]
    """Addresses of single browsers."""
    pairs: tuple[str, ...] = ()
    """Addresses of pairs."""
    suites: tuple[str, ...] = EVERY
    """Patterns over check ids, of the matrix."""
    only: tuple[str, ...] = EVERY
    """Patterns over check ids, of the command line."""
    pairs_only: bool = False
    """Whether only checks of pairs are selected."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Browsers, then pairs."""
        return (*self.browsers, *self.pairs)

    def selects(self, check: Check, address: str) -> bool:
        """Return whether the cell of a check in a browser or pair is selected."""
        of_pairs = check.peers > 1
        if address not in (self.pairs if of_pairs else self.browsers) or (self.pairs_only and not of_pairs):
            return False
        return all(any(matches(pattern, check.id) for pattern in patterns) for patterns in (self.suites, self.only))

    def cells(self, checks: Iterable[Check]) -> dict[str, tuple[Check, ...]]:
        """Return the selected checks of each browser and pair that has any, in order."""
        every = tuple(checks)
        found = {address: tuple(check for check in every if self.selects(check, address)) for address in self.addresses}
        return {address: selected for address, selected in found.items() if selected}


def scope_of(
    matrix: Matrix,
    addresses: Sequence[str],
    *,
    pairs: Sequence[str] = (),
    only: Sequence[str] = (),
    pairs_only: bool = False,
) -> Scope:
    """Return the scope of a run of some browsers of a matrix; ``pairs`` and ``only`` as on the command line."""
    return Scope(
        browsers=tuple(addresses),
        pairs=call_pairs(addresses, tuple(pairs) or matrix.pairs, matrix.references),
        suites=matrix.suites,
        only=tuple(only) or EVERY,
        pairs_only=pairs_only,
    )
