"""What tests of providers share: a PATH on which nothing is but stand-in programs."""

import sys
from pathlib import Path

import pytest
from asked_providers import Program


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty PATH, no browser at the usual places of this machine, and an empty cache."""
    if sys.platform == "win32":
        pytest.skip("stand-in programs are shell scripts")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("rtcmatrix.providers.installed.installed_at", lambda *_: ())
    monkeypatch.setattr("rtcmatrix.providers.installed.usual_names", lambda _: "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    return folder


@pytest.fixture
def program(path: Path) -> Program:
    """Put a stand-in on PATH that prints a line whatever it is asked."""

    def put(name: str, line: str) -> str:
        file = path / name
        file.write_text(f"#!/bin/sh\necho '{line}'\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    return put
