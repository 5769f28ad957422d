"""What the system refuses is named with its path, exit 2, and what was recorded stays: full disk, read-only, gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_project import build_project, record_run

FULL_AFTER = """
import errno, sys
from rtcmatrix.runs import journal
from rtcmatrix.cli import main
write, count = journal._append, [0]
def append(file, kind, plain):
    count[0] += 1
    if count[0] > int(sys.argv[1]):
        raise OSError(errno.ENOSPC, "No space left on device")
    write(file, kind, plain)
journal._append = append
sys.exit(main(sys.argv[2:]))
"""
"""A stand-in for a disk that is full after so many lines of the journals."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    build_project(tmp_path / "project")
    record_run(tmp_path / "recorded")
    return tmp_path / "project"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 kB, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def call(folder: Path, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    program = ("-c", code) if code else ("-m", "rtcmatrix")
    done = subprocess.run([sys.executable, *program, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "INTERNALERROR" not in done.stdout + done.stderr
    assert "internal error" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("lines", [1, 2, 7])
def test_a_disk_that_fills_up_ends_the_run_in_one_line(project: Path, lines: int) -> None:
    done = call(project, str(lines), "judge", "../recorded", "--out", "../out", code=FULL_AFTER)
    assert done.returncode == 2, done.stderr
    assert "out/journal/" in done.stderr
    assert "no space left on device; free some space" in done.stderr


@pytest.mark.parametrize("more", [(), ("--", "-n", "2")])
def test_a_full_disk_is_named(project: Path, small_disk: Path, more: tuple[str, ...]) -> None:
    done = call(project, "judge", "../recorded", "--out", str(small_disk / "run"), *more)
    assert done.returncode == 2, done.stderr
    assert str(small_disk) in done.stderr
    assert "no space left on device; free some space, or name a folder on another disk" in done.stderr


def test_a_report_that_does_not_fit_is_named_and_leaves_no_half(project: Path, small_disk: Path) -> None:
    for arguments in (
        ("--out", str(small_disk / "site")),
        ("--format", "html-file", "--out", str(small_disk / "one.html")),
    ):
        done = call(project, "report", "../recorded", *arguments)
        assert done.returncode == 2, done.stderr
        assert "no space left on device" in done.stderr
        assert str(small_disk) in done.stderr
        assert list(small_disk.iterdir()) == []


@pytest.mark.parametrize("words", [("judge", "../recorded", "--out"), ("report", "../recorded", "--out")])
def test_a_path_below_a_file_is_named(project: Path, words: tuple[str, ...]) -> None:
    done = call(project, *words, "matrix.yaml/below")
    assert done.returncode == 2
    assert done.stderr.startswith('rtcmatrix: "matrix.yaml')
    assert done.stderr.endswith("name another path\n")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders of this system cannot be made read-only")
def test_a_read_only_folder_is_named(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.mkdir(mode=0o500)
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(place)]
        bound = subprocess.run(mount, capture_output=True, check=False)
        if bound.returncode != 0:
            pytest.skip("this user may write everywhere, and can mount no disk that is read-only")
    try:
        for arguments in (("judge", "../recorded", "--out"), ("report", "../recorded", "--out")):
            done = call(project, *arguments, str(place / "out"))
            assert done.returncode == 2
            assert f'"{place / "out"}' in done.stderr or str(place) in done.stderr
            assert "read-only file system" in done.stderr or "permission denied" in done.stderr
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder that a program works in")
@pytest.mark.parametrize("words", [("validate",), ("known", "list"), ("checks",), ("compare", "run")])
def test_a_working_folder_that_is_gone_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os, sys; os.rmdir({str(gone)!r}); from rtcmatrix.cli import main; sys.exit(main(sys.argv[1:]))"
    done = call(gone, *words, code=code)
    assert done.returncode == 2
    if words != ("compare", "run"):
        assert "working folder" in done.stderr
        assert "no longer exists" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_in_place_of_files_are_refused_at_once(project: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (project / "suites" / "known-differences.yaml").unlink()
    (project / "suites" / "known-differences.yaml").symlink_to(tmp_path / "pipe")
    for words in (
        ("validate", "--matrix", "../pipe"),
        ("validate", "--matrix", "/dev/zero"),
        ("known", "list"),
        ("compare", "../pipe"),
        ("report", "/dev/zero"),
        ("import", "../pipe"),
    ):
        done = call(project, *words)
        assert done.returncode == 2, (words, done.stderr)
        assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_output_is_no_fault_of_ours(project: Path, unbuffered: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rtcmatrix", "checks"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0].startswith("rtcmatrix: the output: no space left on device")
    assert len(done.stderr.splitlines()) == 1
