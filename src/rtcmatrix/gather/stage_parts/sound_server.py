"""A private PulseAudio whose devices can be plugged and unplugged. A part of the room."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.gather.stage_parts.servers import await_answer
from rtcmatrix.gather.stage_parts.prepared import (
    StageStartError,
    find_program,
    last_line,
    marked_environment,
    running,
)

START_PATIENCE = 10.0
COMMAND_PATIENCE = 10.0

MODULES = {
    "speaker": (
        "module-null-sink",
        "sink_name=rtcmatrix_{n}",
        "sink_properties=device.description=rtcmatrix-{kind}-{n}",
    ),
    "microphone": (
        "module-virtual-source",
        "source_name=rtcmatrix_{n}",
        "master=rtcmatrix_tone.monitor",
        "source_properties=device.description=rtcmatrix-{kind}-{n}",
    ),
}
"""What is loaded for a device. A microphone gives what the server itself plays: a steady tone."""


@dataclass(frozen=True, kw_only=True)
class SoundServer:
    """A sound server that runs, and what can be plugged into it."""

    environment: dict[str, str]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def plug(self, kind: str) -> str:
        """Plug a ``microphone`` or a ``speaker``; gives its id."""
        if kind not in MODULES:
            raise ValueError(f'"{kind}" cannot be plugged; expected one of {", ".join(MODULES)}')
        number = next(self._numbers)
        return self.tell("load-module", *(word.format(n=number, kind=kind) for word in MODULES[kind]))

    def unplug(self, device: str) -> None:
        """Unplug what ``plug`` gave the id of."""
        self.tell("unload-module", device)

    def tell(self, *words: str) -> str:
        """Give the server a command; returns what it answers."""
        done = subprocess.run(
            [find_program("pactl"), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=COMMAND_PATIENCE,
            check=False,
        )
        if done.returncode:
            raise OSError(f"pactl {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()


@contextmanager
def open_sound_server(folder: Path) -> Iterator[SoundServer]:
    """Have a sound server of our own; Lacking where PulseAudio is not installed, StageStartError where it fails."""
    program = find_program("pulseaudio")
    find_program("pactl")
    place = folder / "pulse"
    place.mkdir()
    socket = place / "native"
    own = {"HOME": str(place), "XDG_RUNTIME_DIR": str(place), "PULSE_RUNTIME_PATH": str(place)}
    environment = marked_environment(folder, {**own, "PULSE_SERVER": f"unix:{socket}"})
    command = [program, "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
    with running(
        [*command, "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"],
        folder,
        marked_environment(folder, own),
    ) as process:
        server = SoundServer(environment=environment)
        if not await_answer(process, socket.exists, START_PATIENCE):
            raise StageStartError(f"a sound server: PulseAudio did not start ({last_line(folder, program)})")
        server.tell("load-module", "module-null-sink", "sink_name=rtcmatrix_tone")
        server.tell("load-module", "module-sine", "sink=rtcmatrix_tone", "frequency=440")
        yield server
