"""What the server finds in frames that are drawn here: shapes at known positions, and nothing in empty frames."""

from __future__ import annotations

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from rtcmatrix.peer import sight, stamp  # noqa: E402 - only where the libraries are

WIDTH = 640
HEIGHT = 360
BLUE_FIRST = {"red": (30, 30, 210), "green": (50, 150, 20), "blue": (210, 50, 30)}


def ground(width: int = WIDTH, height: int = HEIGHT) -> Any:
    return np.full((height, width, 3), 225, np.uint8)


def draw_stamp(picture: Any, number: int) -> None:
    """Draw as pages/lib/stamp.js does."""
    height, width = picture.shape[:2]
    bits = (number << 4) | stamp.check_of(number)
    across, down = width / stamp.COLUMNS, height * stamp.BAND / stamp.ROWS
    for at in range(stamp.COLUMNS * stamp.ROWS):
        row, column = divmod(at, stamp.COLUMNS)
        top, left = int(row * down), int(column * across)
        picture[top : int((row + 1) * down), left : int((column + 1) * across)] = 255 if bits >> at & 1 else 0


def draw_shape(picture: Any, kind: str, colour: str, x: int, y: int, half: int) -> None:
    paint = BLUE_FIRST[colour]
    if kind == "circle":
        cv2.circle(picture, (x, y), half, paint, -1, cv2.LINE_AA)
    elif kind == "square":
        cv2.rectangle(picture, (x - half, y - half), (x + half, y + half), paint, -1)
    else:
        high = half * 3**0.5
        corners = [(x, y - high * 2 / 3), (x + half, y + high / 3), (x - half, y + high / 3)]
        cv2.fillPoly(picture, [np.array(corners, np.int32)], paint, cv2.LINE_AA)


def blurred(picture: Any) -> Any:
    """As a codec leaves it at a low rate."""
    written = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    return cv2.imdecode(written, cv2.IMREAD_COLOR)


@pytest.mark.parametrize("kind", ["circle", "square", "triangle"])
@pytest.mark.parametrize("colour", ["red", "green", "blue"])
def test_a_shape_is_found_where_it_was_drawn(kind: str, colour: str) -> None:
    picture = ground()
    draw_shape(picture, kind, colour, 180, 252, 54)
    found = sight.look_at(blurred(picture)).shape
    assert found is not None
    assert (found.kind, found.colour) == (kind, colour)
    assert (found.x * WIDTH, found.y * HEIGHT) == pytest.approx((180, 252), abs=3)


@pytest.mark.parametrize(("width", "height"), [(320, 180), (1280, 720), (360, 640)])
def test_a_shape_is_found_in_frames_of_other_sizes(width: int, height: int) -> None:
    picture = ground(width, height)
    draw_shape(picture, "circle", "green", width // 4, height * 7 // 10, min(width, height) // 7)
    found = sight.look_at(blurred(picture)).shape
    assert found is not None
    assert found.kind == "circle"
    assert (found.x, found.y) == pytest.approx((0.25, 0.7), abs=0.01)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_marker_is_read_with_how_it_is_turned(turned: int) -> None:
    drawn = cv2.aruco.generateImageMarker(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), 23, 108)
    picture = ground()
    picture[198:306, 430:538] = np.rot90(drawn, -turned // 90)[..., None]
    found = sight.look_at(blurred(picture)).marker
    assert found is not None
    assert (found.number, found.turned) == (23, turned)
    assert (found.x * WIDTH, found.y * HEIGHT) == pytest.approx((484, 252), abs=3)


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_nothing_is_found_in_an_empty_frame(shade: int) -> None:
    seen = sight.look_at(np.full((HEIGHT, WIDTH, 3), shade, np.uint8))
    assert (seen.frame, seen.shape, seen.marker) == (None, None, None)


def test_the_blocks_of_a_number_are_no_shape() -> None:
    picture = ground()
    draw_stamp(picture, 1234)
    seen = sight.look_at(blurred(picture))
    assert (seen.frame, seen.shape, seen.marker) == (1234, None, None)


@pytest.mark.parametrize("number", [0, 1, 255, 2730, 4095])
@pytest.mark.parametrize(("width", "height"), [(160, 90), (640, 360), (360, 640)])
def test_a_number_is_read_at_any_size(number: int, width: int, height: int) -> None:
    picture = ground(width, height)
    draw_stamp(picture, number)
    assert sight.look_at(blurred(picture)).frame == number


def test_a_box_is_drawn_around_the_shape_and_nothing_else_is_changed() -> None:
    picture = ground()
    draw_shape(picture, "square", "blue", 180, 252, 54)
    seen = sight.look_at(picture)
    boxed = sight.with_box(picture, seen)
    assert tuple(boxed[252, 126]) == sight.BOX
    assert tuple(boxed[252, 180]) == BLUE_FIRST["blue"]
    assert (boxed[300:, 400:] == 225).all()
    assert tuple(picture[252, 126]) == BLUE_FIRST["blue"], "the picture itself stays as it was"


def test_an_inverted_frame_has_the_opposite_of_each_color() -> None:
    picture = ground()
    draw_shape(picture, "square", "red", 180, 252, 54)
    turned = sight.inverted(picture, sight.look_at(picture))
    assert tuple(turned[252, 180]) == (225, 225, 45)
    assert tuple(turned[10, 10]) == (30, 30, 30)


def test_what_is_seen_can_be_serialized_as_json() -> None:
    picture = ground()
    draw_shape(picture, "circle", "red", 180, 252, 54)
    told = sight.look_at(picture).told()
    assert told["shape"]["kind"] == "circle"
    assert told["marker"] is None
    assert len(told["tiles"]) == 16
