"""Starts a driver of this machine and a session in it: the part that all browsers have in common. Knows no browser."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING, Any, TypeVar

import psutil
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.webdriver import LocalWebDriver
from selenium.webdriver.remote.client_config import ClientConfig
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from selenium.webdriver.common.options import BaseOptions
    from selenium.webdriver.common.service import Service
    from selenium.webdriver.remote.remote_connection import RemoteConnection

    from rtcmatrix.model import Build

LONGEST_TEMPORARY = 60
"""Letters of a folder below which a Chromium profile's socket still fits into a system's 107."""

REPLY_INTERVAL = 0.002
"""Seconds between two looks for a BiDi reply; Selenium's own 0.1 s is most of the time of a short command."""

REPLY_TIMEOUT = 30
"""Seconds until a BiDi command that is not answered has failed."""

COMMAND_TIMEOUT = 60
"""Seconds until a driver that does not answer over HTTP has failed."""


DriverT = TypeVar("DriverT", bound=LocalWebDriver)


def driver_environment(build: Build, folder: Path) -> dict[str, str]:
    """Give the environment of the driver and, through it, of the browser: profiles and sockets land in our folder."""
    temporary = folder / "tmp"
    if len(str(temporary)) > LONGEST_TEMPORARY:
        # The browser would only say that it exited
        reason = f"too long for a browser's socket, at most {LONGEST_TEMPORARY} letters; set TMPDIR to a shorter folder"
        raise OSError(errno.ENAMETOOLONG, reason, str(temporary))
    temporary.mkdir(parents=True, exist_ok=True)
    return {**os.environ, **build.environment, "TMPDIR": str(temporary)}


def start_session(
    make_driver: Callable[..., DriverT],
    *,
    make_service: Callable[..., Service],
    make_connection: Callable[..., RemoteConnection],
    options: BaseOptions,
    build: Build,
    folder: Path,
    timeout: float,
    environment: Mapping[str, str],
) -> DriverT:
    """Start the driver and a session; WebDriverException where either fails, and then nothing of them is left running.

    ``make_driver`` takes service, connection and options: Selenium's own local classes take no client settings.
    What driver and browser print is in ``driver.log`` of the folder. ``timeout`` (seconds) is that of the new session;
    ``environment`` is added to what the build needs.
    """
    environment = {**driver_environment(build, folder), **environment}
    with (folder / "driver.log").open("a", encoding="utf-8") as log:
        service = make_service(
            executable_path=build.driver,
            log_output=log,
            env=environment,
            # Ctrl-C in a terminal reaches every process of its group: the browser is ours to end, in order.
            # A stage names its files relative to the folder
            popen_kw={"start_new_session": True, "cwd": folder},
        )
        service.path = build.driver  # SE_CHROMEDRIVER and its like would silently bring another one
        try:
            service.start()
            connection = _connect(make_connection, service.service_url, timeout)
            driver = make_driver(service=service, connection=connection, options=options)
        except HTTPError as wrong:
            _kill(service)
            raise WebDriverException(f"no session within {timeout:g} s: {type(wrong).__name__}") from wrong
        except BaseException:
            _kill(service)
            raise
    connection.client_config.timeout = COMMAND_TIMEOUT
    return driver


def _connect(make_connection: Callable[..., RemoteConnection], url: str, timeout: float) -> RemoteConnection:
    """Make the client side; a proxy of the environment is never asked for a driver of this machine."""
    settings: dict[str, Any] = {"timeout": timeout, "websocket_timeout": REPLY_TIMEOUT}
    config = ClientConfig(remote_server_addr=url, websocket_interval=REPLY_INTERVAL, **settings)
    return make_connection(remote_server_addr=url, ignore_proxy=True, client_config=config)


def _kill(service: Service) -> None:
    """End a driver that may not answer any more, and whatever it has started."""
    process = getattr(service, "process", None)
    if process is None:
        return
    with contextlib.suppress(psutil.Error):
        driver = psutil.Process(process.pid)
        for child in driver.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
        driver.kill()
    process.wait()
    service.stop()
