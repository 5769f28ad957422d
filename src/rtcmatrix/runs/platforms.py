"""Name the columns of a merged run: by address, and by platform if runs are of several platforms. Pure."""

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
    """Operating system and machine, as in an address."""

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
    """The names of columns in the merged run."""

    platforms: tuple[dict[str, Platform], ...]
    """For each run: address -> platform."""
    names: dict[tuple[str, Platform], str]
    spans: dict[str, tuple[Platform, ...]] = field(default_factory=dict)
    """Address -> its platforms, in the order of names."""

    def of(self, run: int, address: str) -> str:
        """Return the name of a column of the run at this index; a pair is named by its two sides."""
        if is_pair(address):
            offerer, answerer = (self.of(run, side) for side in sides_of(address))
            return pair_address(offerer, answerer)
        return self.names[address, self.platforms[run][address]]


def name_columns(runs: Sequence[Run], *, always: bool = False) -> PlatformNames:
    """Name every column, with a suffix ``@linux`` if runs of several platforms have the same address.

    With ``always``, every name has the suffix and does not depend on which machines took part. The machine is added
    (``@linux-arm64``) if there are several of one system.
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
    """Return a browser with the name of its column; channel and version are unchanged."""
    return dataclasses.replace(spec, selector=name.partition(":")[2])


def _platforms_of(run: Run) -> dict[str, Platform]:
    """Return the platform of each column, from its provenance or else from the host of the run."""
    here = Platform.read(run.host)
    held = [
        *(each.address for each in run.browsers),
        *(each.address for each in run.unavailable),
        *(each.browser for each in run.evidence),
        *(each.browser for each in run.results),
        *run.starts,
        *(each.browser for each in run.reuse),
    ]
    addresses = [side for address in held for side in sides_of(address)]
    launched = {each.address: Platform.read(each.platform) for each in run.provenances if each.platform}
    return dict.fromkeys(addresses, here) | {each.address: here for each in run.provenances} | launched


def _name(address: str, platform: Platform, everywhere: set[Platform]) -> str:
    """Add the platform to an address without it."""
    twins = sum(each.system == platform.system for each in everywhere)
    label = f"{platform.system}-{platform.machine}" if twins > 1 and platform.machine else platform.system
    return address if address.endswith(f"@{label}") else f"{address}@{label}"
