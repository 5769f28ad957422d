"""Define matrix.yaml as pydantic models: fields, types and allowed values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo
from pydantic import WithJsonSchema as Shown

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix.calls import ONE_WAY, WORDS
from rtcmatrix.matrix.entry import Entry, one_of, quote, refuse
from rtcmatrix.matrix.form_providers import ProvidersEntry
from rtcmatrix.matrix.selection import expand_braces
from rtcmatrix.nearest import nearest

PROVIDERS = ("auto", "installed", "selenium_manager", "debian")

VERSION_FORM = r"^[0-9]+(\.[0-9]+){0,3}$"


def _check_channel(value: str, info: ValidationInfo) -> str:
    """Reject a channel that the browser of the entry does not have; a misspelled browser is reported at its name."""
    browser = info.data.get("name")
    allowed = KINDS[browser].channel_names if browser else ()
    if browser and value not in allowed:
        listed = ", ".join(allowed)
        raise refuse(f'"{value}" is not a channel of {browser}; allowed: {listed}{nearest(value, allowed)}')
    return value


def _read_version(value: Any) -> Any:
    """Accept a version that YAML read as a number; ``Document`` rejects one that YAML would change (``150.10``)."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _check_pattern(value: str) -> str:
    try:
        expand_braces(value)
    except ConfigurationError as wrong:
        raise refuse(str(wrong)) from wrong
    if not value.strip():
        raise refuse('"" is empty; expected a pattern such as "edge:*"')
    return value


def _check_form_version(value: Any) -> int:
    if value == 1 and type(value) is int:
        return value
    raise refuse(f"{quote(value)} is not a version of this format; allowed: 1")


def _check_workers(value: Any) -> int | Literal["auto"]:
    if value == "auto":
        return "auto"
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    raise refuse(f"{quote(value)} is not a number of workers; allowed: auto, or 1 or more")


def _check_pref(value: Any) -> bool | int | str:
    if isinstance(value, (bool, int, str)):
        return value
    allowed = "true, false, a whole number, text"
    raise refuse(f"{quote(value)} is not a value of a preference; allowed: {allowed}")


def _check_flag(value: str) -> str:
    if not value.startswith("-") or value != value.strip() or not value.strip("-"):
        raise refuse(f'"{value}" is not a command-line flag; expected it to start with "-", as in "--lang=de"')
    return value


_PAIRS_ENTRY = {"anyOf": [{"enum": list(WORDS)}, {"type": "string", "pattern": ONE_WAY}]}
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Pairs = Annotated[
    list[str],
    Field(min_length=1),
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    Shown({"anyOf": [_PAIRS_ENTRY, {"type": "array", "items": _PAIRS_ENTRY, "minItems": 1}]}),
]
Seconds = Annotated[float, Field(gt=0, le=86400, allow_inf_nan=False)]
Name = Annotated[str, one_of("a browser", KINDS), Shown({"type": "string", "enum": list(KINDS)})]
Provider = Annotated[str, one_of("a provider", PROVIDERS), Shown({"type": "string", "enum": list(PROVIDERS)})]
Channel = Annotated[str, AfterValidator(_check_channel)]
Version = Annotated[
    str,
    Field(pattern=VERSION_FORM),
    BeforeValidator(_read_version),
    Shown({"anyOf": [{"type": "string", "pattern": VERSION_FORM}, {"type": "number"}]}),
]
Flag = Annotated[str, AfterValidator(_check_flag), Shown({"type": "string", "pattern": "^-"})]
Pref = Annotated[Any, PlainValidator(_check_pref), Shown({"type": ["boolean", "integer", "string"]})]
FormVersion = Annotated[Any, PlainValidator(_check_form_version), Shown({"const": 1})]
Workers = Annotated[
    Any, PlainValidator(_check_workers), Shown({"anyOf": [{"const": "auto"}, {"type": "integer", "minimum": 1}]})
]


