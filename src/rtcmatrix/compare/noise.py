"""Noise: facts, statuses and probe statuses that vary over the repeats of one browser. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import compare_facts
from rtcmatrix.compare.probe_status import probe_status
from rtcmatrix.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtcmatrix.model import Evidence, Result

_BOUNDARIES = (".", "[")
"""Characters that continue a path into a value."""
_INDEX_OR_NAME = re.compile(r"""(\["(?:[^"\\]|\\.)*"\])|\[\d+\]""")


@dataclass(frozen=True, kw_only=True)
class Noise:
    """The noise of one probe in one column."""

    paths: frozenset[str] = frozenset()
    """Paths of facts that vary over the finished repeats."""
    ends: bool = False
    """Whether the probe status varies over the repeats, such as with and without facts."""
    repeats: int = 1
    """Number of repeats."""

    def touches(self, path: str, *, by_index: bool = True) -> bool:
        """Whether a fact is noisy, is inside a noisy one, or contains one.

        Without ``by_index``, all items of a list are treated as one, for paths with indices of another list.
        """
        if not by_index:
            path = _any_item(path)
        noisy_paths = self.paths if by_index else map(_any_item, self.paths)
        return any(inside(path, noisy) or inside(noisy, path) for noisy in noisy_paths)


QUIET = Noise()
"""The noise of a probe without repeats or variation."""


def noise_of(repeats: Sequence[Evidence]) -> Noise:
    """Compare the repeats of one probe in one column with the first of them that has facts.

    This finds every noisy path: two repeats that differ cannot both equal a third.
    """
    if len(repeats) < 2:
        return QUIET
    observed = [each.facts for each in repeats if each.facts is not None]
    # Most repeats have equal text, which is faster to compare than values.
    unlike = list({repr(facts): facts for facts in observed}.values())
    paths = {change.path for other in unlike[1:] for change in compare_facts(unlike[0], other).changes}
    ends = len({probe_status(each) for each in repeats}) > 1
    return Noise(paths=frozenset(paths), ends=ends, repeats=len(repeats))


def inside(path: str, outer: str) -> bool:
    """Whether a path equals another one or leads into its value."""
    return path == outer or (path.startswith(outer) and path[len(outer)] in _BOUNDARIES)


def _any_item(path: str) -> str:
    """Remove the indices from a path; quoted members are kept."""
    return _INDEX_OR_NAME.sub(lambda found: found[1] or "[]", path)


def is_flaky(result: Result | None) -> bool:
    """Whether the status of a check varies in one column; if it was unexpected every time, it is not flaky."""
    return result is not None and (
        result.outcome is Outcome.FLAKY or (result.outcome is not Outcome.UNEXPECTED and len(set(result.repeats)) > 1)
    )


def any_flaky(results: Iterable[Result | None]) -> bool:
    """Whether one of several results is flaky."""
    return any(is_flaky(each) for each in results)
