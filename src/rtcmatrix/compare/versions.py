"""Find columns with another version of a check or probe than most: they are not comparable in it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.columns import Column

_NONE: frozenset[int] = frozenset()


class Versions:
    """The versions of all checks in all columns; the most frequent one, or of equally frequent ones the first, applies.

    A check without a version, of an older run, counts as the same.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        said: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        probes: defaultdict[str, set[str]] = defaultdict(set)
        for at, column in enumerate(columns):
            for check in column.checks.values():
                said[check.id].append((at, check.version))
                probes[check.probe].add(check.id)
        self._unlike: dict[str, frozenset[int]] = {}
        for name, versions in said.items():
            if len({version for _, version in versions if version}) > 1:
                self._unlike[name] = _minority(versions)
        self._unlike_probes = {
            probe: _wholly_unlike(checks, said, self._unlike)
            for probe, checks in probes.items()
            if not checks.isdisjoint(self._unlike)
        }

    def apart_in_check(self, check: str) -> frozenset[int]:
        """Return the columns with another version of a check."""
        return self._unlike.get(check, _NONE)

    def apart_in_probe(self, probe: str) -> frozenset[int]:
        """Return the columns with another version of all checks of a probe, so that the probe may have changed, too."""
        return self._unlike_probes.get(probe, _NONE)

    def apart_checks(self, column: int) -> list[str]:
        """Return the checks with another version in a column, in the order of names."""
        return sorted(check for check, places in self._unlike.items() if column in places)


def _minority(versions: list[tuple[int, str]]) -> frozenset[int]:
    """Return the columns with another version than most."""
    usual = Counter(version for _, version in versions if version).most_common(1)[0][0]
    return frozenset(at for at, version in versions if version and version != usual)


def _wholly_unlike(
    checks: set[str], said: dict[str, list[tuple[int, str]]], unlike: dict[str, frozenset[int]]
) -> frozenset[int]:
    """Return the columns that have no check of a probe in the usual version."""
    usual = {at for check in checks for at, _ in said[check] if at not in unlike.get(check, _NONE)}
    return frozenset({at for check in checks for at in unlike.get(check, _NONE)} - usual)
