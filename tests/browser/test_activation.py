"""``rtc.activate()`` gives a page transient activation as often as it is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from small_project import CHROMIUM, FIREFOX, build_project, find_build

from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

PROBE = """// Activates the page, waits until the activation has ended, and activates the page again.
export default async (rtc) => {
  const { userActivation } = navigator;
  let sum = 0;
  for (const _ of ["first", "second"]) {
    // On a busy machine an activation may end before the page looks
    for (let left = 5; left > 0; left -= 1) {
      await rtc.activate();
      if (!userActivation.isActive) continue;
      sum += 1;
      break;
    }
    await rtc.until(() => !userActivation.isActive, { ms: 60000, label: "end of the activation" });
  }
  return { facts: { sum } };
};
"""


def test_a_page_is_activated_again_after_an_activation_has_ended(tmp_path: Path) -> None:
    find_build(CHROMIUM)
    find_build(FIREFOX)
    build_project(tmp_path, {"activation/twice.js": PROBE}, browsers="chromium,firefox")
    command = [sys.executable, "-m", "rtcmatrix", "run", "--no-confirm", "--pairs", "none", "--out", "run"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    results = {each.browser: (each.status, each.message) for each in read_run(tmp_path / "run").results}
    assert results == dict.fromkeys((CHROMIUM.address, FIREFOX.address), (Status.PASS, None)), done.stderr
