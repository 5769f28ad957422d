"""The tool loads on a system without the Unix modules; whether it works there, only a test on such a system shows."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rtcmatrix
from rtcmatrix.browsers.local import temporary_variables
from rtcmatrix.process_groups import CREATE_NEW_PROCESS_GROUP, creation_flags, has_sessions
from rtcmatrix.providers.versions import PROGRAM, ask, question

UNIX_ALONE = ("fcntl", "grp", "pty", "pwd", "termios")
LOAD = """
import importlib, sys
for name in {names}:
    sys.modules[name] = None
from rtcmatrix import cli
for module in cli.COMMANDS.values():
    importlib.import_module(module)
import rtcmatrix.browsers, rtcmatrix.gather.session, rtcmatrix.providers
print(*sorted(name for name in sys.modules if name.startswith("rtcmatrix.") and name.endswith({systems})))
"""
SYSTEMS = ("_posix", "_linux", "_windows")
"""How the names of modules end that only one kind of system has."""


def test_nothing_of_unix_alone_is_needed_to_load() -> None:
    program = LOAD.format(names=UNIX_ALONE, systems=SYSTEMS)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], "what is of one system is loaded when it is used there"


SOURCES = Path(rtcmatrix.__file__).parent
OF_ONE_SYSTEM = sorted(
    ".".join(("rtcmatrix", *file.relative_to(SOURCES).with_suffix("").parts))
    for file in SOURCES.rglob("*.py")
    if file.stem.endswith(SYSTEMS)
)


@pytest.mark.parametrize("module", OF_ONE_SYSTEM)
def test_what_is_of_one_system_can_be_imported_on_every_other(module: str) -> None:
    importlib.import_module(module)


@pytest.mark.parametrize(
    ("program", "system", "first"),
    [
        (r"C:\Program Files\Google\Chrome Beta\Application\chrome.exe", "win32", "powershell"),
        (r"C:\x\msedge.exe", "win32", "powershell"),
        (r"C:\x\chromedriver.exe", "win32", r"C:\x\chromedriver.exe"),
        ("/opt/google/chrome/chrome", "linux", "/opt/google/chrome/chrome"),
    ],
)
def test_who_is_asked_for_the_version_of_a_program(program: str, system: str, first: str) -> None:
    command = question(program, system)
    assert command[0] == first
    assert len(command) == 2 or program not in command[-1]  # a path with spaces goes by the environment


def test_a_program_receives_its_own_path() -> None:
    if os.name != "posix":
        pytest.skip("asks env, which is of Unix")
    assert PROGRAM == "RTCMATRIX_PROGRAM"
    assert ask(sys.executable).startswith("Python ")


@pytest.mark.parametrize(
    ("system", "flags", "sessions"),
    [("win32", CREATE_NEW_PROCESS_GROUP, False), ("linux", 0, True), ("darwin", 0, True)],
)
def test_how_ctrl_c_is_kept_from_a_process(system: str, flags: int, sessions: bool) -> None:
    assert (creation_flags(system), has_sessions(system)) == (flags, sessions)
    assert getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", CREATE_NEW_PROCESS_GROUP) == CREATE_NEW_PROCESS_GROUP


@pytest.mark.parametrize(
    ("system", "names"),
    [
        ("linux", {"TMPDIR"}),
        ("darwin", {"TMPDIR", "MAC_CHROMIUM_TMPDIR"}),
        ("win32", {"TMPDIR", "TMP", "TEMP"}),
    ],
)
def test_a_temporary_folder_is_set_by_the_variables_of_the_system(system: str, names: set[str]) -> None:
    assert temporary_variables(Path("/t"), system) == dict.fromkeys(names, str(Path("/t")))


WORDS_OF_ONE_SYSTEM = re.compile(
    r"\b(fcntl|termios|pwd|grp|resource|msvcrt|winreg|ctypes)\b(?=\.)|pass_fds|os\.(fork|killpg|setsid|openpty)|/proc/"
)
ELSEWHERE = {
    "gather/stage_parts/display.py",  # pass_fds: an X server, which Windows does not have
    "providers/cache.py",  # the home folder of an account, below a condition that mypy reads
}


def test_code_of_one_system_is_in_files_that_say_so() -> None:
    found = {
        file.relative_to(SOURCES).as_posix()
        for file in SOURCES.rglob("*.py")
        if not file.stem.endswith(SYSTEMS) and WORDS_OF_ONE_SYSTEM.search(file.read_text(encoding="utf-8"))
    }
    assert found - ELSEWHERE == set()


REPORT = Path(__file__).parents[1] / "golden" / "report"


def test_files_of_a_report_have_names_that_windows_and_artifact_stores_accept() -> None:
    names = [path.relative_to(REPORT).as_posix() for path in REPORT.rglob("*")]
    assert names
    assert [name for name in names if re.search(r'[<>:"|?*\\]|[. ]$', name) or len(name) > 150] == []
