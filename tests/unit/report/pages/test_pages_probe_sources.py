"""The sources of a probe are found, followed and renamed; the nearest pages are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix.report.pages.reproducer.probe_sources import PAGE, START, Sources, find_pages, within_script

PAGES = Path(__file__).parents[4] / "pages"


def test_imports_are_followed_and_named_by_their_paths() -> None:
    sources = Sources(PAGES).of("api_surface/worker.js")
    assert sources is not None
    assert next(iter(sources)) == "probes/api_surface/worker.js"
    assert {PAGE, "lib/surface_worker.js", "lib/surface.js", "lib/gathering.js"} <= sources.keys()
    assert 'new URL("lib/surface_worker.js", import.meta.url)' in sources["probes/api_surface/worker.js"]
    assert 'from "lib/surface.js"' in sources["lib/surface_worker.js"]
    assert "lib/harness.js" not in sources


def test_a_missing_import_is_no_page(tmp_path: Path) -> None:
    for folder in ("lib", "probes"):
        (tmp_path / folder).mkdir()
    (tmp_path / START).write_text("")
    (tmp_path / "probes" / "a.js").write_text('import { b } from "../lib/b.js";\n')
    assert Sources(tmp_path).of("a.js") is None


def test_the_pages_of_a_runs_own_project_come_first(tmp_path: Path) -> None:
    run = tmp_path / "reports" / "runs" / "one"
    run.mkdir(parents=True)
    assert find_pages(run) == PAGES
    (tmp_path / "pages" / "probes").mkdir(parents=True)
    (tmp_path / "pages" / "lib").mkdir()
    (tmp_path / "pages" / PAGE).write_text("")
    assert find_pages(run) == tmp_path / "pages"
    assert find_pages() == PAGES


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('"</script>"', r'"<\/script>"'),
        ('"</SCRIPT x"', r'"<\/SCRIPT x"'),
        ('"<!--"', r'"<\u0021--"'),
        ("a < b", "a < b"),
    ],
)
def test_nothing_ends_a_script_element_early(text: str, written: str) -> None:
    assert within_script(text) == written
