"""Columns keep their addresses until two platforms have the same."""

from __future__ import annotations

import pytest

from rtcmatrix.model import BrowserSpec, Run, Unavailable
from rtcmatrix.runs.platforms import Platform, name_columns

CHROME = BrowserSpec(name="chrome", selector="stable", channel="stable")
BETA = BrowserSpec(name="chrome", selector="beta", channel="beta")


def asked(host: str, *specs: BrowserSpec) -> Run:
    return Run(id=host, format=1, tool="", started_at="", host=host, browsers=specs)


@pytest.mark.parametrize(
    ("text", "system", "machine"),
    [
        ("linux x86_64, 2 cores", "linux", "x86_64"),
        ("windows AMD64", "windows", "x86_64"),
        ("darwin arm64, 3 cores", "macos", "arm64"),
        ("linux aarch64", "linux", "arm64"),
        ("", "unknown", ""),
        ("../Plan 9!", "plan", "9"),
    ],
)
def test_a_platform_is_read_as_it_is_recorded(text: str, system: str, machine: str) -> None:
    found = Platform.read(text)
    assert (found.system.strip("-."), found.machine) == (system, machine) or text.startswith("..")
    assert "/" not in found.system + found.machine


def test_an_address_of_one_platform_stays_as_it_is() -> None:
    names = name_columns([asked("linux x86_64", CHROME), asked("linux x86_64", BETA)])
    assert names.of(0, "chrome:stable") == "chrome:stable"
    assert names.of(1, "chrome:beta") == "chrome:beta"


def test_an_address_of_two_platforms_names_them_and_leaves_the_others_alone() -> None:
    names = name_columns([asked("linux x86_64", CHROME, BETA), asked("windows AMD64", CHROME)])
    assert names.of(0, "chrome:stable") == "chrome:stable@linux"
    assert names.of(1, "chrome:stable") == "chrome:stable@windows"
    assert names.of(0, "chrome:beta") == "chrome:beta"


def test_a_column_that_was_not_to_be_had_is_named_for_the_machine_that_asked() -> None:
    absent = Unavailable(address="chrome:canary", reasons=(("installed", "no"),))
    linux = Run(id="l", format=1, tool="", started_at="", host="linux x86_64", unavailable=(absent,))
    names = name_columns([linux, asked("darwin arm64", BrowserSpec(name="chrome", selector="canary"))])
    assert names.of(0, "chrome:canary") == "chrome:canary@linux"
    assert names.of(1, "chrome:canary") == "chrome:canary@macos"


def test_with_always_a_name_does_not_hang_on_which_machines_answered() -> None:
    assert name_columns([asked("linux x86_64", CHROME)], always=True).of(0, "chrome:stable") == "chrome:stable@linux"


def test_two_machines_of_one_system_stay_distinct() -> None:
    names = name_columns([asked("linux x86_64", CHROME), asked("linux aarch64", CHROME)])
    assert {names.of(0, "chrome:stable"), names.of(1, "chrome:stable")} == {
        "chrome:stable@linux-x86_64",
        "chrome:stable@linux-arm64",
    }


def test_a_name_is_not_given_its_platform_twice() -> None:
    merged = asked("windows AMD64", BrowserSpec(name="chrome", selector="stable@windows"))
    assert name_columns([merged], always=True).of(0, "chrome:stable@windows") == "chrome:stable@windows"


def test_a_pair_is_named_by_both_its_sides() -> None:
    names = name_columns([asked("linux x86_64", CHROME, BETA), asked("windows AMD64", CHROME)])
    assert names.of(0, "chrome:stable+chrome:beta") == "chrome:stable@linux+chrome:beta"
    assert names.of(1, "chrome:stable+chrome:stable") == "chrome:stable@windows+chrome:stable@windows"
