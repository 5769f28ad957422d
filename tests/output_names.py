"""What each output names, read back: (subject, path, address) of differences that count and of unexpected cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import TypeAlias
from urllib.parse import unquote
from xml.etree import ElementTree as ET

Name: TypeAlias = tuple[str, str, str]
"""Check or probe, path in the facts or nothing, and whose it is."""
NOT_COMPARABLE = "(not comparable)"


def of_gate(text: str) -> set[Name]:
    """Read what a gate prints: a line for each cell or probe, and below it a line for each fact."""
    found: set[Name] = set()
    subject = browser = ""
    for line in text.splitlines():
        if met := re.match(r"gate: (\S+) is not comparable, ", line):
            found.add((NOT_COMPARABLE, "", met[1]))
        elif met := re.fullmatch(r"  [a-z-]+: (\S+) in (\S+)", line):
            subject, browser = met[1], met[2]
        elif line.startswith("      ") and not line.startswith("      again: "):
            met = re.match(r"      ([a-z]+(?:[.\[]\S*)?): (?!an API)", line)
            found.add((subject, met[1] if met else "", browser))
    return found


def of_table(lines: Iterable[str], address: str) -> set[Name]:
    """Read the plain lines of ``compare`` down to what is not counted."""
    found: set[Name] = set()
    subject = ""
    for line in lines:
        if re.fullmatch(r"  \S+", line):
            subject = line.strip()
        elif met := re.match(r"    (\S+): ", line):
            if not subject:
                break
            found.add((subject, "" if met[1] == "status" else met[1], address))
        elif line.startswith("  not comparable, not counted: "):
            found.add((NOT_COMPARABLE, "", address))
            break
        else:
            break
    return found


def of_summary(text: str) -> set[Name]:
    """Read what a run says of itself in a terminal."""
    met = re.findall(r"^unexpected: (\S+) in (\S+): ", text, re.MULTILINE)
    return {(check, "", address) for check, address in met}


def of_markdown(text: str, headings: Iterable[str]) -> set[tuple[str, str]]:
    """Read (subject, label) of the findings below some headings."""
    found: set[tuple[str, str]] = set()
    inside = False
    for line in text.splitlines():
        if met := re.fullmatch(r"### (.*?)( \([\d,]+\))?", line):
            inside = met[1] in headings
        elif inside and (item := re.match(r"- \*\*(.+?)\*\*: `([^`]+)`", line)):
            labels = re.sub(r"<!-- -->|\\", "", item[1])
            found |= {(item[2], label) for label in labels.split(", ")}
        assert not (inside and re.match(r"- and [\d,]+ more", line)), "the test gives every finding room"
    return found


def of_annotations(text: str) -> set[tuple[str, str]]:
    """Read (subject, label) of the annotations about findings, flaky ones aside."""
    found: set[tuple[str, str]] = set()
    for line in text.splitlines():
        met = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert met is not None, line
        title = unquote(dict(each.split("=", 1) for each in met[2].split(","))["title"])
        subject, colon, labels = title.partition(": ")
        if colon and not re.match(r"passed in \d+ of \d+ repeats", unquote(met[3])):
            found |= {(subject, label) for label in labels.split(", ")}
    return found


def of_junit(text: str, labels: Mapping[str, str]) -> set[Name]:
    """Read the cases that fail, and those of differences that do not; ``labels`` gives the address of each suite."""
    found: set[Name] = set()
    for suite in ET.fromstring(text):
        address = next((each.get("value", "") for each in suite.iter("property") if each.get("name") == "address"), "")
        against = suite.get("name", "").partition(" against ")
        for case in suite.iter("testcase"):
            name = case.get("name", "")
            if case.get("classname") == "run" and name == "is_complete":
                continue  # the run's own suite, which names no column
            address = address or labels[against[0]]
            if against[1] and name == "is_comparable":
                found.add((NOT_COMPARABLE, "", address))
            elif against[1]:
                subject, _, path = name.partition(" ")
                found.add((subject, path, address))
            elif case.find("failure") is not None or case.find("error") is not None:
                area = case.get("classname", "").rpartition(".")[2]
                found.add((f"{area}/{name}", "", address))
    return found


def of_json(text: str, run: str) -> set[Name]:
    """Read the report as a document."""
    told = json.loads(text)
    found = {
        (each["subject"], each["path"], each["after_browser"])
        for each in told["differences"]
        if each["standing"] == "unstated"
    }
    found |= {(NOT_COMPARABLE, "", each["after"]["browser"]) for each in told["comparisons"] if each["apart"]}
    return found | {
        (each["check"], "", each["browser"])
        for each in told["results"]
        if each["outcome"] == "unexpected" and told["columns"][each["column"]]["run"] == run
    }


class Page(HTMLParser):
    """Reads a page by the attributes that say what each row is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.counting: set[tuple[str, str]] = set()
        """(subject, path) of what counts."""
        self.by_address: set[Name] = set()
        """The same with the address that was written last."""
        self.unexpected: set[tuple[str, str]] = set()
        """(check, label of the column or nothing)."""
        self.not_comparable = False
        self._standing = self._subject = self._check = self._side = self._address = ""
        self._is_address = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        told = {name: value or "" for name, value in attrs}
        self._is_address = told.get("class") == "address"
        if "data-standing" in told:
            self._standing, self._subject = told["data-standing"], told.get("data-subject", "")
            self.not_comparable |= self._standing == "set-apart" and tag in {"section", "tr"}
            if tag != "section" and self._standing == "unstated":
                self._count(told.get("data-path", ""))
        elif tag == "code" and "data-path" in told and self._standing == "unstated":
            self._count(told["data-path"])
        if "data-check" in told:
            self._check, self._side = told["data-check"], ""
        self._side = told.get("data-side", self._side)
        if tag == "tr" and "data-check" not in told:
            self._check = ""
        if told.get("data-outcome") == "unexpected" and self._check:
            self.unexpected.add((self._check, self._side))

    def _count(self, path: str) -> None:
        self.counting.add((self._subject, path))
        self.by_address.add((self._subject, path, self._address))

    def handle_data(self, data: str) -> None:
        """Note an address."""
        if self._is_address and data.strip():
            self._address = data.strip()


def pages(texts: Iterable[tuple[str, str]], start: str) -> Iterator[tuple[str, Page]]:
    """Read the pages whose names begin in some way."""
    return ((name, Page(text)) for name, text in texts if name.startswith(start))
