"""Refuses pytest tests in suites that are no checks: they would change the exit code and stand in no result."""

from __future__ import annotations

import unittest
from pathlib import Path

import pytest

from rtcmatrix.judge.check import is_check
from rtcmatrix.judge.suites import is_suite_file
from rtcmatrix.matrix import FILE_NAME


def is_suite(path: Path) -> bool:
    """Return whether a file is one of checks: it lies in or below ``suites`` beside the matrix."""
    return is_suite_file(path, FILE_NAME)


def refuse_plain_test(item: pytest.Item) -> None:
    """Raise CollectError where a test of a suite was not declared with ``@check``."""
    function = getattr(item, "function", None)
    if not is_check(function):
        _refuse(item.path, getattr(item, "originalname", None) or item.name)


def refuse_test_case(collector: pytest.Collector, name: str, found: object) -> None:
    """Raise CollectError for a class of unittest, whose tests pytest does not generate one by one."""
    if isinstance(found, type) and issubclass(found, unittest.TestCase):
        _refuse(collector.path, name)


def _refuse(path: Path, name: str) -> None:
    where = f"{path.parent.name}/{path.name}"
    raise pytest.Collector.CollectError(
        f'"{name}" in {where} is a plain pytest test; declare it with @check(...), or move it to another folder'
    )
