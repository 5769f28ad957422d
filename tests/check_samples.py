"""The checks of the suites with their samples: recorded facts, and how a check judges them or changed ones."""

from __future__ import annotations

import copy
import importlib.util
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.suites import suite_files
from rtcmatrix.model import Check, Evidence

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "content" / "samples"
PROBES = ROOT / "pages" / "probes"

CheckFunction = Callable[..., None]


def read_suite(file: Path) -> list[tuple[Check, CheckFunction]]:
    """Import one suite by its path and read its checks."""
    spec = importlib.util.spec_from_file_location(f"suite_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    declared = [each for each in vars(module).values() if is_check(each)]
    return [(read_check(function, probes=PROBES), function) for function in declared]


CHECKS = [pair for file in suite_files(ROOT / "suites") for pair in read_suite(file)]
IDS = [check.id for check, _ in CHECKS]


def read_sample(probe: str) -> dict[str, Any]:
    """Read what is kept for a probe; a probe without a file has nothing."""
    file = (SAMPLES / probe).with_suffix(".json")
    assert file.is_file(), f"no samples for the probe {probe}: keep some in {file.relative_to(ROOT)}"
    sample: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return sample


def change(facts: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Give a copy of the facts with values set at dotted paths; a number is a place in a list."""
    changed = copy.deepcopy(facts)
    for path, value in changes.items():
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = changed
        for part in parents:
            place = place[part]
        place[last] = value
    return changed


def judge(function: CheckFunction, sample: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Call a check with what it names among its arguments; say whether it passed."""
    evidence = Evidence(
        probe="", browser="", facts=facts, metrics=sample.get("metrics", {}), notes=sample.get("notes", {})
    )
    offered = {"facts": facts, "metrics": evidence.metrics, "notes": evidence.notes, "evidence": evidence}
    wanted = {name: offered[name] for name in inspect.signature(function).parameters}
    try:
        function(**wanted)
    except AssertionError:
        return False
    return True
