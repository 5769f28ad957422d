"""Release channels in forms that are text: how columns are named, and what is on the way to stable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_up_run import evidence, provenance

from rtcmatrix.model import Run
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import Material, material_of

PROBE = "a/b.js"
CHROME, EDGE = "Google Chrome", "Microsoft Edge"


def material(*who: tuple[str, str, str, Any], run: str = "one") -> Material:
    """Make up a run of columns: address, brand, version, the value of a fact."""
    made = Run(
        id=run,
        format=1,
        tool="none",
        started_at="",
        provenances=tuple(provenance(address, brand, version) for address, brand, version, _ in who),
        evidence=tuple(evidence(PROBE, address, {"x": value}) for address, _, _, value in who),
    )
    return material_of([(Path("run"), made)])


def markdown(told: Material) -> str:
    return FORMS["markdown"].text(told).replace("\\", "")


def test_a_column_is_named_with_its_channel_unless_that_is_stable() -> None:
    told = material(
        ("chromium:150", "Chromium", "150.0.1", 1),
        ("edge:beta", EDGE, "156.0.2", 1),
        ("edge:dev", EDGE, "158.0.1", 1),
        ("edge:stable", EDGE, "156.0.1", 1),
        ("firefox:esr", "Mozilla Firefox", "153.0", 1),
        ("firefox:nightly", "Mozilla Firefox", "160.0a1", 1),
    )
    assert [each.view.label for each in told.sources] == [
        "Chromium 150",
        "Microsoft Edge 156 beta",
        "Microsoft Edge 158 dev",
        "Microsoft Edge 156",
        "Mozilla Firefox 153",
        "Mozilla Firefox 160 nightly",
    ]


def test_markdown_has_a_line_for_the_first_channel_that_has_a_change() -> None:
    told = material(
        ("chrome:stable", CHROME, "156.0.1", 1),
        ("chrome:beta", CHROME, "157.0.1", 1),
        ("chrome:dev", CHROME, "158.0.1", 2),
        ("chrome:canary", CHROME, "159.0.1", 2),
        ("edge:stable", EDGE, "156.0.1", 1),
        ("edge:canary", EDGE, "159.0.1", 2),
    )
    section = markdown(told).partition("### On the way to stable\n\n")[2].partition("\n\n")[0]
    assert section.splitlines() == [
        "- Chrome dev: 1 change; 2 milestones, about 4 weeks: `x`",
        "- Edge canary: 1 change; 3 milestones, about 6 weeks: `x`",
    ]


@pytest.mark.parametrize("later", [1, 2])
def test_json_has_the_columns_of_a_change(later: int) -> None:
    told = material(("chrome:stable", CHROME, "156.0.1", 1), ("chrome:beta", CHROME, "157.0.1", later))
    changes = json.loads(FORMS["json"].text(told))["channel_changes"]
    expected = {
        "brand": "Chrome",
        "channel": "beta",
        "column": 0,
        "stable": 1,
        "level": "fact",
        "subject": PROBE,
        "path": "x",
        "lasting": True,
        "milestones": 1,
        "weeks": 2,
    }
    assert changes == ([expected] if later == 2 else [])
    assert ("On the way to stable" in markdown(told)) is (later == 2)
