"""What the columns of several runs are called in one: their addresses, with platforms where these differ. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rtcmatrix.model import BrowserSpec, Run, is_pair, pair_address, sides_of

_SYSTEMS = {"darwin": "macos"}
_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
_UNSAFE = re.compile(r"[^a-z0-9_.]+")


@dataclass(frozen=True, kw_only=True)
class Platform:
    """Operating system and machine, in the words that an address uses."""

    system: str
    machine: str = ""

    @classmethod
    def read(cls, text: str) -> Platform:
        """Read ``linux x86_64``, ``windows AMD64`` or ``darwin arm64, 3 cores``."""
        system, _, machine = text.partition(",")[0].strip().lower().partition(" ")
        plain = [_UNSAFE.sub("-", part).strip("-.") for part in (system, machine)]
        return cls(system=_SYSTEMS.get(plain[0], plain[0]) or "unknown", machine=_MACHINES.get(plain[1], plain[1]))


@dataclass(frozen=True, kw_only=True)
class PlatformNames:
    """What each column is called in the one run."""

    platforms: tuple[dict[str, Platform], ...]
    """For each run: address -> where that column is from."""
    names: dict[tuple[str, Platform], str]
    spans: dict[str, tuple[Platform, ...]] = field(default_factory=dict)
    """Address -> the platforms it is from, in the order of their names."""

    def of(self, run: int, address: str) -> str:
        """Name a column of one run, by its place among the runs; a pair is named by its two sides."""
        if is_pair(address):
            offerer, answerer = (self.of(run, side) for side in sides_of(address))
            return pair_address(offerer, answerer)
        return self.names[address, self.platforms[run][address]]


def name_columns(runs: Sequence[Run], *, always: bool = False) -> PlatformNames:
    """Name every column: with ``@linux`` behind it where runs of several platforms asked for the same address.

    With ``always`` every column is named so, and a name does not hang on which machines answered. The machine is added
    (``@linux-arm64``) where one system stands for several.
    """
    platforms = tuple(_platforms_of(run) for run in runs)
    spans: dict[str, set[Platform]] = {}
    for held in platforms:
        for address, platform in held.items():
            spans.setdefault(address, set()).add(platform)
    everywhere = {platform for held in platforms for platform in held.values()}
    names = {
        (address, platform): _name(address, platform, everywhere) if always or len(found) > 1 else address
        for address, found in spans.items()
        for platform in found
    }
    ordered = {
        address: tuple(sorted(found, key=lambda each: (each.system, each.machine))) for address, found in spans.items()
    }
    return PlatformNames(platforms=platforms, names=names, spans=ordered)


def renamed(spec: BrowserSpec, name: str) -> BrowserSpec:
    """Give a wanted browser the name of its column; channel and version stay what they are."""
    return dataclasses.replace(spec, selector=name.partition(":")[2])


def _platforms_of(run: Run) -> dict[str, Platform]:
    """Say where each column of a run is from: what was launched says it, else the machine that asked."""
    here = Platform.read(run.host)
    held = [
        *(each.address for each in run.browsers),
        *(each.address for each in run.unavailable),
        *(each.browser for each in run.evidence),
        *(each.browser for each in run.results),
        *run.starts,
    ]
    addresses = [side for address in held for side in sides_of(address)]
    launched = {each.address: Platform.read(each.platform) for each in run.provenances if each.platform}
    return dict.fromkeys(addresses, here) | {each.address: here for each in run.provenances} | launched


def _name(address: str, platform: Platform, everywhere: set[Platform]) -> str:
    """Add the platform to an address that does not end in it already."""
    twins = sum(each.system == platform.system for each in everywhere)
    label = f"{platform.system}-{platform.machine}" if twins > 1 and platform.machine else platform.system
    return address if address.endswith(f"@{label}") else f"{address}@{label}"
