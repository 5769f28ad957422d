"""The report room: recorded runs for a person to read. A file beside this is a form of report or serves one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.report import html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run


class ReportFormat(Protocol):
    """One form of report; a module is one."""

    def write_site(
        self,
        runs: Sequence[tuple[Path, Run]],
        out: Path,
        compared: Comparing = PLAIN,
        troubles: Sequence[KnownTrouble] = (),
    ) -> Path:
        """Write the report of ``runs`` (where each was read from, for its artifacts) into the folder ``out``.

        ``troubles`` are known differences that somebody must look at. Called once per report. Gives the file to open.
        ``out`` is replaced as a whole or left as it was.
        """
        ...


FORMATS: Mapping[str, ReportFormat] = {"html": html}
