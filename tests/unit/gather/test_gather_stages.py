"""Stages: video and audio files, and programs that are missing or fail. No browser."""

from __future__ import annotations

import itertools
import math
import wave
from array import array
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from rtcmatrix.gather.processes import find_processes, temporary_folder_of
from rtcmatrix.gather.stage_parts.display import center_of_button, largest_area, points_of_color
from rtcmatrix.gather.stage_parts.errors import MissingRequirement, StageStartError
from rtcmatrix.gather.stage_parts.video_file import (
    BAR_WIDTH,
    HEIGHT,
    LEFT,
    RIGHT,
    STEP,
    WHITE,
    WIDTH,
    to_yuv,
    write_bar_video,
)
from rtcmatrix.gather.stages import STAGES, janus, none, peer, shapes
from rtcmatrix.gather.stages.files import TONE, write_tone


def read_film(file: Path) -> list[bytes]:
    head, _, frames = file.read_bytes().partition(b"\n")
    assert head.split()[:4] == [b"YUV4MPEG2", f"W{WIDTH}".encode(), f"H{HEIGHT}".encode(), b"F30:1"]
    size = WIDTH * HEIGHT * 3 // 2 + len(b"FRAME\n")
    return [frames[at + len(b"FRAME\n") : at + size] for at in range(0, len(frames), size)]


def test_the_pixels_of_the_bar_video(tmp_path: Path) -> None:
    write_bar_video(tmp_path / "film.y4m")
    frames = read_film(tmp_path / "film.y4m")
    assert len(frames) == WIDTH // STEP
    for number in (0, 7, len(frames) - 1):
        row = frames[number][:WIDTH]
        start = number * STEP
        assert row[start] == row[(start + BAR_WIDTH - 1) % WIDTH] == to_yuv(WHITE)[0]
        behind = (start + BAR_WIDTH) % WIDTH
        assert row[behind] == to_yuv(LEFT if behind < WIDTH // 2 else RIGHT)[0]
        assert len(frames[number]) == WIDTH * HEIGHT * 3 // 2


@pytest.mark.parametrize(
    ("colour", "yuv"),
    [((0, 0, 0), (16, 128, 128)), ((255, 255, 255), (235, 128, 128)), ((255, 0, 0), (81, 90, 240))],
)
def test_colors_are_converted_by_bt_601(colour: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    assert to_yuv(colour) == yuv


def test_the_tone_repeats_without_a_click(tmp_path: Path) -> None:
    write_tone(tmp_path / "tone.wav")
    with wave.open(str(tmp_path / "tone.wav")) as sound:
        rate = sound.getframerate()
        samples = array("h", sound.readframes(sound.getnframes()))
        assert (sound.getnchannels(), len(samples) * TONE % rate) == (1, 0)
    upward = sum(before < 0 <= after for before, after in itertools.pairwise(samples))
    assert upward == pytest.approx(TONE * len(samples) / rate, abs=1)
    assert max(samples) == pytest.approx(32767 / 2, rel=0.01)
    assert math.isclose(samples[0], 0, abs_tol=1)


@pytest.mark.parametrize(
    ("stage", "program"), [("screen", "Xvfb"), ("person", "Xvfb"), ("sound", "pulseaudio"), ("janus", "janus")]
)
def test_a_missing_program_is_named(tmp_path: Path, stage: str, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(MissingRequirement, match=f'"{program}" of the package {program.lower()}'),
        STAGES[stage](tmp_path, 80),
    ):
        pass


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        ("turn", r"a TURN server: coturn did not start \(bad luck\)"),
        ("janus", r"an SFU: Janus did not start \(bad luck\)"),
        ("sound", r"a sound server: PulseAudio did not start \(bad luck\)"),
        ("screen", "a display: Xvfb did not start"),
        ("peer", r"a server as peer: it did not start \(bad luck\)"),
    ],
)
def test_an_installed_program_that_fails_is_a_start_error(
    tmp_path: Path, stage: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("turnserver", "janus", "pulseaudio", "pactl", "Xvfb", "openbox", "xdotool", "python"):
        (programs / name).write_text("#!/bin/sh\necho bad luck >&2\nexit 1\n", encoding="ascii")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(janus, "link_modules", lambda _, place: dict.fromkeys(janus.MODULES, str(place)))
    monkeypatch.setattr(peer, "find_spec", lambda _: object())
    monkeypatch.setattr("sys.executable", str(programs / "python"))
    (tmp_path / "session" / "tmp").mkdir(parents=True)
    with pytest.raises(StageStartError, match=message), STAGES[stage](tmp_path / "session", 80):
        pass


def test_stage_none_requires_a_machine_without_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "video0").touch()
    monkeypatch.setattr(none, "DEVICES", ((str(tmp_path), "video*"),))
    with pytest.raises(MissingRequirement, match="a machine without a camera"), STAGES["none"](tmp_path, 80):
        pass


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_stage_none_is_not_tried_where_a_camera_cannot_be_ruled_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(none, "DEVICES", ())
    monkeypatch.setattr("rtcmatrix.gather.stages.none.sys.platform", system)
    with pytest.raises(MissingRequirement, match="a camera cannot be ruled out"), STAGES["none"](tmp_path, 80):
        pass


