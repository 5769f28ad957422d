"""Requests of a page that its driver fulfills, recordings, and requests that fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from standin_gathering import RUN
from standin_session import Act, Page, StandInSession

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather import recordings
from rtcmatrix.gather.lane import Lane


def asks(answers: list[dict[str, Any]], *asked: tuple[str, dict[str, Any]]) -> Act:
    """Be a page that asks, and then is done."""

    def act(page: Page) -> None:
        page.link.attach(answers.append)
        page.hello()
        for number, (name, params) in enumerate(asked):
            page.say(type="ask", id=number, name=name, params=params)
        page.record()

    return act


def test_permissions_and_activation_are_fulfilled(make_lane: Callable[..., Lane], session: StandInSession) -> None:
    answers: list[dict[str, Any]] = []
    camera = {"name": "camera", "state": "granted", "origin": None}
    other = {"name": "microphone", "state": "denied", "origin": "http://other.localhost"}
    make_lane(asks(answers, ("permit", camera), ("permit", other), ("activate", {}))).gather(RUN)
    assert [answer["ok"] for answer in answers] == [True, True, True]
    own, foreign = session.permitted
    assert own["origin"].startswith("http://area-one-")
    assert (own["name"], own["state"]) == ("camera", "granted")
    assert foreign == other
    assert session.activated == session.windows


def test_a_recording_is_saved_under_a_sanitized_name(
    make_lane: Callable[..., Lane], session: StandInSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "inspect", lambda _: {"format": "made up"})
    session.folder = tmp_path
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    answers: list[dict[str, Any]] = []
    film = {"piece": "eA==", "name": "../../A film", "type": "video/webm;codecs=vp8"}
    lane = make_lane(asks(answers, ("inspect", film), ("inspect", {"piece": "?"})), artifacts=artifacts)
    told = lane.gather(RUN).evidence
    [artifact] = told.artifacts
    assert (artifact.name, artifact.media_type) == ("recording a-film", "video/webm")
    assert artifact.path == "artifacts/chromium-150--area-one.js--a-film.webm"
    assert (tmp_path / artifact.path).read_bytes() == b"x"
    assert answers[0]["value"] == {"format": "made up"}
    assert "is not base64" in answers[1]["error"]
    assert not answers[1]["unsupported"]


def test_without_ffprobe_the_request_is_unsupported(
    make_lane: Callable[..., Lane], session: StandInSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    session.folder = tmp_path
    answers: list[dict[str, Any]] = []
    make_lane(asks(answers, ("inspect", {"piece": "eA==", "name": "x", "type": "video/webm"}))).gather(RUN)
    assert answers[0]["unsupported"]
    assert '"ffprobe" of the package ffmpeg' in answers[0]["error"]


def test_unsupported_and_unknown_requests_are_answered_with_errors(
    make_lane: Callable[..., Lane], session: StandInSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def permit(window: object, **asked: str) -> None:
        raise NotSupportedByBrowser(f"no permission {asked['name']}")

    monkeypatch.setattr(session, "permit", permit)
    answers: list[dict[str, Any]] = []
    told = make_lane(asks(answers, ("permit", {"name": "x", "state": "granted"}), ("fly", {}))).gather(RUN).evidence
    assert [(answer["error"], answer["unsupported"]) for answer in answers] == [
        ("no permission x", True),
        ('unknown request "fly"', False),
    ]
    assert told.fault is None
