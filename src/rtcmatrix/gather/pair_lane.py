"""Run a probe in two browsers of a pair at the same time, one window each, and merge their evidence."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor

from rtcmatrix.gather.lane import GatheredEvidence, Lane, PairSide
from rtcmatrix.gather.probe_runs import ProbeRun
from rtcmatrix.gather.signaling import make_endpoints
from rtcmatrix.model import ROLES, ConsoleMessage, Evidence, Json, sides_of

PEER_GONE = "PeerGone"
"""The name of the error that a page ends with after the other page has failed; see pages/lib/signal.js."""


class PairLane:
    """Two lanes that are used together. Used by one thread."""

    def __init__(self, pair: str, offerer: Lane, answerer: Lane) -> None:
        self._pair = pair
        self._lanes = (offerer, answerer)

    def gather(self, run: ProbeRun, *, timeout: float | None = None, attempt: int = 1) -> GatheredEvidence:
        """Run both sides of a probe, each as ``Lane.gather`` does."""
        sides = [PairSide(role=role, endpoint=endpoint) for role, endpoint in zip(ROLES, make_endpoints(), strict=True)]
        with ThreadPoolExecutor(len(sides)) as threads:
            futures = [
                threads.submit(lane.gather, run, timeout=timeout, attempt=attempt, side=side)
                for lane, side in zip(self._lanes, sides, strict=True)
            ]
            gathered = [future.result() for future in futures]
        return GatheredEvidence(
            evidence=merge_evidence(self._pair, [each.evidence for each in gathered]),
            browser_died=any(each.browser_died for each in gathered),
            session_unusable=any(each.session_unusable for each in gathered),
        )


def merge_evidence(pair: str, sides: list[Evidence]) -> Evidence:
    """Merge the evidence of both sides: facts, metrics and notes are keyed by the role that gathered them.

    If a side returned no facts, its fault or missing API is that of the pair. If both returned none, the side that
    failed by itself counts, not the one that ended because of it.
    """
    named = list(zip(ROLES, sides_of(pair), sides, strict=True))
    first = sides[0]
    merged = Evidence(
        probe=first.probe,
        browser=pair,
        metrics={role: side.metrics for role, _, side in named if side.metrics},
        notes={role: side.notes for role, _, side in named if side.notes},
        console=tuple(
            ConsoleMessage(level=each.level, text=f"{role}: {each.text}")
            for role, _, side in named
            for each in side.console
        ),
        artifacts=tuple(artifact for side in sides for artifact in side.artifacts),
        started_at=min(side.started_at for side in sides),
        duration=max(side.duration for side in sides),
        attempt=first.attempt,
        lanes=first.lanes,
        repeat=first.repeat,
    )
    failed = [(role, address, side) for role, address, side in named if side.facts is None]
    if not failed:
        facts: dict[str, Json] = {role: side.facts for role, _, side in named}
        return dataclasses.replace(merged, facts=facts)
    role, address, side = min(failed, key=_cause_rank)
    partial: dict[str, Json] = {role: facts for role, _, side in named if (facts := side.facts or side.partial)}
    if side.fault is None:
        return dataclasses.replace(merged, unsupported=f"{side.unsupported} ({role} {address})")
    return dataclasses.replace(
        merged, fault=side.fault, message=f"{role} {address}: {side.message}", partial=partial, step=side.step
    )


def _cause_rank(failed: tuple[str, str, Evidence]) -> tuple[bool, bool]:
    """Rank why a side returned no facts: a fault of its own, then a missing API, then the end of the other side."""
    *_, side = failed
    return (side.message or "").startswith(PEER_GONE), side.fault is None
