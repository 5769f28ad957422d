"""Our own TURN servers: their configuration, what pages receive, and that they end. No browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.gather.processes import end_processes, find_processes
from rtcmatrix.gather.stage_parts import turn_server
from rtcmatrix.gather.stage_parts.errors import MissingRequirement
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.servers import find_free_ports
from rtcmatrix.gather.stages import STAGES
from rtcmatrix.providers.programs import PROGRAMS

pytestmark = pytest.mark.skipif(shutil.which("turnserver") is None, reason="coturn is not installed")


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[PreparedStage]:
    (tmp_path / "tmp").mkdir()
    with STAGES["turn"](tmp_path, 80) as prepared:
        yield prepared


def told(prepared: PreparedStage, name: str = "turn") -> dict[str, Any]:
    service = prepared.services[name]
    assert isinstance(service, dict)
    return service


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return True
    return False


def test_a_server_lets_in_whom_it_told_and_nobody_else(prepared: PreparedStage) -> None:
    service = told(prepared)
    client = ["turnutils_uclient", "-n", "1", "-c", "-y", "-p", str(service["port"]), "-u", str(service["username"])]
    host = str(service["host"])
    right = subprocess.run(
        [*client, "-w", str(service["credential"]), host], capture_output=True, text=True, timeout=60, check=False
    )
    wrong = subprocess.run([*client, "-w", "wrong", host], capture_output=True, text=True, timeout=60, check=False)
    assert "allocate response received" in right.stdout + right.stderr or right.returncode == 0
    assert wrong.returncode != 0


def test_the_password_is_nowhere_but_in_what_the_page_is_told(prepared: PreparedStage, tmp_path: Path) -> None:
    password = str(told(prepared)["credential"]).encode()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "turnserver.conf" for file in files)
    assert [file for file in files if password in file.read_bytes()] == []
    commands = [" ".join(process.cmdline()) for process in find_processes(tmp_path, ())]
    assert any("turnserver" in command for command in commands)
    assert [command for command in commands if password.decode() in command] == []


def test_servers_have_passwords_and_ports_of_their_own(prepared: PreparedStage) -> None:
    one, other = told(prepared), told(prepared, "spare")
    assert one["credential"] != other["credential"]
    assert one["port"] != other["port"]
    assert set(prepared.services) == {"turn", "spare"}
    assert len(prepared.services) == len(prepared.stop_service)


def test_an_ended_server_is_gone_until_somebody_asks_for_it(prepared: PreparedStage) -> None:
    before = told(prepared)
    prepared.stop_service["turn"]()
    prepared.stop_service["turn"]()
    assert refuses(int(before["port"]))
    assert told(prepared) == before
    assert not refuses(int(before["port"]))


def test_nothing_stays_of_a_stage_that_was_left(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    with STAGES["turn"](tmp_path, 80) as prepared:
        port = int(told(prepared)["port"])
        assert find_processes(tmp_path, ())
    assert find_processes(tmp_path, ()) == []
    assert refuses(port)


def test_whoever_cleans_up_after_us_finds_the_servers(prepared: PreparedStage, tmp_path: Path) -> None:
    port = int(told(prepared)["port"])
    end_processes(tmp_path, ())
    assert refuses(port)


def test_ports_that_somebody_took_meanwhile_are_not_insisted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        offered = iter([(port, port)])
        monkeypatch.setattr(
            turn_server, "find_free_ports", lambda number: next(offered, None) or find_free_ports(number)
        )
        monkeypatch.setattr(turn_server, "START_TIMEOUT", 2.0)
        with STAGES["turn"](tmp_path, 80) as prepared:
            assert told(prepared)["port"] != port


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingRequirement, match='"turnserver" of the package coturn'), STAGES["turn"](tmp_path, 80):
        pass
    assert PROGRAMS["turnserver"] == "coturn"
