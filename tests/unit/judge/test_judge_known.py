"""Known differences: what may be written, what is said of anything else, and which cells an entry speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.in_force import find_known
from rtcmatrix.judge.known import load_known
from rtcmatrix.model import Cell, KnownDifference, Status

ROOT = Path(__file__).parents[3]
ENTRY = "checks: area/x\nbrowsers: chromium:150\nexpected: FAIL\nbug: https://bugs.example/1\nreason: because\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "suites"
    folder.mkdir()
    return folder / "known-differences.yaml"


def write(file: Path, *entries: str) -> Path:
    """Write entries as a list."""
    lines = ["- " + entry.rstrip().replace("\n", "\n  ") + "\n" for entry in entries]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def changed(**fields: str | None) -> str:
    """Give the good entry with other fields; None leaves one out."""
    kept = dict(line.split(": ", 1) for line in ENTRY.splitlines()) | fields
    return "".join(f"{key}: {value}\n" for key, value in kept.items() if value is not None)


def test_no_file_and_an_empty_one_are_no_differences(file: Path) -> None:
    assert load_known(file) == ()
    file.write_text("# none yet\n", encoding="utf-8")
    assert load_known(file) == ()


def test_an_entry_is_read_with_its_place(file: Path) -> None:
    write(
        file,
        ENTRY,
        changed(checks="[a/x, 'b/*']", browsers='"{chrome,edge}:*"', reason=">\n    of old", expires="2027-01-31"),
    )
    first, second = load_known(file)
    assert first == KnownDifference(
        checks=("area/x",),
        browsers=("chromium:150",),
        expected=Status.FAIL,
        bug="https://bugs.example/1",
        reason="because",
        line=1,
        file="suites/known-differences.yaml",
    )
    assert (second.checks, second.browsers) == (("a/x", "b/*"), ("{chrome,edge}:*",))
    assert (second.reason, second.expires, second.line) == ("of old", "2027-01-31", 6)


def test_an_entry_may_name_an_engine_in_place_of_browsers(file: Path) -> None:
    [one] = load_known(write(file, changed(browsers=None, engine="chromium", versions='"<156"')))
    assert (one.engine, one.browsers, one.versions) == ("chromium", (), "<156")


@pytest.mark.parametrize("status", [Status.FAIL, Status.PRECONDITION_FAILED, Status.TIMEOUT, Status.CRASH, Status.SKIP])
def test_whatever_a_browser_does_may_be_known(file: Path, status: Status) -> None:
    [entry] = load_known(write(file, changed(expected=status)))
    assert entry.expected is status


ALLOWED = "FAIL, PRECONDITION_FAILED, TIMEOUT, CRASH, SKIP"
NEEDED = "a known difference needs checks, browsers (or engine), expected, bug, reason"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        *((changed(**{key: None}), f'"{key}" is missing; {NEEDED}') for key in
          ("checks", "browsers", "expected", "bug", "reason")),
        (changed(reason=""), "an empty value is read as null; write a value, or remove the entry"),
        (changed(reason="''"), f'"reason" is missing; {NEEDED}'),
        (changed(checks="[]"), f'"checks" is missing; {NEEDED}'),
        (changed(brwsers="x"), ('"brwsers" is not a field; allowed: checks, facts, browsers, engine, versions, '
         'expected, value, absent, bug, reason, expires; did you mean "browsers"?')),
        (changed(expected="PASS"), f'expected: "PASS" is not a status that can be known; allowed: {ALLOWED}'),
        (changed(expected="ERROR"), f'expected: "ERROR" is not a status that can be known; allowed: {ALLOWED}'),
        (changed(expected="TIMEOT"), (f'expected: "TIMEOT" is not a status that can be known; allowed: {ALLOWED}; '
         'did you mean "TIMEOUT"?')),
        (changed(expected="[FAIL]"), f'expected: "["FAIL"]" is not a status that can be known; allowed: {ALLOWED}'),
        (changed(bug="crbug 1"), 'bug: "crbug 1" is not a URL; name the bug or another public source'),
        (changed(bug="javascript:x"), 'bug: "javascript:x" is not a URL; name the bug or another public source'),
        (changed(checks='"{a,b"'), 'checks: pattern "{a,b" has a "{" without a "}"'),
        (changed(browsers="['x', 'a}']"), 'browsers: pattern "a}" has a "}" without a "{"'),
        (changed(browsers=None, engine="chrome"), ('engine: "chrome" is not an engine; allowed: chromium, firefox, '
         'safari; did you mean "chromium"?')),
        (changed(browsers=None, engine="[chromium]"), 'engine: "["chromium"]" is not an engine; allowed: chromium'),
        (changed(engine="chromium"), "engine and browsers select the same; write one of the two"),
        (changed(expires="soon"), 'expires: "soon" is not a day; write it as 2027-01-31'),
        (changed(expires="2027-13-45"), '"2027-13-45" without quotes is read as a date'),
        (changed(reason="!!python/name:os.system"), "not valid YAML: could not determine a constructor for the tag"),
        ("just words", "expected a known difference with checks, browsers, expected, bug, reason"),
        ("- a list", "expected a known difference with checks, browsers, expected, bug, reason"),
    ],
)  # fmt: skip
def test_each_wrong_entry_is_named_with_its_line_and_what_is_allowed(file: Path, entry: str, message: str) -> None:
    write(file, ENTRY, entry)
    with pytest.raises(ConfigurationError) as caught:
        load_known(file)
    told = str(caught.value).removeprefix(f"{file.parent}/")
    # An unreadable value is reported with its own line, a wrong entry with its first
    assert re.match(rf"known-differences\.yaml:(6|10|11): {re.escape(message)}", told), told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("checks: x\n", ":1: expected a list of known differences (- checks: ...)"),
        ("- a: [\n- b\n", ":2: not valid YAML: "),
        ("- &a x\n---\n- b\n", ":2: not valid YAML: "),
        ("- *nowhere\n", ":1: not valid YAML: "),
        ("\x00", ": not valid YAML: "),
    ],
)
def test_what_is_no_list_is_refused(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_known(file)
    assert str(caught.value).startswith(f"{file}{message}")


def test_what_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"- caf\xe9\n")
    with pytest.raises(ConfigurationError, match=r"known-differences\.yaml:1: not UTF-8 text"):
        load_known(file)


def entry(checks: tuple[str, ...], browsers: tuple[str, ...]) -> KnownDifference:
    return KnownDifference(checks=checks, browsers=browsers, expected=Status.FAIL, bug="b", reason="r")


CELL = Cell(check="codecs/vp8", browser="chrome:beta")


@pytest.mark.parametrize(
    ("checks", "browsers", "speaks"),
    [
        (("codecs/vp8",), ("chrome:beta",), True),
        (("codecs/*",), ("chrome:*",), True),
        (("codecs/{av1,vp8}",), ("{chrome,edge}:{beta,dev}",), True),
        (("other/*", "codecs/vp?"), ("edge:*", "chrome:beta"), True),
        (("*",), ("*",), True),
        (("codecs",), ("*",), False),
        (("codecs/vp",), ("*",), False),
        (("*",), ("chrome",), False),
        (("Codecs/*",), ("*",), False),
        (("*",), ("edge:*",), False),
        (("codecs/av1",), ("chrome:beta",), False),
    ],
)
def test_an_entry_speaks_of_cells_whose_check_and_browser_it_names(
    checks: tuple[str, ...], browsers: tuple[str, ...], speaks: bool
) -> None:
    one = entry(checks, browsers)
    assert (find_known(CELL, [one]) is one) == speaks


def test_the_first_entry_that_speaks_of_a_cell_decides() -> None:
    other, first, second = entry(("x",), ("*",)), entry(("codecs/*",), ("*",)), entry(("*",), ("*",))
    assert find_known(CELL, [other, first, second]) is first


FACTS = """\
facts: "codecs/capabilities.js: sender.video[*].sdpFmtpLine"
browsers: chromium:*
versions: ">=150,<156"
value: profile-id=0
bug: https://bugs.example/1
reason: because
"""


def test_an_entry_may_state_a_fact_in_a_range_of_versions(file: Path) -> None:
    [one] = load_known(write(file, FACTS))
    assert one == KnownDifference(
        facts=("codecs/capabilities.js:sender.video[*].sdpFmtpLine",),
        browsers=("chromium:*",),
        versions=">=150,<156",
        value="profile-id=0",
        bug="https://bugs.example/1",
        reason="because",
        line=1,
        file="suites/known-differences.yaml",
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("[1, {a: true}]", [1, {"a": True}]),
        ("'2027-01-31'", "2027-01-31"),
        ("{width: 640.5}", {"width": 640.5}),
        ("''", ""),
    ],
)
def test_a_value_is_any_json(file: Path, written: str, value: object) -> None:
    [one] = load_known(write(file, FACTS.replace("profile-id=0", written)))
    assert (one.value, one.absent) == (value, False)


def test_a_fact_may_be_stated_to_be_absent(file: Path) -> None:
    [one] = load_known(write(file, FACTS.replace("value: profile-id=0", "absent: true")))
    assert one.absent
    assert one.expected is None


NEEDED_OF_FACTS = "a known difference needs facts, browsers (or engine), value (or absent: true), bug, reason"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: profile-id=0\n", "", f'"value" is missing; {NEEDED_OF_FACTS}'),
        ("value: profile-id=0", "absent: false", f'"value" is missing; {NEEDED_OF_FACTS}'),
        ("value: profile-id=0", "value: 1\nabsent: true", "an absent fact has no value; state one of the two"),
        ("value: profile-id=0", "value: 1\nabsent: maybe", 'absent: "maybe" is not true or false'),
        ("value: profile-id=0", "value: 2027-01-31", 'value: "2027-01-31" is read as a date; write it in quotes'),
        ("value: profile-id=0", "value: 1\nexpected: FAIL", '"expected" does not go with facts'),
        ("facts:", "checks: a/b\nexpected: FAIL\nfacts:", '"facts" does not go with checks'),
        (
            '"codecs/capabilities.js: ',
            '"',
            'facts: "sender.video[*].sdpFmtpLine" names no fact; write the probe, a colon',
        ),
        ('"codecs/capabilities.js: sender.video[*].sdpFmtpLine"', "codecs/a.js", 'facts: "codecs/a.js" names no fact'),
        ('"codecs/capabilities.js', '"{a,b', 'facts: pattern "{a,b" has a "{" without a "}"'),
        ('">=150,<156"', "150", 'versions: "150" is not a range of versions; write it as ">=150,<156" or "==150.*"'),
        ('">=150,<156"', '"since 150"', 'versions: "since 150" is not a range of versions'),
    ],
)
def test_each_wrong_statement_of_a_fact_is_named(file: Path, old: str, new: str, message: str) -> None:
    assert old in FACTS
    write(file, FACTS.replace(old, new, 1))
    with pytest.raises(ConfigurationError) as caught:
        load_known(file)
    assert str(caught.value).startswith(f"known-differences.yaml:1: {message}")


def test_the_examples_of_the_guide_can_be_read(file: Path) -> None:
    guide = (ROOT / "docs" / "known-differences.md").read_text()
    examples = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    for example in examples:
        file.write_text(example, encoding="utf-8")
        assert load_known(file)
    assert len(examples) == 2
