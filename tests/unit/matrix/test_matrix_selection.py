"""Patterns over addresses, and the browsers they select."""

import pytest

from rtcmatrix.errors import ConfigurationError, NothingSelectedError
from rtcmatrix.matrix import matches, select_browsers, split_patterns
from rtcmatrix.matrix.selection import expand_braces
from rtcmatrix.model import BrowserSpec


def spec(address: str) -> BrowserSpec:
    name, _, selector = address.partition(":")
    return BrowserSpec(name=name, selector=selector, channel=selector)


BROWSERS = tuple(spec(address) for address in ("chrome:stable", "chrome:beta", "edge:beta", "chromium:150"))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("edge:*", "edge:beta", True),
        ("edge:*", "edge", False),
        ("chrom:*", "chrome:beta", False),
        ("chrom*", "chromium:150", True),
        ("{chrome,edge}:beta", "edge:beta", True),
        ("{chrome,edge}:beta", "edge:stable", False),
        ("{chrome:{stable,beta},edge:dev}", "chrome:beta", True),
        ("{chrome:{stable,beta},edge:dev}", "edge:dev", True),
        ("{chrome:{stable,beta},edge:dev}", "edge:beta", False),
        ("chromium:15?", "chromium:150", True),
        ("chromium:15[0-3]", "chromium:152", True),
        ("EDGE:*", "edge:beta", False),
        ("{,un}stable", "unstable", True),
        ("getusermedia/*", "getusermedia/exact_width", True),
    ],
)
def test_patterns(pattern: str, text: str, *, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["{a", "a}", "{a,{b}", "}{"])
def test_braces_that_do_not_pair_are_refused(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match=r"without a"):
        matches(pattern, "a")


def test_braces_that_multiply_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="expands to more than 1000 names"):
        expand_braces("{a,b}" * 40)


def test_patterns_are_split_outside_braces() -> None:
    assert split_patterns("a, {b,c}:d,,e") == ("a", "{b,c}:d", "e")


@pytest.mark.parametrize(
    ("patterns", "selected"),
    [
        ((), ["chrome:stable", "chrome:beta", "edge:beta", "chromium:150"]),
        (("edge:*", "chrome:stable"), ["chrome:stable", "edge:beta"]),
        (("*:beta", "chrome:*"), ["chrome:stable", "chrome:beta", "edge:beta"]),
    ],
)
def test_selection_keeps_the_order_of_the_matrix(patterns: tuple[str, ...], selected: list[str]) -> None:
    assert [browser.address for browser in select_browsers(BROWSERS, patterns)] == selected


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("edge:bta", '; did you mean "edge:beta"?'),
        ("edge", '; did you mean "edge:*"?'),
        ("crome", '; did you mean "chrome:*"?'),
        ("zzzzzzzz:q", ""),
    ],
)
def test_a_pattern_that_matches_nothing_is_reported_with_the_nearest(pattern: str, hint: str) -> None:
    with pytest.raises(NothingSelectedError) as caught:
        select_browsers(BROWSERS, ("chrome:beta", pattern))
    assert str(caught.value) == (
        f'no browser matches "{pattern}"; the matrix has: chrome:stable, chrome:beta, edge:beta, chromium:150{hint}'
    )
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("pattern", "address", "meant"),
    [
        ("chrome:beta", "chrome:beta@linux", True),
        ("chrome:{stable,beta}", "chrome:beta@linux-arm64", True),
        ("chrome:*", "chrome:beta@linux", True),
        ("chrome:beta@linux", "chrome:beta@linux", True),
        ("*@linux", "chrome:beta@linux", True),
        ("*@linux", "chrome:beta@windows", False),
        ("*@linux", "chrome:beta", False),
        ("chrome:beta@linux", "chrome:beta", False),
        ("chrome:stable", "chrome:beta@linux", False),
    ],
)
def test_an_address_means_its_columns_on_every_platform(pattern: str, address: str, *, meant: bool) -> None:
    assert matches(pattern, address) is meant
