"""The client's lines to a driver: what they end in, and how they are let go with it. Knows no browser."""

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
"""What a command can end in: the driver's own refusal, or its line being cut under it."""

GOODBYE = 1.0
"""Seconds a reader of a line is given to see that the line has ended."""


class _CutLine(dict[int, dict[str, str]]):
    """Stands in for the replies of a BiDi line that is cut: whoever waits for one is told so.

    Selenium's own connection does not notice; each command would wait for its whole time-out.
    """

    def __contains__(self, key: object) -> bool:
        return True

    def pop(self, key: int, default: object = None) -> dict[str, str]:  # noqa: ARG002 - dict's form
        """Give the reply that will never come."""
        return {"error": "unknown error", "message": "the line to the browser is cut"}


def open_line(driver: WebDriver, on_silence: Callable[[str], None]) -> None:
    """Connect to a driver that speaks BiDi, with every module that is used.

    ``on_silence`` is told when a command was not answered in its time: no other one would be.

    Selenium connects when a module is first asked for, unguarded: lanes that asked at once had a line each, and the
    commands on all but the last one could not be told that the line is cut.
    """
    _ = driver.browser, driver.browsing_context, driver.script, driver.permissions
    connection: Any = driver._websocket_connection  # noqa: SLF001 - there is no public word for it
    connection._wait_until = _Patience(  # noqa: SLF001 - see _Patience
        connection.response_wait_timeout, connection.response_wait_interval, on_silence
    )


@dataclass(frozen=True)
class _Patience:
    """Waits for a BiDi reply by the clock; Selenium counts its naps, which a busy machine makes longer."""

    timeout: float
    interval: float
    on_silence: Callable[[str], None]

    def __call__(self, condition: Callable[[], object]) -> object:
        deadline = time.monotonic() + self.timeout
        while not (result := condition()):
            if time.monotonic() >= deadline:
                self.on_silence(f"a BiDi command was not answered within {self.timeout:g} s")
                return None
            time.sleep(self.interval)
        return result


def hear_silence(driver: WebDriver, on_silence: Callable[[str], None]) -> None:
    """Have ``on_silence`` told when the driver does not answer a command over HTTP in its time."""
    executor: Any = driver.command_executor
    execute = executor.execute

    def execute_and_tell(command: str, params: dict[str, Any]) -> Any:
        try:
            return execute(command, params)
        except HTTPError as error:
            if isinstance(error, ReadTimeoutError) or (
                isinstance(error, MaxRetryError) and isinstance(error.reason, ReadTimeoutError)
            ):
                timeout = executor.client_config.timeout
                on_silence(f"the command {command} was not answered within {timeout:g} s")
            raise

    executor.execute = execute_and_tell


def makes_user_contexts(driver: WebDriver) -> bool:
    """Say whether a driver that speaks BiDi has user contexts, by making one: no capability tells."""
    try:
        driver.browser.remove_user_context(driver.browser.create_user_context())
    except DRIVER_ERRORS:
        return False
    return True


def cut_line(driver: WebDriver) -> None:
    """Tell every command that waits for a reply that none will come."""
    connection = driver._websocket_connection  # noqa: SLF001 - there is no public word for it
    if connection is not None:
        connection._messages = _CutLine()  # noqa: SLF001 - see _CutLine


def let_go(driver: WebDriver) -> None:
    """Close what the client holds of a driver that is gone: its lines, its log, its process entry."""
    connection = driver._websocket_connection  # noqa: SLF001 - quit() would wait for a driver that is gone
    if connection is not None:
        # Its reader sees the end by itself; closed under it, the socket would keep it for ten seconds
        connection._ws_thread.join(GOODBYE)  # noqa: SLF001 - there is no public word for it
        connection.close()  # type: ignore[no-untyped-call]  # as selenium has it
        cut_line(driver)
    if not isinstance(driver.command_executor, str):
        driver.command_executor.close()  # type: ignore[no-untyped-call]  # as selenium has it
    let_go_of(driver.service)  # type: ignore[attr-defined]  # each browser file starts a local service
    with contextlib.suppress(*DRIVER_ERRORS, HTTPException):
        driver.service.stop()  # type: ignore[attr-defined]  # each browser file starts a local service
