"""Which cells one xdist worker runs."""

from __future__ import annotations

import pytest

from rtcmatrix.runner.scheduler import BrowserScheduling, address_of

CASES = [
    ("suites/codecs.py::test_vp8[chromium:150]", "chromium:150"),
    ("suites/codecs.py::test_vp8[firefox:esr]", "firefox:esr"),
    ("suites/codecs.py::TestX::test_vp8[edge:beta]", "edge:beta"),
    ("suites/codecs.py::test_vp8[chrome:150.0.7871.12]", "chrome:150.0.7871.12"),
    ("suites/codecs.py::test_vp8", None),
    ("suites/codecs.py::test_vp8[1]", None),
    ("suites/codecs.py::test_vp8[]", None),
    ("suites/codecs.py::test_vp8[:]", None),
    ("suites/codecs.py::test_vp8[chromium:]", None),
    ("suites/codecs.py::test_vp8[:150]", None),
    ("suites/codecs.py::test_vp8[a[b:c]]", None),
    ("suites/[a:b].py::test_vp8", None),
    ("suites/codecs.py::test_vp8[a:b] ", None),
    ("", None),
]


@pytest.mark.parametrize(("node_id", "address"), CASES)
def test_the_address_is_the_end_of_the_node_id(node_id: str, address: str | None) -> None:
    assert address_of(node_id) == address


@pytest.mark.parametrize(
    ("node_id", "scope"),
    [
        ("suites/codecs.py::test_vp8[chromium:150]", "chromium:150"),
        ("suites/other.py::test_x[chromium:150]", "chromium:150"),
        ("tests/test_a.py::test_x[1]", "tests/test_a.py"),
    ],
)
def test_cells_of_a_browser_have_one_scope(node_id: str, scope: str) -> None:
    # Only this method is ours; a whole scheduler needs a running pytest.
    scheduling = BrowserScheduling.__new__(BrowserScheduling)
    assert scheduling._split_scope(node_id) == scope
