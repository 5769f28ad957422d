"""A private display with a window manager, and what can be seen and done on it. A part of the room."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import mss
import mss.tools

from rtcmatrix.gather.stages.staging import Lacking, find_program, marked_environment, running

Colour = tuple[int, int, int]
Point = tuple[int, int]

WIDTH = 1280
HEIGHT = 900
DEPTH = 24
START_PATIENCE = 10.0
"""Seconds until a display that does not say its number has failed."""
GLANCE = 0.08
"""Seconds between two looks at a display that is to come to rest."""
AT_REST = 4
"""How many looks in a row must show the same."""
REST_PATIENCE = 3.0
"""Seconds until a display is taken as it is: a picker's live thumbnails never rest."""
GRID = 4
"""Pixels between two points that are looked at for a colour."""
KEY_PATIENCE = 10.0


@dataclass(frozen=True, kw_only=True)
class Display:
    """A display that runs. Its methods may be called from any thread."""

    name: str
    """As in DISPLAY, ``:3``."""
    environment: dict[str, str]
    """What a program needs to be shown on it."""

    def picture(self) -> bytes:
        """Take a picture of the whole display once nothing moves on it any more, PNG."""
        self._point(WIDTH - 1, HEIGHT - 1)  # a pointer would light up what it is over
        deadline = time.monotonic() + REST_PATIENCE
        with mss.MSS(display=self.name) as eye:
            whole = eye.monitors[0]
            last = eye.grab(whole)
            same = 1
            while same < AT_REST and time.monotonic() < deadline:
                time.sleep(GLANCE)
                now = eye.grab(whole)
                same = same + 1 if now.rgb == last.rgb else 1
                last = now
        written = mss.tools.to_png(last.rgb, last.size)
        if written is None:
            raise OSError("the picture could not be written")
        return written

    def press(self, keys: str) -> None:
        """Press a key or a chord on whatever has the focus, in xdotool's words (``Escape``, ``alt+d``)."""
        self._xdotool("key", "--clearmodifiers", keys)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the display, in pixels from its top left."""
        self._point(x, y)
        self._xdotool("click", "1")

    def click_colour(self, colour: Colour, tolerance: int) -> bool:
        """Click in the middle of the largest area of a colour (a button); False where there is none.

        ``tolerance`` is how far each of red, green and blue may be off.
        """
        with mss.MSS(display=self.name) as eye:
            shot = eye.grab(eye.monitors[0])
        found = {
            (x, y)
            for y in range(0, shot.height, GRID)
            for x in range(0, shot.width, GRID)
            if all(abs(a - b) <= tolerance for a, b in zip(shot.pixel(x, y), colour, strict=True))
        }
        if not found:
            return False
        area = largest_area(found, GRID)
        self.click(sum(x for x, _ in area) // len(area), sum(y for _, y in area) // len(area))
        return True

    def _point(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y))

    def _xdotool(self, *words: str) -> None:
        program = find_program("xdotool")
        done = subprocess.run(
            [program, *words], env=self.environment, capture_output=True, text=True, timeout=KEY_PATIENCE, check=False
        )
        if done.returncode:
            raise OSError(f"xdotool {' '.join(words)}: {done.stderr.strip()}")


def largest_area(points: Iterable[Point], step: int) -> set[Point]:
    """Give the largest set of points that hang together, each ``step`` from its neighbours."""
    left = set(points)
    largest: set[Point] = set()
    while left:
        area, edge = set(), [left.pop()]
        while edge:
            x, y = edge.pop()
            area.add((x, y))
            beside = {(x + step, y), (x - step, y), (x, y + step), (x, y - step)} & left
            left -= beside
            edge += beside
        largest = max(largest, area, key=len)
    return largest


@contextmanager
def open_display(folder: Path) -> Iterator[Display]:
    """Have a display of our own with a window manager on it; Lacking where the programs for it are not installed."""
    server = find_program("Xvfb")
    keeper = find_program("openbox")
    find_program("xdotool")
    reader, writer = os.pipe()
    with ExitStack() as stack:
        stack.callback(os.close, reader)
        try:
            size = f"{WIDTH}x{HEIGHT}x{DEPTH}"
            command = [server, "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
            stack.enter_context(running(command, folder, marked_environment(folder), pass_fds=(writer,)))
        finally:
            os.close(writer)
        environment = marked_environment(folder, {"DISPLAY": f":{_read_number(reader)}"})
        stack.enter_context(running([keeper, "--sm-disable"], folder, environment))
        yield Display(name=environment["DISPLAY"], environment=environment)


def _read_number(reader: int) -> int:
    """Wait until the server has said which display it is."""
    said = b""
    deadline = time.monotonic() + START_PATIENCE
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([reader], [], [], max(deadline - time.monotonic(), 0))
        more = os.read(reader, 32) if ready else b""
        if not more:
            raise Lacking("a display: Xvfb did not start")
        said += more
    return int(said)
