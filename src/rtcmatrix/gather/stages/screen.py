"""Stage ``screen``: a headed browser on a private display; getDisplayMedia() selects a source by its title."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.display import open_display
from rtcmatrix.gather.stage_parts.prepared import PreparedStage


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:
    """Open the display."""
    with open_display(folder) as display:
        launch = Stage(shown=True, picks=True, port=port, environment={"DISPLAY": display.name})
        yield PreparedStage(launch=launch, display=display)
