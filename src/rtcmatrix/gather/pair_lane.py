"""A pair's lane: one window in each of two browsers, in which both parts of a probe are gathered at the same time."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor

from rtcmatrix.gather.signaling import join_ends
from rtcmatrix.gather.lane import Gathered, Lane, Part
from rtcmatrix.gather.probe_runs import Turn
from rtcmatrix.model import ROLES, ConsoleMessage, Evidence, Json, sides_of

GONE = "PeerGone"
"""How a page names the error it ends with because the other one has ended; see pages/lib/signal.js."""


class PairLane:
    """Two lanes that are used together. Used by one thread."""

    def __init__(self, pair: str, offerer: Lane, answerer: Lane) -> None:
        self._pair = pair
        self._lanes = (offerer, answerer)

    def gather(self, turn: Turn, *, timeout: float | None = None, attempt: int = 1) -> Gathered:
        """Run both parts of a probe to their ends, as ``Lane.gather`` does one."""
        parts = [Part(role=role, end=end) for role, end in zip(ROLES, join_ends(), strict=True)]
        with ThreadPoolExecutor(len(parts)) as threads:
            begun = [
                threads.submit(lane.gather, turn, timeout=timeout, attempt=attempt, part=part)
                for lane, part in zip(self._lanes, parts, strict=True)
            ]
            gathered = [one.result() for one in begun]
        return Gathered(
            evidence=join_evidence(self._pair, [one.evidence for one in gathered]),
            browser_died=any(one.browser_died for one in gathered),
            session_spoiled=any(one.session_spoiled for one in gathered),
        )


def join_evidence(pair: str, parts: list[Evidence]) -> Evidence:
    """Make one evidence of both parts: facts, metrics and notes stand under the role that gathered them.

    Where one part came to no end, that decides; the other one ended because of it.
    """
    named = list(zip(ROLES, sides_of(pair), parts, strict=True))
    first = parts[0]
    joined = Evidence(
        probe=first.probe,
        browser=pair,
        metrics={role: part.metrics for role, _, part in named if part.metrics},
        notes={role: part.notes for role, _, part in named if part.notes},
        console=tuple(
            ConsoleMessage(level=each.level, text=f"{role}: {each.text}")
            for role, _, part in named
            for each in part.console
        ),
        artifacts=tuple(each for part in parts for each in part.artifacts),
        started_at=min(part.started_at for part in parts),
        duration=max(part.duration for part in parts),
        attempt=first.attempt,
        lanes=first.lanes,
        repeat=first.repeat,
    )
    ended = [(role, who, part) for role, who, part in named if part.facts is None]
    if not ended:
        facts: dict[str, Json] = {role: part.facts for role, _, part in named}
        return dataclasses.replace(joined, facts=facts)
    role, who, part = min(ended, key=_comes_after)
    partial: dict[str, Json] = {role: found for role, _, part in named if (found := part.facts or part.partial)}
    if part.fault is None:
        return dataclasses.replace(joined, unsupported=f"{part.unsupported} ({role} {who})")
    return dataclasses.replace(
        joined, fault=part.fault, message=f"{role} {who}: {part.message}", partial=partial, step=part.step
    )


def _comes_after(ended: tuple[str, str, Evidence]) -> tuple[bool, bool]:
    """Rank what ended a pair: a fault of its own, then something lacking, then only that the other one had ended."""
    *_, part = ended
    return (part.message or "").startswith(GONE), part.fault is None
