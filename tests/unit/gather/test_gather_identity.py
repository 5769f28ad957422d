"""What evidence depends on is identified by content: executables, machine, the sources that gather."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

import rtcmatrix
from rtcmatrix.gather import executables, machine, revision
from rtcmatrix.gather.executables import SAMPLE_BYTES, SAMPLES, binary_digest, file_digest
from rtcmatrix.gather.machine import machine_identity
from rtcmatrix.gather.revision import tool_revision


def digest_of(file: Path) -> str:
    return file_digest(file, file.stat().st_size, file.stat().st_mtime_ns)


@pytest.mark.parametrize("size", [0, 1, 100, SAMPLE_BYTES, SAMPLE_BYTES * 3 + 1, SAMPLE_BYTES * SAMPLES * 2 + 17])
def test_a_file_is_sampled_from_its_first_byte_to_its_last(tmp_path: Path, size: int) -> None:
    file = tmp_path / "browser"
    file.write_bytes(bytes(size))
    before = digest_of(file)
    file.touch()
    assert digest_of(file) == before, "its time does not matter"
    for place in {0, size - 1} if size else ():
        content = bytearray(size)
        content[place] = 1
        file.write_bytes(content)
        executables.file_digest.cache_clear()
        assert digest_of(file) != before, place
    file.write_bytes(bytes(size + 1))
    assert digest_of(file) != before


def test_a_browser_is_the_program_of_its_process_the_engine_it_loads_and_its_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "firefox"
    program.write_bytes(b"launcher")
    command = ["firefox"]

    class StandInProcess:
        def __init__(self, pid: int) -> None:
            if pid != 5:
                raise psutil.NoSuchProcess(pid)

        def exe(self) -> str:
            return str(program)

        def cmdline(self) -> list[str]:
            return command

    monkeypatch.setattr(psutil, "Process", StandInProcess)
    told, folder = {"moz:processID": 5, "moz:buildID": "20261201"}, Path("/tmp/session")
    found = [binary_digest(told, folder), binary_digest(told | {"moz:buildID": "20261202"}, folder)]
    (tmp_path / "libxul.so").write_bytes(b"engine")
    found.append(binary_digest(told, folder))
    program.write_bytes(b"launched")
    found.append(binary_digest(told, folder))
    command.append("--enable-blink-features=RTCDataChannelPriority")
    found.append(binary_digest(told, folder))
    assert len(set(found)) == len(found)
    command += ["--remote-debugging-port", "60119", "-profile", "/tmp/session/tmp/one"]
    before = binary_digest(told, folder)
    command[-3:] = ["60120", "-profile", "/tmp/session/tmp/two"]
    assert binary_digest(told, folder) == before
    assert binary_digest({"goog:processID": 6}, folder) == ""
    assert binary_digest({}, folder) == ""
    program.unlink()
    assert binary_digest(told, folder) == ""


def test_a_machine_is_told_by_its_system_cores_programs_and_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = []

    def look() -> None:
        machine_identity.cache_clear()
        found.append(machine_identity())

    look()
    assert f"{os.cpu_count()} cores" in found[0]
    (tmp_path / "Xvfb").write_text("#!/bin/sh\n")
    (tmp_path / "Xvfb").chmod(0o755)
    look()
    (tmp_path / "Xvfb").write_text("#!/bin/sh -e\n")
    look()
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    look()
    devices = tmp_path / "devices"
    devices.mkdir()
    (devices / "video0").touch()
    monkeypatch.setattr(machine, "DEVICES", ((str(devices), "video*"),))
    look()
    monkeypatch.setattr(os, "cpu_count", lambda: 97)
    look()
    for number, address in enumerate(["10.0.0.1", "fe80::1%eth0"]):
        family = (socket.AF_INET, socket.AF_INET6)[number]
        there = SimpleNamespace(family=family, address=address)
        local = SimpleNamespace(family=socket.AF_INET, address="127.0.0.1")
        monkeypatch.setattr(psutil, "net_if_addrs", lambda both=(local, there): {"eth0": both})
        look()
    assert len(set(found)) == len(found)
    machine_identity.cache_clear()


def test_the_revision_covers_the_pages_but_no_probe(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    for name in ("lib/rtc.js", "probe.html", "probes/area/one.js", "probes.json"):
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text("1\n")
    before = tool_revision(pages)
    (pages / "probes" / "area" / "one.js").write_text("2\n")
    (pages / "probes.json").write_text("2\n")
    (pages / "lib" / "rtc.js").write_bytes(b"1\r\n")
    assert tool_revision(pages) == before, "a probe has a version of its own, and line endings are those of a checkout"
    for name in ("lib/rtc.js", "probe.html", "probes/area/picture.png"):
        (pages / name).write_text("2\n")
        after = tool_revision(pages)
        assert after != before, name
        before = after


def test_the_revision_covers_what_gathers_and_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "rtcmatrix"
    source = Path(rtcmatrix.__file__ or "").parent
    for name in (*revision.SOURCES, "report"):
        (home / name).mkdir(parents=True)
        shutil.copy(source / name / "__init__.py", home / name)
    monkeypatch.setattr(rtcmatrix, "__file__", str(home / "__init__.py"))
    pages = tmp_path / "project" / "pages"
    pages.mkdir(parents=True)
    found = [tool_revision(pages)]
    (home / "report" / "__init__.py").write_text("changed")
    assert tool_revision(pages) == found[0]
    for name in revision.SOURCES:
        (home / name / "__init__.py").write_text(f"changed {name}")
        found.append(tool_revision(pages))
    (pages.parent / "package.json").write_text('{"dependencies": {"faces": "1"}}')
    installed = pages.parent / "node_modules" / "faces"
    installed.mkdir(parents=True)
    (installed / "package.json").write_text('{"version": "1.0.0"}')
    found.append(tool_revision(pages))
    (installed / "package.json").write_text('{"version": "1.0.1"}')
    found.append(tool_revision(pages))
    monkeypatch.setattr(importlib.metadata, "version", lambda name: f"9 {name}")
    found.append(tool_revision(pages))
    assert len(set(found)) == len(found)
