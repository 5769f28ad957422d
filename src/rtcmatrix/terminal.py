"""Print to the terminal with control characters escaped, so that no text moves the cursor or hides other text.

``tests/unit/test_project_rules.py`` checks that no other module prints. Only the control sequences of rich itself pass.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.segment import Segment

from rtcmatrix.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType

KEPT = "\n"
"""Line breaks belong to our own layout; text from browsers and files is put on one line before (``one_line``)."""


def say(text: str = "", *, err: bool = False, nl: bool = True, tabs: bool = False) -> None:
    """Print to standard output or standard error; ``tabs`` keeps tabs, which separate our own columns."""
    click.echo(visible(text, keep=KEPT + "\t" * tabs), err=err, nl=nl)


class Terminal(Console):
    """Make every character of all text visible, whatever its source."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as rich does; only the control sequences of rich pass unchanged."""
        for segment in super().render(renderable, options):
            text = segment.text if segment.control else visible(segment.text, keep=KEPT)
            yield segment if text == segment.text else Segment(text, segment.style, segment.control)


def terminal(*, err: bool = False) -> Terminal:
    """Return the console for tables, colors and progress."""
    return Terminal(stderr=err)


def accept_every_character() -> None:
    """Escape characters that the terminal's encoding lacks, so that printing them does not raise UnicodeEncodeError."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
