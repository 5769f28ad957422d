"""The report as one HTML file, written for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run


def write_html_file(runs: Sequence[tuple[Path, Run]], out: Path, troubles: Sequence[KnownTrouble] = ()) -> Path:
    """Write the file and return it."""
    [file] = FORMS["html-file"].write(material_of(runs, troubles=troubles), out)
    return file
