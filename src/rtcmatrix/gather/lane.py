"""A lane: one window of a browser in which one probe after another is gathered. Decides nothing about their order."""

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
from rtcmatrix.gather.evidence_builder import Account
from rtcmatrix.gather.page_requests import Asks, UnknownAskError
from rtcmatrix.gather.signaling import End
from rtcmatrix.gather.artifact_writer import Keeping
from rtcmatrix.gather.driver_connection import DRIVER_ERRORS
from rtcmatrix.gather.page_link import Closed, Link, Lost, Message
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.recordings import BadRecordingError, Recordings
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.gather.stages import Lacking
from rtcmatrix.gather.probe_runs import Turn
from rtcmatrix.matrix import Limits
from rtcmatrix.model import ConsoleMessage, Evidence, Fault

GRACE = 0.5
"""Seconds to learn, after a page has gone, whether its whole browser did."""
ATTENTION = 0.2
"""Seconds of a page's silence after which its window is given the focus, where the browser needs that."""

_labels = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Evidence, and what it means for the browser it came from."""

    evidence: Evidence
    browser_died: bool = False
    session_spoiled: bool = False
    """The tab died or hangs: the session must not be used for another probe."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Which part a window plays in a pair, and its end of what the two say to each other."""

    role: str
    end: End


class Lane:
    """One window of a session. Used by one thread."""

    def __init__(
        self,
        session: Session,
        server: PageServer,
        limits: Limits,
        *,
        artifacts: Path,
        width: int,
        on_hello: Callable[[str], None],
        name: str | None = None,
    ) -> None:
        self._session = session
        self._server = server
        self._limits = limits
        self._artifacts = artifacts
        self._width = width
        self._on_hello = on_hello
        self._name = name or session.spec.address
        """Whose evidence this gathers: the browser's address; in a pair, what tells its two files apart."""
        self._window: Window | None = None

    def gather(
        self, turn: Turn, *, timeout: float | None = None, attempt: int = 1, part: Part | None = None
    ) -> Gathered:
        """Run a probe to its end, whatever that is. Raises nothing: what goes wrong becomes evidence.

        ``timeout`` (seconds) is for the whole probe; its page is told to give up a little earlier by itself, so that it
        can still say what it was waiting for.
        """
        probe = turn.probe
        account = Account(
            probe=probe.path,
            address=self._name,
            attempt=attempt,
            lanes=self._width,
            stage=self._session.stage,
            repeat=turn.repeat,
        )
        keeping = Keeping(folder=self._artifacts, account=account)
        link = self._server.open_link()
        try:
            with self._session.on_death(link.put):
                if part is not None:
                    part.end.connect(link)
                self._run(turn, link, keeping, timeout or probe.timeout or self._limits.probe_timeout, part)
            if account.outcome is Fault.TIMEOUT:
                self._session.check_stopped()  # where it is, nothing more is asked: each command would wait in vain
            artifacts = keeping.failure(self._session, self._window) if account.outcome else ()
        finally:
            self._server.close_link(link)
            if part is not None:
                part.end.leave(account.why_not)
        evidence = account.to_evidence(artifacts)
        self._leave_window(turn, account)
        return Gathered(
            evidence=evidence,
            browser_died=account.browser_died,
            session_spoiled=account.hung or evidence.fault is Fault.CRASH or self._session.death is not None,
        )

    def _run(self, turn: Turn, link: Link, keeping: Keeping, timeout: float, part: Part | None) -> None:
        probe, account = turn.probe, keeping.account
        label = re.sub(r"[^a-z0-9]+", "-", probe.path.removesuffix(".js").lower())
        if self._session.hides_port:
            origin = f"http://{label}.localhost"  # people see it: no number that changes from run to run
        else:
            origin = self._server.origin(probe.origin, f"{label}-{next(_labels)}")
        words = {"probe": probe.path, "link": link.token, "deadline": int(timeout * 1000)}
        query = urlencode(words if part is None else {**words, "role": part.role})
        try:
            if self._window is None:
                self._window = self._session.open_window()
            window = self._window
            self._session.navigate(window, f"{origin}/probe.html?{query}")
            asks = Asks(
                session=self._session,
                window=window,
                origin=origin,
                pages=self._server.pages,
                keep_picture=keeping.picture,
                recordings=Recordings(keep=keeping.recording),
            )
            self._listen(link, account, asks, timeout, part)
        except DRIVER_ERRORS as error:
            self._explain(error, link, account)

    def _listen(self, link: Link, account: Account, asks: Asks, timeout: float, part: Part | None) -> None:
        """Take what the page says until it has said all, or can no longer."""
        loaded_by = time.monotonic() + self._limits.page_load_timeout
        done_by = time.monotonic() + timeout + self._limits.script_timeout
        if part is not None:  # the page waits for the other one before its own time begins
            done_by += self._limits.page_load_timeout
        while not account.ended:
            deadline = done_by if account.user_agent is not None else min(loaded_by, done_by)
            try:
                event = link.events.get(timeout=max(min(deadline - time.monotonic(), ATTENTION), 0.001))
            except queue.Empty:
                if time.monotonic() < deadline:
                    self._session.attend(asks.window)
                    continue
                account.hung = True
                account.fail(Fault.TIMEOUT, self._silence(account, timeout))
                return
            match event:
                case Message(content=content):
                    self._take(content, link, account, asks, part)
                case Closed():
                    self._page_gone(link, account)
                case Lost() as lost:
                    _lose(lost, account)

    def _silence(self, account: Account, timeout: float) -> str:
        if account.user_agent is None:
            return f"the page did not load within {self._limits.page_load_timeout:g} s"
        patience = timeout + self._limits.script_timeout
        return f"the page hangs: nothing came within {patience:g} s, not even its own time-out"

    def _take(self, content: dict[str, Any], link: Link, account: Account, asks: Asks, part: Part | None) -> None:
        match content:
            case {"type": "hello", "userAgent": str(user_agent)}:
                account.user_agent = user_agent
                self._on_hello(user_agent)
            case {"type": "console", "level": str(level), "text": str(text)}:
                account.console.append(ConsoleMessage(level=level, text=text))
            case {"type": "record", "record": dict(record)}:
                account.record = record
            case {"type": "report", "facts": dict(facts), "step": (str() | None) as step}:
                account.report(facts, step)
            case {"type": "ask", "id": ask_id, "name": str(name), "params": dict(params)}:
                self._do(name, params, link, ask_id, asks)
            case {"type": "signal", "content": said} if part is not None:
                part.end.send(said)
            case _:
                account.fail(Fault.ERROR, f"the page said what nobody understands: {str(content)[:200]!r}")

    def _do(self, name: str, params: dict[str, Any], link: Link, ask_id: object, asks: Asks) -> None:
        """Do for a page what only its driver can."""
        try:
            value = asks.answer(name, params)
        except (NotSupportedByBrowser, Lacking) as error:
            link.answer(ask_id, error=str(error), unsupported=True)
        except (UnknownAskError, BadRecordingError) as error:
            link.answer(ask_id, error=str(error))
        else:
            link.answer(ask_id, value=value)

    def _page_gone(self, link: Link, account: Account) -> None:
        """Find out whether a page went alone or with its browser; the socket's end may be seen first."""
        with contextlib.suppress(queue.Empty):
            while True:
                event = link.events.get(timeout=GRACE)
                if isinstance(event, Lost):
                    _lose(event, account)
                    return
        account.fail(Fault.CRASH, "the page died before its probe ended (its tab crashed, or it was closed)")

    def _explain(self, error: Exception, link: Link, account: Account) -> None:
        """Say whether a command failed because the browser died under it."""
        with contextlib.suppress(queue.Empty):
            while True:
                event = link.events.get(timeout=GRACE)
                if isinstance(event, Lost):
                    _lose(event, account)
                    return
        account.hung = True
        account.fail(Fault.ERROR, f"the driver refused: {str(getattr(error, 'msg', None) or error).strip()}")

    def _leave_window(self, turn: Turn, account: Account) -> None:
        """Throw the window away where the next probe could still feel this one."""
        if self._window is not None and (turn.fresh or turn.probe.spoils or account.outcome is not None):
            # Where a tab died or hangs, the whole session goes: its browser might not answer for the one window
            if account.fault is None:
                with contextlib.suppress(*DRIVER_ERRORS):
                    self._session.close_window(self._window)
            self._window = None


def _lose(lost: Lost, account: Account) -> None:
    """Note that the browser is lost: it died, or it lives and does not answer."""
    account.hung = lost.silent
    account.browser_died = not lost.silent
    account.fail(Fault.TIMEOUT if lost.silent else Fault.CRASH, lost.reason)
