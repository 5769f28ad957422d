"""Execute nights of the workflow in a bare root of Debian: real environments, packages and browsers. By hand, as root.

    .venv/bin/python tests/bare_debian.py FOLDER [--nights 2] [--select EXPRESSION] [--browsers NAME:SELECTOR ...]

``debootstrap --variant=minbase`` makes the root; it gets what GitHub's machines have and our scripts use (git, Python
with venv). In it runs a clone of this repository with a small matrix.yaml, as .github/workflows/nightly.yml does it:
from the plan over gathering to the published site in FOLDER/service/pages. SE_* and PIP_* variables are passed on, so
browsers and packages can come from a mirror; --share makes a folder of this machine visible, such as one with wheels.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from project_copy import REPOSITORY, tracked_files
from workflow_expressions import Expressions
from workflow_machine import Machine
from workflow_runner import WorkflowRunner

SUITE = "bookworm"
ARCHIVE = "http://deb.debian.org/debian"
PACKAGES = ("ca-certificates", "git", "python3", "python3-venv")
SYSTEM = ("/proc", "/sys", "/dev", "/dev/shm", "/dev/pts")
FROM_HERE = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
"""Files of this machine without which the root reaches no network, if they exist."""
FORK = "OWNER/fork"


def main(arguments: Sequence[str]) -> int:
    """Execute the nights; print each job's result and how long everything took."""
    parser = argparse.ArgumentParser(prog="bare_debian.py", allow_abbrev=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nights", type=int, default=2)
    parser.add_argument("--select", default="get_user_media", help="checks, as for -k")
    parser.add_argument("--browsers", nargs="+", default=["chromium:stable"], help="columns of the matrix")
    parser.add_argument("--patience", type=float, default=1.0, help="how many times their limits jobs may take")
    parser.add_argument("--share", nargs="*", default=[], type=Path, help="folders to mount read-only")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve()
    root, jobs, service, fork = (folder / name for name in ("root", "jobs", "service", "fork"))
    for each in (jobs / "commands", service):
        each.mkdir(parents=True, exist_ok=True)
    shutil.copy2(Path(__file__).with_name("gh_standin.py"), jobs / "commands" / "gh")
    make_fork(fork, given.browsers, given.select)
    with timed("bare root"):
        make_root(root)
    succeeded = True
    with mounted(root, [jobs, service, *given.share]), Expressions() as expressions:
        with timed("packages of GitHub's machines"):
            enter(root, "apt-get", "-qq", "update")
            enter(root, "apt-get", "-qq", "install", "--no-install-recommends", *PACKAGES)
            copy_network_files(root)  # ca-certificates writes its own file over ours
        runner = WorkflowRunner(
            service=service,
            machine=Machine(folder=jobs, root=root, patience=given.patience),
            expressions=expressions,
            repositories={FORK: fork},
            repository=FORK,
        )
        for number in range(given.nights):
            with timed(f"night {number + 1}"):
                run = runner.execute(fork / ".github" / "workflows" / "nightly.yml", "schedule", {})
            for each in run.jobs:
                say(f"    {each.name}: {each.result} {each.failed_step}")
            succeeded = succeeded and run.succeeded
    say(f"{folder / 'service' / 'pages' / 'index.html'}")
    return 0 if succeeded else 1


def make_fork(folder: Path, browsers: Sequence[str], select: str) -> None:
    """Copy this repository, with a small matrix; its nightly workflow runs on Linux only, and some checks."""
    for name in tracked_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / name)
    key = {"channel": "channels", "version": "versions"}
    entries = [
        (name, key["version" if selector.isdecimal() else "channel"], selector)
        for name, _, selector in (each.partition(":") for each in browsers)
    ]
    lines = [f"  - name: {name}\n    {key}: [{selector}]\n" for name, key, selector in entries]
    (folder / "matrix.yaml").write_text(f"version: 1\nbrowsers:\n{''.join(lines)}", encoding="utf-8")
    workflow = folder / ".github" / "workflows" / "nightly.yml"
    inputs = f"      platforms: linux\n      arguments: |\n        -k\n        {select}\n        --no-confirm\n"
    workflow.write_text(workflow.read_text(encoding="utf-8") + inputs, encoding="utf-8")
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for command in (["init", "--quiet", "--initial-branch=main"], ["add", "--all", "--force"],
                    [*identity, "commit", "--quiet", "--allow-empty", "--message", "A fork"]):  # fmt: skip
        subprocess.run(["git", *command], cwd=folder, check=True)


def make_root(root: Path) -> None:
    """Make the root, unless it is there from an earlier time."""
    if not (root / "etc" / "debian_version").is_file():
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, str(root), ARCHIVE], check=True, stdout=subprocess.DEVNULL
        )


@contextlib.contextmanager
def mounted(root: Path, folders: Sequence[Path]) -> Iterator[None]:
    """Mount the system's folders and some others at the same path in the root, until the block ends."""
    copy_network_files(root)
    with contextlib.ExitStack() as stack:
        for folder in (*map(Path, SYSTEM), *folders):
            target = root / str(folder).lstrip("/")
            target.mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--bind", str(folder), str(target)], check=True)
            stack.callback(subprocess.run, ["umount", "--lazy", str(target)], check=True)
        yield


def copy_network_files(root: Path) -> None:
    """Give the root this machine's names, certificates and package index."""
    for file in map(Path, FROM_HERE):
        if file.is_file():
            (root / str(file).lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, root / str(file).lstrip("/"))


def enter(root: Path, *command: str) -> None:
    """Run a command in the root; show its output if it fails."""
    done = subprocess.run(
        ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}")


@contextlib.contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the block took."""
    began = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - began:.0f} s")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
