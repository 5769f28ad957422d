"""The command line: one table of the room's files, loaded one at a time; each kind of error has its exit code."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

import rtcmatrix.commands
from rtcmatrix import cli, errors

ROOM = Path(rtcmatrix.commands.__file__).parent


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep crash files out of the project."""
    monkeypatch.chdir(tmp_path)


def test_the_table_names_every_file_that_is_a_command() -> None:
    files = {path.stem for path in ROOM.glob("*.py") if "\ndef command(" in path.read_text()}
    assert {module.rpartition(".")[2] for module in cli.COMMANDS.values()} == files


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_says_in_one_sentence_what_it_does(name: str) -> None:
    command = importlib.import_module(cli.COMMANDS[name]).command
    assert isinstance(command, click.Command)
    assert command.get_short_help_str(limit=200)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"rtcmatrix {name}" in said
    assert [line for line in said.splitlines() if len(line) > 80] == []


def test_reading_a_run_loads_no_selenium() -> None:
    program = (
        "import sys\nfrom rtcmatrix import cli\n"
        "for name in ('judge', 'compare', 'report', 'import', 'schema'):\n"
        "    cli.main([name, '--help'])\n"
        "    assert 'selenium' not in sys.modules, name\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_is_a_wrong_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["comapre"]) == errors.EXIT_CONFIGURATION
    assert "comapre" in capsys.readouterr().err


def run_a_command_that_raises(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(cli.CommandTable, "get_command", lambda *_: click.Command("fail", callback=fail))
    return cli.main(["fail"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ConfigurationError("wrong"), 2),
        (errors.FormatError("wrong"), 2),
        (errors.NothingSelectedError("wrong"), 3),
        (errors.UnavailableError("wrong"), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_error_ends_with_the_exit_code_of_its_kind_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    assert run_a_command_that_raises(monkeypatch, error) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_ours_leaves_a_file_for_the_bug_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run_a_command_that_raises(monkeypatch, ZeroDivisionError("ours")) == errors.EXIT_OWN_FAULT
    [file] = tmp_path.glob("crash-*.txt")
    assert "ZeroDivisionError: ours" in file.read_text()
    assert file.name in capsys.readouterr().err


def test_a_misspelt_command_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runn"]) == 2
    assert 'unknown command "runn"; did you mean "run"?' in capsys.readouterr().err
