"""Start a browser, control its windows, and end it with all of its processes. Knows no probes."""

from __future__ import annotations

import base64
import contextlib
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from selenium.webdriver.remote.webdriver import WebDriver

from rtcmatrix.browsers import Browser, NotSupportedByBrowser, browser_of
from rtcmatrix.gather.activation import activate
from rtcmatrix.gather.driver_connection import (
    DRIVER_ERRORS,
    close_connections,
    connect_bidi,
    fail_pending_commands,
    supports_user_contexts,
    watch_http_timeouts,
)
from rtcmatrix.gather.executables import binary_digest
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.liveness import LivenessMonitor
from rtcmatrix.gather.machine import machine_identity
from rtcmatrix.gather.page_link import BrowserLost
from rtcmatrix.gather.processes import end_processes, find_processes
from rtcmatrix.gather.session_folder import create_session_folder
from rtcmatrix.gather.stage_parts.errors import StageStartError
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stages import STAGES
from rtcmatrix.model import BrowserSpec, Build, Provenance

UNSTABLE_CAPABILITIES = ("webSocketUrl", "goog:", "ms:", "moz:", "chrome", "msedge", "se:", "userAgent")
"""Prefixes of capabilities that hold ids, paths and ports, or that the provenance has in another field."""


class SessionStartError(Exception):
    """The browser did not start, or its version is not the provided one; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """A window of a lane.

    ``user_context`` is None if the browser has no BiDi, and on a stage: there it is the default one, whose windows look
    as users see them (those of another context look like private browsing).
    """

    context: str
    user_context: str | None


class Session:
    """A browser that runs until ``close``, in a folder of its own. Its processes and folder end with it.

    Its methods may be called by several lanes at once. If browser or driver die or stop responding, each listener of
    ``on_loss`` is called once, and from then on every command fails at once.
    """

    def __init__(
        self, spec: BrowserSpec, build: Build, *, guard: Guard, port: int, timeout: float = 60, stage: str | None = None
    ) -> None:
        self.spec = spec
        self.build = build
        self.stage = stage
        self.prepared = PreparedStage()
        self._stage_stack = contextlib.ExitStack()
        self.browser: Browser = browser_of(spec.name)
        self._has_user_contexts = False
        self._timeout = timeout
        self._guard = guard
        self._liveness = LivenessMonitor(spec.address, self._fail_pending_commands)
        self._leaders: list[int] = []
        self.folder = create_session_folder()
        guard.watch(self.folder)
        try:
            if stage is not None:
                self.prepared = self._stage_stack.enter_context(STAGES[stage](self.folder, port))
            self.driver = self._start()
        except StageStartError as error:
            self.close()
            raise SessionStartError(f"{spec.address} could not be started: {error}") from error
        except BaseException:
            self.close()
            raise

    @property
    def version(self) -> str:
        """The version the started browser reports; the build's where it reports the engine's instead."""
        if self.browser.kind.own_versions:
            return self.build.version
        return str(self.driver.capabilities.get("browserVersion", ""))

    @property
    def hides_port(self) -> bool:
        """Whether http pages of the page server are reached without its port, so that screenshots do not show it."""
        return self.browser.maps_ports and self.prepared.launch.port is not None

    @property
    def has_user_contexts(self) -> bool:
        """Whether several windows can be controlled at once, each with a user context of its own.

        Firefox 115 and Chromium before 122 support BiDi without user contexts: they have one lane.
        """
        return self._has_user_contexts

    def _start(self) -> WebDriver:
        try:
            driver = self.browser.start(
                self.build, self.spec, self.folder, timeout=self._timeout, stage=self.prepared.launch
            )
        except DRIVER_ERRORS as error:
            reason = str(getattr(error, "msg", None) or error).strip().splitlines()
            raise SessionStartError(
                f"{self.spec.address} could not be started: {reason[0] if reason else type(error).__name__}"
            ) from error
        self._leaders = [driver.service.process.pid]  # type: ignore[attr-defined]  # each browser file starts a local service
        self._guard.watch(self.folder, self._leaders)
        self._liveness.watch(self._leaders[0], driver.capabilities)
        watch_http_timeouts(driver, self._liveness.mark_unresponsive)
        launched = str(driver.capabilities.get("browserVersion", ""))
        if launched != self.build.version and not self.browser.kind.own_versions:
            raise SessionStartError(
                f'{self.spec.address}: version "{launched}" started, but {self.build.provider} provided '
                f'"{self.build.version}"; its results would be in the wrong column'
            )
        if driver.capabilities.get("webSocketUrl"):
            try:
                connect_bidi(driver, self._liveness.mark_unresponsive)
            except DRIVER_ERRORS as error:
                raise SessionStartError(
                    f"{self.spec.address} started, but its BiDi connection failed: {error}"
                ) from error
            self._has_user_contexts = supports_user_contexts(driver)
        return driver

    @property
    def loss(self) -> BrowserLost | None:
        """Why the session is unusable; None while it is usable."""
        return self._liveness.loss

    def check_stopped(self) -> bool:
        """See ``LivenessMonitor.check_stopped``."""
        return self._liveness.check_stopped()

    def on_loss(self, listener: Callable[[BrowserLost], None]) -> contextlib.AbstractContextManager[None]:
        """See ``LivenessMonitor.on_loss``."""
        return self._liveness.on_loss(listener)

    def _fail_pending_commands(self) -> None:
        if hasattr(self, "driver"):
            fail_pending_commands(self.driver)

    def open_window(self) -> Window:
        """Open a window with a user context of its own: permissions, storage and device ids are not shared.

        On a stage it is the browser's only window; there, only their origins separate probes.
        """
        if not self.has_user_contexts or self.stage is not None:
            return Window(context=self.driver.current_window_handle, user_context=None)
        user_context = self.driver.browser.create_user_context()
        context = self.driver.browsing_context.create(type="window", user_context=user_context)
        return Window(context=context, user_context=user_context)

    def close_window(self, window: Window) -> None:
        """Close a window and remove its user context."""
        if window.user_context is not None:
            self.driver.browser.remove_user_context(window.user_context)
        elif self.has_user_contexts:
            new_tab = self.driver.browsing_context.create(type="tab", reference_context=window.context)
            self.driver.browsing_context.close(window.context)
            self.driver.switch_to.window(new_tab)

    def navigate(self, window: Window, url: str) -> None:
        """Start to load a page; its first message over the link says when it has loaded."""
        if self.has_user_contexts:
            self.driver.browsing_context.navigate(window.context, url, wait="none")
        else:
            self.driver.get(url)

    def permit(self, window: Window, *, name: str, state: str, origin: str) -> None:
        """Set a permission of an origin to granted, denied or prompt.

        Raises rtcmatrix.browsers.NotSupportedByBrowser if the browser's automation does not support it.
        """
        self.browser.permit(self.driver, name=name, state=state, origin=origin, user_context=window.user_context)

    def activate(self, window: Window) -> None:
        """Grant the page transient user activation."""
        if not self.has_user_contexts:
            self.driver.find_element("css selector", "body").click()
        else:
            activate(self.driver, window.context)

    def focus(self, window: Window) -> None:
        """Focus a window if its browser delays getUserMedia() until the page has the focus."""
        if self.browser.needs_focus and self.has_user_contexts and not self.check_stopped():
            with contextlib.suppress(*DRIVER_ERRORS):  # the liveness monitor reports a browser that died
                self.driver.browsing_context.activate(window.context)

    def screenshot(self, window: Window) -> bytes:
        """Take a screenshot of a window, PNG."""
        if not self.has_user_contexts:
            return self.driver.get_screenshot_as_png()
        return base64.b64decode(self.driver.browsing_context.capture_screenshot(window.context))

    def kill_capture_process(self) -> None:
        """Kill the browser's video capture process, as a crash of a camera driver would."""
        argument = self.browser.capture_process
        if argument is None:
            raise NotSupportedByBrowser("a video capture process that can be killed")
        processes = [each for each in find_processes(self.folder, self._leaders) if _has_argument(each, argument)]
        if not processes:
            raise NotSupportedByBrowser("a separate video capture process")
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()

    @property
    def log(self) -> Path:
        """The output of driver and browser."""
        return self.folder / "driver.log"

    def provenance(self, user_agent: str) -> Provenance:
        """Return what was launched."""
        capabilities = self.driver.capabilities
        return Provenance(
            address=self.spec.address,
            brand=self.browser.kind.brand,
            channel=self.build.channel,
            version=self.version,
            provider=self.build.provider,
            driver=f"{Path(self.build.driver).name} {self.build.driver_version}",
            revision=self.build.revision,
            user_agent=user_agent,
            platform=f"{platform.system().lower()} {platform.machine()}",
            headless=self.spec.headless,
            flags=self.spec.flags,
            prefs=dict(self.spec.prefs),
            devices=self.browser.devices,
            sandbox=self.browser.has_sandbox,
            capabilities={
                key: capabilities[key] for key in sorted(capabilities) if not key.startswith(UNSTABLE_CAPABILITIES)
            },
            binary=binary_digest(capabilities, self.folder),
            machine=machine_identity(),
        )

    def close(self) -> None:
        """End the browser, its driver, every process they started, and remove the folder. May be called repeatedly.

        Processes are killed: the profile is removed with the folder, and ``quit`` takes seconds.
        """
        if not self._liveness.close():
            return
        self._stage_stack.close()
        end_processes(self.folder, self._leaders)
        if hasattr(self, "driver"):
            close_connections(self.driver)
        shutil.rmtree(self.folder, ignore_errors=True)
        self._guard.release(self.folder)


def _has_argument(process: psutil.Process, argument: str) -> bool:
    with contextlib.suppress(psutil.Error):
        return argument in process.cmdline()
    return False
