"""Annotations: the worst at the lines of their checks, escaped so that no message becomes another command."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hostile_cells import hostile_cells
from made_up_run import ESR, STABLE, three_browsers

from rtcmatrix.compare import columns_of
from rtcmatrix.model import Outcome, Result, Run, Status
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.github import MOST
from rtcmatrix.report.forms.shared.material import material_of

ROOT = Path(__file__).parents[4]
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*,?)+)::(.*)")
UNESCAPED = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read annotations as a runner does: one command a line, properties apart by commas, escapes last."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(each.split("=", 1) for each in match[2].split(","))
        found.append((match[1], {key: plain(value) for key, value in properties.items()}, plain(match[3])))
    return found


def plain(text: str) -> str:
    return re.sub("%25|%0D|%0A|%3A|%2C", lambda found: UNESCAPED[found.group()], text)


def told(run: Run, against: Run | None = None, root: Path | None = None) -> list[tuple[str, dict[str, str], str]]:
    material = material_of(
        [(Path("run"), run)], against=columns_of(against) if against else (), report_url="https://ci.example/r"
    )
    material = dataclasses.replace(material, suites=root / "suites" if root else None)
    text = FORMS["github"].text(material)
    return read(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "codecs.py").write_text(
        '"""Codecs."""\n\n\n@check("a.js", spec="x")\ndef test_av1_decodes_frames(facts):\n    """AV1."""\n'
    )
    (tmp_path / "suites" / "broken.py").write_text("def (\n")
    return tmp_path


def test_an_unexpected_result_is_an_error_at_its_check(project: Path) -> None:
    [av1, *_] = told(three_browsers(), root=project)
    level, properties, message = av1
    assert level == "error"
    assert properties == {
        "file": "suites/codecs.py", "line": "5", "title": "codecs/av1_decodes_frames: Chromium 150",
    }  # fmt: skip
    assert message.splitlines() == [
        "Timed out: waited 20 s for a decoded frame",
        "The check: A call with AV1 shows decoded frames.",
        "Reproduce: ./rtc run --browsers chromium:150 -k 'av1_decodes_frames and codecs'",
        "https://ci.example/r/browser-chromium-150.html#check-codecs-av1_decodes_frames",
    ]


@pytest.mark.parametrize(("checked_out", "file"), [("", "suites/codecs.py"), ("..", "inner/suites/codecs.py")])
def test_files_are_named_from_what_was_checked_out(
    checked_out: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "inner"
    (inner / "suites").mkdir(parents=True)
    (inner / "suites" / "codecs.py").write_text("def test_av1_decodes_frames(facts): ...\n")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(inner / checked_out))
    assert told(three_browsers(), root=inner)[0][1]["file"] == file


def test_a_known_difference_that_no_longer_holds_points_to_its_line() -> None:
    base = three_browsers()
    stale = dataclasses.replace(
        base,
        results=tuple(
            dataclasses.replace(each, status=Status.PASS, outcome=Outcome.UNEXPECTED) if each.known else each
            for each in base.results
        ),
    )
    [(_, properties, _)] = [each for each in told(stale) if each[0] == "warning"]
    assert (properties["file"], properties["line"]) == ("suites/known-differences.yaml", "12")


def test_what_is_new_since_a_run() -> None:
    before = three_browsers()
    after = dataclasses.replace(
        before,
        id="later",
        results=tuple(
            dataclasses.replace(each, status=Status.FAIL, outcome=Outcome.UNEXPECTED, message="gone")
            if (each.check, each.browser) == ("codecs/vp8_is_offered", STABLE)
            else each
            for each in before.results
        ),
    )
    first = told(after, against=before)[0]
    assert (first[0], first[2].splitlines()[0]) == ("error", "Pass became Fail: gone")


def many(number: int) -> Run:
    return dataclasses.replace(
        three_browsers(),
        results=tuple(
            Result(check=f"codecs/c{n:03}", browser=ESR, status=Status.FAIL, message=str(n), outcome=outcome)
            for n in range(number)
            for outcome in [Outcome.UNEXPECTED]
        ),
    )


@pytest.mark.parametrize(
    ("number", "last"), [(MOST, "Fail: 9"), (MOST + 1, "and 2 findings more; see https://ci.example/r")]
)
def test_no_more_than_are_shown(number: int, last: str) -> None:
    found = told(many(number))
    assert len(found) == MOST
    assert found[-1][2].splitlines()[0] == last


def test_all_as_expected_is_one_notice() -> None:
    base = three_browsers()
    good = dataclasses.replace(base, results=tuple(r for r in base.results if r.outcome is Outcome.EXPECTED))
    assert told(good) == [("notice", {"title": "WebRTC compatibility"}, "all results are expected; 1 known difference")]


def test_hostile_text_is_no_command(project: Path) -> None:
    found = told(hostile_cells(), root=project)
    assert {level: sum(each[0] == level for each in found) for level in ("error", "warning")} == {
        "error": MOST, "warning": MOST,
    }  # fmt: skip
    for _, properties, message in found:
        assert properties.get("file") in {None, "suites/known-differences.yaml"}
        assert len(message) <= 1_000
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", message)
