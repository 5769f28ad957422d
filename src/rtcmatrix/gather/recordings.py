"""Takes the recordings that a probe's page hands over, piece by piece, and says what is in them. Trusts no page."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rtcmatrix.gather.ffprobe import UnreadableError, inspect
from rtcmatrix.model import Json

LARGEST = 16 * 1024 * 1024
"""Bytes of one recording; a probe's are a second or two long."""
LARGEST_KEPT = 4 * 1024 * 1024
"""Bytes of one recording that is kept with a run."""
LONGEST_NAME = 60

SUFFIXES = {
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/ogg": ".ogv",
    "audio/webm": ".weba",
    "audio/x-matroska": ".mka",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/flac": ".flac",
}
"""Media type -> how the file's name ends. A page may say another type; its recording is kept as bytes."""
ANY = "application/octet-stream"


class BadRecordingError(Exception):
    """What a page handed over is no recording that is taken; the message says why."""


@dataclass(kw_only=True)
class Recordings:
    """The recordings of one probe. ``keep(name, media_type, suffix, content)`` keeps one with the evidence."""

    keep: Callable[[str, str, str, bytes], None]
    _coming: bytearray = field(default_factory=bytearray)
    _count: int = 0

    def take(self, folder: Path, params: Mapping[str, Any]) -> Json:
        """Take a piece ({piece}, base64); with the last one ({name, type} beside it) say what is in the recording.

        The answer is that of ``ffprobe.inspect``, or {error} where ffprobe cannot read it; None while more is to come.
        The file that ffprobe reads lies in ``folder``, by a name that no page has a say in. Raises BadRecordingError,
        and Lacking where ffprobe is not installed.
        """
        try:
            piece = base64.b64decode(params["piece"], validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise BadRecordingError(f"a piece of a recording is not base64: {error}") from None
        if len(self._coming) + len(piece) > LARGEST:
            self._coming.clear()
            raise BadRecordingError(f"a recording is larger than {LARGEST} bytes")
        self._coming += piece
        if "name" not in params:
            return None
        content = bytes(self._coming)
        self._coming.clear()
        self._count += 1
        return self._inspect(folder / f"recording-{self._count}", content, str(params["name"]), str(params.get("type")))

    def _inspect(self, file: Path, content: bytes, name: str, said: str) -> Json:
        media_type = said.partition(";")[0].strip().lower()
        suffix = SUFFIXES.get(media_type)
        file.write_bytes(content)
        try:
            if len(content) <= LARGEST_KEPT:
                self.keep(plain_name(name), media_type if suffix else ANY, suffix or ".bin", content)
            return inspect(file)
        except UnreadableError as error:
            return {"error": str(error)}
        finally:
            file.unlink()


def plain_name(name: str) -> str:
    """Make a name that a file can have of what a page calls its recording: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:LONGEST_NAME].strip("-") or "recording"
