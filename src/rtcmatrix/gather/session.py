"""One started browser: its windows, what can be asked of it, its death and its end. Knows no probes."""

from __future__ import annotations

import base64
import contextlib
import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from selenium.webdriver.remote.webdriver import WebDriver

from rtcmatrix.browsers import Browser, NotSupportedByBrowser, browser_of
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.lines import DRIVER_ERRORS, cut_line, hear_silence, let_go, makes_user_contexts, open_line
from rtcmatrix.gather.link import Lost
from rtcmatrix.gather.marks import PREFIX, write_mark
from rtcmatrix.gather.processes import end_processes, find_processes, temporary_folder_of
from rtcmatrix.gather.stages import STAGES, StageStartError, Staging
from rtcmatrix.gather.vitals import Vitals
from rtcmatrix.model import BrowserSpec, Build, Provenance

UNSTABLE_CAPABILITIES = ("webSocketUrl", "goog:", "ms:edgeOptions", "moz:", "chrome", "msedge", "se:", "userAgent")
"""Capabilities (by beginning) that hold ids, paths and ports, or that the provenance says elsewhere."""


class SessionStartError(Exception):
    """The browser could not be started, or is not the one that was provided; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """A window of a lane.

    ``user_context`` is None where the browser has no BiDi, and on a stage: there it is the browser's usual one, which
    looks as a person has it (one of another context looks like private browsing).
    """

    context: str
    user_context: str | None


class Session:
    """A browser that runs, in a folder of its own, until ``close``; the folder and every process of it end with it.

    Its methods may be called by several lanes at once. A browser or driver that dies, or that does not answer any more,
    calls each of ``on_death`` once; from then on every command fails at once.
    """

    def __init__(
        self, spec: BrowserSpec, build: Build, *, guard: Guard, port: int, timeout: float = 60, stage: str | None = None
    ) -> None:
        self.spec = spec
        self.build = build
        self.stage = stage
        self.staging = Staging()
        self._props = contextlib.ExitStack()
        self.browser: Browser = browser_of(spec.name)
        self._user_contexts = False
        self._timeout = timeout
        self._guard = guard
        self._vitals = Vitals(spec.address, self._cut_line)
        self._leaders: list[int] = []
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        write_mark(self.folder)
        temporary_folder_of(self.folder).mkdir()
        guard.watch(self.folder)
        try:
            if stage is not None:
                self.staging = self._props.enter_context(STAGES[stage](self.folder, port))
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
        """Whether the page server's plain pages are reached, and seen, without its port."""
        return self.browser.maps_ports and self.staging.stage.port is not None

    @property
    def has_lanes(self) -> bool:
        """Whether several windows can be driven at once, each with a user context of its own.

        Firefox 115 and Chromium before 122 speak BiDi and know no user contexts: they have one lane.
        """
        return self._user_contexts

    def _start(self) -> WebDriver:
        try:
            driver = self.browser.start(
                self.build, self.spec, self.folder, timeout=self._timeout, stage=self.staging.stage
            )
        except DRIVER_ERRORS as error:
            reason = str(getattr(error, "msg", None) or error).strip().splitlines()
            raise SessionStartError(
                f"{self.spec.address} could not be started: {reason[0] if reason else type(error).__name__}"
            ) from error
        self._leaders = [driver.service.process.pid]  # type: ignore[attr-defined]  # each browser file starts a local service
        self._guard.watch(self.folder, self._leaders)
        self._vitals.watch(self._leaders[0], driver.capabilities)
        hear_silence(driver, self._vitals.fall_silent)
        launched = str(driver.capabilities.get("browserVersion", ""))
        if launched != self.build.version and not self.browser.kind.own_versions:
            raise SessionStartError(
                f'{self.spec.address}: "{launched}" was launched where {self.build.provider} provided '
                f'"{self.build.version}"; nothing it does would be shown in the right column'
            )
        if driver.capabilities.get("webSocketUrl"):
            try:
                open_line(driver, self._vitals.fall_silent)
            except DRIVER_ERRORS as error:
                raise SessionStartError(f"{self.spec.address} was started and does not speak: {error}") from error
            self._user_contexts = makes_user_contexts(driver)
        return driver

    @property
    def death(self) -> Lost | None:
        """Why the session is of no use any more; None while it is."""
        return self._vitals.death

    def check_stopped(self) -> bool:
        """See ``Vitals.check_stopped``."""
        return self._vitals.check_stopped()

    def on_death(self, tell: Callable[[Lost], None]) -> contextlib.AbstractContextManager[None]:
        """See ``Vitals.on_death``."""
        return self._vitals.on_death(tell)

    def _cut_line(self) -> None:
        if hasattr(self, "driver"):
            cut_line(self.driver)

    def open_window(self) -> Window:
        """Open a window that shares nothing with another: its own permissions, storage and device ids.

        On a stage it is the one window of the browser, whose origins alone keep probes apart.
        """
        if not self.has_lanes or self.stage is not None:
            return Window(context=self.driver.current_window_handle, user_context=None)
        user_context = self.driver.browser.create_user_context()
        context = self.driver.browsing_context.create(type="window", user_context=user_context)
        return Window(context=context, user_context=user_context)

    def close_window(self, window: Window) -> None:
        """Close a window and forget its user context."""
        if window.user_context is not None:
            self.driver.browser.remove_user_context(window.user_context)
        elif self.has_lanes:
            fresh = self.driver.browsing_context.create(type="tab", reference_context=window.context)
            self.driver.browsing_context.close(window.context)
            self.driver.switch_to.window(fresh)

    def navigate(self, window: Window, url: str) -> None:
        """Begin to load a page; its link says when it is there."""
        if self.has_lanes:
            self.driver.browsing_context.navigate(window.context, url, wait="none")
        else:
            self.driver.get(url)

    def permit(self, window: Window, *, name: str, state: str, origin: str) -> None:
        """Set a permission as a person would have: granted, denied or (back to) prompt.

        Raises rtcmatrix.browsers.NotSupportedByBrowser where the browser offers no way.
        """
        self.browser.permit(self.driver, name=name, state=state, origin=origin, user_context=window.user_context)

    def activate(self, window: Window) -> None:
        """Give the page transient user activation (https://html.spec.whatwg.org/#transient-activation)."""
        if not self.has_lanes:
            self.driver.find_element("css selector", "body").click()
        else:
            self.driver.script.evaluate(
                expression="0", target={"context": window.context}, await_promise=False, user_activation=True
            )

    def attend(self, window: Window) -> None:
        """Give a window the focus where its browser lets a page wait for it."""
        if self.browser.needs_focus and self.has_lanes and not self.check_stopped():
            with contextlib.suppress(*DRIVER_ERRORS):  # a browser that died says so itself
                self.driver.browsing_context.activate(window.context)

    def screenshot(self, window: Window) -> bytes:
        """Take a picture of a window as it is, PNG."""
        if not self.has_lanes:
            return self.driver.get_screenshot_as_png()
        return base64.b64decode(self.driver.browsing_context.capture_screenshot(window.context))

    def kill_capture(self) -> None:
        """End the browser's own video capture process, as a camera's driver that crashes would."""
        mark = self.browser.capture_process
        if mark is None:
            raise NotSupportedByBrowser("a video capture process that can be ended")
        found = [process for process in find_processes(self.folder, self._leaders) if _is_called_with(process, mark)]
        if not found:
            raise NotSupportedByBrowser("a video capture process of its own")
        for process in found:
            with contextlib.suppress(psutil.Error):
                process.kill()

    @property
    def log(self) -> Path:
        """What driver and browser wrote."""
        return self.folder / "driver.log"

    def provenance(self, user_agent: str) -> Provenance:
        """Say what was launched."""
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
            capabilities={
                key: capabilities[key] for key in sorted(capabilities) if not key.startswith(UNSTABLE_CAPABILITIES)
            },
        )

    def close(self) -> None:
        """End the browser, its driver, every process they started and their folder. May be called again.

        They are killed, not asked: the profile is thrown away with the folder, and asking takes seconds.
        """
        if not self._vitals.close():
            return
        self._props.close()
        end_processes(self.folder, self._leaders)
        if hasattr(self, "driver"):
            let_go(self.driver)
        shutil.rmtree(self.folder, ignore_errors=True)
        self._guard.release(self.folder)


def _is_called_with(process: psutil.Process, word: str) -> bool:
    with contextlib.suppress(psutil.Error):
        return word in process.cmdline()
    return False
