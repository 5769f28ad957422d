"""Noise: in which facts, statuses and ends a browser differs from itself over the repeats of one run."""

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
"""What may follow a path in the path of something inside it."""
_INDEX_OR_NAME = re.compile(r"""(\["(?:[^"\\]|\\.)*"\])|\[\d+\]""")


@dataclass(frozen=True, kw_only=True)
class Noise:
    """How one column differs from itself in one probe."""

    paths: frozenset[str] = frozenset()
    """Fact paths whose values are not the same in all repeats that came to an end."""
    ends: bool = False
    """The repeats ended differently: some with facts and some not, say."""
    repeats: int = 1
    """How often the probe was gathered."""

    def touches(self, path: str, *, by_index: bool = True) -> bool:
        """Whether a fact is noisy, lies inside one that is, or has one inside it.

        Without ``by_index`` the items of a list are taken for one: for a path whose indexes count in another list.
        """
        if not by_index:
            path = _any_item(path)
        noisy_paths = self.paths if by_index else map(_any_item, self.paths)
        return any(inside(path, noisy) or inside(noisy, path) for noisy in noisy_paths)


QUIET = Noise()
"""Of a probe that was gathered once, or always alike."""


def noise_of(repeats: Sequence[Evidence]) -> Noise:
    """Compare the repeats of one probe in one column with the first of them that has facts.

    That is enough to find every noisy path: two repeats that differ cannot both be like a third.
    """
    if len(repeats) < 2:
        return QUIET
    observed = [each.facts for each in repeats if each.facts is not None]
    # Facts that are written alike are alike, and most repeats are: no need to walk them.
    unlike = list({repr(facts): facts for facts in observed}.values())
    paths = {change.path for other in unlike[1:] for change in compare_facts(unlike[0], other).changes}
    ends = len({probe_status(each) for each in repeats}) > 1
    return Noise(paths=frozenset(paths), ends=ends, repeats=len(repeats))


def inside(path: str, outer: str) -> bool:
    """Whether a path is another one, or leads to something inside of what that one names."""
    return path == outer or (path.startswith(outer) and path[len(outer)] in _BOUNDARIES)


def _any_item(path: str) -> str:
    """Leave the indexes out of a path; what is quoted in it is a name."""
    return _INDEX_OR_NAME.sub(lambda found: found[1] or "[]", path)


def is_flaky(result: Result | None) -> bool:
    """Whether a check came to more than one status in one column; one that was unexpected each time is not flaky."""
    return result is not None and (
        result.outcome is Outcome.FLAKY or (result.outcome is not Outcome.UNEXPECTED and len(set(result.repeats)) > 1)
    )


def any_flaky(results: Iterable[Result | None]) -> bool:
    """Whether one of several results is flaky."""
    return any(is_flaky(each) for each in results)
