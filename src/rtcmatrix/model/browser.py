"""Define browsers: requested, available, not available, launched."""

from __future__ import annotations

from dataclasses import dataclass, field

from rtcmatrix.model.json import Json


@dataclass(frozen=True, kw_only=True)
class BrowserSpec:
    """A requested browser: one column, whether or not it is available."""

    name: str
    """Key of ``rtcmatrix.kinds.KINDS``: ``chrome``, ``edge``, ``chromium``, ``firefox``."""
    selector: str
    """The channel or version as written: ``beta``, ``esr``, ``150``."""
    channel: str | None = None
    version: str | None = None
    """A version prefix (``150``, ``150.0.7871``); exactly one of channel and version is set."""
    provider: str = "auto"
    headless: bool = True
    flags: tuple[str, ...] = ()
    prefs: dict[str, bool | int | str] = field(default_factory=dict)
    required: bool = False
    binary: str | None = None
    driver: str | None = None

    @property
    def address(self) -> str:
        """The name of this browser everywhere: ``name:selector``."""
        return f"{self.name}:{self.selector}"


@dataclass(frozen=True, kw_only=True)
class Build:
    """A browser that can be started: one that a provider found or installed."""

    name: str
    channel: str | None
    version: str
    """Full version as the binary reports it, ``156.0.8078.79``."""
    binary: str
    driver: str
    driver_version: str
    provider: str
    revision: str | None = None
    """Identifies the build beyond its version: a package version with its sha256, a revision number."""
    environment: dict[str, str] = field(default_factory=dict)
    """Added to the driver's environment (``LD_LIBRARY_PATH`` of an unpacked build)."""


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """A browser that is not available, with the reason of each provider that was tried."""

    address: str
    reasons: tuple[tuple[str, str], ...]
    """(provider, its reason), in the order in which they were tried."""

    @property
    def reason(self) -> str:
        """One line for a report."""
        return "; ".join(f"{provider}: {reason}" for provider, reason in self.reasons)


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What was launched, as opposed to what was requested. One per column of a run."""

    address: str
    brand: str
    """Display name: ``Chromium``, ``Microsoft Edge``."""
    channel: str | None
    version: str
    """The version the started browser reports."""
    provider: str
    driver: str
    """Driver name and version, ``chromedriver 156.0.8078.79``."""
    revision: str | None = None
    user_agent: str = ""
    platform: str = ""
    """Operating system and machine, ``linux x86_64``."""
    headless: bool = True
    display: str | None = None
    flags: tuple[str, ...] = ()
    prefs: dict[str, bool | int | str] = field(default_factory=dict)
    devices: str = ""
    """The cameras and microphones: ``browser's fake devices``, ``real``, a file."""
    capabilities: dict[str, Json] = field(default_factory=dict)
    """The session capabilities the browser reported, without ids, paths and ports."""
    imported: dict[str, Json] = field(default_factory=dict)
    """For a column read from a ``wptreport.json``: its ``run_info``, ``subsuites`` and times, unchanged."""
    sandbox: bool = True
    """False if rtcmatrix started the browser without its sandbox, because it does not support the user root."""
    binary: str = ""
    """Digest of the executables and the command line of the started browser; empty if they could not be read."""
    machine: str = ""
    """What evidence depends on in this machine: operating system with its version, cores, and a digest of cameras,
    sound cards, kinds of network addresses, locale and the programs of stages."""
