"""Real browsers started by their files: permissions, fake devices, origins, and what is left when they end."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from rtcmatrix.browsers import browser_of
from rtcmatrix.model import BrowserSpec, Build, Unavailable
from rtcmatrix.providers import provide

SPECS = (
    BrowserSpec(name="chrome", selector="stable", channel="stable"),
    BrowserSpec(name="edge", selector="stable", channel="stable"),
    BrowserSpec(name="chromium", selector="stable", channel="stable"),
    BrowserSpec(name="chromium", selector="150", version="150"),
    BrowserSpec(name="firefox", selector="esr", channel="esr"),
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(Path(__file__).parent)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass(frozen=True, kw_only=True)
class Started:
    spec: BrowserSpec
    build: Build
    driver: WebDriver


@pytest.fixture(scope="module", params=SPECS, ids=lambda spec: spec.address)
def started(request: pytest.FixtureRequest) -> Iterator[Started]:
    spec = request.param
    build = provide(spec, install=False, say=lambda _: None)
    if isinstance(build, Unavailable):
        pytest.skip(f"{spec.address} is not available: {build.reason}")
    with tempfile.TemporaryDirectory(prefix="b", ignore_cleanup_errors=True) as folder:
        driver = browser_of(spec.name).start(build, spec, Path(folder))
        try:
            yield Started(spec=spec, build=build, driver=driver)
        finally:
            processes = processes_of(driver)
            driver.quit()
            psutil.wait_procs(processes, timeout=30)


def processes_of(driver: WebDriver) -> list[psutil.Process]:
    leader = psutil.Process(driver.service.process.pid)  # type: ignore[attr-defined]  # a local driver has a service
    return [leader, *leader.children(recursive=True)]


def open_page(driver: WebDriver, origin: str, user_context: str | None) -> None:
    context = driver.browsing_context.create(type="window", user_context=user_context)
    driver.switch_to.window(context)
    driver.get(f"{origin}/permission_page.html")


def ask(driver: WebDriver, expression: str) -> Any:
    return driver.execute_script(f"return {expression}")


def test_the_build_that_was_provided_is_the_one_that_runs(started: Started) -> None:
    assert started.driver.capabilities["browserVersion"] == started.build.version
    assert started.driver.capabilities["webSocketUrl"].startswith("ws://")


@pytest.mark.parametrize("own_context", [True, False], ids=["user context", "default context"])
def test_permissions_follow(started: Started, port: int, *, own_context: bool) -> None:
    driver = started.driver
    origin = f"http://own-{own_context}.localhost:{port}".lower()
    user_context = driver.browser.create_user_context() if own_context else None
    open_page(driver, origin, user_context)
    for state in ("granted", "denied", "granted", "prompt"):
        for name in ("camera", "microphone"):
            browser_of(started.spec.name).permit(
                driver, name=name, state=state, origin=origin, user_context=user_context
            )
        assert ask(driver, "states()") == {"camera": state, "microphone": state}
        if state != "prompt":
            assert ask(driver, "capture()") == (["audio", "video"] if state == "granted" else "NotAllowedError")


def test_a_permission_stays_with_its_origin_and_user_context(started: Started, port: int) -> None:
    driver = started.driver
    one, other = (driver.browser.create_user_context() for _ in range(2))
    origin = f"http://stays.localhost:{port}"
    permit = partial(browser_of(started.spec.name).permit, driver, name="camera", state="granted")
    permit(origin=origin, user_context=one)
    seen = []
    for user_context, place in (
        (one, origin),
        (other, origin),
        (None, origin),
        (one, f"http://leaves.localhost:{port}"),
    ):
        open_page(driver, place, user_context)
        seen.append(ask(driver, "states()")["camera"])
    assert seen == ["granted", "prompt", "prompt", "prompt"]


def test_lanes_may_set_permissions_at_once(started: Started, port: int) -> None:
    driver = started.driver
    contexts = [driver.browser.create_user_context() for _ in range(4)]
    origin = f"http://lanes.localhost:{port}"
    wanted = ["granted", "denied", "granted", "denied"]

    def permit(user_context: str, state: str) -> None:
        for name in ("camera", "microphone") * 3:
            browser_of(started.spec.name).permit(
                driver, name=name, state=state, origin=origin, user_context=user_context
            )

    with ThreadPoolExecutor(4) as lanes:
        list(lanes.map(permit, contexts, wanted))
    seen = []
    for user_context in contexts:
        open_page(driver, origin, user_context)
        seen.append(ask(driver, "states()"))
    assert seen == [{"camera": state, "microphone": state} for state in wanted]


def test_fake_devices_are_there(started: Started, port: int) -> None:
    open_page(started.driver, f"http://devices.localhost:{port}", started.driver.browser.create_user_context())
    assert ask(started.driver, "devices()") == ["audioinput", "videoinput"]


def test_hosts_give_themselves_as_addresses(started: Started, port: int) -> None:
    driver = started.driver
    origin = f"http://ice.localhost:{port}"
    user_context = driver.browser.create_user_context()
    open_page(driver, origin, user_context)
    for name in ("camera", "microphone"):
        browser_of(started.spec.name).permit(
            driver, name=name, state="granted", origin=origin, user_context=user_context
        )
    found = ask(driver, "candidates()")
    assert found
    assert not [candidate for candidate in found if ".local" in candidate]


@pytest.mark.parametrize(("host", "secure"), [("any.localhost", True), ("insecure.rtc.test", False)])
def test_there_is_an_origin_that_is_no_secure_context(started: Started, port: int, host: str, *, secure: bool) -> None:
    open_page(started.driver, f"http://{host}:{port}", None)
    assert ask(started.driver, "isSecureContext") is secure
    assert ask(started.driver, "navigator.mediaDevices !== undefined") is secure


@pytest.fixture
def short_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="b", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def test_nothing_is_left_when_it_ends(short_folder: Path) -> None:
    spec = SPECS[2]
    build = provide(spec, install=False, say=lambda _: None)
    if isinstance(build, Unavailable):
        pytest.skip(f"{spec.address} is not available: {build.reason}")
    driver = browser_of(spec.name).start(build, spec, short_folder)
    processes = processes_of(driver)
    assert len(processes) > 2
    assert processes[0].environ()["TMPDIR"] == str(short_folder / "tmp")
    driver.quit()
    _, alive = psutil.wait_procs(processes, timeout=30)
    assert not alive
    assert (short_folder / "driver.log").stat().st_size > 0
