"""Processes of a session and their end. Real processes that only sleep."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from systems import POSIX

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.processes import end_processes, find_processes, is_stopped, temporary_folder_of

pytestmark = POSIX

PATIENCE = 30
"""Seconds until something that was to happen is given up."""

SLEEP = "import threading; print(flush=True); threading.Event().wait()"
# Starts a child, says its id, sleeps.
PARENT = (
    "import subprocess, sys, threading, os;"
    "child = subprocess.Popen([sys.executable, '-c', 'import threading; threading.Event().wait()'],"
    " start_new_session={apart}, env={env});"
    "print(child.pid, flush=True); {then}"
)
WAIT = "threading.Event().wait()"


def await_truth(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="p", ignore_cleanup_errors=True) as name:
        temporary_folder_of(Path(name)).mkdir()
        yield Path(name)


class Started:
    """Starts sleeping processes and ends what a test has left of them."""

    def __init__(self) -> None:
        self.made: list[subprocess.Popen[str]] = []
        self.children: list[int] = []

    def sleeper(self, program: str = SLEEP, *, apart: bool = False, tmpdir: Path | None = None) -> tuple[int, str]:
        """Start one; gives its id and the first line it says."""
        environment = {**os.environ, **({"TMPDIR": str(tmpdir)} if tmpdir else {})}
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, start_new_session=apart, env=environment
        )
        self.made.append(process)
        assert process.stdout is not None
        return process.pid, process.stdout.readline().strip()

    def family(
        self,
        *,
        apart: bool = False,
        tmpdir: Path | None = None,
        child_apart: bool = False,
        orphan: bool = False,
        unmarked_child: bool = False,
    ) -> tuple[int, int]:
        """Start a process with a child; gives both ids. An orphan's parent ends at once."""
        env = "{k: v for k, v in os.environ.items() if k != 'TMPDIR'}" if unmarked_child else "None"
        program = PARENT.format(apart=child_apart, env=env, then="" if orphan else WAIT)
        parent, told = self.sleeper(program, apart=apart, tmpdir=tmpdir)
        self.children.append(int(told))
        return parent, int(told)

    def end(self) -> None:
        for pid in self.children:
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                continue
        for process in self.made:
            process.kill()
            process.communicate()


@pytest.fixture
def started() -> Iterator[Started]:
    made = Started()
    yield made
    made.end()


def pids(folder: Path, *leaders: int) -> set[int]:
    return {process.pid for process in find_processes(folder, leaders)}


def test_a_process_with_the_tmpdir_is_found_and_another_is_not(folder: Path, started: Started) -> None:
    marked, _ = started.sleeper(tmpdir=temporary_folder_of(folder))
    started.sleeper(tmpdir=folder)
    started.sleeper(tmpdir=temporary_folder_of(folder) / "deeper")
    assert pids(folder) == {marked}


def test_a_child_with_another_tmpdir_is_found_by_its_parent(folder: Path, started: Started) -> None:
    parent, child = started.family(tmpdir=temporary_folder_of(folder), unmarked_child=True, child_apart=True)
    assert pids(folder) == {parent, child}


def test_a_child_whose_parents_ended_is_found_by_its_tmpdir(folder: Path, started: Started) -> None:
    parent, child = started.family(tmpdir=temporary_folder_of(folder), child_apart=True, orphan=True)
    await_truth(lambda: not is_alive(parent))
    assert pids(folder) == {child}


def test_a_child_without_tmpdir_or_parents_is_found_by_its_leader(folder: Path, started: Started) -> None:
    leader, child = started.family(apart=True, unmarked_child=True, orphan=True)
    await_truth(lambda: not is_alive(leader))
    assert pids(folder, leader) == {child}
    assert pids(folder) == set()


def test_this_process_is_never_found(folder: Path) -> None:
    assert os.getpid() not in pids(folder, os.getsid(0))


