"""Reject pytest tests in suites that are no checks: they would change the exit code without having a result."""

from __future__ import annotations

import unittest
from pathlib import Path

import pytest

from rtcmatrix.judge.check import is_check
from rtcmatrix.judge.suites import is_suite_file
from rtcmatrix.matrix import FILE_NAME


def is_suite(path: Path) -> bool:
    """Return whether a file is in or below the ``suites`` folder next to the matrix."""
    return is_suite_file(path, FILE_NAME)


def reject_plain_test(item: pytest.Item) -> None:
    """Raise CollectError if a test of a suite is not declared with ``@check``."""
    function = getattr(item, "function", None)
    if not is_check(function):
        _reject(item.path, getattr(item, "originalname", None) or item.name)


def reject_test_case(collector: pytest.Collector, name: str, obj: object) -> None:
    """Raise CollectError for a ``unittest.TestCase``, whose tests pytest does not generate one by one."""
    if isinstance(obj, type) and issubclass(obj, unittest.TestCase):
        _reject(collector.path, name)


def _reject(path: Path, name: str) -> None:
    where = f"{path.parent.name}/{path.name}"
    raise pytest.Collector.CollectError(
        f'"{name}" in {where} is a plain pytest test; declare it with @check(...), or move it to another folder'
    )
