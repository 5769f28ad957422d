"""Writing a known difference: appended in the file's manner, read back as it was meant, or not written at all."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.known import load_known
from rtcmatrix.judge.known_writing import append_known
from rtcmatrix.model import Json, KnownDifference, Status

ABOVE = """\
# What people know.
- checks: [a/x]   # as ever
  browsers: ["firefox:*"]
  expected: FAIL
  bug: https://bugs.example/1
  reason: of old
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "suites" / "known-differences.yaml"


def entry(**more: Any) -> KnownDifference:
    fields: dict[str, Any] = {"browsers": ("chromium:150",), "bug": "https://bugs.example/2#c1", "reason": "it is so"}
    return KnownDifference(**{**fields, **more})


def test_an_entry_is_appended_and_nothing_else_changes(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(ABOVE, encoding="utf-8")
    written = append_known(file, entry(checks=("a/y",), expected=Status.TIMEOUT, versions="<151", expires="2027-01-31"))
    assert file.read_text(encoding="utf-8") == ABOVE + (
        "- checks: [a/y]\n"
        "  browsers: ['chromium:150']\n"
        "  versions: <151\n"
        "  expected: TIMEOUT\n"
        "  bug: https://bugs.example/2#c1\n"
        "  reason: it is so\n"
        "  expires: 2027-01-31\n"
    )
    assert (written.line, written.file) == (7, "suites/known-differences.yaml")


def test_an_engine_is_written_in_place_of_browsers(file: Path) -> None:
    append_known(file, entry(checks=("a/y",), browsers=(), engine="chromium", expected=Status.FAIL))
    assert "- checks: [a/y]\n  engine: chromium\n  expected: FAIL\n" in file.read_text(encoding="utf-8")


def test_a_file_is_made_where_there_is_none_and_a_last_line_is_ended(file: Path) -> None:
    append_known(file, entry(checks=("a/y",), expected=Status.FAIL))
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append_known(file, entry(checks=("a/z",), expected=Status.FAIL))
    assert [each.checks for each in load_known(file)] == [("a/y",), ("a/z",)]


HOSTILE = [
    "",
    "null",
    "yes",
    "1e3",
    "2027-01-31",
    "a: b # c",
    "- x",
    "'\"",
    "{}",
    "\x7f\x00\u202e\u2028\ufeff",
    "\U0001f600",
    "a\nb",
]


@pytest.mark.parametrize("value", [None, True, 0, 1.5, [], {}, [1, [2, {"a b": None, "": [True]}]], *HOSTILE])
def test_a_value_is_read_back_as_it_was(file: Path, value: Json) -> None:
    one = entry(facts=('p/q.js:stats["a: b"][*]',), value=value, reason=f"it is: # {HOSTILE[5]}")
    written = append_known(file, one)
    assert dataclasses.replace(written, line=0, file="") == one
    assert type(written.value) is type(value)


def test_an_absence_is_written_as_one(file: Path) -> None:
    append_known(file, entry(facts=("p/q.js:settings.width",), absent=True))
    assert "  absent: true\n" in file.read_text(encoding="utf-8")
    assert load_known(file)[0].absent


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"bug": "crbug 1"}, 'bug: "crbug 1" is not a URL'),
        ({"expires": "soon"}, 'expires: "soon" is not a day'),
        ({"versions": "new"}, 'versions: "new" is not a range of versions'),
        ({"reason": ""}, '"reason" is missing'),
    ],
)
@pytest.mark.parametrize("above", [ABOVE, None])
def test_what_cannot_be_read_back_is_not_written(
    file: Path, more: dict[str, Any], words: str, above: str | None
) -> None:
    file.parent.mkdir()
    if above is not None:
        file.write_text(above, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words):
        append_known(file, entry(checks=("a/y",), expected=Status.FAIL, **more))
    assert (file.read_text(encoding="utf-8") if file.exists() else None) == above


def test_a_value_that_nobody_would_review_is_refused(file: Path) -> None:
    with pytest.raises(ConfigurationError, match=r'"value" has .* characters, .* state a part of it'):
        append_known(file, entry(facts=("p/q.js:x",), value=["word"] * 1000))
    assert not file.exists()
