"""A report is whole, safe to open, and stands where it was asked for."""

from __future__ import annotations

import dataclasses
import errno
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hostile_run import hostile_run
from made_up_gaps import interrupted
from made_up_run import ESR, STABLE, evidence, large, three_browsers

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import (
    Artifact,
    Run,
)
from rtcmatrix.report.forms.html_site import write_site

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "link", "img", "input", "line", "rect"}


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def attributes(self, name: str) -> list[str]:
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]


def site(tmp_path: Path, *runs: Run) -> dict[str, Page]:
    index = write_site([(tmp_path, run) for run in runs], tmp_path / "site")
    assert index == tmp_path / "site" / "index.html"
    return {path.name: Page(path.read_text()) for path in index.parent.glob("*.html")}


ALLOWED = {
    "html", "head", "meta", "title", "link", "body", "a", "main", "header", "footer", "section", "article", "nav", "p",
    "h1", "h2", "h3", "dl", "dt", "dd", "div", "span", "b", "strong", "bdi", "code", "pre", "ul", "ol", "li", "table",
    "caption",
    "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "rect", "line", "figure", "figcaption", "img",
    "script", "form", "label", "input", "select", "option", "button", "dialog", "kbd", "polyline", "circle", "text",
}  # fmt: skip


@pytest.mark.parametrize("make", [three_browsers, hostile_run])
def test_no_text_becomes_an_element(tmp_path: Path, make: Any) -> None:
    for page in site(tmp_path, make()).values():
        assert {tag for tag, _ in page.tags} <= ALLOWED
        names = {name for _, attributes in page.tags for name in attributes}
        assert not [
            name for name in names if name.startswith("on") or name in {"style", "srcset", "action", "formaction"}
        ]
        assert not [
            text for text in page.texts if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        ]


@pytest.mark.parametrize("make", [three_browsers, hostile_run])
def test_links_lead_somewhere(tmp_path: Path, make: Any) -> None:
    pages = site(tmp_path, make())
    ids = {name: page.attributes("id") for name, page in pages.items()}
    for name, page in pages.items():
        assert len(set(ids[name])) == len(ids[name]), name
        for href in page.attributes("href"):
            if href.startswith(("https://", "http://")):
                continue
            target, _, anchor = unquote(href).partition("#")
            assert re.fullmatch(r"[a-z0-9._/-]*", target), href
            assert (tmp_path / "site" / (target or name)).is_file(), href
            assert not anchor or anchor in ids[target or name], href
        for labelled in page.attributes("aria-labelledby"):
            assert labelled in ids[name]


def test_a_page_asks_the_network_for_nothing(tmp_path: Path) -> None:
    for page in site(tmp_path, three_browsers()).values():
        (policy,) = [attributes["content"] for tag, attributes in page.tags if attributes.get("http-equiv")]
        assert str(policy).startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'")
        assert [each for tag, each in page.tags if tag == "script"] == [{"src": "reading.js", "defer": None}]
        loaded = [each for tag, each in page.tags if tag in {"link", "img", "script", "iframe"}]
        assert not [each for each in loaded if "//" in str(each.get("href") or each.get("src"))]
    style = (tmp_path / "site" / "report.css").read_text()
    assert "url(" not in style
    assert "@import" not in style


def test_values_of_a_megabyte_stay_readable(tmp_path: Path) -> None:
    run = three_browsers()
    big = [evidence("a/b.js", browser, {"x": letter * 1_000_000}) for browser, letter in ((STABLE, "a"), (ESR, "<"))]
    index = write_site([(tmp_path, dataclasses.replace(run, evidence=tuple(big)))], tmp_path / "site")
    for path in index.parent.glob("*.html"):
        Page(path.read_text())
        assert path.stat().st_size < 1_500_000
    pair = (index.parent / "pair-chromium-stable--firefox-esr.html").read_text()
    assert '<details class="long">' in pair
    assert "900,000 more characters" in pair


