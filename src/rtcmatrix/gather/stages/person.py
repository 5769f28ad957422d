"""Stage ``person``: a headed browser on a private display, with prompts and pickers as users see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.display import open_display
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.video_file import write_bar_video

CAMERA = "camera.y4m"
"""The browser shows it as the name of the camera."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:
    """Open the display. The camera has one frame only: otherwise a prompt with a preview would never settle."""
    write_bar_video(folder / CAMERA, frames=1)
    with open_display(folder) as display:
        launch = Stage(camera=Path(CAMERA), shown=True, plain=True, port=port, environment={"DISPLAY": display.name})
        yield PreparedStage(launch=launch, display=display)
