"""Start Microsoft Edge: the Chromium family with the driver and options of Edge."""

from __future__ import annotations

from selenium.webdriver.edge.options import Options
from selenium.webdriver.edge.remote_connection import EdgeRemoteConnection
from selenium.webdriver.edge.service import Service

from rtcmatrix.browsers.chromium_family import ChromiumFamily


class Edge(ChromiumFamily):
    """Microsoft Edge."""

    name = "edge"
    brand = "Microsoft Edge"
    make_options = Options
    make_service = Service
    make_connection = EdgeRemoteConnection
