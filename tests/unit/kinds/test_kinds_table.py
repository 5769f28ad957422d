"""The table of browser kinds contradicts itself nowhere, and no other file says what it says."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import rtcmatrix
from rtcmatrix.kinds import KINDS, Product, every_product, find_kind, find_product

SOURCES = Path(rtcmatrix.__file__).parent
ELSEWHERE = {
    ("browsers/__init__.py", "edge"),  # a starter, which a kind names
    ("gather/session.py", "chrome"),  # a capability of chromedriver
    ("providers/drivers.py", "geckodriver"),  # a package of PyPI that has this driver
    ("runs/brands.py", "Safari"),  # a product token that browsers of two engines send
    ("runs/saved.py", "brave"),  # navigator.brave
}
"""(file, word) where a word of the table means another thing."""
WORDS: dict[str, Callable[[Product], tuple[str, ...]]] = {
    "names": lambda product: product.names,
    "product tokens": lambda product: product.agent_tokens,
    "client hints": lambda product: (product.brand, *product.hint_brands),
    "products of wptreport.json": lambda product: product.wpt_products,
}


@pytest.mark.parametrize("what", WORDS)
def test_a_word_means_one_product(what: str) -> None:
    """A browser of recognized.py that becomes a kind leaves that file."""
    told = Counter(word for product in every_product() for word in set(WORDS[what](product)))
    assert [word for word, times in told.items() if times > 1] == []


@pytest.mark.parametrize("product", list(every_product()), ids=lambda product: product.name)
def test_names_are_written_as_they_are_looked_up(product: Product) -> None:
    assert all(word == word.lower() for word in (product.name, *product.also, *product.wpt_products))
    assert find_product(product.brand.upper()) is find_product(product.name) is product


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_whole(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert find_kind(kind.brand) is kind
    assert kind.brand.startswith(kind.maker)
    assert kind.version_names or kind.version_names_without_channel
    assert len(set(kind.channel_names)) == len(kind.channels) > 0
    assert all(channel.programs for channel in kind.channels)
    assert kind.debian is None or kind.debian.channel in kind.channel_names


def test_what_is_no_kind_is_none() -> None:
    assert find_kind("Safari") is None
    assert find_product("Ladybird") is None
    assert find_product("Chrome for iOS") is not find_product("chrome")


def test_no_other_file_names_browsers() -> None:
    words = {word for product in every_product() for words in WORDS.values() for word in words(product)}
    words |= {product.brand for product in every_product()} | {kind.driver for kind in KINDS.values()}
    found = {
        (file.relative_to(SOURCES).as_posix(), node.value)
        for file in SOURCES.rglob("*.py")
        if file.parent.name != "kinds"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in words
    }
    assert found - ELSEWHERE == set()
