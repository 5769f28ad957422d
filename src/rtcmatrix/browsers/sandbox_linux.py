"""Find out why a build of the Chromium family has no usable sandbox on Linux: it needs unprivileged user namespaces.

Distributions restrict them by kernel parameters; Ubuntu does since 23.10, except for programs with an AppArmor profile
(https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md).
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NO_SANDBOX = "No usable sandbox!"
"""How the message begins with which the browser aborts (zygote_host_impl_linux.cc)."""
RESTRICTIONS = (
    ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel.unprivileged_userns_clone", "0", "1"),
    ("user.max_user_namespaces", "0", "15000"),
)
"""Kernel parameter, the value that restricts user namespaces, the value that allows them."""
QUESTION = ("--headless=new", "--disable-gpu", "--no-first-run", "--dump-dom", "about:blank")
"""Switches that make a browser start, print an empty page and exit."""
TIMEOUT = 20.0
"""Seconds for a browser to abort; one that has a sandbox may be slow, and is killed."""


def why_no_sandbox(binary: str, environment: Mapping[str, str]) -> str | None:
    """Start a build without its driver; return the reason if it aborts because of its sandbox, else None.

    The processes have the environment's TMPDIR, so that they end with the session.
    """
    profile = Path(environment["TMPDIR"]) / "sandbox"
    try:
        done = subprocess.run(
            [binary, *QUESTION, f"--user-data-dir={profile}"],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return describe(read_parameter) if NO_SANDBOX.encode() in done.stderr else None


def describe(read: Callable[[str], str | None]) -> str:
    """Return why there is no sandbox and what to do, in one line. ``read`` returns the value of a kernel parameter."""
    for name, restricting, allowing in RESTRICTIONS:
        if read(name) == restricting:
            return (
                f"no usable sandbox: the kernel restricts unprivileged user namespaces ({name}={restricting}); "
                f'run "sudo sysctl -w {name}={allowing}"'
            )
    return (
        "no usable sandbox: this user may not create user namespaces, as in many containers; allow them there, or "
        "install the SUID sandbox of the browser (chrome-sandbox, owned by root, mode 4755)"
    )


def read_parameter(name: str) -> str | None:
    """Return the value of a kernel parameter (sysctl); None if this kernel does not have it."""
    try:
        return Path("/proc/sys", *name.split(".")).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
