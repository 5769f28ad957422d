"""Launch a browser for a moment, to see what it is."""

from __future__ import annotations

from rtcmatrix.gather.driver_connection import DRIVER_ERRORS
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.model import Provenance


def launch_briefly(browser: SingleBrowser, resources: SharedResources) -> Provenance:
    """Start a session without a page, end it, and return what was launched. Raises SessionStartError if it fails."""
    session = browser.start(resources)
    try:
        return session.provenance(str(session.driver.execute_script("return navigator.userAgent")))
    except DRIVER_ERRORS as error:
        raise SessionStartError(f"{browser.address} died after its launch: {error}") from error
    finally:
        session.close()
