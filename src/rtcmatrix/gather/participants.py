"""Who takes part in a gathering: one browser, or two that call each other. Opens their sessions, orders nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rtcmatrix.gather.lane import Gathered, Lane
from rtcmatrix.gather.pair_lane import PairLane
from rtcmatrix.gather.session import Session, SessionStartError
from rtcmatrix.gather.resources import Surroundings
from rtcmatrix.gather.probe_runs import Turn
from rtcmatrix.model import ROLES, BrowserSpec, Build, pair_address

Hello = Callable[[Session, str], None]
"""Told of each page's first words: whose session it is, its user agent."""


class AnyLane(Protocol):
    """Gathers one probe after another: a ``Lane``, or a ``PairLane``."""

    def gather(self, turn: Turn, *, timeout: float | None = None, attempt: int = 1) -> Gathered:
        """See ``Lane.gather``."""


class Meeting(Protocol):
    """The sessions of a party while they are open."""

    def count_lanes(self, most: int) -> int:
        """Say how many probes may be gathered at once, where the matrix allows ``most``."""

    def make_lane(self, around: Surroundings, *, width: int, hello: Hello) -> AnyLane:
        """Make one of ``width`` lanes."""

    def close(self) -> None:
        """End every session. May be called again, from any thread."""


class Party(Protocol):
    """Who is to be gathered from."""

    @property
    def address(self) -> str:
        """Of the browser, or of the pair."""

    def open(self, around: Surroundings, stage: str | None) -> Meeting:
        """Start what it takes; SessionStartError where a browser does not start."""


@dataclass(frozen=True, kw_only=True)
class OneBrowser:
    """A browser by itself."""

    spec: BrowserSpec
    build: Build

    @property
    def address(self) -> str:
        """Of the browser."""
        return self.spec.address

    def open(self, around: Surroundings, stage: str | None) -> Meeting:
        """Start it."""
        return _Alone(self.start(around, stage))

    def start(self, around: Surroundings, stage: str | None = None) -> Session:
        """Start a session of it; that the browser was started is told also where it did not come up."""
        try:
            session = Session(
                self.spec,
                self.build,
                guard=around.guard,
                port=around.server.port,
                timeout=around.limits.start_timeout,
                stage=stage,
            )
        except SessionStartError:
            around.tell("start", {"browser": self.address})
            raise
        around.tell("start", {"browser": self.address})
        return session


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two browsers, each with a session of its own also where both are the same: a call passes between processes."""

    offerer: OneBrowser
    answerer: OneBrowser

    @property
    def address(self) -> str:
        """Of the pair."""
        return pair_address(self.offerer.address, self.answerer.address)

    def open(self, around: Surroundings, stage: str | None) -> Meeting:  # noqa: ARG002 - a pair has no stage
        """Start both."""
        first = self.offerer.start(around)
        try:
            return _Together(self.address, first, self.answerer.start(around))
        except BaseException:
            first.close()
            raise


class _Alone:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count_lanes(self, most: int) -> int:
        return most if self._session.has_lanes else 1

    def make_lane(self, around: Surroundings, *, width: int, hello: Hello) -> Lane:
        return _lane(self._session, around, width, hello)

    def close(self) -> None:
        self._session.close()


class _Together:
    def __init__(self, address: str, offerer: Session, answerer: Session) -> None:
        self._address = address
        self._sessions = (offerer, answerer)

    def count_lanes(self, most: int) -> int:
        """Half as many: each probe keeps two browsers busy."""
        return max(1, most // 2) if all(session.has_lanes for session in self._sessions) else 1

    def make_lane(self, around: Surroundings, *, width: int, hello: Hello) -> PairLane:
        offerer, answerer = (
            _lane(session, around, width, hello, name=f"{self._address} {role}")
            for session, role in zip(self._sessions, ROLES, strict=True)
        )
        return PairLane(self._address, offerer, answerer)

    def close(self) -> None:
        for session in self._sessions:
            session.close()


def _lane(session: Session, around: Surroundings, width: int, hello: Hello, name: str | None = None) -> Lane:
    return Lane(
        session,
        around.server,
        around.limits,
        artifacts=around.artifacts,
        width=width,
        on_hello=lambda user_agent: hello(session, user_agent),
        name=name,
    )
