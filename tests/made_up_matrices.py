"""Matrices as they are written in files: a good one, and one for each fault with what is said of it."""

from pathlib import Path

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix import Matrix, load_matrix


def read(folder: Path, text: str | bytes) -> Matrix:
    file = folder / "matrix.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_matrix(file)


def complaint(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{folder}/", "").splitlines()


GOOD = """\
version: 1
browsers:
  - name: chrome
    channels: [stable, beta]
    flags: [--lang=de]
    prefs: {intl.accept_languages: de, a.b: true, n: 3}
    required: true
  - {name: chromium, versions: [150], headless: false, provider: debian}
  - {name: firefox, channels: [esr, nightly]}
exclude: ["firefox:night*"]
include:
  - {name: edge, channels: [beta]}
suites: ["getusermedia/*"]
limits: {workers: 2, lanes: 1, start_timeout: 5, page_load_timeout: 1.5, script_timeout: 2, probe_timeout: 3}
providers:
  selenium_manager:
    mirror:
      chrome: {browser: "https://user:t0ken@mirror.test/chrome/", driver: "http://mirror.test:8080/driver"}
      firefox: {browser: "https://mirror.test/firefox/"}
compare:
  - {reference: "chrome:*", with: "edge:*", same: selector}
  - {reference: chrome:stable, with: "{chrome,edge}:beta"}
"""


def entry(text: str) -> str:
    return f"version: 1\nbrowsers:\n  - {{{text}}}\n"


def mirror(text: str) -> str:
    return entry("name: chrome, channels: [dev]") + f"providers:\n  selenium_manager:\n    mirror:\n      {text}\n"


MIRROR_EXPECTED = 'expected http:// or https:// with a host, as in "https://mirror.example.com/chrome-for-testing/"'


BAD: dict[str, tuple[str | bytes, str]] = {
    "two ways to pair": (
        entry("name: chrome, channels: [stable, dev]")
        + 'compare:\n  - {reference: "*", with: "*", same: selector, by: milestone}\n',
        "matrix.yaml:5: compare[0].by: is given together with same; expected one of them",
    ),
    "another way to pair": (
        entry("name: chrome, channels: [stable, dev]") + 'compare:\n  - {reference: "*", with: "*", by: milestones}\n',
        (
            'matrix.yaml:5: compare[0].by: "milestones" is not a way to pair; allowed: milestone; '
            'did you mean "milestone"?'
        ),
    ),
    "misspelt channel": (
        "version: 1\nbrowsers:\n  - name: chrome\n    channels:\n      - stable\n\n      - canry\n",
        (
            'matrix.yaml:7: browsers[0].channels[1]: "canry" is not a channel of chrome; '
            'allowed: stable, beta, dev, canary; did you mean "canary"?'
        ),
    ),
    "another browser's channel": (
        entry("name: firefox, channels: [dev]"),
        (
            'matrix.yaml:3: browsers[0].channels[0]: "dev" is not a channel of firefox; '
            "allowed: esr, stable, beta, nightly"
        ),
    ),
    "misspelt browser": (
        entry("name: crome, channels: [stable]"),
        (
            'matrix.yaml:3: browsers[0].name: "crome" is not a browser; allowed: chrome, edge, chromium, firefox; '
            'did you mean "chrome"?'
        ),
    ),
    "misspelt field": (
        entry("name: chrome, chanels: [stable], channels: [dev]"),
        (
            'matrix.yaml:3: browsers[0].chanels: "chanels" is not known here; allowed: name, channels, versions, '
            'provider, headless, flags, prefs, required, binary, driver; did you mean "channels"?'
        ),
    ),
    "misspelt field at the top": (
        entry("name: chrome, channels: [dev]") + "limit: {}\n",
        (
            'matrix.yaml:4: limit: "limit" is not known here; allowed: version, browsers, include, exclude, suites, '
            'pairs, limits, providers, compare; did you mean "limits"?'
        ),
    ),
    "misspelt limit": (
        entry("name: chrome, channels: [dev]") + "limits:\n  lane: 3\n",
        (
            'matrix.yaml:5: limits.lane: "lane" is not known here; allowed: workers, lanes, start_timeout, '
            'page_load_timeout, script_timeout, probe_timeout; did you mean "lanes"?'
        ),
    ),
    "misspelt provider": (
        entry("name: chrome, channels: [dev], provider: debain"),
        (
            'matrix.yaml:3: browsers[0].provider: "debain" is not a provider; '
            'allowed: auto, installed, selenium_manager, debian; did you mean "debian"?'
        ),
    ),
    "version of the form": (
        "version: 2\nbrowsers: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:1: version: "2" is not a version of this format; allowed: 1',
    ),
    "no version of the form": (
        "browsers: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:1: "version" is missing; expected the version of this format: 1',
    ),
    "no browser": (
        "version: 1\nbrowsers: []\n",
        'matrix.yaml:2: browsers: "[]" is not allowed; expected at least one',
    ),
    "nothing where a list belongs": (
        "version: 1\nbrowsers:\n",
        "matrix.yaml:2: an empty value is read as null; write a value, or remove the entry",
    ),
    "text where a mapping belongs": (
        "version: 1\nbrowsers: [chrome]\n",
        'matrix.yaml:2: browsers[0]: "chrome" is not allowed; expected a mapping',
    ),
    "a number where text belongs": (
        entry("name: 7, channels: [stable]"),
        'matrix.yaml:3: browsers[0].name: "7" is not allowed; expected text, in quotes',
    ),
    "text where yes or no belongs": (
        entry("name: chrome, channels: [dev], headless: maybe"),
        'matrix.yaml:3: browsers[0].headless: "maybe" is not allowed; expected true or false',
    ),
    "neither channels nor versions": (
        entry("name: chrome"),
        "matrix.yaml:3: browsers[0]: neither channels nor versions is given; expected one of them",
    ),
    "channels and versions": (
        entry("name: chrome, channels: [dev], versions: [150]"),
        (
            "matrix.yaml:3: browsers[0].versions: is given together with channels; "
            "expected one of them (write two entries)"
        ),
    ),
    "no version at all": (
        entry("name: chrome, versions: [newest]"),
        (
            'matrix.yaml:3: browsers[0].versions[0]: "newest" is not allowed; '
            'expected a version or version prefix, "150" or "150.0.7871"'
        ),
    ),
    "a truth value as version": (
        entry("name: chrome, versions: [yes]"),
        'matrix.yaml:3: "yes" without quotes is read as true; quote it for the text, or write true',
    ),
    "not a flag": (
        entry("name: chrome, channels: [dev], flags: [lang=de]"),
        (
            'matrix.yaml:3: browsers[0].flags[0]: "lang=de" is not a command-line flag; '
            'expected it to start with "-", as in "--lang=de"'
        ),
    ),
    "not a value of a preference": (
        entry("name: firefox, channels: [esr], prefs: {a: [1]}"),
        (
            'matrix.yaml:3: browsers[0].prefs.a: "[1]" is not a value of a preference; '
            "allowed: true, false, a whole number, text"
        ),
    ),
    "a number as preference": (
        entry("name: firefox, channels: [esr], prefs: {1: a}"),
        'matrix.yaml:3: browsers[0].prefs.1: "1" is not a name; expected text, quoted if necessary',
    ),
    "a number as field": (
        "version: 1\nbrowsers: [{name: chrome, channels: [dev]}]\n7: x\n",
        'matrix.yaml:3: 7: "7" is not a name; expected text, quoted if necessary',
    ),
    "given twice": (
        entry("name: chrome, channels: [dev]") + "\n  - {name: chrome, channels: [beta, dev]}\n",
        'matrix.yaml:5: browsers[1].channels[1]: "chrome:dev" is given twice; the first is in line 3',
    ),
    "a number and its text given twice": (
        entry('name: chromium, versions: [150, "150"]'),
        'matrix.yaml:3: browsers[0].versions[1]: "chromium:150" is given twice; the first is in line 3',
    ),
    "given again by include": (
        entry("name: chrome, channels: [dev]") + "include: [{name: chrome, channels: [dev]}]\n",
        'matrix.yaml:4: include[0].channels[0]: "chrome:dev" is given twice; the first is in line 3',
    ),
    "key twice": (
        "version: 1\nbrowsers: []\nversion: 1\n",
        'matrix.yaml:3: "version" is given twice; the first is in line 1',
    ),
    "exclude that hits nothing": (
        entry("name: chrome, channels: [dev]") + "exclude: [chrom:dev]\n",
        (
            'matrix.yaml:4: exclude[0]: "chrom:dev" matches no browser of this file; it has: chrome:dev; '
            'did you mean "chrome:dev"?'
        ),
    ),
    "exclude that hits everything": (
        entry("name: chrome, channels: [dev]") + 'exclude: ["*"]\n',
        "matrix.yaml:4: exclude: removes every browser; expected at least one to remain",
    ),
    "compare that hits nothing": (
        entry("name: chrome, channels: [dev, beta]") + "compare:\n- reference: chrome:dev\n  with: chrome:bta\n",
        (
            'matrix.yaml:6: compare[0].with: "chrome:bta" matches no browser of this file; it has: '
            'chrome:dev, chrome:beta; did you mean "chrome:beta"?'
        ),
    ),
    "pairs of an unknown word": (
        entry("name: chrome, channels: [dev]") + "pairs: sme\n",
        (
            'matrix.yaml:4: pairs: "sme" is not known here; allowed: all, none, same, reference, or a pattern such as '
            '"chrome:* -> firefox:esr"; did you mean "same"?'
        ),
    ),
    "pairs without an arrow": (
        entry("name: chrome, channels: [dev]") + "pairs:\n  - same\n  - chrome:*\n",
        (
            'matrix.yaml:6: pairs[1]: "chrome:*" has no arrow; expected "chrome:* -> firefox:esr" (the left browser '
            'calls), or "<->" for both directions'
        ),
    ),
    "pairs with two arrows": (
        entry("name: chrome, channels: [dev]") + "pairs: [chrome:* -> chrome:* -> chrome:*]\n",
        (
            'matrix.yaml:4: pairs[0]: "chrome:* -> chrome:* -> chrome:*" has not one browser on each side of one '
            'arrow; expected "chrome:* -> firefox:esr"'
        ),
    ),
    "pairs that match nothing": (
        entry("name: chrome, channels: [dev]") + "pairs: [chrome:* <-> firefox:esr]\n",
        (
            'matrix.yaml:4: pairs[0]: "chrome:* <-> firefox:esr": "firefox:esr" matches no browser of this file; it '
            "has: chrome:dev"
        ),
    ),
    "pairs with braces that stay open": (
        entry("name: chrome, channels: [dev]") + 'pairs: ["{chrome:dev -> chrome:dev"]\n',
        'matrix.yaml:4: pairs[0]: pattern "{chrome:dev" has a "{" without a "}"',
    ),
    "pairs of references by milestone only": (
        entry("name: chrome, channels: [beta, dev]")
        + "pairs: reference\ncompare:\n  - {reference: chrome:beta, with: chrome:dev, by: milestone}\n",
        ('matrix.yaml:4: pairs: "reference" matches no pair: no compare rule without "by: milestone" has a reference'),
    ),
    "no pairs and some": (
        entry("name: chrome, channels: [dev]") + "pairs: [none, same]\n",
        'matrix.yaml:4: pairs: "none" is given together with other entries; expected it alone',
    ),
    "an empty list of pairs": (
        entry("name: chrome, channels: [dev]") + "pairs: []\n",
        'matrix.yaml:4: pairs: "[]" is not allowed; expected at least one',
    ),
    "braces that stay open": (
        entry("name: chrome, channels: [dev]") + 'exclude: ["{chrome:dev"]\n',
        'matrix.yaml:4: exclude[0]: pattern "{chrome:dev" has a "{" without a "}"',
    ),
    "half a comparison": (
        entry("name: chrome, channels: [dev]") + "compare: [{reference: chrome:dev}]\n",
        (
            'matrix.yaml:4: compare[0]: "with" is missing; '
            'expected the browsers to compare with the reference, "chrome:{beta,dev}"'
        ),
    ),
    "workers": (
        entry("name: chrome, channels: [dev]") + "limits: {workers: many}\n",
        'matrix.yaml:4: limits.workers: "many" is not a number of workers; allowed: auto, or 1 or more',
    ),
    "no lane": (
        entry("name: chrome, channels: [dev]") + "limits: {lanes: 0}\n",
        'matrix.yaml:4: limits.lanes: "0" is not allowed; expected 1 or more',
    ),
    "no time": (
        entry("name: chrome, channels: [dev]") + "limits: {probe_timeout: 0}\n",
        'matrix.yaml:4: limits.probe_timeout: "0" is not allowed; expected more than 0',
    ),
    "endless time": (
        entry("name: chrome, channels: [dev]") + "limits: {probe_timeout: .inf}\n",
        'matrix.yaml:4: limits.probe_timeout: "Infinity" is not allowed; expected a finite number',
    ),
    "one binary for two": (
        entry("name: chrome, channels: [dev, beta], binary: /opt/c"),
        'matrix.yaml:3: browsers[0].binary: "/opt/c" is one build; expected exactly one channel or version',
    ),
    "a binary for a provider that brings its own": (
        entry("name: chromium, channels: [stable], binary: /opt/c, provider: debian"),
        'matrix.yaml:3: browsers[0].binary: "/opt/c" is not used by provider debian; allowed with: auto, installed',
    ),
    "a mirror of a browser that has none": (
        mirror('chromium: {browser: "https://mirror.test/"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chromium: "chromium" is not a browser that Selenium '
            'Manager downloads; allowed: chrome, edge, firefox; did you mean "chrome"?'
        ),
    ),
    "a mirror without URL": (
        mirror("chrome: {}"),
        (
            "matrix.yaml:7: providers.selenium_manager.mirror.chrome: neither browser nor driver is given; "
            "expected the URL of a mirror for at least one of them"
        ),
    ),
    "a URL where its mapping belongs": (
        mirror('chrome: "https://user:t0ken@mirror.test/"'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome: "https://***@mirror.test/" is not allowed; '
            "expected a mapping"
        ),
    ),
    "misspelt field of a mirror": (
        mirror('chrome: {drivers: "https://mirror.test/"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome.drivers: "drivers" is not known here; '
            'allowed: browser, driver; did you mean "driver"?'
        ),
    ),
    "misspelt provider settings": (
        entry("name: chrome, channels: [dev]") + "providers: {selenium: {}}\n",
        (
            'matrix.yaml:4: providers.selenium: "selenium" is not known here; allowed: selenium_manager; '
            'did you mean "selenium_manager"?'
        ),
    ),
    "a mirror by another protocol": (
        mirror('chrome: {driver: "ftp://user:t0ken@mirror.test/"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome.driver: "ftp://***@mirror.test/" is not the URL '
            f"of a mirror; {MIRROR_EXPECTED}"
        ),
    ),
    "a mirror without host": (
        mirror('chrome: {driver: "https:///x/"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome.driver: "https:///x/" is not the URL of a mirror; '
            f"{MIRROR_EXPECTED}"
        ),
    ),
    "a mirror with a query": (
        mirror('chrome: {driver: "https://mirror.test/x/?token=t0ken"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome.driver: "https://mirror.test/x/?***" is not '
            f"the URL of a mirror; {MIRROR_EXPECTED}"
        ),
    ),
    "a mirror without scheme": (
        mirror('chrome: {driver: "user:t0ken@mirror.test/x/"}'),
        (
            'matrix.yaml:7: providers.selenium_manager.mirror.chrome.driver: "***@mirror.test/x/" is not the URL '
            f"of a mirror; {MIRROR_EXPECTED}"
        ),
    ),
}
