"""``rtcmatrix serve``: serve the pages to any browser, to run probes by hand."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.terminal import say


@click.command()
@matrix_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; one beyond loopback admits other machines.",
)
@click.option("--port", default=8085, show_default=True, help="Port for http; 0 picks a free one.")
@click.option(
    "--tls-port",
    default=8445,
    show_default=True,
    help="Port for https with a generated certificate; 0 picks a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="Also accept this host name; others are rejected (DNS rebinding). May be repeated.",
)
def command(matrix_file: Path, host: str, port: int, tls_port: int, names: tuple[str, ...]) -> int:
    """Serve pages/ until Ctrl-C, to run the probes by hand in any browser."""
    try:
        pages = matrix_file.resolve().parent / "pages"
        server = PageServer(pages, host=host, port=port, tls_port=tls_port, names=names)
        with server:
            name = "localhost" if host == "127.0.0.1" else host
            if server.hosts.is_beyond_loopback:
                say(
                    f'listening on "{host}", beyond loopback: every machine that reaches ports {server.port} and '
                    f'{server.tls_port} can load "{pages}"; Ctrl-C and no --host keep it on this machine',
                    err=True,
                )
            say(f"http://{name}:{server.port}/  and  https://{name}:{server.tls_port}/  (Ctrl-C ends)")
            threading.Event().wait()
    except (OSError, UnicodeError) as error:  # UnicodeError: an invalid host name
        raise ConfigurationError(
            f'cannot listen on "{host}" ports {port} and {tls_port}: {getattr(error, "strerror", None) or error}; '
            "choose others with --port and --tls-port"
        ) from None
    return 0
