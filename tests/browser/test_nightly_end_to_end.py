"""Two nights of the shipped matrix with Chrome and Edge in four channels, from gathering to every output.

The vendors' builds are stand-ins (``branded_standins.py``). Selenium Manager downloads them from a mirror on loopback,
except Edge's canary channel, which it does not have for Linux: that one is installed. In the first night they are all
one Chromium; its run is accepted as the baseline. In the second night Edge lacks an attribute that Chrome has, and the
dev and canary channels of both have one that stable does not have yet. Every statement about the second night is also
shown to be untrue of the first.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from branded_standins import STANDINS, Standin, install
from mirror_archives import Offer, chrome_for_testing, edge_drivers, edge_products
from mirror_server import serve_mirror
from nightly_project import NightlyProject, VendorBuilds
from small_project import CHROMIUM, FIREFOX, find_build

from rtcmatrix.model import Build, Run
from rtcmatrix.runs import read_run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the archives are those of Linux on x86_64"
)

CHECKS = (
    "query_supports_camera",
    "query_reports_granted",
    "camera_track_delivers",
    "get_capabilities_lists",
    "create_data_channel_keeps",
    "window_has_every",
    "jitter_buffer_target",
)
CALLS = "data_channel_text_in_order"

EDGE_ONLY = "--disable-blink-features=RTCJitterBufferTarget"
EDGE_CHECK = "api_surface/rtc_rtp_receiver_has_sources_and_jitter_buffer_target"
EDGE_PAGE = "check-api_surface-rtc_rtp_receiver_has_sources_and_jitter_buffer_t.html"
EDGE_FACT = "RTCRtpReceiver.members.jitterBufferTarget"
COMING = "--enable-blink-features=RTCDataChannelPriority"
COMING_FACT = "RTCDataChannel.members.priority"
WINDOW = "api_surface/window.js"

BUILDS = "builds"
NOT_ON_MIRROR = "edge:canary"
MIRRORS = """
providers:
  selenium_manager:
    mirror:
      chrome: {{browser: '{url}/chrome', driver: '{url}/chrome'}}
      edge: {{browser: '{url}/edge', driver: '{url}/edgedriver'}}
