"""Describe how a browser is started for a group of probes, in addition to the options of its column. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Devices(StrEnum):
    """The kind of cameras and microphones."""

    FAKE = "fake"
    """The browser's fake devices, the default number."""
    SEVERAL = "several"
    """The browser's fake devices, with three cameras."""
    NONE = "none"
    REAL = "real"
    """The devices of the machine; a stage with this value starts its own sound server."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The requirements of a stage for the start of a browser. Each default is the usual value."""

    devices: Devices = Devices.FAKE
    camera: Path | None = None
    """A video file (YUV4MPEG2) as camera, relative to the session's folder, because its path is the device label."""
    microphone: Path | None = None
    """An audio file (WAVE) as microphone."""
    shown: bool = False
    """With a window on a display, even if the column is headless."""
    plain: bool = False
    """As a user runs it: no prompt is accepted automatically and, if possible, no automation infobar is shown."""
    picks: bool = False
    """getDisplayMedia() selects the source by its title, without a prompt; see TAB and WINDOW."""
    authority: str | None = None
    """Certificate (PEM) of an authority to trust also for connections other than page loads: TURN over TLS."""
    port: int | None = None
    """Local port that hosts below localhost use by default, so that the visible URL is the same in every run."""
    environment: dict[str, str] = field(default_factory=dict)
    """Added to the environment of the browser: display, sound server."""


USUAL = Stage()
TAB = "rtcmatrix shared tab"
"""Title of the tab to share."""
WINDOW = "rtcmatrix shared window"
"""Title of the window to share if no tab has that title."""
