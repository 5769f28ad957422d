"""Fulfill what a page requests of its driver, by name: permissions, user activation, displays, servers. Stateless."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.file_page import run_file_commands
from rtcmatrix.gather.recordings import Recordings
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.gather.stage_parts.display import Display
from rtcmatrix.gather.stage_parts.sound_server import SoundServer
from rtcmatrix.model import Json

Resource = TypeVar("Resource")
FILE = "lib/iframe.html"
"""The page opened as file: URL. It has a classic script: browsers load no modules from file: URLs."""


class UnknownRequestError(Exception):
    """The page requested something that the driver has no name for."""


@dataclass(frozen=True, kw_only=True)
class PageRequests:
    """Fulfills the requests of one probe's page; ``fulfill`` returns the value to answer with."""

    session: Session
    window: Window
    origin: str
    pages: Path
    """The folder that the page server serves."""
    save_picture: Callable[[str, bytes], None]
    """Called with the probe's name for a screenshot and the PNG."""
    recordings: Recordings
    """Receives the files that the page recorded."""

    def fulfill(self, name: str, params: Mapping[str, Any]) -> Json:
        """Fulfill one request.

        Raises NotSupportedByBrowser if the browser or its stage cannot, UnknownRequestError if the name is unknown.
        """
        match name:
            case "permit":
                origin = params.get("origin") or self.origin
                self.session.permit(self.window, name=params["name"], state=params["state"], origin=origin)
            case "activate":
                self.session.activate(self.window)
            case "file":
                return run_file_commands(self.session, self.window, self.pages / FILE, params["commands"])
            case "inspect":
                return self.recordings.receive(self.session.folder, params)
            case "service":
                name = str(params["name"])
                return _require(self.session.prepared.services.get(name), f'the server "{name}"')
            case "kill" if params["what"] == "capture":
                self.session.kill_capture_process()
            case "kill":
                name = str(params["what"])
                _require(self.session.prepared.stop_service.get(name), f'the server "{name}"')()
            case _:
                return self._fulfill_on_stage(name, params)
        return None

    def _fulfill_on_stage(self, name: str, params: Mapping[str, Any]) -> Json:
        """Fulfill a request that needs a display or a sound server of the session's own."""
        match name:
            case "look":
                self._display.remember()
            case "picture":
                self.save_picture(str(params["name"]), self._display.screenshot())
            case "press":
                self._display.press_keys(str(params["keys"]))
            case "click":
                self._display.click(int(params["x"]), int(params["y"]))
            case "click-colour":
                red, green, blue = map(int, params["colour"])
                return self._display.click_color((red, green, blue), int(params["tolerance"]))
            case "plug":
                return self._sound_server.add_device(str(params["kind"]))
            case "unplug":
                self._sound_server.remove_device(str(params["device"]))
            case _:
                raise UnknownRequestError(f'unknown request "{name}"')
        return None

    @property
    def _display(self) -> Display:
        return _require(self.session.prepared.display, "a display of its own")

    @property
    def _sound_server(self) -> SoundServer:
        return _require(self.session.prepared.sound_server, "a sound server of its own")


def _require(resource: Resource | None, description: str) -> Resource:
    """Return a resource of the stage. Without it the request is not supported, which is no failure of the browser."""
    if resource is None:
        raise NotSupportedByBrowser(description)
    return resource
