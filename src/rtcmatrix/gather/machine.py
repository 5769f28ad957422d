"""Identify what evidence depends on in this machine."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import ipaddress
import os
import platform
import shutil
import socket
from pathlib import Path

import psutil

from rtcmatrix.gather.executables import file_digest
from rtcmatrix.gather.stages.none import DEVICES
from rtcmatrix.providers.programs import PROGRAMS

ENVIRONMENT = ("LANG", "LANGUAGE", "LC_ALL", "TZ")


@functools.cache
def machine_identity() -> str:
    """Return ``Debian GNU/Linux 13 (trixie), 4 cores, setup 0f1e2d3c4b5a6978``.

    The setup covers cameras and sound cards, the kinds of network addresses, the locale, and the content of each
    program that stages start. It has no host name and no address.
    """
    return f"{_system()}, {os.cpu_count()} cores, setup {_setup()}"


def _system() -> str:
    """Return the operating system with its version."""
    if platform.system() == "Darwin":
        return f"macOS {platform.mac_ver()[0]}"
    if platform.system() == "Linux":
        with contextlib.suppress(OSError, KeyError):
            return platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{platform.system()} {platform.version()}"


def _setup() -> str:
    parts = [f"{name}={os.environ.get(name, '')}" for name in ENVIRONMENT]
    parts += [file.name for parent, pattern in DEVICES for file in sorted(Path(parent).glob(pattern))]
    parts += _address_kinds()
    parts += [f"{program} {_program_digest(program)}" for program in PROGRAMS]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _address_kinds() -> list[str]:
    """Return the families of the addresses that are not on loopback: ICE gathers candidates of each."""
    addresses = [each for addresses in psutil.net_if_addrs().values() for each in addresses]
    families = (socket.AF_INET, socket.AF_INET6)
    return sorted(
        {
            each.family.name
            for each in addresses
            if each.family in families and not ipaddress.ip_address(each.address.partition("%")[0]).is_loopback
        }
    )


def _program_digest(program: str) -> str:
    """Return a digest of a program's file; empty if it is not installed."""
    found = shutil.which(program)
    if found is None:
        return ""
    with contextlib.suppress(OSError):
        status = Path(found).stat()
        return file_digest(Path(found), status.st_size, status.st_mtime_ns)
    return "not readable"
