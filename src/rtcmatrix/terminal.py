"""The one place where text leaves for a terminal: what it prints can move no cursor and hide nothing.

A test of the house rules sees that no other module prints. The colors that rich adds are ours and stay.
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
"""Line breaks are the layout of our own output; text of strangers is put on one line before (``one_line``)."""


def say(text: str = "", *, err: bool = False, nl: bool = True, tabs: bool = False) -> None:
    """Print to standard output, or to standard error; ``tabs`` are kept where they separate our own columns."""
    click.echo(visible(text, keep=KEPT + "\t" * tabs), err=err, nl=nl)


class Terminal(Console):
    """A rich console whose every text is visible, wherever it comes from."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as rich does; only what rich itself controls the terminal by passes unchanged."""
        for segment in super().render(renderable, options):
            text = segment.text if segment.control else visible(segment.text, keep=KEPT)
            yield segment if text == segment.text else Segment(text, segment.style, segment.control)


def terminal(*, err: bool = False) -> Terminal:
    """Give the console for tables, colors and progress."""
    return Terminal(stderr=err)


def accept_every_character() -> None:
    """Write what the terminal's encoding lacks as an escape: a name in another script must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
