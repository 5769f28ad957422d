"""A private display with a window manager, and what can be seen and done on it. A part of the room."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import mss
import mss.tools

from rtcmatrix.gather.stage_parts.prepared import StageStartError, find_program, marked_environment, running

Colour = tuple[int, int, int]
Point = tuple[int, int]

WIDTH = 1280
HEIGHT = 900
DEPTH = 24
START_PATIENCE = 10.0
"""Seconds until a display that does not say its number has failed."""
GLANCE = 0.08
"""Seconds between two looks at a display that is to come to rest."""
AT_REST = 6
"""How many looks in a row must show the same."""
REST_PATIENCE = 3.0
"""Seconds until a display is taken as it is: a picker's live thumbnails never rest."""
GRID = 4
"""Pixels between two points that are looked at for a colour."""
BUTTON = 40
"""Points of the grid that the area of a button has at least: a link beside it may have its colour."""
CHANGE_PATIENCE = 2.0
"""Seconds until a display that does not change is taken as it is: what was to come may not come in this browser."""
KEY_PATIENCE = 10.0


@dataclass(frozen=True, kw_only=True)
class Display:
    """A display that runs. Its methods may be called from any thread."""

    name: str
    """As in DISPLAY, ``:3``."""
    environment: dict[str, str]
    """What a program needs to be shown on it."""
    _seen: list[bytes] = field(default_factory=list)
    """What was there at the last look; one item, or none."""

    def look(self) -> None:
        """Remember what is on the display once it rests: the next picture waits until it is no longer so."""
        self._park()
        with mss.MSS(display=self.name) as eye:
            self._seen[:] = [bytes(_await_rest(eye).raw)]

    def picture(self) -> bytes:
        """Take a picture of the whole display, PNG.

        It is taken once the display has changed since the last look or picture, and nothing moves on it any more.
        """
        self._park()
        with mss.MSS(display=self.name) as eye:
            change_by = time.monotonic() + CHANGE_PATIENCE
            while [bytes(eye.grab(eye.monitors[0]).raw)] == self._seen and time.monotonic() < change_by:
                time.sleep(GLANCE)
            last = _await_rest(eye)
        self._seen[:] = [bytes(last.raw)]
        written = mss.tools.to_png(last.rgb, last.size)
        if written is None:
            raise OSError("the picture could not be written")
        return written

    def press(self, keys: str) -> None:
        """Press keys or chords, one after the other, on whatever has the focus, in xdotool's words (``Tab alt+d``)."""
        self._xdotool("key", "--clearmodifiers", *keys.split())

    def click(self, x: int, y: int) -> None:
        """Click at a place of the display, in pixels from its top left."""
        self._point(x, y)
        self._xdotool("click", "1")

    def click_colour(self, colour: Colour, tolerance: int) -> bool:
        """Click in the middle of the largest area of a colour that may be a button; False where there is none.

        ``tolerance`` is how far each of red, green and blue may be off.
        """
        with mss.MSS(display=self.name) as eye:
            shot = eye.grab(eye.monitors[0])
        place = middle_of_button(points_of(bytes(shot.raw), shot.width, shot.height, colour, tolerance))
        if place is None:
            return False
        self.click(*place)
        self._park()  # a button under the pointer has another colour, and would not be found again
        return True

    def _park(self) -> None:
        """Put the pointer where it lights up nothing."""
        self._point(WIDTH - 1, HEIGHT - 1)

    def _point(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y))

    def _xdotool(self, *words: str) -> None:
        program = find_program("xdotool")
        done = subprocess.run(
            [program, *words], env=self.environment, capture_output=True, text=True, timeout=KEY_PATIENCE, check=False
        )
        if done.returncode:
            raise OSError(f"xdotool {' '.join(words)}: {done.stderr.strip()}")


def _await_rest(eye: mss.MSS) -> mss.ScreenShot:
    """Look until the display shows the same for a while, or the patience for it has gone; give the last look."""
    whole = eye.monitors[0]
    deadline = time.monotonic() + REST_PATIENCE
    last = eye.grab(whole)
    same = 1
    while same < AT_REST and time.monotonic() < deadline:
        time.sleep(GLANCE)
        now = eye.grab(whole)
        same = same + 1 if now.raw == last.raw else 1
        last = now
    return last


def points_of(raw: bytes, width: int, height: int, colour: Colour, tolerance: int) -> set[Point]:
    """Give the points of the grid that have a colour in a picture of blue, green, red and a byte of nothing."""
    rows = range(0, height, GRID)
    near = [frozenset(range(max(0, part - tolerance), part + tolerance + 1)) for part in reversed(colour)]
    found = set()
    for y in rows:
        row = raw[y * width * 4 : (y + 1) * width * 4]
        parts = zip(row[:: 4 * GRID], row[1 :: 4 * GRID], row[2 :: 4 * GRID], strict=True)
        found |= {(x * GRID, y) for x, (b, g, r) in enumerate(parts) if b in near[0] and g in near[1] and r in near[2]}
    return found


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


def middle_of_button(points: Iterable[Point]) -> Point | None:
    """Give the middle of the largest area of points of the grid; None where none is as large as a button."""
    area = largest_area(points, GRID)
    if len(area) < BUTTON:
        return None
    return sum(x for x, _ in area) // len(area), sum(y for _, y in area) // len(area)


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
            raise StageStartError("a display: Xvfb did not start")
        said += more
    return int(said)
