"""Stage ``janus``: a forwarding server (SFU) of the session's own, with rooms that a page makes and joins."""

from __future__ import annotations

import http.client
import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import psutil

from rtcmatrix.gather.stage_parts.servers import ATTEMPTS, HOST, await_answer, find_free_ports
from rtcmatrix.gather.stage_parts.prepared import (
    Lacking,
    StageStartError,
    Staging,
    find_program,
    last_line,
    marked_environment,
    running,
)

START_PATIENCE = 20.0
"""Seconds until a server whose websocket does not answer has failed."""
PROTOCOL = "janus-protocol"
"""The subprotocol without which Janus takes no websocket."""
PARTS = {"plugins": "libjanus_videoroom.so", "transports": "libjanus_websockets.so", "events": None, "loggers": None}
"""What the server is to load of each kind. Everything else that Debian installs would listen or read files too."""

CORE = """\
general: {{
  plugins_folder = "{plugins}"
  transports_folder = "{transports}"
  events_folder = "{events}"
  loggers_folder = "{loggers}"
  server_name = "rtcmatrix"
  debug_level = 4
  debug_colors = false
  api_secret = "{secret}"
  admin_secret = "{admin}"
}}
media: {{
  min_nack_queue = 500
}}
nat: {{
  full_trickle = true
  ice_enforce_list = "{address}"
}}
"""
SOCKETS = """\
general: {{
  json = "compact"
  ws = true
  ws_port = {port}
  ws_ip = "127.0.0.1"
  wss = false
}}
admin: {{
  admin_ws = false
  admin_wss = false
}}
"""
ROOMS = """\
general: {
}
"""
"""No room: pages make their own."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Start the server and wait until its websocket answers; StageStartError where it never does."""
    program = find_program("janus")
    address = own_address()
    place = folder / "janus"
    place.mkdir()
    secret = secrets.token_hex(16)
    parts = link_parts(Path(program), place)
    # Without --daemon it stays a child of ours; it says what it does on its standard output
    command = [program, "--configs-folder", str(place), "--interface", address]
    with ExitStack() as life:
        for _ in range(ATTEMPTS):
            (listens,) = find_free_ports(1)
            write_configuration(place, parts, secret=secret, port=listens, address=address)
            with ExitStack() as trial:
                process = trial.enter_context(running(command, folder, marked_environment(folder)))
                if await_answer(process, partial(_answers, listens), START_PATIENCE):
                    life.push(trial.pop_all())
                    break
        else:
            raise StageStartError(f"a forwarding server: Janus did not start ({last_line(folder, program)})")
        service = {"url": f"ws://{HOST}:{listens}/", "protocol": PROTOCOL, "secret": secret, "address": address}
        yield Staging(services={"janus": service})


def own_address() -> str:
    """Give an IPv4 address of this machine that is not 127.0.0.1; Lacking where there is none.

    Janus skips loopback interfaces when it gathers candidates, whatever it is told. What one address of a machine
    sends to another, or to itself, does not leave the machine: the kernel takes it through its loopback interface.
    """
    states = psutil.net_if_stats()
    for name, addresses in sorted(psutil.net_if_addrs().items()):
        if not (name in states and states[name].isup):
            continue
        for each in addresses:
            if each.family is socket.AF_INET and not each.address.startswith("127."):
                return str(each.address)
    raise Lacking("an IPv4 address beside 127.0.0.1: Janus gathers no candidates on a loopback interface")


def link_parts(program: Path, place: Path) -> dict[str, str]:
    """Make folders that hold nothing but what is to be loaded; gives them by kind."""
    folders = {}
    for kind, name in PARTS.items():
        own = place / kind
        own.mkdir()
        if name is not None:
            found = sorted(program.resolve().parent.parent.glob(f"lib/**/janus/{kind}/{name}"))
            if not found:
                raise Lacking(f'the part "{name}" of Janus: it is not installed where {program} is')
            (own / name).symlink_to(found[0])
        folders[kind] = str(own)
    return folders


def write_configuration(place: Path, folders: dict[str, str], *, secret: str, port: int, address: str) -> None:
    """Write the files it is configured by."""
    core = CORE.format(**folders, secret=secret, admin=secrets.token_hex(16), address=address)
    (place / "janus.jcfg").write_text(core, encoding="utf-8")
    (place / "janus.transport.websockets.jcfg").write_text(SOCKETS.format(port=port), encoding="utf-8")
    (place / "janus.plugin.videoroom.jcfg").write_text(ROOMS, encoding="utf-8")


def _answers(port: int) -> bool:
    """Ask for a websocket of its protocol, and hang up."""
    key = {"Sec-WebSocket-Key": "cnRjbWF0cml4IHN0YWdlIQ==", "Sec-WebSocket-Version": "13"}
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Protocol": PROTOCOL}
    with closing(http.client.HTTPConnection(HOST, port, timeout=START_PATIENCE)) as line:
        try:
            line.request("GET", "/", headers={**upgrade, **key})
            return line.getresponse().status == http.HTTPStatus.SWITCHING_PROTOCOLS
        except (OSError, http.client.HTTPException):
            return False
