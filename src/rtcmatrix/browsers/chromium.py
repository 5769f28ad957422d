"""Starts Chromium-based browsers whose driver takes ChromeDriver's options: Chrome, Chromium, and most others."""

from __future__ import annotations

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.remote_connection import ChromeRemoteConnection
from selenium.webdriver.chrome.service import Service

from rtcmatrix.browsers.chromium_family import ChromiumFamily


class Chromium(ChromiumFamily):
    """A browser with ChromeDriver."""

    make_options = Options
    make_service = Service
    make_connection = ChromeRemoteConnection
