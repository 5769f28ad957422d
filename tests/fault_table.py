"""What is done to runs, one fault each: signals to every kind of process, pages that misbehave, a machine that does."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
from fault_bench import CLOSING, LEAVING, USUAL, Case, Fault, Project
from small_project import QUICK, SPINNING

Find = Callable[[psutil.Process], bool]
NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody is: port 9 (discard) refuses."""


# When


def at_start(case: Case) -> bool:
    return bool(case.find(is_browser))


def driver_there(case: Case) -> bool:
    return bool(case.find(is_driver))


def at_first_cell(case: Case) -> bool:
    return case.count("provenance") >= 1


def in_the_middle(case: Case) -> bool:
    return case.count("evidence") >= 1


def on_stage(program: str) -> Callable[[Case], bool]:
    """While the browser of a stage is there."""
    return lambda case: case.count("start") >= 2 and bool(case.find(is_called(program)))


def in_a_pair(case: Case) -> bool:
    return len(case.find(is_driver)) >= 2


# Whom


def is_browser(process: psutil.Process) -> bool:
    return process.name() == "chromium" and not any(word.startswith("--type=") for word in process.cmdline())


def is_driver(process: psutil.Process) -> bool:
    return process.name() == "chromedriver"


def is_called(name: str) -> Find:
    return lambda process: process.name() == name


def holds(*words: str) -> Find:
    return lambda process: all(word in " ".join(process.cmdline()) for word in words)


def send(number: signal.Signals, who: Find) -> Callable[[Case], None]:
    """Send a signal to processes of the sessions, one of a kind where there are several kinds of browsers."""

    def deed(case: Case) -> None:
        for process in case.find(who):
            _signal(process.pid, number)

    return deed


def send_ours(number: signal.Signals, word: str) -> Callable[[Case], None]:
    def deed(case: Case) -> None:
        for process in case.ours(word):
            _signal(process.pid, number)

    return deed


def send_leader(*numbers: signal.Signals) -> Callable[[Case], None]:
    def deed(case: Case) -> None:
        for number in numbers:
            _signal(case.process.pid, number)

    return deed


def kill_all_of_ours(case: Case) -> None:
    """Leader, workers and guards at once: nobody is left to clean up."""
    doomed = [case.process.pid, *(one.pid for one in [*case.ours("sys.stdin.readline"), *case.ours("gather.guard")])]
    for pid in doomed:
        _signal(pid, signal.SIGSTOP)  # so that none sees the others go
    for pid in doomed:
        _signal(pid, signal.SIGKILL)


def kill_group(case: Case) -> None:
    os.killpg(case.process.pid, signal.SIGKILL)


def stop_for_a_moment(word: str | None) -> Callable[[Case], None]:
    """Stop one of ours until the browsers have long finished, then let it go on."""

    def deed(case: Case) -> None:
        pids = [case.process.pid] if word is None else [one.pid for one in case.ours(word)]
        for pid in pids:
            _signal(pid, signal.SIGSTOP)
        try:
            case.process.wait(5)
        except subprocess.TimeoutExpired:
            for pid in pids:
                _signal(pid, signal.SIGCONT)

    return deed


def close_output(case: Case) -> None:
    assert case.process.stdout is not None
    case.process.stdout.close()


def remove(pattern: str) -> Callable[[Case], None]:
    def deed(case: Case) -> None:
        for found in case.sessions.glob(pattern):
            shutil.rmtree(found, ignore_errors=True)

    return deed


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


# Surroundings


def environment(**values: str) -> Callable[[Path, dict[str, str]], None]:
    def prepare(place: Path, given: dict[str, str]) -> None:
        given.update({name: value.replace("PLACE", str(place)) for name, value in values.items()})

    return prepare


def long_folder(place: Path, given: dict[str, str]) -> None:
    folder = place / "t" / ("x" * 80)
    folder.mkdir(parents=True)
    given["TMPDIR"] = str(folder)


def limited(words: str) -> Callable[[Path, dict[str, str]], list[str]]:
    return lambda _place, _environment: ["sh", "-c", f'{words}; exec "$@"', "sh"]


def mounted(name: str, options: str, *, before: bool = True) -> Callable[[Path, dict[str, str]], None]:
    """Have the folder of the run on a small or sealed file system."""

    def prepare(place: Path, _given: dict[str, str]) -> None:
        folder = place / name
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
        (place / "run").symlink_to(folder / "run")

    return prepare


def program(name: str, text: str) -> Callable[[Path, dict[str, str]], None]:
    """Put a program of the test's own in front of PATH."""

    def prepare(place: Path, given: dict[str, str]) -> None:
        folder = place / "bin"
        folder.mkdir()
        file = folder / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)
        given["PATH"] = f"{folder}:{os.environ['PATH']}"

    return prepare


