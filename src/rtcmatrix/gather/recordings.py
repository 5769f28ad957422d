"""Receive the media files that a page recorded, in chunks, and inspect them with ffprobe. Trusts no page."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rtcmatrix.gather.ffprobe import UnreadableError, inspect
from rtcmatrix.model import Json

MAX_SIZE = 16 * 1024 * 1024
"""Bytes of one recording; those of probes last a second or two."""
MAX_SAVED_SIZE = 1024 * 1024
"""Bytes of one recording that is saved with a run."""
MAX_NAME_LENGTH = 60

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
"""Media type -> file name suffix. A recording of another type is saved as bytes."""
FALLBACK_TYPE = "application/octet-stream"


class InvalidRecordingError(Exception):
    """A page sent no valid recording; the message says why."""


@dataclass(kw_only=True)
class Recordings:
    """The recordings of one probe. ``save(name, media_type, suffix, content)`` saves one with the evidence."""

    save: Callable[[str, str, str, bytes], None]
    _received: bytearray = field(default_factory=bytearray)

    def receive(self, folder: Path, params: Mapping[str, Any]) -> Json:
        """Receive a chunk ({piece}, base64); inspect the recording after the last one, which has {name, type} too.

        Returns what ``ffprobe.inspect`` returns, {error} if ffprobe cannot read the file, None before the last chunk.
        ffprobe reads a temporary file in ``folder`` whose name no page can influence. Raises InvalidRecordingError, and
        MissingRequirement if ffprobe is not installed.
        """
        try:
            chunk = base64.b64decode(params["piece"], validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidRecordingError(f"a chunk of a recording is not base64: {error}") from None
        if len(self._received) + len(chunk) > MAX_SIZE:
            self._received.clear()
            raise InvalidRecordingError(f"a recording is larger than {MAX_SIZE} bytes")
        self._received += chunk
        if "name" not in params:
            return None
        content = bytes(self._received)
        self._received.clear()
        self._save(content, str(params["name"]), str(params.get("type")))
        # Several probes of a session send recordings at the same time; Windows opens no file that is still open here
        with tempfile.TemporaryDirectory(dir=folder, prefix="recording-") as place:
            file = Path(place) / "recording"
            file.write_bytes(content)
            try:
                return inspect(file)
            except UnreadableError as error:
                return {"error": str(error)}

    def _save(self, content: bytes, name: str, mime_type: str) -> None:
        media_type = mime_type.partition(";")[0].strip().lower()
        suffix = SUFFIXES.get(media_type)
        if len(content) <= MAX_SAVED_SIZE:
            self.save(file_name_of(name), media_type if suffix else FALLBACK_TYPE, suffix or ".bin", content)


def file_name_of(name: str) -> str:
    """Turn a page's name for a recording into a valid file name: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:MAX_NAME_LENGTH].strip("-") or "recording"
