"""Recorded files as pages show them, and the interface that keeps them for a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rtcmatrix.model import Artifact
    from rtcmatrix.report.view.columns import ColumnSource


@dataclass(frozen=True, kw_only=True)
class FileView:
    """An artifact that was copied into a report."""

    name: str
    href: str
    is_image: bool
    words: str = ""
    """Of a recording, what it is and how large: ``video, 1.2 MB``."""


@dataclass(frozen=True, kw_only=True)
class PictureDiff:
    """The result of comparing two images."""

    picture: FileView | None
    """The first image, faded, with the differences marked; None if there are none or the two cannot be compared."""
    share: float | None
    """Percentage of the pixels that differ; None if the two cannot be compared, for example for different sizes."""


class Gallery(Protocol):
    """Keeps artifacts for a report."""

    def keep(self, source: ColumnSource, artifact: Artifact) -> FileView | None:
        """Keep an artifact; None if it does not exist."""

    def compare(self, before: FileView, after: FileView) -> PictureDiff:
        """Compare two images that were kept."""
