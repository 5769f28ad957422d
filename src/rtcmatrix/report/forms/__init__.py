"""The outputs of a report. Each module or package here is one, except ``shared``, which holds what several need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.report.forms import github, html_file, html_site
from rtcmatrix.report.forms.json_document import render as json_document
from rtcmatrix.report.forms.junit import render as junit
from rtcmatrix.report.forms.markdown import render as markdown
from rtcmatrix.report.forms.wptreport import render as wptreport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rtcmatrix.report.forms.shared.material import Material


class Form(Protocol):
    """One output of a report; each module offers one as ``FORM``."""

    @property
    def name(self) -> str:
        """The name of the format on the command line."""
        ...

    @property
    def is_text(self) -> bool:
        """Whether the report can be printed to a terminal."""
        ...

    @property
    def per_browser(self) -> bool:
        """Whether it is one file per browser, so that it needs a folder."""
        ...

    @property
    def takes_reference(self) -> bool:
        """Whether it reports what is new since the run of ``--against``."""
        ...

    def text(self, material: Material) -> str:
        """Return the report as text; raises ``ConfigurationError`` if it is not exactly one text."""
        ...

    def write(self, material: Material, out: Path, read: Sequence[Path] = ()) -> list[Path]:
        """Write the report to ``out`` and return its files, the one to open first.

        ``out`` is replaced as a whole or left as it was; none of ``read`` is overwritten. Text from a browser or a run
        may be hostile: the form escapes it. Raises ``ConfigurationError`` if ``out`` cannot be written.
        """
        ...


FORMS: Mapping[str, Form] = {
    "html": html_site.FORM,
    "html-file": html_file.FORM,
    "junit": junit.FORM,
    "markdown": markdown.FORM,
    "github": github.FORM,
    "json": json_document.FORM,
    "wptreport": wptreport.FORM,
}
