"""Stage 3: how a browser is started with fake media and asked for things. One file each; ``STARTERS`` lists them.

What starts a browser is chosen by the family of its kind, so that one more browser of a family needs no code here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.browsers.chromium import Chromium
from rtcmatrix.browsers.edge import Edge
from rtcmatrix.browsers.firefox import Firefox
from rtcmatrix.browsers.refusal import NotSupportedByBrowser
from rtcmatrix.browsers.stage import USUAL, Stage
from rtcmatrix.kinds import KINDS, BrowserKind, Family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

    from rtcmatrix.model import BrowserSpec, Build

__all__ = ["STARTERS", "USUAL", "Browser", "NotSupportedByBrowser", "Stage", "browser_of"]


class Browser(Protocol):
    """What starts browsers of one kind. One object may serve several sessions and keeps nothing of them."""

    @property
    def kind(self) -> BrowserKind:
        """Names, channels and programs of what it starts."""

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

    @property
    def has_sandbox(self) -> bool:
        """Whether it is started with its sandbox, unless the flags of the matrix say otherwise."""

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


STARTERS: dict[str, Callable[[BrowserKind], Browser]] = {
    Family.CHROMIUM: Chromium,
    Family.FIREFOX: Firefox,
    "edge": Edge,
}
"""What starts the browsers of a family, or those whose kind names another ``starter``."""


def browser_of(name: str) -> Browser:
    """Return what starts the browser kind of this name."""
    kind = KINDS[name]
    return STARTERS[kind.starter or kind.family](kind)
