"""The programs that probes need beside a browser (a display, a sound server), and how Debian brings them."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from rtcmatrix.providers.apt import install, require_debian
from rtcmatrix.providers.refusal import NotProvided

PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "ffprobe": "ffmpeg",
    "janus": "janus",
    "turnserver": "coturn",
}
"""Program -> the Debian package that has it."""


def bring_programs(say: Callable[[str], None]) -> None:
    """Install those that are missing; where that cannot be done it is said, and their stages are "not supported"."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not missing:
        return
    try:
        require_debian()
        install(missing, say)
    except NotProvided as refusal:
        say(
            f"{', '.join(missing)} could not be installed ({refusal.reason}); what needs them is shown as not supported"
        )
