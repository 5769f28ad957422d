"""Forms that are text: how their files are written and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.errors import ConfigurationError, name_refusal
from rtcmatrix.files import refuse_overwriting, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from rtcmatrix.report.forms.shared.material import Material


@dataclass(frozen=True, kw_only=True)
class TextForm:
    """A form that is one text file, or one per browser."""

    name: str
    render: Callable[[Material], Mapping[str, str]]
    """Returns file name (safe on any system) -> text. It escapes everything that comes from a browser or a run."""
    per_browser: bool = False
    takes_reference: bool = True
    is_text: bool = True

    def text(self, material: Material) -> str:
        """Return the one file; raises ``ConfigurationError`` if there are several."""
        files = self.render(material)
        if len(files) != 1:
            raise ConfigurationError(
                f"{self.name} writes {len(files)} files, one per browser; name a folder with --out"
            )
        return next(iter(files.values()))

    def write(self, material: Material, out: Path, read: Sequence[Path] = ()) -> list[Path]:
        """Write the files into the folder ``out``, or a single file as ``out``, and return them.

        None of ``read`` is overwritten. A path with a suffix is a file unless it is a folder already. Raises
        ``ConfigurationError`` if several files would have to be one, or the system refuses.
        """
        files = self.render(material)
        folder = out.is_dir() or (not out.suffix and not out.exists())
        if not folder and len(files) != 1:
            raise ConfigurationError(
                f'cannot write "{out}": {self.name} writes {len(files)} files, one per browser; name a folder'
            )
        written = {(out / name if folder else out): text for name, text in files.items()}
        for path in written:
            refuse_overwriting(path, read, "the report")
        return _write(written)


def _write(files: Mapping[Path, str]) -> list[Path]:
    """Write texts to their paths."""
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text)
        except OSError as refused:
            refused.filename, refused.filename2 = str(path), None  # the file that was asked for, not its folder
            raise ConfigurationError(f"cannot write {name_refusal(refused)}") from None
    return list(files)
