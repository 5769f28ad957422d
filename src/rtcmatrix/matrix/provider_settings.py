"""Configure providers: where Selenium Manager downloads from instead of the vendors' servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Mirror:
    """The mirrors of one browser. The URLs may contain credentials: ``repr`` omits them."""

    browser: str | None = field(default=None, repr=False)
    """URL below which the browser's version lists and archives are; None for the vendor's server."""
    driver: str | None = field(default=None, repr=False)
    """The same for its driver."""


@dataclass(frozen=True, kw_only=True)
class ProviderSettings:
    """The ``providers`` of one matrix."""

    mirrors: Mapping[str, Mirror] = field(default_factory=dict)
    """Browser name -> ``selenium_manager.mirror``. Vendors arrange their files differently, so each has its own."""


DEFAULT_SETTINGS = ProviderSettings()
"""Those of a matrix without ``providers``."""
