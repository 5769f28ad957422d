"""The contract of a stage: how it is prepared, and what a prepared stage offers to its session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rtcmatrix.browsers import USUAL, Stage
from rtcmatrix.gather.stage_parts.display import Display
from rtcmatrix.gather.stage_parts.sound_server import SoundServer
from rtcmatrix.model import Json


@dataclass(frozen=True, kw_only=True)
class PreparedStage:
    """How the browser is started on a stage, and what the probes on it may request."""

    launch: Stage = USUAL
    display: Display | None = None
    sound_server: SoundServer | None = None
    services: Mapping[str, Json] = field(default_factory=dict)
    """For each server that runs for the probes, by name: its URLs and credentials, as sent to a page."""
    stop_service: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    """Stops a server, by name; it restarts when a page requests it again."""


class PrepareStage(Protocol):
    """Prepares a stage."""

    def __call__(self, folder: Path, port: int) -> AbstractContextManager[PreparedStage]:
        """Prepare the stage below ``folder`` of a session, before its browser starts, and end it with the block.

        ``port`` is that of the page server.

        Processes that it starts have the session's temporary folder as TMPDIR, so that they end with the session even
        if this process is killed. Raises MissingRequirement if the machine lacks something that the stage needs,
        StageStartError if it is there and does not start.
        """
