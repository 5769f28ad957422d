"""A page opened from the disk beside a window: what a page that came over http may not open itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.model import Json


def ask_file(session: Session, window: Window, file: Path, commands: Iterable[Json]) -> list[Json]:
    """Open the file in a tab beside ``window``, have its ``answer`` do each command, and give what it answered."""
    if not session.has_lanes:
        raise NotSupportedByBrowser("a second tab for a file")
    tabs = session.driver.browsing_context
    context = tabs.create(type="tab", user_context=window.user_context, background=True)
    try:
        tabs.navigate(context, file.as_uri(), wait="complete")
        return [_answer_of(session, context, command) for command in commands]
    finally:
        tabs.close(context)


def _answer_of(session: Session, context: str, command: Json) -> Json:
    expression = f"answer({json.dumps(command)}).then(JSON.stringify)"
    told: Json = session.driver.script.evaluate(
        expression=expression, target={"context": context}, await_promise=True, user_activation=False
    )
    return json.loads(told["result"]["value"])
