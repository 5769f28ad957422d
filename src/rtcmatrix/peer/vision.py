"""Find the stamp, a colored shape and an ArUco marker in one video frame with OpenCV. Pure."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np

from rtcmatrix.peer.stamp import BAND, Image, read_stamp

MIN_SATURATION = 110
"""Saturation, of 255, of the pixels of a shape. Video coding leaves white and gray far below it."""
MIN_VALUE = 60
MIN_AREA = 0.004
"""Minimum share of the frame that a shape covers; smaller areas are edges colored by video coding."""
MIN_CIRCULARITY = 0.86
"""Minimum ratio of a circle's area to that of a circle with the same perimeter: a square has 0.79, a triangle 0.6."""
CORNER = 0.05
"""Accuracy of the polygon around a shape, as a share of its perimeter."""
HUES = ((15, "red"), (45, "yellow"), (85, "green"), (135, "blue"), (165, "violet"), (181, "red"))
"""The upper limit of each color's hue, in OpenCV's half degrees."""
TILES = (4, 4)
BOX_COLOR = (255, 0, 255)
"""The color (BGR) of the box that is drawn around a shape."""
BOX_WIDTH = 6

_DETECTOR = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A colored shape; x and y are those of its center, as shares of the frame's width and height."""

    kind: str
    colour: str
    x: float
    y: float
    box: tuple[int, int, int, int]
    """Left, top, width and height in pixels."""


@dataclass(frozen=True, kw_only=True)
class Marker:
    """An ArUco marker of the dictionary 4X4_50."""

    number: int
    x: float
    y: float
    turned: int
    """Clockwise rotation in degrees, a multiple of 90."""


@dataclass(frozen=True, kw_only=True)
class FrameContent:
    """What was found in a frame."""

    frame: int | None
    width: int
    height: int
    shape: Shape | None
    marker: Marker | None
    tiles: tuple[int, ...]
    """The mean luma, 0 to 255, of each of four by four parts, row by row: motion changes them."""

    def to_json(self) -> dict[str, Any]:
        """Return it as sent to the page."""
        return asdict(self)


def analyze(image: Image) -> FrameContent:
    """Analyze a frame, an array of rows, columns and BGR."""
    height, width = image.shape[:2]
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return FrameContent(
        frame=read_stamp(gray),
        width=width,
        height=height,
        shape=find_shape(image),
        marker=find_marker(image),
        tiles=tuple(int(tile) for tile in cv2.resize(gray, TILES, interpolation=cv2.INTER_AREA).ravel()),
    )


def find_shape(image: Image) -> Shape | None:
    """Find the largest colored shape below the stamp."""
    height, width = image.shape[:2]
    top = int(height * BAND)
    hsv = cv2.cvtColor(image[top:], cv2.COLOR_BGR2HSV)
    mask = cv2.inRange(hsv, np.array((0, MIN_SATURATION, MIN_VALUE)), np.array((180, 255, 255)))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea, default=None)
    if contour is None or cv2.contourArea(contour) < MIN_AREA * width * height:
        return None
    moments = cv2.moments(contour)
    x, y = moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]
    box_left, box_top, box_width, box_height = cv2.boundingRect(contour)
    inside = np.zeros(mask.shape, np.uint8)
    cv2.drawContours(inside, [contour], -1, 255, -1)
    return Shape(
        kind=_kind_of(contour),
        colour=_color_name(float(np.median(hsv[..., 0][inside > 0]))),
        x=x / width,
        y=(y + top) / height,
        box=(box_left, box_top + top, box_width, box_height),
    )


def _kind_of(contour: Any) -> str:
    hull = cv2.convexHull(contour)
    perimeter = cv2.arcLength(hull, closed=True)
    if 4 * math.pi * cv2.contourArea(hull) / perimeter**2 > MIN_CIRCULARITY:
        return "circle"
    corners = len(cv2.approxPolyDP(hull, CORNER * perimeter, closed=True))
    return {3: "triangle", 4: "square"}.get(corners, "other")


def _color_name(hue: float) -> str:
    return next(name for limit, name in HUES if hue < limit)


def find_marker(image: Image) -> Marker | None:
    """Find a marker."""
    corners, numbers, _ = _DETECTOR.detectMarkers(image)
    if len(corners) == 0:
        return None
    height, width = image.shape[:2]
    square = np.asarray(corners[0]).reshape(4, 2)
    x, y = square.mean(axis=0)
    (left_x, left_y), (right_x, right_y) = square[0], square[1]
    degrees = math.degrees(math.atan2(right_y - left_y, right_x - left_x))
    return Marker(
        number=int(np.ravel(numbers)[0]), x=float(x) / width, y=float(y) / height, turned=round(degrees / 90) * 90 % 360
    )


def with_box(image: Image, content: FrameContent) -> Image:
    """Return the image with a box around the shape, if there is one."""
    if content.shape is not None:
        left, top, width, height = content.shape.box
        image = image.copy()
        cv2.rectangle(image, (left, top), (left + width, top + height), BOX_COLOR, BOX_WIDTH)
    return image


def inverted(image: Image, _content: FrameContent) -> Image:
    """Return the image with inverted colors."""
    return np.subtract(255, image, dtype=np.uint8)
