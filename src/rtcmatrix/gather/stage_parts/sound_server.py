"""Run a private PulseAudio server whose devices can be added and removed."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.gather.stage_parts.errors import StageStartError
from rtcmatrix.gather.stage_parts.programs import find_program, last_output_line, running, session_environment
from rtcmatrix.gather.stage_parts.servers import wait_until_ready

START_TIMEOUT = 10.0
COMMAND_TIMEOUT = 10.0

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
"""Kind of device -> the PulseAudio module to load. A microphone captures a constant tone that the server plays."""


@dataclass(frozen=True, kw_only=True)
class SoundServer:
    """A running sound server."""

    environment: dict[str, str]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add_device(self, kind: str) -> str:
        """Add a ``microphone`` or a ``speaker``; returns its id."""
        if kind not in MODULES:
            raise ValueError(f'unknown kind of device "{kind}"; expected one of {", ".join(MODULES)}')
        number = next(self._numbers)
        return self.run_command("load-module", *(argument.format(n=number, kind=kind) for argument in MODULES[kind]))

    def remove_device(self, device: str) -> None:
        """Remove a device by the id that ``add_device`` returned."""
        self.run_command("unload-module", device)

    def run_command(self, *arguments: str) -> str:
        """Run a pactl command and return its output."""
        done = subprocess.run(
            [find_program("pactl"), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=COMMAND_TIMEOUT,
            check=False,
        )
        if done.returncode:
            raise OSError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()


@contextmanager
def open_sound_server(folder: Path) -> Iterator[SoundServer]:
    """Run a sound server; raises MissingRequirement if PulseAudio is not installed, StageStartError if it fails."""
    program = find_program("pulseaudio")
    find_program("pactl")
    runtime_folder = folder / "pulse"
    runtime_folder.mkdir()
    socket = runtime_folder / "native"
    private = {
        "HOME": str(runtime_folder),
        "XDG_RUNTIME_DIR": str(runtime_folder),
        "PULSE_RUNTIME_PATH": str(runtime_folder),
    }
    environment = session_environment(folder, {**private, "PULSE_SERVER": f"unix:{socket}"})
    command = [program, "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
    with running(
        [*command, "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"],
        folder,
        session_environment(folder, private),
    ) as process:
        server = SoundServer(environment=environment)
        if not wait_until_ready(process, socket.exists, START_TIMEOUT):
            raise StageStartError(f"a sound server: PulseAudio did not start ({last_output_line(folder, program)})")
        server.run_command("load-module", "module-null-sink", "sink_name=rtcmatrix_tone")
        server.run_command("load-module", "module-sine", "sink=rtcmatrix_tone", "frequency=440")
        yield server
