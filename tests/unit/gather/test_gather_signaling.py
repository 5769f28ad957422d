"""What two pages of a pair hear of each other, whenever each of them comes."""

from __future__ import annotations

from typing import Any

from rtcmatrix.gather.page_link import PageLink
from rtcmatrix.gather.signaling import make_endpoints


def heard_on(link: PageLink) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    link.attach(heard.append)
    return heard


def test_what_one_says_the_other_hears_in_order_however_late_it_comes() -> None:
    offerer, answerer = make_endpoints()
    offerer.send({"kind": "offer", "value": 1})
    link = PageLink()
    answerer.connect(link)
    offerer.send({"kind": "candidate", "value": 2})
    heard = heard_on(link)
    offerer.send({"kind": "candidate", "value": 3})
    assert [each["content"]["value"] for each in heard] == [1, 2, 3]
    assert {each["type"] for each in heard} == {"signal"}


def test_an_end_with_a_reason_is_told_and_a_good_one_is_not() -> None:
    offerer, answerer = make_endpoints()
    link = PageLink()
    offerer.connect(link)
    heard = heard_on(link)
    answerer.end(None)
    assert heard == []
    answerer.end("its tab crashed")
    assert heard == [{"type": "gone", "reason": "its tab crashed"}]
