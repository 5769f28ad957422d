"""Files of npm packages that pages may load: dependencies only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from rtcmatrix.gather.npm_packages import NpmPackages, dependencies
from rtcmatrix.gather.page_server import PageServer


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A project with two packages that are named, one that is not, and one for development."""
    (tmp_path / "package.json").write_text(
        json.dumps({"dependencies": {"@field/eyes": "^1", "ears": "^1"}, "devDependencies": {"nose": "^1"}})
    )
    for name in ("@field/eyes", "ears", "nose", "mouth", "ears-too"):
        folder = tmp_path / "node_modules" / name / "dist"
        folder.mkdir(parents=True)
        (folder / "main.js").write_text(f"// {name}")
        (folder / "part.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "node_modules" / "ears" / "link.js").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "node_modules" / "ears" / "next").symlink_to(tmp_path / "node_modules" / "nose")
    (tmp_path / "pages" / "probes").mkdir(parents=True)
    return tmp_path / "pages"


@pytest.mark.parametrize("path", ["@field/eyes/dist/main.js", "ears/dist/main.js"])
def test_files_of_dependencies_are_found(pages: Path, path: str) -> None:
    assert NpmPackages(pages).find(path) == pages.parent / "node_modules" / path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "ears",
        "ears/",
        "ears/dist",
        "ears/dist/none.js",
        "nose/dist/main.js",
        "mouth/dist/main.js",
        "ears-too/dist/main.js",
        "@field/eyes",
        "ears/../nose/dist/main.js",
        "ears/../../secret.txt",
        "ears/link.js",
        "ears/next/dist/main.js",
        "ears//etc/passwd",
        "ears/\0",
        "ears/" + "x" * 5000,
    ],
)
def test_other_files_are_not_found(pages: Path, path: str) -> None:
    assert NpmPackages(pages).find(path) is None


def test_a_package_symlinked_from_elsewhere_is_not_served(pages: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "main.js").write_text("// elsewhere")
    modules = pages.parent / "node_modules"
    (modules / "ears").rename(modules / "ears-before")
    (modules / "ears").symlink_to(elsewhere)
    assert NpmPackages(pages).find("ears/main.js") is None


def test_node_modules_may_be_a_symlink(pages: Path, tmp_path: Path) -> None:
    modules = pages.parent / "node_modules"
    modules.rename(tmp_path / "shared")
    modules.symlink_to(tmp_path / "shared")
    assert NpmPackages(pages).find("ears/dist/main.js") == tmp_path / "shared" / "ears" / "dist" / "main.js"


@pytest.mark.parametrize("text", [None, "{no", "[]", '{"dependencies": []}', "{}"])
def test_without_dependencies_nothing_is_found(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "package.json").write_text(text)
    assert dependencies(tmp_path) == ()


@pytest.fixture
def server(pages: Path) -> Iterator[PageServer]:
    with PageServer(pages) as started:
        yield started


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/npm/ears/dist/main.js", 200, "javascript"),
        ("/npm/@field/eyes/dist/part.wasm", 200, "application/wasm"),
        ("/npm/%40field/eyes/dist/main.js", 200, "javascript"),
        ("/npm/nose/dist/main.js", 404, "text/plain"),
        ("/npm/ears/../../secret.txt", 404, "text/plain"),
        ("/npm/ears/%2e%2e/%2e%2e/secret.txt", 404, "text/plain"),
        ("/npm/ears/link.js", 404, "text/plain"),
    ],
)
def test_dependencies_are_served_below_npm(server: PageServer, path: str, status: int, kind: str) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == status
        assert kind in response.headers["Content-Type"]
        assert b"secret" not in response.read()
    finally:
        connection.close()
