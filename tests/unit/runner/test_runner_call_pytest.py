"""Every call of pytest reads the suites of its own project."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rtcmatrix.runner.call_pytest import SETTINGS, call_pytest


class _Names:
    """Keeps the names of the collected tests."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        self.names.append(item.name)


def collected(root: Path, name: str) -> list[str]:
    """Write a suite with one test of this name and collect it."""
    suite = root / "suites" / "codecs" / "opus.py"
    suite.parent.mkdir(parents=True, exist_ok=True)
    suite.write_text(f"def {name}(): pass\n", encoding="utf-8", newline="\n")
    names = _Names()
    assert call_pytest([suite], root, ["--collect-only", "-p", "no:rtcmatrix"], [names]) == 0
    return names.names


def test_a_suite_of_the_same_name_is_of_its_own_project(tmp_path: Path) -> None:
    assert collected(tmp_path / "one", "test_first") == ["test_first"]
    assert collected(tmp_path / "two", "test_second") == ["test_second"]


def test_a_changed_suite_is_read_again(tmp_path: Path) -> None:
    assert collected(tmp_path, "test_before") == ["test_before"]
    assert collected(tmp_path, "test_afterwards") == ["test_afterwards"]


def test_no_module_of_a_suite_stays_imported(tmp_path: Path) -> None:
    collected(tmp_path, "test_any")
    files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
    assert not [file for file in files if file.startswith(str(tmp_path))]


def test_the_pytest_settings_of_the_project_are_ignored() -> None:
    assert "--import-mode=importlib" in SETTINGS.read_text(encoding="utf-8")
