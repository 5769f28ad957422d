"""Differences on a terminal, or as plain lines where nobody looks at one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rtcmatrix.model import Difference, Kind, Level, ListChange
from rtcmatrix.report.text import item_text, one_line, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import Comparison, Side

ITEM = 100
"""Characters of a value or an item."""


def print_table(comparisons: Sequence[Comparison], only_before: Sequence[str], only_after: Sequence[str]) -> None:
    """Print every comparison; plain lines where the output is not a terminal."""
    console = Console()
    for comparison in comparisons:
        heading = headline(comparison)
        if console.is_terminal:
            console.print(Text(heading, style="bold"))
            if comparison.differences:
                console.print(_table(comparison))
        else:
            click.echo(heading)
            for line in plain_lines(comparison):
                click.echo(line)
    for which, addresses in (("first", only_before), ("second", only_after)):
        if addresses:
            click.echo(f"only in the {which} run: {one_line(', '.join(addresses), 1000)}")


def headline(comparison: Comparison) -> str:
    """Say in a line what was compared and how much differs."""
    number = len(comparison.differences)
    amount = {0: "no difference", 1: "1 difference"}.get(number, f"{number} differences")
    cause = f" (cause: {comparison.cause})" if comparison.cause and number else ""
    before, after = side(comparison.before), side(comparison.after)
    run = f" of {comparison.before.run}" if comparison.before.run != comparison.after.run else ""
    other = f" of {comparison.after.run}" if run else ""
    return one_line(f"{before}{run} against {after}{other}: {amount}{cause}", 500)


def side(one: Side) -> str:
    """Name a column with what it was."""
    known = f"{one.brand} {one.version}".strip()
    return f"{one.browser} ({known})" if known else one.browser


def plain_lines(comparison: Comparison) -> list[str]:
    """Give a line for each difference below its subject."""
    lines = []
    for subject, group in itertools.groupby(comparison.differences, key=lambda each: each.subject):
        lines.append(f"  {one_line(subject)}")
        lines += [f"    {one_line(each.path or each.level.value)}: {change_text(each)}" for each in group]
    return lines


def change_text(difference: Difference) -> str:
    """Say in one line what changed."""
    if difference.items is not None:
        return "; ".join(list_lines(difference.items))
    before, after = side_texts(difference)
    kind = f" ({difference.kind.value})" if difference.level is Level.STATUS else ""
    return f"{before} -> {after}{kind}"


def side_texts(difference: Difference) -> tuple[str, str]:
    """Give both values; what is not there is called absent, as null is a value."""
    values = []
    absent_on = {Kind.ONLY_THERE: 0, Kind.CHECK_ADDED: 0, Kind.ONLY_HERE: 1, Kind.CHECK_REMOVED: 1}
    for place, value in enumerate((difference.before, difference.after)):
        if value is None and absent_on.get(difference.kind) == place:
            values.append("absent")
        elif difference.level is Level.STATUS:
            values.append(one_line(str(value), ITEM))
        else:
            values.append(one_line(value_text(value), ITEM))
    return values[0], values[1]


def list_lines(items: ListChange) -> list[str]:
    """Say which items a list lost, gained and reordered."""
    named = (("removed", items.removed), ("added", items.added), ("moved", items.moved))
    return [f"{word} {', '.join(one_line(item_text(item), ITEM) for item in each)}" for word, each in named if each]


def _table(comparison: Comparison) -> Table:
    """Draw one comparison; every cell is text, so nothing in a value is taken for markup."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column(Text(comparison.before.browser), ratio=3, overflow="fold")
    table.add_column(Text(comparison.after.browser), ratio=3, overflow="fold")
    for subject, group in itertools.groupby(comparison.differences, key=lambda each: each.subject):
        table.add_section()
        table.add_row(Text(one_line(subject), style="bold cyan"))
        for each in group:
            table.add_row(*_row(each))
    return table


def _row(difference: Difference) -> tuple[Text, Text, Text]:
    """Give one row."""
    what = Text(one_line(difference.path or difference.kind.value))
    if difference.items is None:
        before, after = side_texts(difference)
        return what, Text(before, style="red"), Text(after, style="green")
    removed = Text("\n".join(one_line(item_text(item), ITEM) for item in difference.items.removed), style="red")
    added = Text("\n".join(one_line(item_text(item), ITEM) for item in difference.items.added), style="green")
    if difference.items.moved:
        moved = "moved: " + ", ".join(one_line(item_text(item), ITEM) for item in difference.items.moved)
        added.append(("\n" if added.plain else "") + moved, style="yellow")
    return what, removed, added
