"""Build the reproducer of each probe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from rtcmatrix import __version__
from rtcmatrix.compare.facts import ABSENT, compare_facts
from rtcmatrix.report.html.environment import render
from rtcmatrix.report.html.policy import nonce_of
from rtcmatrix.report.pages.reproducer.launch import launch_command
from rtcmatrix.report.pages.reproducer.probe_sources import PAGE, Sources, find_pages
from rtcmatrix.report.pages.reproducer.requirements import requirements_of
from rtcmatrix.report.text.labels import STATUS
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.text.values import value_text, web_address, whole
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from rtcmatrix.compare import Column
    from rtcmatrix.model import Check, Evidence, Json

FOLDER = "repro"
MOST_RECORDED = 90_000
"""Characters of recorded facts that a page holds to compare with; what does not fit is left out, largest first."""
MOST_ROWS = 60
_LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class ReproducerCheckView:
    """A check on the probe, with its result in each browser."""

    title: str
    id: str
    spec: str | None
    said: tuple[tuple[str, str, str], ...]
    """(browser, word, message)."""


@dataclass(frozen=True, kw_only=True)
class RecordedBrowserView:
    """A recorded browser."""

    label: str
    rows: tuple[tuple[str, str], ...]
    start: str
    """Lines of a shell that start it alike."""
    ending: str


@dataclass(frozen=True, kw_only=True)
class FactDiffView:
    """The facts of one browser that differ from those of the first."""

    before: str
    after: str
    rows: tuple[tuple[str, str, str], ...]
    """(path, before, after)."""
    more: int


def hrefs_of(probes: Iterable[str]) -> dict[str, str]:
    """Return the address of each probe's page relative to the report; equal probes give equal addresses."""
    names = UniqueSlugs()
    return {probe: f"{FOLDER}/{names.of(probe.removesuffix('.js'), probe)}.html" for probe in sorted(set(probes))}


def write_reproducers(
    site: Path, probes: Iterable[str], columns: Sequence[tuple[str, Column]], *, pages: Path | None = None
) -> dict[str, str]:
    """Write a page for each probe into ``site`` and return their addresses relative to it.

    ``columns`` are (label, column), in the order of the report. ``pages`` is the folder that holds the probes, by
    default what ``find_pages`` finds. A probe that is not there is left out; without the folder there are no pages.
    """
    pages = pages or find_pages()
    if pages is None:
        return {}
    sources = Sources(pages)
    written = {}
    for probe, href in hrefs_of(probes).items():
        page = reproducer_page(probe, columns, sources, Path(href).name)
        if page is not None:
            (site / FOLDER).mkdir(exist_ok=True)
            (site / href).write_text(page, encoding="utf-8", newline="\n")
            written[probe] = href
    return written


def reproducer_page(probe: str, columns: Sequence[tuple[str, Column]], every: Sources, name: str) -> str | None:
    """Return the page of one probe; None if one of its sources is missing."""
    sources = every.of(probe)
    if sources is None:
        return None
    here = [(label, column, column.evidence[probe]) for label, column in columns if probe in column.evidence]
    recorded = _recorded([(label, evidence) for label, _, evidence in here])
    text = next(iter(sources.values()))
    return render(
        "reproducer.html",
        probe=probe,
        title=text.partition("\n")[0].removeprefix("//").strip(),
        checks=_checks(probe, columns),
        seen=[_seen(label, column, evidence, name) for label, column, evidence in here],
        unlike=_unlike([(label, evidence) for label, _, evidence in here]),
        missing=requirements_of(probe, text),
        tool=f"rtcmatrix {__version__}",
        page=PAGE,
        entry=f"probes/{probe}",
        sources={path: Markup(source) for path, source in sources.items()},  # noqa: S704 - ours, and fit for a script
        script=Markup(every.script),  # noqa: S704 - ours, and fit for a script
        recorded=Markup(recorded),  # noqa: S704 - has no "<"
        nonce=nonce_of(*sources.values(), every.script, recorded),
    )


def _recorded(seen: Sequence[tuple[str, Evidence]]) -> str:
    """Write the recorded facts for the page to compare with."""
    entries: list[dict[str, Json]] = [{"label": visible(label), "facts": evidence.facts} for label, evidence in seen]
    while len(text := json.dumps(entries, separators=(",", ":"))) > MOST_RECORDED:
        largest = max(entries, key=lambda each: len(json.dumps(each["facts"])))
        largest["facts"] = None
    return text.replace("<", "\\u003c")


def _checks(probe: str, columns: Sequence[tuple[str, Column]]) -> list[ReproducerCheckView]:
    """Show the checks on the probe."""
    checks: dict[str, Check] = {}
    for _, column in columns:
        checks |= {each.id: each for each in column.run.checks if each.probe == probe}
    return [
        ReproducerCheckView(
            title=one_line(check.title, _LONGEST),
            id=one_line(check.id),
            spec=web_address(check.spec),
            said=tuple(
                (one_line(label), STATUS[result.status], shortened(whole(result.message or ""), 2_000))
                for label, column in columns
                if (result := column.results.get(check.id))
            ),
        )
        for check in sorted(checks.values(), key=lambda each: each.id)
    ]


def _seen(label: str, column: Column, evidence: Evidence, name: str) -> RecordedBrowserView:
    """Show one recorded browser and how to start it."""
    known = column.provenance
    rows = [("Address", column.address), ("Run", column.run.id), ("Gathered", evidence.started_at)]
    if known:
        rows += [
            ("Version", f"{known.brand} {known.version}"),
            ("Platform", known.platform),
            ("User agent", known.user_agent),
            ("Window", "headless" if known.headless else "headed"),
            ("Media", known.devices),
            ("Flags", " ".join(known.flags)),
            ("Preferences", value_text(dict(known.prefs)) if known.prefs else ""),
        ]
    said = evidence.message or evidence.unsupported
    return RecordedBrowserView(
        label=one_line(label),
        rows=tuple((key, one_line(value, _LONGEST)) for key, value in rows if value),
        start=visible(launch_command(known, name), keep="\n") if known else "",
        ending=one_line(f"{evidence.fault or 'not supported'}: {said}", 500) if evidence.facts is None else "observed",
    )


def _unlike(seen: Sequence[tuple[str, Evidence]]) -> list[FactDiffView]:
    """Compare each browser's facts with those of the first that has any."""
    observed = [(one_line(label), evidence.facts) for label, evidence in seen if evidence.facts is not None]
    views = []
    for label, facts in observed[1:]:
        changes = compare_facts(observed[0][1], facts).changes
        rows = [(one_line(each.path, 200), _value(each.before), _value(each.after)) for each in changes]
        if rows:
            more = max(len(rows) - MOST_ROWS, 0)
            views.append(FactDiffView(before=observed[0][0], after=label, rows=tuple(rows[:MOST_ROWS]), more=more))
    return views


def _value(value: Json) -> str:
    return "(absent)" if value is ABSENT else one_line(value_text(value), _LONGEST)
