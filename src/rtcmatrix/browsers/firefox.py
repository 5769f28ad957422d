"""Start Firefox with fake devices and without external network, and set its permissions."""

from __future__ import annotations

import threading
import weakref
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar

from selenium.webdriver.firefox.options import Options
from selenium.webdriver.firefox.remote_connection import FirefoxRemoteConnection
from selenium.webdriver.firefox.service import Service
from selenium.webdriver.firefox.webdriver import WebDriver as SeleniumFirefox
from selenium.webdriver.remote.webdriver import WebDriver

from rtcmatrix.browsers.local import start_session
from rtcmatrix.browsers.refusal import NotSupportedByBrowser
from rtcmatrix.browsers.stage import USUAL, Devices, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.remote.remote_connection import RemoteConnection

    from rtcmatrix.kinds import BrowserKind
    from rtcmatrix.model import BrowserSpec, Build

ARGUMENTS = (
    "-remote-allow-system-access",  # lets the permission script run in the chrome context
    "--width=1280",
    "--height=800",
)

PREFS: dict[str, bool | int | str] = {
    "media.navigator.streams.fake": True,
    # Lanes are windows, and only one has focus; the others would wait for it
    "media.devices.unfocused.enabled": True,
    # Without an audio device, an AudioContext never starts; Firefox's mock device replaces it
    "media.cubeb.force_mock_context": True,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    # No external network for media and name resolution
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "network.dns.localDomains": "insecure.rtc.test",
    # Pages are on loopback, which a proxy cannot reach
    "network.proxy.type": 0,
    # A plug-in downloaded during a run would change the supported codecs
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": "",
    "media.gmp-provider.enabled": False,
    # No background traffic
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.search.update": False,
    "captivedetect.canonicalURL": "",
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.trr.mode": 5,
    "security.OCSP.enabled": 0,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
}
"""Preferences for all starts. ``insecure.rtc.test`` gives pages an origin that is not a secure context."""

NO_FAKE_DEVICES: dict[str, bool | int | str] = {
    "media.navigator.streams.fake": False,
    "media.cubeb.force_mock_context": False,
}
"""Disables the fake devices: only the devices of the machine remain, if any."""

TRUST = "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64(arguments[0], 'C,,');"
"""Adds a certificate authority, because the capability ``acceptInsecureCerts`` applies to pages only."""

CHROME_CONTEXT_PERMISSIONS = ("camera", "microphone")
"""Permissions that Firefox's BiDi does not support ("unsupported operation"), but its permission store does."""


class FirefoxDriver(SeleniumFirefox):
    """A session with the commands of Firefox, in a running driver."""

    def __init__(self, *, service: Service, connection: RemoteConnection, options: Options) -> None:
        self.service = service
        self.options = options
        WebDriver.__init__(self, command_executor=connection, options=options)
        self._is_remote = False


class Firefox:
    """Mozilla Firefox, and browsers that geckodriver starts as it starts Firefox."""

    devices = "browser's fake devices and mock audio output"
    capture_process = None
    maps_ports = True
    has_sandbox = True
    needs_focus = True
    """Firefox checks a persistent grant only when it is about to show its prompt, and that in the active window only
    (WebRTCParent.sys.mjs: "to avoid granting permissions automatically to background tabs")."""

    # Shared by all objects of the class: several may serve one session
    _locks: ClassVar[weakref.WeakKeyDictionary[WebDriver, threading.Lock]] = weakref.WeakKeyDictionary()
    _locks_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, kind: BrowserKind) -> None:
        self.kind = kind
        self._script = (files("rtcmatrix.browsers") / "firefox_permission.js").read_text(encoding="utf-8")

    def start(
        self, build: Build, spec: BrowserSpec, folder: Path, *, timeout: float = 60, stage: Stage = USUAL
    ) -> WebDriver:
        """Start the build; see ``rtcmatrix.browsers.Browser``."""
        driver = start_session(
            FirefoxDriver,
            make_service=Service,
            make_connection=FirefoxRemoteConnection,
            options=self._options(build, spec, stage),
            build=build,
            folder=folder,
            timeout=timeout,
            environment=stage.environment,
        )
        if stage.authority is not None and isinstance(driver, SeleniumFirefox):
            with driver.context(driver.CONTEXT_CHROME):
                driver.execute_script(TRUST, "".join(stage.authority.split("-----")[2].split()))
        return driver

    def _options(self, build: Build, spec: BrowserSpec, stage: Stage) -> Options:
        """Build the options of the new session."""
        options = Options()
        options.binary_location = build.binary
        options.set_capability("webSocketUrl", True)  # noqa: FBT003 - selenium's signature
        options.accept_insecure_certs = True
        given = {flag.lstrip("-").partition("=")[0] for flag in spec.flags}
        ours = (*ARGUMENTS, *(("-headless",) if spec.headless and not stage.shown else ()))
        for argument in (*(own for own in ours if own.lstrip("-").partition("=")[0] not in given), *spec.flags):
            options.add_argument(argument)
        for name, value in {**PREFS, **_stage_prefs(stage), **spec.prefs}.items():
            options.set_preference(name, value)
        return options

    def permit(self, driver: WebDriver, *, name: str, state: str, origin: str, user_context: str | None) -> None:
        """Set a permission in Firefox's permission store; its WebDriver commands lack camera and microphone."""
        if name not in CHROME_CONTEXT_PERMISSIONS or not isinstance(driver, SeleniumFirefox):
            raise NotSupportedByBrowser(f'setting the permission "{name}" in Firefox')
        # The context is set for the whole session and lanes are threads, so no other command may run in between
        with self._lock(driver), driver.context(driver.CONTEXT_CHROME):
            driver.execute_script(self._script, user_context, origin, name, state)

    def _lock(self, driver: WebDriver) -> threading.Lock:
        with self._locks_lock:
            return self._locks.setdefault(driver, threading.Lock())


def _stage_prefs(stage: Stage) -> dict[str, bool | int | str]:
    """Return the preferences of a stage; raise NotSupportedByBrowser if Firefox does not support it."""
    if stage.camera is not None and not stage.shown:
        raise NotSupportedByBrowser("a file as camera in Firefox")
    if stage.devices is Devices.SEVERAL:
        raise NotSupportedByBrowser("several fake cameras in Firefox")
    prefs = dict(NO_FAKE_DEVICES) if stage.devices in (Devices.NONE, Devices.REAL) else {}
    if stage.port is not None:
        prefs["network.socket.forcePort"] = f"80={stage.port}"
    if stage.picks:
        prefs["media.navigator.permission.disabled"] = True  # always selects the first screen
    return prefs
