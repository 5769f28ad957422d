"""Start Chromium: the Chromium family with the driver and options of Chromium."""

from __future__ import annotations

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.remote_connection import ChromeRemoteConnection
from selenium.webdriver.chrome.service import Service

from rtcmatrix.browsers.chromium_family import ChromiumFamily


class Chromium(ChromiumFamily):
    """Chromium."""

    name = "chromium"
    brand = "Chromium"
    make_options = Options
    make_service = Service
    make_connection = ChromeRemoteConnection
