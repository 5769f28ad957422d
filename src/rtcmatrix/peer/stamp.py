"""Reads the number that a picture carries in blocks of black and white; ``pages/lib/stamp.js`` draws them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

COLUMNS = 8
ROWS = 2
BAND = 0.4
"""Part of the height that the blocks take, from the top."""
CHECKED = 4
"""Bits, the lowest, that tell a number from a picture without one."""
MIDDLE = 0.25
"""Part of a block around its middle that is looked at: coding blurs the edges."""


def read_stamp(grey: npt.NDArray[Any]) -> int | None:
    """Give the number, 0 to 4095, or None where the blocks carry none. ``grey`` has rows and columns."""
    height, width = grey.shape
    bits = 0
    for at in range(COLUMNS * ROWS):
        row, column = divmod(at, COLUMNS)
        if _middle(grey, column * width / COLUMNS, row * height * BAND / ROWS) > 127:
            bits |= 1 << at
    number = bits >> CHECKED
    return number if bits & 15 == check_of(number) else None


def check_of(number: int) -> int:
    """Give the four bits that go with a number."""
    return ((number ^ (number >> 4) ^ (number >> 8)) & 15) ^ 9


def _middle(grey: npt.NDArray[Any], left: float, top: float) -> float:
    """Give the mean of the middle of a block, which begins at ``left`` and ``top``."""
    height, width = grey.shape
    block_width, block_height = width / COLUMNS, height * BAND / ROWS
    x, y = left + block_width / 2, top + block_height / 2
    across, down = max(block_width * MIDDLE / 2, 1), max(block_height * MIDDLE / 2, 1)
    return float(grey[int(y - down) : int(y + down) + 1, int(x - across) : int(x + across) + 1].mean())
