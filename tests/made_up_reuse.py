"""A made-up run all of whose evidence can be reused, and what would gather today."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Provenance,
    Result,
    Run,
    Status,
)
from rtcmatrix.runs.reuse import ColumnReuse, Now, Recorded

STABLE, CANARY = "chrome:stable", "chrome:canary"
PAIR = f"{STABLE}+{CANARY}"
PROBES = {"codecs/one.js": ("codecs/a", "codecs/b"), "stats/two.js": ("stats/c",)}
CALL = "calls/call.js"
GATHERED = datetime(2026, 11, 29, 3, 4, 5, 678_000, tzinfo=UTC)
NOW = Now(
    probes={**dict.fromkeys(PROBES, "p1"), CALL: "p1"},
    tool="t1",
    time=GATHERED + timedelta(days=1),
    max_age=timedelta(days=7),
)


def launch(address: str, **more: Any) -> Provenance:
    made = Provenance(
        address=address,
        brand="Google Chrome",
        channel=address.partition(":")[2].partition("@")[0],
        version="149.0.7827.9",
        provider="selenium_manager",
        driver="chromedriver 149.0.7827.9",
        user_agent="Mozilla/5.0",
        platform="linux x86_64",
        flags=("--mute-audio", "--lang=de"),
        prefs={"media.x": True},
        devices="browser's fake devices",
        capabilities={"strictFileInteractability": False, "timeouts": {"script": 30000}},
        binary="b1",
        machine="Debian GNU/Linux 12 (bookworm), 4 cores, setup s1",
    )
    return dataclasses.replace(made, **more)


def gathered(probe: str, address: str, **more: Any) -> Evidence:
    made = Evidence(
        probe=probe,
        browser=address,
        facts={"x": 1},
        metrics={"fps": 30.0},
        started_at=GATHERED.isoformat(timespec="milliseconds"),
        duration=1.5,
        probe_version="p1",
        tool_revision="t1",
    )
    return dataclasses.replace(made, **more)


def recorded_run(**more: Any) -> Run:
    """Make up the run of the night before."""
    cells = [(probe, address, checks) for address in (STABLE, CANARY) for probe, checks in PROBES.items()]
    cells.append((CALL, PAIR, ("calls/d",)))
    made = Run(
        id="2026-11-29T03-00-00Z-ab12",
        format=1,
        tool="rtcmatrix 0.1.0",
        started_at="2026-11-29T03:00:00+00:00",
        complete=True,
        matrix_digest="m1",
        host="linux x86_64, 4 cores",
        browsers=tuple(
            BrowserSpec(name="chrome", selector=each.partition(":")[2], channel=each.partition(":")[2])
            for each in (STABLE, CANARY)
        ),
        provenances=(launch(STABLE), launch(CANARY)),
        checks=tuple(
            Check(id=check, title=check, probe=probe, spec="", version="v1", peers=2 if probe == CALL else 1)
            for probe, checks in {**PROBES, CALL: ("calls/d",)}.items()
            for check in checks
        ),
        evidence=tuple(gathered(probe, address) for probe, address, _ in cells),
        results=tuple(
            Result(check=check, browser=address, status=Status.PASS) for _, address, checks in cells for check in checks
        ),
    )
    return dataclasses.replace(made, **more)


def with_evidence(run: Run, probe: str, address: str, **more: Any) -> Run:
    """Return the run with other evidence of one probe in one column."""
    changed = (
        dataclasses.replace(each, **more) if (each.probe, each.browser) == (probe, address) else each
        for each in run.evidence
    )
    return dataclasses.replace(run, evidence=tuple(changed))


def with_result(run: Run, check: str, address: str, **more: Any) -> Run:
    """Return the run with another result of one check in one column."""
    changed = (
        dataclasses.replace(each, **more) if (each.check, each.browser) == (check, address) else each
        for each in run.results
    )
    return dataclasses.replace(run, results=tuple(changed))


def decided(run: Run, address: str = STABLE, *, now: Now = NOW, **launched: Provenance) -> ColumnReuse:
    """Decide about a column; ``stable`` and ``canary`` are what was launched today, if not the same."""
    today = {STABLE: launched.get("stable", launch(STABLE)), CANARY: launched.get("canary", launch(CANARY))}
    return Recorded(run).decide(address, [CALL] if address == PAIR else list(PROBES), today, now)
