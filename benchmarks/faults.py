"""The table of faults: cells lost, cells greener than undisturbed, what is left over, seconds to the end, the message.

    python benchmarks/faults.py [--times 3] [-k WORD] [--part 1/3] [--out TABLE.json]

Each fault of tests/fault_table.py is done to a run of a small project with Chromium. One line is printed for each time.
``--out`` keeps what was observed, so that a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fault_bench import Fault, Observed, missing, observe
from fault_table import FAULTS

HEAD = (
    "| fault | cells lost | greener | processes left | folders left | after the next start | s | exit | message |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def row(fault: Fault, seen: Observed) -> str:
    """Write one time as a row of a Markdown table."""
    message = seen.message.replace("|", "\\|")[:160]
    return (
        f"| {fault.name} | {len(seen.lost)} | {len(seen.greener)} | {seen.processes} | {seen.folders} | {seen.swept} | "
        f"{seen.seconds:g} | {seen.code} | {message} |"
    )


def why_not(fault: Fault) -> str | None:
    """Say why a fault cannot be tried here."""
    lacking = [program for program in fault.needs if missing(program)]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    return "needs root for a mount" if fault.root and os.geteuid() != 0 else None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("-k", dest="word", default="")
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--part", default="1/1", help="this part of the faults, such as 2/3: parts may run side by side"
    )
    given = parser.parse_args()
    part, _, parts = given.part.partition("/")
    kept = json.loads(given.out.read_text()) if given.out and given.out.exists() else []
    print(HEAD, flush=True)
    for number in range(1, given.times + 1):
        for fault in FAULTS[int(part) - 1 :: int(parts)]:
            if given.word not in fault.name or [fault.name, number] in [one[:2] for one in kept]:
                continue
            reason = why_not(fault)
            if reason is not None:
                print(f"| {fault.name} | {reason} |", flush=True)
                continue
            seen = observe(fault)
            print(row(fault, seen), flush=True)
            kept.append([fault.name, number, dataclasses.asdict(seen)])
            if given.out:
                given.out.write_text(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
