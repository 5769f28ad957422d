"""matrix.yaml read: what a good file means, and every fault of a bad one with its line."""

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix import Limits, Matrix, find_matrix, load_matrix
from rtcmatrix.matrix.schema import SCHEMA_FILE, schema_text

ROOT = Path(__file__).parents[3]


def read(folder: Path, text: str | bytes) -> Matrix:
    file = folder / "matrix.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_matrix(file)


def complaint(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{folder}/", "").splitlines()


GOOD = """\
version: 1
browsers:
  - name: chrome
    channels: [stable, beta]
    flags: [--lang=de]
    prefs: {intl.accept_languages: de, a.b: true, n: 3}
    required: true
  - {name: chromium, versions: [150], headless: false, provider: debian}
  - {name: firefox, channels: [esr, nightly]}
exclude: ["firefox:night*"]
include:
  - {name: edge, channels: [beta]}
suites: ["getusermedia/*"]
limits: {workers: 2, lanes: 1, start_timeout: 5, page_load_timeout: 1.5, script_timeout: 2, probe_timeout: 3}
compare:
  - {reference: "chrome:*", with: "edge:*", same: selector}
  - {reference: chrome:stable, with: "{chrome,edge}:beta"}
"""


def test_a_good_file_becomes_a_matrix(tmp_path: Path) -> None:
    matrix = read(tmp_path, GOOD)
    addresses = [browser.address for browser in matrix.browsers]
    assert addresses == ["chrome:stable", "chrome:beta", "chromium:150", "firefox:esr", "edge:beta"]
    chrome, chromium = matrix.browsers[0], matrix.browsers[2]
    assert (chrome.channel, chrome.version, chrome.required) == ("stable", None, True)
    assert chrome.flags == ("--lang=de",)
    assert chrome.prefs == {"intl.accept_languages": "de", "a.b": True, "n": 3}
    assert (chromium.channel, chromium.version, chromium.headless, chromium.provider) == (None, "150", False, "debian")
    assert matrix.suites == ("getusermedia/*",)
    assert matrix.limits == Limits(
        workers=2, lanes=1, start_timeout=5, page_load_timeout=1.5, script_timeout=2, probe_timeout=3
    )
    assert matrix.compare == (
        ("chrome:beta", "edge:beta"),
        ("chrome:stable", "chrome:beta"),
        ("chrome:stable", "edge:beta"),
    )
    assert matrix.root == tmp_path.resolve()
    assert matrix.digest == hashlib.sha256(GOOD.encode()).hexdigest()


def test_pairs_by_milestone_are_kept_until_versions_are_known(tmp_path: Path) -> None:
    browsers = "version: 1\nbrowsers:\n- {name: chrome, channels: [stable, beta]}\n- {name: edge, channels: [stable]}\n"
    by_milestone = '- {reference: "chrome:*", with: "edge:*", by: milestone}\n'
    plain = "- {reference: chrome:stable, with: edge:stable}\n"
    matrix = read(tmp_path, f"{browsers}compare:\n{by_milestone}")
    assert matrix.compare == matrix.by_milestone == (("chrome:stable", "edge:stable"), ("chrome:beta", "edge:stable"))
    matrix = read(tmp_path, f"{browsers}compare:\n{by_milestone}{plain}")
    assert matrix.by_milestone == (("chrome:beta", "edge:stable"),)
    assert len(matrix.compare) == 2


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    matrix = read(tmp_path, "version: 1\nbrowsers:\n- {name: edge, channels: [stable, dev, beta]}\n")
    assert matrix.limits == Limits()
    assert matrix.suites == ("*",)
    assert matrix.compare == (("edge:stable", "edge:dev"), ("edge:stable", "edge:beta"))
    assert matrix.browsers[0].provider == "auto"


@pytest.mark.parametrize(
    ("written", "version"),
    [("150", "150"), ("150.0", "150.0"), ("150.10", "150.10"), ('"150.0.7871.100"', "150.0.7871.100")],
)
def test_a_version_is_what_was_written(tmp_path: Path, written: str, version: str) -> None:
    matrix = read(tmp_path, f"version: 1\nbrowsers: [{{name: chromium, versions: [{written}]}}]\n")
    assert matrix.browsers[0].version == version


def test_anchors_merge_keys_and_a_byte_order_mark_are_taken(tmp_path: Path) -> None:
    text = "\ufeffversion: 1\r\nbrowsers:\r\n- &a {name: chrome, channels: [beta]}\r\n- {<<: *a, channels: [dev]}\r\n"
    assert [browser.address for browser in read(tmp_path, text).browsers] == ["chrome:beta", "chrome:dev"]


def entry(text: str) -> str:
    return f"version: 1\nbrowsers:\n  - {{{text}}}\n"


BAD: dict[str, tuple[str | bytes, str]] = {
    "two ways to pair": (
        entry("name: chrome, channels: [stable, dev]")
        + 'compare:\n  - {reference: "*", with: "*", same: selector, by: milestone}\n',
        "matrix.yaml:5: compare[0].by: stands beside same; expected one of them",
    ),
    "another way to pair": (
        entry("name: chrome, channels: [stable, dev]") + 'compare:\n  - {reference: "*", with: "*", by: milestones}\n',
        (
            'matrix.yaml:5: compare[0].by: "milestones" is not a way to pair; allowed: milestone; '
            'did you mean "milestone"?'
        ),
    ),
    "misspelt channel": (
        "version: 1\nbrowsers:\n  - name: chrome\n    channels:\n      - stable\n\n      - canry\n",
        (
            'matrix.yaml:7: browsers[0].channels[1]: "canry" is not a channel of chrome; '
            'allowed: stable, beta, dev, canary; did you mean "canary"?'
        ),
    ),
    "another browser's channel": (
        entry("name: firefox, channels: [dev]"),
        (
            'matrix.yaml:3: browsers[0].channels[0]: "dev" is not a channel of firefox; '
            "allowed: esr, stable, beta, nightly"
        ),
    ),
    "misspelt browser": (
        entry("name: crome, channels: [stable]"),
        (
            'matrix.yaml:3: browsers[0].name: "crome" is not a browser; allowed: chrome, edge, chromium, firefox; '
            'did you mean "chrome"?'
        ),
    ),
    "misspelt field": (
        entry("name: chrome, chanels: [stable], channels: [dev]"),
        (
            'matrix.yaml:3: browsers[0].chanels: "chanels" is not known here; allowed: name, channels, versions, '
            'provider, headless, flags, prefs, required, binary, driver; did you mean "channels"?'
        ),
    ),
    "misspelt field at the top": (
        entry("name: chrome, channels: [dev]") + "limit: {}\n",
        (
            'matrix.yaml:4: limit: "limit" is not known here; allowed: version, browsers, include, exclude, suites, '
            'pairs, limits, compare; did you mean "limits"?'
        ),
    ),
    "misspelt limit": (
        entry("name: chrome, channels: [dev]") + "limits:\n  lane: 3\n",
        (
            'matrix.yaml:5: limits.lane: "lane" is not known here; allowed: workers, lanes, start_timeout, '
            'page_load_timeout, script_timeout, probe_timeout; did you mean "lanes"?'
        ),
    ),
    "misspelt provider": (
        entry("name: chrome, channels: [dev], provider: debain"),
        (
            'matrix.yaml:3: browsers[0].provider: "debain" is not a provider; '
            'allowed: auto, installed, selenium_manager, debian; did you mean "debian"?'
        ),
    ),
    "version of the form": (
        "version: 2\nbrowsers: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:1: version: "2" is not a version of this form; allowed: 1',
    ),
    "no version of the form": (
        "browsers: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:1: "version" is missing; expected the version of this form: 1',
    ),
    "no browser": (
        "version: 1\nbrowsers: []\n",
        'matrix.yaml:2: browsers: "[]" is not allowed; expected at least one',
    ),
    "nothing where a list belongs": (
        "version: 1\nbrowsers:\n",
        'matrix.yaml:2: browsers: "null" is not allowed; expected a list',
    ),
    "text where a mapping belongs": (
        "version: 1\nbrowsers: [chrome]\n",
        'matrix.yaml:2: browsers[0]: "chrome" is not allowed; expected a mapping',
    ),
    "a number where text belongs": (
        entry("name: 7, channels: [stable]"),
        'matrix.yaml:3: browsers[0].name: "7" is not allowed; expected text',
    ),
    "text where yes or no belongs": (
        entry("name: chrome, channels: [dev], headless: maybe"),
        'matrix.yaml:3: browsers[0].headless: "maybe" is not allowed; expected true or false',
    ),
    "neither channels nor versions": (
        entry("name: chrome"),
        "matrix.yaml:3: browsers[0]: neither channels nor versions is given; expected one of them",
    ),
    "channels and versions": (
        entry("name: chrome, channels: [dev], versions: [150]"),
        "matrix.yaml:3: browsers[0].versions: stands beside channels; expected one of them (write two entries)",
    ),
    "no version at all": (
        entry("name: chrome, versions: [newest]"),
        (
            'matrix.yaml:3: browsers[0].versions[0]: "newest" is not allowed; '
            'expected a version or its beginning, "150" or "150.0.7871"'
        ),
    ),
    "a truth value as version": (
        entry("name: chrome, versions: [yes]"),
        'matrix.yaml:3: browsers[0].versions[0]: "true" is not allowed; expected text',
    ),
    "not a flag": (
        entry("name: chrome, channels: [dev], flags: [lang=de]"),
        (
            'matrix.yaml:3: browsers[0].flags[0]: "lang=de" is not a command-line flag; '
            'expected it to start with "-", as in "--lang=de"'
        ),
    ),
    "not a preference's value": (
        entry("name: firefox, channels: [esr], prefs: {a: [1]}"),
        (
            'matrix.yaml:3: browsers[0].prefs.a: "[1]" is not a preference\'s value; '
            "allowed: true, false, a whole number, text"
        ),
    ),
    "a number as preference": (
        entry("name: firefox, channels: [esr], prefs: {1: a}"),
        'matrix.yaml:3: browsers[0].prefs.1: "1" is not a name; expected text, in quotes if need be',
    ),
    "a number as field": (
        "version: 1\nbrowsers: [{name: chrome, channels: [dev]}]\n7: x\n",
        'matrix.yaml:3: 7: "7" is not a name; expected text, in quotes if need be',
    ),
    "given twice": (
        entry("name: chrome, channels: [dev]") + "\n  - {name: chrome, channels: [beta, dev]}\n",
        'matrix.yaml:5: browsers[1].channels[1]: "chrome:dev" is given twice; the first is in line 3',
    ),
    "a number and its text given twice": (
        entry('name: chromium, versions: [150, "150"]'),
        'matrix.yaml:3: browsers[0].versions[1]: "chromium:150" is given twice; the first is in line 3',
    ),
    "given again by include": (
        entry("name: chrome, channels: [dev]") + "include: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:4: include[0].channels[0]: "chrome:dev" is given twice; the first is in line 3',
    ),
    "key twice": (
        "version: 1\nbrowsers: []\nversion: 1\n",
        'matrix.yaml:3: "version" is given twice; the first is in line 1',
    ),
    "exclude that hits nothing": (
        entry("name: chrome, channels: [dev]") + "exclude: [chrom:dev]\n",
        (
            'matrix.yaml:4: exclude[0]: "chrom:dev" names no browser of this file; it has: chrome:dev; '
            'did you mean "chrome:dev"?'
        ),
    ),
    "exclude that hits everything": (
        entry("name: chrome, channels: [dev]") + 'exclude: ["*"]\n',
        "matrix.yaml:4: exclude: takes every browser away; expected at least one to stay",
    ),
    "compare that hits nothing": (
        entry("name: chrome, channels: [dev, beta]") + "compare:\n- reference: chrome:dev\n  with: chrome:bta\n",
        (
            'matrix.yaml:6: compare[0].with: "chrome:bta" names no browser of this file; it has: '
            'chrome:dev, chrome:beta; did you mean "chrome:beta"?'
        ),
    ),
    "braces that stay open": (
        entry("name: chrome, channels: [dev]") + 'exclude: ["{chrome:dev"]\n',
        'matrix.yaml:4: exclude[0]: pattern "{chrome:dev" has a "{" that is never closed',
    ),
    "half a comparison": (
        entry("name: chrome, channels: [dev]") + "compare: [{reference: chrome:dev}]\n",
        'matrix.yaml:4: compare[0]: "with" is missing; expected what is compared, "chrome:{beta,dev}"',
    ),
    "workers": (
        entry("name: chrome, channels: [dev]") + "limits: {workers: many}\n",
        'matrix.yaml:4: limits.workers: "many" is not a number of workers; allowed: auto, or 1 and more',
    ),
    "no lane": (
        entry("name: chrome, channels: [dev]") + "limits: {lanes: 0}\n",
        'matrix.yaml:4: limits.lanes: "0" is not allowed; expected 1 or more',
    ),
    "no time": (
        entry("name: chrome, channels: [dev]") + "limits: {probe_timeout: 0}\n",
        'matrix.yaml:4: limits.probe_timeout: "0" is not allowed; expected more than 0',
    ),
    "endless time": (
        entry("name: chrome, channels: [dev]") + "limits: {probe_timeout: .inf}\n",
        'matrix.yaml:4: limits.probe_timeout: ".inf" is not allowed; expected a finite number',
    ),
    "one binary for two": (
        entry("name: chrome, channels: [dev, beta], binary: /opt/c"),
        'matrix.yaml:3: browsers[0].binary: "/opt/c" is one build; expected one channel or version beside it',
    ),
    "a binary for a provider that brings its own": (
        entry("name: chromium, channels: [stable], binary: /opt/c, provider: debian"),
        'matrix.yaml:3: browsers[0].binary: "/opt/c" means nothing to provider debian; allowed with: auto, installed',
    ),
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
        "matrix.yaml:2: not valid YAML: an alias stands inside its own anchor",
    ),
    "two documents": (
        "version: 1\n---\nversion: 1\n",
        "matrix.yaml:2: not valid YAML: expected a single document in the stream, but found another document",
    ),
    "a day that is none": (
        "version: 2001-99-99\n",
        "matrix.yaml: not valid YAML: month must be in 1..12",
    ),
    "empty": ("", "matrix.yaml:1: the file is empty; expected a mapping with version and browsers"),
    "only a comment": ("# no\n", "matrix.yaml:1: the file is empty; expected a mapping with version and browsers"),
    "a list": ("- 1\n", 'matrix.yaml:1: the file holds "[1]"; expected a mapping with version and browsers'),
    "text": ("chrome\n", 'matrix.yaml:1: the file holds "chrome"; expected a mapping with version and browsers'),
    "not UTF-8": (b"version: 1\n# \xe4\n", "matrix.yaml:2: not UTF-8 text; save the file as UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    text, expected = BAD[name]
    assert complaint(tmp_path, text) == [expected]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = """\
version: 3
browsers:
  - name: chrome
    channels: [canry, stable, stabel]
    headles: true
  - name: opera
  - {name: edge, channels: [beta, beta]}
limits: {lanes: none}
"""
    told = complaint(tmp_path, text)
    places = [re.sub(r"^matrix\.yaml:(\d+): (\S+):.*", r"\1 \2", line) for line in told]
    assert places == [
        "1 version",
        "4 browsers[0].channels[0]",
        "4 browsers[0].channels[2]",
        "5 browsers[0].headles",
        "6 browsers[1]",
        "6 browsers[1].name",
        "7 browsers[2].channels[1]",
        "8 limits.lanes",
    ]


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
def test_whatever_stands_in_the_file_is_told_and_never_escapes(tmp_path: Path, text: str) -> None:
    for line in complaint(tmp_path, text):
        assert re.match(r"matrix\.yaml(:\d+)?: .", line)
        assert len(line) < 600


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r'none\.yaml" cannot be read: no such file or directory; name another'
    ):
        load_matrix(tmp_path / "none.yaml")
    with pytest.raises(ConfigurationError, match=r'is a folder; name the file in it, ".*matrix\.yaml"'):
        load_matrix(tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_matrix(tmp_path / "a\0b")
    (tmp_path / "big.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigurationError, match="has 1000001 bytes; expected 1000000 at most"):
        load_matrix(tmp_path / "big.yaml")


def test_the_nearest_matrix_upward_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "matrix.yaml").write_text("version: 1\n")
    assert find_matrix(inner) == (tmp_path / "matrix.yaml").resolve()
    (tmp_path / "a" / "matrix.yaml").write_text("version: 1\n")
    assert find_matrix(inner) == (tmp_path / "a" / "matrix.yaml").resolve()


def test_no_matrix_says_what_to_do() -> None:
    with pytest.raises(
        ConfigurationError, match=r"there is no matrix\.yaml in .*; go to the project's folder or name one"
    ):
        find_matrix(Path("/proc"))


def test_auto_workers_are_one_a_browser_as_far_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert [Limits().count_workers(browsers) for browsers in (0, 1, 3, 9)] == [1, 1, 3, 4]
    assert Limits(workers=7).count_workers(2) == 7


def test_the_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "the schema is stale: run `python -m rtcmatrix.matrix.schema`"
    )


def test_the_schema_and_the_reader_agree(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    validator.check_schema(validator.schema)
    assert validator.is_valid(yaml.safe_load(GOOD))
    for name in (
        "misspelt channel",
        "misspelt browser",
        "misspelt field",
        "neither channels nor versions",
        "no lane",
        "two ways to pair",
    ):
        assert not validator.is_valid(yaml.safe_load(str(BAD[name][0]))), name


def test_the_shipped_matrix_holds_what_the_project_promises() -> None:
    matrix = load_matrix(ROOT / "matrix.yaml")
    channels = ("stable", "beta", "dev", "canary")
    assert [browser.address for browser in matrix.browsers] == [
        *(f"{name}:{channel}" for name in ("chrome", "edge") for channel in channels),
        *("chromium:stable", "chromium:150", "firefox:esr"),
    ]
    assert not any(browser.required for browser in matrix.browsers if browser.name in {"chrome", "edge"})
    assert set(matrix.compare) == {
        *((f"{name}:stable", f"{name}:{channel}") for name in ("chrome", "edge") for channel in channels[1:]),
        *((f"chrome:{one}", f"edge:{other}") for one in channels for other in channels),
        ("chromium:stable", "chromium:150"),
        ("chromium:stable", "firefox:esr"),
    }
    assert set(matrix.by_milestone) == {(f"chrome:{one}", f"edge:{other}") for one in channels for other in channels}
    first = (ROOT / "matrix.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / named).resolve() == SCHEMA_FILE.resolve()
