"""Files that are no YAML, hold no matrix or are no files are reported, and their content is escaped."""

import os
import re
from pathlib import Path

import pytest
from made_up_matrices import complaint

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix import load_matrix

BAD: dict[str, tuple[str | bytes, str]] = {
    "syntax": (
        "version: 1\nbrowsers: [\n",
        "matrix.yaml:3: not valid YAML: while parsing a flow node, expected the node content, but found '<stream end>'",
    ),
    "tab": (
        "version: 1\nbrowsers:\n\t- name: chrome\n",
        (
            "matrix.yaml:3: not valid YAML: while scanning for the next token, "
            "found character '\\t' that cannot start any token"
        ),
    ),
    "a tag that makes objects": (
        "version: !!python/object/apply:os.system [id]\n",
        (
            "matrix.yaml:1: not valid YAML: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/object/apply:os.system'"
        ),
    ),
    "unknown alias": (
        "version: 1\nbrowsers: *nobody\n",
        "matrix.yaml:2: not valid YAML: found undefined alias 'nobody'",
    ),
    "an alias inside itself": (
        "version: 1\nbrowsers: &a [*a]\n",
        "matrix.yaml:2: not valid YAML: an alias refers to an anchor that contains it",
    ),
    "two documents": (
        "version: 1\n---\nversion: 1\n",
        "matrix.yaml:2: not valid YAML: expected a single document in the stream, but found another document",
    ),
    "a day that is none": (
        "version: 2001-99-99\n",
        (
            'matrix.yaml:1: "2001-99-99" without quotes is read as a date; quote it for the text, or write a '
            "day as 2027-01-31"
        ),
    ),
    "empty": ("", "matrix.yaml:1: the file is empty; expected a mapping with version and browsers"),
    "only a comment": ("# no\n", "matrix.yaml:1: the file is empty; expected a mapping with version and browsers"),
    "a list": ("- 1\n", 'matrix.yaml:1: the file holds "[1]"; expected a mapping with version and browsers'),
    "text": ("chrome\n", 'matrix.yaml:1: the file holds "chrome"; expected a mapping with version and browsers'),
    "not UTF-8": (b"version: 1\n# \xe4\n", "matrix.yaml:2: not UTF-8 text; save the file as UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    text, expected = BAD[name]
    assert complaint(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "[" * 5000,
        "a: " * 3000,
        "version: " + "9" * 5000 + "\n",
        "version: 1\x00\n",
        "? [a, b]\n: 1\n",
        "? {a: b}\n: 1\n",
        "{}: 1\n",
        "version: 1\nbrowsers: {chrome: [stable]}\n",
        "version: 1\nbrowsers: [[]]\n",
        "version: 1\nbrowsers: [null]\n",
        "version: 1\nbrowsers: [{name: [chrome], channels: {a: b}, flags: 3, prefs: [], versions: x}]\n",
        "version: 1\nbrowsers: [{name: chrome, channels: [[stable], {a: b}, 1, null]}]\n",
        "version: 1\nbrowsers: [{name: chrome, channels: []}]\nexclude: x\ninclude: 1\ncompare: {}\nsuites: []\n",
        "version: 1\nbrowsers: [{name: edge, channels: [dev]}]\ncompare: [1]\nsuites: [1]\nlimits: []\nexclude: [1]\n",
        "version: 1\nbrowsers: [{name: chrome, channels: [dev]}]\nexclude: ['" + "{a,b}" * 10 + "']\n",
        "version: 1.0\nbrowsers: [{name: chrome, channels: [dev]}]\n",
        "version: true\nbrowsers: [{name: chrome, channels: [dev]}]\n",
        "%YAML 9.9\n---\na\n",
        "\x85",
        "'",
        "!!set {a, b}\n",
        "!!binary x\n",
        "version: !!int x\n",
        "version: !!float x\n",
        "=: 1\n",
        "<<: 1\n",
    ],
)
def test_any_content_is_reported_and_raises_no_other_error(tmp_path: Path, text: str) -> None:
    for line in complaint(tmp_path, text):
        assert re.match(r"matrix\.yaml(:\d+)?: .", line)
        assert len(line) < 600


def test_a_missing_file_and_a_folder_are_reported(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r'none\.yaml" cannot be read: no such file or directory; name another'
    ):
        load_matrix(tmp_path / "none.yaml")
    with pytest.raises(ConfigurationError, match=r'is a folder; name the file in it, ".*matrix\.yaml"'):
        load_matrix(tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_matrix(tmp_path / "a\0b")
    (tmp_path / "big.yaml").write_bytes(b"#" * 200_001)
    with pytest.raises(ConfigurationError, match="has more than 200,000 bytes; expected 200,000 at most"):
        load_matrix(tmp_path / "big.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_may_never_end_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(ConfigurationError, match=r'pipe\.yaml" is a pipe; expected a file; name another'):
        load_matrix(tmp_path / "pipe.yaml")
    for device in ("/dev/zero", "/dev/null"):
        with pytest.raises(ConfigurationError, match=f'"{device}" is a device; expected a file'):
            load_matrix(Path(device))


def test_values_that_aliases_multiply_are_refused_before_they_are_made(tmp_path: Path) -> None:
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert complaint(tmp_path, laughs) == ["matrix.yaml:5: not valid YAML: expands to more than 20000 values"]
