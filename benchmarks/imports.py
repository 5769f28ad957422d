"""Measure time and memory of import, JUnit XML and Markdown for a large ``wptreport.json``.

``python benchmarks/imports.py [--results 98000] [--failing 0.3]`` writes a report with that many tests and subtests,
runs the three commands and prints seconds and megabytes of each. The same number generates the same file.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_SUBTESTS = 13
_SUITES = ("webrtc", "css/css-grid", "mediacapture-streams", "webcodecs", "html/semantics/embedded-content")


def made_up(results: int, failing: float, *, product: str = "chrome") -> dict[str, Any]:
    """Generate a report with ``results`` tests and subtests; the fraction ``failing`` of them fails."""
    chosen = random.Random(results)  # noqa: S311 - reproducible, not for security
    pages = -(-results // (_SUBTESTS + 1))
    return {
        "run_info": {"product": product, "browser_version": "156.0.8078.79", "os": "linux", "os_version": "22.04"},
        "time_start": 1_767_323_045_000,
        "results": [
            _page(page, min(_SUBTESTS, results - 1 - page * (_SUBTESTS + 1)), failing, chosen) for page in range(pages)
        ],
        "time_end": 1_767_326_645_000,
    }


def _page(page: int, subtests: int, failing: float, chosen: random.Random) -> dict[str, Any]:
    return {
        "test": f"/{_SUITES[page % len(_SUITES)]}/a-rather-long-name-of-a-page-as-they-are-{page // 7}/{page}.html",
        "status": "OK",
        "message": None,
        "duration": 20 + page % 900,
        "subtests": [_subtest(each, failing, chosen) for each in range(subtests)],
    }


def _subtest(number: int, failing: float, chosen: random.Random) -> dict[str, Any]:
    fails = chosen.random() < failing
    return {
        # Names repeat within a page, as in real reports
        "name": f"the attribute is reflected as an enumerated value of the element {number // 2}",
        "status": "FAIL" if fails else "PASS",
        "message": f"assert_equals: value {number} expected 1 but got 2" if fails else None,
    }


def _measured(arguments: list[str]) -> tuple[float, float, float]:
    """Run a command in its own process; return seconds, processor seconds and megabytes."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(arguments, sender))
    process.start()
    code, seconds, busy, kilobytes = receiver.recv()
    process.join()
    if code:
        sys.exit(f"rtcmatrix {' '.join(arguments)} exits {code}")
    return seconds, busy, kilobytes / 1_000


def _run(arguments: list[str], sender: Any) -> None:
    from rtcmatrix.cli import main  # noqa: PLC0415 - part of what is measured

    begun = time.monotonic()
    code = main(arguments)
    sender.send(
        (code, time.monotonic() - begun, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    )


def main() -> None:
    """Measure each command once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=int, default=98_000)
    parser.add_argument("--failing", type=float, default=0.3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, run = folder / "wptreport.json", str(folder / "run")
        report.write_text(json.dumps(made_up(asked.results, asked.failing)), encoding="utf-8")
        print(f"{asked.results:,} results, {report.stat().st_size / 1e6:.1f} MB")
        for what, arguments in (
            ("import", ["import", str(report), "--out", run]),
            ("junit", ["report", run, "--format", "junit", "--out", str(folder / "junit.xml")]),
            ("markdown", ["report", run, "--format", "markdown", "--out", str(folder / "summary.md")]),
        ):
            seconds, busy, megabytes = _measured(arguments)
            print(f"{what:10} {seconds:6.1f} s, processor {busy:6.1f} s, {megabytes:7.0f} MB")


if __name__ == "__main__":
    main()