"""
VENDOR_COLUMNS = [f"{each.address}@linux" for each in STANDINS]
COLUMNS = [*VENDOR_COLUMNS, "chromium:stable@linux", "firefox:esr@linux"]
BY_CHANNEL = [
    (f"{brand}:stable@linux", f"{brand}:{later}@linux")
    for brand in ("chrome", "edge")
    for later in ("beta", "dev", "canary")
]
BY_MILESTONE = [
    ("chrome:stable@linux", "edge:stable@linux"),
    ("chrome:stable@linux", "edge:beta@linux"),
    ("chrome:dev@linux", "edge:dev@linux"),
    ("chrome:canary@linux", "edge:canary@linux"),
]
EDGE = ["edge:beta@linux", "edge:canary@linux", "edge:dev@linux", "edge:stable@linux"]
AHEAD = {
    "chrome:canary@linux": "chrome:stable@linux",
    "chrome:dev@linux": "chrome:stable@linux",
    "edge:canary@linux": "edge:stable@linux",
    "edge:dev@linux": "edge:stable@linux",
}
"""Columns with what is coming -> stable of their brand."""


@dataclass(frozen=True, kw_only=True)
class Nights:
    """Two gathered and merged nights; the first is the baseline."""

    project: NightlyProject
    first: Run
    second: Run

    def compare(self, night: str) -> list[dict[str, Any]]:
        """Return the counting differences of the compared columns of a night, as ``compare`` writes them."""
        done = self.project.call("compare", night, "--format", "json")
        told = json.loads(done.stdout)
        return [each for each in told["differences"] if each["standing"] == "unstated"]

    def report(self, form: str, *nights: str) -> Path:
        """Write a report of nights; return its file or folder."""
        target = self.project.root / f"{form}-{'-'.join(nights)}"
        if not target.exists():
            done = self.project.call("report", *nights, "--format", form, "--out", target.name)
            assert done.returncode == 0, done.stderr
        return target

    def text(self, form: str, night: str) -> str:
        """Return a report that is one file."""
        [file] = self.report(form, night).iterdir()
        return file.read_text(encoding="utf-8")

    def page(self, name: str, *nights: str) -> str:
        """Return the words of a page of the HTML report, one blank between each."""
        text = (self.report("html", *nights) / name).read_text(encoding="utf-8")
        return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def bring_from_mirror(project: NightlyProject, folder: Path, chromium: Build) -> None:
    """Let Selenium Manager download the stand-ins of a mirror into the home folder of the project."""
    install(folder / BUILDS, chromium)
    offers: dict[str, dict[str, Offer]] = {"chrome": {}, "edge": {}}
    for each in STANDINS:
        if each.address != NOT_ON_MIRROR:
            offers[each.name][each.channel] = offered(each, folder / BUILDS, chromium)
    files = folder / "mirror"
    files.mkdir()
    with serve_mirror(files, []) as url:
        chrome_for_testing(files / "chrome", f"{url}/chrome", offers["chrome"])
        edge_products(files / "edge", f"{url}/edge", offers["edge"])
        edge_drivers(files / "edgedriver", offers["edge"])
        matrix = project.root / "matrix.yaml"
        matrix.write_text(matrix.read_text(encoding="utf-8") + MIRRORS.format(url=url), encoding="utf-8")
        done = project.call("browsers", "--install-browsers", "--browsers", "{chrome,edge}:*")
    assert done.returncode == 0, done.stdout + done.stderr
    brought = {line.split("\t")[0] for line in done.stdout.splitlines() if "\tselenium_manager\t" in line}
    assert brought == {each.address for each in STANDINS} - {NOT_ON_MIRROR}, done.stdout


def offered(standin: Standin, builds: Path, chromium: Build) -> Offer:
    """Offer a stand-in as the mirror's build of its channel."""
    browser, driver = standin.programs(builds)
    version = standin.version(chromium.version)
    return Offer(
        version=version,
        line=standin.line(chromium.version),
        browser=str(browser),
        driver=str(driver),
        driver_version=version,
    )


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Gather, merge and accept the first night; gather and merge the second."""
    chromium = find_build(CHROMIUM)
    find_build(FIREFOX)
    folder = tmp_path_factory.mktemp("nights")
    project = NightlyProject(folder / "project", (*CHECKS, CALLS))
    bring_from_mirror(project, folder, chromium)

    def standins(flags: Mapping[str, list[str]]) -> VendorBuilds:
        """Replace the programs that those of the mirror start."""
        folders = install(folder / BUILDS, chromium, flags)
        return VendorBuilds(path=tuple(each for each in folders if each.name == NOT_ON_MIRROR.replace(":", "-")))

    columns = ["--pairs", "none", "--lanes", "2", "-k", " or ".join(CHECKS)]
    project.gather(standins({}), {"whole": columns})
    planted = {
        each.address: [EDGE_ONLY] * (each.name == "edge") + [COMING] * (each.channel in ("dev", "canary"))
        for each in STANDINS
    }
    project.gather(
        standins(planted),
        {
            "edge": ["--browsers", "edge:*", "-n", "1", *columns],
            "others": ["--browsers", "{chrome,chromium,firefox}:*", "-n", "1", *columns],
            "calls": ["--browsers", "{chrome,edge}:stable", "--pairs", "all", "-n", "1", "-k", CALLS],
        },
    )
    for merged, shards in (("first", ["whole"]), ("second", ["edge", "others", "calls"])):
        done = project.call("merge", *shards, "--platforms", "--out", merged)
        assert done.returncode == 0, done.stdout + done.stderr
    accepted = project.call("baseline", "accept", "first")
    assert accepted.returncode == 0, accepted.stderr
    return Nights(project=project, first=read_run(project.root / "first"), second=read_run(project.root / "second"))


def test_every_channel_of_the_shipped_matrix_is_a_column(nights: Nights) -> None:
    chromium = find_build(CHROMIUM).version
    for run in (nights.first, nights.second):
        launched = {each.address: each for each in run.provenances}
        assert [each for each in launched if "+" not in each] == COLUMNS
        assert [each.address for each in run.unavailable] == ["chromium:150@linux"]
        for standin in STANDINS:
            known = launched[f"{standin.address}@linux"]
            version, edge = standin.version(chromium), standin.name == "edge"
            provider = "installed" if standin.address == NOT_ON_MIRROR else "selenium_manager"
            assert (known.version, known.channel, known.provider) == (version, standin.channel, provider)
            assert known.brand == ("Microsoft Edge" if edge else "Google Chrome")
            assert known.driver.split()[0] == ("msedgedriver" if edge else "chromedriver")
            assert known.driver.split()[1].partition(".")[0] == version.partition(".")[0]
            assert (f" Edg/{version.partition('.')[0]}.0.0.0" in known.user_agent) is edge
            assert not [each for each in known.capabilities if each.startswith(("ms:", "goog:"))]


def test_columns_are_compared_by_channel_and_by_milestone(nights: Nights) -> None:
    absent = {each.address for each in nights.second.unavailable}
    compared = [pair for pair in nights.second.compare if not absent & set(pair)]
    assert compared == [*BY_CHANNEL, *BY_MILESTONE, ("chromium:stable@linux", "firefox:esr@linux")]
    assert nights.second.unpaired == ("chrome:beta@linux",)
    site = nights.report("html", "second")
    pages = {file.name for file in site.glob("pair-*.html")}
    slugs = [[each.replace(":", "-").replace("@", "-") for each in pair] for pair in compared]
    assert pages == {f"pair-{one}--{other}.html" for one, other in slugs}
    assert "Microsoft Edge" in nights.page("pair-chrome-stable-linux--edge-beta-linux.html", "second")


def test_a_difference_of_edge_alone_has_the_brand_as_its_cause(nights: Nights) -> None:
    found = [
        each for each in nights.compare("second") if each["cause"] == "brand" and "firefox" not in each["after_browser"]
    ]
    told = {(each["before_browser"], each["after_browser"]) for each in found}
    assert told == set(BY_MILESTONE)
    assert {(each["subject"], each["path"]) for each in found} == {(EDGE_CHECK, ""), (WINDOW, EDGE_FACT)}
    assert "Every Edge Compared with all the others in 1 check and 1 fact. Another brand." in nights.page(
        "index.html", "second"
    )
    assert "fails in every Edge" in nights.page(EDGE_PAGE, "second")
    for one, other in BY_MILESTONE:
        slug = f"pair-{one}--{other}.html".replace(":", "-").replace("@", "-")
        assert "They are different browsers on the same platform." in nights.page(slug, "second")


def test_without_it_nothing_is_of_the_brand(nights: Nights) -> None:
    assert {each["after_browser"] for each in nights.compare("first")} == {"firefox:esr@linux"}
    assert "Every Edge" not in nights.page("index.html", "first")


def test_what_dev_and_canary_have_is_on_the_way_to_stable(nights: Nights) -> None:
    found = [each for each in nights.compare("second") if (each["subject"], each["path"]) == (WINDOW, COMING_FACT)]
    assert {each["after_browser"]: each["before_browser"] for each in found} == AHEAD
    assert {each["cause"] for each in found} == {"channel"}
    overview = nights.page("index.html", "second")
    for brand in ("Chrome", "Edge"):
        assert re.search(rf"{brand} dev \d+ changes; 2 milestones, about \d+ weeks", overview)
        assert not re.search(rf"{brand} (beta|canary) \d+ changes?;", overview)
    assert "On the way to stable" not in nights.page("index.html", "first")


def test_the_nights_side_by_side_show_when_it_came(nights: Nights) -> None:
    words = nights.page("trend.html", "first", "second")
    assert "something changed in" in words
    flips = json.loads(nights.project.call("compare", "first", "second", "--format", "json").stdout)["differences"]
    counting = [each for each in flips if each["standing"] == "unstated"]
    assert sorted(each["after_browser"] for each in counting if each["path"] == COMING_FACT) == sorted(AHEAD)
    assert sorted(each["after_browser"] for each in counting if each["path"] == EDGE_FACT) == EDGE
    assert COMING_FACT in words
    assert EDGE_FACT in words


def test_the_gate_fails_and_names_what_is_new(nights: Nights) -> None:
    failed = nights.project.call("gate", "second", "--against", "main")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    for address in EDGE:
        assert f"newly-failing: {EDGE_CHECK} in {address}" in failed.stdout
    assert "rtcmatrix run --browsers edge:beta -k" in failed.stdout
    assert f'{EDGE_FACT}: "attribute" -> absent' in failed.stdout
    assert "not-comparable:" not in failed.stdout
    passed = nights.project.call("gate", "first", "--against", "main")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_markdown_names_brand_milestone_and_channel(nights: Nights) -> None:
    text, quiet = (nights.text("markdown", night).replace("\\", "") for night in ("second", "first"))
    majors = [each.version.partition(".")[0] for each in nights.second.provenances]
    stable, _, dev, canary = majors[:4]
    labels = [f"Microsoft Edge {stable}", f"Microsoft Edge {stable} beta", f"Microsoft Edge {dev} dev"]
    assert all(f"| {label} |" in text for label in [*labels, f"Google Chrome {canary} canary"])
    assert f"**{', '.join([*labels, f'Microsoft Edge {canary} canary'])}**: `{EDGE_CHECK}`" in text
    assert re.search(r"- Chrome dev: \d+ changes; 2 milestones, about \d+ weeks", text)
    assert EDGE_CHECK not in quiet
    assert "On the way to stable" not in quiet


def test_junit_has_a_suite_for_each_column(nights: Nights) -> None:
    suites = ET.fromstring(nights.text("junit", "second")).findall("testsuite")
    failures = {_property(suite, "address"): int(suite.get("failures", "0")) for suite in suites}
    assert {address for address, number in failures.items() if number} == set(EDGE)
    assert set(COLUMNS) <= set(failures)
    assert "<failure" not in nights.text("junit", "first")


def _property(suite: ET.Element, name: str) -> str:
    return next((each.get("value", "") for each in suite.iter("property") if each.get("name") == name), "")


def test_annotations_name_every_edge(nights: Nights) -> None:
    [error] = [line for line in nights.text("github", "second").splitlines() if line.startswith("::error")]
    assert f"title={EDGE_CHECK}" in error
    assert error.count("Microsoft Edge") == len(EDGE)
    assert "::error" not in nights.text("github", "first")


def test_wptreport_has_the_product_and_channel_of_each_column(nights: Nights) -> None:
    files = nights.report("wptreport", "second").glob("*.json")
    told = [json.loads(file.read_text(encoding="utf-8"))["run_info"] for file in files]
    products = sorted((each["product"], each["browser_channel"]) for each in told)
    standins = [(each.name, each.channel) for each in STANDINS]
    assert products == sorted([*standins, ("chromium", "stable"), ("firefox", "esr")])


def test_json_has_every_column_and_both_differences(nights: Nights) -> None:
    told = json.loads(nights.text("json", "second"))
    assert [each["address"] for each in told["columns"] if "+" not in each["address"]] == COLUMNS
    paths = {each["path"] for each in told["differences"]}
    assert {EDGE_FACT, COMING_FACT} <= paths


def test_the_html_file_holds_the_pages(nights: Nights) -> None:
    text = nights.text("html-file", "second")
    assert "Every Edge" in text
    assert "On the way to stable" in text
