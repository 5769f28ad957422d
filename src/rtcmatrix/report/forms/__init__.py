"""The room of forms: a report as files for services and programs. A file beside this is a form, or part of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.report.forms import document, github, junit, markdown, wptreport
from rtcmatrix.report.forms.material import Material, material_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMS", "Form", "Material", "material_of"]


class Form(Protocol):
    """One form of report that is a file; a module is one."""

    PER_COLUMN: bool
    """Whether it is a file for each column, so that it wants a folder."""

    def render(self, material: Material) -> Mapping[str, str]:
        """Give the files of the report: name (safe on any system) -> text.

        Called once per report. Whatever comes from a browser or a run is hostile: it is escaped as the form demands.
        """
        ...


FORMS: Mapping[str, Form] = {
    "junit": junit,
    "markdown": markdown,
    "github": github,
    "json": document,
    "wptreport": wptreport,
}
