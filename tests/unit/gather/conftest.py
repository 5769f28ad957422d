"""Fixtures for tests of gathering: a page server over a temporary folder, and stand-ins for browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from standin_gathering import BUILD, PROBE, SPEC, Bench
from standin_session import Act, Script, StandInSession

from rtcmatrix.gather import lane as lane_module
from rtcmatrix.gather import participants as participants_module
from rtcmatrix.gather.lane import Lane
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.matrix import Limits

LONG = Limits(page_load_timeout=20, script_timeout=20, probe_timeout=20)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "secret.txt").write_text("secret")
    folder = root / "pages"
    probes = folder / "probes" / "area"
    probes.mkdir(parents=True)
    (probes / "strict.js").write_text(
        "// Strict.\n// META: header=Permissions-Policy: camera=()\n// META: header=X-A: 1"
    )
    (probes / "plain.js").write_text("// Plain.\n")
    (folder / "index.html").write_text("the index")
    (folder / "probe.html").write_text("the probe page")
    (folder / "lib").mkdir()
    (folder / "lib" / "harness.js").write_text("export {};")
    (folder / "lib" / "index.html").symlink_to(root / "secret.txt")
    (folder / "out.txt").symlink_to(root / "secret.txt")
    (folder / "outside").symlink_to(root)
    return folder


@pytest.fixture(scope="module")
def server(pages: Path) -> Iterator[PageServer]:
    with PageServer(pages) as started:
        yield started


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "LOSS_GRACE", 0.02)


@pytest.fixture
def session(server: PageServer) -> StandInSession:
    return StandInSession(script=Script(server=server), spec=SPEC, build=BUILD)


@pytest.fixture
def make_lane(server: PageServer, session: StandInSession, tmp_path: Path, short_grace: None) -> Callable[..., Lane]:
    """Make a lane whose pages all do the same."""

    def make(act: Act, limits: Limits = LONG, **more: Any) -> Lane:
        session.script.acts = {PROBE.path: act}
        settings = {"artifacts": tmp_path, "lane_count": 1, "on_page_loaded": lambda _: None} | more
        return Lane(session, server, limits, **settings)  # type: ignore[arg-type]  # a stand-in

    return make


@pytest.fixture
def bench(server: PageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short_grace: None) -> Iterator[Bench]:
    script = Script(server=server)
    monkeypatch.setattr(participants_module, "Session", script.open)
    made = Bench(script, tmp_path)
    yield made
    for gathering in made.made:
        gathering.close()
        assert not any(thread.is_alive() for thread in gathering._threads)
    assert all(session.closed for session in script.sessions)
    assert server._links == {}
