"""What is wrong with the known differences of a house, by what a run saw of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare.troubles import KnownTrouble, TroubleKind, find_troubles
from rtcmatrix.errors import RtcMatrixError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import FILE_NAME, find_matrix, load_matrix
from rtcmatrix.runner.catalogue import read_checks
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run


def troubles_of(run: Run | None, root: Path) -> tuple[KnownTrouble, ...]:
    """Give what is wrong with the known differences of a house, by what a run saw.

    Which checks there are is asked only where it matters, since every suite must be read for it.
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


def troubles_here(runs: Sequence[Run]) -> tuple[KnownTrouble, ...]:
    """Give what is wrong with the known differences of the house of the current folder, by what the newest run saw.

    None where that run lacks cells, for it says nothing of what is known, or where the folder is in no house.
    """
    newest = max(runs, key=lambda run: run.started_at, default=None)
    if newest is None or not newest.complete:
        return ()
    try:
        return troubles_of(newest, find_matrix(Path.cwd()).parent)
    except RtcMatrixError:  # a report of a run that was recorded elsewhere needs no house
        return ()


def _addresses(root: Path) -> list[str]:
    """Give every address of the house's matrix; none where it has no matrix to be read."""
    file = root / FILE_NAME
    return [each.address for each in load_matrix(file).browsers] if file.is_file() else []


def say_troubles(troubles: Sequence[KnownTrouble]) -> None:
    """Print each with its place, so that an editor opens it there."""
    for trouble in troubles:
        say(f"{trouble.place}: {trouble.kind}: {one_line(trouble.words, 1000)}")
