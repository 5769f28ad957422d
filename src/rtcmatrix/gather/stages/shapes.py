"""Stage ``shapes``: a video of a circle, a square and a triangle as the camera, one second each, repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.video_file import HEIGHT, WIDTH

CAMERA = "shapes.y4m"
FRAME_RATE = 15
"""Frames per second; each shape has as many frames."""
SIZE = 144
"""Width of each shape in pixels."""
LIGHT = 225
DARK = 40
NEUTRAL = 128

Inside = Callable[[float, float], bool]

SHAPES: dict[str, Inside] = {
    "circle": lambda x, y: x * x + y * y <= 1,
    "square": lambda x, y: max(abs(x), abs(y)) <= 1,
    "triangle": lambda x, y: -2 / 3 * 3**0.5 <= y <= 3**0.5 / 3 and abs(x) <= (y + 2 / 3 * 3**0.5) / 3**0.5,
}
"""Whether a point is inside a shape around the origin, whose width is from -1 to 1; y increases downward."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Write the video file."""
    write_shapes(folder / CAMERA)
    yield PreparedStage(launch=Stage(camera=Path(CAMERA)))


def write_shapes(file: Path) -> None:
    """Write a YUV4MPEG2 file with dark shapes on a light background."""
    chroma = bytes([NEUTRAL]) * (WIDTH * HEIGHT // 2)
    with file.open("wb") as video:
        video.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAME_RATE}:1 Ip A1:1 C420mpeg2\n".encode())
        for inside in SHAPES.values():
            video.write((b"FRAME\n" + draw_luma(inside) + chroma) * FRAME_RATE)


def draw_luma(inside: Inside) -> bytes:
    """Draw the luma plane of one frame."""
    half = SIZE / 2
    return bytes(
        DARK if inside((x + 0.5 - WIDTH / 2) / half, (y + 0.5 - HEIGHT / 2) / half) else LIGHT
        for y in range(HEIGHT)
        for x in range(WIDTH)
    )
