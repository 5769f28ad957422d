"""The stages: what probes need around their browser beyond the default. One file each; ``STAGES`` lists them.

Each file offers ``prepare``, a ``rtcmatrix.gather.stage_parts.prepared.PrepareStage``. What several stages share is in
``rtcmatrix.gather.stage_parts``.
"""

from __future__ import annotations

from rtcmatrix.gather.stage_parts.prepared import PrepareStage
from rtcmatrix.gather.stages import files, janus, none, peer, person, screen, several, shapes, sound, turn

STAGES: dict[str, PrepareStage] = {
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
"""Every stage by the name that the META line of a probe gives."""
