"""The checks of a house, as pytest collects them. Runs none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.suites import suite_files
from rtcmatrix.matrix import Matrix, matches
from rtcmatrix.model import Check
from rtcmatrix.nearest import nearest
from rtcmatrix.runner.launch import SETTINGS
from rtcmatrix.runner.plain_tests import refuse_plain_test
from rtcmatrix.runner.progress import last_words


class _Collector:
    """A pytest plugin object that keeps the functions declared with ``@check``."""

    def __init__(self, probes: Path) -> None:
        self.checks: dict[str, Check] = {}
        self.complaints: list[str] = []
        self._probes = probes

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, obj: object) -> list[pytest.Item] | None:
        """Take a check for what it says of itself; it needs no browser to be listed."""
        if not is_check(obj):
            return None
        try:
            check = read_check(obj, probes=self._probes)  # type: ignore[arg-type]  # is_check has looked
        except ConfigurationError as error:
            raise pytest.Collector.CollectError(str(error)) from None
        self.checks[check.id] = check
        return []

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Refuse a test that is no check."""
        refuse_plain_test(metafunc.definition)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a suite cannot be collected."""
        if report.failed:
            self.complaints.append(f"{report.nodeid}: {last_words(report)}")


def read_checks(root: Path) -> tuple[Check, ...]:
    """Read every check in ``root/suites``, by id; raises ConfigurationError where a suite cannot be read."""
    collector = _Collector(root / "pages" / "probes")
    suites = [str(file) for file in suite_files(root / "suites")]
    if not suites:
        return ()  # without a file, pytest would collect the current folder
    quiet = ["--collect-only", "-p", "no:terminal", "-p", "no:cacheprovider"]
    pytest.main([*suites, f"--config-file={SETTINGS}", f"--rootdir={root}", *quiet], plugins=[collector])
    if collector.complaints:
        raise ConfigurationError("\n".join(collector.complaints))
    return tuple(collector.checks[key] for key in sorted(collector.checks))


def refuse_idle_suites(matrix: Matrix) -> None:
    """Raise ConfigurationError for each pattern of ``suites`` that matches no check: a typo must not lose checks."""
    if matrix.suites == ("*",):
        return
    ids = [check.id for check in read_checks(matrix.root)]
    areas = [f"{area}/*" for area in dict.fromkeys(each.partition("/")[0] for each in ids)]
    idle = [
        (line, f'suites[{place}]: "{pattern}" matches no check{nearest(pattern, [*areas, *ids])}')
        for place, (pattern, line) in enumerate(zip(matrix.suites, matrix.suite_lines, strict=True))
        if not any(matches(pattern, each) for each in ids)
    ]
    if idle:
        told = "\n".join(f"{matrix.path.name}:{line}: {message}" for line, message in idle)
        raise ConfigurationError(f"{told}\n`rtcmatrix checks` lists the checks")
