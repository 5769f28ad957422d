"""Made-up runs that lack something, for tests: cut from the made-up run of three browsers."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from made_up_run import ESR, three_browsers

from rtcmatrix.model import Part, Run
from rtcmatrix.runs.completeness import selections

WHOLE = dataclasses.replace(three_browsers(), matrix_digest="d1", unavailable=(), compare=())
ADDRESSES = tuple(each.address for each in WHOLE.provenances)
IDS = tuple(each.id for each in WHOLE.checks)
MERGED = (Part(run="a", name="shard-a", complete=True), Part(run="b", name="shard-b", complete=True))


def planned(*checks: str, browsers: Collection[str] = ADDRESSES) -> Run:
    """Make a complete run of some checks, or all, in some browsers, as ``-k`` and ``--browsers`` do."""
    chosen = checks or IDS
    probes = {each.probe for each in WHOLE.checks if each.id in chosen}
    return dataclasses.replace(
        WHOLE,
        browsers=tuple(each for each in WHOLE.browsers if each.address in browsers),
        provenances=tuple(each for each in WHOLE.provenances if each.address in browsers),
        checks=tuple(each for each in WHOLE.checks if each.id in chosen),
        evidence=tuple(each for each in WHOLE.evidence if each.probe in probes and each.browser in browsers),
        results=tuple(each for each in WHOLE.results if each.check in chosen and each.browser in browsers),
        selected=selections(dict.fromkeys(browsers, chosen)),
    )


def without(run: Run, address: str, *checks: str) -> Run:
    """Take away results and evidence of some checks of a column; what was selected stays."""
    probes = {each.probe for each in run.checks if each.id in checks}
    return dataclasses.replace(
        run,
        evidence=tuple(each for each in run.evidence if (each.browser, each.probe in probes) != (address, True)),
        results=tuple(each for each in run.results if (each.browser, each.check in checks) != (address, True)),
    )


def interrupted() -> Run:
    """Make a run that was interrupted in its last browser, with three results of it."""
    return dataclasses.replace(without(planned(), ESR, *IDS[3:]), complete=False)


def nothing(*, complete: bool = False) -> Run:
    """Make a run that came to nothing at all."""
    return dataclasses.replace(planned(), complete=complete, provenances=(), checks=(), evidence=(), results=())


def requiring(run: Run, address: str = ESR) -> Run:
    """Make a matrix require a browser."""
    specs = tuple(dataclasses.replace(each, required=each.address == address) for each in run.browsers)
    return dataclasses.replace(run, browsers=specs)


def one_shard() -> Run:
    """Make a merged run of which the shard with Firefox is missing."""
    held = planned(browsers=ADDRESSES[:2])
    return dataclasses.replace(held, browsers=planned().browsers, parts=MERGED)
