"""A stand-in for a started browser: its pages do at once what a test's script says, over the server's real links."""

from __future__ import annotations

import contextlib
import platform
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.machine import machine_identity
from rtcmatrix.gather.page_link import BrowserLost, PageClosed, PageLink, PageMessage
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.session import SessionStartError, Window
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.model import BrowserSpec, Build, Provenance

PATIENCE = 20
"""Seconds until what was to come is given up."""


@dataclass(kw_only=True)
class Page:
    """A page of the stand-in, which an act controls."""

    url: str
    link: PageLink
    session: StandInSession
    window: Window

    def say(self, **content: Any) -> None:
        self.link.put(PageMessage(content=content))

    def hello(self) -> None:
        self.say(type="hello", userAgent="StandIn/1")

    def record(self, **record: Any) -> None:
        self.say(type="record", record={"facts": {}, "metrics": {}, "notes": {}, "unsupported": None} | record)

    def go(self) -> None:
        self.link.put(PageClosed())


Act = Callable[[Page], None]


def gives(**facts: Any) -> Act:
    """Be a page that loads and gives facts."""

    def act(page: Page) -> None:
        page.hello()
        page.record(facts=facts)

    return act


def hangs(page: Page) -> None:
    """Load and say no more."""
    page.hello()


def never_loads(page: Page) -> None:
    """Not even load."""


def dies_alone(page: Page) -> None:
    """Be a tab that crashes."""
    page.hello()
    page.go()


def takes_the_browser_along(page: Page) -> None:
    """Be a page whose whole browser crashes; the socket's end is seen first, as it often is."""
    page.hello()
    page.go()
    page.session.die()


@dataclass(kw_only=True)
class Script:
    """What every session of one test is to do, and what was seen of them."""

    server: PageServer
    acts: Mapping[str, Act | list[Act]] = field(default_factory=dict)
    """What the page of each probe does; of a list, one after the other. Without an act it gives empty facts."""
    refusals: int = 0
    """How many sessions do not start."""
    version: str = ""
    """What starts, if not the build."""
    has_user_contexts: bool = True
    lacking: Mapping[str | None, Exception] = field(default_factory=dict)
    """Stage -> why it cannot be had."""
    patience: list[float] = field(default_factory=list)
    """The time that each start was given."""
    sessions: list[StandInSession] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    """Probes in the order in which their pages were asked for."""
    beside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Probe -> those that were at work when it began."""
    at_work: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(
        self,
        spec: BrowserSpec,
        build: Build,
        *,
        guard: Guard,  # noqa: ARG002 - as a Session
        port: int = 0,  # noqa: ARG002 - as a Session
        timeout: float = 60,
        stage: str | None = None,
    ) -> StandInSession:
        self.patience.append(timeout)
        if stage in self.lacking:
            raise self.lacking[stage]
        if self.refusals:
            self.refusals -= 1
            raise SessionStartError(f"{spec.address} could not be started: no")
        session = StandInSession(script=self, spec=spec, build=build, stage=stage)
        self.sessions.append(session)
        return session

    def begin(self, probe: str) -> Act:
        with self.lock:
            self.beside[probe] |= self.at_work
            self.at_work.add(probe)
            act = self.acts.get(probe, gives())
            if isinstance(act, list):
                act = act[self.begun.count(probe)]
            self.begun.append(probe)
            return act


@dataclass(kw_only=True, eq=False)
class StandInSession:
    """Has the form of rtcmatrix.gather.session.Session."""

    script: Script
    spec: BrowserSpec
    build: Build
    stage: str | None = None
    prepared: PreparedStage = field(default_factory=PreparedStage)
    loss: BrowserLost | None = None
    closed: bool = False
    windows: list[Window] = field(default_factory=list)
    closed_windows: list[Window] = field(default_factory=list)
    permitted: list[dict[str, str]] = field(default_factory=list)
    activated: list[Window] = field(default_factory=list)
    log: Path = Path("/nothing/driver.log")
    folder: Path = Path("/nothing")
    _pages: dict[str, Page] = field(default_factory=dict)
    _loss_listeners: list[Callable[[BrowserLost], None]] = field(default_factory=list)

    @property
    def hides_port(self) -> bool:
        return False

    @property
    def has_user_contexts(self) -> bool:
        return self.script.has_user_contexts

    @contextlib.contextmanager
    def on_loss(self, listener: Callable[[BrowserLost], None]) -> Iterator[None]:
        self._loss_listeners.append(listener)
        if self.loss is not None:
            listener(self.loss)
        yield
        self._loss_listeners.remove(listener)

    def check_stopped(self) -> bool:
        return False

    def die(self) -> None:
        self._lose(BrowserLost(reason=f"the browser of {self.spec.address} died"))

    def mark_unresponsive(self) -> None:
        self._lose(BrowserLost(reason=f"the browser of {self.spec.address} does not respond", unresponsive=True))

    def _lose(self, loss: BrowserLost) -> None:
        self.loss = loss
        for listener in list(self._loss_listeners):
            listener(loss)

    def open_window(self) -> Window:
        window = Window(context=f"window {len(self.windows)}", user_context="own")
        self.windows.append(window)
        return window

    def close_window(self, window: Window) -> None:
        self.closed_windows.append(window)

    def navigate(self, window: Window, url: str) -> None:
        query = parse_qs(urlsplit(url).query)
        [probe], [token] = query["probe"], query["link"]
        page = Page(url=url, link=self.script.server._links[token], session=self, window=window)
        self._pages[probe] = page
        try:
            self.script.begin(probe)(page)
        finally:
            self.script.at_work.discard(probe)

    def permit(self, window: Window, *, name: str, state: str, origin: str) -> None:  # noqa: ARG002 - as a Session
        self.permitted.append({"name": name, "state": state, "origin": origin})

    def activate(self, window: Window) -> None:
        self.activated.append(window)

    def focus(self, window: Window) -> None:
        """Nobody waits for the focus here."""

    def screenshot(self, window: Window) -> bytes:
        return f"picture of {window.context}".encode()

    def provenance(self, user_agent: str) -> Provenance:
        return Provenance(
            address=self.spec.address,
            brand="Stand-in",
            channel=self.build.channel,
            version=self.script.version or self.build.version,
            provider="standin",
            driver=f"{self.build.driver} {self.build.driver_version}",
            user_agent=user_agent,
            platform=f"{platform.system().lower()} {platform.machine()}",
            flags=self.spec.flags,
            prefs=dict(self.spec.prefs),
            binary="standin",
            machine=machine_identity(),
        )

    @property
    def driver(self) -> StandInSession:
        """The session is its own driver."""
        return self

    def execute_script(self, script: str) -> str:  # noqa: ARG002 - as a driver
        """Return the user agent, the only thing that is asked."""
        return "StandIn/1"

    def close(self) -> None:
        """End every page, as the death of a browser does."""
        self.closed = True
        for page in list(self._pages.values()):
            page.go()
