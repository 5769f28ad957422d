"""Stage ``person``: a window on a display of our own, its prompts and pickers as a person sees them. Nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.display import open_display
from rtcmatrix.gather.stage_parts.test_video import write_film
from rtcmatrix.gather.stage_parts.prepared import Staging

CAMERA = "camera.y4m"
"""The browser shows it as the camera's name."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:
    """Open the display. The camera shows one picture only: a prompt with a preview would never come to rest."""
    write_film(folder / CAMERA, frames=1)
    with open_display(folder) as display:
        stage = Stage(camera=Path(CAMERA), shown=True, plain=True, port=port, environment={"DISPLAY": display.name})
        yield Staging(stage=stage, display=display)
