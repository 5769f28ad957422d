"""Debian's packages, with stand-ins for apt and dpkg: nothing is downloaded and nothing of the system is touched."""

import dataclasses
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from systems import LINUX

from rtcmatrix import providers
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build
from rtcmatrix.providers import NotProvided, apt, debian
from rtcmatrix.providers.cache import cache_folder, locked

pytestmark = LINUX

MADISON = """\
  chromium | 156.0.8078.79-1~deb12u1 | http://deb.example/debian-security bookworm-security/main amd64 Packages
  chromium | 150.0.7871.100-1~deb12u1 | http://deb.example/debian bookworm/main amd64 Packages
  chromium | 150.0.7871.100-1~deb12u1 | http://deb.example/debian bookworm/main Sources
"""
OLD = "150.0.7871.100-1~deb12u1"

APT_GET = """\
#!/bin/sh
PATH=/usr/bin:/bin
echo "apt-get $*" >> "$STANDIN/asked"
case "$*" in
  *" update"*) cp "$STANDIN/lists-to-come" "$STANDIN/lists"; exit 0;;
  *" download "*)
    for word; do [ -e "$STANDIN/gone" ] && [ "$word" = "chromium=$(cat "$STANDIN/gone")" ] && {
        echo "E: Failed to fetch it  404  Not Found" >&2; exit 100; }; done
    [ -e "$STANDIN/broken" ] && { echo "E: Failed to fetch it  404  Not Found" >&2; exit 100; }
    for word; do case "$word" in chromium*=*) echo "$word" > "${word%%=*}_1_amd64.deb";; esac; done;;
esac
"""
DPKG = """\
#!/bin/sh
PATH=/usr/bin:/bin
mkdir -p "$3/usr/lib/chromium" "$3/usr/bin"
printf '#!/bin/sh\\necho Chromium 150.0.7871.100\\n' > "$3/usr/lib/chromium/chromium"
printf '#!/bin/sh\\necho ChromeDriver 150.0.7871.100\\n' > "$3/usr/bin/chromedriver"
chmod +x "$3/usr/lib/chromium/chromium" "$3/usr/bin/chromedriver"
"""


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Debian of stand-ins on which nothing is installed."""
    tools = tmp_path / "bin"
    tools.mkdir()
    scripts = {
        "apt-get": APT_GET,
        "apt-cache": '#!/bin/sh\n[ -e "$STANDIN/lists" ] && /bin/cat "$STANDIN/lists"; exit 0\n',
        "dpkg": DPKG,
        "dpkg-query": "#!/bin/sh\nexit 1\n",
        "ldd": '#!/bin/sh\n[ -e "$STANDIN/libraries" ] && /bin/cat "$STANDIN/libraries"; exit 0\n',
    }
    for name, text in scripts.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    (tmp_path / "lists").write_text(MADISON, encoding="utf-8")
    (tmp_path / "lists-to-come").write_text(MADISON, encoding="utf-8")
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("STANDIN", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "debian"})
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(apt, "_updated", False)
    return tmp_path


def bring(version: str = "150", *, install: bool = True) -> Build:
    spec = BrowserSpec(name="chromium", selector=version, version=version)
    return debian.provide(spec, install=install, say=lambda _: None)


def asked(system: Path) -> list[str]:
    file = system / "asked"
    lines = file.read_text().splitlines() if file.exists() else []
    words = [line.split("DPkg::Lock::Timeout=300 ")[1] for line in lines]
    return [line for line in words if line != "update"]


def updates(system: Path) -> int:
    file = system / "asked"
    return file.read_text().count(" update") if file.exists() else 0


def test_without_install_the_command_is_named_and_nothing_is_done(system: Path) -> None:
    with pytest.raises(NotProvided) as caught:
        bring(install=False)
    assert caught.value.reason == f'not installed; "./rtc run --install-browsers" installs chromium {OLD}'
    assert asked(system) == []


def test_an_older_build_is_unpacked_next_to_the_new_one_and_kept(system: Path) -> None:
    build = bring()
    folder = system / "cache" / "rtcmatrix" / "debian" / f"chromium-{OLD}"
    assert build.binary == str(folder / "usr/lib/chromium/chromium")
    assert build.driver == str(folder / "usr/bin/chromedriver")
    assert (build.version, build.provider, build.channel) == ("150.0.7871.100", "debian", None)
    record = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    assert record["version"] == OLD
    assert sorted(record["debs"]) == [f"chromium{part}_1_amd64.deb" for part in ("-common", "-driver", "")]
    assert build.revision == f"chromium {OLD} sha256:{record['debs']['chromium_1_amd64.deb']}"
    assert asked(system) == [f"download chromium={OLD} chromium-common={OLD} chromium-driver={OLD}"]
    # No partial copy stays next to it, and it is found again, with and without install
    assert [file.name for file in folder.parent.iterdir()] == [folder.name]
    assert bring(install=False) == bring() == build
    assert len(asked(system)) == 1


def test_a_build_that_was_changed_is_not_used_and_brought_again(system: Path) -> None:
    build = bring()
    Path(build.binary).write_text("#!/bin/sh\necho Chromium 150.6.6.6\n", encoding="utf-8")
    with pytest.raises(NotProvided, match="not installed"):
        bring(install=False)
    assert bring() == build
    assert len(asked(system)) == 2


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"format": 2}'])
def test_a_record_that_cannot_be_read_counts_as_nothing(system: Path, record: str) -> None:
    folder = Path(bring().binary).parents[3]
    (folder / "build.json").write_text(record, encoding="utf-8")
    with pytest.raises(NotProvided, match="not installed"):
        bring(install=False)


def test_what_another_process_left_half_done_is_cleared(system: Path) -> None:
    left = system / "cache" / "rtcmatrix" / "debian" / "unpacking-old"
    left.mkdir(parents=True)
    bring()
    assert not left.exists()


@pytest.mark.parametrize("lists", [None, MADISON.splitlines(keepends=True)[1]])
def test_lists_are_fetched_before_the_newest_is_chosen_and_once(system: Path, lists: str | None) -> None:
    (system / "lists").unlink()
    if lists is not None:
        (system / "lists").write_text(lists, encoding="utf-8")  # of a machine that never asked for security updates
    newest = BrowserSpec(name="chromium", selector="stable", channel="stable")
    for _ in range(2):
        with pytest.raises(NotProvided, match=r"chromium 156\.0\.8078\.79-1~deb12u1 was installed, but is not"):
            debian.provide(newest, install=True, say=lambda _: None)
    assert updates(system) == 1


def test_where_something_may_be_brought_debian_is_asked_before_what_is_installed(
    system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    class Silent:
        def __init__(self, name: str) -> None:
            self.name = name

        def provide(self, *_: object, **__: object) -> Build:
            asked_for.append(self.name)
            raise NotProvided("not here")

    monkeypatch.setattr(providers, "PROVIDERS", {name: Silent(name) for name in providers.PROVIDERS})
    stable = BrowserSpec(name="chromium", selector="stable", channel="stable")
    for install in (True, False):
        providers.provide(stable, install=install, say=lambda _: None)
    assert asked_for == ["debian", "installed", "selenium_manager", "installed", "selenium_manager", "debian"]


def test_a_version_that_the_archive_lacks_is_reported(system: Path) -> None:
    expected = f"the archive has no chromium 120; it has: 156.0.8078.79-1~deb12u1, {OLD}"
    for install in (False, True):
        with pytest.raises(NotProvided) as caught:
            bring("120", install=install)
        assert caught.value.reason == expected


def test_apt_is_quoted_by_its_last_fault(system: Path) -> None:
    (system / "broken").touch()
    with pytest.raises(NotProvided, match=r'"apt-get download" failed: Failed to fetch it\s+404\s+Not Found'):
        bring()
    place = system / "cache" / "rtcmatrix" / "debian"
    assert list(place.iterdir()) == []


def test_a_version_that_the_archive_has_thrown_away_falls_to_the_next_that_fits(system: Path) -> None:
    newer = "150.0.9999.1-1~deb12u1"
    newest, rest = MADISON.splitlines(keepends=True)[:2]
    (system / "lists-to-come").write_text(newest + rest.replace(OLD, newer) + rest, encoding="utf-8")
    (system / "gone").write_text(newer, encoding="utf-8")
    said: list[str] = []
    spec = BrowserSpec(name="chromium", selector="150", version="150")
    build = debian.provide(spec, install=True, say=said.append)
    assert build.version == "150.0.7871.100"
    assert any(line.startswith(f"chromium {newer}: ") and line.endswith(f"trying {OLD}") for line in said)


def test_missing_libraries_are_named(system: Path) -> None:
    (system / "libraries").write_text(
        "\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n", encoding="utf-8"
    )
    with pytest.raises(
        NotProvided, match=r"lacks the shared libraries it was linked with: libnss3\.so; the Debian release"
    ):
        bring()


def test_libraries_of_the_library_that_is_loaded_later_are_named_but_not_those_next_to_it(
    system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = "usr/lib/chromium/libreal.so"
    package = KINDS["chromium"].debian
    assert package is not None
    changed = dataclasses.replace(KINDS["chromium"], debian=dataclasses.replace(package, library=library))
    monkeypatch.setitem(KINDS, "chromium", changed)
    dpkg = system / "bin" / "dpkg"
    dpkg.write_text(f'{DPKG}echo > "$3/{library}"\necho > "$3/usr/lib/chromium/libours.so"\n', encoding="utf-8")
    (system / "bin" / "ldd").write_text(
        '#!/bin/sh\ncase "$1" in *libreal.so) echo "\tlibvpx.so.6 => not found";; esac\n'
        'echo "\tlibours.so => not found"\n',
        encoding="utf-8",
    )
    with pytest.raises(NotProvided, match=r"linked with: libvpx\.so\.6; the Debian release"):
        bring()


def test_without_root_and_sudo_the_command_is_named(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(NotProvided) as caught:
        bring("156")
    assert caught.value.reason == (
        'needs root; run "sudo apt-get install chromium chromium-driver chromium-sandbox" yourself'
    )
    # An older build is unpacked into the user's own folder
    assert bring("150").version == "150.0.7871.100"


def test_elsewhere_there_is_no_debian(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "fedora"})
    with pytest.raises(NotProvided, match="not a Debian system"):
        bring()


@pytest.mark.parametrize(
    ("name", "channel", "reason"),
    [
        ("edge", "beta", "Debian does not package edge"),
        ("firefox", "nightly", "Debian packages firefox only as esr, not nightly"),
    ],
)
def test_what_debian_does_not_package_is_reported(name: str, channel: str, reason: str) -> None:
    with pytest.raises(NotProvided) as caught:
        debian.provide(BrowserSpec(name=name, selector=channel, channel=channel), install=True, say=lambda _: None)
    assert caught.value.reason == reason


def test_two_at_once_unpack_once(system: Path) -> None:
    with ThreadPoolExecutor(3) as people:
        builds = list(people.map(lambda _: bring(), range(3)))
    assert builds[0] == builds[1] == builds[2]
    assert len(asked(system)) == 1


def test_a_lock_is_waited_for(system: Path) -> None:
    order: list[str] = []

    def second(started: Callable[[], None]) -> None:
        started()
        with locked("any"):
            order.append("second")

    waiting = threading.Event()
    thread = threading.Thread(target=second, args=(waiting.set,))
    with locked("any"):
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("version", "expected"),
    [("156.0.8078.79-1~deb12u1", "156.0.8078.79"), ("1:153.7.0esr-1~deb12u1", "153.7.0"), ("odd", "odd")],
)
def test_the_makers_version_is_found_in_a_packages(version: str, expected: str) -> None:
    assert apt.upstream(version) == expected


def test_the_cache_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "rtcmatrix"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert cache_folder() == tmp_path / "elsewhere" / "rtcmatrix"


def test_a_cache_is_never_put_where_we_happen_to_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.providers.cache.user_cache_path", lambda _: Path("~/.cache/rtcmatrix"))
    with pytest.raises(NotProvided, match=r"the home folder for builds, .*, does not exist; set XDG_CACHE_HOME"):
        cache_folder()


def test_an_empty_home_is_that_of_the_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Account:
        pw_dir = str(tmp_path)

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr("pwd.getpwuid", lambda _: Account())
    assert cache_folder() == tmp_path / ".cache" / "rtcmatrix"
