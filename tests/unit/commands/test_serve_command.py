"""``rtcmatrix serve`` says when others may come in."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rtcmatrix import cli
from rtcmatrix.errors import EXIT_INTERRUPTED


@pytest.fixture
def matrix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project whose server is interrupted as soon as it serves."""

    class Interrupted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout is None and threading.current_thread() is threading.main_thread():
                raise KeyboardInterrupt
            return super().wait(timeout)

    (tmp_path / "pages" / "probes").mkdir(parents=True)
    (tmp_path / "matrix.yaml").write_text("version: 1\n", encoding="utf-8")
    monkeypatch.setattr("rtcmatrix.commands.serve.threading", type("", (), {"Event": Interrupted}))
    return tmp_path / "matrix.yaml"


@pytest.mark.parametrize(("host", "beyond"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_it_says_when_it_listens_beyond_loopback(
    matrix: Path, capsys: pytest.CaptureFixture[str], host: str, beyond: bool
) -> None:
    words = ["serve", "--matrix", str(matrix), "--host", host, "--port", "0", "--tls-port", "0"]
    assert cli.main(words) == EXIT_INTERRUPTED
    told = capsys.readouterr()
    assert "(Ctrl-C ends)" in told.out
    assert (f'listening on "{host}", beyond loopback' in told.err) is beyond
