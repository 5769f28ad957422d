"""Run private TURN servers (coturn) on loopback that can be stopped and restarted."""

from __future__ import annotations

import hashlib
import random
import secrets
import socket
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from rtcmatrix.gather.stage_parts.errors import StageStartError
from rtcmatrix.gather.stage_parts.programs import find_program, last_output_line, running, session_environment
from rtcmatrix.gather.stage_parts.servers import (
    HOST,
    POLL_INTERVAL,
    START_ATTEMPTS,
    find_free_ports,
    wait_until_ready,
)
from rtcmatrix.model import Json

NAME = "localhost"
"""Firefox supports TURN over TLS only by host name."""
REALM = "rtcmatrix.test"
START_TIMEOUT = 10.0
"""Seconds for a server to answer."""
RELAY_PORTS = 200
"""Number of relay ports of each server."""
RELAY_RANGE = range(61000, 65400, RELAY_PORTS)
"""Possible first relay ports: above the ephemeral ports of Linux, so that few are in use."""
BINDING_REQUEST = struct.pack("!HHI12s", 0x0001, 0, 0x2112A442, b"rtcmatrix000")
"""A STUN binding request (RFC 8489, section 5): a server that answers it serves UDP."""


@dataclass(kw_only=True)
class TurnServer:
    """One server; runs from ``start`` to ``stop``, and restarts on the same ports."""

    program: str
    authority: trustme.CA
    folder: Path
    name: str
    first_relay_port: int
    """The first of its relay ports. coturn skips those that are in use."""
    username: str = field(default_factory=lambda: f"user-{secrets.token_hex(4)}")
    password: str = field(default_factory=lambda: secrets.token_hex(12), repr=False)
    _ports: tuple[int, ...] | None = None
    _running: ExitStack | None = None

    @property
    def server_folder(self) -> Path:
        """The folder of its configuration, certificate, database and log."""
        return self.folder / f"turn-{self.name}"

    def describe(self) -> Json:
        """Return its URLs and credentials, as sent to a page; None while it does not run."""
        if self._running is None or self._ports is None:
            return None
        port, tls_port = self._ports
        return {
            "udp": f"turn:{HOST}:{port}?transport=udp",
            "tcp": f"turn:{HOST}:{port}?transport=tcp",
            "tls": f"turns:{NAME}:{tls_port}?transport=tcp",
            "stun": f"stun:{HOST}:{port}",
            "host": HOST,
            "port": port,
            "realm": REALM,
            "username": self.username,
            "credential": self.password,
        }

    def start(self) -> None:
        """Start it unless it runs, and wait until it answers; raises StageStartError if it does not."""
        if self._running is not None:
            return
        for _ in range(1 if self._ports else START_ATTEMPTS):
            if self._try_start(self._ports or find_free_ports(2)):
                return
        reason = last_output_line(self.server_folder, self.program)
        raise StageStartError(f"a TURN server: coturn did not start ({reason})")

    def stop(self) -> None:
        """Stop it without notice to its clients, as if its machine failed."""
        if self._running is not None:
            self._running.close()
            self._running = None

    def _try_start(self, ports: tuple[int, ...]) -> bool:
        self._write_configuration(ports)
        with ExitStack() as stack:
            command = [self.program, "-c", str(self.server_folder / "turnserver.conf")]
            process = stack.enter_context(running(command, self.server_folder, session_environment(self.folder)))
            if not wait_until_ready(process, lambda: _is_ready(ports), START_TIMEOUT):
                return False
            self._ports = ports
            self._running = stack.pop_all()
        return True

    def _write_configuration(self, ports: tuple[int, ...]) -> None:
        """Write configuration and certificate, with the key instead of the password (RFC 8489, section 9.2.2)."""
        self.server_folder.mkdir(exist_ok=True)
        if not (self.server_folder / "cert.pem").exists():
            certificate = self.authority.issue_cert(HOST, NAME)
            certificate.cert_chain_pems[0].write_to_path(self.server_folder / "cert.pem")
            certificate.private_key_pem.write_to_path(self.server_folder / "key.pem")
        key = hashlib.md5(f"{self.username}:{REALM}:{self.password}".encode(), usedforsecurity=False).hexdigest()
        lines = [
            f"listening-ip={HOST}",
            f"relay-ip={HOST}",
            f"listening-port={ports[0]}",
            f"tls-listening-port={ports[1]}",
            f"min-port={self.first_relay_port}",
            f"max-port={self.first_relay_port + RELAY_PORTS - 1}",
            f"realm={REALM}",
            f"user={self.username}:0x{key}",
            f"cert={self.server_folder / 'cert.pem'}",
            f"pkey={self.server_folder / 'key.pem'}",
            f"userdb={self.server_folder / 'users.sqlite'}",
            f"pidfile={self.server_folder / 'pid'}",
            "log-file=stdout",
            "lt-cred-mech",
            "fingerprint",
            "allow-loopback-peers",
            "no-multicast-peers",
            "no-cli",
            "no-dtls",
            "no-rfc5780",
            "relay-threads=1",
        ]
        (self.server_folder / "turnserver.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


class TurnServers(Mapping[str, Json]):
    """The servers of a stage by name; getting a server starts it if it does not run."""

    def __init__(self, servers: Mapping[str, TurnServer]) -> None:
        self._servers = servers
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> Json:
        """Start a server if it does not run, and return its description."""
        with self._lock:
            self._servers[name].start()
            return self._servers[name].describe()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._servers)

    def __len__(self) -> int:
        """Return the number of servers."""
        return len(self._servers)

    def stop(self, name: str) -> None:
        """Stop a server."""
        with self._lock:
            self._servers[name].stop()


@contextmanager
def open_turn_servers(folder: Path, authority: trustme.CA, names: Sequence[str]) -> Iterator[TurnServers]:
    """Make servers that start when first requested; raises MissingRequirement if coturn is not installed."""
    program = find_program("turnserver")
    first_ports = random.sample(RELAY_RANGE, len(names))
    servers = {
        name: TurnServer(program=program, authority=authority, folder=folder, name=name, first_relay_port=port)
        for name, port in zip(names, first_ports, strict=True)
    }
    with ExitStack() as stack:
        for server in servers.values():
            stack.callback(server.stop)
        yield TurnServers(servers)


def _is_ready(ports: tuple[int, ...]) -> bool:
    """Return whether a server answers over UDP, TCP and TLS."""
    return _answers_udp(ports[0]) and all(_accepts_tcp(port) for port in ports)


def _answers_udp(port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
        udp.settimeout(POLL_INTERVAL)
        try:
            udp.connect((HOST, port))
            udp.send(BINDING_REQUEST)
            return udp.recv(1500)[8:20] == BINDING_REQUEST[8:20]
        except OSError:
            return False


def _accepts_tcp(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), POLL_INTERVAL * 4).close()
    except OSError:
        return False
    return True
