"""Every check of the suites, judged against observations that pass and observations that fail.

Samples are kept per probe, ``samples/<probe>.json``::

    {"pass": {recorded facts}, "fail": {"<check id>": {"<dotted path in the facts>": value}}}

The recorded facts must pass every check of the probe; each set of changes must make exactly its own check fail.
``metrics`` and ``notes`` may stand next to them for checks that read those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_samples import CHECKS, IDS, PROBES, SAMPLES, CheckFunction, change, judge, read_sample

from rtcmatrix.model import Check


@pytest.mark.parametrize(("check", "function"), CHECKS, ids=IDS)
def test_recorded_observations_pass(check: Check, function: CheckFunction) -> None:
    sample = read_sample(check.probe)
    assert judge(function, sample, sample["pass"])


@pytest.mark.parametrize(("check", "function"), CHECKS, ids=IDS)
def test_wrong_observations_fail_this_check_alone(check: Check, function: CheckFunction) -> None:
    sample = read_sample(check.probe)
    assert check.id in sample["fail"], f"no failing sample for {check.id} in {check.probe}'s samples"
    facts = change(sample["pass"], sample["fail"][check.id])
    failed = [other.id for other, judged in CHECKS if other.probe == check.probe and not judge(judged, sample, facts)]
    assert failed == [check.id]


def test_no_sample_is_left_over() -> None:
    probes = {check.probe for check, _ in CHECKS}
    kept = {file.relative_to(SAMPLES).with_suffix(".js").as_posix() for file in SAMPLES.rglob("*.json")}
    assert kept - probes == set()
    for probe in sorted(kept):
        assert set(read_sample(probe)["fail"]) <= set(IDS)


def test_every_probe_is_judged_by_some_check() -> None:
    # A run gathers what its checks rest on: a probe that none names would never be gathered
    probes = {file.relative_to(PROBES).as_posix() for file in PROBES.rglob("*.js")}
    assert probes - {check.probe for check, _ in CHECKS} == set()


def test_every_check_says_why_a_product_would_care() -> None:
    assert [check.id for check, _ in CHECKS if len(check.why) < 20] == []


def test_titles_are_unique() -> None:
    titles = [check.title for check, _ in CHECKS]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_checks_name_the_section_of_a_specification() -> None:
    without = [check.id for check, _ in CHECKS if not check.spec.startswith("https://") or "#" not in check.spec]
    assert without == []


SPECIFIED_KEYS = frozenset({"audio_capture", "video_capture"})
"""Names that a probe passes to an API and that are keys of its facts."""


def keys_of(value: Any) -> Iterator[str]:
    """Give every key of nested facts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.mark.parametrize("file", sorted(SAMPLES.rglob("*.json")), ids=lambda file: file.relative_to(SAMPLES).as_posix())
def test_fact_keys_are_camel_case(file: Path) -> None:
    facts = json.loads(file.read_text(encoding="utf-8"))["pass"]
    snake_case = {key for key in keys_of(facts) if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", key)}
    assert snake_case - SPECIFIED_KEYS == set(), "fact keys are written as the specification does: camelCase"
