"""What a merged run remembers of the runs it was made of, and which columns of the matrix none of them knows. Pure."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from rtcmatrix.model import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import BrowserSpec, Run


def unknown_columns(runs: Sequence[Run], browsers: Sequence[BrowserSpec]) -> list[BrowserSpec]:
    """Give the columns of the matrix that no run was asked for, under the names the matrix gives them."""
    asked = {spec.address for run in runs for spec in run.browsers}
    bare = asked | {address.partition("@")[0] for address in asked}
    return [spec for spec in browsers if spec.address not in bare]


def parts_of(name: str, run: Run) -> tuple[Part, ...]:
    """Give the runs that a shard stands for: itself, or those it was merged of.

    ``name`` is what the person called it; it is kept without the folders above it.
    """
    path = PurePath(name)
    folder = path.parent.name if path.name == "run.json" else path.name
    return run.parts or (Part(run=run.id, name=folder or run.id, complete=run.complete),)
