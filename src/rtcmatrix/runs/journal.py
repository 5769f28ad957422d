"""What a run appends while it goes on: one JSON object a line, flushed, one file for each worker and start.

Whatever happens to the process, every finished line is kept; a torn last line is dropped by the reader.
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
    ``check``, ``selected`` or ``timing``."""
    value: Json


class Journal:
    """Appends lines to ``RUN/journal/<worker>.jsonl``; a resumed run's journals are ``<worker>.<start>.jsonl``.

    ``start`` counts how often the run was started and orders the journals when they are merged: whoever resumes a run
    asks ``next_start`` once and hands the number to every worker. Without it the first number that this worker has not
    used is taken. Several threads may write.
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
    """Count the starts of a run so far, and one: 1 for a fresh folder, 2 for the first ``--resume``."""
    numbers = [_start_of(path) for path in (run_dir / FOLDER).glob("*.jsonl")]
    return max(numbers, default=0) + 1


def read_journals(run_dir: Path) -> Iterator[Line]:
    """Give every line of every journal, earlier starts first.

    Raises ``FormatError`` naming file and line for a line that is not a journal's, unless it is a file's last.
    """
    journals = [list(_read_journal(path)) for path in sorted((run_dir / FOLDER).glob("*.jsonl"))]
    for lines in sorted((lines for lines in journals if lines), key=_order):
        yield from (line for line in lines if line.kind != "journal")


def _append(file: TextIOWrapper, kind: str, plain: Json) -> None:
    """Write one whole line with one call: a line is there or torn, never mixed with another."""
    file.write(json.dumps({"kind": kind, "value": plain}, separators=(",", ":")) + "\n")
    file.flush()


def _start_of(path: Path) -> int:
    """Read the start's number from a journal's name."""
    found = _START.search(path.name)
    return int(found.group(1)) if found else 1


def _order(lines: list[Line]) -> tuple[int, str]:
    """Order by start, then by when the journal was opened."""
    first = lines[0].value if lines[0].kind == "journal" and isinstance(lines[0].value, dict) else {}
    start = first.get("start")
    return (start if isinstance(start, int) else 1, str(first.get("opened_at", "")))


def _read_journal(path: Path) -> Iterator[Line]:
    """Read one file; its last line may be cut or corrupt, by the death of its writer or of the machine."""
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
