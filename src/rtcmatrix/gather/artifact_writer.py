"""Write the files of one probe run: screenshots, recordings, and what helps to explain a failure."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from rtcmatrix.gather.driver_connection import DRIVER_ERRORS
from rtcmatrix.gather.evidence_builder import EvidenceBuilder
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.model import PICTURE, RECORDING, Artifact

LOG_TAIL = 200_000
"""Bytes of a driver's log that are kept."""


@dataclass(frozen=True, kw_only=True)
class ArtifactWriter:
    """Writes the artifacts of one probe run into the artifact folder of the run."""

    folder: Path
    builder: EvidenceBuilder

    def save_picture(self, name: str, png: bytes) -> None:
        """Save a screenshot of the display under the probe's name for it."""
        file = f"{self._stem}--{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png"
        self.builder.pictures.append(self._write(f"{PICTURE}{name}", file, "image/png", png))

    def save_recording(self, name: str, media_type: str, suffix: str, content: bytes) -> None:
        """Save a recording; ``name`` and ``suffix`` must be valid in a file name."""
        artifact = self._write(f"{RECORDING}{name}", f"{self._stem}--{name}{suffix}", media_type, content)
        self.builder.recordings.append(artifact)

    def save_failure(self, session: Session, window: Window | None) -> tuple[Artifact, ...]:
        """Save a screenshot of the window, if it still responds, and the tail of the driver's log."""
        artifacts = []
        if window is not None and self.builder.fault is None:
            with contextlib.suppress(*DRIVER_ERRORS):
                png = session.screenshot(window)
                artifacts.append(self._write("screenshot", f"{self._stem}.png", "image/png", png))
        with contextlib.suppress(OSError):
            tail = session.log.read_bytes()[-LOG_TAIL:]
            artifacts.append(self._write("driver-log", f"{self._stem}.log", "text/plain", tail))
        return tuple(artifacts)

    @property
    def _stem(self) -> str:
        repeat = f"--{self.builder.repeat}" if self.builder.repeat else ""
        address = re.sub(r"[^A-Za-z0-9.]+", "-", self.builder.address)
        return f"{address}--{self.builder.probe.replace('/', '-')}{repeat}"

    def _write(self, name: str, file: str, media_type: str, content: bytes) -> Artifact:
        (self.folder / file).write_bytes(content)
        return Artifact(name=name, path=f"{self.folder.name}/{file}", media_type=media_type)
