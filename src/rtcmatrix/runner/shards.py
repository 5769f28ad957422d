"""Divide a matrix into shards that gather each cell once. Pure."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix import Matrix, matches
from rtcmatrix.matrix.calls import ONE_WAY
from rtcmatrix.model import BrowserSpec, Check, sides_of
from rtcmatrix.runner.estimate import Durations, estimate_run
from rtcmatrix.runner.scope import EVERY, Scope, scope_of

PLATFORMS = ("linux", "windows", "macos")
"""The operating systems of hosted CI machines, as addresses of merged runs name them."""
CORES = 2
"""Cores of the smallest hosted machine: they limit the workers of a shard."""
SLOWER = 2.0
"""How many times longer than estimated a shard may take: hosted machines differ by this factor from day to day."""
SETUP_MINUTES = 15
"""Time for what the estimate leaves out: downloads of browsers, confirmation of unexpected results, the report."""
LEAST_MINUTES = 20
"""Shortest timeout: an estimate from few cells means little."""
MOST_MINUTES = 330
"""Longest timeout: GitHub ends jobs of hosted machines after 360 minutes, and the shard must still be uploaded."""
LONGEST_SECONDS = (MOST_MINUTES - SETUP_MINUTES) / SLOWER * 60
"""Longest estimated time of a shard; a longer one is divided."""


@dataclass(frozen=True, kw_only=True)
class Shard:
    """One job of a nightly run."""

    name: str
    """Unique, of letters, digits and ``-``."""
    platform: str
    """One of PLATFORMS."""
    browsers: str
    """Value of ``run --browsers``."""
    arguments: list[str]
    """Further arguments of ``run``; none contains a space."""
    timeout_minutes: int


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A part of the matrix on one platform, by address."""

    brand: str
    """The brand, or ``calls``."""
    scope: Scope
    """What the part gathers."""


def plan_shards(
    matrix: Matrix,
    checks: Sequence[Check],
    durations: Durations,
    *,
    platform: str,
    browsers: Sequence[BrowserSpec],
    pairs: Sequence[str] = (),
) -> list[Shard]:
    """Return the shards of one platform: for each brand its browsers with the calls between them, then other calls.

    ``browsers`` are those of the matrix to gather, ``pairs`` the entries of ``--pairs``. A browser whose builds exist
    only for Linux is left out elsewhere. A part without any cell has no shard.
    """
    specs = [spec for spec in browsers if platform in _platforms_of(spec)]
    whole = scope_of(matrix, [spec.address for spec in specs], pairs=pairs)
    known = dataclasses.replace(durations, probes={**durations.probes, **{each.id: each.probe for each in checks}})
    planner = _Planner(matrix=matrix, checks=checks, durations=known, platform=platform, whole=whole)
    brands = {spec.name: [each.address for each in specs if each.name == spec.name] for spec in specs}
    singles = [part for brand, addresses in brands.items() for part in planner.divide_brand(brand, addresses)]
    inside = {pair for part in singles for pair in part.scope.pairs}
    others = [pair for pair in whole.pairs if pair not in inside]
    parts = [*singles, *planner.divide_calls(others)]
    return [
        _shard(part, number, planner, given=pairs)
        for part, number in zip(parts, _numbers(parts), strict=True)
        if planner.cells(part.scope)
    ]