def test_largest_area() -> None:
    small = {(0, 0), (4, 0)}
    large = {(x, y) for x in range(40, 60, 4) for y in range(40, 52, 4)}
    assert largest_area(small | large | {(100, 100)}, 4) == large


def test_a_link_with_the_color_of_a_button_is_no_button() -> None:
    link = {(x, 0) for x in range(0, 36, 4)}
    button = {(x, y) for x in range(100, 140, 4) for y in range(200, 224, 4)}
    assert center_of_button(link | button) == (118, 210)
    assert center_of_button(link) is None
    assert center_of_button(()) is None


def test_points_of_a_color_are_found_within_its_tolerance() -> None:
    blue, near, far = b"\xf0\x20\x10\x00", b"\xfa\x20\x10\x00", b"\xf0\x60\x10\x00"
    row = blue * 4 + near * 4 + far * 4
    assert points_of_color(row * 8, 12, 8, (16, 32, 240), 12) == {(0, 0), (4, 0), (0, 4), (4, 4)}
    assert points_of_color(row * 8, 12, 8, (16, 32, 240), 0) == {(0, 0), (0, 4)}


def test_a_missing_library_of_the_peer_is_named_with_its_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peer, "find_spec", lambda module: None if module in {"aiortc", "cv2"} else object())
    message = r'aiortc, opencv-python-headless \(`pip install "rtcmatrix\[server\]"`'
    with pytest.raises(MissingRequirement, match=message), STAGES["peer"](tmp_path, 80):
        pass


def test_the_peer_server_ends_with_its_session(tmp_path: Path) -> None:
    pytest.importorskip("aiortc")
    pytest.importorskip("cv2")
    temporary_folder_of(tmp_path).mkdir()
    with STAGES["peer"](tmp_path, 80) as staging:
        told = staging.services["peer"]
        assert isinstance(told, dict)
        address = urlsplit(str(told["url"]))
        assert address.hostname == "127.0.0.1"
        # What the guard goes by, should we be killed
        assert ["rtcmatrix.peer" in server.cmdline() for server in find_processes(tmp_path, ())] == [True]
        for path, origin, status in (
            ("/", None, 200),
            (address.path, None, 403),
            (address.path, "http://example.org", 403),
            (f"{address.path}x", "http://a.localhost", 404),
        ):
            asking = HTTPConnection("127.0.0.1", address.port or 0, timeout=20)
            asking.request("GET", path, headers={"Origin": origin} if origin else {})
            assert asking.getresponse().status == status, (path, origin)
            asking.close()
    assert find_processes(tmp_path, ()) == []


def test_the_shapes_video_shows_each_shape_for_a_second(tmp_path: Path) -> None:
    shapes.write_shapes(tmp_path / "shapes.y4m")
    head, _, rest = (tmp_path / "shapes.y4m").read_bytes().partition(b"\n")
    assert head.split()[:4] == [b"YUV4MPEG2", f"W{WIDTH}".encode(), f"H{HEIGHT}".encode(), b"F15:1"]
    size = WIDTH * HEIGHT * 3 // 2 + len(b"FRAME\n")
    assert len(rest) == 3 * shapes.FRAME_RATE * size
    dark = [rest[at * size + len(b"FRAME\n") :][: WIDTH * HEIGHT].count(shapes.DARK) for at in (0, 15, 30)]
    square = shapes.SIZE**2
    assert dark == pytest.approx([square * math.pi / 4, square, square * math.sqrt(3) / 4], rel=0.01)


def test_janus_loads_two_modules_and_listens_on_loopback(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "janus"
    for kind, name in (("plugins", "libjanus_videoroom.so"), ("transports", "libjanus_websockets.so")):
        parts = tmp_path / "lib" / "any" / "janus" / kind
        parts.mkdir(parents=True)
        (parts / name).touch()
        (parts / "libjanus_other.so").touch()
    place = tmp_path / "session"
    place.mkdir()
    folders = janus.link_modules(program, place)
    loaded = sorted(part.name for folder in folders.values() for part in Path(folder).iterdir())
    assert loaded == ["libjanus_videoroom.so", "libjanus_websockets.so"]
    janus.write_configuration(place, folders, secret="s3cret", port=4711, address="192.0.2.7")
    core = (place / "janus.jcfg").read_text(encoding="utf-8")
    assert 'api_secret = "s3cret"' in core
    assert 'ice_enforce_list = "192.0.2.7"' in core
    sockets = (place / "janus.transport.websockets.jcfg").read_text(encoding="utf-8")
    assert "ws_port = 4711" in sockets
    assert 'ws_ip = "127.0.0.1"' in sockets


def test_a_missing_module_of_janus_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingRequirement, match=r'the module "libjanus_videoroom\.so" of Janus'):
        janus.link_modules(tmp_path / "bin" / "janus", tmp_path)


def test_janus_requires_an_address_besides_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "net_if_addrs", dict)
    with pytest.raises(MissingRequirement, match=r"an IPv4 address other than 127\.0\.0\.1"):
        janus.own_address()
