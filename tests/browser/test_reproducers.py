"""Reproducers in real browsers, opened from the disk: they give the facts that the page server's probes give."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from small_project import CHROMIUM, FIREFOX, find_build

from rtcmatrix.browsers import browser_of
from rtcmatrix.compare import Column
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.model import BrowserSpec, Evidence, Provenance, Run
from rtcmatrix.report.pages.reproducer.build import hrefs_of, write_reproducers

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

PAGES = Path(__file__).parents[2] / "pages"
DEADLINE = 90
PROBES = (
    "codecs/capabilities.js",  # imports a part of pages/lib
    "peer_connection/offer.js",
    "peer_connection/parameters.js",
    "peer_connection/preferences.js",
    "codecs/recorder_webm.js",  # plays what it recorded from a blob
    "webcodecs/webcodecs_video.js",
    "media_stream_track/clone.js",  # asks for a camera
    "media_capture_transform/processor_worker.js",  # starts a worker
    "media_stream_track/stop.js",
    "get_user_media/supported_constraints.js",
    "permissions/descriptors.js",
    "api_surface/elements.js",
    "api_surface/worker.js",  # starts a worker that is a module and imports another
)
WITHOUT = (
    ("permissions/frame_other_origin.js", "iframes of a page server"),
    ("permissions/camera_prompt.js", "a stage"),
)
# A person who says yes to every prompt
GRANTED: dict[str, dict[str, Any]] = {
    "chromium": {"flags": ("--use-fake-ui-for-media-stream",)},
    "firefox": {"prefs": {"media.navigator.permission.disabled": True}},
}
HOSTILE = '</script><script>document.title="broken out"</script><img src=x onerror="document.title=1">\u202e<!--'


@pytest.fixture(scope="module", params=[CHROMIUM, FIREFOX], ids=lambda spec: spec.name)
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    asked: BrowserSpec = request.param
    spec = BrowserSpec(name=asked.name, selector=asked.selector, channel=asked.channel, **GRANTED[asked.name])
    started = browser_of(spec.name).start(find_build(spec), spec, tmp_path_factory.mktemp("h"))
    yield started
    started.quit()


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    with PageServer(PAGES) as running:
        yield running


def column(facts: dict[str, Any], probes: tuple[str, ...]) -> Column:
    """A recorded browser that says hostile things."""
    address = "chrome:stable"
    known = Provenance(
        address=address, brand=HOSTILE, channel="stable", version="1", provider=HOSTILE, driver="", user_agent=HOSTILE,
        flags=(f"--flag={HOSTILE}",),
    )  # fmt: skip
    evidence = tuple(Evidence(probe=probe, browser=address, facts=facts) for probe in probes)
    run = Run(id=HOSTILE, format=1, tool="", started_at="", provenances=(known,), evidence=evidence)
    return Column(run=run, address=address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("a site with spaces")
    probes = (*PROBES, *(probe for probe, _ in WITHOUT), "permissions/denied.js")
    write_reproducers(site, probes, [(HOSTILE, column({"hostile": HOSTILE}, probes))])
    return site


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """The address of the site on a plain web server, as a person starts one next to it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def press_start(driver: WebDriver, address: str, probe: str) -> dict[str, Any]:
    """Open a reproducer, click Start, and give the record that it shows."""
    driver.get(f"{address}/{hrefs_of([probe])[probe]}")
    wait = WebDriverWait(driver, DEADLINE, poll_frequency=0.1)
    wait.until(lambda browser: browser.find_element(By.ID, "start").is_enabled())
    driver.find_element(By.ID, "start").click()
    wait.until(lambda browser: browser.find_element(By.ID, "result").is_displayed())
    record: dict[str, Any] = json.loads(str(driver.find_element(By.ID, "observed").get_property("textContent")))
    return record


def served(driver: WebDriver, server: PageServer, probe: str) -> dict[str, Any]:
    """Give the record of the probe's page on the page server, opened by hand."""
    driver.get(f"http://localhost:{server.port}/probe.html?probe={probe}&deadline={DEADLINE * 1000}")
    wait = WebDriverWait(driver, DEADLINE, poll_frequency=0.1)
    record: dict[str, Any] = json.loads(wait.until(lambda browser: browser.find_element(By.TAG_NAME, "pre").text))
    return record


@pytest.mark.parametrize("probe", PROBES)
def test_a_reproducer_gives_the_facts_of_the_probe(
    driver: WebDriver, server: PageServer, site: Path, probe: str
) -> None:
    here = press_start(driver, site.as_uri(), probe)
    there = served(driver, server, probe)
    assert here["unsupported"] == there["unsupported"]
    assert (here["fault"], here["message"]) == (there["fault"], there["message"])
    assert here["facts"] == there["facts"]
    assert not [each for each in here["console"] if "Content Security Policy" in each["text"]]


@pytest.mark.parametrize("probe", ["permissions/descriptors.js", "api_surface/worker.js"])
def test_a_reproducer_may_as_well_be_served(driver: WebDriver, server: PageServer, hosted: str, probe: str) -> None:
    assert press_start(driver, hosted, probe)["facts"] == served(driver, server, probe)["facts"]


@pytest.mark.parametrize(("probe", "lacking"), WITHOUT)
def test_what_a_file_cannot_have_is_not_supported_and_no_failure(
    driver: WebDriver, site: Path, probe: str, lacking: str
) -> None:
    record = press_start(driver, site.as_uri(), probe)
    assert (record["unsupported"], record["fault"]) == (lacking, None)
    assert driver.find_element(By.ID, "observed").is_displayed()


def test_what_a_tool_would_set_a_person_is_asked_for(driver: WebDriver, site: Path) -> None:
    probe = "permissions/denied.js"
    driver.get(f"{site.as_uri()}/{hrefs_of([probe])[probe]}")
    driver.find_element(By.ID, "start").click()
    wait = WebDriverWait(driver, DEADLINE, poll_frequency=0.1)
    wait.until(lambda browser: browser.find_element(By.ID, "wish").is_displayed())
    assert 'Set the permission "camera" to be "denied"' in driver.find_element(By.ID, "wish").text
    driver.find_element(By.XPATH, "//button[text()='I cannot']").click()
    wait.until(lambda browser: browser.find_element(By.ID, "result").is_displayed())
    assert driver.find_element(By.ID, "ending").text == 'not supported: the permission "camera" to be "denied"'


def test_what_a_recorded_browser_said_stays_text(driver: WebDriver, site: Path) -> None:
    probe = "get_user_media/supported_constraints.js"
    press_start(driver, site.as_uri(), probe)
    assert driver.title == f"{probe} - reproducer"
    assert not driver.find_elements(By.TAG_NAME, "img")
    assert HOSTILE.replace("\u202e", "\\u202e") in driver.find_element(By.ID, "same").text
    assert "\u202e" not in driver.find_element(By.ID, "page").text
