"""The command line: a table of commands, imported on use, and the exit codes."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from rtcmatrix import __version__
from rtcmatrix.errors import EXIT_CONFIGURATION, EXIT_INTERRUPTED, EXIT_OWN_FAULT, RtcMatrixError, name_refusal
from rtcmatrix.nearest import nearest
from rtcmatrix.terminal import accept_every_character, say

COMMANDS = {
    "run": "rtcmatrix.commands.run",
    "browsers": "rtcmatrix.commands.browsers",
    "checks": "rtcmatrix.commands.checks",
    "probes": "rtcmatrix.commands.probes",
    "validate": "rtcmatrix.commands.validate",
    "shards": "rtcmatrix.commands.shards",
    "merge": "rtcmatrix.commands.merge",
    "judge": "rtcmatrix.commands.judge",
    "compare": "rtcmatrix.commands.compare",
    "report": "rtcmatrix.commands.report",
    "gate": "rtcmatrix.commands.gate",
    "baseline": "rtcmatrix.commands.baseline",
    "known": "rtcmatrix.commands.known",
    "import": "rtcmatrix.commands.imports",
    "schema": "rtcmatrix.commands.schema",
    "serve": "rtcmatrix.commands.serve",
}
"""Command -> module with its ``command``; imported on use, so that reading a recorded run needs no Selenium."""


class CommandTable(click.Group):
    """A click group that imports the module of a command on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in the order of the table."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; fail with a suggestion for a misspelled name."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f'unknown command "{args[0]}"{nearest(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table is our bug
        return command


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rtcmatrix")
def table() -> None:
    """Show where browsers differ in their WebRTC behavior."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code, one of ``rtcmatrix.errors``."""
    try:
        result = table.main(arguments, prog_name="rtcmatrix", standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except click.ClickException as wrong:
        return _say_misuse(wrong)
    except RtcMatrixError as wrong:
        say(f"rtcmatrix: {wrong}", err=True)
        return wrong.exit_code
    except (OSError, MemoryError, SystemExit) as refused:
        return _say_refusal(refused)
    except Exception:  # noqa: BLE001 - the last handler: nothing above it would report
        return _report_own_fault()
    return result if isinstance(result, int) else 0


def _say_misuse(wrong: click.ClickException) -> int:
    """Print the usage error of click, whose arguments may contain any character."""
    words = io.StringIO()
    wrong.show(words)
    say(words.getvalue().replace("\n\t", "\n    "), err=True, nl=False)
    return wrong.exit_code


def _say_refusal(refused: OSError | MemoryError | SystemExit) -> int:
    """Print what the system refused: the disk, a permission, the working folder, memory.

    A closed output (``| head``) is silent; click reports it as SystemExit.
    """
    _drop_unwritable_output()
    if isinstance(refused, (BrokenPipeError, SystemExit)):
        return EXIT_CONFIGURATION
    if isinstance(refused, MemoryError):
        words = "not enough memory; read fewer or smaller runs at once"
    elif not _working_folder_exists():
        words = f'the working folder "{os.environ.get("PWD", "")}" no longer exists; change to another folder'
    else:
        words = name_refusal(refused)
    with contextlib.suppress(OSError):
        say(f"rtcmatrix: {words}", err=True)
    return EXIT_CONFIGURATION


def _drop_unwritable_output() -> None:
    """Drop what standard output does not take: Python would flush it at exit, print an error and exit with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _working_folder_exists() -> bool:
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False


def _report_own_fault() -> int:
    """Write a crash report file and print its path; print the report if no file can be written."""
    text = f"rtcmatrix {__version__}\npython {sys.version}\n\n{traceback.format_exc()}"
    for folder in (".", tempfile.gettempdir()):
        with (
            contextlib.suppress(OSError),
            tempfile.NamedTemporaryFile(
                "w", prefix="crash-", suffix=".txt", dir=folder, delete=False, encoding="utf-8", errors="replace"
            ) as file,
        ):
            file.write(text)
            file.flush()
            say(f'rtcmatrix: internal error; please attach "{Path(file.name)}" to a bug report', err=True)
            return EXIT_OWN_FAULT
    say(f"rtcmatrix: internal error; please attach this to a bug report\n{text}", err=True)
    return EXIT_OWN_FAULT


def run() -> None:
    """Run as the console script."""
    accept_every_character()
    sys.exit(main())
