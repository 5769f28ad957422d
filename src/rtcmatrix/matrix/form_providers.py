"""Define ``providers`` of matrix.yaml: the mirrors of Selenium Manager."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, model_validator
from pydantic import WithJsonSchema as Shown

from rtcmatrix.credentials import hide_credentials
from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix.entry import Entry, one_of, quote, refuse

MIRRORED = tuple(kind.name for kind in KINDS.values() if kind.selenium_manager)
"""The browsers that Selenium Manager downloads."""


def _check_mirror(value: str) -> str:
    """Reject what Selenium Manager cannot append a path to."""
    try:
        url = urlsplit(value)
        usable = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:  # a port that is no number, brackets without an IPv6 address
        usable = False
    if usable and value.isprintable() and not set(value) & set(" ?#"):
        return value
    example = '"https://mirror.example.com/chrome-for-testing/"'
    shown = quote(_without_secrets(value))
    raise refuse(f"{shown} is not the URL of a mirror; expected http:// or https:// with a host, as in {example}")


def _without_secrets(value: str) -> str:
    """Hide what may be a password or token of an invalid URL: before an ``@``, after a ``?``."""
    shown = re.sub(r"[?#].*", "?***", value)
    return hide_credentials(shown if "://" in shown else f"***@{shown.rpartition('@')[2]}" if "@" in shown else shown)


MirrorUrl = Annotated[
    str, AfterValidator(_check_mirror), Shown({"type": "string", "pattern": "^https?://[^/?#]+[^?#]*$"})
]
Mirrored = Annotated[str, one_of("a browser that Selenium Manager downloads", MIRRORED)]


class MirrorEntry(Entry):
    """Where Selenium Manager downloads one browser and its driver from; docs/ci.md lists what a mirror contains."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    browser: MirrorUrl | None = None
    """URL of the mirror of the browser; by default, the vendor's server."""
    driver: MirrorUrl | None = None
    """URL of the mirror of its driver; by default, the vendor's server."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.browser is None and self.driver is None:
            raise refuse("neither browser nor driver is given; expected the URL of a mirror for at least one of them")
        return self


def _name_mirrored(shown: dict[str, Any]) -> None:
    """Add to the schema which browsers have mirrors."""
    shown["properties"]["mirror"]["propertyNames"] = {"enum": list(MIRRORED)}


class SeleniumManagerEntry(Entry):
    """Settings of the provider selenium_manager."""

    model_config = ConfigDict(json_schema_extra=_name_mirrored)

    mirror: dict[Mirrored, MirrorEntry] = {}
    """Mirrors by browser; the variables SE_BROWSER_MIRROR_URL and SE_DRIVER_MIRROR_URL override them."""


class ProvidersEntry(Entry):
    """Settings of providers."""

    selenium_manager: SeleniumManagerEntry = SeleniumManagerEntry()
    """Settings of Selenium Manager."""
