"""Files that other tools or people made, as one run: each a column, or a part of one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtcmatrix.errors import FormatError
from rtcmatrix.runs import saved
from rtcmatrix.runs.codec import parse
from rtcmatrix.runs.fields import digest
from rtcmatrix.runs.store import check_format
from rtcmatrix.runs.wptreport import from_wptreport, is_wptreport

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtcmatrix.model import Json, Run


def read_import(paths: Sequence[Path], tests: Sequence[str] = ()) -> Run:
    """Read ``wptreport.json`` files and observations saved by hand as one run.

    Several reports of one browser are parts of one column, as wptrunner's chunks are. ``tests`` are beginnings of the
    web-platform-tests to take. Raises ``FormatError`` naming the file and what is wrong in it.
    """
    whole: Run | None = None
    for path in paths:
        run = _read(path, tests)
        try:
            whole = run if whole is None else together(whole, run)
        except FormatError as wrong:
            raise FormatError(f"{path}: {wrong}") from None
    if whole is None:
        raise FormatError("no file to import")
    return whole


def together(one: Run, other: Run) -> Run:
    """Put two runs into one; ``FormatError`` where both judge the same cell or observed the same probe."""
    held = {result.cell for result in one.results} | {each.id for each in one.evidence}
    twice = next((r.cell.id for r in other.results if r.cell in held), None)
    twice = twice or next((each.id for each in other.evidence if each.id in held), None)
    if twice is not None:
        raise FormatError(
            f'"{twice}" is in another of the files already; import two runs of one browser into two folders, then '
            "compare them"
        )
    return dataclasses.replace(
        one,
        id=f"import-{digest([one.id, other.id])}",
        tool=one.tool if one.tool == other.tool else f"{one.tool}, {other.tool}",
        started_at=min(filter(None, (one.started_at, other.started_at)), default=""),
        finished_at=max(filter(None, (one.finished_at, other.finished_at)), default=None),
        revision=one.revision if one.revision == other.revision else None,
        browsers=tuple({each.address: each for each in (*one.browsers, *other.browsers)}.values()),
        provenances=tuple({each.address: each for each in (*one.provenances, *other.provenances)}.values()),
        checks=tuple({check.id: check for check in (*one.checks, *other.checks)}.values()),
        evidence=(*one.evidence, *other.evidence),
        results=(*one.results, *other.results),
    )


def _read(path: Path, tests: Sequence[str]) -> Run:
    """Read one file, whichever of the two it is."""
    if not path.is_file():
        raise FormatError(f'"{path}" is not a file; expected a wptreport.json or a file of observations saved by hand')
    if path.stat().st_size > saved.MAX_BYTES:
        raise FormatError(f"{path}: larger than {saved.MAX_BYTES // 1_000_000} MB; import a part of the run's chunks")
    try:
        return _from_plain(parse(path.read_text(encoding="utf-8")), tests)
    except UnicodeDecodeError:
        raise FormatError(f"{path}: not UTF-8 text; unpack it, if it is packed") from None
    except FormatError as wrong:
        raise FormatError(f"{path}: {wrong}") from None


def _from_plain(plain: Json, tests: Sequence[str]) -> Run:
    if is_wptreport(plain):
        return from_wptreport(plain, tests)
    if isinstance(plain, dict) and plain.get("kind") == saved.KIND:
        check_format(plain)
        return saved.from_observations(plain)
    if isinstance(plain, dict) and "evidence" in plain:
        raise FormatError("a run already: report, compare and judge take it as it is")
    raise FormatError(
        'neither a wptreport.json (with "run_info" and "results") nor observations saved by hand (with "kind": '
        '"observations")'
    )
