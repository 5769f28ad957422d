"""The usual places of browsers on Windows and macOS, where their programs are not on PATH. Pure, except for defaults.

The places are in ``rtcmatrix.kinds``. A part of the room.
"""

from __future__ import annotations

import os
import sys
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rtcmatrix.kinds import BrowserKind
    from rtcmatrix.kinds.kind import Channel

PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
"""Environment variables with the folders of programs on Windows; a user without administrator rights has the last."""


def installed_at(
    kind: BrowserKind,
    channels: Iterable[Channel],
    *,
    system: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    exists: Callable[[str], bool] = os.path.isfile,
) -> Iterator[str]:
    """Return the programs of channels that exist at their usual places; none on Linux, where they are on PATH."""
    candidates = (path for channel in channels for path in _places(kind, channel, system, environment))
    return filter(exists, dict.fromkeys(candidates))


def _places(kind: BrowserKind, channel: Channel, system: str, environment: Mapping[str, str]) -> Iterator[str]:
    if system == "win32":
        folders = [environment[name] for name in PROGRAM_FOLDERS if environment.get(name)]
        yield from (str(PureWindowsPath(folder, path)) for path in channel.windows for folder in folders)
    elif system == "darwin":
        own = [str(PurePosixPath(environment["HOME"], "Applications"))] if environment.get("HOME") else []
        for bundle in channel.mac:
            program = f"{bundle}/Contents/MacOS/{kind.mac_program or bundle.removesuffix('.app')}"
            yield from (f"{folder}/{program}" for folder in ("/Applications", *own))


def usual_names(channels: Iterable[Channel], system: str = sys.platform) -> str:
    """Return where channels are looked for in addition to PATH, as the end of a message; empty on Linux."""
    names = {"win32": [path for each in channels for path in each.windows]}
    names["darwin"] = [bundle for each in channels for bundle in each.mac]
    where = {"win32": "program folder", "darwin": "applications folder"}.get(system)
    return f" and in no {where} ({', '.join(dict.fromkeys(names[system]))})" if where and names[system] else ""


def channel_of_place(kind: BrowserKind, program: str, system: str = sys.platform) -> str | None:
    """Return the channel whose usual place a path is; None if it is none, or that of several channels."""
    if system == "win32":
        here = [
            each.name for each in kind.channels if any(PureWindowsPath(program).match(path) for path in each.windows)
        ]
    elif system == "darwin":
        parts = PurePosixPath(program).parts
        here = [each.name for each in kind.channels if any(bundle in parts for bundle in each.mac)]
    else:
        here = []
    return here[0] if len(here) == 1 else None