def test_all_processes_of_a_session_end_and_no_others(folder: Path, started: Started) -> None:
    mark = temporary_folder_of(folder)
    ours = [
        *started.family(apart=True, tmpdir=mark),
        *started.family(tmpdir=mark, child_apart=True),
        started.family(tmpdir=mark, child_apart=True, orphan=True)[1],
    ]
    leader, unmarked = started.family(apart=True, unmarked_child=True)
    stranger, _ = started.sleeper()
    end_processes(folder, [leader])
    assert not any(is_alive(pid) for pid in [*ours, leader, unmarked])
    assert is_alive(stranger)
    end_processes(folder, [leader])


# The guard

HOST = """
import sys, threading
from pathlib import Path
from rtcmatrix.gather.guard import Guard
guard = Guard()
for word in sys.argv[1:]:
    action, folder, *leader = word.split("=")
    if action == "watch":
        guard.watch(Path(folder), [int(pid) for pid in leader])
    else:
        guard.release(Path(folder))
print(guard._process.pid, flush=True)
threading.Event().wait()
"""


def start_host(*words: str) -> tuple[subprocess.Popen[str], int]:
    """Start a process that has a guard; gives it and the guard's id."""
    host = subprocess.Popen([sys.executable, "-c", HOST, *words], stdout=subprocess.PIPE, text=True)
    assert host.stdout is not None
    return host, int(host.stdout.readline())


def test_the_guard_cleans_up_after_a_killed_process(folder: Path, started: Started, tmp_path: Path) -> None:
    leader, child = started.family(apart=True, unmarked_child=True)
    marked, _ = started.sleeper(tmpdir=temporary_folder_of(folder))
    kept = tmp_path / "released"
    kept.mkdir()
    host, guard = start_host(f"watch={folder}", f"watch={kept}", f"watch={folder}={leader}", f"release={kept}")
    host.kill()
    host.communicate()
    await_truth(lambda: not folder.exists())
    await_truth(lambda: not is_alive(guard))
    assert not any(is_alive(pid) for pid in (leader, child, marked))
    assert kept.exists(), "what was released is nobody's to remove"


def test_a_guard_has_its_own_posix_session(folder: Path) -> None:
    host, guard = start_host(f"watch={folder}")
    assert os.getsid(guard) == guard != os.getsid(host.pid)
    host.kill()
    host.communicate()
    await_truth(lambda: not is_alive(guard))


def test_a_guard_starts_with_the_first_session_and_ends_on_close(folder: Path) -> None:
    guard = Guard()
    guard.close()  # there is none yet
    guard.watch(folder)
    assert guard._process is not None
    first = guard._process.pid
    guard.release(folder)
    assert guard._process.pid == first
    guard.close()
    assert not is_alive(first)
    assert folder.exists()


def test_closing_a_guard_cleans_up_watched_sessions(folder: Path, started: Started) -> None:
    marked, _ = started.sleeper(tmpdir=temporary_folder_of(folder))
    guard = Guard()
    guard.watch(folder)
    guard.close()
    assert not is_alive(marked)
    assert not folder.exists()


def test_a_killed_guard_is_replaced_and_gets_all_sessions(folder: Path, started: Started) -> None:
    marked, _ = started.sleeper(tmpdir=temporary_folder_of(folder))
    guard = Guard()
    guard.watch(folder)
    assert guard._process is not None
    guard._process.kill()
    guard._process.wait()
    guard.release(folder / "another")
    assert is_alive(marked)
    guard.close()
    assert not is_alive(marked)
    assert not folder.exists()


def test_closing_a_killed_guard_raises_nothing(folder: Path) -> None:
    guard = Guard()
    guard.watch(folder)
    assert guard._process is not None
    guard._process.kill()
    guard._process.wait()
    guard.release(folder)
    guard.close()
    assert folder.exists()


def test_closing_a_stopped_guard_does_not_block_and_cleans_up(folder: Path, started: Started) -> None:
    marked, _ = started.sleeper(tmpdir=temporary_folder_of(folder))
    guard = Guard()
    guard.watch(folder)
    assert guard._process is not None
    os.kill(guard._process.pid, signal.SIGSTOP)
    await_truth(lambda: is_stopped(guard._process.pid if guard._process else 0))
    guard.close()
    assert not is_alive(marked)
    assert not folder.exists()
