"""Packages of npm are brought where they are missing, and never keep a run from starting."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from rtcmatrix.providers import npm


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose lock names two packages for use and one for development; one of the two is there."""
    packages = {
        "": {"dependencies": {"eyes": "^1", "@field/ears": "^2"}, "devDependencies": {"nose": "^1"}},
        "node_modules/eyes": {"version": "1.0.0"},
        "node_modules/@field/ears": {"version": "2.1.0"},
        "node_modules/nose": {"version": "1.0.0", "dev": True},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    put(tmp_path, "eyes", "1.0.0")
    return tmp_path


def put(root: Path, name: str, version: str) -> None:
    folder = root / "node_modules" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"version": version}))


def pretend_npm(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(npm, "find_npm", lambda: [sys.executable, "-c", script])


def test_what_is_missing_or_of_another_version_is_named(root: Path) -> None:
    assert npm.missing_packages(root) == ["@field/ears"]
    put(root, "@field/ears", "2.0.0")
    assert npm.missing_packages(root) == ["@field/ears"]
    put(root, "@field/ears", "2.1.0")
    assert npm.missing_packages(root) == []


def test_a_folder_without_a_lock_wants_nothing(tmp_path: Path) -> None:
    npm.bring_packages(tmp_path, pytest.fail)


def test_where_everything_is_there_nothing_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "@field/ears", "2.1.0")
    monkeypatch.setattr(npm, "find_npm", pytest.fail)
    npm.bring_packages(root, pytest.fail)


@pytest.mark.parametrize("developer", [False, True])
def test_packages_of_development_come_only_where_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch, developer: bool
) -> None:
    if developer:
        put(root, npm.FOR_TESTS, "1.0.0")
    pretend_npm(monkeypatch, "import sys; open('asked', 'w').write(' '.join(sys.argv[1:]))")
    said: list[str] = []
    npm.bring_packages(root, said.append)
    assert said == ["npm ci (@field/ears)"]
    asked = (root / "asked").read_text().split()
    assert asked[0] == "ci"
    assert "--ignore-scripts" in asked
    assert ("--omit=dev" in asked) is not developer


def test_what_cannot_be_brought_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_npm(monkeypatch, "import sys; sys.exit('npm error no network')")
    said: list[str] = []
    npm.bring_packages(root, said.append)
    assert said[-1].startswith("npm ci failed (npm error no network); probes that need these")


def test_where_there_is_no_npm_it_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npm, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")
    said: list[str] = []
    npm.bring_packages(root, said.append)
    assert said == ["@field/ears: npm is not installed; probes that need them are shown as not supported"]