def test_an_unfinished_run_says_so_and_absent_browsers_say_why(tmp_path: Path) -> None:
    run = dataclasses.replace(three_browsers(), complete=False)
    text = "".join(site(tmp_path, run)["index.html"].texts)
    assert "Incomplete: it was interrupted." in text
    assert "This run is incomplete." in text
    assert "needs --install-browsers" in text
    assert "changed from Chromium 150 to 156" in text


def test_a_selected_cell_without_a_result_is_shown_as_missing_and_as_no_difference(tmp_path: Path) -> None:
    run = dataclasses.replace(interrupted(), compare=((STABLE, ESR),))
    pages = site(tmp_path, run)
    index = "".join(pages["index.html"].texts)
    assert "Incomplete: it was interrupted; 11 of 42 selected cells have no result." in index
    assert "is as expected" not in index
    classes = pages["index.html"].attributes("class")
    assert sum("status missing" in each for each in classes) >= 11
    pair = "".join(pages["pair-chromium-stable--firefox-esr.html"].texts)
    assert "11 checks not compared: 11 no result in Firefox 153" in pair
    last = next(page for name, page in pages.items() if name.startswith("check-") and "policy" in name)
    assert "It was selected in Firefox 153, but has no result there." in "".join(last.texts)


def test_an_empty_run_is_a_page_too(tmp_path: Path) -> None:
    empty = Run(id="x", format=1, tool="t", started_at="")
    assert "nothing was observed" in "".join(site(tmp_path, empty)["index.html"].texts)


def test_two_runs_stand_side_by_side(tmp_path: Path) -> None:
    run = three_browsers()
    pages = site(tmp_path, run, dataclasses.replace(run, id="2026-01-03T03-04-05Z-cd34"))
    assert {"browser-chromium-stable.html", "browser-chromium-stable-2.html"} <= pages.keys()
    assert "pair-chromium-stable--chromium-stable-2.html" in pages
    assert "2026-01-03T03-04-05Z-cd34" in pages["browser-chromium-stable-2.html"].texts


def test_a_run_given_twice_is_shown_once(tmp_path: Path) -> None:
    assert "browser-chromium-stable-2.html" not in site(tmp_path, three_browsers(), three_browsers())


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site([(tmp_path, three_browsers())], tmp_path / name)
    for path in (tmp_path / "one").glob("*.html"):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_artifacts_come_along_and_others_do_not(tmp_path: Path) -> None:
    home = tmp_path / "run"
    (home / "artifacts").mkdir(parents=True)
    (home / "artifacts" / "tone.png").write_bytes(b"png")
    (tmp_path / "secret").write_text("secret")
    (home / "artifacts" / "link").symlink_to(tmp_path / "secret")
    artifacts = (
        Artifact(name="screenshot", path="artifacts/tone.png", media_type="image/png"),
        Artifact(name="page", path="artifacts/tone.png", media_type="text/html"),
        *(Artifact(name="x", path=path, media_type="text/plain") for path in ("../secret", "artifacts/link", "gone")),
    )
    run = dataclasses.replace(three_browsers(), evidence=(evidence("a/b.js", STABLE, {}, artifacts=artifacts),))
    write_site([(home, run)], tmp_path / "site")
    kept = {path.name: path.read_bytes() for path in (tmp_path / "site" / "artifacts").iterdir()}
    assert kept == {"chromium-stable-tone.png": b"png", "chromium-stable-tone.txt": b"png"}


def test_a_report_is_replaced_as_a_whole_and_nothing_else_is(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site([(tmp_path, three_browsers())], out)
    (out / "old.html").touch()
    write_site([(tmp_path, three_browsers())], out)
    assert not (out / "old.html").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    with pytest.raises(ConfigurationError, match="it is not a report"):
        write_site([(tmp_path, three_browsers())], tmp_path / "mine")


def test_a_half_written_report_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr("rtcmatrix.report.forms.html_site.shutil.copyfile", fail)
    with pytest.raises(OSError, match="disk full"):
        write_site([(tmp_path, three_browsers())], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_large_run_stays_small_enough_to_send(tmp_path: Path) -> None:
    write_site([(tmp_path, large(browsers=8, facts=600, probes=60))], tmp_path / "site")
    sizes = [path.stat().st_size for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert sum(sizes) < 3_000_000
