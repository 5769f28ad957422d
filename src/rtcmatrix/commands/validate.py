"""``rtcmatrix validate``: report every error of a matrix.yaml."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.matrix import load_matrix
from rtcmatrix.runner.catalog import reject_unmatched_suites
from rtcmatrix.terminal import say

if TYPE_CHECKING:
    from pathlib import Path


@click.command("validate")
@matrix_option
def command(matrix_file: Path) -> None:
    """Validate a matrix.yaml; no browser is needed."""
    matrix = load_matrix(matrix_file)
    reject_unmatched_suites(matrix)
    kinds = Counter(browser.name for browser in matrix.browsers)
    listed = ", ".join(f"{name} {count}" for name, count in kinds.items())
    sure = len(matrix.compare) - len(matrix.by_milestone)
    pairs = f"{sure} {'pair' if sure == 1 else 'pairs'} to compare"
    if matrix.by_milestone:
        pairs += f", and of {len(matrix.by_milestone)} those of one milestone"
    browsers = f"{len(matrix.browsers)} {'browser' if len(matrix.browsers) == 1 else 'browsers'}"
    say(f"{matrix_file.name}: {browsers} ({listed}), {pairs}")
