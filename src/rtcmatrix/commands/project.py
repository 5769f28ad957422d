"""What commands find by the words of a person: a column by its address, a run or a baseline by path or name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare import Column, Comparing, every_column
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import find_matrix
from rtcmatrix.nearest import nearest
from rtcmatrix.runs import is_baseline, read_columns, read_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import KnownDifference, Run

BASELINES = Path("reports", "baselines")
"""Where a house keeps what was accepted, from the folder of its matrix."""


def find_column(run: Run, address: str) -> Column:
    """Give a column by its address, or say in a ConfigurationError which there are."""
    columns = {column.address: column for column in every_column(run)}
    if address in columns:
        return columns[address]
    absent = next((each.reason for each in run.unavailable if each.address == address), None)
    if absent is not None:
        raise ConfigurationError(f'"{address}" was not available in run "{run.id}": {absent}')
    known = ", ".join(columns) or "none"
    raise ConfigurationError(f'run "{run.id}" has no column "{address}", only {known}{nearest(address, columns)}')


def known_here() -> tuple[KnownDifference, ...]:
    """Give what is known in the house of the current folder; nothing where that is in none."""
    try:
        root = find_matrix(Path.cwd()).parent
    except ConfigurationError:
        return ()
    return load_known(root / FILE)


def project_files(start: Path) -> tuple[Path, ...]:
    """Give the files of the house around a folder that people write: no command may write over them."""
    try:
        matrix = find_matrix(start)
    except ConfigurationError:
        return ()
    return matrix, matrix.parent / FILE


def comparing(known: Sequence[KnownDifference]) -> Comparing:
    """Give the comparison that marks what is known on this day."""
    return Comparing(known=tuple(known), today=datetime.now(UTC).date())


def read_reference(path: Path) -> tuple[Column, ...]:
    """Read the columns of a run or a baseline; those of a baseline with the versions their checks had then."""
    runs = read_columns(path) if is_baseline(path) else [read_run(path)]
    columns = tuple(column for run in runs for column in every_column(run))
    if not columns:
        raise ConfigurationError(f'"{path}" holds no column to compare with')
    return columns


def find_reference(text: str, root: Path) -> Path:
    """Find what ``--against`` names: a run or a baseline by its path, or a baseline of the house by its name.

    Raises ConfigurationError saying how one is made.
    """
    is_name = Path(text).name == text
    named = root / BASELINES / text
    if is_name and any(named.glob("*.json")):
        return named
    if Path(text).exists():
        return Path(text)
    there = sorted(path.name for path in (root / BASELINES).glob("*/") if any(path.glob("*.json")))
    known = f"there are: {', '.join(there)}" if there else "there is none yet"
    raise ConfigurationError(
        f'"{text}" is neither a run nor a baseline of {root / BASELINES} ({known}); accept a run as one by '
        f"`rtcmatrix baseline accept RUN --name {text if is_name else 'main'}`"
    )
