#!/usr/bin/env python3
"""Stand in for GitHub's command line where a workflow runs without GitHub: runs and artifacts are folders.

``GH_STANDIN`` is the folder of the stand-in for GitHub; ``GH_TOKEN`` is the permissions of the job as JSON. Uses only
the standard library and knows only the calls of this repository's workflows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path


def main() -> int:
    """Run one command of gh."""
    service = Path(os.environ["GH_STANDIN"])
    command = " ".join(sys.argv[1:3])
    parser = argparse.ArgumentParser(prog=f"gh {command}", allow_abbrev=False)
    if command == "run list":
        for name in ("--repo", "--workflow", "--branch", "--status", "--limit", "--json", "--jq"):
            parser.add_argument(name, required=True)
        given = parser.parse_args(sys.argv[3:])
        require("actions", "read")
        assert (given.status, given.json, given.jq) == ("completed", "databaseId", ".[].databaseId")
        for folder in sorted((service / "runs").iterdir(), key=lambda each: int(each.name), reverse=True):
            if is_run_of(folder, given):
                sys.stdout.write(f"{folder.name}\n")
    elif command == "run download":
        parser.add_argument("run")
        for name in ("--repo", "--name", "--dir"):
            parser.add_argument(name, required=True)
        given = parser.parse_args(sys.argv[3:])
        require("actions", "read")
        artifact = service / "runs" / given.run / "artifacts" / given.name
        if not artifact.is_dir():
            sys.stderr.write("no valid artifacts found to download\n")
            return 1
        shutil.copytree(artifact, given.dir)
    elif command == "pr create":
        for name in ("--head", "--title", "--body-file"):
            parser.add_argument(name, required=True)
        given = parser.parse_args(sys.argv[3:])
        require("pull-requests", "write")
        asked = {"head": given.head, "title": given.title, "body": Path(given.body_file).read_text(encoding="utf-8")}
        (service / "pull-request.json").write_text(json.dumps(asked), encoding="utf-8")
    else:
        sys.stderr.write(f"gh {command}: not known to the stand-in\n")
        return 2
    return 0


def is_run_of(folder: Path, given: argparse.Namespace) -> bool:
    """Return whether a completed run is of the workflow and branch that are asked for."""
    file = folder / "completed.json"
    if not file.is_file():
        return False
    run = json.loads(file.read_text(encoding="utf-8"))
    return (run["repository"], run["workflow"], run["branch"]) == (given.repo, given.workflow, given.branch)


def require(scope: str, access: str) -> None:
    """End with an error if the token may not do this."""
    granted = json.loads(os.environ["GH_TOKEN"]).get(scope, "none")
    if granted not in {"write", access}:
        sys.stderr.write(f"HTTP 403: Resource not accessible by integration ({scope}: {access})\n")
        sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
