"""Open the sessions of the browser, or of the two browsers of a pair, that evidence is gathered from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rtcmatrix.gather.lane import GatheredEvidence, Lane
from rtcmatrix.gather.pair_lane import PairLane
from rtcmatrix.gather.probe_runs import ProbeRun
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.gather.session import Session, SessionStartError
from rtcmatrix.model import ROLES, BrowserSpec, Build, pair_address

PageLoadedListener = Callable[[Session, str], None]
"""Called for each page that has loaded, with its session and user agent."""


class ProbeLane(Protocol):
    """Gathers one probe after another: a ``Lane`` or a ``PairLane``."""

    def gather(self, run: ProbeRun, *, timeout: float | None = None, attempt: int = 1) -> GatheredEvidence:
        """See ``Lane.gather``."""


class OpenSessions(Protocol):
    """The open sessions of the participants."""

    def max_lanes(self, limit: int) -> int:
        """Return how many lanes the sessions support, at most ``limit``."""

    def make_lane(
        self, resources: SharedResources, *, lane_count: int, on_page_loaded: PageLoadedListener
    ) -> ProbeLane:
        """Make one of ``lane_count`` lanes."""

    def close(self) -> None:
        """Close every session. May be called more than once, from any thread."""


class Participants(Protocol):
    """The browser or pair that evidence is gathered from."""

    @property
    def address(self) -> str:
        """Of the browser or pair."""

    def open(self, resources: SharedResources, stage: str | None) -> OpenSessions:
        """Start a session of each browser; raises SessionStartError if one does not start."""


@dataclass(frozen=True, kw_only=True)
class SingleBrowser:
    """One browser."""

    spec: BrowserSpec
    build: Build

    @property
    def address(self) -> str:
        """Of the browser."""
        return self.spec.address

    def open(self, resources: SharedResources, stage: str | None) -> OpenSessions:
        """Start its session."""
        return _SingleSession(self.start(resources, stage))

    def start(self, resources: SharedResources, stage: str | None = None) -> Session:
        """Start a session and journal the start, also if it failed."""
        try:
            session = Session(
                self.spec,
                self.build,
                guard=resources.guard,
                port=resources.server.port,
                timeout=resources.limits.start_timeout,
                stage=stage,
            )
        except SessionStartError:
            resources.journal("start", {"browser": self.address})
            raise
        resources.journal("start", {"browser": self.address})
        return session


@dataclass(frozen=True, kw_only=True)
class BrowserPair:
    """Two browsers that call each other. Each has its own session, even if both are the same build."""

    offerer: SingleBrowser
    answerer: SingleBrowser

    @property
    def address(self) -> str:
        """Of the pair."""
        return pair_address(self.offerer.address, self.answerer.address)

    def open(self, resources: SharedResources, stage: str | None) -> OpenSessions:  # noqa: ARG002 - pairs have no stage
        """Start both sessions."""
        offerer = self.offerer.start(resources)
        try:
            return _PairSessions(self.address, offerer, self.answerer.start(resources))
        except BaseException:
            offerer.close()
            raise


class _SingleSession:
    def __init__(self, session: Session) -> None:
        self._session = session

    def max_lanes(self, limit: int) -> int:
        return limit if self._session.has_user_contexts else 1

    def make_lane(self, resources: SharedResources, *, lane_count: int, on_page_loaded: PageLoadedListener) -> Lane:
        return _make_lane(self._session, resources, lane_count, on_page_loaded)

    def close(self) -> None:
        self._session.close()


class _PairSessions:
    def __init__(self, address: str, offerer: Session, answerer: Session) -> None:
        self._address = address
        self._sessions = (offerer, answerer)

    def max_lanes(self, limit: int) -> int:
        """Return half the limit: each probe uses two browsers."""
        return max(1, limit // 2) if all(session.has_user_contexts for session in self._sessions) else 1

    def make_lane(self, resources: SharedResources, *, lane_count: int, on_page_loaded: PageLoadedListener) -> PairLane:
        offerer, answerer = (
            _make_lane(session, resources, lane_count, on_page_loaded, name=f"{self._address} {role}")
            for session, role in zip(self._sessions, ROLES, strict=True)
        )
        return PairLane(self._address, offerer, answerer)

    def close(self) -> None:
        for session in self._sessions:
            session.close()


def _make_lane(
    session: Session,
    resources: SharedResources,
    lane_count: int,
    on_page_loaded: PageLoadedListener,
    name: str | None = None,
) -> Lane:
    return Lane(
        session,
        resources.server,
        resources.limits,
        artifacts=resources.artifacts,
        lane_count=lane_count,
        on_page_loaded=lambda user_agent: on_page_loaded(session, user_agent),
        name=name,
    )
