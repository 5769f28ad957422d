"""Measure false alarms and missed changes in synthetic histories with known flake rates; print tables of docs/noise.md.

.venv/bin/python benchmarks/histories.py [HISTORIES]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from synthetic_histories import DIP, EACH, FLAKE_RATES, measured, measured_metrics

REPEATS = (1, 2, 3, 5, 10, 20)
METRIC_REPEATS = (5, 8, 10, 15, 20)
SHIFTS = (0.15, 0.30, 0.50)


def main() -> None:
    """Measure and print all tables."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    figures = [measured(repeats, histories) for repeats in REPEATS]
    print(f"{histories} histories; {histories * EACH} facts and as many checks in each cell\n")
    for title, shares in (
        ("Facts that stayed and raised an alarm", [each.fact_alarms for each in figures]),
        ("Facts that changed and were found", [each.facts_found for each in figures]),
        ("Facts that changed and were found, or named as noise that moved", [each.facts_named for each in figures]),
        ("Facts that stayed and were named as noise that moved", [each.facts_misnamed for each in figures]),
        ("Checks that stayed and raised an alarm", [each.status_alarms for each in figures]),
        ("Checks that changed and were found", [each.statuses_found for each in figures]),
    ):
        header = [f"flakes {percent(rate)}" if rate else "never flakes" for rate in FLAKE_RATES]
        rows = [[percent(share[rate]) for rate in FLAKE_RATES] for share in shares]
        table(title, REPEATS, header, rows)
    for title, stay, dip in (
        ("One metric alone", 0, 0.0),
        ("One metric that moves among 20", 19, 0.0),
        (f"The same, where {percent(DIP)} of all values drop to half", 19, DIP),
    ):
        rows = [metrics(repeats, histories, stay, dip) for repeats in METRIC_REPEATS]
        table(title, METRIC_REPEATS, [*(f"{percent(shift)} up, found" for shift in SHIFTS), "false alarm"], rows)


def metrics(repeats: int, histories: int, stay: int, dip: float) -> list[str]:
    """Return how often each shift is detected, and how often an unchanged metric raises an alarm."""
    found = [measured_metrics(repeats, histories, stay=stay, shift=shift, dip=dip).found for shift in SHIFTS]
    still = measured_metrics(repeats, histories, stay=stay, shift=0.0, dip=dip)
    return [*map(percent, found), percent(max(still.found, still.alarmed))]


def table(title: str, repeats: Sequence[int], header: list[str], rows: list[list[str]]) -> None:
    """Print one table."""
    print(f"{title}:\n\n| repeats of each side | {' | '.join(header)} |\n{'|---' * (len(header) + 1)}|")
    for count, row in zip(repeats, rows, strict=True):
        print(f"| {count} | {' | '.join(row)} |")
    print(flush=True)


def percent(share: float) -> str:
    """Format a fraction as a percentage."""
    return f"{share * 100:.3g} %"


if __name__ == "__main__":
    main()
