"""Private TURN servers (coturn) on loopback that can be ended and come again. A part of the room."""

from __future__ import annotations

import hashlib
import secrets
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from rtcmatrix.gather.stages.staging import Lacking, find_program, marked_environment, running
from rtcmatrix.model import Json

HOST = "127.0.0.1"
REALM = "rtcmatrix.test"
START_PATIENCE = 10.0
"""Seconds until a server that does not answer has failed."""
GLANCE = 0.05
ATTEMPTS = 5
"""How often other ports are tried: one that was free may be somebody's before the server has it."""
RELAY_PORTS = 200
"""How many ports each server may relay by."""
LOWEST_RELAY = 50000
BINDING = struct.pack("!HHI12s", 0x0001, 0, 0x2112A442, b"rtcmatrix000")
"""A STUN binding request (RFC 8489, section 5): whoever answers it serves udp."""


@dataclass(kw_only=True)
class TurnServer:
    """One server; runs from ``start`` to ``end``, and may be started again where it was."""

    program: str
    folder: Path
    name: str
    number: int
    """Which of the servers of its stage it is, from 0: each has relay ports of its own."""
    bytes_per_second: int | None = None
    """What each allocation may carry each way, or anything."""
    username: str = field(default_factory=lambda: f"user-{secrets.token_hex(4)}")
    password: str = field(default_factory=lambda: secrets.token_hex(12), repr=False)
    _ports: tuple[int, int] | None = None
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
            "tls": f"turns:{HOST}:{tls}?transport=tcp",
            "stun": f"stun:{HOST}:{plain}",
            "host": HOST,
            "port": plain,
            "realm": REALM,
            "username": self.username,
            "credential": self.password,
        }

    def start(self) -> None:
        """Start it unless it runs, and wait until it answers; Lacking where it never does."""
        for _ in range(1 if self._ports else ATTEMPTS):
            if self._life is None and self._try(self._ports or _free_ports()):
                return
            if self._life is not None:
                return
        raise Lacking("a TURN server: coturn did not start")

    def end(self) -> None:
        """End it at once, as a machine that fails: nobody is told."""
        if self._life is not None:
            self._life.close()
            self._life = None

    def _try(self, ports: tuple[int, int]) -> bool:
        self._write(ports)
        with ExitStack() as stack:
            command = [self.program, "-c", str(self.place / "turnserver.conf")]
            process = stack.enter_context(running(command, self.place, marked_environment(self.folder)))
            if not _await_answer(process, ports):
                return False
            self._ports = ports
            self._life = stack.pop_all()
        return True

    def _write(self, ports: tuple[int, int]) -> None:
        """Write what it needs. The password is not there: its key is enough (RFC 8489, section 9.2.2)."""
        self.place.mkdir(exist_ok=True)
        if not (self.place / "cert.pem").exists():
            certificate = trustme.CA().issue_cert(HOST, "localhost")
            certificate.cert_chain_pems[0].write_to_path(self.place / "cert.pem")
            certificate.private_key_pem.write_to_path(self.place / "key.pem")
        lowest = LOWEST_RELAY + self.number * RELAY_PORTS
        key = hashlib.md5(f"{self.username}:{REALM}:{self.password}".encode(), usedforsecurity=False).hexdigest()
        lines = [
            f"listening-ip={HOST}",
            f"relay-ip={HOST}",
            f"listening-port={ports[0]}",
            f"tls-listening-port={ports[1]}",
            f"min-port={lowest}",
            f"max-port={lowest + RELAY_PORTS - 1}",
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
            *([f"max-bps={self.bytes_per_second}"] if self.bytes_per_second else []),
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
def open_turn_servers(folder: Path, limits: Mapping[str, int | None]) -> Iterator[TurnServers]:
    """Have a server for each name, with its bytes per second; Lacking where coturn is not installed.

    They are started by who first asks for them.
    """
    program = find_program("turnserver")
    servers = {
        name: TurnServer(program=program, folder=folder, name=name, number=number, bytes_per_second=limit)
        for number, (name, limit) in enumerate(limits.items())
    }
    with ExitStack() as stack:
        for server in servers.values():
            stack.callback(server.end)
        yield TurnServers(servers)


def _free_ports() -> tuple[int, int]:
    """Find two ports that nobody listens on now, neither by udp nor by tcp."""
    found: list[int] = []
    while len(found) < len(("plain", "tls")):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as tcp:
            tcp.bind((HOST, 0))
            port: int = tcp.getsockname()[1]
            with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
                try:
                    udp.bind((HOST, port))
                except OSError:
                    continue
        if port not in found:
            found.append(port)
    return found[0], found[1]


def _await_answer(process: subprocess.Popen[bytes], ports: tuple[int, int]) -> bool:
    """Wait until it serves udp, tcp and tls; False where it ends or never does."""
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if _answers_udp(ports[0]) and all(_takes_tcp(port) for port in ports):
            return process.poll() is None
        time.sleep(GLANCE)
    return False


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
