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
from rtcmatrix.gather.stages import STAGES, Lacking, Staging, turn_server
from rtcmatrix.gather.stages.listening import find_free_ports
from rtcmatrix.providers.programs import PROGRAMS

pytestmark = pytest.mark.skipif(shutil.which("turnserver") is None, reason="coturn is not installed")


@pytest.fixture
def staging(tmp_path: Path) -> Iterator[Staging]:
    (tmp_path / "tmp").mkdir()
    with STAGES["turn"](tmp_path, 80) as prepared:
        yield prepared


def told(staging: Staging, name: str = "turn") -> dict[str, Any]:
    service = staging.services[name]
    assert isinstance(service, dict)
    return service


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return True
    return False


def test_a_server_accepts_its_own_credentials_and_no_others(staging: Staging) -> None:
    service = told(staging)
    client = ["turnutils_uclient", "-n", "1", "-c", "-y", "-p", str(service["port"]), "-u", str(service["username"])]
    host = str(service["host"])
    right = subprocess.run(
        [*client, "-w", str(service["credential"]), host], capture_output=True, text=True, timeout=60, check=False
    )
    wrong = subprocess.run([*client, "-w", "wrong", host], capture_output=True, text=True, timeout=60, check=False)
    assert "allocate response received" in right.stdout + right.stderr or right.returncode == 0
    assert wrong.returncode != 0


def test_the_password_is_only_in_what_the_page_receives(staging: Staging, tmp_path: Path) -> None:
    password = str(told(staging)["credential"]).encode()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "turnserver.conf" for file in files)
    assert [file for file in files if password in file.read_bytes()] == []
    commands = [" ".join(process.cmdline()) for process in find_processes(tmp_path, ())]
    assert any("turnserver" in command for command in commands)
    assert [command for command in commands if password.decode() in command] == []


def test_servers_have_passwords_and_ports_of_their_own(staging: Staging) -> None:
    one, other = told(staging), told(staging, "spare")
    assert one["credential"] != other["credential"]
    assert one["port"] != other["port"]
    assert set(staging.services) == {"turn", "spare"}
    assert len(staging.services) == len(staging.ends)


def test_an_ended_server_is_gone_until_somebody_asks_for_it(staging: Staging) -> None:
    before = told(staging)
    staging.ends["turn"]()
    staging.ends["turn"]()
    assert refuses(int(before["port"]))
    assert told(staging) == before
    assert not refuses(int(before["port"]))


def test_nothing_stays_of_a_stage_that_was_left(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    with STAGES["turn"](tmp_path, 80) as staging:
        port = int(told(staging)["port"])
        assert find_processes(tmp_path, ())
    assert find_processes(tmp_path, ()) == []
    assert refuses(port)


def test_a_cleanup_after_us_finds_the_servers(staging: Staging, tmp_path: Path) -> None:
    port = int(told(staging)["port"])
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
        monkeypatch.setattr(turn_server, "START_PATIENCE", 2.0)
        with STAGES["turn"](tmp_path, 80) as staging:
            assert told(staging)["port"] != port


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Lacking, match='"turnserver" of the package coturn'), STAGES["turn"](tmp_path, 80):
        pass
    assert PROGRAMS["turnserver"] == "coturn"
