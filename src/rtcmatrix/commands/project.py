"""Find columns by address, references by name or path, and the known differences of the project."""

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
"""The folder of baselines, relative to the folder of the matrix."""


def find_column(run: Run, address: str) -> Column:
    """Return a column by its address; raise ConfigurationError naming the existing ones."""
    columns = {column.address: column for column in every_column(run)}
    if address in columns:
        return columns[address]
    absent = next((each.reason for each in run.unavailable if each.address == address), None)
    if absent is not None:
        raise ConfigurationError(f'"{address}" was not available in run "{run.id}": {absent}')
    known = ", ".join(columns) or "none"
    raise ConfigurationError(f'run "{run.id}" has no column "{address}", only {known}{nearest(address, columns)}')


def known_here() -> tuple[KnownDifference, ...]:
    """Return the known differences of the current project; none outside a project."""
    try:
        root = find_matrix(Path.cwd()).parent
    except ConfigurationError:
        return ()
    return load_known(root / FILE)


def project_files(start: Path) -> tuple[Path, ...]:
    """Return the files of a project that people write: no command may overwrite them."""
    try:
        matrix = find_matrix(start)
    except ConfigurationError:
        return ()
    return matrix, matrix.parent / FILE


def comparing(known: Sequence[KnownDifference]) -> Comparing:
    """Return a comparison that marks the known differences in force today."""
    return Comparing(known=tuple(known), today=datetime.now(UTC).date())


def read_reference(path: Path) -> tuple[Column, ...]:
    """Read the columns of a run, or of a baseline with the check versions of its acceptance."""
    runs = read_columns(path) if is_baseline(path) else [read_run(path)]
    columns = tuple(column for run in runs for column in every_column(run))
    if not columns:
        raise ConfigurationError(f'"{path}" has no column to compare with')
    return columns


def find_reference(text: str, root: Path) -> Path:
    """Find the reference of ``--against``: a run or baseline by path, or a baseline of the project by name.

    Raises ConfigurationError for any other text.
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
        f'"{text}" is neither a run nor a baseline of {root / BASELINES} ({known}); create one with '
        f"`rtcmatrix baseline accept RUN --name {text if is_name else 'main'}`"
    )
