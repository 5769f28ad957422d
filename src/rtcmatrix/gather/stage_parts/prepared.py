"""What a prepared stage gives to its session. A part of the room: each stage's file makes one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtcmatrix.browsers import USUAL, Stage
from rtcmatrix.browsers.tether import end_with_us
from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.model import Json
from rtcmatrix.providers.programs import PROGRAMS

if TYPE_CHECKING:
    from rtcmatrix.gather.stage_parts.display import Display
    from rtcmatrix.gather.stage_parts.sound_server import SoundServer

PATIENCE = 5.0
"""Seconds given to a process that was asked to end."""


class Lacking(Exception):  # noqa: N818 - the machine is not wrong
    """The machine lacks what a stage needs; the message says what, and how to get it."""


class StageStartError(Exception):
    """What a stage needs is installed and does not start: no fault of the browser, and nothing that it lacks."""


@dataclass(frozen=True, kw_only=True)
class Staging:
    """What is there for the browser, and what a probe may ask for on it."""

    stage: Stage = USUAL
    display: Display | None = None
    sound: SoundServer | None = None
    services: Mapping[str, Json] = field(default_factory=dict)
    """What a page is told, by name, of each server that runs for it: where it listens, what it lets in."""
    ends: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    """What ends a server, by name; asking for it starts it again."""


def find_program(name: str) -> str:
    """Give the path of a program; Lacking where it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise Lacking(
            f'"{name}" of the package {PROGRAMS[name]} (`rtcmatrix run --install-browsers` brings it on Debian)'
        )
    return found


def marked_environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment of a stage's process: its TMPDIR marks it as the session's own."""
    return {**os.environ, "TMPDIR": str(temporary_folder_of(folder)), **(more or {})}


def last_line(folder: Path, command: str) -> str:
    """Give the last that a program of ``running`` wrote, as the reason why it failed; "it said nothing" without one."""
    log = folder / f"{Path(command).name}.log"
    said = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")


@contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], **more: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Have a process run while the block does; it is asked to end, then made to. It does not outlive our thread."""
    with (folder / f"{Path(command[0]).name}.log").open("ab") as log:
        process = subprocess.Popen(
            end_with_us(command), stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=dict(environment), **more
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
