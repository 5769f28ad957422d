"""Collect the checks below ``suites`` with pytest, without running them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.suites import FOLDER, suite_files
from rtcmatrix.matrix import Matrix, matches
from rtcmatrix.model import Check
from rtcmatrix.nearest import nearest
from rtcmatrix.runner.call_pytest import call_pytest
from rtcmatrix.runner.plain_tests import reject_plain_test
from rtcmatrix.runner.progress import collection_error


class _Collector:
    """A pytest plugin that collects the functions declared with ``@check``."""

    def __init__(self, probes: Path) -> None:
        self.checks: dict[str, Check] = {}
        self.errors: list[str] = []
        self._probes = probes

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, obj: object) -> list[pytest.Item] | None:
        """Read a check instead of making items of it, which would need browsers."""
        if not is_check(obj):
            return None
        try:
            check = read_check(obj, probes=self._probes)  # type: ignore[arg-type]  # is_check has looked
        except ConfigurationError as error:
            raise pytest.Collector.CollectError(str(error)) from None
        self.checks[check.id] = check
        return []

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Reject a test that is no check."""
        reject_plain_test(metafunc.definition)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Record why a suite cannot be collected."""
        if report.failed:
            self.errors.append(f"{report.nodeid}: {collection_error(report)}")


def read_checks(root: Path) -> tuple[Check, ...]:
    """Read every check in ``root/suites``, sorted by id; raises ConfigurationError if a suite cannot be read."""
    collector = _Collector(root / "pages" / "probes")
    suites = suite_files(root / FOLDER)
    if not suites:
        return ()  # without a file, pytest would collect the current folder
    call_pytest(suites, root, ["--collect-only"], [collector])
    if collector.errors:
        raise ConfigurationError("\n".join(collector.errors))
    return tuple(collector.checks[key] for key in sorted(collector.checks))


def reject_unmatched_suites(matrix: Matrix, only: Sequence[str] = ()) -> None:
    """Raise ConfigurationError if a pattern of ``suites`` matches no check: a typo must not drop checks.

    ``only`` are the patterns of ``--suites``.
    """
    if matrix.suites == ("*",) and not only:
        return
    ids = [check.id for check in read_checks(matrix.root)]
    areas = [f"{area}/*" for area in dict.fromkeys(each.partition("/")[0] for each in ids)]
    in_file = enumerate(zip(matrix.suites, matrix.suite_lines, strict=True))
    placed = [
        *((f"{matrix.path.name}:{line}: suites[{index}]", pattern) for index, (pattern, line) in in_file),
        *(("--suites", pattern) for pattern in only),
    ]
    unmatched = [
        f'{place}: "{pattern}" matches no check{nearest(pattern, [*areas, *ids])}'
        for place, pattern in placed
        if not any(matches(pattern, each) for each in ids)
    ]
    if unmatched:
        messages = "\n".join(unmatched)
        raise ConfigurationError(f"{messages}\n`rtcmatrix checks` lists the checks")
