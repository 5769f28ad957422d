"""Handle the client's connections to a driver, HTTP and BiDi: their timeouts, their errors, their end."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver
from urllib3.exceptions import HTTPError, MaxRetryError, ReadTimeoutError
from websocket import WebSocketException

from rtcmatrix.browsers.local import let_go_of

DRIVER_ERRORS = (WebDriverException, WebSocketException, HTTPError, OSError)
"""What a command may raise: an error response of the driver, or a connection that closed."""

READER_JOIN_TIMEOUT = 1.0
"""Seconds for the thread that reads a BiDi connection to notice that it closed."""


class _FailingReplies(dict[int, dict[str, str]]):
    """Replaces the replies of a closed BiDi connection: every pending command gets an error.

    Selenium does not notice that its connection closed; each command would wait for its whole timeout.
    """

    def __contains__(self, key: object) -> bool:
        return True

    def pop(self, key: int, default: object = None) -> dict[str, str]:  # noqa: ARG002 - signature of dict
        """Return an error as the reply."""
        return {"error": "unknown error", "message": "the connection to the browser is closed"}


def connect_bidi(driver: WebDriver, on_timeout: Callable[[str], None]) -> None:
    """Connect to a driver that supports BiDi, and load every module that is used.

    ``on_timeout`` is called when a command was not answered in time: no further one would be.

    Selenium connects when a module is first used, without a lock: lanes that did so at once had a connection each, and
    only the commands of the last one could be failed.
    """
    _ = driver.browser, driver.browsing_context, driver.script, driver.permissions
    connection: Any = driver._websocket_connection  # noqa: SLF001 - there is no public name for it
    connection._wait_until = _ReplyWait(  # noqa: SLF001 - see _ReplyWait
        connection.response_wait_timeout, connection.response_wait_interval, on_timeout
    )


@dataclass(frozen=True)
class _ReplyWait:
    """Waits for a BiDi reply by the clock. Selenium counts its sleeps, which take longer on a busy machine."""

    timeout: float
    interval: float
    on_timeout: Callable[[str], None]

    def __call__(self, condition: Callable[[], object]) -> object:
        deadline = time.monotonic() + self.timeout
        while not (result := condition()):
            if time.monotonic() >= deadline:
                self.on_timeout(f"a BiDi command was not answered within {self.timeout:g} s")
                return None
            time.sleep(self.interval)
        return result


def watch_http_timeouts(driver: WebDriver, on_timeout: Callable[[str], None]) -> None:
    """Call ``on_timeout`` when the driver does not answer a command over HTTP in time."""
    executor: Any = driver.command_executor
    execute = executor.execute

    def execute_watched(command: str, params: dict[str, Any]) -> Any:
        try:
            return execute(command, params)
        except HTTPError as error:
            if isinstance(error, ReadTimeoutError) or (
                isinstance(error, MaxRetryError) and isinstance(error.reason, ReadTimeoutError)
            ):
                timeout = executor.client_config.timeout
                on_timeout(f"the command {command} was not answered within {timeout:g} s")
            raise

    executor.execute = execute_watched


def supports_user_contexts(driver: WebDriver) -> bool:
    """Return whether a driver that supports BiDi has user contexts, by creating one: no capability says so."""
    try:
        driver.browser.remove_user_context(driver.browser.create_user_context())
    except DRIVER_ERRORS:
        return False
    return True


def fail_pending_commands(driver: WebDriver) -> None:
    """Make every command that waits for a BiDi reply raise."""
    connection = driver._websocket_connection  # noqa: SLF001 - there is no public name for it
    if connection is not None:
        connection._messages = _FailingReplies()  # noqa: SLF001 - see _FailingReplies


def close_connections(driver: WebDriver) -> None:
    """Close the client's resources for a driver that has ended: its connections, its log, its process handle."""
    connection = driver._websocket_connection  # noqa: SLF001 - quit() would wait for a driver that has ended
    if connection is not None:
        # Its reader notices the end by itself; closing first would make the socket wait for ten seconds
        connection._ws_thread.join(READER_JOIN_TIMEOUT)  # noqa: SLF001 - there is no public name for it
        connection.close()  # type: ignore[no-untyped-call]  # Selenium has no types here
        fail_pending_commands(driver)
    if not isinstance(driver.command_executor, str):
        driver.command_executor.close()  # type: ignore[no-untyped-call]  # Selenium has no types here
    let_go_of(driver.service)  # type: ignore[attr-defined]  # each browser file starts a local service
    with contextlib.suppress(*DRIVER_ERRORS, HTTPException):
        driver.service.stop()  # type: ignore[attr-defined]  # each browser file starts a local service
