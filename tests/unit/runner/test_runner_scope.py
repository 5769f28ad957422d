"""Which cells a run selects."""

from __future__ import annotations

import pytest

from rtcmatrix.model import Check
from rtcmatrix.runner.scope import Scope

ONE, OTHER = "chrome:stable", "firefox:esr"
PAIR = f"{ONE}+{OTHER}"
SINGLE = Check(id="codecs/vp8", title="t", probe="codecs/vp8.js", spec="s")
LONGER = Check(id="webcodecs/vp8", title="t", probe="webcodecs/vp8.js", spec="s")
CALL = Check(id="interop/call", title="t", probe="interop/call.js", spec="s", peers=2)


@pytest.mark.parametrize(
    ("scope", "cells"),
    [
        ({}, {ONE: ["codecs/vp8", "webcodecs/vp8"], OTHER: ["codecs/vp8", "webcodecs/vp8"], PAIR: ["interop/call"]}),
        ({"pairs_only": True}, {PAIR: ["interop/call"]}),
        ({"only": ("codecs/*",)}, {ONE: ["codecs/vp8"], OTHER: ["codecs/vp8"]}),
        ({"suites": ("*/vp8",), "only": ("web*", "interop/*"), "pairs": ()}, {ONE: [LONGER.id], OTHER: [LONGER.id]}),
        ({"suites": ("codecs/*",), "only": ("interop/*",)}, {}),
    ],
)
def test_checks_of_one_browser_and_of_pairs_are_selected_by_every_pattern(
    scope: dict[str, object], cells: dict[str, list[str]]
) -> None:
    fields = {"browsers": (ONE, OTHER), "pairs": (PAIR,), **scope}
    selected = Scope(**fields).cells([SINGLE, LONGER, CALL])  # type: ignore[arg-type]  # varied fields
    assert {address: [check.id for check in checks] for address, checks in selected.items()} == cells


def test_a_browser_that_is_not_selected_has_no_cell() -> None:
    assert not Scope(browsers=(ONE,)).selects(SINGLE, OTHER)
    assert not Scope(browsers=(ONE,)).selects(CALL, PAIR)
