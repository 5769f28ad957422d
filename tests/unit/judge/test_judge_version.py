"""A check's version changes with what its verdict depends on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix.judge.version import version_of

SUITE = '''\
"""Suite."""

from __future__ import annotations

import math
import shared
from dataclasses import dataclass
from shared import tolerance as allowed
from rtcmatrix import check
from rtcmatrix.visible import one_line

LIMIT = 3
NAMES = ["vp8"]
NAMES.append("h264")
UNUSED = 1


@dataclass
class Range:
    """A range."""

    low: int = LIMIT

    def holds(self, value: int) -> bool:
        """Say whether it holds a value."""
        return value >= self.low and _rounded(value) > 0


def _rounded(value: float) -> int:
    """Round."""
    return math.floor(value)


def _assert_offered(facts: dict, name: str) -> None:
    """Look."""
    assert name in facts["codecs"], f"{name} is not in {facts['codecs']}"


def _unused() -> None:
    assert UNUSED


@check("area/one.js", spec="https://example.org/#x")
def test_holds(facts: dict) -> None:
    """It holds.

    Why.
    """
    for name in NAMES:
        _assert_offered(facts, one_line(name))
    # a comment
    assert Range().holds(facts["n"]) and facts["n"] < allowed() + shared.more()
'''
SHARED = '''\
"""What suites share."""

BASE = 5
OTHER = 6


def tolerance():
    """Give it."""
    return BASE


def more():
    return 1
'''


def version(folder: Path, suite: str = SUITE, shared: str = SHARED, probe: str = "// One.\n") -> str:
    for name, text in (("codecs.py", suite), ("shared.py", shared), ("one.js", probe)):
        (folder / name).write_text(text, encoding="utf-8")
    return version_of(folder / "codecs.py", "test_holds", folder / "one.js")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It holds.", "It still holds."),
        ("    Why.\n", ""),
        ("    # a comment\n", "    # another\n\n\n"),
        ('"""Suite."""', '"""Another suite."""\n# with a comment'),
        ('"""Look."""', '"""Look closely."""'),
        ("    low: int = LIMIT", "    low: int = (  # wrapped\n        LIMIT\n    )"),
        ('"area/one.js", spec="https://example.org/#x"', "'area/one.js',\n    spec='https://example.org/#y',\n"),
        ("facts: dict, name: str", "facts: dict[str, object], name: str"),
        ("UNUSED = 1", "UNUSED = 2"),
        ("def _unused() -> None:", "def _nobody() -> None:"),
    ],
)
def test_wording_and_formatting_change_no_version(tmp_path: Path, old: str, new: str) -> None:
    assert old in SUITE
    assert version(tmp_path, SUITE.replace(old, new)) == version(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('facts["n"] < allowed()', 'facts["n"] <= allowed()'),
        ("LIMIT = 3", "LIMIT = 4"),
        ('NAMES.append("h264")', 'NAMES.append("av1")'),
        ('assert name in facts["codecs"], f"{name} is not', 'assert name in facts["codecs"], f"{name} is missing'),
        ("return math.floor(value)", "return math.ceil(value)"),
        ("value >= self.low", "value > self.low"),
        ("from shared import tolerance as allowed", "from shared import more as allowed"),
        ("import math", "import cmath as math"),
        ("from rtcmatrix.visible import one_line", "from rtcmatrix.visible import visible as one_line"),
        ("@dataclass\n", "@dataclass(order=True)\n"),
    ],
)
def test_what_a_verdict_depends_on_changes_the_version(tmp_path: Path, old: str, new: str) -> None:
    assert old in SUITE
    assert version(tmp_path, SUITE.replace(old, new)) != version(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [("BASE = 5", "BASE = 7", False), ("Give it.", "Give them.", True), ("return 1", "return 2", False)],
)
def test_a_module_next_to_the_suite_counts_as_far_as_it_is_used(tmp_path: Path, old: str, new: str, same: bool) -> None:
    assert (version(tmp_path, shared=SHARED.replace(old, new)) == version(tmp_path)) == same


def test_a_check_that_moves_to_another_file_keeps_its_version(tmp_path: Path) -> None:
    before = version(tmp_path)
    moved = (tmp_path / "codecs.py").rename(tmp_path / "formats.py")
    assert version_of(moved, "test_holds", tmp_path / "one.js") == before


def test_of_a_module_from_which_names_are_taken_the_others_do_not_count(tmp_path: Path) -> None:
    suite = SUITE.replace("import shared\n", "").replace(" + shared.more()", "")
    changed = SHARED.replace("OTHER = 6", "OTHER = 7")
    assert version(tmp_path, suite, changed) == version(tmp_path, suite)
    every = suite.replace("from shared import tolerance as allowed", "from shared import *").replace(
        "allowed", "tolerance"
    )
    assert version(tmp_path, every, changed) == version(tmp_path, every)
    assert version(tmp_path, every, SHARED.replace("BASE = 5", "BASE = 7")) != version(tmp_path, every)


def test_a_fixture_counts_wherever_it_is(tmp_path: Path) -> None:
    suite = SUITE.replace("def test_holds(facts: dict)", "def test_holds(facts: dict, least)")
    fixture = "import pytest\n\n@pytest.fixture\ndef least():\n    return 1\n"
    assert version(tmp_path, suite + fixture) != version(tmp_path, suite + fixture.replace("1", "2"))
    (tmp_path / "conftest.py").write_text(fixture)
    before = version(tmp_path, suite)
    (tmp_path / "conftest.py").write_text(fixture.replace("1", "2"))
    assert version(tmp_path, suite) != before


def test_the_probe_counts_and_its_line_ends_do_not(tmp_path: Path) -> None:
    assert version(tmp_path, probe="// Two.\n") != version(tmp_path)
    before = version(tmp_path, probe="// One.\nrtc();\n")
    (tmp_path / "one.js").write_bytes(b"// One.\r\nrtc();\r\n")
    assert version_of(tmp_path / "codecs.py", "test_holds", tmp_path / "one.js") == before


def test_what_else_is_declared_counts(tmp_path: Path) -> None:
    version(tmp_path)
    one, other = (version_of(tmp_path / "codecs.py", "test_holds", tmp_path / "one.js", each) for each in (30, 31))
    assert one != other
