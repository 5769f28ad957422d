"""Start Google Chrome: the Chromium family with the driver and options of Chrome."""

from __future__ import annotations

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.remote_connection import ChromeRemoteConnection
from selenium.webdriver.chrome.service import Service

from rtcmatrix.browsers.chromium_family import ChromiumFamily


class Chrome(ChromiumFamily):
    """Google Chrome."""

    name = "chrome"
    brand = "Google Chrome"
    make_options = Options
    make_service = Service
    make_connection = ChromeRemoteConnection
