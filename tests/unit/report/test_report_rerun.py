"""The command that runs one cell again: it must select that cell and no other, and be short where it can."""

from __future__ import annotations

import shlex

import pytest
from selection import evaluate

from rtcmatrix.report.text.rerun import RerunCommands, command, expression

ADDRESS = "chromium:beta"


@pytest.mark.parametrize(
    ("check", "others", "expected"),
    [
        ("codecs/vp8", (), "vp8 and codecs"),
        ("codecs/vp8", ("codecs/av1", "calls/vp8"), "vp8 and codecs"),
        ("codecs/vp8", ("codecs/vp8_too",), "test_vp8[chromium:beta] and codecs"),
        ("codecs/vp8", ("webcodecs/vp8_too",), "test_vp8[chromium:beta] and codecs"),
        ("codecs/vp8", ("webcodecs/vp8",), "test_vp8[chromium:beta] and codecs and not webcodecs"),
        ("webcodecs/vp8", ("codecs/vp8",), "vp8 and webcodecs"),
        ("codecs/vp8", ("codecs/VP8",), "test_vp8[chromium:beta] and codecs"),
        # and, or and not are pytest's own
        ("codecs/not", (), "test_not[chromium:beta] and codecs"),
        # a name that every check has selects nothing
        ("suites/test", ("suites/x",), "test_test[chromium:beta] and suites"),
    ],
)
def test_the_expression_is_the_shortest_that_selects_one_check(
    check: str, others: tuple[str, ...], expected: str
) -> None:
    assert expression(check, ADDRESS, [check, *others]) == expected


def test_a_shell_gets_the_command_as_it_was_meant() -> None:
    written = command("codecs/vp8", "chromium:150", ["codecs/vp8", "codecs/vp8_too"])
    assert written is not None
    assert shlex.split(written) == [
        "run",
        "--browsers",
        "chromium:150",
        "-k",
        "test_vp8[chromium:150] and codecs",
    ]


PAIRS = ("chromium:stable+firefox:esr", "firefox:esr+chromium:stable", "firefox:esr+firefox:esr")


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_run_again_alone_though_its_browsers_make_several(pair: str) -> None:
    browsers = {PAIRS[0]: "chromium:stable,firefox:esr", PAIRS[1]: "firefox:esr,chromium:stable"}
    written = command("pairs/sound", pair, ["pairs/sound", "pairs/sound_too"])
    assert written is not None
    words = shlex.split(written)
    assert words == ["run", "--browsers", browsers.get(pair, "firefox:esr"), "-k", f"test_sound[{pair}] and pairs"]
    selects = evaluate(words[-1])
    names = {each: {"pairs.py", f"test_sound[{each}]", "test_sound"} for each in PAIRS}
    assert [each for each in PAIRS if selects(names[each])] == [pair]


@pytest.mark.parametrize("address", ["saved:safari-18.2", "wpt:chrome-156.0%2B1@linux", "saved:opera-1+chromium:beta"])
def test_what_nobody_launched_here_cannot_be_run_again(address: str) -> None:
    assert command("codecs/vp8", address, ["codecs/vp8"]) is None


def test_a_column_that_was_merged_is_run_by_the_address_of_the_matrix() -> None:
    written = command("codecs/vp8", "chromium:beta@linux-arm64", ["codecs/vp8", "codecs/vp8_too"])
    assert written is not None
    assert shlex.split(written)[1:] == ["--browsers", "chromium:beta", "-k", "test_vp8[chromium:beta] and codecs"]


def test_among_many_checks_an_expression_selects_one() -> None:
    names = [f"s{each % 7}/vp{each}" for each in range(3_000)] + ["s1/test_vp5", "ss1/vp8", "s1/VP8"]
    checks = RerunCommands(names)
    items = {each: {each.partition("/")[0], f"test_{each.partition('/')[2]}[{ADDRESS}]"} for each in names}
    for check in ("s1/vp8", "s5/vp5", "s3/vp2999", "ss1/vp8", "s1/test_vp5"):
        selects = evaluate(checks.expression(check, ADDRESS))
        found = {each for each in names if selects(items[each])}
        assert check in found
        # -k ignores letter case
        assert {each.lower() for each in found} == {check.lower()}
