"""The shards that a merged run records, and the columns of the matrix that no shard has. Pure."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from rtcmatrix.model import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import BrowserSpec, Run


def unknown_columns(runs: Sequence[Run], browsers: Sequence[BrowserSpec]) -> list[BrowserSpec]:
    """Return the columns of the matrix that no run requested."""
    asked = {spec.address for run in runs for spec in run.browsers}
    bare = asked | {address.partition("@")[0] for address in asked}
    return [spec for spec in browsers if spec.address not in bare]


def parts_of(name: str, run: Run) -> tuple[Part, ...]:
    """Return the runs of a shard: itself, or the shards that it was merged from.

    ``name`` is its path on the command line, recorded without parent folders.
    """
    path = PurePath(name)
    folder = path.parent.name if path.name == "run.json" else path.name
    return run.parts or (Part(run=run.id, name=folder or run.id, complete=run.complete),)
