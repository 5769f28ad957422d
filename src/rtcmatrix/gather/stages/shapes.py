"""Stage ``shapes``: the camera is a film of a circle, a square and a triangle, a second each, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.test_video import HEIGHT, WIDTH
from rtcmatrix.gather.stage_parts.prepared import Staging

CAMERA = "shapes.y4m"
RATE = 15
"""Frames a second; each shape has as many."""
SIZE = 144
"""Pixels that each is wide."""
LIGHT = 225
DARK = 40
NEUTRAL = 128

Inside = Callable[[float, float], bool]

KINDS: dict[str, Inside] = {
    "circle": lambda x, y: x * x + y * y <= 1,
    "square": lambda x, y: max(abs(x), abs(y)) <= 1,
    "triangle": lambda x, y: -2 / 3 * 3**0.5 <= y <= 3**0.5 / 3 and abs(x) <= (y + 2 / 3 * 3**0.5) / 3**0.5,
}
"""Whether a point belongs to a shape about the middle, whose width reaches from -1 to 1; y grows downwards."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Write the film."""
    write_shapes(folder / CAMERA)
    yield Staging(stage=Stage(camera=Path(CAMERA)))


def write_shapes(file: Path) -> None:
    """Write the film: dark shapes on a light ground."""
    chroma = bytes([NEUTRAL]) * (WIDTH * HEIGHT // 2)
    with file.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420mpeg2\n".encode())
        for inside in KINDS.values():
            film.write((b"FRAME\n" + draw(inside) + chroma) * RATE)


def draw(inside: Inside) -> bytes:
    """Draw the luma of one picture."""
    half = SIZE / 2
    return bytes(
        DARK if inside((x + 0.5 - WIDTH / 2) / half, (y + 0.5 - HEIGHT / 2) / half) else LIGHT
        for y in range(HEIGHT)
        for x in range(WIDTH)
    )
