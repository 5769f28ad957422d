"""A lane: run one probe after another in a window of a browser. The order is decided elsewhere."""

from __future__ import annotations

import contextlib
import itertools
import queue
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.artifact_writer import ArtifactWriter
from rtcmatrix.gather.driver_connection import DRIVER_ERRORS
from rtcmatrix.gather.evidence_builder import EvidenceBuilder
from rtcmatrix.gather.page_link import BrowserLost, PageClosed, PageLink, PageMessage
from rtcmatrix.gather.page_requests import PageRequests, UnknownRequestError
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.probe_runs import ProbeRun
from rtcmatrix.gather.recordings import InvalidRecordingError, Recordings
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.gather.signaling import SignalingEndpoint
from rtcmatrix.gather.stage_parts.errors import MissingRequirement
from rtcmatrix.matrix import Limits
from rtcmatrix.model import ConsoleMessage, Evidence, Fault

LOSS_GRACE = 0.5
"""Seconds to wait, after a page is gone, for the news that its browser is lost."""
FOCUS_INTERVAL = 0.2
"""Seconds without a message after which the window is focused, if its browser needs that."""

_labels = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class GatheredEvidence:
    """Evidence, and what it means for the session it was gathered in."""

    evidence: Evidence
    browser_died: bool = False
    session_unusable: bool = False
    """The tab crashed or is unresponsive: no other probe may run in the session."""


@dataclass(frozen=True, kw_only=True)
class PairSide:
    """The role of a window in a pair, and its signaling endpoint."""

    role: str
    endpoint: SignalingEndpoint


