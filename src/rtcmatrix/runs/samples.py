"""Find evidence that is the same sample in two runs because one reused it: it is no further repeat. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from rtcmatrix.model import Evidence, Result, Run

_Key = tuple[str, str, float]


def further_samples(earlier: Iterable[Evidence], evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that is not the same sample as one of the earlier."""
    held = list(earlier)
    return tuple(each for each in evidence if not any(_is_same(one, each) for one in held))


def distinct_samples(runs: Sequence[Run]) -> list[Run]:
    """Return the runs, each sample only in one: in the run that gathered it, else in the first that reused it.

    A result loses the repeats that judge a removed sample, and is removed with the last of them.
    """
    held = {_key(each) for run in runs for each in run.evidence if each.reused_from is None}
    kept = []
    for run in runs:
        removed: set[int] = set()
        for each in run.evidence:
            if each.reused_from is not None:
                removed |= {id(each)} if _key(each) in held else set()
                held.add(_key(each))
        kept.append(_without(run, removed) if removed else run)
    return kept


def _without(run: Run, removed: set[int]) -> Run:
    """Remove evidence by its identity, and what was judged on it."""
    judged: dict[tuple[str, str], list[Evidence]] = {}
    for each in sorted(run.evidence, key=lambda each: each.repeat):
        judged.setdefault((each.browser, each.probe), []).append(each)
    probes = {check.id: check.probe for check in run.checks}
    results = (
        _by_others(each, [id(one) in removed for one in judged.get((each.browser, probes.get(each.check, "")), ())])
        for each in run.results
    )
    return dataclasses.replace(
        run,
        evidence=tuple(each for each in run.evidence if id(each) not in removed),
        results=tuple(each for each in results if each is not None),
    )


def _by_others(result: Result, removed: Sequence[bool]) -> Result | None:
    """Return a result without the repeats that are removed; None if all are."""
    if not any(removed):
        return result
    statuses = [each for each, is_removed in zip(result.repeats, removed, strict=False) if not is_removed]
    if all(removed) or not statuses:
        return None
    if len(statuses) == 1:
        return dataclasses.replace(result, status=statuses[0], repeats=())
    return dataclasses.replace(result, repeats=tuple(statuses))


def _is_same(one: Evidence, other: Evidence) -> bool:
    """Return whether two evidences were gathered once, and one run or both reused that."""
    return (one.reused_from is not None or other.reused_from is not None) and _key(one) == _key(other)


def _key(evidence: Evidence) -> _Key:
    """Identify a sample: merged runs have ids of their own, so by its time in milliseconds and its duration."""
    return evidence.probe, evidence.started_at, evidence.duration
