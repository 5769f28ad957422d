"""The Content-Security-Policy of a page that holds its own script and style sheet."""

from __future__ import annotations

import base64
import hashlib


def inline_policy(script: str, style: str) -> str:
    """Return a policy that allows this script, this style sheet and images in ``data:`` URLs, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def nonce_of(*parts: str) -> str:
    """Return a nonce that is the same for equal content, so that a report can be written twice with equal bytes."""
    return base64.urlsafe_b64encode(hashlib.sha256("\0".join(parts).encode()).digest()[:18]).decode()


def _source(text: str) -> str:
    """Name an inline script or style sheet by its hash."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
