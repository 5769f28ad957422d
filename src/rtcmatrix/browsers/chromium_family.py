"""How a browser of the Chromium family is started with fake devices and given permissions; a file for each driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chromium.webdriver import ChromiumDriver
from selenium.webdriver.remote.webdriver import WebDriver

from rtcmatrix.browsers.flags import merge_flags
from rtcmatrix.browsers.local import driver_environment, start_session
from rtcmatrix.browsers.sandbox import OFF, is_supported, why_unusable
from rtcmatrix.browsers.stage import TAB, USUAL, WINDOW, Devices, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver.chromium.options import ChromiumOptions
    from selenium.webdriver.chromium.service import ChromiumService
    from selenium.webdriver.remote.remote_connection import RemoteConnection

    from rtcmatrix.kinds import BrowserKind
    from rtcmatrix.model import BrowserSpec, Build

FLAGS = (
    "--autoplay-policy=no-user-gesture-required",
    "--window-size=1280,800",
    "--disable-gpu",
    # No external network for media and name resolution
    "--allow-loopback-in-peer-connection",
    "--disable-quic",
    # Pages are on loopback, which a proxy cannot reach
    "--no-proxy-server",
    # No first-run pages and no background traffic
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # mDNS names do not resolve everywhere; the two omnibox features start a hidden renderer
    "--disable-features=WebRtcHideLocalIpsWithMdns,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)
"""Switches for all starts."""
GPU_FLAGS = ("--ignore-gpu-blocklist", "--use-angle", "--use-gl")
"""Switches by which the matrix requests a GPU; ``--disable-gpu`` would also disable hardware encoders."""
HOSTS = "--host-resolver-rules=MAP *.rtc.test 127.0.0.1"
"""Gives pages an origin that is not a secure context."""

FAKE_DEVICES = "--use-fake-device-for-media-stream"
DEVICE_FLAGS: dict[Devices, tuple[str, ...]] = {
    Devices.FAKE: (FAKE_DEVICES,),
    Devices.SEVERAL: (f"{FAKE_DEVICES}=device-count=3,fps=30",),
    Devices.NONE: (),
    # The sandbox of the audio process blocks access to a sound server in our folder
    Devices.REAL: ("--disable-features=AudioServiceSandbox",),
}
# Not --use-fake-ui-for-media-stream, which accepts every prompt and gives getDisplayMedia() a fake screen
OWN_TAB = "--auto-accept-this-tab-capture"
PICKING = (
    f"--auto-select-tab-capture-source-by-title={TAB}",
    f"--auto-select-window-capture-source-by-title={WINDOW}",
    "--auto-select-desktop-capture-source=Entire screen",
)


class ChromiumFamilyDriver(ChromiumDriver):
    """A session with the commands of the Chromium family, in a running driver."""

    def __init__(self, *, service: ChromiumService, connection: RemoteConnection, options: ChromiumOptions) -> None:
        self.service = service
        self.options = options
        WebDriver.__init__(self, command_executor=connection, options=options)
        self._is_remote = False


class ChromiumFamily:
    """The common part of Chrome, Edge and Chromium."""

    devices = "browser's fake devices"
    needs_focus = False
    maps_ports = True
    capture_process = "--utility-sub-type=video_capture.mojom.VideoCaptureService"
    make_options: ClassVar[Callable[[], ChromiumOptions]]
    make_service: ClassVar[Callable[..., ChromiumService]]
    make_connection: ClassVar[Callable[..., RemoteConnection]]

    def __init__(self, kind: BrowserKind) -> None:
        self.kind = kind

    @property
    def has_sandbox(self) -> bool:
        """See ``rtcmatrix.browsers.Browser``."""
        return is_supported()

    def start(
        self, build: Build, spec: BrowserSpec, folder: Path, *, timeout: float = 60, stage: Stage = USUAL
    ) -> WebDriver:
        """Start the build; see ``rtcmatrix.browsers.Browser``."""
        options = self._options(build, spec, stage)
        try:
            return start_session(
                ChromiumFamilyDriver,
                make_service=self.make_service,
                make_connection=self.make_connection,
                options=options,
                build=build,
                folder=folder,
                timeout=timeout,
                environment=stage.environment,
            )
        except WebDriverException as wrong:
            environment = {**driver_environment(build, folder), **stage.environment}
            reason = None if OFF in options.arguments else why_unusable(build.binary, environment)
            if reason is None:
                raise
            raise WebDriverException(reason) from wrong

    def _options(self, build: Build, spec: BrowserSpec, stage: Stage) -> ChromiumOptions:
        """Build the options of the new session."""
        options = type(self).make_options()
        options.binary_location = build.binary
        options.set_capability("webSocketUrl", True)  # noqa: FBT003 - selenium's signature
        options.accept_insecure_certs = True
        ours = start_flags(stage, headless=spec.headless)
        if any(flag.startswith("--proxy-") for flag in spec.flags):
            ours.remove("--no-proxy-server")  # the matrix sets a proxy, and this switch would override it
        if any(flag.partition("=")[0] in GPU_FLAGS for flag in spec.flags):
            ours.remove("--disable-gpu")
        for flag in merge_flags(ours, spec.flags):
            options.add_argument(flag)
        if stage.plain:
            options.add_experimental_option("excludeSwitches", ["enable-automation"])
        if spec.prefs:
            options.add_experimental_option("prefs", dict(spec.prefs))
        return options

    def permit(self, driver: WebDriver, *, name: str, state: str, origin: str, user_context: str | None) -> None:
        """Set a permission with BiDi, or with the classic WebDriver command for the current page if BiDi has none."""
        if driver.capabilities.get("webSocketUrl"):
            try:
                driver.permissions.set_permission(name, state, origin, user_context=user_context)
            except WebDriverException:
                if user_context is not None:
                    raise
            else:
                return
        if isinstance(driver, ChromiumDriver):
            driver.set_permissions(name, state)
        else:
            raise WebDriverException("neither BiDi nor Set Permission")


def start_flags(stage: Stage = USUAL, *, headless: bool) -> list[str]:
    """Return our switches for this machine, user and stage."""
    hosts = HOSTS if stage.port is None else f"{HOSTS},MAP *.localhost:80 127.0.0.1:{stage.port}"
    flags = [*DEVICE_FLAGS[stage.devices], *FLAGS, hosts]
    if stage.camera is not None:
        flags.append(f"--use-file-for-fake-video-capture={stage.camera}")
    if stage.microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={stage.microphone}")
    if stage.picks:
        flags += PICKING
    if stage.authority is not None:
        flags.append("--ignore-certificate-errors")
    if not stage.plain:
        flags.append(OWN_TAB)
    if headless and not stage.shown:
        flags.insert(0, "--headless=new")
    if not is_supported():
        flags.append(OFF)
    return flags
