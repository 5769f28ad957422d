"""Define the fields of a browser kind: data that every layer reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rtcmatrix.kinds.cadence import Cadence

STABLE = "stable"
"""The channel that the versions of the other channels reach last."""
CHROMIUM_TOKEN = "Chrome"  # noqa: S105 - a product token of a user agent
"""Product token in the user agent of every Chromium-based browser; its version is the milestone."""


class Family(StrEnum):
    """Browsers that share an engine, by the name that reports show."""

    CHROMIUM = "Chromium"
    FIREFOX = "Firefox"
    SAFARI = "Safari"


@dataclass(frozen=True, kw_only=True)
class Product:
    """A browser product: its names in rtcmatrix, user agents, client hints and imported files."""

    name: str
    """In an address, lower case: ``edge``."""
    brand: str
    """In reports: ``Microsoft Edge``."""
    family: Family | None
    """None if its engine is not compared with others as a family."""
    maker: str = ""
    """First word of the brand that may be omitted: ``Microsoft``."""
    also: tuple[str, ...] = ()
    """Other names in recorded runs, lower case."""
    agent_tokens: tuple[str, ...] = ()
    """Product tokens of its user agent: ``Edg`` of ``Edg/156.0.1.2``."""
    named_by_others: bool = False
    """Whether other browsers send its tokens and client hints too, next to their own."""
    hint_brands: tuple[str, ...] = ()
    """Brands in its client hints (``navigator.userAgentData.brands``) that are not ``brand``."""
    wpt_products: tuple[str, ...] = ()
    """``run_info.product`` values of ``wptreport.json`` that mean it; of a kind, those that are not ``name``."""
    own_versions: bool = False
    """Whether a Chromium-based browser counts versions of its own: then neither its version nor its driver's says which
    milestone it is, and the driver reports the engine's version as ``browserVersion``."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, lower case."""
        return (self.name, self.brand.lower(), *self.also)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A release channel of a browser kind."""

    name: str
    programs: tuple[str, ...]
    """Names of its program on PATH, in the order of the search."""
    command: str | None = None
    """The command that starts it on Linux; None where that is the kind's ``command``."""
    version_words: tuple[str, ...] = ()
    """Words after the version in the output of ``--version`` that mean this channel, in addition to its name."""
    windows: tuple[str, ...] = ()
    """Usual paths of its program on Windows, below Program Files or LOCALAPPDATA."""
    mac: tuple[str, ...] = ()
    """Usual names of its bundle on macOS, in /Applications or ~/Applications."""


@dataclass(frozen=True, kw_only=True)
class DebianPackage:
    """How Debian packages a browser kind."""

    channel: str
    """The only channel that it packages."""
    package: str
    installed: tuple[str, ...]
    """Packages to install on the system."""
    unpacked: tuple[str, ...]
    """Packages that make a build unpacked next to the system's."""
    binary: str
    """The browser itself, not its start script; below the root."""
    driver: str | None = None
    library: str | None = None
    """Path of the library with the browser's code, if it is not in the binary."""


@dataclass(frozen=True, kw_only=True)
class BrowserKind(Product):
    """A browser that rtcmatrix can start: data without behavior, read by every layer."""

    family: Family
    starter: str | None = None
    """Key of ``rtcmatrix.browsers.STARTERS``; None selects that of the family."""
    driver: str
    """Program name of its WebDriver server."""
    channels: tuple[Channel, ...]
    """The most settled first."""
    version_names: tuple[str, ...] = ()
    """What the output of ``--version`` begins with, if the version after it identifies the channel."""
    version_names_without_channel: tuple[str, ...] = ()
    """The same, of builds that tell no channel; tried after ``version_names``."""
    command: str
    """The command that starts it on Linux if its channel is unknown."""
    mac_program: str | None = None
    """File name of its program in a bundle on macOS; None where it has the bundle's name."""
    windows_program: str | None = None
    """File name of its program on Windows where ``--version`` opens a window instead of printing: the version is read
    from the file's properties, which name no channel."""
    start_scripts: Mapping[str, str] = field(default_factory=dict)
    """Path of a distribution's start script -> the browser itself: the script adds flags that were not requested."""
    selenium_manager: str = ""
    """Its name in Selenium Manager; empty if Selenium Manager does not download it."""
    debian: DebianPackage | None = None
    cadence: Cadence | None = None
    """Weeks between stable releases; None if unknown."""

    @property
    def channel_names(self) -> tuple[str, ...]:
        """Names of the channels, the most settled first."""
        return tuple(channel.name for channel in self.channels)

    @property
    def channels_outward(self) -> tuple[str, ...]:
        """The channels on the way to stable, from stable outward: ESR is not on it."""
        names = self.channel_names
        return names[names.index(STABLE) :] if STABLE in names else ()

    def command_of(self, channel: str | None) -> str:
        """Return the command that starts a channel on Linux."""
        commands = {each.name: each.command for each in self.channels}
        return (commands.get(channel) if channel else None) or self.command