REAL_VERSION = 'if [ "$1" = --version ]; then exec /usr/bin/{program} --version; fi\n'
WRONG_DRIVER = "#!/bin/sh\necho 'ChromeDriver 100.0.4896.60 (made up)'\n"
GARBAGE_DRIVER = (
    "#!/bin/sh\n" + REAL_VERSION.format(program="chromedriver") + "exec python3 - \"$@\" <<'END'\n"
    "import socket, sys\n"
    "port = int(next(word for word in sys.argv if word.startswith('--port=')).partition('=')[2])\n"
    "with socket.create_server(('127.0.0.1', port)) as server:\n"
    "    while True:\n"
    "        line, _ = server.accept()\n"
    "        line.recv(65536)\n"
    '        line.sendall(b\'HTTP/1.1 200 OK\\r\\nContent-Length: 16\\r\\n\\r\\n{"ready": "what}\')\n'
    "        line.close()\nEND\n"
)
EXITING_BROWSER = "#!/bin/sh\n" + REAL_VERSION.format(program="chromium") + "exit 1\n"


# Runs


def cut_last_line(run_dir: Path) -> None:
    journal = _longest_journal(run_dir)
    journal.write_bytes(journal.read_bytes()[:-40])


def corrupt_last_line(run_dir: Path) -> None:
    journal = _longest_journal(run_dir)
    *whole, _last, end = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*whole, b'{"kind": "evid\xff\x00', end]))


def forget_plan_end(run_dir: Path) -> None:
    """Leave the plan as a machine that lost power may: without its end."""
    plan = run_dir / "plan.json"
    json.loads(plan.read_text(encoding="utf-8"))
    plan.write_bytes(plan.read_bytes()[:-200])


def _longest_journal(run_dir: Path) -> Path:
    return max(run_dir.glob("journal/*.jsonl"), key=lambda file: file.stat().st_size)


def _signals() -> list[Fault]:
    """Each signal to each process of a browser, in the middle."""
    whom = {
        "browser": is_browser,
        "renderer": holds("--type=renderer"),
        "GPU process": holds("--type=gpu-process"),
        "network process": holds("network.mojom.NetworkService"),
        "driver": is_driver,
    }
    return [
        Fault(name=f"{who}: {number.name}", when=in_the_middle, deed=send(number, find))
        for who, find in whom.items()
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP)
    ]


WORKER = "sys.stdin.readline"
GUARD = "gather.guard"

