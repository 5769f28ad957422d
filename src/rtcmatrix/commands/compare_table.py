"""Differences as tables for a terminal, or as plain lines for a log."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rtcmatrix.compare import Standing
from rtcmatrix.compare.coverage import in_words
from rtcmatrix.model import Difference, Json, Kind, Level, ListChange
from rtcmatrix.report.text.confidence import caveats, noise_text, shift_text
from rtcmatrix.report.text.values import item_text, value_text
from rtcmatrix.runs.pairs import ARROW
from rtcmatrix.terminal import say, terminal
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import Comparison, Side

ITEM = 100
"""Longest value or list item, in characters."""
UNCOMPARED = 5
"""Checks with a result on one side only that are named."""


def print_table(comparisons: Sequence[Comparison], only_before: Sequence[str], only_after: Sequence[str]) -> None:
    """Print every comparison, as plain lines if the output is not a terminal."""
    console = terminal()
    for comparison in comparisons:
        heading = headline(comparison)
        if console.is_terminal:
            console.print(Text(heading, style="bold"))
            _print_comparison(console, comparison)
        else:
            say(heading)
            for line in plain_lines(comparison):
                say(line)
    for which, addresses in (("first", only_before), ("second", only_after)):
        if addresses:
            say(f"only in the {which} run: {one_line(', '.join(addresses), 1000)}")


def headline(comparison: Comparison) -> str:
    """Return one line with the two columns and the number of differences."""
    number = len(comparison.telling)
    amount = {0: "no difference", 1: "1 difference"}.get(number, f"{number} differences")
    if comparison.apart:
        amount = f"not comparable, launched differently, {len(comparison.set_apart)} not counted"
    known, noise = len(comparison.known), len(comparison.noise)
    amount += (f", {known} known" if known else "") + (f", {noise} noise" if noise else "")
    cause = f" (cause: {comparison.cause})" if comparison.cause and number else ""
    before, after = side(comparison.before), side(comparison.after)
    run = f" of {comparison.before.run}" if comparison.before.run != comparison.after.run else ""
    other = f" of {comparison.after.run}" if run else ""
    return one_line(f"{before}{run} against {after}{other}: {amount}{cause}", 500)


def side(one: Side) -> str:
    """Name a column with its browser version."""
    both = zip(one.brand.split(ARROW), one.version.split(ARROW), strict=False)
    known = ARROW.join(f"{brand} {version}".strip() for brand, version in both)
    return f"{one.browser} ({known})" if known else one.browser


def plain_lines(comparison: Comparison) -> list[str]:
    """Return a line per difference below its subject, then known ones and noise, then the confidence."""
    lines = _lines(comparison.telling)
    for heading, differences in _uncounted(comparison):
        if differences:
            lines += [f"  {heading}:", *(f"  {line}" for line in _lines(differences))]
    return [*lines, *(f"  {line}" for line in _uncompared(comparison)), *(f"  {line}" for line in caveats(comparison))]


def _uncompared(comparison: Comparison) -> list[str]:
    """Count the checks with a result on one side only, and name the first of them."""
    if not comparison.not_compared:
        return []
    before, after = comparison.before, comparison.after
    one, other = (before.browser, after.browser) if before.browser != after.browser else (before.run, after.run)
    named = [one_line(each.check) for each in comparison.not_compared[:UNCOMPARED]]
    rest = len(comparison.not_compared) - len(named)
    more = [f"  and {rest:,} more in --format json"] if rest else []
    return [one_line(in_words(comparison.not_compared, one, other), 500), *(f"  {each}" for each in named), *more]


def _uncounted(comparison: Comparison) -> tuple[tuple[str, Sequence[Difference]], ...]:
    """Return the differences that do not count, by heading."""
    return (
        (f"not comparable, not counted: {one_line('; '.join(comparison.apart), 1000)}", comparison.set_apart),
        ("known, not counted", comparison.known),
        (noise_text(comparison), comparison.noise),
        ("changed checks and launch options, not counted", comparison.of(Standing.NOT_COMPARED)),
    )


def _lines(differences: Sequence[Difference]) -> list[str]:
    """Return a line for each difference below its subject."""
    lines = []
    for subject, group in itertools.groupby(differences, key=lambda each: each.subject):
        lines.append(f"  {one_line(subject)}")
        lines += [f"    {one_line(each.path or each.level.value)}: {change_text(each)}" for each in group]
    return lines


def change_text(difference: Difference) -> str:
    """Return the change in one line, with the known difference that states it."""
    told = _change_text(difference)
    return f"{told}, known in {one_line(difference.known)}" if difference.known is not None else told


def _change_text(difference: Difference) -> str:
    if difference.items is not None:
        return "; ".join(list_lines(difference.items))
    before, after = side_texts(difference)
    kind = f" ({difference.kind.value})" if difference.level is Level.STATUS else ""
    return f"{before} -> {after}{kind}{_shift(difference)}"


def _shift(difference: Difference) -> str:
    """Return the shift of a metric; empty for other differences."""
    return f" ({shift_text(difference.shift)})" if difference.shift is not None else ""


def side_texts(difference: Difference) -> tuple[str, str]:
    """Return both values; a missing one is ``absent``, because null is a value."""
    values = []
    absent_on = {Kind.ADDED: 0, Kind.CHECK_ADDED: 0, Kind.REMOVED: 1, Kind.CHECK_REMOVED: 1}
    for place, value in enumerate((difference.before, difference.after)):
        # No preference or flag is null: in a provenance, null means that there was none.
        started = difference.kind is Kind.PROVENANCE
        if value is None and (started or absent_on.get(difference.kind) == place):
            values.append("absent")
        elif difference.level is Level.STATUS:
            values.append(one_line(str(value), ITEM))
        else:
            values.append(one_line(value_text(value), ITEM))
    return values[0], values[1]


def list_lines(items: ListChange) -> list[str]:
    """Return the removed, added and moved items of a list."""
    named = (("removed", items.removed), ("added", items.added), ("moved", items.moved))
    return [f"{word} {', '.join(one_line(item_text(item), ITEM) for item in each)}" for word, each in named if each]


def _print_comparison(console: Console, comparison: Comparison) -> None:
    """Print the differences that count, then the others, then the confidence."""
    if comparison.differences:
        console.print(_grid([(Text(), Text(comparison.before.browser), Text(comparison.after.browser))]))
    _print_groups(console, comparison.telling)
    for heading, differences in _uncounted(comparison):
        if differences:
            console.print(Text(heading, style="bold yellow"))
            _print_groups(console, differences)
    for line in (*_uncompared(comparison), *caveats(comparison)):
        console.print(Text(line))
    if comparison.differences:
        console.print()


def _print_groups(console: Console, differences: Sequence[Difference]) -> None:
    """Print a table below each subject; cells are Text, so that rich parses no markup in values."""
    for subject, group in itertools.groupby(differences, key=lambda each: each.subject):
        console.print(Text(one_line(subject), style="bold cyan"))
        console.print(_grid([_row(each) for each in group]))


def _grid(rows: Sequence[tuple[Text, Text, Text]]) -> Table:
    """Lay out rows in three columns of equal width."""
    grid = Table.grid(padding=(0, 2), expand=True)
    for _ in range(3):
        grid.add_column(ratio=1, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _row(difference: Difference) -> tuple[Text, Text, Text]:
    """Return one row: removed items on the left, added and moved ones on the right."""
    what = Text("  " + one_line(difference.path or difference.kind.value))
    if difference.items is None:
        before, after = side_texts(difference)
        return what, Text(before, style="red"), Text(after + _shift(difference), style="green")
    items = difference.items
    removed = Text("\n".join(_items("- ", items.removed)), style="red")
    added = Text("\n".join(_items("+ ", items.added)), style="green")
    moved = Text("\n".join(_items("moved ", items.moved)), style="yellow")
    return what, removed, Text("\n").join(each for each in (added, moved) if each.plain)


def _items(lead: str, items: Sequence[Json]) -> list[str]:
    """Write one item per line."""
    return [lead + one_line(item_text(item), ITEM) for item in items]