@dataclass(frozen=True, kw_only=True)
class _Planner:
    """Divides the scope of one platform."""

    matrix: Matrix
    checks: Sequence[Check]
    durations: Durations
    platform: str
    whole: Scope

    def cells(self, scope: Scope) -> Mapping[str, Sequence[str]]:
        """Return the selected cells, address -> check ids."""
        return {address: [each.id for each in selected] for address, selected in scope.cells(self.checks).items()}

    def seconds(self, scope: Scope) -> float:
        """Return the estimated time of a part on a hosted machine."""
        workers = self.matrix.limits.count_workers(len(scope.browsers), CORES)
        cells = self.cells(scope)
        return estimate_run(cells, self.durations, workers=workers, platform=self.platform).seconds

    def divide_brand(self, brand: str, addresses: Sequence[str]) -> Iterator[_Part]:
        """Return a part with all browsers of a brand, or several parts with fewer browsers or fewer areas."""
        scope = dataclasses.replace(self.whole, browsers=tuple(addresses), pairs=self._inside(addresses))
        areas = self._areas(scope)
        if self.seconds(scope) <= LONGEST_SECONDS or max(len(addresses), len(areas)) <= 1:
            yield _Part(brand=brand, scope=scope)
        elif len(addresses) > 1:
            for half in _halves(addresses):
                yield from self.divide_brand(brand, half)
        else:
            for half in _halves(areas):
                yield from self._divide_areas(brand, scope, half)

    def divide_calls(self, pairs: Sequence[str]) -> Iterator[_Part]:
        """Return parts that gather only calls."""
        if not pairs:
            return
        sides = {side for pair in pairs for side in sides_of(pair)}
        browsers = tuple(address for address in self.whole.browsers if address in sides)
        scope = dataclasses.replace(self.whole, browsers=browsers, pairs=tuple(pairs), pairs_only=True)
        if len(pairs) == 1 or self.seconds(scope) <= LONGEST_SECONDS:
            yield _Part(brand="calls", scope=scope)
        else:
            for half in _halves(pairs):
                yield from self.divide_calls(half)

    def _divide_areas(self, brand: str, scope: Scope, areas: Sequence[str]) -> Iterator[_Part]:
        part = dataclasses.replace(scope, only=tuple(f"{area}/*" for area in areas))
        if len(areas) <= 1 or self.seconds(part) <= LONGEST_SECONDS:
            yield _Part(brand=brand, scope=part)
        else:
            for half in _halves(areas):
                yield from self._divide_areas(brand, scope, half)

    def _areas(self, scope: Scope) -> list[str]:
        ids = sorted(check for checks in self.cells(scope).values() for check in checks)
        return list(dict.fromkeys(check.partition("/")[0] for check in ids))

    def _inside(self, addresses: Sequence[str]) -> tuple[str, ...]:
        return tuple(pair for pair in self.whole.pairs if set(sides_of(pair)) <= set(addresses))


def _shard(part: _Part, number: str, planner: _Planner, *, given: Sequence[str]) -> Shard:
    """Write a part as the command line of ``run``; ``given`` are the entries of ``--pairs``."""
    scope = part.scope
    arguments: list[str] = []
    if scope.pairs_only:
        calls = ",".join(ONE_WAY.join(sides_of(pair)) for pair in scope.pairs)
        arguments += ["--pairs-only", "--pairs", calls]
    elif given:
        arguments += ["--pairs", ",".join("".join(entry.split()) for entry in given)]
    if scope.only != EVERY:
        arguments += ["--suites", ",".join(scope.only)]
    minutes = math.ceil(planner.seconds(scope) * SLOWER / 60) + SETUP_MINUTES
    return Shard(
        name=f"{part.brand}{number}-{planner.platform}",
        platform=planner.platform,
        browsers=_pattern(part.brand, scope.browsers, planner.matrix),
        arguments=arguments,
        timeout_minutes=min(max(minutes, LEAST_MINUTES), MOST_MINUTES),
    )


def _pattern(brand: str, addresses: Sequence[str], matrix: Matrix) -> str:
    """Return the value of ``--browsers``: ``chrome:*`` if these are all browsers of the brand."""
    every = f"{brand}:*"
    if tuple(addresses) == tuple(each for each in matrix.addresses if matches(every, each)):
        return every
    return ",".join(addresses)


def _numbers(parts: Sequence[_Part]) -> Iterator[str]:
    """Return ``-1``, ``-2``, ... for the parts of a brand that is divided, else nothing."""
    brands = [part.brand for part in parts]
    for place, brand in enumerate(brands):
        yield f"-{brands[:place].count(brand) + 1}" if brands.count(brand) > 1 else ""


def _platforms_of(spec: BrowserSpec) -> tuple[str, ...]:
    """Return the platforms for which builds of a browser may exist: Debian's packages are for Linux only."""
    only_debian = not KINDS[spec.name].selenium_manager and spec.provider == "auto" and spec.binary is None
    return ("linux",) if spec.provider == "debian" or only_debian else PLATFORMS


def _halves(values: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    middle = (len(values) + 1) // 2
    return values[:middle], values[middle:]
