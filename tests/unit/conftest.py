"""Keep tests of single modules apart from the repository: they start in an empty folder without a matrix above it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(autouse=True)
def _outside_the_repository(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start elsewhere: a command that finds the repository's matrix.yaml collects all of its suites."""
    monkeypatch.chdir(empty_folder)
