"""Merge shards of one matrix (by browser, suite or machine) into one run. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import BrowserSpec, Check, Evidence, Provenance, Result, Reuse, Run, Unavailable
from rtcmatrix.runs import merge_rules
from rtcmatrix.runs.completeness import selected_cells, selections
from rtcmatrix.runs.launched import launched_alike
from rtcmatrix.runs.layout import Layout, ordered, pairs
from rtcmatrix.runs.parts import parts_of, unknown_columns
from rtcmatrix.runs.platforms import PlatformNames, name_columns, renamed
from rtcmatrix.runs.repeats import as_repeat, merge_repeats
from rtcmatrix.runs.replay import add
from rtcmatrix.runs.samples import distinct_samples

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Shard:
    """One of the runs to merge."""

    name: str
    """Its path on the command line, for messages."""
    run: Run


def artifact_path(place: int, path: str) -> str:
    """Return the path of an artifact of shard ``place`` (from 0), because paths of shards may be equal."""
    return f"artifacts/{place + 1}/{path.removeprefix('artifacts/')}"


def in_order(shards: Iterable[Shard]) -> list[Shard]:
    """Sort runs by start time, so that the result does not depend on the order of arguments."""
    return sorted(shards, key=lambda shard: (shard.run.started_at, shard.run.id))


def merge_runs(
    shards: Sequence[Shard], *, run_id: str, tool: str, layout: Layout, platforms: bool = False, repeats: bool = False
) -> Run:
    """Merge sorted runs into one.

    ``platforms`` names every column with its platform, ``repeats`` merges the same cell of several runs as repeats.
    Raises ConfigurationError with the names of runs that cannot be merged.
    """
    merge_rules.refuse_unrelated_runs([(shard.name, shard.run) for shard in shards])
    if repeats:
        runs = distinct_samples([shard.run for shard in shards])
        shards = [dataclasses.replace(shard, run=run) for shard, run in zip(shards, runs, strict=True)]
    names = name_columns([shard.run for shard in shards], always=platforms)
    merged = _Merged(shards, names, repeats=repeats)
    first = shards[0].run
    specs = ordered(
        [*merged.specs(), *unknown_columns([shard.run for shard in shards], layout.browsers)], layout, names
    )
    revisions = {shard.run.revision for shard in shards}
    timing = first.timing
    for shard in shards[1:]:
        timing = add(timing, shard.run.timing)
    head = Run(
        id=run_id,
        format=first.format,
        tool=tool,
        started_at=first.started_at,
        finished_at=_latest(shard.run.finished_at for shard in shards),
        complete=all(shard.run.complete for shard in shards),
        revision=revisions.pop() if len(revisions) == 1 else None,
        matrix_digest=first.matrix_digest,
        host="; ".join(dict.fromkeys(shard.run.host for shard in shards if shard.run.host)),
        browsers=specs,
        compare=pairs([shard.run for shard in shards], layout, names),
        timing=timing,
        confirm=min(shard.run.confirm for shard in shards),
        repeat=(sum if repeats else min)(shard.run.repeat for shard in shards),
        parts=tuple(each for shard in shards for each in parts_of(shard.name, shard.run)),
    )
    return merged.fill(head)


class _Merged:
    """The contents of the shards, under the column names of the merged run."""

    def __init__(self, shards: Sequence[Shard], names: PlatformNames, *, repeats: bool) -> None:
        self._shards = shards
        self._names = names
        self._repeats = repeats

    def specs(self) -> list[BrowserSpec]:
        """Return the requested browsers, each once."""
        specs: dict[str, BrowserSpec] = {}
        for place, shard in enumerate(self._shards):
            for spec in shard.run.browsers:
                name = self._names.of(place, spec.address)
                specs.setdefault(name, renamed(spec, name))
        return list(specs.values())

    def fill(self, head: Run) -> Run:
        """Fill the run with the contents of the shards, in the order of its columns."""
        provenances = self._provenances()
        evidence, results = self._evidence(), self._results()
        absent = self._unavailable()
        held = provenances.keys() | {name for name, _ in evidence}
        checks: dict[str, Check] = {each.id: each for shard in self._shards for each in shard.run.checks}
        places = {spec.address: place for place, spec in enumerate(head.browsers)}

        def by_column(values: Iterable[tuple[str, T]]) -> tuple[T, ...]:
            return tuple(
                value for _, value in sorted(values, key=lambda each: (places.get(each[0], len(places)), each[0]))
            )

        return dataclasses.replace(
            head,
            checks=tuple(checks[key] for key in sorted(checks)),
            provenances=by_column(provenances.items()),
            unavailable=by_column((name, each) for name, each in absent.items() if name not in held),
            starts=self._starts(),
            evidence=by_column((name, each) for (name, _), many in sorted(evidence.items()) for each in many),
            results=by_column((name, each) for (name, _), each in sorted(results.items())),
            selected=selections(dict(by_column((name, (name, each)) for name, each in self._selected().items()))),
            reuse=by_column(self._reuse()),
        )

    def _provenances(self) -> dict[str, Provenance]:
        """Return the provenances; a column of two runs must be the same build with the same launch options."""
        found: dict[str, tuple[str, Provenance]] = {}
        for place, shard in enumerate(self._shards):
            for each in shard.run.provenances:
                name = self._names.of(place, each.address)
                own = dataclasses.replace(each, address=name)
                other_shard, other = found.setdefault(name, (shard.name, own))
                merge_rules.refuse_other_browser(name, (other_shard, other), (shard.name, own))
                found[name] = other_shard, launched_alike(other, own)
        return {name: each for name, (_, each) in found.items()}

    def _unavailable(self) -> dict[str, Unavailable]:
        """Return the columns that were not available in some shard, with all reasons."""
        found: dict[str, Unavailable] = {}
        for place, shard in enumerate(self._shards):
            for each in shard.run.unavailable:
                name = self._names.of(place, each.address)
                reasons = (*(found[name].reasons if name in found else ()), *each.reasons)
                found[name] = Unavailable(address=name, reasons=tuple(dict.fromkeys(reasons)))
        return found

    def _selected(self) -> dict[str, set[str]]:
        """Return the checks that any shard selected in each column."""
        plan: dict[str, set[str]] = {}
        for place, shard in enumerate(self._shards):
            for address, checks in selected_cells(shard.run).items():
                plan.setdefault(self._names.of(place, address), set()).update(checks)
        return plan

    def _reuse(self) -> Iterable[tuple[str, Reuse]]:
        """Yield what the columns of each shard reused."""
        for place, shard in enumerate(self._shards):
            for each in shard.run.reuse:
                name = self._names.of(place, each.browser)
                yield name, dataclasses.replace(each, browser=name)

    def _starts(self) -> dict[str, int]:
        starts: dict[str, int] = {}
        for place, shard in enumerate(self._shards):
            for address, number in shard.run.starts.items():
                name = self._names.of(place, address)
                starts[name] = starts.get(name, 0) + number
        return dict(sorted(starts.items()))

    def _evidence(self) -> dict[tuple[str, str], list[Evidence]]:
        """Return the evidence of each column and probe; of several shards only as repeats."""
        kept: dict[tuple[str, str], list[Evidence]] = {}
        for key, many in self._each(lambda run: run.evidence, lambda each: (each.browser, each.probe)).items():
            self._refuse_twice(key, [place for place, _ in many])
            own = [_kept(each, key[0], place) for place, each in many]
            kept[key] = [as_repeat(each, number) for number, each in enumerate(own)] if self._repeats else own
        return kept

    def _results(self) -> dict[tuple[str, str], Result]:
        """Return the result of each column and check, merged from several shards if it is repeated."""
        kept: dict[tuple[str, str], Result] = {}
        for key, many in self._each(lambda run: run.results, lambda each: (each.browser, each.check)).items():
            self._refuse_twice(key, [place for place, _ in many])
            kept[key] = merge_repeats([dataclasses.replace(each, browser=key[0]) for _, each in many])
        return kept

    def _each(
        self, values: Callable[[Run], Iterable[T]], key_of: Callable[[T], tuple[str, str]]
    ) -> dict[tuple[str, str], list[tuple[int, T]]]:
        """Group values by (column, probe or check), each with the index of its shard."""
        gathered: dict[tuple[str, str], list[tuple[int, T]]] = {}
        for place, shard in enumerate(self._shards):
            for each in values(shard.run):
                address, subject = key_of(each)
                gathered.setdefault((self._names.of(place, address), subject), []).append((place, each))
        return gathered

    def _refuse_twice(self, key: tuple[str, str], places: Sequence[int]) -> None:
        """Raise ConfigurationError for a cell of several shards, unless they are repeats."""
        runs = [self._shards[place].name for place in dict.fromkeys(places)]
        if len(runs) > 1 and not self._repeats:
            raise ConfigurationError(
                f'{key[0]} has "{key[1]}" in "{runs[0]}" and in "{runs[1]}"; expected each once. Where the same was '
                "gathered again, keep both with --as-repeats"
            )


def _kept(evidence: Evidence, name: str, place: int) -> Evidence:
    """Return the evidence with the column name and artifact paths of the merged run."""
    artifacts = tuple(dataclasses.replace(each, path=artifact_path(place, each.path)) for each in evidence.artifacts)
    return dataclasses.replace(evidence, browser=name, artifacts=artifacts)


def _latest(times: Iterable[str | None]) -> str | None:
    """Return the latest time; None if a run has none."""
    known = list(times)
    return None if None in known else max(each for each in known if each)
