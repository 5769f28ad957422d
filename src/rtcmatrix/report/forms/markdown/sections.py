"""Optional sections of the Markdown: calls, what is on the way to stable, known differences that need attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.forms.markdown.escaping import cell, code, prose
from rtcmatrix.report.forms.shared.channel_changes import changes_by_channel
from rtcmatrix.report.pages.calls.build import call_sums
from rtcmatrix.report.text.labels import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import ChannelChange
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.pages.calls.views import CallSumTableView, CallSumView

_BROWSERS = 12
"""Browsers that call each other up to which there is a table; a larger one is the pages'."""
_TROUBLES = 10
_CHANNELS = 12
"""Channels that have a line."""
_CHANGES = 3
"""Changes of a channel that are named; the others are counted."""


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
