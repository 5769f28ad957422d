"""The catalog of probes: META lines, and errors for invalid ones."""

import json
from pathlib import Path

import pytest

from rtcmatrix import cli
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.probes import Probe, catalog_json, read_catalog, read_probe
from rtcmatrix.gather.stages import STAGES

END = "export default async function (rtc) { return { facts: {} }; }\n"


def write(folder: Path, text: str, name: str = "area/probe.js") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, *lines: str) -> Probe:
    return read_probe(write(folder, "\n".join((*lines, END))), folder)


def test_the_first_comment_line_is_the_title_and_the_rest_has_defaults(tmp_path: Path) -> None:
    probe = read(tmp_path, "// Lists devices.", "// https://example.test/spec")
    assert probe == Probe(path="area/probe.js", title="Lists devices.")
    assert (probe.area, probe.origin, probe.alone, probe.spoils) == ("area", "localhost", False, False)
    assert (probe.timeout, probe.headers) == (None, ())


def test_every_kind_of_meta_line_is_read(tmp_path: Path) -> None:
    probe = read(
        tmp_path,
        "// Does something.",
        "// META: alone",
        "//META:spoils",
        "// META: stage=screen",
        "// META: origin = https",
        "// META: timeout=30.5",
        "// META: header=Permissions-Policy: camera=(), microphone=(self)",
        "// META: header=X-Other: a: b",
    )
    assert (probe.alone, probe.spoils, probe.origin, probe.timeout) == (True, True, "https", 30.5)
    assert probe.stage == "screen"
    assert probe.headers == (("Permissions-Policy", "camera=(), microphone=(self)"), ("X-Other", "a: b"))


def test_only_the_leading_comment_counts(tmp_path: Path) -> None:
    probe = read(tmp_path, "// Title.", "", "// META: alone", "// META: nonsense")
    assert not probe.alone


@pytest.mark.parametrize(
    "wrong",
    [
        "alonee",
        "alone=yes",
        "spoils=1",
        "stage=moon",
        "origin=ftp",
        "origin",
        "timeout=0",
        "timeout=-3",
        "timeout=soon",
        "timeout=²",
        "timeout=.",
        "header=Permissions-Policy",
        "header=: camera=()",
        "header=Two Words: x",
        "",
    ],
)
def test_an_invalid_meta_line_is_reported_with_file_line_and_allowed_values(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, "// Title.", "// more", f"// META: {wrong}")
    assert str(caught.value) == (
        f'{tmp_path}/area/probe.js:3: "{wrong}" is not understood; allowed are: alone, spoils, pair, '
        f"origin=localhost|insecure|https, stage={'|'.join(STAGES)}, timeout=SECONDS, "
        "header=Name: value"
    )


@pytest.mark.parametrize("text", ["", END, "\n// Too late.\n", "// META: alone\n" + END, "//\n" + END])
def test_a_probe_without_a_title_is_rejected(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"area/probe\.js:1: a probe begins with a comment line \(// \.\.\.\)"):
        read_probe(write(tmp_path, text), tmp_path)


def test_a_probe_that_is_not_utf8_is_rejected(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    file.write_bytes(b"// Caf\xe9\n")
    with pytest.raises(ConfigurationError, match=r"area/probe\.js: not UTF-8"):
        read_probe(file, tmp_path)


def test_the_catalog_has_every_probe_sorted_by_path(tmp_path: Path) -> None:
    for name in ("b/two.js", "a/deep/one.js", "b/one.js"):
        write(tmp_path, f"// {name}\n{END}", name)
    write(tmp_path, "not a probe", "b/readme.md")
    (tmp_path / "folder.js").mkdir()
    assert [(path, probe.title) for path, probe in read_catalog(tmp_path).items()] == [
        ("a/deep/one.js", "a/deep/one.js"),
        ("b/one.js", "b/one.js"),
        ("b/two.js", "b/two.js"),
    ]


def test_the_catalog_as_json(tmp_path: Path) -> None:
    write(tmp_path, "// Title.\n// META: timeout=7\n// META: header=A: b\n", "codecs/x.js")
    assert json.loads(catalog_json(read_catalog(tmp_path))) == {
        "format": 1,
        "probes": [
            {
                "path": "codecs/x.js",
                "area": "codecs",
                "title": "Title.",
                "origin": "localhost",
                "alone": False,
                "spoils": False,
                "stage": None,
                "pair": False,
                "timeout": 7,
                "headers": [["A", "b"]],
            }
        ],
    }


def test_the_command_lists_the_probes_and_writes_the_catalog(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    probes = tmp_path / "pages" / "probes"
    write(probes, "// Lists devices.\n" + END)
    matrix = ["--matrix", str(tmp_path / "matrix.yaml")]
    assert cli.main(["probes", *matrix]) == 0
    assert capsys.readouterr().out == "area/probe.js: Lists devices.\n"
    assert cli.main(["probes", "--write", *matrix]) == 0
    assert (tmp_path / "pages" / "probes.json").read_text() == catalog_json(read_catalog(probes))
