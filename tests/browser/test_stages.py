"""The programs of the stages, really run: a display that takes keys, a sound server. Nothing stays of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from rtcmatrix.gather.processes import find_processes
from rtcmatrix.gather.stages import STAGES

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="s") as name:
        (Path(name) / "tmp").mkdir()
        yield Path(name)


def need(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def names_of(folder: Path) -> set[str]:
    return {process.name() for process in find_processes(folder, ())}


def test_a_display_of_our_own(folder: Path) -> None:
    need("Xvfb", "openbox", "xdotool")
    with STAGES["screen"](folder, 80) as prepared:
        display = prepared.display
        assert display is not None
        assert prepared.launch.environment == {"DISPLAY": display.name}
        assert {"Xvfb", "openbox"} <= names_of(folder)
        assert display.screenshot().startswith(PNG)
        display.press_keys("Escape")
        display.click(10, 10)
        assert not display.click_color((1, 2, 3), 0)
        told = subprocess.run(
            ["xdotool", "getmouselocation"], env=display.environment, capture_output=True, text=True, check=True
        )
        assert told.stdout.startswith("x:10 y:10 ")
    assert names_of(folder) == set()


def test_two_displays_do_not_meet(folder: Path) -> None:
    need("Xvfb", "openbox", "xdotool")
    (folder / "b" / "tmp").mkdir(parents=True)
    with STAGES["screen"](folder, 80) as one, STAGES["person"](folder / "b", 80) as other:
        assert one.launch.environment != other.launch.environment


def test_devices_are_plugged_into_a_sound_server_of_our_own(folder: Path) -> None:
    need("pulseaudio", "pactl")
    with STAGES["sound"](folder, 80) as prepared:
        sound = prepared.sound_server
        assert sound is not None
        before = sound.run_command("list", "short", "sources")
        device = sound.add_device("microphone")
        assert "rtcmatrix_1" in sound.run_command("list", "short", "sources")
        sound.remove_device(device)
        assert sound.run_command("list", "short", "sources") == before
        with pytest.raises(ValueError, match='unknown kind of device "lamp"; expected one of speaker, microphone'):
            sound.add_device("lamp")
        with pytest.raises(OSError, match="pactl unload-module 999"):
            sound.remove_device("999")
    assert names_of(folder) == set()
    assert not any("pulseaudio" in child.name() for child in psutil.Process().children(recursive=True))


def test_a_forwarding_server_answers_on_this_machine_alone(folder: Path) -> None:
    need("janus")
    with STAGES["janus"](folder, 80) as prepared:
        service = prepared.services["janus"]
        assert isinstance(service, dict)
        assert str(service["url"]).startswith("ws://127.0.0.1:")
        (server,) = [process for process in find_processes(folder, ()) if process.name() == "janus"]
        listening = [line.laddr.ip for line in server.net_connections() if line.status == psutil.CONN_LISTEN]
        assert listening == ["127.0.0.1"]
    assert names_of(folder) == set()
