"""A report as one file: whole, with small images inside, and nothing loaded."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from pathlib import Path

import pytest
from html_file import write_html_file
from made_up_run import OLD, STABLE, evidence, three_browsers

from rtcmatrix.model import Artifact
from rtcmatrix.report.html import embedded_pictures
from rtcmatrix.report.html.embedded_pictures import ALL_PICTURES, LARGEST_PICTURE, EmbeddedPictures
from rtcmatrix.report.html.single_file import article


def written(tmp_path: Path, *sizes: int) -> str:
    """Write the file of a run with an image of each size in the face of two browsers."""
    artifacts = []
    for number, size in enumerate(sizes):
        (tmp_path / f"{number}.png").write_bytes(bytes([number]) * size)
        artifacts.append(Artifact(name=f"picture {number}", path=f"{number}.png", media_type="image/png"))
    run = three_browsers()
    pictured = [evidence("codecs/av1.js", browser, {"a": 1}, artifacts=tuple(artifacts)) for browser in (STABLE, OLD)]
    run = dataclasses.replace(run, evidence=(*(one for one in run.evidence if one.probe != "codecs/av1.js"), *pictured))
    return write_html_file([(tmp_path, run)], tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_links_stay_inside_and_ids_are_one_of_a_kind(tmp_path: Path) -> None:
    text = written(tmp_path)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    inner = {href for href in re.findall(r' href="([^"]*)"', text) if not href.startswith("https:")}
    assert {href[1:] for href in inner} <= set(ids)
    assert all(href.startswith("#") for href in inner)


def test_its_policy_names_its_own_script_and_style(tmp_path: Path) -> None:
    text = written(tmp_path)
    for tag in ("script", "style"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_small_images_are_inside_once_and_large_ones_are_counted(tmp_path: Path) -> None:
    text = written(tmp_path, 100, LARGEST_PICTURE + 1)
    small = base64.b64encode(bytes(100)).decode()
    assert text.count(small) == 1  # although a pair and a check show it, of two browsers each
    assert "1 image left out to keep this file small" in text
    assert 'src="artifacts/' not in text


@pytest.mark.parametrize(
    ("budget", "sizes", "inside"),
    [
        (300, (100, 100, 100), (True, True, True)),
        (299, (100, 100, 100), (True, True, False)),
        (150, (100, 60, 50), (True, False, True)),
        (99, (100,), (False,)),
    ],
)
def test_images_share_one_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, budget: int, sizes: tuple[int, ...], inside: tuple[bool, ...]
) -> None:
    monkeypatch.setattr(embedded_pictures, "ALL_PICTURES", budget)
    text = written(tmp_path, *sizes)
    encoded = [base64.b64encode(bytes([number]) * size).decode() for number, size in enumerate(sizes)]
    assert [f"base64,{each}" in text for each in encoded] == list(inside)
    left_out = inside.count(False)
    note = re.search(r"(\d+) images? left out to keep this file small", text)
    assert (int(note.group(1)) if note else 0) == left_out


def test_an_image_of_the_largest_size_is_inside(tmp_path: Path) -> None:
    assert "left out" not in written(tmp_path, LARGEST_PICTURE)
    assert LARGEST_PICTURE < ALL_PICTURES < 20_000_000 * 3 / 4, "base64 makes four bytes of three"


def test_a_folder_gets_the_file_under_its_usual_name(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    assert write_html_file([(tmp_path, three_browsers())], tmp_path / "mail") == tmp_path / "mail" / "report.html"


def page(body: str) -> str:
    return article("check-a.html", body, ["check-a.html", "check-b.html"], EmbeddedPictures(Path("nowhere")))


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ('<p id="x" hidden>&amp; &#34;</p>', '<p id="check-a--x" hidden>&amp; &#34;</p>'),
        ('<section aria-labelledby="t">a > b</section>', '<section aria-labelledby="check-a--t">a > b</section>'),
        ('<a href="check-b.html">b</a>', '<a href="#check-b">b</a>'),
        ('<a class="c" href="check-b.html#facts">b</a>', '<a class="c" href="#check-b--facts">b</a>'),
        ('<a href="#facts">here</a>', '<a href="#check-a--facts">here</a>'),
        ('<a href="https://w3.org/#id">w</a>', '<a href="https://w3.org/#id">w</a>'),
        ('<a class="c" href="browser-x.html"><b>x</b></a>', '<span class="c"><b>x</b></span>'),
        ('<a href="artifacts/r.webm" download>r</a>', "<span>r</span>"),
        ("<code>&lt;a href=&#34;check-b.html&#34;&gt;</code>", "<code>&lt;a href=&#34;check-b.html&#34;&gt;</code>"),
        ('<svg viewBox="0 0 1 1"><rect></rect></svg>', '<svg viewBox="0 0 1 1"><rect></rect></svg>'),
    ],
)
def test_only_ids_links_and_pictures_of_a_page_change(written: str, copied: str) -> None:
    assert page(written) == f'<article class="page" id="check-a">\n{copied}</article>\n'
