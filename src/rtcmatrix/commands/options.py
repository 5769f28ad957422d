"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtcmatrix.matrix import find_matrix, split_patterns

if TYPE_CHECKING:
    from collections.abc import Callable


def _matrix_file(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:  # noqa: ARG001 - click's form
    """Return the named file, or the nearest one in this folder and those above."""
    return find_matrix(Path.cwd()) if value is None else value


def split_option(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 - click's form
    """Split a repeated option at the commas outside braces."""
    return tuple(pattern for text in value for pattern in split_patterns(text))


matrix_option: Callable[[Any], Any] = click.option(
    "--matrix",
    "matrix_file",
    type=click.Path(path_type=Path),
    callback=_matrix_file,
    help="The matrix.yaml to use. [default: the nearest one in this folder or above]",
)
"""Passes ``matrix_file: Path``; ``load_matrix`` reports a missing file."""

browsers_option: Callable[[Any], Any] = click.option(
    "--browsers",
    "browser_patterns",
    metavar="PATTERN",
    multiple=True,
    callback=split_option,
    help='Only these browsers: "edge:*", "{chrome,edge}:beta", "chromium:150,firefox:esr". May be repeated.',
)
"""Passes ``browser_patterns: tuple[str, ...]`` for ``select_browsers``."""

pairs_option: Callable[[Any], Any] = click.option(
    "--pairs",
    metavar="ENTRY",
    multiple=True,
    callback=split_option,
    help='Which browsers call each other: all, none, same, reference, "chrome:* -> firefox:esr" (the left browser '
    "calls; <-> for both directions). May be repeated. [default: from the matrix]",
)
"""Passes ``pairs: tuple[str, ...]`` for ``check_entries`` and ``call_pairs``; empty where the matrix decides."""

last_option: Callable[[Any], Any] = click.option(
    "--last",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Estimate the time from the durations of this run. [default: the newest in reports/runs]",
)
"""Passes ``last: Path | None`` for ``read_durations``."""

install_option: Callable[[Any], Any] = click.option(
    "--install-browsers",
    "install",
    is_flag=True,
    help="Download missing browsers. Without it, only a missing driver of an installed browser is downloaded.",
)
"""Passes ``install: bool`` for ``provide``."""
