"""The tool loads on a system without the Unix modules; whether it works there, only a test on such a system shows."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize("module", ["rtcmatrix.browsers.tether_windows", "rtcmatrix.gather.descriptors_posix"])
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
