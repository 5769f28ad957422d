"""The form of matrix.yaml as pydantic models: its fields, their types and what each may hold."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo
from pydantic import WithJsonSchema as Shown
from pydantic_core import PydanticCustomError

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix.selection import expand_braces
from rtcmatrix.nearest import nearest
from rtcmatrix.visible import visible

PAIRS = ("all", "same", "none")
PROVIDERS = ("auto", "installed", "selenium_manager", "debian")

VERSION_FORM = r"^[0-9]+(\.[0-9]+){0,3}$"


def refuse(message: str) -> PydanticCustomError:
    """Make an error whose whole message is ours."""
    return PydanticCustomError("matrix", "{message}", {"message": message})


def quote(value: Any) -> str:
    """Show an offending value in quotes, cut short."""
    text = str(value) if isinstance(value, (str, date)) else json.dumps(value, default=str)
    text = visible(" ".join(text.split()))
    return f'"{text[:80]}{"..." if len(text) > 80 else ""}"'


def _one_of(kind: str, allowed: Collection[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in allowed:
            raise refuse(f'"{value}" is not {kind}; allowed: {", ".join(allowed)}{nearest(value, allowed)}')
        return value

    return AfterValidator(check)


def _check_channel(value: str, info: ValidationInfo) -> str:
    """Refuse a channel that the browser of this entry does not have; a misspelt browser is told once, at its name."""
    browser = info.data.get("name")
    allowed = KINDS[browser].channel_names if browser else ()
    if browser and value not in allowed:
        listed = ", ".join(allowed)
        raise refuse(f'"{value}" is not a channel of {browser}; allowed: {listed}{nearest(value, allowed)}')
    return value


def _read_version(value: Any) -> Any:
    """Take a version that YAML read as a number; ``Document`` refuses one that it would change (``150.10``)."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _check_pattern(value: str) -> str:
    try:
        expand_braces(value)
    except ConfigurationError as wrong:
        raise refuse(str(wrong)) from wrong
    if not value.strip():
        raise refuse('"" names nothing; expected a pattern such as "edge:*"')
    return value


def _check_form_version(value: Any) -> int:
    if value == 1 and type(value) is int:
        return value
    raise refuse(f"{quote(value)} is not a version of this form; allowed: 1")


def _check_workers(value: Any) -> int | Literal["auto"]:
    if value == "auto":
        return "auto"
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    raise refuse(f"{quote(value)} is not a number of workers; allowed: auto, or 1 and more")


def _check_pref(value: Any) -> bool | int | str:
    if isinstance(value, (bool, int, str)):
        return value
    allowed = "true, false, a whole number, text"
    raise refuse(f"{quote(value)} is not a preference's value; allowed: {allowed}")


def _check_flag(value: str) -> str:
    if not value.startswith("-") or value != value.strip() or not value.strip("-"):
        raise refuse(f'"{value}" is not a command-line flag; expected it to start with "-", as in "--lang=de"')
    return value


Pattern = Annotated[str, AfterValidator(_check_pattern)]
Seconds = Annotated[float, Field(gt=0, le=86400, allow_inf_nan=False)]
Name = Annotated[str, _one_of("a browser", KINDS), Shown({"type": "string", "enum": list(KINDS)})]
Provider = Annotated[str, _one_of("a provider", PROVIDERS), Shown({"type": "string", "enum": list(PROVIDERS)})]
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


class Entry(BaseModel):
    """What every mapping of the file has in common: nothing unknown in it, nothing quietly turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


def _tie_channels(shown: dict[str, Any]) -> None:
    """Let an editor know each browser's channels, and that an entry has either channels or versions."""
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
    """Which browser."""
    channels: Annotated[list[Channel], Field(min_length=1)] | None = None
    """Release channels; either these or versions."""
    versions: Annotated[list[Version], Field(min_length=1)] | None = None
    """Versions or their beginnings, "150" or "150.0.7871"; either these or channels."""
    provider: Provider = "auto"
    """Where the browser comes from; auto asks installed, selenium_manager and debian in this order."""
    headless: bool = True
    """Whether it runs without a window."""
    flags: list[Flag] = []
    """Command-line flags, added to ours; one of the same name replaces ours."""
    prefs: dict[str, Pref] = {}
    """Preferences: about:config of Firefox, the profile's preferences of the Chromium family."""
    required: bool = False
    """Whether a run ends with exit 4 where this browser is not to be had."""
    binary: Annotated[str, Field(min_length=1)] | None = None
    """Path of the browser, in place of the one on PATH."""
    driver: Annotated[str, Field(min_length=1)] | None = None
    """Path of its driver, in place of the one on PATH."""


class LimitsEntry(Entry):
    """How many at once, and how long; times are seconds."""

    workers: Workers = "auto"
    """Processes that drive browsers; auto is one a browser, as far as there are cores."""
    lanes: Annotated[int, Field(ge=1, le=64)] = 4
    """Probes that one browser gathers at the same time."""
    start_timeout: Seconds = 120
    """Until a started browser takes a command."""
    page_load_timeout: Seconds = 30
    """Until a page has loaded."""
    script_timeout: Seconds = 30
    """Until a script has answered."""
    probe_timeout: Seconds = 60
    """Until a probe has ended, unless the probe names another time."""


class CompareEntry(Entry):
    """Pairs to compare: each browser that reference names with each that with names."""

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["same", "by"]}})

    reference: Pattern
    """What is compared with, "chrome:stable"."""
    other: Pattern = Field(alias="with")
    """What is compared, "chrome:{beta,dev}"."""
    same: Annotated[str, _one_of("a way to pair", ("selector",)), Shown({"const": "selector"})] | None = None
    """selector keeps only pairs of one channel or version: chrome:beta with edge:beta."""
    by: Annotated[str, _one_of("a way to pair", ("milestone",)), Shown({"const": "milestone"})] | None = None
    """milestone keeps only pairs of one engine version, as found when the run starts: Chrome 156 with Edge 156."""


class MatrixFile(Entry):
    """The browsers, suites and pairs of one project."""

    version: FormVersion
    """The version of this form: 1."""
    browsers: Annotated[list[BrowserEntry], Field(min_length=1)]
    """The columns, in the order of the report."""
    include: list[BrowserEntry] = []
    """Browsers added after exclude."""
    exclude: list[Pattern] = []
    """Patterns over addresses that are taken away again, "edge:canary"."""
    suites: Annotated[list[Pattern], Field(min_length=1)] = ["*"]
    """Patterns over check ids that are run."""
    pairs: Annotated[str, _one_of("which pairs", PAIRS), Shown({"type": "string", "enum": list(PAIRS)})] = "none"
    """Which browsers call each other: all ordered pairs, each only the same, or none."""
    limits: LimitsEntry = LimitsEntry()
    """How many at once, and how long."""
    compare: list[CompareEntry] | None = None
    """Which pairs the report compares; without it the first browser is the reference of all others."""
