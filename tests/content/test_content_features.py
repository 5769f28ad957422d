"""The features that checks name, looked up in browser-compat-data: a path that is not there leads nobody anywhere."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from node_tools import node_module

from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.suites import suite_files
from rtcmatrix.model import Check

ROOT = Path(__file__).parents[2]
PROBES = ROOT / "pages" / "probes"
COMPAT_DATA = "@mdn/browser-compat-data/data.json"


def read_checks(file: Path) -> list[Check]:
    """Import one suite by its path and read what its checks declare."""
    spec = importlib.util.spec_from_file_location(f"features_of_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [read_check(each, probes=PROBES) for each in vars(module).values() if is_check(each)]


@cache
def compat_data() -> dict[str, Any]:
    """Read the whole of browser-compat-data; 20 MB, so once."""
    data: dict[str, Any] = json.loads(node_module(COMPAT_DATA).read_text(encoding="utf-8"))
    return data


def has_feature(path: str) -> bool:
    """Say whether a dotted path leads to a feature, not to nothing and not to a mere folder of features."""
    place: Any = compat_data()
    for part in path.split("."):
        if not isinstance(place, dict) or part not in place:
            return False
        place = place[part]
    return "__compat" in place


@pytest.mark.parametrize("file", suite_files(ROOT / "suites"), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_named_features_exist(file: Path) -> None:
    compat_data()  # skips where it is not installed
    unknown = [f"{check.id}: {path}" for check in read_checks(file) for path in check.features if not has_feature(path)]
    assert unknown == []
