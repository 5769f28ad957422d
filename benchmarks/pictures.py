"""Take the screenshots in ``docs/images`` from recorded runs.

``.venv/bin/python benchmarks/pictures.py RUN EARLIER_RUN...``: the overview, a comparison, a check and the calls show
RUN; the page over time shows all runs. Review the screenshots before you commit them.
"""

from __future__ import annotations

import argparse
import base64
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from report_browser import open_page, prefer, reader

from rtcmatrix.report.forms.html_site import write_site
from rtcmatrix.runs import read_run

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).parents[1]
WIDTH, NARROW = 1400, 420


def main() -> None:
    """Render the reports, open them and take the screenshots."""
    asked = argparse.ArgumentParser(description="Take the screenshots in docs/images from recorded runs.")
    asked.add_argument("runs", metavar="RUN", nargs="+", type=Path)
    asked.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    asked.add_argument(
        "--check",
        default="check-simulcast-simulcast_with_h264_vp9_and_av1_sends_video.html",
        help="the page of a check to show",
    )
    options = asked.parse_args()
    runs = [(path, read_run(path)) for path in options.runs]
    with tempfile.TemporaryDirectory() as folder, reader() as driver:
        one = write_site(runs[:1], Path(folder) / "one").parent
        pair = min(one.glob("pair-*.html"))
        picture(driver, one / "index.html", options.out / "report.png", 1500)
        picture(driver, one / "index.html", options.out / "matrix.png", 1100, "#matrix")
        picture(driver, one / "index.html", options.out / "narrow.png", 900, width=NARROW, scheme="dark")
        picture(driver, pair, options.out / "pair.png", 1100, "#faces")
        picture(driver, one / options.check, options.out / "check.png", 1000)
        if (one / "calls.html").exists():
            picture(driver, one / "calls.html", options.out / "calls.png", 1190)
        if len(runs) > 1:
            every = write_site(runs, Path(folder) / "every").parent
            picture(driver, every / "trend.html", options.out / "trend.png", 1000)


def picture(
    driver: Chrome, page: Path, out: Path, height: int, fragment: str = "", *, width: int = WIDTH, scheme: str = "light"
) -> None:
    """Take a screenshot of the first ``height`` pixels of a page, or of its part from ``fragment`` on."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width == NARROW}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    prefer(driver, scheme)
    open_page(driver, page)
    if fragment and not driver.execute_script("return Boolean(document.querySelector(arguments[0]))", fragment):
        print(f"{page.name} has no {fragment}; the screenshot starts at the top")
    elif fragment:
        driver.execute_script("document.querySelector(arguments[0]).scrollIntoView({behavior: 'instant'})", fragment)
        driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    captured = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    out.write_bytes(base64.b64decode(captured["data"]))
    print(out)


if __name__ == "__main__":
    main()
