"""Orphaned sessions of killed runs are removed, and nothing else. Real processes that only sleep."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from systems import POSIX

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.descriptors import find_shortage
from rtcmatrix.gather.orphans import MAX_AGE_WITHOUT_OWNER, RemovedOrphans, remove_orphans
from rtcmatrix.gather.session_owner import FILE, PREFIX, current_pid_namespace, read_owner, write_owner
from rtcmatrix.runner.preflight import run_preflight_checks

pytestmark = POSIX

SLEEP = [sys.executable, "-c", "import threading; print(flush=True); threading.Event().wait()"]


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="s") as name:
        yield Path(name)


@pytest.fixture
def sleepers() -> Iterator[list[subprocess.Popen[bytes]]]:
    made: list[subprocess.Popen[bytes]] = []
    yield made
    for one in made:
        one.kill()
        one.communicate()


def make_session(root: Path, name: str, **mark: object) -> Path:
    """Make the folder of a session; ``mark`` changes what it says of its process."""
    folder = root / f"{PREFIX}{name}"
    (folder / "tmp").mkdir(parents=True)
    write_owner(folder)
    said = json.loads((folder / FILE).read_text()) | mark
    (folder / FILE).write_text(json.dumps(said))
    return folder


def ended_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def sleep_in(folder: Path, made: list[subprocess.Popen[bytes]], *, marked: bool = True) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **({"TMPDIR": str(folder / "tmp")} if marked else {})}
    made.append(subprocess.Popen(SLEEP, stdout=subprocess.PIPE, env=environment, start_new_session=True))
    assert made[-1].stdout is not None
    made[-1].stdout.readline()
    return made[-1]


def test_processes_and_folder_of_an_ended_owner_are_removed(
    place: Path, sleepers: list[subprocess.Popen[bytes]]
) -> None:
    folder = make_session(place, "dead", pid=ended_pid())
    process = sleep_in(folder, sleepers)
    assert remove_orphans(place) == RemovedOrphans(processes=1, folders=1)
    assert process.wait(30) != 0
    assert not folder.exists()
    assert not remove_orphans(place)


def test_an_owner_whose_pid_was_reused_has_ended(place: Path) -> None:
    make_session(place, "reused", created=psutil.Process().create_time() - 1000)
    assert remove_orphans(place) == RemovedOrphans(folders=1)


def test_folders_in_use_or_of_others_stay(place: Path, sleepers: list[subprocess.Popen[bytes]]) -> None:
    living = make_session(place, "living")
    elsewhere = make_session(place, "elsewhere", pid=ended_pid(), pid_namespace="another machine")
    unmarked = make_session(place, "unmarked")
    (unmarked / FILE).unlink()
    garbage = make_session(place, "garbage")
    (garbage / FILE).write_text("[]")
    (place / f"{PREFIX}notes").mkdir()
    (place / f"{PREFIX}file").write_text("mine")
    somewhere = place / "somewhere"
    dead = make_session(somewhere, "dead", pid=ended_pid())
    (place / f"{PREFIX}link").symlink_to(dead)
    processes = [sleep_in(each, sleepers) for each in (living, elsewhere, unmarked)]
    before = sorted(place.rglob("*"))
    assert not remove_orphans(place)
    assert sorted(place.rglob("*")) == before
    assert all(each.poll() is None for each in processes)


def test_a_folder_without_owner_is_orphaned_if_old_and_unused(
    place: Path, sleepers: list[subprocess.Popen[bytes]]
) -> None:
    old, used = (make_session(place, name) for name in ("old", "used"))
    sleep_in(used, sleepers)
    long_ago = time.time() - MAX_AGE_WITHOUT_OWNER - 60
    for folder in (old, used):
        (folder / FILE).unlink()
        os.utime(folder, (long_ago, long_ago))
    assert remove_orphans(place) == RemovedOrphans(folders=1)
    assert not old.exists()
    assert used.exists()


def test_an_owner_is_read_as_written(place: Path) -> None:
    write_owner(place)
    mark = read_owner(place)
    assert mark is not None
    assert (mark.pid, mark.pid_namespace, mark.has_ended) == (os.getpid(), current_pid_namespace(), False)
    assert dataclasses.replace(mark, pid=ended_pid()).has_ended
    assert not dataclasses.replace(mark, pid=ended_pid(), pid_namespace="another").has_ended
    assert read_owner(place / "nowhere") is None


def test_preflight_checks_print_what_was_removed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    make_session(place, "dead", pid=ended_pid())
    said: list[str] = []
    run_preflight_checks(said.append)
    run_preflight_checks(said.append)
    assert len(said) == 1
    assert "0 processes, 1 folders" in said[0]
    assert str(place) in said[0]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from rtcmatrix.gather.descriptors import find_shortage
print(find_shortage(256))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("soft", "hard", "after"), [(128, 128, 128), (128, 200, 200), (128, 512, 256), (300, 512, 300)]
)
def test_the_limit_of_open_files_is_raised_up_to_the_hard_limit(soft: int, hard: int, after: int) -> None:
    program = [sys.executable, "-c", LIMITED, str(soft), str(hard)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    shortage, limit = done.stdout.splitlines()
    assert int(limit) == after
    if hard < 256:
        assert f"a run needs 256 open files (file descriptors) in one process, and {hard} are allowed here" in shortage
    else:
        assert shortage == "None"


def test_too_few_open_files_are_a_configuration_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.runner.preflight.find_shortage", lambda: "a run needs 9 open files")
    with pytest.raises(ConfigurationError, match="needs 9 open files"):
        run_preflight_checks(lambda _: None)
    assert find_shortage(1) is None
