"""Copy the artifacts of runs into a report and compare its images. Runs are not trusted."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import blazediff

from rtcmatrix.files import find_inside
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.artifacts import FileView, PictureDiff

if TYPE_CHECKING:
    from rtcmatrix.model import Artifact
    from rtcmatrix.report.view.columns import ColumnSource

FOLDER = "artifacts"

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "application/json": ".json"}
_RECORDINGS = {
    "video/webm": ".webm", "video/mp4": ".mp4", "video/x-matroska": ".mkv", "video/ogg": ".ogv",
    "audio/webm": ".weba", "audio/mp4": ".m4a", "audio/ogg": ".oga", "audio/wav": ".wav", "audio/mpeg": ".mp3",
    "application/octet-stream": ".bin",
}  # fmt: skip
"""What a recording is saved as; whatever else calls itself video or sound is text to a reader's browser."""
_SORTS = {"video": "video", "audio": "sound", "application": "file"}
_THRESHOLD = 0.1
"""How unlike two colours must be, from 0 to 1 in YIQ: glyphs that fall between pixels are no difference."""
_COMPRESSION = 6


class Artifacts:
    """Copies artifacts into a report under its own names and suffixes, since a run is not trusted."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._folder = site / FOLDER
        self._folder.mkdir(parents=True)
        self._names = UniqueSlugs()
        self._kept: dict[tuple[str, str, str], FileView | None] = {}

    def keep(self, source: ColumnSource, artifact: Artifact) -> FileView | None:
        """Copy an artifact once; None if it does not exist or is outside its run's folder."""
        key = (source.column.run.id, artifact.path, artifact.media_type)
        if key not in self._kept:
            self._kept[key] = self._copy(source, artifact)
        return self._kept[key]

    def compare(self, before: FileView, after: FileView) -> PictureDiff:
        """Compare two kept images; a file that is not an image differs from every other file."""
        stems = [Path(picture.href).stem for picture in (before, after)]
        name = self._names.of(f"{stems[0]}-{stems[1]}", "difference", *stems) + ".png"
        target = self._folder / name
        unlike = PictureDiff(picture=None, share=None)
        try:
            told = blazediff.compare(
                str(self._site / before.href),
                str(self._site / after.href),
                str(target),
                threshold=_THRESHOLD,
                compression=_COMPRESSION,
            )
        except (OSError, RuntimeError, ValueError):
            return unlike
        if told.match_result:
            with contextlib.suppress(FileNotFoundError):
                target.unlink()
            return PictureDiff(picture=None, share=0.0)
        if told.diff_percentage is None or not target.is_file():
            return unlike
        picture = FileView(name="where they differ", href=f"{FOLDER}/{name}", is_image=True)
        return PictureDiff(picture=picture, share=float(told.diff_percentage))

    def _copy(self, source: ColumnSource, artifact: Artifact) -> FileView | None:
        home = source.path if source.path.is_dir() else source.path.parent
        path = find_inside(home, artifact.path)
        if path is None:
            return None
        sort = artifact.media_type.partition(";")[0].strip().lower()
        suffix = {**_SUFFIXES, **_RECORDINGS}.get(sort, ".txt")
        key = f"{source.column.address}-{Path(artifact.path).stem}"
        name = self._names.of(key, source.column.run.id, artifact.path) + suffix
        shutil.copyfile(path, self._folder / name)
        return FileView(
            name=artifact.name,
            href=f"{FOLDER}/{name}",
            is_image=sort.startswith("image/") and suffix != ".txt",
            words=f"{_SORTS[sort.partition('/')[0]]}, {size_text(path.stat().st_size)}" if sort in _RECORDINGS else "",
        )


def size_text(size: int) -> str:
    """Write a number of bytes as ``1.2 MB`` or ``48 kB``."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:,.1f} MB"
