"""A session has its folder where the path of a browser's socket fits, whatever TMPDIR is."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from rtcmatrix.gather.orphans import remove_orphans
from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.gather.session_folder import (
    SHORT,
    SOCKET_NAMES,
    SOCKET_PATH_BYTES,
    choose_root,
    create_session_folder,
    session_root,
)
from rtcmatrix.gather.session_owner import PREFIX, read_owner

MAC = "/var/folders/df/djsxfhc17x95674wsm_g8s980000gn/T"
"""TMPDIR of a user of macOS."""


@pytest.mark.parametrize(
    ("temporary", "system", "chosen"),
    [
        ("/tmp", "linux", "/tmp"),
        ("/tmp", "darwin", "/tmp"),
        ("/run/user/1000", "linux", "/run/user/1000"),
        (MAC, "darwin", "/tmp"),
        (MAC, "linux", "/tmp"),
        ("/home/jenkins/workspace/nightly-webrtc@tmp", "linux", "/tmp"),
        ("/tmp/" + "ä" * 20, "linux", "/tmp"),
        ("C:/Users/RUNNER~1/AppData/Local/Temp", "win32", "C:/Users/RUNNER~1/AppData/Local/Temp"),
        ("C:/" + "x" * 200, "win32", "C:/" + "x" * 200),
    ],
)
def test_a_short_folder_replaces_one_that_is_too_long(temporary: str, system: str, chosen: str) -> None:
    assert choose_root(Path(temporary), system) == Path(chosen)


@pytest.mark.parametrize("system", SOCKET_PATH_BYTES)
def test_the_socket_of_a_browser_fits_exactly(system: str) -> None:
    longest = next(length for length in range(100, 0, -1) if choose_root(Path("/" + "x" * length), system) != SHORT)
    session = temporary_folder_of(Path("/" + "x" * longest) / f"{PREFIX}abcdefgh")
    assert len(f"{session}{SOCKET_NAMES[system]}") == SOCKET_PATH_BYTES[system]


def test_a_session_has_its_folder_in_the_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("x" * 80)
    long.mkdir()
    short = tmp_path / "s"
    short.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    monkeypatch.setattr("rtcmatrix.gather.session_folder.SHORT", short)
    monkeypatch.setattr("rtcmatrix.gather.session_folder.sys.platform", "linux")
    folder = create_session_folder()
    assert (folder.parent, session_root(), list(long.iterdir())) == (short, short, [])
    assert temporary_folder_of(folder).is_dir()
    owner = read_owner(folder)
    assert owner is not None
    assert not remove_orphans()
    monkeypatch.setattr("rtcmatrix.gather.session_owner.SessionOwner.has_ended", property(lambda _: True))
    assert str(short) in str(remove_orphans())
    assert not folder.exists()
    shutil.rmtree(short)
