"""Where checks are looked for, and the area that a file belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix import check
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.suites import area_of, is_suite_file, suite_files


def test_files_of_checks_lie_in_suites_or_in_an_area_of_it(tmp_path: Path) -> None:
    suites = tmp_path / "suites"
    wanted = [suites / "ice" / "restart.py", suites / "room.py"]
    others = [
        suites / "conftest.py",
        suites / "ice" / "conftest.py",
        suites / "ice" / "deep" / "no.py",
        suites / "a.txt",
    ]
    for file in (*wanted, *others):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert suite_files(suites) == wanted
    assert [area_of(file) for file in wanted] == ["ice", "room"]
    assert not is_suite_file(wanted[0], "matrix.yaml")
    (tmp_path / "matrix.yaml").touch()
    assert [is_suite_file(file, "matrix.yaml") for file in wanted] == [True, True]
    assert not is_suite_file(tmp_path / "tests" / "test_x.py", "matrix.yaml")


def test_only_a_must_is_the_basis_of_a_check() -> None:
    with pytest.raises(ConfigurationError, match='basis is "SHOULD", expected "MUST"'):
        check("x.js", spec="https://example.org/", basis="SHOULD")
