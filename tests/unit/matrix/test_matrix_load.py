"""matrix.yaml found and read: what a good file becomes."""

from pathlib import Path

import pytest
from made_up_matrices import GOOD, complaint, read

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix import Limits, Mirror, ProviderSettings, find_matrix


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
    mirrors = {
        "chrome": Mirror(browser="https://user:t0ken@mirror.test/chrome/", driver="http://mirror.test:8080/driver"),
        "firefox": Mirror(browser="https://mirror.test/firefox/"),
    }
    assert matrix.providers == ProviderSettings(mirrors=mirrors)
    assert "t0ken" not in repr(matrix)
    assert matrix.compare == (
        ("chrome:beta", "edge:beta"),
        ("chrome:stable", "chrome:beta"),
        ("chrome:stable", "edge:beta"),
    )
    assert matrix.root == tmp_path.resolve()


def test_the_digest_is_of_what_the_file_means(tmp_path: Path) -> None:
    digest = read(tmp_path, GOOD).digest
    same = (
        "# a comment\n" + GOOD,
        GOOD.replace("[150]", '["150"]'),
        GOOD + "pairs: none\n",
        "\ufeff" + GOOD,
        GOOD.replace("t0ken", "other"),
    )
    assert {read(tmp_path, text).digest for text in same} == {digest}
    others = (
        GOOD.replace("[150]", "[151]"),
        GOOD.replace("workers: 2", "workers: 3"),
        GOOD.replace("getusermedia/*", "codecs/*"),
        GOOD + "pairs: all\n",
        GOOD.replace("[stable, beta]", "[beta, stable]"),
    )
    assert len({digest, *(read(tmp_path, text).digest for text in others)}) == 6


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("150.10", "the number 150.1"),
        ("1_000", "the number 1000"),
        ("017", "the number 15"),
        ("0x1f", "the number 31"),
        ("0b11", "the number 3"),
        ("+5", "the number 5"),
        ("1:30", "the number 90"),
        ("1:30.5", "the number 90.5"),
        ("1.", "the number 1.0"),
        ("0o17", "text here and as a number by other programs"),
        ("1e3", "text here and as a number by other programs"),
        ("on", "true"),
        ("Yes", "true"),
        ("no", "false"),
        ("off", "false"),
        ("~", "null"),
        ("2027-01-31 10:00:00", "a date"),
        ("2001-99-99", "a date"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_is_written_is_refused(tmp_path: Path, written: str, read_as: str) -> None:
    def matrix(value: str) -> str:
        return f"version: 1\nbrowsers:\n- name: firefox\n  channels: [esr]\n  prefs:\n    a.b: {value}\n"

    [line] = complaint(tmp_path, matrix(written))
    assert line.startswith(f'matrix.yaml:6: "{written}" without quotes is read as {read_as}; quote it')
    assert read(tmp_path, matrix(f'"{written}"')).browsers[0].prefs == {"a.b": written}


@pytest.mark.parametrize(
    ("written", "value"), [("true", True), ("12", 12), ("-3", -3), ("de", "de"), ("1.2.3", "1.2.3")]
)
def test_what_is_read_as_it_is_written_needs_no_quotes(tmp_path: Path, written: str, value: object) -> None:
    matrix = read(tmp_path, f"version: 1\nbrowsers: [{{name: firefox, channels: [esr], prefs: {{a.b: {written}}}}}]\n")
    assert matrix.browsers[0].prefs == {"a.b": value}


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
    [("150", "150"), ("150.0", "150.0"), ('"150.10"', "150.10"), ('"150.0.7871.100"', "150.0.7871.100")],
)
def test_a_version_is_what_was_written(tmp_path: Path, written: str, version: str) -> None:
    matrix = read(tmp_path, f"version: 1\nbrowsers: [{{name: chromium, versions: [{written}]}}]\n")
    assert matrix.browsers[0].version == version


def test_anchors_merge_keys_and_a_byte_order_mark_are_taken(tmp_path: Path) -> None:
    text = "\ufeffversion: 1\r\nbrowsers:\r\n- &a {name: chrome, channels: [beta]}\r\n- {<<: *a, channels: [dev]}\r\n"
    assert [browser.address for browser in read(tmp_path, text).browsers] == ["chrome:beta", "chrome:dev"]


def test_the_nearest_matrix_upward_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "matrix.yaml").write_text("version: 1\n")
    assert find_matrix(inner) == (tmp_path / "matrix.yaml").resolve()
    (tmp_path / "a" / "matrix.yaml").write_text("version: 1\n")
    assert find_matrix(inner) == (tmp_path / "a" / "matrix.yaml").resolve()


def test_no_matrix_says_what_to_do() -> None:
    with pytest.raises(
        ConfigurationError, match=r"there is no matrix\.yaml in .*; change to the folder of the project or name"
    ):
        find_matrix(Path("/proc"))


def test_auto_workers_are_one_a_browser_as_far_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert [Limits().count_workers(browsers) for browsers in (0, 1, 3, 9)] == [1, 1, 3, 4]
    assert Limits(workers=7).count_workers(2) == 7
