"""Decide whether a run is complete, and what is missing; every output uses this. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from rtcmatrix.model import Selection, is_pair, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rtcmatrix.model import Run

_NAMED = 3
"""Most columns and shards that a message names; the rest are counted."""
_REASON = 200
"""Longest reason of a provider in a message, in characters."""


class State(StrEnum):
    """How complete a run is."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What a run lacks."""

    state: State
    interrupted: bool = False
    """The run was interrupted or killed; for a merged run, ``shards`` names the parts that were."""
    shards: tuple[str, ...] = ()
    """The shards of a merged run that were interrupted or killed."""
    ungathered: tuple[str, ...] = ()
    """The columns of the matrix that no shard of a merged run gathered."""
    required: tuple[str, ...] = ()
    """Required columns of the matrix that are missing."""
    unavailable: tuple[str, ...] = ()
    """All columns, if none of them was available."""
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Address -> selected checks without a result."""
    selected: int = 0
    """Number of selected cells."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Address -> why a missing column was not available."""

    @property
    def is_complete(self) -> bool:
        """Whether the run is complete."""
        return self.state is State.COMPLETE

    @property
    def missing(self) -> int:
        """Number of selected cells without a result."""
        return sum(map(len, self.cells.values()))

    @property
    def words(self) -> str:
        """What is missing, in one line; empty for a complete run."""
        if self.unavailable:
            return f"none of its browsers was available: {self._named(self.unavailable)}"
        told = [f"required browser missing: {self._named(self.required)}"] if self.required else []
        if self.shards:
            told.append(f"{_count(len(self.shards), 'shard')} did not finish: {_listed(self.shards)}")
        others = [each for each in self.ungathered if each not in self.required]
        told += [f"no shard gathered {_listed(others)}"] if others else []
        told += ["it was interrupted"] if self.interrupted else []
        if self.missing:
            verb = "has" if self.selected == 1 else "have"
            told.append(f"{self.missing:,} of {_count(self.selected, 'selected cell')} {verb} no result")
        if self.state is State.EMPTY:
            told.append("it holds no result and no observation")
        return "; ".join(told)

    @property
    def headline(self) -> str:
        """The state and what is missing, in one line; empty for a complete run."""
        return "" if self.is_complete else f"{self.state}: {self.words}"

    def _named(self, addresses: Iterable[str]) -> str:
        """Name columns with the reasons why they were not available."""
        return _listed([f"{each} ({self.reasons[each]})" if each in self.reasons else each for each in addresses])


@dataclass(frozen=True, kw_only=True)
class IncompleteRun:
    """What an incomplete run lacks, in JSON documents."""

    run: str
    """Id of the run."""
    state: State
    words: str
    """What is missing, in one line."""
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Address -> selected checks without a result."""


def assess(run: Run) -> Completeness:
    """Compare the results of a run with its plan."""
    absent = {each.address: each.reason[:_REASON] for each in run.unavailable}
    held = _held(run)
    plan = selected_cells(run)
    cells = {} if run.complete and not plan else _without_result(run, plan, absent)
    ungathered = _ungathered(run, absent, held, plan)
    required = tuple(
        each.address
        for each in run.browsers
        if each.required and (each.address in ungathered or (each.address in absent and each.address not in held))
    )
    shards = tuple(dict.fromkeys(_part(each.name, each.run) for each in run.parts if not each.complete))
    empty = not run.results and not run.evidence
    lacking = not run.complete or cells or ungathered or required or shards
    unavailable = tuple(each.address for each in run.browsers) if empty else ()
    unavailable = unavailable if all(each in absent for each in unavailable) else ()
    return Completeness(
        state=State.EMPTY if empty else State.INCOMPLETE if lacking else State.COMPLETE,
        interrupted=not run.complete and not shards,
        shards=shards,
        ungathered=ungathered,
        required=required,
        unavailable=unavailable,
        cells=cells,
        selected=sum(len(checks) for address, checks in plan.items() if not _is_absent(address, absent)),
        reasons={each: absent[each] for each in (*required, *unavailable) if each in absent},
    )


def selected_cells(run: Run) -> dict[str, frozenset[str]]:
    """Return the checks that the run selected in each column, by address.

    A run of a matrix without a plan is treated as if it had selected all its checks in all its columns. Baselines,
    imported runs and observations saved by hand select nothing, so nothing of them is missing.
    """
    if not run.selected:
        absent = {each.address for each in run.unavailable}
        columns = _held(run) | {each.address for each in run.browsers if each.address not in absent}
        return {address: _of_older(run, address) for address in sorted(columns)} if run.matrix_digest else {}
    found: dict[str, frozenset[str]] = {}
    for each in run.selected:
        checks = frozenset(each.checks)
        for address in each.browsers:
            found[address] = found.get(address, frozenset()) | checks
    return found


def selected_at(run: Run, address: str) -> frozenset[str]:
    """Return the checks that the run selected in one column; see ``selected_cells``."""
    if not run.selected:
        return _of_older(run, address) if run.matrix_digest else frozenset()
    return frozenset(check for each in run.selected if address in each.browsers for check in each.checks)


def selections(cells: Mapping[str, Iterable[str]]) -> tuple[Selection, ...]:
    """Group columns with the same selected checks, in the given order."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for address, checks in cells.items():
        alike.setdefault(tuple(sorted(checks)), []).append(address)
    return tuple(Selection(browsers=tuple(browsers), checks=checks) for checks, browsers in alike.items() if checks)


def _of_older(run: Run, address: str) -> frozenset[str]:
    """Return the assumed selection of a run without a plan: its checks of one browser, or of a pair."""
    return frozenset(each.id for each in run.checks if (each.peers > 1) == is_pair(address))


def _held(run: Run) -> frozenset[str]:
    """Return the columns with evidence or results."""
    found = {each.address for each in run.provenances} | {each.browser for each in run.evidence}
    return frozenset(found | {each.browser for each in run.results})


def _without_result(
    run: Run, plan: Mapping[str, frozenset[str]], absent: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the selected cells without a result, in the available columns."""
    judged: dict[str, set[str]] = {}
    for each in run.results:
        judged.setdefault(each.browser, set()).add(each.check)
    lacking = {
        address: tuple(sorted(checks - judged.get(address, set())))
        for address, checks in plan.items()
        if not _is_absent(address, absent)
    }
    return {address: checks for address, checks in lacking.items() if checks}


def _is_absent(address: str, absent: Mapping[str, str]) -> bool:
    """Whether a browser, or either side of a pair, is not available."""
    return any(side in absent for side in sides_of(address))


def _ungathered(
    run: Run, absent: Mapping[str, str], held: frozenset[str], plan: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Return the columns of a merged run that no shard gathered or reported as not available."""
    if not run.parts:
        return ()
    taken = {side for address in (*held, *plan) for side in sides_of(address)} | absent.keys()
    return tuple(each.address for each in run.browsers if each.address not in taken)


def _part(name: str, run: str) -> str:
    return name if name == run else f"{name} (run {run})"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def _listed(names: Iterable[str]) -> str:
    told = list(names)
    return ", ".join(told[:_NAMED]) + (f" and {len(told) - _NAMED} more" if len(told) > _NAMED else "")
