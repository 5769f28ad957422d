"""Starts Microsoft Edge: its driver takes options of its own name."""

from __future__ import annotations

from selenium.webdriver.edge.options import Options
from selenium.webdriver.edge.remote_connection import EdgeRemoteConnection
from selenium.webdriver.edge.service import Service

from rtcmatrix.browsers.chromium_family import ChromiumFamily


class Edge(ChromiumFamily):
    """A browser with Microsoft Edge WebDriver."""

    make_options = Options
    make_service = Service
    make_connection = EdgeRemoteConnection
