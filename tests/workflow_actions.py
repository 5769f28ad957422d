"""The actions of a workflow, by hand: checkouts are clones, artifacts, caches and pages are folders."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from workflow_machine import Machine

FORBIDDEN = re.compile(r'[":<>|*?\r\n]')
"""Characters that GitHub allows in no name of a file of an artifact."""


class ActionError(Exception):
    """Raised where an action fails, as it would on GitHub."""


@dataclass(kw_only=True)
class JobPlace:
    """Where one job runs, and what its actions change."""

    machine: Machine
    service: Path
    """The stand-in for GitHub: runs, caches, the published site."""
    run: Path
    """The folder of this workflow run there."""
    repositories: Mapping[str, Path]
    repository: str
    workspace: Path
    temp: Path
    home: Path
    tool_cache: Path
    permissions: Mapping[str, str]
    log: TextIO
    path: list[str] = field(default_factory=list)
    """Folders that steps put in front of PATH."""
    at_end: list[Callable[[], None]] = field(default_factory=list)
    """What actions do after the last step of a job that succeeded."""


Inputs = dict[str, str]
Outputs = dict[str, str]


def checkout(place: JobPlace, given: Inputs) -> Outputs:
    name = given.pop("repository", "") or place.repository
    given.pop("ref", "")
    given.pop("persist-credentials", "")
    target = place.workspace / given.pop("path", ".")
    _require_scope(place, "contents", "read")
    command = ["git", "clone", "--quiet", str(place.repositories[name]), str(target)]
    subprocess.run(command, check=True, stdout=place.log, stderr=subprocess.STDOUT)
    place.machine.make_tool_environment(target, place.log)
    return {}


def setup_python(place: JobPlace, given: Inputs) -> Outputs:
    folder = place.tool_cache / f"python-{given.pop('python-version')}"
    place.machine.make_python(folder, place.log)
    place.path.insert(0, str(folder / "bin"))
    return {}


def cache(place: JobPlace, given: Inputs) -> Outputs:
    kept = place.service / "caches" / given.pop("key")
    paths = [place.home / each.removeprefix("~/") for each in given.pop("path").split()]
    if kept.is_dir():
        place.log.write(f"cache restored from {kept.name}\n")
        shutil.copytree(kept, place.home, symlinks=True, dirs_exist_ok=True)
        return {"cache-hit": "true"}

    def save() -> None:
        for path in paths:
            if path.is_dir():
                shutil.copytree(path, kept / path.relative_to(place.home), symlinks=True)

    place.at_end.append(save)
    return {"cache-hit": "false"}


def upload_artifact(place: JobPlace, given: Inputs) -> Outputs:
    name = given.pop("name")
    given.pop("retention-days", "")
    missing = given.pop("if-no-files-found", "warn")
    [source, *excluded] = given.pop("path").split()
    assert all(each.startswith("!") for each in excluded), "one path only: the artifact holds what is in it"
    left_out = {Path(each.removeprefix("!")) for each in excluded}
    target = place.run / "artifacts" / name
    if target.exists() or FORBIDDEN.search(name) or "/" in name or "\\" in name:
        raise ActionError(f"artifact {name!r}: an invalid name, or there is one of this name")
    if not Path(source).is_dir() or not any(Path(source).iterdir()):
        if missing == "error":
            raise ActionError(f"no files were found with the path {source}")
        return {}
    skip = lambda folder, names: [each for each in names if Path(folder, each) in left_out]  # noqa: E731
    shutil.copytree(source, target, ignore=skip)
    wrong = [each.name for each in target.rglob("*") if FORBIDDEN.search(each.name)]
    if wrong:
        raise ActionError(f"artifact {name}: file names that GitHub rejects: {wrong}")
    return {}


def download_artifact(place: JobPlace, given: Inputs) -> Outputs:
    target, artifacts = Path(given.pop("path")), place.run / "artifacts"
    if "name" in given:
        source = artifacts / given.pop("name")
        if not source.is_dir():
            raise ActionError(f"artifact not found for name: {source.name}")
        shutil.copytree(source, target)
        return {}
    target.mkdir(parents=True)
    for source in sorted(artifacts.glob(given.pop("pattern"))):
        shutil.copytree(source, target / source.name)
    return {}


def upload_pages(place: JobPlace, given: Inputs) -> Outputs:
    source = Path(given.pop("path"))
    links = [each for each in source.rglob("*") if each.is_symlink()]
    if links:
        raise ActionError(f"a site with links: {links}")
    shutil.copytree(source, place.run / "artifacts" / "github-pages")
    return {}


def deploy_pages(place: JobPlace, _: Inputs) -> Outputs:
    _require_scope(place, "pages", "write")
    _require_scope(place, "id-token", "write")
    site = place.service / "pages"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(place.run / "artifacts" / "github-pages", site)
    return {"page_url": "https://owner.github.io/project/"}


ACTIONS: dict[str, Callable[[JobPlace, Inputs], Outputs]] = {
    "actions/cache": cache,
    "actions/checkout": checkout,
    "actions/deploy-pages": deploy_pages,
    "actions/download-artifact": download_artifact,
    "actions/setup-python": setup_python,
    "actions/upload-artifact": upload_artifact,
    "actions/upload-pages-artifact": upload_pages,
}


def carry_out(place: JobPlace, uses: str, given: Mapping[str, str]) -> Outputs:
    """Carry out an action; raise ActionError where it fails, and KeyError or AssertionError where none is known."""
    left = dict(given)
    place.log.write(f"## {uses.partition('@')[0]} {json.dumps(left)}\n")
    place.log.flush()
    outputs = ACTIONS[uses.partition("@")[0]](place, left)
    assert not left, f"{uses}: inputs that the stand-in does not know: {sorted(left)}"
    return outputs


def _require_scope(place: JobPlace, scope: str, access: str) -> None:
    granted = place.permissions.get(scope, "none")
    if granted not in (access, "write"):
        raise ActionError(f"the token lacks {scope}: {access}")
