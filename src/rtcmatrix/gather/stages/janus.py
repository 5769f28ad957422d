"""Stage ``janus``: a private SFU (Janus) with rooms that a page creates and joins."""

from __future__ import annotations

import http.client
import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import psutil

from rtcmatrix.gather.stage_parts.errors import MissingRequirement, StageStartError
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.programs import find_program, last_output_line, running, session_environment
from rtcmatrix.gather.stage_parts.servers import HOST, START_ATTEMPTS, find_free_ports, wait_until_ready

START_TIMEOUT = 20.0
"""Seconds for the server to answer over its WebSocket."""
PROTOCOL = "janus-protocol"
"""The subprotocol that Janus requires of a WebSocket."""
MODULES = {"plugins": "libjanus_videoroom.so", "transports": "libjanus_websockets.so", "events": None, "loggers": None}
"""The module to load of each kind. Other modules that Debian installs would open ports or read files."""

CORE_CONFIGURATION = """\
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
WEBSOCKET_CONFIGURATION = """\
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
ROOM_CONFIGURATION = """\
general: {
}
"""
"""No room: pages create them."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Start the server and wait until it answers; raises StageStartError if it does not."""
    program = find_program("janus")
    address = own_address()
    configuration = folder / "janus"
    configuration.mkdir()
    secret = secrets.token_hex(16)
    modules = link_modules(Path(program), configuration)
    # Without --daemon it stays our child process and logs to standard output
    command = [program, "--configs-folder", str(configuration), "--interface", address]
    with ExitStack() as stack:
        for _ in range(START_ATTEMPTS):
            (server_port,) = find_free_ports(1)
            write_configuration(configuration, modules, secret=secret, port=server_port, address=address)
            with ExitStack() as attempt:
                process = attempt.enter_context(running(command, folder, session_environment(folder)))
                if wait_until_ready(process, partial(_accepts_websocket, server_port), START_TIMEOUT):
                    stack.push(attempt.pop_all())
                    break
        else:
            raise StageStartError(f"an SFU: Janus did not start ({last_output_line(folder, program)})")
        service = {"url": f"ws://{HOST}:{server_port}/", "protocol": PROTOCOL, "secret": secret, "address": address}
        yield PreparedStage(services={"janus": service})


def own_address() -> str:
    """Return an IPv4 address of this machine other than 127.0.0.1; raises MissingRequirement if there is none.

    Janus skips loopback interfaces when it gathers candidates, whatever its configuration. Packets between addresses
    of one machine do not leave it: the kernel routes them through its loopback interface.
    """
    states = psutil.net_if_stats()
    for name, addresses in sorted(psutil.net_if_addrs().items()):
        if not (name in states and states[name].isup):
            continue
        for each in addresses:
            if each.family is socket.AF_INET and not each.address.startswith("127."):
                return str(each.address)
    raise MissingRequirement("an IPv4 address other than 127.0.0.1: Janus gathers no candidates on loopback interfaces")


def link_modules(program: Path, configuration: Path) -> dict[str, str]:
    """Make a folder for each kind of module that holds only the module to load; returns the folders by kind."""
    folders = {}
    for kind, name in MODULES.items():
        folder = configuration / kind
        folder.mkdir()
        if name is not None:
            found = sorted(program.resolve().parent.parent.glob(f"lib/**/janus/{kind}/{name}"))
            if not found:
                raise MissingRequirement(f'the module "{name}" of Janus, which is not installed with {program}')
            (folder / name).symlink_to(found[0])
        folders[kind] = str(folder)
    return folders


def write_configuration(configuration: Path, folders: dict[str, str], *, secret: str, port: int, address: str) -> None:
    """Write the configuration files."""
    core = CORE_CONFIGURATION.format(**folders, secret=secret, admin=secrets.token_hex(16), address=address)
    websocket = WEBSOCKET_CONFIGURATION.format(port=port)
    (configuration / "janus.jcfg").write_text(core, encoding="utf-8")
    (configuration / "janus.transport.websockets.jcfg").write_text(websocket, encoding="utf-8")
    (configuration / "janus.plugin.videoroom.jcfg").write_text(ROOM_CONFIGURATION, encoding="utf-8")


def _accepts_websocket(port: int) -> bool:
    """Return whether the server accepts a WebSocket of its subprotocol."""
    key = {"Sec-WebSocket-Key": "cnRjbWF0cml4IHN0YWdlIQ==", "Sec-WebSocket-Version": "13"}
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Protocol": PROTOCOL}
    with closing(http.client.HTTPConnection(HOST, port, timeout=START_TIMEOUT)) as connection:
        try:
            connection.request("GET", "/", headers={**upgrade, **key})
            return connection.getresponse().status == http.HTTPStatus.SWITCHING_PROTOCOLS
        except (OSError, http.client.HTTPException):
            return False
