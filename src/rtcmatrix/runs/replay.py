"""Replay the journals of a run on its header. Pure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Check, Evidence, Provenance, Result, Reuse, Run, Selection, Timing, Unavailable
from rtcmatrix.runs.codec import from_json
from rtcmatrix.runs.completeness import selections
from rtcmatrix.runs.launched import launched_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rtcmatrix.runs.journal import Line

T = TypeVar("T")


class _Gathered:
    """The state after the lines so far; later lines of one id win."""

    def __init__(self, header: Run) -> None:
        self.checks = {each.id: each for each in header.checks}
        self.provenances = {each.address: each for each in header.provenances}
        self.unavailable = {each.address: each for each in header.unavailable}
        self.evidence: dict[tuple[str, str, int], Evidence] = {}
        self.results: dict[tuple[str, str], Result] = {}
        self.starts: Counter[str] = Counter(header.starts)
        self.timing = header.timing
        self.reuse = {each.browser: each for each in header.reuse}
        self.selected: dict[str, set[str]] = {}
        for each in header.selected:
            self._select(each)

    def take(self, line: Line) -> None:
        """Apply one line; an unknown kind is ignored."""
        if line.kind == "evidence":
            evidence = from_json(Evidence, line.value)
            self.evidence[evidence.browser, evidence.probe, evidence.repeat] = evidence
        elif line.kind == "result":
            result = from_json(Result, line.value)
            self.results[result.browser, result.check] = result
        elif line.kind == "provenance":
            provenance = from_json(Provenance, line.value)
            held = self.provenances.get(provenance.address, provenance)
            self.provenances[provenance.address] = launched_alike(provenance, held)
        elif line.kind == "unavailable":
            absent = from_json(Unavailable, line.value)
            self.unavailable[absent.address] = absent
        elif line.kind == "check":
            check = from_json(Check, line.value)
            self.checks[check.id] = check
        elif line.kind == "selected":
            self._select(from_json(Selection, line.value))
        elif line.kind == "reuse":
            reuse = from_json(Reuse, line.value)
            self.reuse[reuse.browser] = reuse
        elif line.kind == "start":
            self._count_start(line)
        elif line.kind == "timing":
            self.timing = add(self.timing, from_json(Timing, line.value))

    def _select(self, selection: Selection) -> None:
        """Add to the plan; a resumed run selects a part of it again."""
        for address in selection.browsers:
            self.selected.setdefault(address, set()).update(selection.checks)

    def plan(self) -> dict[str, set[str]]:
        """Return the plan, extended by cells with a result; empty if no line has a selection."""
        if self.selected:
            for address, check in self.results:
                self.selected.setdefault(address, set()).add(check)
        return self.selected

    def _count_start(self, line: Line) -> None:
        """Count one started session."""
        address = line.value.get("browser") if isinstance(line.value, dict) else None
        if not isinstance(address, str):
            raise FormatError('a line of kind "start" names no browser')
        self.starts[address] += 1


def replay(header: Run, lines: Iterable[Line]) -> Run:
    """Return the run, ordered by columns and names, independent of workers and time."""
    gathered = _Gathered(header)
    for line in lines:
        gathered.take(line)
    # A column that was launched in any start of the run is available
    absent = {key: each for key, each in gathered.unavailable.items() if key not in gathered.provenances}
    columns = {spec.address: place for place, spec in enumerate(header.browsers)}

    def by_column(values: Mapping[tuple[Any, ...], T]) -> tuple[T, ...]:
        ordered = sorted(values, key=lambda key: (columns.get(key[0], len(columns)), key))
        return tuple(values[key] for key in ordered)

    return dataclasses.replace(
        header,
        checks=tuple(gathered.checks[key] for key in sorted(gathered.checks)),
        provenances=by_column({(key,): value for key, value in gathered.provenances.items()}),
        unavailable=by_column({(key,): value for key, value in absent.items()}),
        evidence=by_column(gathered.evidence),
        results=by_column(gathered.results),
        starts=dict(sorted(gathered.starts.items())),
        timing=gathered.timing,
        reuse=by_column({(key,): value for key, value in gathered.reuse.items()}),
        selected=selections(
            dict(sorted(gathered.plan().items(), key=lambda each: (columns.get(each[0], len(columns)), each[0])))
        ),
    )


def with_timing(run: Run, timing: Timing | None) -> Run:
    """Add the times that only the leading process knows."""
    return dataclasses.replace(run, timing=add(run.timing, timing)) if timing else run


def add(one: Timing, other: Timing) -> Timing:
    """Add the seconds of two runs; of the wall-clock times, keep the longer one."""
    sums = {each.name: getattr(one, each.name) + getattr(other, each.name) for each in dataclasses.fields(Timing)}
    return Timing(**{**sums, "wall": max(one.wall, other.wall)})
