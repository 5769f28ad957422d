"""Find and run the programs of a stage."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rtcmatrix.browsers.local import temporary_variables
from rtcmatrix.browsers.tether import end_with_us
from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.gather.stage_parts.errors import MissingRequirement
from rtcmatrix.providers.programs import PROGRAMS

TERMINATE_TIMEOUT = 5.0
"""Seconds for a process to exit after SIGTERM, before it is killed."""


def find_program(name: str) -> str:
    """Return the path of a program; raises MissingRequirement if it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise MissingRequirement(
            f'"{name}" of the package {PROGRAMS[name]} (on Debian, `rtcmatrix run --install-browsers` installs it)'
        )
    return found


def session_environment(folder: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a process of a stage: by its TMPDIR it belongs to the session."""
    return {**os.environ, **temporary_variables(temporary_folder_of(folder)), **(extra or {})}


def last_output_line(folder: Path, command: str) -> str:
    """Return the last line that a program of ``running`` printed, as the reason of its failure."""
    log = folder / f"{Path(command).name}.log"
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "no output")


@contextmanager
def running(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for the duration of the block, then terminate or kill it. It ends with this process."""
    with (folder / f"{Path(command[0]).name}.log").open("ab") as log:
        process = subprocess.Popen(
            end_with_us(command), stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=dict(environment), **options
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(TERMINATE_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
