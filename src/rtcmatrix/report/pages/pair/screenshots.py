"""Show screenshots of prompts, pickers and indicators of two browsers side by side, with their differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import PICTURE
from rtcmatrix.report.pages.pair.views import ScreenshotSideView, ScreenshotView
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.artifacts import Gallery, PictureDiff
from rtcmatrix.visible import one_line

LEAST = 0.1
"""Per cent below which a number would read as none."""

if TYPE_CHECKING:
    from rtcmatrix.model import Evidence
    from rtcmatrix.report.view.columns import ColumnSource


def screenshot_views(before: ColumnSource, after: ColumnSource, gallery: Gallery) -> tuple[ScreenshotView, ...]:
    """Show every situation that either browser was pictured in: first those that look different, in their order."""
    names = UniqueSlugs()
    screenshots = [
        _screenshot(probe, name, before, after, gallery, f"face-{names.of(probe, name)}")
        for probe, name in dict.fromkeys((*_situations(before), *_situations(after)))
    ]
    return tuple(sorted(screenshots, key=lambda screenshot: screenshot.same))


def _situations(source: ColumnSource) -> list[tuple[str, str]]:
    """Return (probe, artifact's name) of each picture of a column."""
    return [
        (probe, artifact.name)
        for probe, evidence in sorted(source.column.evidence.items())
        for artifact in evidence.artifacts
        if artifact.name.startswith(PICTURE)
    ]


def _screenshot(
    probe: str, name: str, before: ColumnSource, after: ColumnSource, gallery: Gallery, anchor: str
) -> ScreenshotView:
    sides = (_side(probe, name, before, gallery), _side(probe, name, after, gallery))
    compared = None
    if sides[0].picture is not None and sides[1].picture is not None:
        compared = gallery.compare(sides[0].picture, sides[1].picture)
    return ScreenshotView(
        name=_title(probe, name.removeprefix(PICTURE)),
        anchor=anchor,
        sides=sides,
        difference=compared.picture if compared else None,
        words=_words(compared),
        same=compared is not None and compared.share == 0,
    )


def _title(probe: str, name: str) -> str:
    """Name a situation as people would: the probe, and the moment of it."""
    situation = probe.rpartition("/")[2].removesuffix(".js").replace("_", " ").capitalize()
    moment = name.replace("-", " ")
    return one_line(f"{situation}: {moment}", 80)


def _side(probe: str, name: str, source: ColumnSource, gallery: Gallery) -> ScreenshotSideView:
    evidence = source.column.evidence.get(probe)
    taken = [artifact for artifact in evidence.artifacts if artifact.name == name] if evidence else []
    picture = gallery.keep(source, taken[0]) if taken else None
    return ScreenshotSideView(
        side=source.view.label, picture=picture, why="" if picture else _why_none(evidence, bool(taken))
    )


def _why_none(evidence: Evidence | None, taken: bool) -> str:  # noqa: FBT001 - read once, above
    """Return why there is no screenshot of a browser."""
    if evidence is None:
        return "No screenshot: the probe did not run in this browser."
    if taken:
        return "The screenshot was not kept with the run."
    reason = evidence.unsupported or evidence.message
    return one_line(f"No screenshot: {reason}" if reason else "No screenshot: the probe did not reach this step.", 300)


def _words(compared: PictureDiff | None) -> str:
    if compared is None:
        return "There are not two screenshots to compare."
    if compared.share is None:
        return "The screenshots cannot be compared: their sizes differ, or one is not an image."
    if compared.picture is None:
        return "No visible pixel differs."
    return (
        f"{compared.share:.1f} % of the pixels differ."
        if compared.share >= 0.1
        else "Less than 0.1 % of the pixels differ."
    )
