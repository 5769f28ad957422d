"""Recorded files (screenshots, recordings, logs) as pages show them, and who keeps them for a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rtcmatrix.model import Artifact
    from rtcmatrix.report.view.columns import ColumnSource


@dataclass(frozen=True, kw_only=True)
class FileView:
    """An artifact, copied into the site."""

    name: str
    href: str
    is_image: bool
    words: str = ""
    """Of a recording, what it is and how large: ``video, 1.2 MB``."""


@dataclass(frozen=True, kw_only=True)
class PictureDiff:
    """What setting two pictures against each other gave."""

    picture: FileView | None
    """The first picture, faded, with what differs marked; None where nothing does or the two cannot be compared."""
    share: float | None
    """Per cent of the pixels that differ; None where the pictures are of unlike sizes."""


class Gallery(Protocol):
    """Takes pictures into the site."""

    def keep(self, source: ColumnSource, artifact: Artifact) -> FileView | None:
        """Take one; None where it is not to be had."""

    def compare(self, before: FileView, after: FileView) -> PictureDiff:
        """Set two that were kept against each other."""
