"""Credentials in URLs are hidden, and nothing else."""

import pytest

from rtcmatrix.credentials import hide_credentials


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:token@host.test/x/", "https://***@host.test/x/"),
        ("https://token@host.test/", "https://***@host.test/"),
        ("https://user:pa/ss@host.test/", "https://***@host.test/"),
        ("https://user:pa@ss@host.test/", "https://***@host.test/"),
        ("a https://a:b@c.test/d (http://e@f.test)", "a https://***@c.test/d (http://***@f.test)"),
        ("https://user:t%40ken@host.test:8443/", "https://***@host.test:8443/"),
    ],
)
def test_credentials_are_hidden(text: str, shown: str) -> None:
    assert hide_credentials(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://host.test/",
        "https://host.test:8443/@scope/package",
        "https://host.test/@scope/package",
        "https://[::1]:80/x",
        "somebody@example.org",
        "https://host.test, a@b",
    ],
)
def test_text_without_credentials_stays(text: str) -> None:
    assert hide_credentials(text) == text
