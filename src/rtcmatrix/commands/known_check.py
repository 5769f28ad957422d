"""Check the known differences of a project against a run, and print the problems."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare.known_troubles import KnownTrouble, TroubleKind, find_troubles
from rtcmatrix.errors import RtcMatrixError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import FILE_NAME, find_matrix, load_matrix
from rtcmatrix.runner.catalog import read_checks
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run


def check_known(run: Run | None, root: Path) -> tuple[KnownTrouble, ...]:
    """Check the known differences of a project against a run, or without one against its checks.

    The checks are read only if needed, because that imports every suite.
    """
    known = load_known(root / FILE)
    if not known:
        return ()
    today = datetime.now(UTC).date()
    addresses = _addresses(root)
    checks = read_checks(root) if run is None else None
    found = find_troubles(run, known, today=today, checks=checks, addresses=addresses)
    if checks is None and any(each.kind is TroubleKind.USELESS for each in found):
        found = find_troubles(run, known, today=today, checks=read_checks(root), addresses=addresses)
    return found


def check_known_here(runs: Sequence[Run]) -> tuple[KnownTrouble, ...]:
    """Check the known differences of the current project against the newest run.

    Returns nothing for an incomplete run, which proves nothing, and outside a project.
    """
    newest = max(runs, key=lambda run: run.started_at, default=None)
    if newest is None or not newest.complete:
        return ()
    try:
        return check_known(newest, find_matrix(Path.cwd()).parent)
    except RtcMatrixError:  # a run that was recorded elsewhere is reported without a project
        return ()


def _addresses(root: Path) -> list[str]:
    """Return the addresses of the matrix of a project; none if it has no matrix."""
    file = root / FILE_NAME
    return [each.address for each in load_matrix(file).browsers] if file.is_file() else []


def print_known_troubles(troubles: Sequence[KnownTrouble]) -> None:
    """Print each with file and line, which editors turn into links."""
    for trouble in troubles:
        say(f"{trouble.place}: {trouble.kind}: {one_line(trouble.words, 1000)}")
