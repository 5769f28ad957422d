"""Install the programs that probes need in addition to a browser (a display, a sound server) from Debian."""

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
"""Program -> the Debian package that contains it."""


def bring_programs(say: Callable[[str], None]) -> None:
    """Install missing programs; if that fails, print why, and their stages are "not supported"."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not missing:
        return
    try:
        require_debian()
        install(missing, say)
    except NotProvided as refusal:
        say(f"{', '.join(missing)} could not be installed ({refusal.reason}); their probes are shown as not supported")
