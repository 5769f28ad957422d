"""Hide user names, passwords and tokens of URLs in text that is printed or recorded. Pure."""

from __future__ import annotations

import re

# A password that is not percent-encoded may hold a "/": its URL then has no valid port, and is hidden up to the "@"
_USERINFO = re.compile(r"""(?<=://)(?:[^/?#\s"'@]*:(?!\d*(?:[/?#\s"']|$))[^\s"']*@|[^/?#\s"']*@)""")

HIDDEN = "***@"


def hide_credentials(text: str) -> str:
    """Replace the credentials of each URL: ``https://user:token@host/`` becomes ``https://***@host/``."""
    return _USERINFO.sub(HIDDEN, text)
