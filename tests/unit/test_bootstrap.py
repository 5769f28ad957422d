"""rtc makes .venv once, repairs it, hands over to it, and installs nothing unasked; the lock it installs is whole."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FLAG = "--install-browsers"

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


class House:
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
def made(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two first starts at once, in a folder whose name has a blank, for a person without a home."""
    house = House(tmp_path_factory.mktemp("bootstrap") / "a house")
    first, second = (house.start("run", FLAG, HOME="") for _ in range(2))
    words = [child.communicate(timeout=180)[1] for child in (first, second)]
    assert [first.returncode, second.returncode] == [7, 7], words
    assert sorted(text.count("creating .venv") for text in words) == [0, 1], words
    assert not (house.root / ".venv" / "tmp").exists()
    return house


@pytest.fixture
def fresh(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def load_rtc() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("rtc_under_test", str(ROOT / "rtc"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_hands_over_arguments_folder_and_exit_code_in_silence(made: House) -> None:
    done = made.rtc("compare", "A B", "--format", "json")
    assert done.returncode == 7
    assert done.stdout == "['compare', 'A B', '--format', 'json'] /\n"
    assert done.stderr == ""


def test_is_the_command_it_hands_over_to_so_that_signals_arrive(made: House) -> None:
    assert made.rtc("killed", str(int(signal.SIGTERM))).returncode == -signal.SIGTERM


def test_a_second_start_installs_nothing(made: House) -> None:
    before = made.stamp.stat()
    made.rtc("run", FLAG)
    assert made.stamp.stat().st_ino == before.st_ino
    assert made.stamp.stat().st_mtime_ns == before.st_mtime_ns


def test_runs_as_an_executable_through_a_link(made: House, tmp_path: Path) -> None:
    link = tmp_path / "rtc"
    link.symlink_to(made.root / "rtc")
    done = subprocess.run([link, "checks"], env=made.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_what_is_installed_is_not_followed_unasked(made: House, changed: str) -> None:
    file = made.root / changed
    before = file.read_text()
    file.write_text(before.replace("nothing", "something").replace('version = "1"', 'version = "2"'))
    try:
        done = made.rtc("run")
    finally:
        file.write_text(before)
    assert done.returncode == 2
    assert "created for another requirements.lock, pyproject.toml" in done.stderr
    assert f"./rtc run {FLAG}" in done.stderr


def test_a_change_of_a_linter_rule_leaves_the_environment_current(made: House) -> None:
    file = made.root / "pyproject.toml"
    file.write_text(f"{PROJECT}[tool.ruff]\nline-length = 120\n")
    try:
        assert made.rtc("checks").returncode == 7
    finally:
        file.write_text(PROJECT)


def test_a_half_made_environment_is_made_anew(made: House) -> None:
    made.stamp.unlink()
    (made.root / ".venv" / "bin" / "rtcmatrix").unlink()
    refused = made.rtc("run")
    assert (refused.returncode, "is incomplete" in refused.stderr) == (2, True), refused.stderr
    repaired = made.rtc("run", FLAG)
    assert (repaired.returncode, "creating .venv" in repaired.stderr) == (7, True), repaired.stderr


@pytest.mark.parametrize("command", ["run", "test"])
def test_nothing_is_installed_unasked(fresh: House, command: str) -> None:
    before = sorted(fresh.root.iterdir())
    done = fresh.rtc(command)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"./rtc {command} {FLAG}" in done.stderr
    assert sorted(fresh.root.iterdir()) == before


def test_what_cannot_be_installed_leaves_no_half(fresh: House) -> None:
    (fresh.root / "requirements.lock").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    done = fresh.rtc("run", FLAG)
    assert done.returncode == 2
    assert "no-such-package" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (fresh.root / ".venv").exists()


def test_a_missing_venv_module_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rtc = load_rtc()
    monkeypatch.setattr(rtc, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(rtc, "STAMP", tmp_path / ".venv" / "rtc-stamp")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(rtc.RefusedError, match=r"apt-get install python3\.\d+-venv$"):
        rtc.prepare(allowed=True, test=False)
    assert list(tmp_path.iterdir()) == []


def test_an_older_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rtc = load_rtc()
    old = SimpleNamespace(version_info=(3, 9, 2), version="3.9.2 (main)", stderr=sys.stderr)
    monkeypatch.setattr(rtc, "sys", old)
    assert rtc.main(["run", FLAG]) == 2
    assert "Python 3.9.2 is too old, 3.11 or newer is required" in capsys.readouterr().err


def test_every_step_runs_and_those_that_failed_are_named_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rtc = load_rtc()
    monkeypatch.setattr(rtc, "SCRIPTS", tmp_path)
    monkeypatch.setattr(rtc, "lint_pages", lambda **_: True)
    for name in ("ruff", "mypy", "lint-imports", "pytest"):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\necho {name} $* >>'{tmp_path}/called'\n[ {name} != mypy ]\n")
        tool.chmod(0o755)
    assert rtc.run_tests(["-k", "one"], allowed=False) == 1
    called = (tmp_path / "called").read_text().splitlines()
    assert called == ["ruff check", "ruff format --check", "mypy", "lint-imports --no-cache --no-logo", "pytest -k one"]
    assert rtc.run_tests([], allowed=False) == 1
    called = (tmp_path / "called").read_text().splitlines()
    assert called[-2:] == [
        "pytest -n auto tests --ignore=tests/browser",
        "pytest -n 2 --dist loadfile --no-loadscope-reorder tests/browser",
    ]
    lines = capsys.readouterr().err.splitlines()[:6]
    assert [re.sub(r" \(\d+\.\d s\)$", "", line) for line in lines[-3:]] == [
        "rtc: lint-imports: passed",
        "rtc: pytest: passed",
        "rtc: failed: mypy",
    ]


def locked() -> dict[str, tuple[str, int]]:
    """Package -> its locked version and the number of its hashes."""
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found = (re.match(r"([A-Za-z0-9._-]+)==(\S+)", line) for line in lines)
    return {
        canonicalize_name(match[1]): (match[2], line.count("--hash=sha256:"))
        for line, match in zip(lines, found, strict=True)
        if match
    }


def test_the_lock_holds_every_dependency_within_its_range_and_hashed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"].values()
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(one for extra in extras for one in extra),
        *project["dependency-groups"]["dev"],
    ]
    versions = locked()
    for requirement in map(Requirement, wanted):
        version, _ = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"
    assert [name for name, (_, hashes) in versions.items() if not hashes] == []


def test_the_lock_names_no_package_index() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|@ ", text) == []
