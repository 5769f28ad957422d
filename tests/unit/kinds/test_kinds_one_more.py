"""A browser is added by one file and one line: every layer knows it then, and nothing else has to change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_up_matrices import complaint, entry, read
from made_up_run import evidence, provenance
from standin_kind import KIND

import rtcmatrix
from rtcmatrix.browsers import USUAL, browser_of
from rtcmatrix.browsers.chromium import Chromium
from rtcmatrix.compare import ColumnNames, channel_changes, columns_of, pair_by_milestone
from rtcmatrix.compare.family import brand_of, family_of, milestone_of_column
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build, Check, Result, Run, Status
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.html_site import write_site
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.forms.wptreport.render import render as wptreports
from rtcmatrix.report.pages.reproducer.launch import launch_command
from rtcmatrix.runs.brands import identify
from rtcmatrix.runs.saved import from_observations
from rtcmatrix.runs.wptreport import from_wptreport

AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36 Piccolo/{}"
)
STABLE, SNAPSHOT = "piccolo:stable", "piccolo:snapshot"
PROBE = "codecs/list.js"


@pytest.fixture(autouse=True)
def piccolo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line of the table."""
    monkeypatch.setitem(KINDS, KIND.name, KIND)


def launched(address: str, engine: int, version: str) -> Any:
    return provenance(address, KIND.brand, version, user_agent=AGENT.format(engine, version), flags=())


def two_channels() -> Run:
    """Make up a run in which the snapshot lacks what stable has."""
    check = Check(id="codecs/list_has_h264", title="H.264 is listed", probe=PROBE, spec="https://example.org/#h264")
    statuses = {STABLE: Status.PASS, SNAPSHOT: Status.FAIL}
    return Run(
        id="two",
        format=1,
        tool="none",
        started_at="2026-01-02T03:04:05Z",
        complete=True,
        browsers=tuple(BrowserSpec(name="piccolo", selector=each.partition(":")[2]) for each in statuses),
        provenances=(launched(STABLE, 156, "7.6"), launched(SNAPSHOT, 158, "7.8")),
        checks=(check,),
        evidence=tuple(evidence(PROBE, each, {"h264": each == STABLE}) for each in statuses),
        results=tuple(
            Result(check=check.id, browser=each, status=status, message=None if status is Status.PASS else "not listed")
            for each, status in statuses.items()
        ),
    )


def test_a_matrix_may_name_it(tmp_path: Path) -> None:
    matrix = read(tmp_path, entry("name: piccolo, channels: [stable, snapshot]"))
    assert [each.address for each in matrix.browsers] == [STABLE, SNAPSHOT]
    assert complaint(tmp_path, entry("name: piccolo, channels: [beta]")) == [
        'matrix.yaml:3: browsers[0].channels[0]: "beta" is not a channel of piccolo; allowed: stable, snapshot'
    ]
    assert complaint(tmp_path, entry("name: picolo, channels: [stable]"))[0].endswith('; did you mean "piccolo"?')


def test_its_family_starts_it() -> None:
    build = Build(
        name="piccolo", channel=None, version="7.6", binary="/p", driver="/d", driver_version="1", provider="x"
    )
    browser = browser_of("piccolo")
    assert isinstance(browser, Chromium)
    options = browser._options(build, BrowserSpec(name="piccolo", selector="stable"), USUAL).to_capabilities()
    assert options["goog:chromeOptions"]["binary"] == "/p"
    assert browser.kind.brand == "Acme Piccolo"


@pytest.mark.parametrize(
    ("hints", "version"),
    [
        ([], "7.6"),
        ([("Chromium", "156.0.0.0"), ("PiccoloBrowser", "7.6.1"), ("Not;A=Brand", "24")], "7.6.1"),
        ([("Acme Piccolo", "7.6.2"), ("Chromium", "156.0.0.0")], "7.6.2"),
    ],
)
def test_a_file_saved_by_hand_is_its_column(hints: list[tuple[str, str]], version: str) -> None:
    assert identify(AGENT.format(156, "7.6"), hints) == ("piccolo", "Acme Piccolo", version)
    brands = [{"brand": brand, "version": each} for brand, each in hints]
    told = {"format": 1, "userAgent": AGENT.format(156, "7.6"), "platform": "Linux x86_64", "records": {}}
    [column] = columns_of(from_observations({**told, "brands": brands}))
    assert column.address == f"saved:piccolo-{version}"
    assert (brand_of(column), milestone_of_column(column)) == ("Piccolo", 156)


