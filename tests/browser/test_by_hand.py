"""The page for people, in a real browser: it runs probes one after another and saves what they observed as a column."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.expected_conditions import frame_to_be_available_and_switch_to_it
from selenium.webdriver.support.wait import WebDriverWait

from rtcmatrix.browsers import browser_of
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.probes import catalog_json, read_catalog
from rtcmatrix.model import BrowserSpec, Evidence, Unavailable
from rtcmatrix.providers import provide
from rtcmatrix.runs.store import read_run

PAGES = Path(__file__).parents[2] / "pages"
DEADLINE = 60

MARKUP_PROBE = """// Reports <b id="title">markup</b>.
export default () => ({ facts: { text: "<b id='fact'>markup</b>" } });
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def driver(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    prefs: dict[str, bool | int | str] = {"download.default_directory": str(downloads)}
    spec = BrowserSpec(name="chromium", selector="stable", channel="stable", prefs=prefs)
    build = provide(spec, install=False, say=lambda _: None)
    if isinstance(build, Unavailable):
        pytest.skip(f"{spec.address} is not available: {build.reason}")
    started = browser_of(spec.name).start(build, spec, tmp_path_factory.mktemp("h"))
    yield started
    started.quit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the pages with one more probe and a fresh list, as somebody would host it."""
    site = tmp_path_factory.mktemp("site") / "pages"
    shutil.copytree(PAGES, site)
    (site / "probes" / "markup").mkdir()
    (site / "probes" / "markup" / "reports_markup.js").write_text(MARKUP_PROBE)
    (site / "probes.json").write_text(catalog_json(read_catalog(site / "probes")))
    return site


@pytest.fixture(scope="module")
def elsewhere(site: Path) -> Iterator[str]:
    """The origin of a plain web server that knows nothing of the tool."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://elsewhere.localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def wait(driver: WebDriver) -> WebDriverWait[WebDriver]:
    return WebDriverWait(driver, DEADLINE, poll_frequency=0.05)


def said(driver: WebDriver, ending: str) -> None:
    wait(driver).until(lambda page: page.find_element(By.ID, "now").text.endswith(ending))


def select(driver: WebDriver, *probes: str) -> None:
    driver.find_element(By.ID, "none").click()
    for probe in probes:
        driver.find_element(By.CSS_SELECTOR, f"input[value='{probe}']").click()


def outcome(driver: WebDriver, probe: str) -> str:
    return driver.find_element(By.XPATH, f"//li[.//input[@value='{probe}']]//*[@class='outcome']").text


def open_page(driver: WebDriver, origin: str) -> None:
    for name in ("camera", "microphone"):
        driver.permissions.set_permission(name, "granted", origin)
    driver.get(f"{origin}/index.html")
    # The button is enabled when the list is there
    wait(driver).until(lambda page: page.find_element(By.ID, "run").is_enabled())


def save(driver: WebDriver, downloads: Path) -> dict[str, Evidence]:
    before = set(downloads.glob("*.json"))
    driver.find_element(By.ID, "save").click()
    saved = wait(driver).until(lambda _: set(downloads.glob("*.json")) - before)
    return {evidence.probe: evidence for evidence in read_run(saved.pop()).evidence}


def test_what_is_run_by_hand_is_saved_as_a_column(driver: WebDriver, downloads: Path) -> None:
    camera, denied = "get_user_media/default_video.js", "permissions/denied.js"
    with PageServer(PAGES) as server:
        open_page(driver, server.origin("localhost", "byhand"))
        select(driver, camera, denied)
        driver.find_element(By.ID, "run").click()
        said(driver, "2 of 2 probes run.")
        assert outcome(driver, camera) == "observed"
        assert outcome(driver, denied) == "not supported: browser automation"
        evidence = save(driver, downloads)
    assert set(evidence) == {camera, denied}
    facts = evidence[camera].facts
    assert facts is not None
    assert facts["framesChange"] is True
    assert evidence[denied].unsupported == "browser automation"


def test_a_probe_that_needs_a_click_waits_for_one(driver: WebDriver) -> None:
    probe = "get_display_media/members.js"
    with PageServer(PAGES) as server:
        open_page(driver, server.origin("localhost", "click"))
        select(driver, probe)
        driver.find_element(By.ID, "run").click()
        wait(driver).until(frame_to_be_available_and_switch_to_it((By.CSS_SELECTOR, "#stage iframe")))
        wait(driver).until(lambda frame: frame.find_elements(By.TAG_NAME, "button"))[0].click()
        driver.switch_to.default_content()
        said(driver, "1 of 1 probes run.")
        assert outcome(driver, probe) == "observed"


def test_what_is_reported_is_shown_as_text(driver: WebDriver, elsewhere: str) -> None:
    open_page(driver, elsewhere)
    select(driver, "markup/reports_markup.js")
    driver.find_element(By.ID, "run").click()
    said(driver, "1 of 1 probes run.")
    shown = driver.find_element(By.TAG_NAME, "pre").get_property("textContent")
    assert "<b id='fact'>markup</b>" in str(shown)
    assert driver.find_elements(By.TAG_NAME, "b") == []


def test_probes_that_need_the_server_say_so_elsewhere(driver: WebDriver, elsewhere: str) -> None:
    open_page(driver, elsewhere)
    for probe in ("get_display_media/policy.js", "permissions/insecure_origin.js", "permissions/https_origin.js"):
        assert outcome(driver, probe) == "needs the tool's server"
        assert not driver.find_element(By.CSS_SELECTOR, f"input[value='{probe}']").is_enabled()
    assert driver.find_element(By.CSS_SELECTOR, "input[value='media_devices/devices.js']").is_enabled()


def test_a_probe_that_is_not_there_is_our_fault(driver: WebDriver, elsewhere: str) -> None:
    driver.get(f"{elsewhere}/probe.html?probe=getusermedia/none.js")
    shown = wait(driver).until(lambda page: page.find_elements(By.TAG_NAME, "pre"))[0].text
    assert '"fault": "error"' in shown
    assert "getusermedia/none.js does not load" in shown


@pytest.mark.parametrize("path", ["..%2Flib%2Fharness.js", "https:%2F%2Fexample.test%2Fx.js", "getusermedia"])
def test_a_probe_is_a_path_below_the_probes(driver: WebDriver, elsewhere: str, path: str) -> None:
    driver.get(f"{elsewhere}/probe.html?probe={path}")
    shown = wait(driver).until(lambda page: page.find_elements(By.TAG_NAME, "pre"))[0].text
    assert "is not the path of a probe" in shown
