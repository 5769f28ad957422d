"""The model of observations saved by hand, for their JSON Schema; ``saved`` reads them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rtcmatrix.model import Fault, Json
from rtcmatrix.runs.saved import MAX_LINE, MAX_RECORDS, MAX_TEXT


class ObservedMessage(BaseModel):
    """A console message."""

    level: str
    text: str


class ObservedRecord(BaseModel):
    """The record of one probe."""

    facts: dict[str, Json] | None = None
    metrics: dict[str, Json] | None = None
    notes: dict[str, Json] | None = None
    unsupported: str | None = Field(default=None, max_length=MAX_TEXT, description="What the browser lacks.")
    fault: Fault | None = None
    message: str | None = Field(default=None, max_length=MAX_TEXT, description="Set with fault.")
    duration: float = Field(default=0.0, ge=0, lt=1e6, description="Seconds.")
    console: list[ObservedMessage] | None = None
    stack: str | None = Field(default=None, description="Not read.")


class ObservedBrand(BaseModel):
    """A brand in the client hints of the browser."""

    brand: str
    version: str


class Observations(BaseModel):
    """The file that ``pages/index.html`` saves in a browser that cannot be automated."""

    model_config = ConfigDict(serialize_by_alias=True)

    format: Literal[1]
    kind: Literal["observations"]
    user_agent: str = Field(alias="userAgent", max_length=MAX_LINE)
    platform: str = Field(default="", max_length=MAX_LINE)
    brands: list[ObservedBrand] | None = Field(default=None, description="Client hints: fullVersionList, or brands.")
    architecture: str | None = Field(default=None, description="Client hints: x86_64 or arm_64.")
    brave: bool = Field(default=False, description="Whether navigator.brave exists.")
    saved_at: str = Field(default="", alias="savedAt", max_length=MAX_LINE, description="ISO 8601 in UTC.")
    records: dict[str, ObservedRecord] = Field(max_length=MAX_RECORDS, description="Path of a probe -> its record.")
