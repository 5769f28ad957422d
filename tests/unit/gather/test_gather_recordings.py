"""Recordings sent by pages: chunks, file names, and what ffprobe reports."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import wave
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.gather import ffprobe, recordings
from rtcmatrix.gather.ffprobe import UnreadableError, doc_type_of, inspect, summarize
from rtcmatrix.gather.recordings import InvalidRecordingError, Recordings, file_name_of
from rtcmatrix.gather.stage_parts.errors import MissingRequirement

needs_ffprobe = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")

Kept = list[tuple[str, str, str, bytes]]


def piece(content: bytes, **more: str) -> dict[str, str]:
    return {"piece": base64.b64encode(content).decode(), **more}


@pytest.fixture
def kept() -> Kept:
    return []


@pytest.fixture
def taken(kept: Kept) -> Recordings:
    return Recordings(save=lambda *what: kept.append(what))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """Path in the session's folder and content of each file that would be given to ffprobe."""
    seen: list[tuple[str, bytes]] = []

    def stand_in(file: Path) -> dict[str, Any]:
        seen.append((f"{file.parent.name}/{file.name}", file.read_bytes()))
        return {"format": "made up"}

    monkeypatch.setattr(recordings, "inspect", stand_in)
    return seen


def test_chunks_become_one_file_that_is_saved(
    taken: Recordings, kept: Kept, read: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    assert taken.receive(tmp_path, piece(b"one ")) is None
    assert taken.receive(tmp_path, piece(b"two", name="A film", type="video/webm;codecs=vp8")) == {"format": "made up"}
    assert taken.receive(tmp_path, piece(b"three", name="b", type="audio/ogg")) == {"format": "made up"}
    assert [content for _, content in read] == [b"one two", b"three"]
    assert kept == [("a-film", "video/webm", ".webm", b"one two"), ("b", "audio/ogg", ".ogg", b"three")]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "", "a\x00b", "x" * 5000, "C:\\nul", "ä/ö"])
def test_file_names_of_recordings_are_sanitized(
    taken: Recordings, kept: Kept, read: list[tuple[str, bytes]], tmp_path: Path, name: str
) -> None:
    taken.receive(tmp_path, piece(b"x", name=name, type="video/webm/../../x"))
    [(used, media_type, suffix, _)] = kept
    assert used == file_name_of(name)
    assert (tmp_path / used).resolve().parent == tmp_path.resolve()
    assert 0 < len(used) <= recordings.MAX_NAME_LENGTH
    assert (media_type, suffix) == ("application/octet-stream", ".bin")
    assert [re.fullmatch(r"recording-\w+/recording", file) is not None for file, _ in read] == [True]


@pytest.mark.parametrize("params", [{}, {"piece": "§"}, {"piece": None, "name": "x"}, {"piece": "abc"}])
def test_an_invalid_chunk_is_rejected(taken: Recordings, tmp_path: Path, params: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecordingError, match="is not base64"):
        taken.receive(tmp_path, params)


