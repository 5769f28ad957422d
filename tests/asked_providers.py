"""Providers asked for the browser of an address, and what they answer."""

from collections.abc import Callable

from rtcmatrix.model import BrowserSpec, Build, Unavailable
from rtcmatrix.providers import provide

Program = Callable[[str, str], str]


def spec(address: str, **more: str) -> BrowserSpec:
    name, _, selector = address.partition(":")
    number = selector[0].isdigit()
    return BrowserSpec(
        name=name,
        selector=selector,
        channel=None if number else selector,
        version=selector if number else None,
        provider=more.pop("provider", "installed"),
        binary=more.pop("binary", None),
        driver=more.pop("driver", None),
    )


def ask_for(address: str, **more: str) -> Build | Unavailable:
    return provide(spec(address, **more), install=False, say=lambda _: None)


def reason(address: str, **more: str) -> str:
    found = ask_for(address, **more)
    assert isinstance(found, Unavailable), found
    return found.reason
