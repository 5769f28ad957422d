"""Read the number that a video frame carries in black and white blocks, drawn by ``pages/lib/stamp.js``."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]

COLUMNS = 8
ROWS = 2
BAND = 0.4
"""Share of the height that the blocks cover, from the top."""
CHECKSUM_BITS = 4
"""Number of lowest bits that distinguish a stamp from a frame without one."""
SAMPLED = 0.25
"""Share of a block around its center that is sampled: video coding blurs the edges."""


def read_stamp(gray: npt.NDArray[Any]) -> int | None:
    """Return the number, 0 to 4095; None if the blocks carry none. ``gray`` has rows and columns."""
    height, width = gray.shape
    bits = 0
    for index in range(COLUMNS * ROWS):
        row, column = divmod(index, COLUMNS)
        if _mean_of_block(gray, column * width / COLUMNS, row * height * BAND / ROWS) > 127:
            bits |= 1 << index
    number = bits >> CHECKSUM_BITS
    return number if bits & 15 == checksum_of(number) else None


def checksum_of(number: int) -> int:
    """Return the checksum of a number, four bits."""
    return ((number ^ (number >> 4) ^ (number >> 8)) & 15) ^ 9


def _mean_of_block(gray: npt.NDArray[Any], left: float, top: float) -> float:
    """Return the mean of the center of the block whose corner is at ``left`` and ``top``."""
    height, width = gray.shape
    block_width, block_height = width / COLUMNS, height * BAND / ROWS
    x, y = left + block_width / 2, top + block_height / 2
    half_width, half_height = max(block_width * SAMPLED / 2, 1), max(block_height * SAMPLED / 2, 1)
    rows = slice(int(y - half_height), int(y + half_height) + 1)
    columns = slice(int(x - half_width), int(x + half_width) + 1)
    return float(gray[rows, columns].mean())
