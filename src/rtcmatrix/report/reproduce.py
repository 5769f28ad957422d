"""Where the page is that reproduces a probe by itself; none where a site has no such pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.model import Run


def reproducers(runs: Sequence[tuple[Path, Run]], site: Path) -> Callable[[str], str | None]:
    """Give a function from a probe to the address of its page in ``site``."""
    del runs, site
    return lambda _: None
