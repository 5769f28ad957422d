"""Start a local driver and a session in it: the part common to all browsers. Knows no browser."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import psutil
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.webdriver import LocalWebDriver
from selenium.webdriver.remote.client_config import ClientConfig
from urllib3 import Retry
from urllib3.exceptions import HTTPError

from rtcmatrix.browsers.tether import Tether, make_tether
from rtcmatrix.process_groups import creation_flags, has_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from pathlib import Path

    from selenium.webdriver.common.options import BaseOptions
    from selenium.webdriver.common.service import Service
    from selenium.webdriver.remote.remote_connection import RemoteConnection

    from rtcmatrix.model import Build

REPLY_INTERVAL = 0.002
"""Seconds between polls for a BiDi reply; Selenium's default of 0.1 s is most of the time of a short command."""

REPLY_TIMEOUT = 30
"""Timeout of a BiDi command in seconds."""

COMMAND_TIMEOUT = 60
"""Timeout of an HTTP request to the driver in seconds."""


NEVER_BY_PROXY = ("localhost", "127.0.0.1", "::1", ".localhost")
"""Hosts that bypass the proxy: driver, BiDi and page server are all on this machine."""

DriverT = TypeVar("DriverT", bound=LocalWebDriver)


def without_proxies(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without proxy variables, in upper or lower case: browsers load pages from this machine."""
    return {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}


def spare_loopback(environment: MutableMapping[str, str]) -> None:
    """Exclude loopback from the proxies of the environment, the only setting that the BiDi client reads."""
    if without_proxies(environment) == dict(environment):
        return
    excepted = (environment.get("no_proxy") or environment.get("NO_PROXY") or "").split(",")
    excepted = [host.strip() for host in excepted if host.strip()]
    if "*" not in excepted:
        excepted += [host for host in NEVER_BY_PROXY if host not in excepted]
    environment["no_proxy"] = environment["NO_PROXY"] = ",".join(excepted)


def driver_environment(build: Build, folder: Path) -> dict[str, str]:
    """Return the environment of driver and browser, which puts profiles and sockets into our folder."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return {**without_proxies(os.environ), **build.environment, **temporary_variables(temporary)}


def temporary_variables(folder: Path, system: str = sys.platform) -> dict[str, str]:
    """Return the variables that make a program use a temporary folder.

    TMPDIR is set on every system: the processes of a session are found by it. Windows reads TMP and TEMP, and Chromium
    on macOS MAC_CHROMIUM_TMPDIR (base/files/file_util_apple.mm).
    """
    names = {"win32": ("TMP", "TEMP"), "darwin": ("MAC_CHROMIUM_TMPDIR",)}.get(system, ())
    return dict.fromkeys(("TMPDIR", *names), str(folder))


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
    """Start the driver and a session; if either fails, stop both and raise WebDriverException.

    ``make_driver`` takes service, connection and options, because Selenium's local driver classes accept no client
    settings. The output of driver and browser is written to ``driver.log`` in the folder. ``timeout`` (seconds) is that
    of the new session; ``environment`` is added to the environment of the build.
    """
    spare_loopback(os.environ)
    environment = {**driver_environment(build, folder), **environment}
    tether = make_tether()
    with (folder / "driver.log").open("a", encoding="utf-8") as log:
        service = make_service(
            executable_path=build.driver,
            log_output=log,
            env=environment,
            # Ctrl-C in a terminal reaches every process of its group, but we stop the browser ourselves, in order.
            # The file names of a stage are relative to the folder
            popen_kw={
                "start_new_session": has_sessions() and not tether.leads,
                "creation_flags": creation_flags(),
                "cwd": folder,
            },
        )
        service.path = build.driver  # otherwise SE_CHROMEDRIVER and similar variables would replace it
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
    """Make the service start its driver on a tether, which lives as long as the service."""
    start, arguments = service._start_process, service.command_line_args  # noqa: SLF001 - there is no public method

    def start_tied(path: str) -> None:
        command = tether.wrap([path, *arguments()]) if os.access(path, os.X_OK) else [path, *arguments()]
        service.command_line_args = lambda: command[1:]  # type: ignore[method-assign]  # one command, for one service
        start(command[0])
        tether.hold(service.process.pid)

    service._start_process = start_tied  # type: ignore[method-assign]  # noqa: SLF001 - see above
    service.tether = tether  # type: ignore[attr-defined]  # has the same lifetime


def let_go_of(service: Service) -> None:
    """Close the tether of a driver, which ends the processes still tied to it."""
    tether = getattr(service, "tether", None)
    if tether is not None:
        tether.close()


def _connect(make_connection: Callable[..., RemoteConnection], url: str, timeout: float) -> RemoteConnection:
    """Connect to the driver, without any proxy of the environment."""
    # No retries: urllib3 would otherwise wait for the timeout four times
    retries = {"init_args_for_pool_manager": {"retries": Retry(total=3, read=0)}}
    settings: dict[str, Any] = {"timeout": timeout, "websocket_timeout": REPLY_TIMEOUT}
    settings["init_args_for_pool_manager"] = retries
    config = ClientConfig(remote_server_addr=url, websocket_interval=REPLY_INTERVAL, **settings)
    return make_connection(remote_server_addr=url, ignore_proxy=True, client_config=config)


def _kill(service: Service) -> None:
    """Kill a driver that may no longer respond, and every process that it started."""
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