class Lane:
    """One window of a session. Used by one thread."""

    def __init__(
        self,
        session: Session,
        server: PageServer,
        limits: Limits,
        *,
        artifacts: Path,
        lane_count: int,
        on_page_loaded: Callable[[str], None],
        name: str | None = None,
    ) -> None:
        self._session = session
        self._server = server
        self._limits = limits
        self._artifacts = artifacts
        self._lane_count = lane_count
        self._on_page_loaded = on_page_loaded
        self._name = name or session.spec.address
        """Names the evidence: the browser's address; in a pair also the role, so that artifact names differ."""
        self._window: Window | None = None

    def gather(
        self, run: ProbeRun, *, timeout: float | None = None, attempt: int = 1, side: PairSide | None = None
    ) -> GatheredEvidence:
        """Run a probe and return its evidence. Raises nothing: errors become evidence.

        ``timeout`` (seconds) is that of the whole probe. The page itself times out a little earlier, so that it can
        report what it was waiting for.
        """
        probe = run.probe
        builder = EvidenceBuilder(
            probe=probe.path,
            address=self._name,
            attempt=attempt,
            lanes=self._lane_count,
            stage=self._session.stage,
            repeat=run.repeat,
        )
        writer = ArtifactWriter(folder=self._artifacts, builder=builder)
        link = self._server.open_link()
        try:
            with self._session.on_loss(link.put):
                if side is not None:
                    side.endpoint.connect(link)
                self._run_page(run, link, writer, timeout or probe.timeout or self._limits.probe_timeout, side)
            if builder.outcome is Fault.TIMEOUT:
                self._session.check_stopped()  # further commands to a stopped process would time out, too
            artifacts = writer.save_failure(self._session, self._window) if builder.outcome else ()
        finally:
            self._server.close_link(link)
            if side is not None:
                side.endpoint.end(builder.failure_reason)
        evidence = builder.build(artifacts)
        self._discard_window(run, builder)
        return GatheredEvidence(
            evidence=evidence,
            browser_died=builder.browser_died,
            session_unusable=(builder.unresponsive or evidence.fault is Fault.CRASH or self._session.loss is not None),
        )

    def _run_page(
        self, run: ProbeRun, link: PageLink, writer: ArtifactWriter, timeout: float, side: PairSide | None
    ) -> None:
        probe, builder = run.probe, writer.builder
        label = re.sub(r"[^a-z0-9]+", "-", probe.path.removesuffix(".js").lower())
        if self._session.hides_port:
            origin = f"http://{label}.localhost"  # screenshots show it: no number that differs between runs
        else:
            origin = self._server.origin(probe.origin, f"{label}-{next(_labels)}")
        params = {"probe": probe.path, "link": link.token, "deadline": int(timeout * 1000)}
        query = urlencode(params if side is None else {**params, "role": side.role})
        try:
            if self._window is None:
                self._window = self._session.open_window()
            window = self._window
            self._session.navigate(window, f"{origin}/probe.html?{query}")
            requests = PageRequests(
                session=self._session,
                window=window,
                origin=origin,
                pages=self._server.pages,
                save_picture=writer.save_picture,
                recordings=Recordings(save=writer.save_recording),
            )
            self._receive_events(link, builder, requests, timeout, side)
        except DRIVER_ERRORS as error:
            self._classify_driver_error(error, link, builder)

    def _receive_events(
        self, link: PageLink, builder: EvidenceBuilder, requests: PageRequests, timeout: float, side: PairSide | None
    ) -> None:
        """Receive messages until the probe has ended, by its record or by a fault."""
        load_deadline = time.monotonic() + self._limits.page_load_timeout
        run_deadline = time.monotonic() + timeout + self._limits.script_timeout
        if side is not None:  # the page waits for the other one before its own timeout starts
            run_deadline += self._limits.page_load_timeout
        while not builder.ended:
            deadline = run_deadline if builder.user_agent is not None else min(load_deadline, run_deadline)
            try:
                event = link.events.get(timeout=max(min(deadline - time.monotonic(), FOCUS_INTERVAL), 0.001))
            except queue.Empty:
                if time.monotonic() < deadline:
                    self._session.focus(requests.window)
                    continue
                builder.unresponsive = True
                builder.fail(Fault.TIMEOUT, self._timeout_message(builder, timeout))
                return
            match event:
                case PageMessage(content=content):
                    self._receive_message(content, link, builder, requests, side)
                case PageClosed():
                    self._classify_page_end(link, builder)
                case BrowserLost() as loss:
                    _record_loss(loss, builder)

    def _timeout_message(self, builder: EvidenceBuilder, timeout: float) -> str:
        if builder.user_agent is None:
            return f"the page did not load within {self._limits.page_load_timeout:g} s"
        limit = timeout + self._limits.script_timeout
        return f"the page is unresponsive: no record within {limit:g} s, although the page times out by itself"

    def _receive_message(
        self,
        content: dict[str, Any],
        link: PageLink,
        builder: EvidenceBuilder,
        requests: PageRequests,
        side: PairSide | None,
    ) -> None:
        match content:
            case {"type": "hello", "userAgent": str(user_agent)}:
                builder.user_agent = user_agent
                self._on_page_loaded(user_agent)
            case {"type": "console", "level": str(level), "text": str(text)}:
                builder.console.append(ConsoleMessage(level=level, text=text))
            case {"type": "record", "record": dict(record)}:
                builder.record = record
            case {"type": "report", "facts": dict(facts), "step": (str() | None) as step}:
                builder.report(facts, step)
            case {"type": "ask", "id": request_id, "name": str(name), "params": dict(params)}:
                self._answer_request(name, params, link, request_id, requests)
            case {"type": "signal", "content": signal} if side is not None:
                side.endpoint.send(signal)
            case _:
                builder.fail(Fault.ERROR, f"unexpected message from the page: {str(content)[:200]!r}")

    def _answer_request(
        self, name: str, params: dict[str, Any], link: PageLink, request_id: object, requests: PageRequests
    ) -> None:
        """Fulfill a request of the page and answer it."""
        try:
            value = requests.fulfill(name, params)
        except (NotSupportedByBrowser, MissingRequirement) as error:
            link.answer(request_id, error=str(error), unsupported=True)
        except (UnknownRequestError, InvalidRecordingError) as error:
            link.answer(request_id, error=str(error))
        else:
            link.answer(request_id, value=value)

    def _classify_page_end(self, link: PageLink, builder: EvidenceBuilder) -> None:
        """Find out whether only the page is gone or its browser; the end of the socket may be reported first."""
        if not _await_loss(link, builder):
            builder.fail(Fault.CRASH, "the page died before its probe ended (its tab crashed, or it was closed)")

    def _classify_driver_error(self, error: Exception, link: PageLink, builder: EvidenceBuilder) -> None:
        """Find out whether a command failed because its browser is lost."""
        if not _await_loss(link, builder):
            builder.unresponsive = True
            message = str(getattr(error, "msg", None) or error).strip()
            builder.fail(Fault.ERROR, f"WebDriver command failed: {message}")

    def _discard_window(self, run: ProbeRun, builder: EvidenceBuilder) -> None:
        """Discard the window if the run could affect the next one."""
        if self._window is not None and (run.needs_own_window or run.probe.spoils or builder.outcome is not None):
            # After a crash or timeout the session ends anyway, and its browser might not respond to the command
            if builder.fault is None:
                with contextlib.suppress(*DRIVER_ERRORS):
                    self._session.close_window(self._window)
            self._window = None


def _await_loss(link: PageLink, builder: EvidenceBuilder) -> bool:
    """Wait a moment for the news that the browser is lost, and record it; returns False if none comes."""
    with contextlib.suppress(queue.Empty):
        while True:
            event = link.events.get(timeout=LOSS_GRACE)
            if isinstance(event, BrowserLost):
                _record_loss(event, builder)
                return True
    return False


def _record_loss(loss: BrowserLost, builder: EvidenceBuilder) -> None:
    """Record that the browser died, or that it does not respond."""
    builder.unresponsive = loss.unresponsive
    builder.browser_died = not loss.unresponsive
    builder.fail(Fault.TIMEOUT if loss.unresponsive else Fault.CRASH, loss.reason)
