"""What two pages of a pair hear of each other, whenever each of them comes."""

from __future__ import annotations

from typing import Any

from rtcmatrix.gather.exchange import join_ends
from rtcmatrix.gather.link import Link


def heard_on(link: Link) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    link.attach(heard.append)
    return heard


def test_what_one_says_the_other_hears_in_order_however_late_it_comes() -> None:
    offerer, answerer = join_ends()
    offerer.send({"kind": "offer", "value": 1})
    link = Link()
    answerer.connect(link)
    offerer.send({"kind": "candidate", "value": 2})
    heard = heard_on(link)
    offerer.send({"kind": "candidate", "value": 3})
    assert [each["content"]["value"] for each in heard] == [1, 2, 3]
    assert {each["type"] for each in heard} == {"signal"}


def test_an_end_with_a_reason_is_reported_and_a_good_one_is_not() -> None:
    offerer, answerer = join_ends()
    link = Link()
    offerer.connect(link)
    heard = heard_on(link)
    answerer.leave(None)
    assert heard == []
    answerer.leave("its tab crashed")
    assert heard == [{"type": "gone", "reason": "its tab crashed"}]