def test_it_is_compared_as_one_of_its_family() -> None:
    columns = columns_of(two_channels())
    assert {family_of(word) for word in ("piccolo", STABLE, "Acme Piccolo")} == {"Chromium"}
    assert [milestone_of_column(column) for column in columns] == [156, 158]
    assert [ColumnNames(columns).name(at) for at in range(2)] == ["Piccolo stable", "Piccolo snapshot"]


def test_a_version_of_its_own_is_no_milestone() -> None:
    versions = {"chrome:stable": "156.0", "chromium:156": "156.0", STABLE: "156.0"}
    found = pair_by_milestone([("chrome:stable", STABLE), ("chrome:stable", "chromium:156")], versions)
    assert (found.pairs, found.alone) == ((("chrome:stable", "chromium:156"),), (STABLE,))


def test_its_channels_lead_to_stable() -> None:
    changes = channel_changes(columns_of(two_channels()))
    assert {(each.brand, each.channel, each.until_stable) for each in changes} == {
        ("Piccolo", "snapshot", "2 milestones, about 12 weeks")
    }


@pytest.mark.parametrize("product", ["piccolo", "Piccolo", "piccolo_android"])
def test_a_wptreport_of_it_is_its_column(product: str) -> None:
    assert imported(product).provenances[0].brand == "Acme Piccolo"


def imported(product: str) -> Run:
    page: dict[str, object] = {
        "test": "/webrtc/a.html",
        "subsuite": "",
        "status": "OK",
        "message": None,
        "duration": 1,
        "subtests": [],
    }
    info = {"product": product, "browser_version": "7.6", "os": "linux", "processor": "x86_64", "revision": "1"}
    return from_wptreport({"run_info": info, "time_start": 1, "time_end": 2, "results": [page], "subsuites": {}})


def test_a_wptreport_of_it_is_written_and_read_back() -> None:
    files = wptreports(material_of([(Path("run"), two_channels())]))
    written = json.loads(files["wptreport-piccolo-stable.json"])
    assert written["run_info"]["product"] == "piccolo"
    assert from_wptreport(written).provenances[0].brand == "Acme Piccolo"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_report_takes_it(tmp_path: Path, form: str) -> None:
    assert FORMS[form].write(material_of([(tmp_path / "run", two_channels())]), tmp_path / "out", ())


def test_the_report_shows_its_brand(tmp_path: Path) -> None:
    write_site([(tmp_path / "run", two_channels())], tmp_path / "site")
    pages = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / "site").rglob("*.html"))
    assert "Acme Piccolo 7" in pages
    assert "Piccolo snapshot" in pages


def test_a_reproducer_names_the_program_to_start() -> None:
    assert launch_command(launched(STABLE, 156, "7.6"), "page.html").startswith("piccolo --user-data-dir=")
    assert launch_command(launched(SNAPSHOT, 158, "7.8"), "page.html").startswith("piccolo-snapshot ")


def test_a_file_and_a_line_are_all_that_it_takes(tmp_path: Path) -> None:
    """The recipe done to a copy of the package: what is computed at import knows the browser as well."""
    package = tmp_path / "rtcmatrix"
    shutil.copytree(Path(rtcmatrix.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(Path(__file__).parents[2] / "standin_kind.py", package / "kinds" / "piccolo.py")
    table = package / "kinds" / "__init__.py"
    text = table.read_text(encoding="utf-8")
    text = text.replace("import chrome, chromium, edge, firefox\n", "import chrome, chromium, edge, firefox, piccolo\n")
    line = '    "firefox": firefox.KIND,\n'
    text = text.replace(line, f'{line}    "piccolo": piccolo.KIND,\n')
    table.write_text(text, encoding="utf-8")
    (tmp_path / "matrix.yaml").write_text(entry("name: piccolo, channels: [snapshot]"), encoding="utf-8")
    program = (
        "import json, pathlib; from rtcmatrix.browsers import browser_of; from rtcmatrix.matrix import load_matrix; "
        "from rtcmatrix.matrix.schema import schema_text; "
        "names = json.loads(schema_text())['$defs']['BrowserEntry']['properties']['name']['enum']; "
        "matrix = load_matrix(pathlib.Path('matrix.yaml')); "
        "print(names[-1], browser_of('piccolo').kind.brand, matrix.browsers[0].address)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "piccolo Acme Piccolo piccolo:snapshot", done.stderr
