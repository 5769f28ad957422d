"""Signaling between the two pages of a pair."""

from __future__ import annotations

from typing import Any

from rtcmatrix.gather.page_link import PageLink
from rtcmatrix.gather.signaling import make_endpoints


def heard_on(link: PageLink) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    link.attach(heard.append)
    return heard


def test_messages_arrive_in_order_even_before_the_page_connects() -> None:
    offerer, answerer = make_endpoints()
    offerer.send({"kind": "offer", "value": 1})
    link = PageLink()
    answerer.connect(link)
    offerer.send({"kind": "candidate", "value": 2})
    heard = heard_on(link)
    offerer.send({"kind": "candidate", "value": 3})
    assert [each["content"]["value"] for each in heard] == [1, 2, 3]
    assert {each["type"] for each in heard} == {"signal"}


def test_only_a_failure_is_sent_to_the_other_page() -> None:
    offerer, answerer = make_endpoints()
    link = PageLink()
    offerer.connect(link)
    heard = heard_on(link)
    answerer.end(None)
    assert heard == []
    answerer.end("its tab crashed")
    assert heard == [{"type": "gone", "reason": "its tab crashed"}]
