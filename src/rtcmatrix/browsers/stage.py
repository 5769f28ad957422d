"""How a browser is started for a group of probes, beyond what its column asks for. Plain values; starts nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Devices(StrEnum):
    """What stands in for cameras and microphones."""

    FAKE = "fake"
    """The browser's own fake ones, as few as it has."""
    SEVERAL = "several"
    """The browser's own fake ones, three cameras."""
    NONE = "none"
    REAL = "real"
    """Whatever the machine has; a stage that says so brings a sound server of its own."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a stage asks of a browser's start. Each field has its usual value."""

    devices: Devices = Devices.FAKE
    camera: Path | None = None
    """A film (YUV4MPEG2) in place of the fake camera, relative to the folder of the session: people see its path."""
    microphone: Path | None = None
    """A sound (WAVE) in place of the fake microphone."""
    shown: bool = False
    """With a window on a display, whatever the column says of headless."""
    plain: bool = False
    """As a person has it: nothing is answered for them, and no bar speaks of automation where that can be helped."""
    picks: bool = False
    """What is shared is picked by its title, with nobody asked; see TAB and WINDOW."""
    trusting: bool = False
    """Takes certificates of our own also where no page is loaded: those of a TURN server."""
    port: int | None = None
    """Port of this machine that names below localhost reach without one: what a person sees of an address must not
    change from run to run."""
    environment: dict[str, str] = field(default_factory=dict)
    """Added to the browser's environment: its display, its sound server."""


USUAL = Stage()
TAB = "rtcmatrix shared tab"
"""Title of the tab that a stage that picks shares."""
WINDOW = "rtcmatrix shared window"
"""Title of the window that it shares where there is no such tab."""
