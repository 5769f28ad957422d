"""Select the mirrors that Selenium Manager downloads from, and name them in its refusals without their credentials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.credentials import HIDDEN, hide_credentials
from rtcmatrix.matrix import Mirror
from rtcmatrix.providers.selenium_tool import UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.matrix import ProviderSettings

BROWSER_VARIABLE = "SE_BROWSER_MIRROR_URL"
DRIVER_VARIABLE = "SE_DRIVER_MIRROR_URL"

_FAILED_URL = re.compile(r"(?: for url \(| URL )(https?://[^\s)]+)")
"""The URL that could not be used. URLs in advice ("Check available versions at https://...") do not match."""


def select_mirror(name: str, settings: ProviderSettings, environment: Mapping[str, str]) -> Mirror:
    """Return the mirror of a browser; the variables of the environment override matrix.yaml."""
    configured = settings.mirrors.get(name, Mirror())
    return Mirror(
        browser=environment.get(BROWSER_VARIABLE) or configured.browser,
        driver=environment.get(DRIVER_VARIABLE) or configured.driver,
    )


def mirror_environment(mirror: Mirror) -> dict[str, str]:
    """Return the variables for Selenium Manager: unlike arguments, other users cannot read them in the process list."""
    given = {BROWSER_VARIABLE: mirror.browser, DRIVER_VARIABLE: mirror.driver}
    return {name: url for name, url in given.items() if url}


def name_mirror(reason: str, mirror: Mirror) -> str:
    """Add to a reason of Selenium Manager which mirror it is about, without credentials."""
    reason = hide_credentials(reason)
    urls = list(dict.fromkeys(hide_credentials(url) for url in (mirror.browser, mirror.driver) if url))
    if not urls:
        return reason
    failed = _FAILED_URL.search(reason)
    used = [url for url in urls if failed and _folder(failed.group(1)).startswith(_folder(url))]
    named = " and ".join(f'"{url}"' for url in used or urls)
    if failed and not used:
        return f"{reason}; this URL is not on the mirror {named}"
    state = " is not reachable" if reason.startswith(UNREACHABLE) else ""
    return f"mirror {named}{state}: {reason}"


def _folder(url: str) -> str:
    """Return a URL without credentials, which some messages omit, and with a final slash."""
    return url.replace(HIDDEN, "").rstrip("/") + "/"
