"""Optional sections of the Markdown: absent browsers, calls, what is on the way to stable, known differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.forms.markdown.escaping import cell, code, prose
from rtcmatrix.report.forms.shared.absent_columns import failing_columns, statuses_of, unavailable_columns
from rtcmatrix.report.forms.shared.channel_changes import changes_by_channel
from rtcmatrix.report.pages.calls.build import call_sums
from rtcmatrix.report.text.labels import count
from rtcmatrix.report.text.reuse import reuse_lines, reused_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import ChannelChange
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.pages.calls.views import CallSumTableView, CallSumView

_BROWSERS = 12
"""Browsers that call each other up to which there is a table; a larger one is the pages'."""
_TROUBLES = 10
_REUSED = 20
_ABSENT = 12
"""Browsers without results that are listed; the others are counted."""
_CHANNELS = 12
"""Channels that have a line."""
_CHANGES = 3
"""Changes of a channel that are named; the others are counted."""


def absent_lines(material: Material) -> list[str]:
    """Write the browsers in which nothing passes, and those that are not available with the reasons."""
    failing, missing = failing_columns(material), unavailable_columns(material)
    lines: list[str] = []
    if failing:
        told = [f"- {prose(each.view.label, 80)}: {statuses_of(each)}" for each in failing]
        lines += [f"**No check passes in {count(len(failing), 'browser')}:**", "", *_shortened(told), ""]
    if missing:
        told = [f"- {code(each.address, 60)}: {prose(each.reason, 200)}" for each in missing]
        verb = "is" if len(missing) == 1 else "are"
        lines += [f"**{count(len(missing), 'browser')} {verb} not available:**", "", *_shortened(told), ""]
    return lines


def _shortened(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _ABSENT else [*lines[:_ABSENT], f"- and {len(lines) - _ABSENT} more"]


def calls_lines(material: Material) -> list[str]:
    """Write the table of calls: offerers in the rows, answerers in the columns."""
    tables = call_sums(material.calls)
    return [line for table in tables for line in _table(table)]


def _table(table: CallSumTableView) -> list[str]:
    run = f" of run {code(table.run, 60)}" if table.run else ""
    lines = ["", f"Calls between browsers{run}: how many checks pass. Rows make the offer, columns answer.", ""]
    if max(len(table.heads), len(table.rows)) > _BROWSERS:
        sums = [each for _, cells in table.rows for each in cells]
        passed, total = sum(each.works for each in sums), sum(each.total for each in sums)
        return ["", f"Calls between browsers{run}: {passed:,} of {count(total, 'check')} pass."]
    heads = [cell(prose(head, 80)) for head in table.heads]
    lines += [f"| | {' | '.join(heads)} |", f"|---|{'--:|' * len(heads)}"]
    lines += [
        f"| {cell(prose(who, 80))} | {' | '.join(cell(_sum(each)) for each in cells)} |" for who, cells in table.rows
    ]
    return lines


def _sum(each: CallSumView) -> str:
    """Write how many checks of one pair pass, and how many results are unexpected."""
    if not each.total:
        return ""
    return f"{each.works} of {each.total}" + (f", **{each.unexpected} unexpected**" if each.unexpected else "")


def reuse_section(material: Material) -> list[str]:
    """Write what was reused from earlier runs, with the dates on which it was gathered."""
    lines = [prose(each, 300) for run in material.runs for each in reuse_lines(run.reuse)]
    days = [(source, reused_summary(source.column.evidence.values())) for source in material.sources]
    lines += [f"{prose(source.view.label, 80)}: {prose(each, 200)}" for source, each in days if each]
    if len(lines) > _REUSED:
        lines = [*lines[:_REUSED], f"and {len(lines) - _REUSED} more"]
    return (
        ["", "Not gathered again, but reused from an earlier run:", "", *(f"- {each}" for each in lines)]
        if lines
        else []
    )


def trouble_lines(material: Material) -> list[str]:
    """Write the known differences that need attention."""
    if not material.troubles:
        return []
    lines = ["### Known differences to look at", ""]
    lines += [_trouble(each) for each in material.troubles[:_TROUBLES]]
    if len(material.troubles) > _TROUBLES:
        lines.append(f"- and {len(material.troubles) - _TROUBLES} more")
    return [*lines, ""]


def _trouble(each: KnownTrouble) -> str:
    return f"- {code(each.place, 120)} ({each.kind.value}): {prose(each.words, 300)}"


def channel_lines(material: Material) -> list[str]:
    """Write what a later channel has that stable does not have yet, a line for each channel that has it first."""
    groups = list(changes_by_channel(material))
    lines = [_channel(group) for group in groups[:_CHANNELS]]
    if len(groups) > _CHANNELS:
        lines.append(f"- and {len(groups) - _CHANNELS} more channels")
    return ["### On the way to stable", "", *lines, ""] if lines else []


def _channel(changes: Sequence[ChannelChange]) -> str:
    first = changes[0]
    named = dict.fromkeys(code(each.row.path or each.row.subject, 120) for each in changes)
    rest = len(named) - _CHANGES
    more = f" and {rest} more" if rest > 0 else ""
    amount = f"{count(len(changes), 'change')}; {first.until_stable}"
    return f"- {prose(f'{first.brand} {first.channel}', 60)}: {amount}: {', '.join([*named][:_CHANGES])}{more}"
