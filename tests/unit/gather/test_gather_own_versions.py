"""A build is the one that was provided; where a driver reports the engine's version, that is not compared."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path

import pytest
from standin_kind import KIND

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.session import Session, SessionStartError
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build

DRIVER = Path(__file__).parents[1] / "browsers" / "standin_driver.py"
REPORTED = "150.0.1.2"
"""The version that the stand-in driver reports."""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
@pytest.mark.parametrize(
    ("own", "provided", "shown"), [(True, "7.6", "7.6"), (False, REPORTED, REPORTED), (False, "7.6", None)]
)
def test_the_version_of_a_session(monkeypatch: pytest.MonkeyPatch, own: bool, provided: str, shown: str | None) -> None:
    monkeypatch.setitem(KINDS, KIND.name, dataclasses.replace(KIND, own_versions=own))
    spec = BrowserSpec(name=KIND.name, selector="stable", channel="stable")
    with tempfile.TemporaryDirectory() as folder:
        driver = Path(folder) / "driver"
        driver.write_text(f"#!{sys.executable}\n{DRIVER.read_text(encoding='utf-8')}", encoding="utf-8")
        driver.chmod(0o755)
        build = Build(
            name=KIND.name,
            channel="stable",
            version=provided,
            binary="/opt/piccolo",
            driver=str(driver),
            driver_version="1",
            provider="installed",
        )
        guard = Guard()
        try:
            if shown is None:
                with pytest.raises(
                    SessionStartError, match=f'version "{REPORTED}" started, but installed provided "7.6"'
                ):
                    Session(spec, build, guard=guard, port=0)
                return
            session = Session(spec, build, guard=guard, port=0)
            try:
                assert session.version == shown
                known = session.provenance("StandIn/1")
                assert (known.brand, known.version) == (KIND.brand, shown)
            finally:
                session.close()
        finally:
            guard.close()
