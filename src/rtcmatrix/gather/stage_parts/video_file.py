"""Write a video file with known pixels, to replace a camera."""

from __future__ import annotations

from pathlib import Path

WIDTH = 320
HEIGHT = 240
FRAME_RATE = 30
BAR_WIDTH = 40
"""Width of the white bar in pixels."""
STEP = 4
"""Pixels by which the bar moves right in each frame; after WIDTH / STEP frames the video repeats."""
LEFT = (200, 30, 30)
RIGHT = (30, 30, 200)
WHITE = (255, 255, 255)


def write_bar_video(file: Path, frames: int = WIDTH // STEP) -> None:
    """Write a YUV4MPEG2 file: the left half red, the right half blue, and a white bar that moves across both."""
    with file.open("wb") as video:
        video.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAME_RATE}:1 Ip A1:1 C420mpeg2\n".encode())
        for frame in range(frames):
            video.write(b"FRAME\n")
            luma, blue, red = zip(*(to_yuv(color_at(x, frame)) for x in range(WIDTH)), strict=True)
            video.write(bytes(luma) * HEIGHT)
            video.write(bytes(blue[::2]) * (HEIGHT // 2))
            video.write(bytes(red[::2]) * (HEIGHT // 2))


def color_at(x: int, frame: int) -> tuple[int, int, int]:
    """Return the color of column ``x`` of a frame."""
    if (x - frame * STEP) % WIDTH < BAR_WIDTH:
        return WHITE
    return LEFT if x < WIDTH // 2 else RIGHT


def to_yuv(color: tuple[int, int, int]) -> tuple[int, int, int]:
    """Convert a color to luma and both chroma values in studio range (ITU-R BT.601)."""
    r, g, b = (component / 255 for component in color)
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    return round(16 + 219 * luma), round(128 + 224 * (b - luma) / 1.772), round(128 + 224 * (r - luma) / 1.402)
