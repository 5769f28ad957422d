"""Images of two browsers are shown side by side with their differences marked, or a reason is given."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import mss.tools
import pytest
from made_up_run import ESR, STABLE, evidence, three_browsers

from rtcmatrix.model import PICTURE, Artifact, Evidence, Run
from rtcmatrix.report.forms.html_site import write_site

SIZE = (40, 30)
PROBE = "permissions/camera_prompt.js"


def write_picture(file: Path, *, red: int, size: tuple[int, int] = SIZE) -> None:
    """Write an image whose first ``red`` rows are red, the others white."""
    rows = [b"\xff\x00\x00" if row < red else b"\xff\xff\xff" for row in range(size[1])]
    mss.tools.to_png(b"".join(row * size[0] for row in rows), size, output=file)


def pictured(browser: str, name: str) -> Evidence:
    artifact = Artifact(name=f"{PICTURE}after-it-was-dismissed", path=f"artifacts/{name}", media_type="image/png")
    return evidence(PROBE, browser, {"pending": True}, artifacts=(artifact,))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "run" / "artifacts").mkdir(parents=True)
    return tmp_path / "run"


def page_of(home: Path, *gathered: Evidence) -> str:
    """Render the page of the pair, and return its section of images."""
    run: Run = dataclasses.replace(three_browsers(), compare=((STABLE, ESR),), evidence=gathered)
    index = write_site([(home, run)], home.parent / "site")
    [page] = index.parent.glob("pair-*.html")
    found = re.search(r'<section id="faces".*?<section id="started"', page.read_text(encoding="utf-8"), re.DOTALL)
    return found.group() if found else ""


def test_what_differs_is_measured_and_marked(home: Path) -> None:
    write_picture(home / "artifacts" / "a.png", red=0)
    write_picture(home / "artifacts" / "b.png", red=3)
    section = page_of(home, pictured(STABLE, "a.png"), pictured(ESR, "b.png"))
    assert "Camera prompt: after it was dismissed" in section
    assert "10.0 % of the pixels differ." in section
    hrefs = re.findall(r'<img src="([^"]+)"', section)
    assert len(hrefs) == 3
    for href in hrefs:
        assert (home.parent / "site" / href).read_bytes().startswith(b"\x89PNG")


def test_equal_images_need_no_third(home: Path) -> None:
    for name in ("a.png", "b.png"):
        write_picture(home / "artifacts" / name, red=4)
    section = page_of(home, pictured(STABLE, "a.png"), pictured(ESR, "b.png"))
    assert "No visible pixel differs." in section
    assert section.count("<img") == 2
    assert len(list((home.parent / "site" / "artifacts").iterdir())) == 2


@pytest.mark.parametrize("other", ["larger", "broken"])
def test_what_cannot_be_compared_is_shown_all_the_same(home: Path, other: str) -> None:
    write_picture(home / "artifacts" / "a.png", red=4)
    if other == "larger":
        write_picture(home / "artifacts" / "b.png", red=4, size=(50, 30))
    else:
        (home / "artifacts" / "b.png").write_bytes(b"no picture at all")
    section = page_of(home, pictured(STABLE, "a.png"), pictured(ESR, "b.png"))
    assert "The screenshots cannot be compared" in section
    assert section.count("<img") == 2


def test_a_browser_without_a_face_says_so(home: Path) -> None:
    write_picture(home / "artifacts" / "a.png", red=4)
    lacking = Evidence(probe=PROBE, browser=ESR, unsupported="a display of its own")
    section = page_of(home, pictured(STABLE, "a.png"), lacking)
    assert "No screenshot: a display of its own" in section
    assert "There are not two screenshots to compare." in section


def test_a_browser_that_was_not_asked_says_so(home: Path) -> None:
    write_picture(home / "artifacts" / "a.png", red=4)
    other = evidence("other/probe.js", ESR, {"a": 1})
    assert "No screenshot: the probe did not run in this browser." in page_of(home, pictured(STABLE, "a.png"), other)


def test_without_images_the_page_does_not_mention_them(home: Path) -> None:
    assert page_of(home, evidence(PROBE, STABLE, {"a": 1}), evidence(PROBE, ESR, {"a": 1})) == ""


def test_an_image_that_was_not_kept_is_reported(home: Path) -> None:
    write_picture(home / "artifacts" / "a.png", red=4)
    section = page_of(home, pictured(STABLE, "a.png"), pictured(ESR, "gone.png"))
    assert "The screenshot was not kept with the run." in section
