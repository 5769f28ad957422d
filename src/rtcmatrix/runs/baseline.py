"""Read a baseline, an accepted run with one file per column, as a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rtcmatrix.errors import FormatError
from rtcmatrix.model import BrowserSpec, Check, Evidence, Fault, Json, Provenance, Result, Run, Status
from rtcmatrix.runs.codec import from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "baseline"
BASELINE_FORMAT = 1
"""Its history is in docs/formats.md."""


def from_column(plain: Json, name: str) -> Run:
    """Read one column of the baseline ``name`` as a run. Raises FormatError naming the field."""
    if plain["format"] > BASELINE_FORMAT:
        raise FormatError(
            f"format {plain['format']}: written by a newer rtcmatrix; this one reads format {BASELINE_FORMAT}"
        )
    for key in ("browser", "provenance", "checks", "probes"):
        if not isinstance(plain.get(key), dict):
            raise FormatError(f"{key}: expected an object")
    spec = from_json(BrowserSpec, plain["browser"])
    launched = from_json(Provenance, plain["provenance"])
    checks, results = [], []
    for check, told in plain["checks"].items():
        try:
            checks.append(from_json(Check, {"id": check, "title": _title(check), "spec": "", **told}))
            message = None if told["status"] == Status.PASS else f"{told['status']} was accepted"
            results.append(from_json(Result, {**told, "check": check, "browser": spec.address, "message": message}))
        except (FormatError, TypeError, KeyError) as wrong:
            raise FormatError(f"checks[{json.dumps(check)}]: {wrong}") from None
    return Run(
        id=f"baseline-{name}",
        format=1,
        tool="rtcmatrix",
        started_at="",
        finished_at="",
        complete=True,
        browsers=(spec,),
        provenances=(launched,),
        checks=tuple(checks),
        evidence=tuple(
            each for probe, told in plain["probes"].items() for each in _evidence(probe, spec.address, told)
        ),
        results=tuple(results),
    )


def join(columns: Sequence[Run]) -> Run:
    """Join the columns of a baseline into one run.

    A check that columns have in several versions gets another version, so that it is not compared.
    """
    checks: dict[str, list[Check]] = {}
    for run in columns:
        for check in run.checks:
            checks.setdefault(check.id, []).append(check)
    first = columns[0]
    return Run(
        id=first.id,
        format=first.format,
        tool=first.tool,
        started_at="",
        finished_at="",
        complete=True,
        browsers=tuple(each for run in columns for each in run.browsers),
        provenances=tuple(each for run in columns for each in run.provenances),
        checks=tuple(_joined(checks[key]) for key in sorted(checks)),
        evidence=tuple(each for run in columns for each in run.evidence),
        results=tuple(each for run in columns for each in run.results),
    )


def _joined(same: Sequence[Check]) -> Check:
    versions = sorted({each.version for each in same})
    return same[0] if len(versions) == 1 else Check(**{**vars(same[0]), "version": "+".join(versions)})


def _title(check: str) -> str:
    """Make a title of an id, because a baseline has no titles."""
    return check.rpartition("/")[2].replace("_", " ")


def _evidence(probe: str, address: str, told: Json) -> list[Evidence]:
    """Read the repeats of a probe; those with another status than the first are in ``others``."""
    try:
        others = told.get("others", {})
        return [
            _repeat(probe, address, place, others.get(str(place), told), told.get("metrics", {}))
            for place in range(told.get("repeats", 1))
        ]
    except (TypeError, AttributeError, IndexError, KeyError, ValueError) as wrong:
        raise FormatError(f"probes[{json.dumps(probe)}]: not what became of a probe ({wrong})") from None


def _repeat(probe: str, address: str, place: int, ending: dict[str, Json], metrics: dict[str, Json]) -> Evidence:
    """Read one repeat."""
    fault = Fault(ending["fault"]) if "fault" in ending else None
    facts = None if fault is not None or "unsupported" in ending else ending["facts"]
    if facts is not None and not isinstance(facts, dict):
        raise TypeError("facts: expected an object")
    return Evidence(
        probe=probe,
        browser=address,
        facts=facts,
        metrics={name: values[place] for name, values in metrics.items() if values[place] is not None},
        unsupported=None if fault is not None else ending.get("unsupported"),
        fault=fault,
        message=f"{fault} was accepted" if fault is not None else None,
        stage=ending.get("stage"),
        repeat=place,
    )
