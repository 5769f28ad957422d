"""Stage ``screen``: a window on a display of our own; what is shared is picked by its title, with nobody asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.display import open_display
from rtcmatrix.gather.stage_parts.prepared import Staging


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:
    """Open the display."""
    with open_display(folder) as display:
        stage = Stage(shown=True, picks=True, port=port, environment={"DISPLAY": display.name})
        yield Staging(stage=stage, display=display)
