"""The link between one page and its lane."""

from __future__ import annotations

from typing import Any

from rtcmatrix.gather.page_link import BrowserLost, LinkEvent, PageClosed, PageLink, PageMessage


def test_tokens_are_long_and_unique() -> None:
    tokens = {PageLink().token for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 24 for token in tokens)


def test_events_keep_their_order() -> None:
    link = PageLink()
    events: list[LinkEvent] = [PageMessage(content={"type": "hello"}), PageClosed(), BrowserLost(reason="gone")]
    for event in events:
        link.put(event)
    assert [link.events.get_nowait() for _ in events] == events


def test_a_second_page_is_rejected() -> None:
    link = PageLink()
    first: list[dict[str, Any]] = []
    second: list[dict[str, Any]] = []
    assert link.attach(first.append)
    assert not link.attach(second.append)
    link.answer(1)
    assert first == [{"type": "answer", "id": 1, "ok": True, "value": None}]
    assert second == []


def test_an_answer_is_a_value_or_an_error() -> None:
    link = PageLink()
    sent: list[dict[str, Any]] = []
    link.attach(sent.append)
    link.answer("a", value={"x": 1})
    link.answer("b", error="no")
    link.answer("c", error="cannot", unsupported=True)
    assert sent == [
        {"type": "answer", "id": "a", "ok": True, "value": {"x": 1}},
        {"type": "answer", "id": "b", "ok": False, "error": "no", "unsupported": False},
        {"type": "answer", "id": "c", "ok": False, "error": "cannot", "unsupported": True},
    ]


def test_an_answer_without_a_page_is_dropped() -> None:
    PageLink().answer(1)
