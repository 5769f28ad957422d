"""``rtc`` creates .venv once, reports each step, repairs it, and hands over to it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLAG = "--install-browsers"

pytestmark = pytest.mark.slow

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "rtcmatrix"
version = "1"
"""

BACKEND = """
import zipfile

FILES = {
    "rtcmatrix.py": '''
import os, sys

def run():
    if sys.argv[1:2] == ["killed"]:
        os.kill(os.getpid(), int(sys.argv[2]))
    print(sys.argv[1:], os.getcwd())
    sys.exit(7)
''',
    "rtcmatrix-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: rtcmatrix\\nVersion: 1\\n",
    "rtcmatrix-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "rtcmatrix-1.dist-info/entry_points.txt": "[console_scripts]\\nrtcmatrix = rtcmatrix:run\\n",
    "rtcmatrix-1.dist-info/RECORD": "",
}

def build_wheel(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/rtcmatrix-1-py3-none-any.whl", "w") as wheel:
        for name, text in FILES.items():
            wheel.writestr(name, text)
    return "rtcmatrix-1-py3-none-any.whl"

build_editable = build_wheel
"""


class Project:
    """A project of one module, with our rtc; pip reaches no index there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        shutil.copy(ROOT / "rtc", root / "rtc")
        (root / "pyproject.toml").write_text(PROJECT)
        (root / "backend.py").write_text(BACKEND)
        (root / "requirements.lock").write_text("# nothing\n")
        self.stamp = root / ".venv" / "rtc-stamp"
        self.environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1", "PIP_USER": "1"}

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(self.root / "rtc"), *arguments]
        return subprocess.Popen(
            command,
            cwd="/",
            env={**self.environment, **changes},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def rtc(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        child = self.start(*arguments, **changes)
        output, words = child.communicate(timeout=180)
        return subprocess.CompletedProcess(child.args, child.returncode, output, words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two first starts at once, in a folder whose name has a blank, for a person without a home."""
    project = Project(tmp_path_factory.mktemp("bootstrap") / "a project")
    first, second = (project.start("browsers", HOME="") for _ in range(2))
    words = [child.communicate(timeout=180)[1] for child in (first, second)]
    assert [first.returncode, second.returncode] == [7, 7], words
    assert sorted(text.count("creating it in") for text in words) == [0, 1], words
    # Each step is one line on standard error, without a terminal too
    [steps] = [
        re.findall(r"^rtc: (step \d of 3|\.venv \w+ \w+)", text, re.MULTILINE) for text in words if "step 1" in text
    ]
    assert steps == [".venv does not", "step 1 of 3", "step 2 of 3", "step 3 of 3", ".venv is ready"]
    assert not (project.root / ".venv" / "tmp").exists()
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def test_hands_over_arguments_folder_and_exit_code_in_silence(made: Project) -> None:
    done = made.rtc("compare", "A B", "--format", "json")
    assert done.returncode == 7
    assert done.stdout == "['compare', 'A B', '--format', 'json'] /\n"
    assert done.stderr == ""


def test_is_the_command_it_hands_over_to_so_that_signals_arrive(made: Project) -> None:
    assert made.rtc("killed", str(int(signal.SIGTERM))).returncode == -signal.SIGTERM


def test_a_second_start_installs_nothing(made: Project) -> None:
    before = made.stamp.stat()
    made.rtc("run")
    assert made.stamp.stat().st_ino == before.st_ino
    assert made.stamp.stat().st_mtime_ns == before.st_mtime_ns


def test_runs_as_an_executable_through_a_link(made: Project, tmp_path: Path) -> None:
    link = tmp_path / "rtc"
    link.symlink_to(made.root / "rtc")
    done = subprocess.run([link, "checks"], env=made.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr


def test_a_changed_lock_is_installed(fresh: Project) -> None:
    assert fresh.rtc("checks").returncode == 7
    (fresh.root / "requirements.lock").write_text("# something\n")
    done = fresh.rtc("checks")
    assert done.returncode == 7
    assert ".venv was created for another requirements.lock, pyproject.toml, Python or folder; creating" in done.stderr
    assert fresh.rtc("checks").stderr == ""


def test_a_change_of_a_linter_rule_leaves_the_environment_current(made: Project) -> None:
    file = made.root / "pyproject.toml"
    file.write_text(f"{PROJECT}[tool.ruff]\nline-length = 120\n")
    try:
        assert made.rtc("checks").returncode == 7
    finally:
        file.write_text(PROJECT)


def test_a_half_made_environment_is_rebuilt(made: Project) -> None:
    made.stamp.unlink()
    (made.root / ".venv" / "bin" / "rtcmatrix").unlink()
    (made.root / ".venv" / "tmp").mkdir()  # what a killed rtc leaves
    repaired = made.rtc("run")
    assert (repaired.returncode, ".venv is incomplete; creating" in repaired.stderr) == (7, True), repaired.stderr


def test_an_environment_that_rtc_did_not_create_is_kept(fresh: Project) -> None:
    mine = fresh.root / ".venv" / "mine"
    mine.parent.mkdir()
    mine.write_text("")
    done = fresh.rtc("run", FLAG)
    assert done.returncode == 2
    assert f'"{fresh.root}/.venv" was not created by rtc; delete it and try again' in done.stderr
    assert mine.exists()


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("test", "--help")])
def test_help_installs_nothing(fresh: Project, arguments: tuple[str, ...]) -> None:
    before = sorted(fresh.root.iterdir())
    done = fresh.rtc(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "./rtc browsers [--install-browsers]" in done.stdout
    assert sorted(fresh.root.iterdir()) == before


def test_help_is_that_of_the_command_once_it_is_installed(made: Project) -> None:
    assert made.rtc("--help").stdout == "['--help'] /\n"


def test_what_cannot_be_installed_leaves_no_half(fresh: Project) -> None:
    (fresh.root / "requirements.lock").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    done = fresh.rtc("run", FLAG)
    assert done.returncode == 2
    assert "no-such-package" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (fresh.root / ".venv").exists()