def test_parallel_probes_have_separate_files(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (Recordings(save=lambda *what: kept.append(what)) for _ in range(2))
    seen: list[bytes] = []

    def meanwhile(file: Path) -> dict[str, Any]:
        if not seen:
            seen.append(b"")
            second.receive(tmp_path, piece(b"second", name="x", type="video/webm"))
        seen.append(file.read_bytes())
        return {}

    monkeypatch.setattr(recordings, "inspect", meanwhile)
    first.receive(tmp_path, piece(b"first", name="x", type="video/webm"))
    assert seen[1:] == [b"second", b"first"]


def test_a_too_large_recording_is_rejected(taken: Recordings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "MAX_SIZE", 10)
    taken.receive(tmp_path, piece(b"123456"))
    with pytest.raises(InvalidRecordingError, match="larger than 10 bytes"):
        taken.receive(tmp_path, piece(b"789012", name="x"))
    assert list(tmp_path.iterdir()) == []


def test_a_large_recording_is_inspected_and_not_saved(
    taken: Recordings, kept: Kept, read: list[tuple[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MAX_SAVED_SIZE", 3)
    taken.receive(tmp_path, piece(b"1234", name="x", type="video/webm"))
    assert (kept, len(read)) == ([], 1)


def test_without_ffprobe_the_package_is_named(
    taken: Recordings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingRequirement, match='"ffprobe" of the package ffmpeg'):
        taken.receive(tmp_path, piece(b"x", name="x", type="video/webm"))
    assert list(tmp_path.iterdir()) == []


ANSWER = {
    "packets": [
        {"stream_index": 0, "pts_time": "0.000000", "flags": "K__"},
        {"stream_index": 1, "pts_time": "-0.006500", "flags": "K_"},
        {"stream_index": 0, "pts_time": "0.052000", "flags": "__"},
        {"stream_index": 0, "flags": "_D"},
    ],
    "streams": [
        {"index": 0, "codec_name": "vp8", "profile": "0", "codec_type": "video", "codec_tag_string": "[0][0][0][0]",
         "width": 320, "height": 180},
        {"index": 1, "codec_name": "opus", "codec_type": "audio", "codec_tag_string": "Opus", "sample_rate": "48000",
         "channels": 2},
    ],
    "format": {"format_name": "matroska,webm", "duration": "N/A"},
}  # fmt: skip


def test_the_output_of_ffprobe_is_summarized() -> None:
    told = summarize(ANSWER, "webm")
    assert (told["format"], told["container"], told["duration"]) == ("matroska,webm", "webm", None)
    assert told["streams"] == [
        {"kind": "video", "codec": "vp8", "tag": None, "profile": "0", "width": 320, "height": 180, "rate": None,
         "channels": None, "packets": 3, "keyFrames": 1, "from": 0.0, "to": 0.052},
        {"kind": "audio", "codec": "opus", "tag": "Opus", "profile": None, "width": None, "height": None,
         "rate": 48000, "channels": 2, "packets": 1, "keyFrames": 1, "from": -0.0065, "to": -0.0065},
    ]  # fmt: skip


def test_the_container_of_mp4_is_its_brand() -> None:
    told = summarize({"format": {"format_name": "mov,mp4", "duration": "1.5", "tags": {"major_brand": "iso5 "}}})
    assert (told["container"], told["duration"], told["streams"]) == ("iso5", 1.5, [])


def test_empty_output_is_summarized() -> None:
    assert summarize({}) == {"format": None, "container": None, "duration": None, "streams": []}


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87", "webm"),
        (b"\x1a\x45\xdf\xa3\xa3\x42\x82\x88matroska\x42", "matroska"),
        (b"\x1a\x45\xdf\xa3\xa3\x42\x82", None),
        (b"\x1a\x45\xdf\xa3\xa3", None),
        (b"\x00\x00\x00\x18ftyp\x42\x82\x84webm", None),
        (b"", None),
    ],
)
def test_the_document_type_distinguishes_webm_from_matroska(head: bytes, told: str | None) -> None:
    assert doc_type_of(head) == told


@needs_ffprobe
def test_a_wave_file_is_inspected(tmp_path: Path) -> None:
    file = tmp_path / "sound"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(8000))
    told = inspect(file)
    assert (told["format"], told["duration"]) == ("wav", 0.5)
    [stream] = told["streams"]
    assert (stream["kind"], stream["rate"], stream["channels"]) == ("audio", 8000, 1)


@needs_ffprobe
@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"#EXTM3U\n#EXTINF:1,\nsecret\n", b"ffconcat version 1.0\nfile secret\n"]
)
def test_invalid_media_is_unreadable(tmp_path: Path, content: bytes) -> None:
    # A playlist least of all: it would have ffprobe open what a page names
    (tmp_path / "secret").write_bytes(b"x")
    file = tmp_path / "recording"
    file.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        inspect(file)
    assert str(tmp_path) not in str(caught.value)


def test_ffprobe_times_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("ffprobe", timeout)

    monkeypatch.setattr(ffprobe, "find_program", lambda name: name)
    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(UnreadableError, match=f"timed out after {ffprobe.TIMEOUT:g} s"):
        inspect(tmp_path)


def test_an_unreadable_recording_is_answered_with_an_error(
    taken: Recordings, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise UnreadableError("it: Invalid data")

    monkeypatch.setattr(recordings, "inspect", fail)
    assert taken.receive(tmp_path, piece(b"x", name="x", type="video/mp4")) == {"error": "it: Invalid data"}
    assert json.dumps([one[:3] for one in kept]) == '[["x", "video/mp4", ".mp4"]]'
    assert list(tmp_path.iterdir()) == []
