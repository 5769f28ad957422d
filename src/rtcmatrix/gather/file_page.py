"""Open a page by file: URL in a second tab, which a page served over HTTP may not do itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.session import Session, Window
from rtcmatrix.model import Json


def run_file_commands(session: Session, window: Window, file: Path, commands: Iterable[Json]) -> list[Json]:
    """Open the file in a tab of the window's user context and return what its ``answer`` resolves each command with."""
    if not session.has_user_contexts:
        raise NotSupportedByBrowser("a second tab for a file")
    tabs = session.driver.browsing_context
    context = tabs.create(type="tab", user_context=window.user_context, background=True)
    try:
        tabs.navigate(context, file.as_uri(), wait="complete")
        return [_run_command(session, context, command) for command in commands]
    finally:
        tabs.close(context)


def _run_command(session: Session, context: str, command: Json) -> Json:
    expression = f"answer({json.dumps(command)}).then(JSON.stringify)"
    evaluated: Json = session.driver.script.evaluate(
        expression=expression, target={"context": context}, await_promise=True, user_activation=False
    )
    return json.loads(evaluated["result"]["value"])
