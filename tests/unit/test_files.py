"""The guard against overwriting what a command reads, files written in one step, and limits of what is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_up_run import three_browsers

from rtcmatrix.cli import main
from rtcmatrix.errors import ConfigurationError, FormatError
from rtcmatrix.files import find_inside, naming, read_file, refuse_overwriting, resolve_inside, write_file
from rtcmatrix.runs import create_run_dir, write_run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = create_run_dir(tmp_path, tmp_path / "run")
    write_run(path, three_browsers())
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize(
    "target", ["run", "run/", "./run", "run/run.json", "run/journal/new", "run/artifacts", "other/../run"]
)
def test_what_is_read_is_not_written_over(run: Path, target: str) -> None:
    with pytest.raises(ConfigurationError, match=r'--out ".*" would overwrite ".*run", which this command reads'):
        refuse_overwriting(Path(target), [run], "--out")


def test_links_lead_to_what_is_read(run: Path, tmp_path: Path) -> None:
    (tmp_path / "soft").symlink_to(run)
    os.link(run / "run.json", tmp_path / "hard.json")
    for target, read in (("soft", run), ("run", tmp_path / "soft"), ("hard.json", run / "run.json")):
        with pytest.raises(ConfigurationError):
            refuse_overwriting(Path(target), [read], "--out")


@pytest.mark.parametrize("target", ["new", "run/report", "run/report/index.html", "runs", "run.json"])
def test_a_file_next_to_it_may_be_written(run: Path, target: str) -> None:
    refuse_overwriting(Path(target), [run], "--out")


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "run", "--out", "run"),
        ("report", "run", "--format", "json", "--out", "run/run.json"),
        ("report", "run/run.json", "--format", "markdown", "--out", "run/run.json"),
        ("report", "run", "--format", "html-file", "--out", "run/run.json"),
        ("report", "run", "--format", "html-file", "--out", "matrix.yaml"),
        ("report", "run", "--format", "junit", "--out", "suites/known-differences.yaml"),
        ("merge", "run", "run/run.json", "--out", "run/artifacts"),
        ("judge", "run", "--matrix", "matrix.yaml", "--out", "run"),
        ("import", "run/run.json", "--out", "run/run.json"),
    ],
)
def test_no_command_overwrites_what_it_reads(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (tmp_path / "matrix.yaml").write_text("version: 1\nbrowsers: [{name: edge, channels: [stable]}]\n")
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "known-differences.yaml").write_text("# none\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(list(arguments)) == 2
    assert "which this command reads; name another path" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_baseline_is_not_accepted_as_itself(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "matrix.yaml").write_text("version: 1\nbrowsers: [{name: edge, channels: [stable]}]\n")
    assert main(["baseline", "accept", str(run), "--force"]) == 0
    folder = tmp_path / "reports" / "baselines" / "main"
    for recorded in (folder, next(folder.glob("*.json"))):
        assert main(["baseline", "accept", str(recorded), "--force"]) == 2
        assert "which this command reads" in capsys.readouterr().err


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    write_file(file, "old\n")

    def full(self: Path, *_: object, **__: object) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_file(file, "new\n")
    assert caught.value.filename == str(file)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "old\n"


def test_a_path_that_an_error_names_stays() -> None:
    with pytest.raises(FileNotFoundError) as caught, naming(Path("other")):
        Path("none").read_text(encoding="utf-8")
    assert caught.value.filename == "none"


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_file(tmp_path / "file", 5) == b"12345"
    with pytest.raises(FormatError, match="has more than 4 bytes; expected 4 at most"):
        read_file(tmp_path / "file", 4)
    with pytest.raises(FormatError, match="is a folder; expected a file"):
        read_file(tmp_path, 5)
    with pytest.raises(FormatError, match="cannot be read"):
        read_file(Path("a\0b"), 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file and links, beside a file that must not be found."""
    inside = tmp_path / "pages"
    (inside / "lib").mkdir(parents=True)
    (inside / "lib" / "a.js").write_text("a")
    (inside / "%2e%2e").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "pages-2").mkdir()
    (tmp_path / "pages-2" / "a.js").write_text("sibling")
    (inside / "out").symlink_to(tmp_path)
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "link.js").symlink_to(inside / "lib" / "a.js")
    (inside / "loop").symlink_to(inside / "loop")
    return inside


@pytest.mark.parametrize("name", ["lib/a.js", "./lib/a.js", "lib/../lib/a.js", "lib//a.js", "link.js"])
def test_a_file_is_found_inside_a_folder(folder: Path, name: str) -> None:
    assert find_inside(folder, name) == (folder / "lib" / "a.js").resolve()


@pytest.mark.parametrize("name", ["new", "new/../other", "lib", "lib/a.js/b"])
def test_a_path_inside_a_folder_need_not_exist(folder: Path, name: str) -> None:
    path = resolve_inside(folder, name)
    assert path is not None
    assert path.is_relative_to(folder.resolve())
    assert find_inside(folder, name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../secret.txt",
        "lib/../../secret.txt",
        "../pages-2/a.js",
        "../pages",
        "/etc/passwd",
        "//etc/passwd",
        "out",
        "out/secret.txt",
        "out/pages/../secret.txt",
        "out.txt",
        "a\0b",
        "lib/a.js\0.png",
        "C:/Windows/win.ini",
        "C:secret.txt",
        "\\\\server\\share\\file",
        "\udcff/../../secret.txt",
    ],
)
def test_a_path_does_not_lead_out_of_a_folder(folder: Path, name: str) -> None:
    assert resolve_inside(folder, name) is None
    assert find_inside(folder, name) is None


@pytest.mark.parametrize(
    "name", ["%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%2fsecret.txt", "..%00", "..\\secret.txt"]
)
def test_a_path_is_not_decoded(folder: Path, name: str) -> None:
    assert find_inside(folder, name) is None


@pytest.mark.parametrize("name", ["loop", "loop/a.js", "x" * 5_000, f"{'x' * 300}/a.js", "lib/" * 3_000, "lib/a.js/.."])
def test_a_name_that_no_file_has_is_not_found(folder: Path, name: str) -> None:
    assert find_inside(folder, name) is None


def test_an_absolute_path_is_refused_even_inside_the_folder(folder: Path) -> None:
    assert find_inside(folder, str(folder / "lib" / "a.js")) is None
