"""What a page may ask of its driver, by name: permissions, activation, and what only a stage can do. Keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.file_page import ask_file
from rtcmatrix.gather.recordings import Recordings
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.gather.stage_parts.display import Display
from rtcmatrix.gather.stage_parts.sound_server import SoundServer
from rtcmatrix.model import Json

Part = TypeVar("Part")
FILE = "lib/frame.html"
"""The page that is opened from the disk: a classic script, since modules are not loaded from there."""


class UnknownAskError(Exception):
    """Nobody can do what a page asked for."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """The asks of one probe's page; ``answer`` does one and gives what the page is told."""

    session: Session
    window: Window
    origin: str
    pages: Path
    """The folder that the page server serves."""
    keep_picture: Callable[[str, bytes], None]
    """Takes a picture of the display, PNG, by the name that the probe gave it."""
    recordings: Recordings
    """Takes what the page recorded."""

    def answer(self, name: str, params: Mapping[str, Any]) -> Json:
        """Do it. Raises NotSupportedByBrowser where browser or stage cannot, UnknownAskError where nobody could."""
        match name:
            case "permit":
                origin = params.get("origin") or self.origin
                self.session.permit(self.window, name=params["name"], state=params["state"], origin=origin)
            case "activate":
                self.session.activate(self.window)
            case "file":
                return ask_file(self.session, self.window, self.pages / FILE, params["commands"])
            case "inspect":
                return self.recordings.take(self.session.folder, params)
            case "service":
                name = str(params["name"])
                return _there(self.session.staging.services.get(name), f'the server "{name}"')
            case "kill" if params["what"] == "capture":
                self.session.kill_capture()
            case "kill":
                what = str(params["what"])
                _there(self.session.staging.ends.get(what), f'the server "{what}"')()
            case _:
                return self._on_stage(name, params)
        return None

    def _on_stage(self, name: str, params: Mapping[str, Any]) -> Json:
        """Do what takes a display or a sound server of its own."""
        match name:
            case "look":
                self._display.look()
            case "picture":
                self.keep_picture(str(params["name"]), self._display.picture())
            case "press":
                self._display.press(str(params["keys"]))
            case "click":
                self._display.click(int(params["x"]), int(params["y"]))
            case "click-colour":
                red, green, blue = map(int, params["colour"])
                return self._display.click_colour((red, green, blue), int(params["tolerance"]))
            case "plug":
                return self._sound.plug(str(params["kind"]))
            case "unplug":
                self._sound.unplug(str(params["device"]))
            case _:
                raise UnknownAskError(f'nobody can "{name}"')
        return None

    @property
    def _display(self) -> Display:
        return _there(self.session.staging.display, "a display of its own")

    @property
    def _sound(self) -> SoundServer:
        return _there(self.session.staging.sound, "a sound server of its own")


def _there(part: Part | None, what: str) -> Part:
    """Give a part of the stage; its lack is no failure of the browser."""
    if part is None:
        raise NotSupportedByBrowser(what)
    return part
