"""The journal of a running run: one JSON object per line, flushed, one file for each worker and start.

Every complete line survives a killed process; the reader drops an incomplete last line.
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rtcmatrix.errors import FormatError
from rtcmatrix.files import naming, read_file
from rtcmatrix.model import Json
from rtcmatrix.runs.codec import parse, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper

FOLDER = "journal"
MOST_BYTES = 1_000_000_000
"""Of one journal."""
_START = re.compile(r"\.(\d+)\.jsonl$")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a journal."""

    kind: str
    """``journal`` (always the first), ``evidence``, ``result``, ``provenance``, ``unavailable``, ``start``,
    ``check``, ``selected``, ``reuse`` or ``timing``."""
    value: Json


class Journal:
    """Append lines to ``RUN/journal/<worker>.jsonl``; journals of a resumed run are ``<worker>.<start>.jsonl``.

    ``start`` counts the starts of the run and orders the journals: a resumed run calls ``next_start`` once and passes
    the number to every worker. Without it, the first number that this worker has not used is taken. Thread-safe.
    """

    def __init__(self, run_dir: Path, worker: str, start: int | None = None) -> None:
        self._lock = threading.Lock()
        self._folder = run_dir / FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._open(worker, start)

    def _open(self, worker: str, start: int | None) -> TextIOWrapper:
        number = start or 1
        while True:
            name = f"{worker}.jsonl" if number == 1 else f"{worker}.{number}.jsonl"
            self.path = self._folder / name
            try:
                file = self.path.open("x", encoding="utf-8", newline="\n")
            except FileExistsError:
                number += 1
                continue
            opened = {"worker": worker, "start": number, "opened_at": datetime.now(UTC).isoformat()}
            with naming(self.path):
                _append(file, "journal", opened)
            return file

    def write(self, kind: str, value: object) -> None:
        """Append one line and flush it; ``value`` is a value of the model or plain JSON."""
        plain = to_json(value)
        with self._lock, naming(self.path):
            _append(self._file, kind, plain)

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        with self._lock, naming(self.path):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def next_start(run_dir: Path) -> int:
    """Return the number of the next start: 1 for a new folder, 2 for the first ``--resume``."""
    numbers = [_start_of(path) for path in (run_dir / FOLDER).glob("*.jsonl")]
    return max(numbers, default=0) + 1


def read_journals(run_dir: Path) -> Iterator[Line]:
    """Yield every line of every journal, earlier starts first.

    Raises ``FormatError`` with file and line for an invalid line, unless it is the last of its file.
    """
    journals = [list(_read_journal(path)) for path in sorted((run_dir / FOLDER).glob("*.jsonl"))]
    for lines in sorted((lines for lines in journals if lines), key=_order):
        yield from (line for line in lines if line.kind != "journal")


def _append(file: TextIOWrapper, kind: str, plain: Json) -> None:
    """Write one line with one call, so that lines of several threads do not mix."""
    file.write(json.dumps({"kind": kind, "value": plain}, separators=(",", ":")) + "\n")
    file.flush()


def _start_of(path: Path) -> int:
    """Return the number of the start in the name of a journal."""
    found = _START.search(path.name)
    return int(found.group(1)) if found else 1


def _order(lines: list[Line]) -> tuple[int, str]:
    """Sort by start, then by the time the journal was opened."""
    first = lines[0].value if lines[0].kind == "journal" and isinstance(lines[0].value, dict) else {}
    start = first.get("start")
    return (start if isinstance(start, int) else 1, str(first.get("opened_at", "")))


def _read_journal(path: Path) -> Iterator[Line]:
    """Read one file; its last line may be incomplete or corrupt, if the process or machine crashed."""
    rows = read_file(path, MOST_BYTES).decode("utf-8", errors="replace").rstrip("\n\0").split("\n")
    for number, row in enumerate(rows, start=1):
        if not row:
            continue
        try:
            plain = parse(row)
            yield Line(kind=plain["kind"], value=plain["value"])
        except (FormatError, TypeError, KeyError) as wrong:
            if number == len(rows):
                return
            raise FormatError(f"{path}:{number}: not a line of a journal ({wrong})") from None
