"""Where the files of one probe are kept: pictures, recordings, what shows a failure. Decides nothing about it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from rtcmatrix.gather.evidence_builder import Account
from rtcmatrix.gather.driver_connection import DRIVER_ERRORS
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.model import PICTURE, RECORDING, Artifact

LOG_TAIL = 200_000
"""Bytes of a driver's log that are kept."""


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """The files of one account, in the folder of the run's artifacts."""

    folder: Path
    account: Account

    def picture(self, name: str, picture: bytes) -> None:
        """Keep a picture of the display, PNG, by the probe's name for it."""
        file = f"{self._stem}--{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png"
        self.account.pictures.append(self._write(f"{PICTURE}{name}", file, "image/png", picture))

    def recording(self, name: str, media_type: str, suffix: str, content: bytes) -> None:
        """Keep a recording; ``name`` and ``suffix`` are such as a file can have."""
        kept = self._write(f"{RECORDING}{name}", f"{self._stem}--{name}{suffix}", media_type, content)
        self.account.recordings.append(kept)

    def failure(self, session: Session, window: Window | None) -> tuple[Artifact, ...]:
        """Keep what shows a failure: the window's picture, where there still is one, and the driver's log."""
        kept = []
        if window is not None and self.account.fault is None:
            with contextlib.suppress(*DRIVER_ERRORS):
                shot = session.screenshot(window)
                kept.append(self._write("screenshot", f"{self._stem}.png", "image/png", shot))
        with contextlib.suppress(OSError):
            text = session.log.read_bytes()[-LOG_TAIL:]
            kept.append(self._write("driver-log", f"{self._stem}.log", "text/plain", text))
        return tuple(kept)

    @property
    def _stem(self) -> str:
        repeat = f"--{self.account.repeat}" if self.account.repeat else ""
        address = re.sub(r"[^A-Za-z0-9.]+", "-", self.account.address)
        return f"{address}--{self.account.probe.replace('/', '-')}{repeat}"

    def _write(self, name: str, file: str, media_type: str, content: bytes) -> Artifact:
        (self.folder / file).write_bytes(content)
        return Artifact(name=name, path=f"{self.folder.name}/{file}", media_type=media_type)
