"""A gathering of a stand-in browser, all that it reported, and what its tests ask of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from standin_session import PATIENCE, Act, Page, Script

from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.probe_runs import ProbeRun
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.matrix import Limits
from rtcmatrix.model import BrowserSpec, Build, Evidence

SPEC = BrowserSpec(name="chromium", selector="150", version="150")
BUILD = Build(
    name="chromium", channel=None, version="150", binary="b", driver="d", driver_version="150", provider="standin"
)
SHORT = {"page_load_timeout": 0.05, "script_timeout": 0.03, "probe_timeout": 0.02}
PROBE = Probe(path="area/one.js", title="One.")
RUN = ProbeRun(probe=PROBE)


class Bench:
    """A gathering of a stand-in browser and all that it reported."""

    def __init__(self, script: Script, artifacts: Path) -> None:
        self.script = script
        self.artifacts = artifacts
        self.told: list[tuple[str, Any]] = []
        self.made: list[Gathering] = []

    def gather(self, *paths: str, lanes: int = 4, limits: dict[str, Any] | None = None, **more: Any) -> Gathering:
        """Begin to gather; a path that begins with ``alone`` must be, and ``stage NAME`` is on that stage."""
        probes = [
            Probe(
                path=path,
                title=path,
                alone=path.startswith("alone"),
                stage=(path.split()[1] if first == "stage" else None),
            )
            for path in paths
            for first in path.split()[:1]
        ]
        resources = SharedResources(
            server=self.script.server,
            limits=Limits(lanes=lanes, **(limits or {})),
            guard=Guard(),
            artifacts=self.artifacts,
            journal=lambda kind, value: self.told.append((kind, value)),
        )
        begun = Gathering(SingleBrowser(spec=SPEC, build=BUILD), probes, resources, **more)
        self.made.append(begun)
        begun.start()
        return begun

    def evidence(self, *paths: str, **more: Any) -> dict[str, Evidence]:
        """Gather, and wait for all."""
        begun = self.gather(*paths, **more)
        return {path: wait_for(begun, path) for path in paths}

    def told_of(self, kind: str) -> list[Any]:
        return [value for what, value in self.told if what == kind]


def wait_for(gathering: Gathering, path: str) -> Evidence:
    """Wait as ``evidence`` does, but not for ever: a future that is never resolved must fail its test."""
    return gathering._state._futures[path, 0].result(timeout=PATIENCE)


def together(number: int) -> Callable[[Act], Act]:
    """Give a way to make acts wait for each other."""
    barrier = threading.Barrier(number)

    def waiting(then: Act) -> Act:
        def act(page: Page) -> None:
            page.hello()
            barrier.wait(PATIENCE)
            then(page)

        return act

    return waiting
