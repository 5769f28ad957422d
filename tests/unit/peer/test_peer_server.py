"""Invalid requests and messages are answered with errors, and the next one works."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

pytest.importorskip("aiortc")
pytest.importorskip("cv2")

from rtcmatrix.peer import call, loopback, server


def ask(*texts: str) -> list[dict[str, Any]]:
    async def take() -> list[dict[str, Any]]:
        connection = server.PageConnection()
        try:
            return [await connection.answer(text) for text in texts]
        finally:
            await connection.close()

    return asyncio.run(take())


@pytest.mark.parametrize("text", ["{no", "[]", "1", "null", '{"do": "answer"}'])
def test_an_invalid_request_is_answered_without_id(text: str) -> None:
    [answer] = ask(text)
    assert answer["ok"] is False
    assert answer["id"] is None


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"do": "dance"}, "InvalidRequestError"),
        ({"do": "answer"}, "KeyError"),
        ({"do": "offer", "back": "upside down"}, "InvalidRequestError"),
        ({"do": "take answer", "sdp": "v=0"}, "InvalidStateError"),
    ],
)
def test_a_failed_request_is_answered_with_its_id_and_error(wanted: dict[str, Any], error: str) -> None:
    [answer] = ask(json.dumps({"id": 7, **wanted}))
    assert (answer["id"], answer["ok"], answer["error"]["name"]) == (7, False, error)


def test_the_next_request_works_after_an_invalid_offer() -> None:
    loopback.use_loopback_only()
    strange, fine = ask(
        json.dumps({"id": 1, "do": "answer", "sdp": "v=0\r\nm=video"}),
        json.dumps({"id": 2, "do": "offer", "tone": 440}),
    )
    assert strange["ok"] is False
    assert fine["ok"] is True
    candidates = [line for line in fine["value"]["sdp"].splitlines() if line.startswith("a=candidate")]
    assert candidates
    assert all(" 127.0.0.1 " in line for line in candidates), "nothing may leave this machine"


@pytest.mark.parametrize("origin", ["http://a.localhost:80", "https://a-b.localhost:4000", "http://localhost"])
def test_loopback_origins_are_accepted(origin: str) -> None:
    assert server.ORIGIN.fullmatch(origin)


@pytest.mark.parametrize("origin", ["", "null", "http://example.org", "http://localhost.example.org", "file://"])
def test_other_origins_are_rejected(origin: str) -> None:
    assert not server.ORIGIN.fullmatch(origin)


def test_data_channel_messages_are_answered() -> None:
    assert call.answers_to(b"\x00\x01") == [b"\x00\x01"]
    assert call.answers_to('{"echo": [1, "ü"]}') == [json.dumps({"echo": [1, "ü"]})]
    assert call.answers_to('{"count": 3}') == [json.dumps({"number": number}) for number in range(3)]


@pytest.mark.parametrize("message", ["{no", "[]", '{"count": 0}', '{"count": 1000000}', '{"dance": 1}'])
def test_invalid_data_channel_messages_are_answered_with_an_error(message: str) -> None:
    [answer] = call.answers_to(message)
    assert isinstance(answer, str)
    assert json.loads(answer)["error"]
