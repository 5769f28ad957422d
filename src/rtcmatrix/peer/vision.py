"""What OpenCV finds in one picture: its number, a coloured shape, a printed marker, and their places. Pure."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np

from rtcmatrix.peer.stamp import BAND, Picture, read_stamp

COLOURFUL = 110
"""Saturation, of 255, from which a point belongs to a shape. Coding leaves white and grey far below it."""
BRIGHT = 60
SMALLEST = 0.004
"""Share of the picture that a shape has at least; less is an edge that coding has coloured."""
ROUND = 0.86
"""How near an outline's area is to a circle's of the same length: a square has 0.79, a triangle 0.6."""
CORNER = 0.05
"""Share of an outline's length that a corner sticks out at least."""
COLOURS = ((15, "red"), (45, "yellow"), (85, "green"), (135, "blue"), (165, "violet"), (181, "red"))
"""The upper end of each colour's hue, in OpenCV's half degrees."""
TILES = (4, 4)
BOX = (255, 0, 255)
"""The colour, blue first, of the box that is drawn around a shape."""
BOX_WIDTH = 6

_DETECTOR = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A coloured shape; places are of its middle, in fractions of the picture's width and height."""

    kind: str
    colour: str
    x: float
    y: float
    box: tuple[int, int, int, int]
    """Left, top, width and height in pixels."""


@dataclass(frozen=True, kw_only=True)
class Marker:
    """A printed marker of the dictionary 4X4_50."""

    number: int
    x: float
    y: float
    turned: int
    """Degrees clockwise, a multiple of 90: where its upper edge has come to."""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What is in a picture."""

    frame: int | None
    width: int
    height: int
    shape: Shape | None
    marker: Marker | None
    tiles: tuple[int, ...]
    """The mean brightness, 0 to 255, of each of four by four parts, row by row: what moves changes them."""

    def told(self) -> dict[str, Any]:
        """Give it as the page is told."""
        return asdict(self)


def look_at(picture: Picture) -> Sight:
    """Look at a picture: rows, columns, and blue, green, red."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return Sight(
        frame=read_stamp(grey),
        width=width,
        height=height,
        shape=find_shape(picture),
        marker=find_marker(picture),
        tiles=tuple(int(tile) for tile in cv2.resize(grey, TILES, interpolation=cv2.INTER_AREA).ravel()),
    )


def find_shape(picture: Picture) -> Shape | None:
    """Find the largest coloured shape below the blocks of the number."""
    height, width = picture.shape[:2]
    top = int(height * BAND)
    hsv = cv2.cvtColor(picture[top:], cv2.COLOR_BGR2HSV)
    mask = cv2.inRange(hsv, np.array((0, COLOURFUL, BRIGHT)), np.array((180, 255, 255)))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None or cv2.contourArea(outline) < SMALLEST * width * height:
        return None
    moments = cv2.moments(outline)
    x, y = moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]
    left, upper, wide, high = cv2.boundingRect(outline)
    inside = np.zeros(mask.shape, np.uint8)
    cv2.drawContours(inside, [outline], -1, 255, -1)
    return Shape(
        kind=_kind_of(outline),
        colour=_name_of(float(np.median(hsv[..., 0][inside > 0]))),
        x=x / width,
        y=(y + top) / height,
        box=(left, upper + top, wide, high),
    )


def _kind_of(outline: Any) -> str:
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, closed=True)
    if 4 * math.pi * cv2.contourArea(hull) / length**2 > ROUND:
        return "circle"
    corners = len(cv2.approxPolyDP(hull, CORNER * length, closed=True))
    return {3: "triangle", 4: "square"}.get(corners, "other")


def _name_of(hue: float) -> str:
    return next(name for end, name in COLOURS if hue < end)


def find_marker(picture: Picture) -> Marker | None:
    """Find a marker."""
    corners, numbers, _ = _DETECTOR.detectMarkers(picture)
    if len(corners) == 0:
        return None
    height, width = picture.shape[:2]
    square = np.asarray(corners[0]).reshape(4, 2)
    x, y = square.mean(axis=0)
    (left_x, left_y), (right_x, right_y) = square[0], square[1]
    degrees = math.degrees(math.atan2(right_y - left_y, right_x - left_x))
    return Marker(
        number=int(np.ravel(numbers)[0]), x=float(x) / width, y=float(y) / height, turned=round(degrees / 90) * 90 % 360
    )


def with_box(picture: Picture, sight: Sight) -> Picture:
    """Give the picture with a box around the shape, where there is one."""
    if sight.shape is not None:
        left, top, wide, high = sight.shape.box
        picture = picture.copy()
        cv2.rectangle(picture, (left, top), (left + wide, top + high), BOX, BOX_WIDTH)
    return picture


def inverted(picture: Picture, _sight: Sight) -> Picture:
    """Give the picture with each colour turned into its opposite."""
    return np.subtract(255, picture, dtype=np.uint8)
