"""The bootstrap ``rtc`` reports what stops it and runs every step of the tests; the lock it installs is complete."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from systems import POSIX

ROOT = Path(__file__).parents[2]
FLAG = "--install-browsers"


def load_rtc() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("rtc_under_test", str(ROOT / "rtc"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_missing_venv_module_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rtc = load_rtc()
    monkeypatch.setattr(rtc, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(rtc, "STAMP", tmp_path / ".venv" / "rtc-stamp")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(rtc.RefusedError, match=r"apt-get install python3\.\d+-venv$"):
        rtc.prepare()
    assert list(tmp_path.iterdir()) == []


def test_the_progress_of_pip_is_a_line_for_each_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    rtc = load_rtc()
    progress = rtc.PackageProgress(8)
    for number in range(7):
        progress.note(f"Collecting package-{number}==1 (from -r requirements.lock (line 1))\n")
        progress.note("  Downloading package.whl (1 kB)\n")
    progress.note("Installing collected packages: package-0\n")
    assert capsys.readouterr().err.splitlines() == [
        "rtc:   downloaded 1 of 8 packages",
        "rtc:   downloaded 3 of 8 packages",
        "rtc:   downloaded 5 of 8 packages",
        "rtc:   unpacking 7 packages",
    ]


def test_the_packages_of_the_lock_are_counted() -> None:
    assert load_rtc().count_locked() == len(locked())


def test_an_older_python_is_rejected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rtc = load_rtc()
    old = SimpleNamespace(version_info=(3, 9, 2), version="3.9.2 (main)", stderr=sys.stderr)
    monkeypatch.setattr(rtc, "sys", old)
    assert rtc.main(["run", FLAG]) == 2
    assert "Python 3.9.2 is too old, 3.11 or newer is required" in capsys.readouterr().err


@POSIX
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
    assert called == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "mypy --platform win32 --cache-dir .mypy_cache/win32 src rtc",
        "mypy --platform darwin --cache-dir .mypy_cache/darwin src rtc",
        "lint-imports --no-cache --no-logo",
        "pytest -k one",
    ]
    assert rtc.run_tests([], allowed=False) == 1
    called = (tmp_path / "called").read_text().splitlines()
    assert called[-2:] == [
        "pytest -n auto tests --ignore=tests/browser",
        "pytest -n 2 --dist loadfile --no-loadscope-reorder tests/browser",
    ]
    lines = capsys.readouterr().err.splitlines()[:8]
    assert [re.sub(r" \(\d+\.\d s\)$", "", line) for line in lines[-3:]] == [
        "rtc: lint-imports: passed",
        "rtc: pytest: passed",
        "rtc: failed: mypy, mypy win32, mypy darwin",
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
