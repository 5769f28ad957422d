"""Stage 3: start browsers with fake media and control them. Each has one file; ``BROWSERS`` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.browsers.chrome import Chrome
from rtcmatrix.browsers.chromium import Chromium
from rtcmatrix.browsers.edge import Edge
from rtcmatrix.browsers.firefox import Firefox
from rtcmatrix.browsers.refusal import NotSupportedByBrowser
from rtcmatrix.browsers.stage import USUAL, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

    from rtcmatrix.model import BrowserSpec, Build

__all__ = ["BROWSERS", "USUAL", "Browser", "NotSupportedByBrowser", "Stage"]


class Browser(Protocol):
    """One kind of browser. A single stateless object serves all sessions of that kind."""

    @property
    def name(self) -> str:
        """The name in an address: ``chromium``."""

    @property
    def brand(self) -> str:
        """The display name: ``Microsoft Edge``."""

    @property
    def devices(self) -> str:
        """The cameras and microphones, for the provenance."""

    @property
    def needs_focus(self) -> bool:
        """Whether getUserMedia() with permission waits until its window has focus; only one lane's window has it."""

    @property
    def capture_process(self) -> str | None:
        """Part of the command line of its video capture process; None if it has no separate one."""

    @property
    def maps_ports(self) -> bool:
        """Whether ``Stage.port`` is supported."""

    def start(
        self, build: Build, spec: BrowserSpec, folder: Path, *, timeout: float = 60, stage: Stage = USUAL
    ) -> WebDriver:
        """Start driver and browser and return the session; called once for each session, concurrently.

        All their files are in ``folder``: profiles and sockets in ``tmp``, output in ``driver.log``. ``timeout`` is
        that of the new session, in seconds. Raises NotSupportedByBrowser if the browser does not support ``stage``, and
        WebDriverException or OSError if the start fails; no process is left running then.
        """

    def permit(self, driver: WebDriver, *, name: str, state: str, origin: str, user_context: str | None) -> None:
        """Set a permission of an origin to ``granted``, ``denied`` or ``prompt``; called by lanes, concurrently.

        ``user_context`` is a BiDi id, None for the default user context. Raises NotSupportedByBrowser if this browser's
        automation does not support the permission.
        """


BROWSERS: dict[str, Browser] = {browser.name: browser for browser in (Chrome(), Edge(), Chromium(), Firefox())}
"""All browsers by name."""
