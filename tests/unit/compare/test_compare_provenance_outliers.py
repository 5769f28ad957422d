"""Columns that were started unlike the others are set apart, and say why."""

from __future__ import annotations

from typing import Any

import pytest
from made_up_run import provenance

from rtcmatrix.compare import Column, columns_of, find_provenance_outliers
from rtcmatrix.model import BrowserSpec, Check, Run

WHO = [("chrome:stable", "Google Chrome"), ("chrome:beta", "Google Chrome"), ("chrome:dev", "Google Chrome"),
       ("firefox:esr", "Mozilla Firefox")]  # fmt: skip
FIREFOX_HAS = {"flags": ("-no-remote",), "devices": "browser's fake devices and mock audio output"}


def run(changed: dict[int, dict[str, Any]], asked: dict[int, dict[str, Any]] | None = None) -> list[Column]:
    """Make up four columns, some of them launched or asked for otherwise."""
    launched, specs = [], []
    for at, (address, brand) in enumerate(WHO):
        name, _, selector = address.partition(":")
        own = FIREFOX_HAS if name == "firefox" else {}
        launched.append(provenance(address, brand, "156.0", **{**own, **changed.get(at, {})}))
        specs.append(BrowserSpec(name=name, selector=selector, channel=selector, **(asked or {}).get(at, {})))
    made = Run(
        id="one", format=1, tool="none", started_at="", provenances=tuple(launched), browsers=tuple(specs)
    )  # fmt: skip
    return columns_of(made)


def test_what_each_brand_always_has_sets_nobody_apart() -> None:
    assert find_provenance_outliers(run({})) == {}
    assert find_provenance_outliers([]) == {}


@pytest.mark.parametrize(
    ("changed", "asked", "reasons"),
    [
        ({1: {"platform": "windows amd64"}}, {}, {1: "platform: windows amd64, elsewhere linux x86_64"}),
        ({3: {"platform": "windows amd64"}}, {}, {3: "platform: windows amd64, elsewhere linux x86_64"}),
        (
            {2: {"headless": False, "display": ":99"}},
            {},
            {2: "headless: no, elsewhere yes; display: yes, elsewhere no"},
        ),
        ({1: {"flags": ("--lang=de",)}}, {1: {"flags": ("--lang=de",)}}, {1: "asked for: --lang=de, elsewhere none"}),
        ({3: {"prefs": {"x.y": True}}}, {3: {"prefs": {"x.y": True}}}, {3: "asked for: x.y=true, elsewhere none"}),
        ({1: {"devices": "a film"}}, {}, {1: "devices: a film, elsewhere browser's fake devices"}),
        ({1: {"prefs": {"x": 1}}}, {}, {1: "prefs: x=1, elsewhere none"}),
        ({3: {"devices": "a film", "flags": ("-x",), "prefs": {"x": 1}}}, {}, {}),
        (
            {0: {"headless": False}, 1: {"headless": False}},
            {},
            {2: "headless: yes, elsewhere no", 3: "headless: yes, elsewhere no"},
        ),
    ],
)
def test_reasons(changed: dict[int, Any], asked: dict[int, Any], reasons: dict[int, str]) -> None:
    assert find_provenance_outliers(run(changed, asked)) == reasons


def test_the_order_of_flags_and_the_number_of_a_display_mean_nothing() -> None:
    headed = {"headless": False}
    flags = ("--a", "--b")
    changed: dict[int, dict[str, Any]] = {at: {**headed, "display": f":{at}", "flags": flags} for at in range(4)}
    changed[1]["flags"] = flags[::-1]
    assert find_provenance_outliers(run(changed)) == {}


def test_a_column_that_nobody_knows_and_one_with_other_checks() -> None:
    def column(version: str, name: str, *, known: bool = True) -> Column:
        checks = tuple(
            Check(id=f"a/{letter}", title="x", probe="a/b.js", spec="", version=version) for letter in "abcde"
        )
        launched = (provenance("x:1", "X", "1"),) if known else ()
        made = Run(id=name, format=1, tool="none", started_at="", checks=checks, provenances=launched)
        return Column(run=made, address="x:1")

    columns = [column("old", "0"), column("new", "1"), column("new", "2", known=False)]
    assert find_provenance_outliers(columns) == {
        0: "checks in another version: a/a, a/b, a/c and 2 more",
        2: "nothing is known of how it was started",
    }
