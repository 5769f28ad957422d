"""A film whose every pixel is known. A part of the room: stages put it in place of a camera."""

from __future__ import annotations

from pathlib import Path

WIDTH = 320
HEIGHT = 240
RATE = 30
BAR = 40
"""Pixels that the white bar is wide."""
STEP = 4
"""Pixels that it moves to the right with each frame; after WIDTH / STEP frames the film begins again."""
LEFT = (200, 30, 30)
RIGHT = (30, 30, 200)
WHITE = (255, 255, 255)


def write_film(file: Path, frames: int = WIDTH // STEP) -> None:
    """Write the film: left half red, right half blue, and a white bar that moves over both."""
    with file.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420mpeg2\n".encode())
        for frame in range(frames):
            film.write(b"FRAME\n")
            luma, blue, red = zip(*(to_yuv(colour_at(x, frame)) for x in range(WIDTH)), strict=True)
            film.write(bytes(luma) * HEIGHT)
            film.write(bytes(blue[::2]) * (HEIGHT // 2))
            film.write(bytes(red[::2]) * (HEIGHT // 2))


def colour_at(x: int, frame: int) -> tuple[int, int, int]:
    """Give the colour of a column of a frame."""
    if (x - frame * STEP) % WIDTH < BAR:
        return WHITE
    return LEFT if x < WIDTH // 2 else RIGHT


def to_yuv(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """Turn a colour into luma and both chromas in studio range (ITU-R BT.601)."""
    r, g, b = (part / 255 for part in colour)
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    return round(16 + 219 * luma), round(128 + 224 * (b - luma) / 1.772), round(128 + 224 * (r - luma) / 1.402)
