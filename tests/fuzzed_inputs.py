"""Feeds made-up files to the command: ``python tests/fuzzed_inputs.py KIND``, in a process whose memory is limited.

Whatever a file holds, the command ends with a documented exit code, without a traceback, soon and in little memory.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_up_project import KNOWN, MATRIX, build_project
from made_up_run import three_browsers

from rtcmatrix.cli import main
from rtcmatrix.errors import EXIT_NOTHING_SELECTED
from rtcmatrix.runs import to_json

EXAMPLES = 60
SECONDS = 10
"""Of processor time for one call, so that a busy machine changes nothing."""
MEGABYTES = 500
ENDS = {0, 1, 2, EXIT_NOTHING_SELECTED, 4}

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
ODD_TEXT = ("a+b+c", "\ud800", "\x00", "\x1b[31m", "\u202e", "", "x" * 5000, "chrome:beta@linux", "../../etc", "{a,{b}")
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.sampled_from(ODD_TEXT),
    st.lists(st.integers(), max_size=3), st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)  # fmt: skip


def call(*words: str) -> str:
    """Call the command; give what it says on standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _deadline():
        code = main(list(words))
    told = err.getvalue()
    assert code in ENDS, (code, told, words)
    assert "Traceback" not in told + out.getvalue()
    return told


@contextlib.contextmanager
def _deadline() -> Iterator[None]:
    """Raise in a call that takes too much time of a processor."""

    def late(*_: object) -> None:
        raise AssertionError(f"more than {SECONDS} s")

    signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every value inside a document."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value[:3]):
            yield from places(inner, (*path, place))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Give a copy of a document in which one value is another."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict):
        return {each: changed(inner, tuple(rest), new) if each == key else inner for each, inner in value.items()}
    return [changed(inner, tuple(rest), new) if place == key else inner for place, inner in enumerate(value)]


def documents(good: Any) -> st.SearchStrategy[Any]:
    """Give a good document in which one or two values are odd."""
    every = list(places(good))

    def both(changes: list[tuple[tuple[Any, ...], Any]]) -> Any:
        found = good
        for path, new in changes:
            with contextlib.suppress(TypeError):  # the second change may be inside what the first took away
                found = changed(found, path, new)
        return found

    return st.lists(st.tuples(st.sampled_from(every), ODD), min_size=1, max_size=2).map(both)


def written(text: str | bytes, file: Path) -> None:
    """Write a file as it comes."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def yaml_texts(good: str) -> st.SearchStrategy[str | bytes]:
    """Give YAML that is odd in its values, its text or its bytes."""
    values = documents(yaml.safe_load(good)).map(lambda value: yaml.safe_dump(value, allow_unicode=False))
    cut = st.tuples(st.integers(0, len(good)), st.sampled_from(["\t", "]", "*x", "&a", "!!x ", "{", "'", "\x00", "- "]))
    torn = cut.map(lambda both: good[: both[0]] + both[1] + good[both[0] :])
    return st.one_of(values, torn, st.binary(max_size=60), st.text(max_size=60))


def fuzz_matrix() -> None:
    """Change matrix.yaml."""

    @_settings
    @given(yaml_texts(MATRIX + "suites: ['*']\ncompare: [{reference: '*', with: '*'}]\n"))
    @example(LAUGHS)
    @example("[" * 5000)
    @example("a: " * 60_000)
    @example(f"version: 1\nbrowsers: {list(range(9_000))}\n")
    def fuzz(text: str | bytes) -> None:
        written(text, Path("fuzzed.yaml"))
        for line in filter(None, call("validate", "--matrix", "fuzzed.yaml").removeprefix("rtcmatrix: ").splitlines()):
            assert re.match(r'("?fuzzed\.yaml"?(:\d+)?[: ]|`rtcmatrix checks`)', line), line

    fuzz()


def fuzz_known() -> None:
    """Change the known differences."""

    @_settings
    @given(yaml_texts(KNOWN))
    @example(LAUGHS)
    @example("- " * 60_000)
    def fuzz(text: str | bytes) -> None:
        written(text, Path("suites", "known-differences.yaml"))
        told = call("known", "list")
        assert not told or re.match(r"rtcmatrix: .*known-differences\.yaml(:\d+)?[: ]", told), told

    fuzz()


def json_files(good: Any, file: str, *calls: tuple[str, ...]) -> Callable[[], None]:
    """Make the fuzzing of a JSON file, which each of the calls reads."""

    def run() -> None:
        whole = json.dumps(good)
        torn = st.tuples(st.integers(0, len(whole)), st.text(max_size=3)).map(
            lambda both: whole[: both[0]] + both[1] + whole[both[0] + 1 :]
        )

        @_settings
        @given(st.one_of(documents(good).map(json.dumps), torn, st.binary(max_size=60)))
        @example("[" * 100_000)
        @example('{"a":' * 100_000)
        @example("9" * 100_000)
        def fuzz(text: str | bytes) -> None:
            written(text, Path(file))
            for words in calls:
                call(*words)

        fuzz()

    return run


_settings = settings(
    derandomize=True, max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
RUN = to_json(three_browsers())
SAVED = {
    "format": 1,
    "kind": "observations",
    "userAgent": "Mozilla/5.0 Firefox/150.0",
    "platform": "Linux",
    "savedAt": "2026-11-30T10:00:00Z",
    "records": {"a/b.js": {"facts": {"n": 1}, "duration": 0.5, "console": [{"level": "error", "text": "x"}]}},
}
WPT = {
    "run_info": {"product": "firefox", "browser_version": "150.0", "os": "linux", "revision": "abc"},
    "time_start": 1,
    "time_end": 2,
    "results": [
        {
            "test": "/webrtc/a.html",
            "status": "OK",
            "message": None,
            "duration": 5,
            "subtests": [{"name": "s", "status": "FAIL", "message": "no", "expected": "PASS"}],
        }
    ],
}
BASELINE = {
    "format": 1,
    "kind": "baseline",
    "browser": RUN["browsers"][0],
    "provenance": RUN["provenances"][0],
    "checks": {"a/b": {"status": "PASS", "outcome": "expected", "version": "1", "probe": "a/b.js"}},
    "probes": {"a/b.js": {"facts": {"n": 1}, "repeats": 2, "metrics": {"fps": [1, 2]}}},
}
KINDS = {
    "matrix": fuzz_matrix,
    "known": fuzz_known,
    "runs": json_files(
        RUN, "run.json", ("compare", "run.json"), ("report", "run.json", "--format", "markdown"),
        ("report", "run.json", "--format", "json", "--out", "out.json"),
    ),
    "baselines": json_files(
        BASELINE, "reports/baselines/main/one.json", ("baseline", "show"), ("compare", "reports/baselines/main")
    ),
    "saved": json_files(SAVED, "saved.json", ("import", "saved.json"), ("compare", "saved.json")),
    "wptreports": json_files(WPT, "wpt.json", ("import", "wpt.json")),
}  # fmt: skip


def begin(kind: str) -> None:
    """Limit this process, make a project and fuzz in it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 1_000_000, MEGABYTES * 1_000_000))
    with tempfile.TemporaryDirectory() as folder:
        build_project(Path(folder))
        Path(folder, "reports", "baselines", "main").mkdir(parents=True)
        os.chdir(folder)
        try:
            KINDS[kind]()
        finally:
            os.chdir("/")


if __name__ == "__main__":
    begin(sys.argv[1])
