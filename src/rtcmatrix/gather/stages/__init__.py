"""What probes need around their browser beyond the usual: a display, a sound server, films. One file each; ``STAGES``.

A stage is prepared in the folder of one session, before its browser starts, and ends with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.gather.stages import files, janus, none, peer, person, screen, several, shapes, sound, turn
from rtcmatrix.gather.stage_parts.prepared import Lacking, StageStartError, Staging

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["STAGES", "Lacking", "Prepare", "StageStartError", "Staging"]


class Prepare(Protocol):
    """Prepares a stage."""

    def __call__(self, folder: Path, port: int) -> AbstractContextManager[Staging]:
        """Make what the stage needs below ``folder``, give it, and end it when the block is left.

        ``port`` is where the page server listens.

        Processes it starts have ``folder``'s temporary folder as their TMPDIR, so that they end with the session even
        where we are killed. Raises Lacking where the machine has not what it takes, StageStartError where it has and
        that does not start.
        """


STAGES: dict[str, Prepare] = {
    "files": files.prepare,
    "several": several.prepare,
    "none": none.prepare,
    "sound": sound.prepare,
    "screen": screen.prepare,
    "person": person.prepare,
    "janus": janus.prepare,
    "turn": turn.prepare,
    "peer": peer.prepare,
    "shapes": shapes.prepare,
}
"""Every stage by the name that a probe asks for it with."""
