"""``rtcmatrix serve``: the pages, for a person with any browser."""

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
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; another than loopback lets others in."
)
@click.option("--port", default=8085, show_default=True, help="For http; 0 takes a free one.")
@click.option(
    "--tls-port",
    default=8445,
    show_default=True,
    help="For https with a certificate made on the spot; 0 takes a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further host name that pages are opened by; any other is refused (DNS rebinding). May repeat.",
)
def command(matrix_file: Path, host: str, port: int, tls_port: int, names: tuple[str, ...]) -> int:
    """Serve pages/ until Ctrl-C, so that a person can run the probes in whatever browser opens them."""
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
    except (OSError, UnicodeError) as error:  # UnicodeError: a host that no name can be
        raise ConfigurationError(
            f'cannot listen on "{host}" ports {port} and {tls_port}: {getattr(error, "strerror", None) or error}; '
            "name others by --port and --tls-port"
        ) from None
    return 0