FAULTS: tuple[Fault, ...] = (
    *_signals(),
    Fault(name="browser: SIGKILL at start", when=at_start, deed=send(signal.SIGKILL, is_browser)),
    Fault(name="driver: SIGKILL at start", when=driver_there, deed=send(signal.SIGKILL, is_driver)),
    Fault(name="driver: SIGSTOP at start", when=driver_there, deed=send(signal.SIGSTOP, is_driver)),
    Fault(name="browser: SIGKILL at the first cell", when=at_first_cell, deed=send(signal.SIGKILL, is_browser)),
    Fault(name="browser: SIGSTOP at the first cell", when=at_first_cell, deed=send(signal.SIGSTOP, is_browser)),
    Fault(name="worker: SIGKILL", when=in_the_middle, deed=send_ours(signal.SIGKILL, WORKER), workers=2),
    Fault(name="worker: SIGTERM", when=in_the_middle, deed=send_ours(signal.SIGTERM, WORKER), workers=2),
    Fault(name="worker: SIGSTOP for 5 s", when=in_the_middle, deed=stop_for_a_moment(WORKER), workers=2),
    Fault(name="leader: SIGKILL", when=in_the_middle, deed=send_leader(signal.SIGKILL), workers=2, resume=True),
    Fault(name="leader: SIGTERM", when=in_the_middle, deed=send_leader(signal.SIGTERM), workers=2, resume=True),
    Fault(name="leader: SIGHUP", when=in_the_middle, deed=send_leader(signal.SIGHUP), workers=2, resume=True),
    Fault(name="leader: SIGSTOP for 5 s", when=in_the_middle, deed=stop_for_a_moment(None), workers=2),
    Fault(name="leader: SIGINT", when=in_the_middle, deed=send_leader(signal.SIGINT), workers=2, resume=True),
    Fault(
        name="leader: SIGINT twice",
        when=in_the_middle,
        deed=send_leader(signal.SIGINT, signal.SIGINT),
        workers=2,
        resume=True,
    ),
    Fault(name="alone: SIGINT", when=in_the_middle, deed=send_leader(signal.SIGINT), resume=True),
    Fault(name="alone: SIGTERM", when=in_the_middle, deed=send_leader(signal.SIGTERM), resume=True),
    Fault(name="alone: SIGKILL", when=in_the_middle, deed=send_leader(signal.SIGKILL), resume=True),
    Fault(name="process group: SIGKILL", when=in_the_middle, deed=kill_group, workers=2, resume=True),
    Fault(name="guard: SIGKILL", when=in_the_middle, deed=send_ours(signal.SIGKILL, GUARD)),
    Fault(name="guard: SIGSTOP", when=in_the_middle, deed=send_ours(signal.SIGSTOP, GUARD)),
    Fault(
        name="leader, workers and guards: SIGKILL", when=in_the_middle, deed=kill_all_of_ours, workers=2, resume=True
    ),
    Fault(name="leader and guard: SIGKILL at start", when=at_start, deed=kill_all_of_ours, resume=True),
    Fault(name="standard output closed", when=in_the_middle, deed=close_output),
    Fault(name="page closes its tab", project=Project(probes={**USUAL, "g/closing.js": CLOSING})),
    Fault(name="page goes elsewhere", project=Project(probes={**USUAL, "g/leaving.js": LEAVING})),
    Fault(name="page hangs", project=Project(probes={**USUAL, "g/spinning.js": SPINNING})),
    Fault(name="temporary folder of the session removed", when=in_the_middle, deed=remove("rtcmatrix-*/tmp")),
    Fault(name="folder of the session removed", when=in_the_middle, deed=remove("rtcmatrix-*")),
    Fault(
        name="proxies set",
        prepare=environment(
            **{
                name: NOWHERE
                for word in ("http", "https", "all")
                for name in (f"{word}_proxy", f"{word}_PROXY".upper())
            }
        ),
    ),
    Fault(name="128 open files, hard limit", prepare=limited("ulimit -n 128")),
    Fault(name="128 open files, soft limit", prepare=limited("ulimit -Sn 128")),
    Fault(name="TMPDIR missing", prepare=environment(TMPDIR="PLACE/nowhere")),
    Fault(name="TMPDIR too long", prepare=long_folder),
    Fault(name="HOME missing", prepare=environment(HOME="PLACE/nowhere")),
    Fault(name="driver of the wrong version", prepare=program("chromedriver", WRONG_DRIVER)),
    Fault(name="driver answers garbage", prepare=program("chromedriver", GARBAGE_DRIVER)),
    Fault(name="browser exits at once", prepare=program("chromium", EXITING_BROWSER)),
    Fault(name="output folder full", prepare=mounted("full", "size=64k"), root=True),
    Fault(name="output folder read-only", prepare=mounted("sealed", "ro,size=1m"), root=True),
    Fault(
        name="Xvfb: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, stage="person"),
        when=on_stage("Xvfb"),
        deed=send(signal.SIGKILL, is_called("Xvfb")),
        needs=("Xvfb", "openbox", "xdotool"),
    ),
    Fault(
        name="openbox: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, stage="person"),
        when=on_stage("openbox"),
        deed=send(signal.SIGKILL, is_called("openbox")),
        needs=("Xvfb", "openbox", "xdotool"),
    ),
    Fault(
        name="coturn: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, stage="turn"),
        when=on_stage("turnserver"),
        deed=send(signal.SIGKILL, is_called("turnserver")),
        needs=("turnserver",),
    ),
    Fault(
        name="janus: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, stage="janus"),
        when=on_stage("janus"),
        deed=send(signal.SIGKILL, is_called("janus")),
        needs=("janus",),
    ),
    Fault(
        name="leader and guard: SIGKILL on a stage",
        project=Project(probes={"a/quick.js": QUICK}, stage="person"),
        when=on_stage("openbox"),
        deed=kill_all_of_ours,
        resume=True,
        needs=("Xvfb", "openbox", "xdotool"),
    ),
    Fault(
        name="browsers of a pair: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, pair=True),
        when=in_a_pair,
        deed=send(signal.SIGKILL, is_browser),
    ),
    Fault(
        name="browsers of a pair: SIGSTOP",
        project=Project(probes={"a/quick.js": QUICK}, pair=True),
        when=in_a_pair,
        deed=send(signal.SIGSTOP, is_browser),
    ),
    Fault(
        name="drivers of a pair: SIGKILL",
        project=Project(probes={"a/quick.js": QUICK}, pair=True),
        when=in_a_pair,
        deed=send(signal.SIGKILL, is_driver),
    ),
    Fault(
        name="journal without the end of its last line",
        when=in_the_middle,
        deed=send_leader(signal.SIGKILL),
        resume=True,
        spoil=cut_last_line,
    ),
    Fault(
        name="journal with a corrupt last line",
        when=in_the_middle,
        deed=send_leader(signal.SIGKILL),
        resume=True,
        spoil=corrupt_last_line,
    ),
    Fault(
        name="plan without its end",
        when=in_the_middle,
        deed=send_leader(signal.SIGKILL),
        resume=True,
        spoil=forget_plan_end,
    ),
)
