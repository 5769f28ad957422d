"""The material of every form: columns, comparisons, known differences, and the address of the published pages."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, Comparing, counterparts
from rtcmatrix.compare.accepted import as_accepted
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import is_pair
from rtcmatrix.report.text.rerun import RerunCommands
from rtcmatrix.report.view.columns import ColumnSource, call_sources, distinct, pairs_of, sources_of
from rtcmatrix.runs.pairs import ARROW
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import Column, Comparison, Side
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run


@dataclass(frozen=True, kw_only=True)
class Material:
    """Recorded runs, ready to be written in any form."""

    runs: tuple[Run, ...]
    sources: tuple[ColumnSource, ...]
    """The browsers of all runs, with what people call them; then the pairs that called each other."""
    pairs: tuple[tuple[Column, Column], ...]
    """Each column of ``against`` with its counterpart; without one, the pairs that the runs themselves compare."""
    recorded: tuple[tuple[Path, Run], ...]
    """The runs as they were read, each with where it was read from; ``runs`` also has what ``against`` accepts."""
    against: str | None = None
    """What the runs are compared with: the id of an earlier run, or of several."""
    report_url: str | None = None
    """Where the report's pages are published, if they are: an address of the web."""
    suites: Path | None = None
    """The folder of the checks' functions, where it is at hand."""
    troubles: tuple[KnownTrouble, ...] = ()
    """Known differences that no longer do their work."""
    compared: Comparing = PLAIN
    """How columns are compared."""

    @property
    def browsers(self) -> tuple[ColumnSource, ...]:
        """The columns that are one browser."""
        return tuple(each for each in self.sources if not is_pair(each.column.address))

    @property
    def calls(self) -> tuple[ColumnSource, ...]:
        """The columns that are a pair of browsers."""
        return tuple(each for each in self.sources if is_pair(each.column.address))

    @functools.cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparison of each pair."""
        return tuple(self.compared(*pair) for pair in self.pairs)

    @functools.cached_property
    def checks(self) -> RerunCommands:
        """The ids of all checks, from which commands select one."""
        return RerunCommands(check.id for run in self.runs for check in run.checks)

    def source(self, side: Side) -> ColumnSource | None:
        """Return the column of one side of a comparison; None for a column of ``against``."""
        return next((each for each in self.sources if each.key == (side.run, side.browser)), None)

    def label(self, side: Side) -> str:
        """Return the label of one side of a comparison."""
        source = self.source(side)
        if source is not None:
            return source.view.label
        versions = [each.partition(".")[0] for each in side.version.split(ARROW)]
        named = [
            f"{brand} {version}".strip() for brand, version in zip(side.brand.split(ARROW), versions, strict=False)
        ]
        return one_line(ARROW.join(named) or side.browser, 120)

    def link(self, source: ColumnSource, check: str) -> str | None:
        """Return the address of a cell's evidence in the published report."""
        if self.report_url is None:
            return None
        return f"{self.report_url.rstrip('/')}/{source.link(check)}"


def material_of(
    runs: Sequence[tuple[Path, Run]],
    *,
    against: Sequence[Column] = (),
    report_url: str | None = None,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> Material:
    """Build the material of a report; ``runs`` holds (path it was read from, run).

    ``against`` are the columns of an earlier run, or of a baseline: each is set against the column with its address.
    ``troubles`` is what is wrong with the known differences of the project. Raises ``ConfigurationError`` where nothing
    can be set against each other.
    """
    recorded = tuple(runs)
    runs = [(path, as_accepted(run, against)) for path, run in runs]
    browsers, calls = sources_of(runs), call_sources(runs)
    sources = [*browsers, *calls]
    pairs = [(one.column, other.column) for one, other in pairs_of(browsers, calls)]
    if against:
        mine = [source.column for source in sources]
        pairs = counterparts(against, mine)
        if not pairs:
            raise ConfigurationError(
                f"--against: that run has the columns {', '.join(column.address for column in against)}, and this "
                f"report has {', '.join(column.address for column in mine) or 'none'}: no browser is in both; name a "
                "run of the same browsers"
            )
    return Material(
        runs=tuple(run for _, run in distinct(runs)),
        sources=tuple(sources),
        pairs=tuple(pairs),
        recorded=recorded,
        against=", ".join(dict.fromkeys(column.run.id for column in against)) or None,
        report_url=report_url,
        suites=_suites([path for path, _ in runs]),
        troubles=tuple(troubles),
        compared=compared,
    )


def _suites(paths: Sequence[Path]) -> Path | None:
    """Find the suites of the current folder, else of the project that holds a run."""
    near = [folder for path in paths for folder in path.resolve().parents]
    return next((folder / "suites" for folder in (Path.cwd(), *near) if (folder / "suites").is_dir()), None)
