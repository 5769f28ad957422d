"""Private TURN servers (coturn) on loopback that can be ended and come again. A part of the room."""

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

from rtcmatrix.gather.stage_parts.servers import ATTEMPTS, GLANCE, HOST, await_answer, find_free_ports
from rtcmatrix.gather.stage_parts.prepared import StageStartError, find_program, last_line, marked_environment, running
from rtcmatrix.model import Json

NAME = "localhost"
"""Firefox asks for tls by a name only, never by an address."""
REALM = "rtcmatrix.test"
START_PATIENCE = 10.0
"""Seconds until a server that does not answer has failed."""
RELAY_PORTS = 200
"""How many ports each server may relay by."""
RELAY_RANGE = range(61000, 65400, RELAY_PORTS)
"""Where these may begin: above the ports that Linux gives out itself, so that hardly one is taken."""
BINDING = struct.pack("!HHI12s", 0x0001, 0, 0x2112A442, b"rtcmatrix000")
"""A STUN binding request (RFC 8489, section 5): whoever answers it serves udp."""


@dataclass(kw_only=True)
class TurnServer:
    """One server; runs from ``start`` to ``end``, and may be started again where it was."""

    program: str
    authority: trustme.CA
    folder: Path
    name: str
    relays: int
    """The first of the ports that it relays by. Where another server has one of them, it takes another."""
    username: str = field(default_factory=lambda: f"user-{secrets.token_hex(4)}")
    password: str = field(default_factory=lambda: secrets.token_hex(12), repr=False)
    _ports: tuple[int, ...] | None = None
    _life: ExitStack | None = None

    @property
    def place(self) -> Path:
        """The folder of its configuration, certificate, database and log."""
        return self.folder / f"turn-{self.name}"

    def describe(self) -> Json:
        """Say how it is reached, as a page is told it; None while it does not run."""
        if self._life is None or self._ports is None:
            return None
        plain, tls = self._ports
        return {
            "udp": f"turn:{HOST}:{plain}?transport=udp",
            "tcp": f"turn:{HOST}:{plain}?transport=tcp",
            "tls": f"turns:{NAME}:{tls}?transport=tcp",
            "stun": f"stun:{HOST}:{plain}",
            "host": HOST,
            "port": plain,
            "realm": REALM,
            "username": self.username,
            "credential": self.password,
        }

    def start(self) -> None:
        """Start it unless it runs, and wait until it answers; StageStartError where it never does."""
        if self._life is not None:
            return
        for _ in range(1 if self._ports else ATTEMPTS):
            if self._try(self._ports or find_free_ports(2)):
                return
        raise StageStartError(f"a TURN server: coturn did not start ({last_line(self.place, self.program)})")

    def end(self) -> None:
        """End it at once, as a machine that fails: nobody is told."""
        if self._life is not None:
            self._life.close()
            self._life = None

    def _try(self, ports: tuple[int, ...]) -> bool:
        self._write(ports)
        with ExitStack() as stack:
            command = [self.program, "-c", str(self.place / "turnserver.conf")]
            process = stack.enter_context(running(command, self.place, marked_environment(self.folder)))
            if not await_answer(process, lambda: _answers(ports), START_PATIENCE):
                return False
            self._ports = ports
            self._life = stack.pop_all()
        return True

    def _write(self, ports: tuple[int, ...]) -> None:
        """Write what it needs. The password is not there: its key is enough (RFC 8489, section 9.2.2)."""
        self.place.mkdir(exist_ok=True)
        if not (self.place / "cert.pem").exists():
            certificate = self.authority.issue_cert(HOST, NAME)
            certificate.cert_chain_pems[0].write_to_path(self.place / "cert.pem")
            certificate.private_key_pem.write_to_path(self.place / "key.pem")
        key = hashlib.md5(f"{self.username}:{REALM}:{self.password}".encode(), usedforsecurity=False).hexdigest()
        lines = [
            f"listening-ip={HOST}",
            f"relay-ip={HOST}",
            f"listening-port={ports[0]}",
            f"tls-listening-port={ports[1]}",
            f"min-port={self.relays}",
            f"max-port={self.relays + RELAY_PORTS - 1}",
            f"realm={REALM}",
            f"user={self.username}:0x{key}",
            f"cert={self.place / 'cert.pem'}",
            f"pkey={self.place / 'key.pem'}",
            f"userdb={self.place / 'users.sqlite'}",
            f"pidfile={self.place / 'pid'}",
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
        (self.place / "turnserver.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


class TurnServers(Mapping[str, Json]):
    """The servers of a stage by name. Whoever asks for one that was ended gets it started again."""

    def __init__(self, servers: Mapping[str, TurnServer]) -> None:
        self._servers = servers
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> Json:
        """Say how a server is reached; it runs then."""
        with self._lock:
            self._servers[name].start()
            return self._servers[name].describe()

    def __iter__(self) -> Iterator[str]:
        """Go through their names."""
        return iter(self._servers)

    def __len__(self) -> int:
        """Count them."""
        return len(self._servers)

    def end(self, name: str) -> None:
        """End one."""
        with self._lock:
            self._servers[name].end()


@contextmanager
def open_turn_servers(folder: Path, authority: trustme.CA, names: Sequence[str]) -> Iterator[TurnServers]:
    """Have a server for each name, started when it is first asked for; Lacking where coturn is not installed."""
    program = find_program("turnserver")
    relays = random.sample(RELAY_RANGE, len(names))
    servers = {
        name: TurnServer(program=program, authority=authority, folder=folder, name=name, relays=first)
        for name, first in zip(names, relays, strict=True)
    }
    with ExitStack() as stack:
        for server in servers.values():
            stack.callback(server.end)
        yield TurnServers(servers)


def _answers(ports: tuple[int, ...]) -> bool:
    """Say whether it serves udp, tcp and tls."""
    return _answers_udp(ports[0]) and all(_takes_tcp(port) for port in ports)


def _answers_udp(port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
        udp.settimeout(GLANCE)
        try:
            udp.connect((HOST, port))
            udp.send(BINDING)
            return udp.recv(1500)[8:20] == BINDING[8:20]
        except OSError:
            return False


def _takes_tcp(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), GLANCE * 4).close()
    except OSError:
        return False
    return True
