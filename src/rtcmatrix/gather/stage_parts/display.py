"""Run a private X display with a window manager; take screenshots, press keys and click on it."""

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

from rtcmatrix.gather.stage_parts.errors import StageStartError
from rtcmatrix.gather.stage_parts.programs import find_program, running, session_environment

Color = tuple[int, int, int]
Point = tuple[int, int]

WIDTH = 1280
HEIGHT = 900
DEPTH = 24
START_TIMEOUT = 10.0
"""Seconds for the X server to report its display number."""
POLL_INTERVAL = 0.08
"""Seconds between two screenshots while waiting for the display to settle."""
EQUAL_SCREENSHOTS = 6
"""How many screenshots in a row must be equal for the display to have settled."""
SETTLE_TIMEOUT = 3.0
"""Seconds to wait for the display to settle: the live thumbnails of a picker never do."""
GRID = 4
"""Pixels between the points whose color is compared."""
MIN_BUTTON_AREA = 40
"""Minimum grid points of a button: a link next to it may have the same color."""
CHANGE_TIMEOUT = 2.0
"""Seconds to wait for the display to change: in some browsers the expected change does not happen."""
XDOTOOL_TIMEOUT = 10.0


@dataclass(frozen=True, kw_only=True)
class Display:
    """A running display. Its methods may be called from any thread."""

    name: str
    """The value of DISPLAY, ``:3``."""
    environment: dict[str, str]
    """The environment of a program that is shown on it."""
    _remembered: list[bytes] = field(default_factory=list)
    """The pixels of the last screenshot; one item or none."""

    def remember(self) -> None:
        """Remember what the settled display shows: the next screenshot waits until it shows something else."""
        self._move_pointer_away()
        with mss.MSS(display=self.name) as screen:
            self._remembered[:] = [bytes(_wait_until_settled(screen).raw)]

    def screenshot(self) -> bytes:
        """Take a screenshot of the whole display, PNG, after it has changed since the last one and has settled."""
        self._move_pointer_away()
        with mss.MSS(display=self.name) as screen:
            deadline = time.monotonic() + CHANGE_TIMEOUT
            while [bytes(screen.grab(screen.monitors[0]).raw)] == self._remembered and time.monotonic() < deadline:
                time.sleep(POLL_INTERVAL)
            last = _wait_until_settled(screen)
        self._remembered[:] = [bytes(last.raw)]
        png = mss.tools.to_png(last.rgb, last.size)
        if png is None:
            raise OSError("the screenshot could not be encoded")
        return png

    def press_keys(self, keys: str) -> None:
        """Press keys or chords one after another in the focused window, in xdotool's syntax (``Tab alt+d``)."""
        self._xdotool("key", "--clearmodifiers", *keys.split())

    def click(self, x: int, y: int) -> None:
        """Click at a position in pixels from the top left."""
        self._move_pointer(x, y)
        self._xdotool("click", "1")

    def click_color(self, color: Color, tolerance: int) -> bool:
        """Click the center of the largest area of a color that may be a button; returns False if there is none.

        ``tolerance`` is the maximum difference of each of red, green and blue.
        """
        with mss.MSS(display=self.name) as screen:
            shot = screen.grab(screen.monitors[0])
        center = center_of_button(points_of_color(bytes(shot.raw), shot.width, shot.height, color, tolerance))
        if center is None:
            return False
        self.click(*center)
        self._move_pointer_away()  # a button under the pointer has another color and would not be found again
        return True

    def _move_pointer_away(self) -> None:
        """Move the pointer to a corner, where it highlights nothing."""
        self._move_pointer(WIDTH - 1, HEIGHT - 1)

    def _move_pointer(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y))

    def _xdotool(self, *arguments: str) -> None:
        done = subprocess.run(
            [find_program("xdotool"), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=XDOTOOL_TIMEOUT,
            check=False,
        )
        if done.returncode:
            raise OSError(f"xdotool {' '.join(arguments)}: {done.stderr.strip()}")


def _wait_until_settled(screen: mss.MSS) -> mss.ScreenShot:
    """Take screenshots until they stay equal for a while or the timeout has passed; returns the last one."""
    monitor = screen.monitors[0]
    deadline = time.monotonic() + SETTLE_TIMEOUT
    last = screen.grab(monitor)
    equal = 1
    while equal < EQUAL_SCREENSHOTS and time.monotonic() < deadline:
        time.sleep(POLL_INTERVAL)
        shot = screen.grab(monitor)
        equal = equal + 1 if shot.raw == last.raw else 1
        last = shot
    return last


def points_of_color(raw: bytes, width: int, height: int, color: Color, tolerance: int) -> set[Point]:
    """Return the grid points that have a color in BGRX pixels."""
    rows = range(0, height, GRID)
    near = [frozenset(range(max(0, part - tolerance), part + tolerance + 1)) for part in reversed(color)]
    found = set()
    for y in rows:
        row = raw[y * width * 4 : (y + 1) * width * 4]
        pixels = zip(row[:: 4 * GRID], row[1 :: 4 * GRID], row[2 :: 4 * GRID], strict=True)
        found |= {(x * GRID, y) for x, (b, g, r) in enumerate(pixels) if b in near[0] and g in near[1] and r in near[2]}
    return found


def largest_area(points: Iterable[Point], step: int) -> set[Point]:
    """Return the largest connected set of points, where neighbors are ``step`` apart."""
    remaining = set(points)
    largest: set[Point] = set()
    while remaining:
        area, edge = set(), [remaining.pop()]
        while edge:
            x, y = edge.pop()
            area.add((x, y))
            neighbors = {(x + step, y), (x - step, y), (x, y + step), (x, y - step)} & remaining
            remaining -= neighbors
            edge += neighbors
        largest = max(largest, area, key=len)
    return largest


def center_of_button(points: Iterable[Point]) -> Point | None:
    """Return the center of the largest area of grid points; None if it is too small for a button."""
    area = largest_area(points, GRID)
    if len(area) < MIN_BUTTON_AREA:
        return None
    return sum(x for x, _ in area) // len(area), sum(y for _, y in area) // len(area)


@contextmanager
def open_display(folder: Path) -> Iterator[Display]:
    """Run a display with a window manager; raises MissingRequirement if a program for it is not installed."""
    server = find_program("Xvfb")
    window_manager = find_program("openbox")
    find_program("xdotool")
    reader, writer = os.pipe()
    with ExitStack() as stack:
        stack.callback(os.close, reader)
        try:
            size = f"{WIDTH}x{HEIGHT}x{DEPTH}"
            command = [server, "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
            stack.enter_context(running(command, folder, session_environment(folder), pass_fds=(writer,)))
        finally:
            os.close(writer)
        environment = session_environment(folder, {"DISPLAY": f":{_read_display_number(reader)}"})
        stack.enter_context(running([window_manager, "--sm-disable"], folder, environment))
        yield Display(name=environment["DISPLAY"], environment=environment)


def _read_display_number(reader: int) -> int:
    """Wait until the X server has written its display number."""
    written = b""
    deadline = time.monotonic() + START_TIMEOUT
    while not written.endswith(b"\n"):
        ready, _, _ = select.select([reader], [], [], max(deadline - time.monotonic(), 0))
        chunk = os.read(reader, 32) if ready else b""
        if not chunk:
            raise StageStartError("a display: Xvfb did not start")
        written += chunk
    return int(written)
