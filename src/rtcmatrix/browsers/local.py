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
from urllib3 import Retry
from urllib3.exceptions import HTTPError

from rtcmatrix.browsers.tether import Tether, make_tether

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
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


NEVER_BY_PROXY = ("localhost", "127.0.0.1", "::1", ".localhost")
"""Hosts for which no proxy is asked: driver, BiDi and page server are all on this machine."""

DriverT = TypeVar("DriverT", bound=LocalWebDriver)


def without_proxies(environment: Mapping[str, str]) -> dict[str, str]:
    """Give an environment that names no proxy, in upper or lower case: what a browser loads is on this machine."""
    return {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}


def spare_loopback(environment: MutableMapping[str, str]) -> None:
    """Except loopback from the proxies of an environment: the BiDi client has no other setting. Downloads keep them."""
    if without_proxies(environment) == dict(environment):
        return
    excepted = (environment.get("no_proxy") or environment.get("NO_PROXY") or "").split(",")
    excepted = [host.strip() for host in excepted if host.strip()]
    if "*" not in excepted:
        excepted += [host for host in NEVER_BY_PROXY if host not in excepted]
    environment["no_proxy"] = environment["NO_PROXY"] = ",".join(excepted)


def driver_environment(build: Build, folder: Path) -> dict[str, str]:
    """Give the environment of the driver and, through it, of the browser: profiles and sockets land in our folder."""
    temporary = folder / "tmp"
    if len(str(temporary)) > LONGEST_TEMPORARY:
        # The browser would only say that it exited
        reason = f"too long for a browser's socket, at most {LONGEST_TEMPORARY} letters; set TMPDIR to a shorter folder"
        raise OSError(errno.ENAMETOOLONG, reason, str(temporary))
    temporary.mkdir(parents=True, exist_ok=True)
    return {**without_proxies(os.environ), **build.environment, "TMPDIR": str(temporary)}


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
    spare_loopback(os.environ)
    environment = {**driver_environment(build, folder), **environment}
    tether = make_tether()
    with (folder / "driver.log").open("a", encoding="utf-8") as log:
        service = make_service(
            executable_path=build.driver,
            log_output=log,
            env=environment,
            # Ctrl-C in a terminal reaches every process of its group: the browser is ours to end, in order.
            # A stage names its files relative to the folder
            popen_kw={"start_new_session": not tether.leads, "cwd": folder},
        )
        service.path = build.driver  # SE_CHROMEDRIVER and its like would silently bring another one
        _tie(service, tether)
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


def _tie(service: Service, tether: Tether) -> None:
    """Have the driver started on a tether, which lasts as long as the service."""
    start, arguments = service._start_process, service.command_line_args  # noqa: SLF001 - there is no public word for it

    def start_tied(path: str) -> None:
        command = tether.wrap([path, *arguments()]) if os.access(path, os.X_OK) else [path, *arguments()]
        service.command_line_args = lambda: command[1:]  # type: ignore[method-assign]  # one command, for one service
        start(command[0])
        tether.hold(service.process.pid)

    service._start_process = start_tied  # type: ignore[method-assign]  # noqa: SLF001 - see above
    service.tether = tether  # type: ignore[attr-defined]  # lives and ends with it


def let_go_of(service: Service) -> None:
    """End the tether of a driver: what is still tied to it ends."""
    tether = getattr(service, "tether", None)
    if tether is not None:
        tether.close()


def _connect(make_connection: Callable[..., RemoteConnection], url: str, timeout: float) -> RemoteConnection:
    """Make the client side; a proxy of the environment is never asked for a driver of this machine."""
    # A driver that does not answer is not asked again: urllib3 would wait for the time-out four times
    retries = {"init_args_for_pool_manager": {"retries": Retry(total=3, read=0)}}
    settings: dict[str, Any] = {"timeout": timeout, "websocket_timeout": REPLY_TIMEOUT}
    settings["init_args_for_pool_manager"] = retries
    config = ClientConfig(remote_server_addr=url, websocket_interval=REPLY_INTERVAL, **settings)
    return make_connection(remote_server_addr=url, ignore_proxy=True, client_config=config)


def _kill(service: Service) -> None:
    """End a driver that may not answer any more, and whatever it has started."""
    process = getattr(service, "process", None)
    if process is None:
        let_go_of(service)
        return
    with contextlib.suppress(psutil.Error):
        driver = psutil.Process(process.pid)
        for child in driver.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
        driver.kill()
    process.wait()
    let_go_of(service)
    service.stop()
