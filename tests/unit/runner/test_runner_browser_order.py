"""The order in which browsers start."""

from __future__ import annotations

import pytest

from rtcmatrix.runner.browser_order import order_addresses


@pytest.mark.parametrize(
    ("addresses", "seconds", "ordered"),
    [
        (["a:1", "a:2", "b:1"], {}, ["a:1", "b:1", "a:2"]),
        (["a:1", "a:2", "b:1"], {"a:1": 1, "a:2": 2, "b:1": 3}, ["b:1", "a:2", "a:1"]),
        (["a:1", "a:2", "b:1"], {"a:1": 9}, ["b:1", "a:2", "a:1"]),
        (["a:1"], {"gone:1": 9}, ["a:1"]),
        ([], {}, []),
    ],
)
def test_the_longest_browser_starts_first_after_those_without_duration(
    addresses: list[str], seconds: dict[str, float], ordered: list[str]
) -> None:
    # Each browser's time is the sum of two probes
    durations = {f"p/{half}.js@{address}": total / 2 for address, total in seconds.items() for half in "xy"}
    assert order_addresses(addresses, durations) == ordered
