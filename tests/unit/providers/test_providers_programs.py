"""Further programs are installed where Debian has them, and never keep a run from starting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from systems import LINUX

from rtcmatrix.providers import programs
from rtcmatrix.providers.refusal import NotProvided

pytestmark = LINUX


def refuse(*_: object) -> None:
    raise NotProvided("needs root")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian with Xvfb alone."""
    (tmp_path / "Xvfb").write_text("")
    (tmp_path / "Xvfb").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "require_debian", lambda: None)


@pytest.mark.usefixtures("bare")
def test_what_is_missing_is_installed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[str]] = []
    monkeypatch.setattr(programs, "install", lambda packages, _say: asked.append(packages))
    programs.bring_programs(lambda _: None)
    assert asked == [[package for program, package in programs.PROGRAMS.items() if program != "Xvfb"]]


@pytest.mark.usefixtures("bare")
def test_what_cannot_be_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "install", refuse)
    said: list[str] = []
    programs.bring_programs(said.append)
    [line] = said
    assert line.startswith("openbox, xdotool, ")
    assert " could not be installed (needs root);" in line


@pytest.mark.usefixtures("bare")
def test_where_everything_is_there_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in programs.PROGRAMS:
        (tmp_path / program).write_text("")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setattr(programs, "install", refuse)
    programs.bring_programs(pytest.fail)
