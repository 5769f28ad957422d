"""Measure size and speed of a report with many browsers: rendering, first paint in Chromium, filter, search.

``.venv/bin/python benchmarks/report.py`` prints each figure with its limit. The run is the synthetic one of
``tests/many_columns.py``; measure on an idle machine. ``--browsers 2 --facts 50 --times 1`` is a quick functional test.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from html_file import write_html_file
from many_columns import many_columns
from report_browser import open_page, reader, wait_for

from rtcmatrix.report.forms.html_site import write_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

BROWSERS, FACTS, TIMES = 20, 3_000, 7
FILTERS = (("browser", "3"), ("area", "codecs"), ("level", "fact"), ("q", "vp9"), ("q", "state 7"))
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
OFFERED = "return arguments[0] in document.querySelector('form.filters').elements"
NARROWED = """
const [field, value] = arguments;
const form = document.querySelector("form.filters");
form.elements[field].value = value;
const began = performance.now();
narrow(wanted());
document.body.offsetHeight;
return performance.now() - began;
"""
"""Duration of a filter, layout included, without the debounce delay of typing."""


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--browsers", type=int, default=BROWSERS)
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument("--times", type=int, default=TIMES, help="measurements of each figure; the median is printed")
    asked = parser.parse_args()
    run = many_columns(asked.browsers, asked.facts)
    tell(f"{asked.browsers} browsers x {asked.facts:,} facts", "", "")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        runs = [(Path(folder), run)]
        tell("rendered", median(timed(lambda: write_site(runs, site)) for _ in range(min(3, asked.times))), 2.0, "s")
        tell(
            "  of one processor",
            median(busy(lambda: write_site(runs, site)) for _ in range(min(3, asked.times))),
            2.0,
            "s",
        )
        tell("whole site", sum(each.stat().st_size for each in site.rglob("*") if each.is_file()) / 1e6, 10, "MB")
        tell("first page", (site / "index.html").stat().st_size / 1e6, 2, "MB")
        single = write_html_file(runs, Path(folder) / "single.html")
        tell("one file for a mail", single.stat().st_size / 1e6, 10, "MB")
        with reader() as driver:
            for name, page in (("first page", site / "index.html"), ("one file", single)):
                tell(f"{name}: first view", median(painted(driver, page) for _ in range(asked.times)), 300, "ms")
                for field, value in FILTERS:
                    if not driver.execute_script(OFFERED, field):
                        print(f"{name}: has no filter {field}, because it would have only one value")
                        continue
                    tell(f"{name}: {field} {value}", narrowed(driver, field, value, asked.times), 100, "ms")


def painted(driver: Chrome, page: Path) -> float:
    """Open a page and return the time of its first paint in milliseconds."""
    open_page(driver, page)
    return float(wait_for(driver, PAINTED))


def narrowed(driver: Chrome, field: str, value: str, times: int) -> float:
    """Filter several times and return the median duration in milliseconds."""
    taken = []
    for _ in range(times):
        taken.append(float(driver.execute_script(NARROWED, field, value)))
        driver.execute_script(NARROWED, field, "")
    return statistics.median(taken)


def timed(work: Callable[[], object]) -> float:
    """Return how long some work takes, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def busy(work: Callable[[], object]) -> float:
    """Return the processor time of some work, in seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def median(values: Iterable[float]) -> float:
    """Return the median."""
    return statistics.median(list(values))


def tell(what: str, value: float | str, below: float | str, unit: str = "") -> None:
    """Print a figure and its limit."""
    if isinstance(value, str) or isinstance(below, str):
        print(what)
        return
    print(f"{what:<28} {value:>9.2f} {unit:<3} {'within' if value <= below else 'OVER  '} {below:g} {unit}")


if __name__ == "__main__":
    main()
