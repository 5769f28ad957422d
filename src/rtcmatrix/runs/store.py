"""Create, write and read the folder of a run. ``docs/formats.md`` describes each file."""

from __future__ import annotations

import dataclasses
import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

from rtcmatrix.errors import ConfigurationError, FormatError
from rtcmatrix.files import naming, read_file, write_file
from rtcmatrix.model import Json, Run, Timing
from rtcmatrix.runs import baseline, replay, saved
from rtcmatrix.runs.codec import FORMAT, from_json, parse, to_json
from rtcmatrix.runs.journal import FOLDER, read_journals
from rtcmatrix.runs.wptreport import is_wptreport
from rtcmatrix.shell import quoted

HEADER = "header.json"
RUN = "run.json"
ARTIFACTS = "artifacts"


def new_run_id() -> str:
    """Return a unique id that sorts by time: ``2026-11-22T20-43-46Z-ab12``."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}-{secrets.token_hex(2)}"


def create_run_dir(reports: Path, out: Path | None = None) -> Path:
    """Create the folder of a new run: ``out``, or ``reports/runs/<id>``.

    Raises ``ConfigurationError`` if ``out`` is a file or not empty.
    """
    if out is None:
        path = reports / "runs" / new_run_id()
        while path.exists():
            path = path.with_name(new_run_id())
    else:
        path = out
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ConfigurationError(
                f'cannot record into "{path}": it is not an empty folder; name another one, or go on with an '
                f"interrupted run by --resume {quoted(str(path))}"
            )
    for folder in (FOLDER, ARTIFACTS):
        with naming(path):
            (path / folder).mkdir(parents=True, exist_ok=True)
    return path


def write_header(run_dir: Path, run: Run) -> None:
    """Write ``header.json``: everything known before gathering, without evidence and results."""
    header = dataclasses.replace(run, evidence=(), results=(), complete=False)
    _write_atomically(run_dir / HEADER, to_json(header))


def write_run(run_dir: Path, run: Run) -> None:
    """Write ``run.json`` atomically."""
    _write_atomically(run_dir / RUN, to_json(run))


def finish_run(run_dir: Path, *, complete: bool, finished_at: str, timing: Timing | None = None) -> Run:
    """Replay the journals, write ``run.json`` and return the run.

    ``timing`` holds the times that no journal has (``wall``, ``reporting``); it is added to those of the journals.
    """
    run = replay.with_timing(_merged(run_dir), timing)
    run = dataclasses.replace(run, complete=complete, finished_at=finished_at)
    write_run(run_dir, run)
    return run


def read_run(path: Path) -> Run:
    """Read the folder of a run, a ``run.json``, a baseline or a file of it, or observations saved by hand.

    An interrupted run is read from its journals. Raises ``FormatError`` with the file.
    """
    if not path.exists():
        raise FormatError(
            f'"{path}" does not exist; expected the folder of a run or a baseline, a run.json or a file of observations'
        )
    if not path.is_dir():
        return _read_file(path)
    if is_baseline(path) and any(path.glob("*.json")):
        return read_baseline(path)
    finished = _read_file(path / RUN) if (path / RUN).exists() else None
    if finished and (finished.complete or not (path / HEADER).exists()):
        return finished
    merged = _merged(path)
    # The run.json of an interrupted run has its times, but its journals may have more if it was resumed and killed.
    if finished and (finished.evidence, finished.results) == (merged.evidence, merged.results):
        return finished
    return merged


def read_baseline(path: Path) -> Run:
    """Read every column of a baseline as one run."""
    return baseline.join(read_columns(path))


def read_columns(path: Path) -> list[Run]:
    """Read each column of a baseline as a run, in the order of the files."""
    return [_read_file(file) for file in sorted(path.glob("*.json"))]


def is_baseline(path: Path) -> bool:
    """Return whether a folder is a baseline, or an empty one: not a run."""
    return path.is_dir() and not any((path / name).exists() for name in (RUN, HEADER))


def _merged(run_dir: Path) -> Run:
    """Read the header and replay the journals."""
    header = run_dir / HEADER
    if not header.exists():
        raise FormatError(f'"{run_dir}" is not a run: it has neither {RUN} nor {HEADER}')
    run = _read_file(header)
    try:
        return replay.replay(run, read_journals(run_dir))
    except FormatError as wrong:
        where = "" if str(wrong).startswith(str(run_dir)) else f"{run_dir / FOLDER}: "
        raise FormatError(f"{where}{wrong}") from None


def _read_file(path: Path) -> Run:
    """Read a run.json, a column of a baseline or saved observations."""
    content = read_file(path, saved.MAX_BYTES)
    try:
        plain = parse(content.decode("utf-8-sig"))
        check_format(plain)
        if plain.get("kind") == saved.KIND:
            return saved.from_observations(plain)
        if plain.get("kind") == baseline.KIND:
            return baseline.from_column(plain, path.resolve().parent.name)
        return from_json(Run, plain)
    except UnicodeDecodeError:
        raise FormatError(f"{path}: not UTF-8 text, so no file of a run") from None
    except FormatError as wrong:
        raise FormatError(f"{path}: {wrong}") from None


def check_format(plain: Json) -> None:
    """Raise FormatError for another kind of file and for a newer format."""
    found = plain.get("format") if isinstance(plain, dict) else None
    if not isinstance(found, int) or isinstance(found, bool):
        hint = '; a wptreport.json is read by "rtcmatrix import"' if is_wptreport(plain) else ""
        raise FormatError(f'no "format" number: neither a run nor observations saved by hand{hint}')
    if found > FORMAT:
        raise FormatError(f"format {found}: written by a newer rtcmatrix; this one reads format {FORMAT}")
    if found < 1:
        raise FormatError(f"format {found}: there is none before format 1")


def _write_atomically(path: Path, plain: Json) -> None:
    """Write JSON atomically."""
    write_file(path, json.dumps(plain, indent=1) + "\n")
