"""The command line: one table of commands, loaded when asked for, and the exit codes. Does nothing itself."""

from __future__ import annotations

import importlib
import sys
import tempfile
import traceback
from pathlib import Path

import click

from rtcmatrix import __version__
from rtcmatrix.errors import EXIT_INTERRUPTED, EXIT_OWN_FAULT, RtcMatrixError

COMMANDS = {
    "run": "rtcmatrix.commands.run",
    "browsers": "rtcmatrix.commands.browsers",
    "checks": "rtcmatrix.commands.checks",
    "probes": "rtcmatrix.commands.probes",
    "validate": "rtcmatrix.commands.validate",
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
"""Command -> the module whose ``command`` it is; imported when used: reading a recorded run needs no selenium."""


class CommandTable(click.Group):
    """A click group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table is a fault of ours
        return command


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rtcmatrix")
def table() -> None:
    """Show what one browser does with WebRTC that another does not."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code of the design; see ``rtcmatrix.errors``."""
    try:
        result = table.main(arguments, prog_name="rtcmatrix", standalone_mode=False)
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except RtcMatrixError as wrong:
        click.echo(f"rtcmatrix: {wrong}", err=True)
        return wrong.exit_code
    except Exception:  # noqa: BLE001 - the last resort: nothing above it could show anything
        return _report_own_fault()
    return result if isinstance(result, int) else 0


def _report_own_fault() -> int:
    """Leave a file that can be attached to a bug, and say where."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="crash-", suffix=".txt", dir=Path.cwd(), delete=False, encoding="utf-8"
    ) as file:
        file.write(f"rtcmatrix {__version__}\npython {sys.version}\n\n{traceback.format_exc()}")
    click.echo(f'rtcmatrix: a fault of ours; please attach "{file.name}" to a bug report', err=True)
    return EXIT_OWN_FAULT


def run() -> None:
    """Be the console script."""
    sys.exit(main())
