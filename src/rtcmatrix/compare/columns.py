"""Columns: the results and evidence of one browser in one run, and which columns are compared. Pure."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import count_facts
from rtcmatrix.compare.noise import QUIET, Noise, noise_of
from rtcmatrix.model import BrowserSpec, Check, Evidence, Provenance, Result, Run, is_pair, sides_of
from rtcmatrix.runs.completeness import selected_at
from rtcmatrix.runs.pairs import provenance_at, spec_at
from rtcmatrix.runs.platforms import Platform

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_IMPORTED = frozenset({"saved", "wptreport"})
"""Providers of imported columns, whose browser was not launched by rtcmatrix."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One browser of one run, or one pair of browsers in a call."""

    run: Run
    address: str

    @functools.cached_property
    def spec(self) -> BrowserSpec | None:
        """The requested browser."""
        return spec_at(self.run, self.address)

    @functools.cached_property
    def provenance(self) -> Provenance | None:
        """The launched browser; None if it was not launched."""
        return provenance_at(self.run, self.address)

    @functools.cached_property
    def checks(self) -> dict[str, Check]:
        """The checks for one browser, or for a pair, and all with a result, by id."""
        paired = is_pair(self.address)
        return {each.id: each for each in self.run.checks if (each.peers > 1) == paired or each.id in self.results}

    @functools.cached_property
    def checks_of(self) -> dict[str, list[Check]]:
        """The checks of each probe."""
        found: dict[str, list[Check]] = {}
        for each in self.checks.values():
            found.setdefault(each.probe, []).append(each)
        return found

    @functools.cached_property
    def evidence(self) -> dict[str, Evidence]:
        """The first repeat of each probe."""
        return {probe: repeats[0] for probe, repeats in self.repeats.items()}

    def evidence_of(self, check: str) -> Evidence | None:
        """Return the first repeat of the probe of a check; None without evidence."""
        known = self.checks.get(check)
        return self.evidence.get(known.probe) if known else None

    @functools.cached_property
    def repeats(self) -> dict[str, tuple[Evidence, ...]]:
        """All repeats of each probe, in order."""
        gathered: dict[str, list[Evidence]] = {}
        for each in self.run.evidence:
            if each.browser == self.address:
                gathered.setdefault(each.probe, []).append(each)
        return {probe: tuple(sorted(every, key=lambda one: one.repeat)) for probe, every in gathered.items()}

    @functools.cached_property
    def observed(self) -> dict[str, Evidence]:
        """The first finished repeat of each probe, else the first: its facts are compared."""
        return {
            probe: next((each for each in every if each.facts is not None), every[0])
            for probe, every in self.repeats.items()
        }

    @functools.cached_property
    def noise(self) -> dict[str, Noise]:
        """The noise of each probe with repeats."""
        return {probe: noise_of(every) for probe, every in self.repeats.items() if len(every) > 1}

    def noise_in(self, probe: str) -> Noise:
        """Return the noise of a probe; none if it was gathered once."""
        return self.noise.get(probe, QUIET)

    @functools.cached_property
    def fact_count(self) -> int:
        """The number of observed facts."""
        return sum(count_facts(each.facts) for each in self.observed.values() if each.facts)

    @functools.cached_property
    def results(self) -> dict[str, Result]:
        """The results by check id."""
        return {each.check: each for each in self.run.results if each.browser == self.address}

    @functools.cached_property
    def selected(self) -> frozenset[str]:
        """The checks that the run selected for the column: one without a result is missing."""
        return selected_at(self.run, self.address)


def columns_of(run: Run) -> list[Column]:
    """Return the browsers with evidence or results, in the order of the matrix."""
    return [column for column in every_column(run) if not is_pair(column.address)]


def calls_of(run: Run) -> list[Column]:
    """Return the pairs, by offerer and answerer in the order of the matrix."""
    places = {spec.address: place for place, spec in enumerate(run.browsers)}
    pairs = [column for column in every_column(run) if is_pair(column.address)]
    return sorted(pairs, key=lambda pair: [places.get(side, len(places)) for side in sides_of(pair.address)])


def every_column(run: Run) -> list[Column]:
    """Return all columns with evidence or results: browsers in the order of the matrix, then pairs."""
    asked = [spec.address for spec in run.browsers]
    held = {each.address for each in run.provenances} | {each.browser for each in run.evidence}
    held |= {each.browser for each in run.results}
    ordered = [address for address in dict.fromkeys(asked) if address in held]
    return [Column(run=run, address=address) for address in (*ordered, *sorted(held - set(asked)))]


def pair_columns(before: Run, after: Run) -> list[tuple[Column, Column]]:
    """Pair the columns of the same browser in two runs, in the order of the first run."""
    columns = every_column(before)
    places = {column.address: place for place, column in enumerate(columns)}
    return sorted(counterparts(columns, every_column(after)), key=lambda pair: places[pair[0].address])


def counterparts(before: Sequence[Column], after: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Pair each column with the one of the same address, in the order of ``after``.

    The address of an imported column contains the version, so it changes with every version. Such columns are paired
    by brand, channel and operating system, if exactly one on each side has them.
    """
    held, found = ({column.address for column in each} for each in (before, after))
    lines = _lines(column for column in before if column.address not in found)
    next_lines = _lines(column for column in after if column.address not in held)
    earlier = {column.address: column for column in before}
    for line, mine in lines.items():
        if len(mine) == 1 and len(next_lines.get(line, ())) == 1:
            earlier[next_lines[line][0].address] = mine[0]
    return [(earlier[column.address], column) for column in after if column.address in earlier]


def _lines(columns: Iterable[Column]) -> dict[tuple[str, str, str | None, str], list[Column]]:
    """Group imported columns by provider, brand, channel and operating system."""
    found: dict[tuple[str, str, str | None, str], list[Column]] = {}
    for column in columns:
        known = column.provenance
        if known is not None and known.provider in _IMPORTED:
            line = known.provider, known.brand, known.channel, Platform.read(known.platform).system
            found.setdefault(line, []).append(column)
    return found


def chosen_pairs(run: Run) -> list[tuple[Column, Column]]:
    """Return the pairs that the matrix compares; without any, the first column with each other one."""
    columns = {column.address: column for column in columns_of(run)}
    if run.compare:
        wanted = [pair for pair in run.compare if pair[0] in columns and pair[1] in columns]
    else:
        wanted = [(next(iter(columns)), other) for other in list(columns)[1:]]
    return [(columns[one], columns[other]) for one, other in dict.fromkeys(wanted)]