def _tie_channels(shown: dict[str, Any]) -> None:
    """Add to the schema the channels of each browser, and that an entry has either channels or versions."""
    shown["oneOf"] = [{"required": ["channels"]}, {"required": ["versions"]}]
    shown["allOf"] = [
        {
            "if": {"properties": {"name": {"const": kind.name}}},
            "then": {"properties": {"channels": {"items": {"enum": list(kind.channel_names)}}}},
        }
        for kind in KINDS.values()
    ]


class BrowserEntry(Entry):
    """One browser in some channels, or in some versions."""

    model_config = ConfigDict(json_schema_extra=_tie_channels)

    name: Name
    """The browser."""
    channels: Annotated[list[Channel], Field(min_length=1)] | None = None
    """Release channels; either these or versions."""
    versions: Annotated[list[Version], Field(min_length=1)] | None = None
    """Versions or version prefixes, "150" or "150.0.7871"; either these or channels."""
    provider: Provider = "auto"
    """The source of the browser; auto tries installed, selenium_manager and debian in this order."""
    headless: bool = True
    """Whether the browser runs headless."""
    flags: list[Flag] = []
    """Command-line flags in addition to those of rtcmatrix; a flag of the same name replaces it."""
    prefs: dict[str, Pref] = {}
    """Preferences: about:config of Firefox, the profile's preferences of the Chromium family."""
    required: bool = False
    """Whether a run ends with exit code 4 if this browser is not available."""
    binary: Annotated[str, Field(min_length=1)] | None = None
    """Path of the browser, instead of the one on PATH."""
    driver: Annotated[str, Field(min_length=1)] | None = None
    """Path of its driver, instead of the one on PATH."""


class LimitsEntry(Entry):
    """Concurrency and timeouts; times are in seconds."""

    workers: Workers = "auto"
    """Number of processes that drive browsers; auto is one for each browser, at most one for each core."""
    lanes: Annotated[int, Field(ge=1, le=64)] = 4
    """Number of probes that run at the same time in one browser."""
    start_timeout: Seconds = 120
    """Timeout for starting a browser."""
    page_load_timeout: Seconds = 30
    """Timeout for loading a page."""
    script_timeout: Seconds = 30
    """Timeout for a script."""
    probe_timeout: Seconds = 60
    """Timeout for a probe, unless the probe sets its own."""


class CompareEntry(Entry):
    """Pairs to compare: each browser that matches reference with each that matches with."""

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["same", "by"]}})

    reference: Pattern
    """The reference, "chrome:stable"."""
    other: Pattern = Field(alias="with")
    """The browsers to compare with the reference, "chrome:{beta,dev}"."""
    same: Annotated[str, one_of("a way to pair", ("selector",)), Shown({"const": "selector"})] | None = None
    """selector keeps only pairs of one channel or version: chrome:beta with edge:beta."""
    by: Annotated[str, one_of("a way to pair", ("milestone",)), Shown({"const": "milestone"})] | None = None
    """milestone keeps only pairs with the same engine version at the start of the run: Chrome 156 with Edge 156."""


class MatrixFile(Entry):
    """The browsers, suites and pairs of one project."""

    version: FormVersion
    """The version of this format: 1."""
    browsers: Annotated[list[BrowserEntry], Field(min_length=1)]
    """The columns, in the order of the report."""
    include: list[BrowserEntry] = []
    """Browsers added after exclude."""
    exclude: list[Pattern] = []
    """Patterns of addresses to remove, "edge:canary"."""
    suites: Annotated[list[Pattern], Field(min_length=1)] = ["*"]
    """Patterns of the check ids to run."""
    pairs: Pairs = ["none"]
    """Which browsers call each other: all, none, same (each browser with itself), reference (each browser with the
    reference of its compare rules, both directions), or patterns: "chrome:* -> firefox:esr", <-> for both directions.
    """
    limits: LimitsEntry = LimitsEntry()
    """Concurrency and timeouts."""
    providers: ProvidersEntry = ProvidersEntry()
    """Settings of providers: mirrors to download from."""
    compare: list[CompareEntry] | None = None
    """The pairs that the report compares; by default, the first browser is the reference of all others."""
