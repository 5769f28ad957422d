"""What a driver gets of our environment, and how it is tied to our life: real processes that only sleep."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from rtcmatrix.browsers import USUAL
from rtcmatrix.browsers.chromium import Chromium
from rtcmatrix.browsers.local import driver_environment, spare_loopback, without_proxies
from rtcmatrix.browsers.tether import NoTether, end_with_us
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "no_proxy", "Ftp_Proxy")
BUILD = Build(name="x", channel=None, version="1", binary="/x", driver="/x", driver_version="1", provider="test")
ON_TETHER = """
import os, subprocess, sys
from rtcmatrix.browsers.tether import make_tether
tether = make_tether()
sleep = [sys.executable, "-c", "import os, subprocess, sys, threading; "
    "print(subprocess.Popen([sys.executable, '-c', 'import threading; threading.Event().wait()']).pid, os.getpid(), "
    "os.getsid(0), flush=True); threading.Event().wait()"]
driver = subprocess.Popen(tether.wrap(sleep), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    start_new_session=not tether.leads)
tether.hold(driver.pid)
print(driver.pid, driver.stdout.readline().strip(), flush=True)
sys.stdin.readline()
"""


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def await_end(*pids: int) -> None:
    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def await_program(pid: int, name: str) -> None:
    deadline = time.monotonic() + 30
    while psutil.Process(pid).name() != name:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("name", PROXIES)
def test_drivers_and_browsers_get_no_proxy(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert name not in driver_environment(BUILD, tmp_path)
    assert without_proxies({name: "x", "HOME": "y"}) == {"HOME": "y"}


def test_loopback_is_excepted_from_the_proxies_that_downloads_use() -> None:
    environment = {"https_proxy": "http://proxy.example:3128", "NO_PROXY": "intern.example, localhost"}
    spare_loopback(environment)
    assert environment["https_proxy"] == "http://proxy.example:3128"
    assert environment["no_proxy"] == environment["NO_PROXY"] == "intern.example,localhost,127.0.0.1,::1,.localhost"
    again = dict(environment)
    spare_loopback(again)
    assert again == environment


def test_what_names_no_proxy_stays_as_it_is() -> None:
    environment = {"HOME": "/home"}
    spare_loopback(environment)
    assert environment == {"HOME": "/home"}
    everything = {"http_proxy": "http://proxy.example", "no_proxy": "*"}
    spare_loopback(everything)
    assert everything["no_proxy"] == "*"


@pytest.mark.parametrize("flag", ["--proxy-server=127.0.0.1:8080", "--proxy-pac-url=data:,", None])
def test_chromium_asks_no_proxy_but_one_that_the_matrix_names(flag: str | None) -> None:
    spec = BrowserSpec(name="chromium", selector="stable", flags=(flag,) if flag else ())
    arguments = Chromium(KINDS["chromium"])._options(BUILD, spec, USUAL).arguments
    assert ("--no-proxy-server" in arguments) is (flag is None)


@pytest.mark.parametrize("flag", ["--ignore-gpu-blocklist", "--use-angle=metal", "--use-gl=egl", None])
def test_chromium_has_a_gpu_only_where_the_matrix_requests_it(flag: str | None) -> None:
    spec = BrowserSpec(name="chromium", selector="stable", flags=(flag,) if flag else ())
    arguments = Chromium(KINDS["chromium"])._options(BUILD, spec, USUAL).arguments
    assert ("--disable-gpu" in arguments) is (flag is None)


@pytest.mark.skipif(sys.platform != "linux", reason="a terminal that hangs up: Linux alone")
@pytest.mark.parametrize("how", ["kill", "end"])
def test_a_tied_driver_and_its_children_end_with_the_process_that_tied_them(how: str) -> None:
    host = subprocess.Popen([sys.executable, "-c", ON_TETHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert host.stdout is not None
    started, child, driver, leader = map(int, host.stdout.readline().split())
    assert started == driver == leader, "the driver has the id that was started and leads its session"
    assert is_alive(child)
    if how != "end":
        host.kill()
    host.communicate()
    await_end(driver, child)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG: Linux alone")
def test_a_server_of_a_stage_ends_with_the_process_that_started_it() -> None:
    program = (
        "import subprocess, sys, threading; from rtcmatrix.browsers.tether import end_with_us;"
        "print(subprocess.Popen(end_with_us(['sleep', '600']), stdout=2).pid, flush=True); threading.Event().wait()"
    )
    host = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert host.stdout is not None
    server = int(host.stdout.readline())
    await_program(server, "sleep")  # from then on: the signal is asked for before the program takes over
    host.kill()
    host.communicate()
    await_end(server)


def test_without_the_programs_for_it_nothing_is_tied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert end_with_us(["a", "b"]) == ["a", "b"]
    tether = NoTether()
    tether.hold(os.getpid())
    assert (tether.wrap(["a"]), tether.leads) == (["a"], False)
    tether.close()
