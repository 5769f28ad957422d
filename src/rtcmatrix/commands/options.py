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


def _patterns(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 - click's form
    """Split and join repeated options."""
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
    callback=_patterns,
    help='Only these browsers: "edge:*", "{chrome,edge}:beta", "chromium:150,firefox:esr". May be repeated.',
)
"""Passes ``browser_patterns: tuple[str, ...]`` for ``select_browsers``."""

install_option: Callable[[Any], Any] = click.option(
    "--install-browsers",
    "install",
    is_flag=True,
    help="Download missing browsers. Without it, only a missing driver of an installed browser is downloaded.",
)
"""Passes ``install: bool`` for ``provide``."""
