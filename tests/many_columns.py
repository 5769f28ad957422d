"""A synthetic run over many columns: made up by a generator, deterministic, recorded nowhere.

The sizes and the manner of the facts are those of real runs: settings, lists of codecs with their lines, errors by
name, booleans. Columns come in the four channels of Chrome and Edge, Firefox, and pinned Chromiums; versions change a
few facts, brands many.
"""

from __future__ import annotations

import random
from typing import Any

from rtcmatrix.model import BrowserSpec, Check, Evidence, Json, Provenance, Result, Run, Status

AREAS = ("codecs", "datachannel", "devices", "getdisplaymedia", "getusermedia", "ice", "recording", "stats")
CHANNELS = ("stable", "beta", "dev", "canary")
WIDTH = 40
"""Facts of one probe."""


def many_columns(columns: int = 20, facts: int = 3_000, repeats: int = 1, seed: int = 7) -> Run:
    """Make up a run with so many columns and so many facts in each; a column's repeats flake in one fact in 200."""
    specs = _specs(columns)
    probes = [f"{AREAS[at % len(AREAS)]}/probe_{at:03}.js" for at in range(max(1, facts // WIDTH))]
    checks = tuple(
        Check(id=f"{probe.removesuffix('.js')}_{which}", title=f"Something about {probe}, {which}", probe=probe,
              spec="https://w3c.github.io/webrtc-pc/", version="1")
        for probe in probes
        for which in ("works", "is_told")
    )  # fmt: skip
    widths = [facts // len(probes) + (at < facts % len(probes)) for at in range(len(probes))]
    evidence, results = [], []
    for spec, launched in specs:
        for probe, width in zip(probes, widths, strict=True):
            for repeat in range(repeats):
                made = _facts(probe, width, launched, random.Random(f"{seed} {probe} {spec.address} {repeat}"))
                evidence.append(Evidence(probe=probe, browser=spec.address, facts=made, repeat=repeat, duration=0.3))
        results += [_result(check, spec.address, launched, seed) for check in checks]
    return Run(
        id=f"2026-01-02T03-04-05Z-{columns:02}by{facts}", format=1, tool="rtcmatrix (synthetic)",
        started_at="2026-01-02T03:04:05Z", finished_at="2026-01-02T04:04:05Z", complete=True,
        browsers=tuple(spec for spec, _ in specs), provenances=tuple(launched for _, launched in specs),
        checks=checks, evidence=tuple(evidence), results=tuple(results),
    )  # fmt: skip


def _specs(columns: int) -> list[tuple[BrowserSpec, Provenance]]:
    """Make up who takes part, the usual ones first."""
    wanted = [("chrome", "Chrome", each, 156 + at) for at, each in enumerate(CHANNELS)]
    wanted += [("edge", "Microsoft Edge", each, 156 + at) for at, each in enumerate(CHANNELS)]
    wanted += [("firefox", "Mozilla Firefox", "esr", 153), ("firefox", "Mozilla Firefox", "stable", 158)]
    wanted += [("chromium", "Chromium", str(155 - at), 155 - at) for at in range(max(0, columns - len(wanted)))]
    return [_column(*each) for each in wanted[:columns]]


def _column(name: str, brand: str, selector: str, major: int) -> tuple[BrowserSpec, Provenance]:
    channel = None if selector.isdigit() else selector
    spec = BrowserSpec(name=name, selector=selector, channel=channel, version=None if channel else selector)
    launched = Provenance(
        address=spec.address, brand=brand, channel=channel, version=f"{major}.0.{major * 50}.{major % 90}",
        provider="synthetic", driver="none", platform="linux x86_64", devices="browser's fake devices",
    )  # fmt: skip
    return spec, launched


def _facts(probe: str, width: int, launched: Provenance, chance: random.Random) -> dict[str, Json]:
    """Make up one probe's facts: the same for all, but for what the brand, the version and chance change."""
    family = "firefox" if "Firefox" in launched.brand else "chromium"
    major = int(launched.version.split(".")[0])
    made: dict[str, dict[str, Json]] = {"settings": {}, "outcome": {}, "capabilities": {}}
    groups = list(made.values())
    for at in range(width):
        fixed = random.Random(f"{probe} {at}")
        by_family = fixed.random() < 0.15
        since = fixed.randint(140, 160) if fixed.random() < 0.05 else 0
        variant = (family == "firefox") * by_family * 2 + (major >= since > 0)
        if chance.random() < 0.005 and fixed.random() < 0.1:
            variant += 4
        groups[at % 3][f"{fixed.choice(('width', 'codecs', 'error', 'state', 'supported'))}_{at}"] = _value(
            fixed, variant
        )
    return dict(made)


def _value(fixed: random.Random, variant: int) -> Any:
    """Make up a value that is another one for each variant."""
    sort = fixed.randrange(6)
    if sort == 0:
        line = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e0"
        return [
            {"mimeType": f"video/{name}", "clockRate": 90000, "sdpFmtpLine": f"{line}{variant + at}"}
            for at, name in enumerate(("VP8", "VP9", "H264", "AV1", "rtx")[: fixed.randint(2, 5)])
        ]
    if sort == 1:
        return {
            "ok": variant % 2 == 1,
            "error": {"name": f"{fixed.choice(('Type', 'NotAllowed'))}Error{variant or ''}"},
        }
    if sort == 2:
        return variant % 2 == 0 if variant < 2 else variant
    return fixed.choice([640, 480, 30, 0.5]) + variant if sort == 3 else f"state {fixed.randrange(9)}, {variant}"


def _result(check: Check, address: str, launched: Provenance, seed: int) -> Result:
    """Make up what a check said: mostly what it says everywhere."""
    fixed = random.Random(f"{seed} {check.id}")
    fails = fixed.random() < 0.08 and "Firefox" in launched.brand
    status = Status.FAIL if fails else Status.PASS
    return Result(check=check.id, browser=address, status=status, message="assert False is True" if fails else None)
