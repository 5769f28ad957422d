"""Unpack builds atomically into the cache folder, and verify them before use."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.providers import apt
from rtcmatrix.providers.cache import cache_folder, sha256
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FORMAT = 1
RECORD = "build.json"
WORK = "unpacking-"


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """The unpacked packages of one version."""

    folder: Path
    package: str
    version: str
    debs: dict[str, str]
    """File name -> sha256 of the unpacked package."""
    files: dict[str, str]
    """Path in the folder -> sha256 of a program that is run."""

    @property
    def revision(self) -> str:
        """Identifies this build: the package version and the sha256 of the package."""
        main = next((digest for name, digest in self.debs.items() if name.startswith(f"{self.package}_")), "")
        return f"{self.package} {self.version} sha256:{main}"

    def verify(self) -> str | None:
        """Describe the first program that has changed; None if all are unchanged."""
        for name, digest in self.files.items():
            file = self.folder / name
            if not file.is_file() or sha256(file) != digest:
                return f'"{file}" has changed since it was unpacked'
        return None


def find_unpacked(package: str) -> Iterator[Unpacked]:
    """Return the unpacked builds of a package; skip folders without a readable record."""
    for record in sorted(_place().glob(f"{package}-*/{RECORD}")):
        try:
            plain = json.loads(record.read_text(encoding="utf-8"))
            if plain["format"] == FORMAT and plain["package"] == package:
                yield Unpacked(
                    folder=record.parent,
                    package=package,
                    version=plain["version"],
                    debs=dict(plain["debs"]),
                    files=dict(plain["files"]),
                )
        except (OSError, ValueError, KeyError, TypeError):
            continue


def unpack_packages(
    package: str, version: str, packages: Sequence[str], programs: Sequence[str], say: Callable[[str], None]
) -> Unpacked:
    """Download packages of one version and unpack them into a folder that appears complete or not at all.

    ``programs`` are the paths of the programs to hash. The caller holds the lock, so a partial folder is the leftover
    of a dead process.
    """
    place = _place()
    for left in place.glob(f"{WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=WORK, dir=place))
    try:
        downloads = work / "debs"
        downloads.mkdir()
        debs = apt.download([f"{name}={version}" for name in packages], downloads, say)
        build = work / "build"
        for deb in debs:
            apt.unpack(deb, build)
        absent = [name for name in programs if not (build / name).is_file()]
        if absent:
            raise NotProvided(f'"{absent[0]}" is not in {package} {version}')
        record = {
            "format": FORMAT,
            "package": package,
            "version": version,
            "debs": {deb.name: sha256(deb) for deb in debs},
            "files": {name: sha256(build / name) for name in programs},
        }
        (build / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        target = place / f"{package}-{version}"
        shutil.rmtree(target, ignore_errors=True)
        build.replace(target)
    except OSError as wrong:
        raise NotProvided(f'cannot unpack below "{place}": {(wrong.strerror or str(wrong)).lower()}') from wrong
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return next(found for found in find_unpacked(package) if found.version == version)


def _place() -> Path:
    folder = cache_folder() / "debian"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
