"""Embed the images of a report into one HTML file, up to a size that mail systems accept."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from rtcmatrix.report.text.labels import count

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_PICTURE = 60_000
"""Bytes of the largest image that is embedded."""
ALL_PICTURES = 4_000_000
"""Bytes of all embedded images: most mail systems accept 20 MB, and base64 writes four bytes for three."""
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}


class EmbeddedPictures:
    """Embeds each image once, up to the size limit."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._anchors: dict[str, str] = {}
        """Anchor of each image that was embedded."""
        self._left_out: set[str] = set()
        self._room = ALL_PICTURES

    def anchor(self, name: str) -> str | None:
        """Return the anchor of an image that was embedded before."""
        return self._anchors.get(name)

    def embed(self, name: str) -> tuple[str, str] | None:
        """Return a new anchor and the ``data:`` URL of an image; None if it is too large."""
        path = self._site / name
        size = path.stat().st_size
        if path.suffix not in _MEDIA_TYPES or size > LARGEST_PICTURE or size > self._room:
            self._left_out.add(name)
            return None
        self._room -= size
        self._anchors[name] = f"picture-{len(self._anchors) + 1}"
        encoded = base64.b64encode(path.read_bytes()).decode()
        return self._anchors[name], f"data:{_MEDIA_TYPES[path.suffix]};base64,{encoded}"

    @property
    def left_out_note(self) -> str:
        """Return a note with the number of images that were left out; empty if none."""
        if not self._left_out:
            return ""
        pictures = count(len(self._left_out), "image")
        return f"{pictures} left out to keep this file small; the report as a folder has them."
