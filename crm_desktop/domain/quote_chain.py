"""The hash chain of issued quotes: each link holds the one before, so that none can be changed or taken away unseen.

Portugal chains the documents of certified software in this way (Portaria 363/2010, article 6, there with a signature);
this program is not certified software and signs nothing: the chain proves the file to its owner.
"""

from __future__ import annotations

import hashlib


def link(previous: str, number: str, issued_at: str, snapshot: str, pdf_sha256: str) -> str:
    """The SHA-256 (hex) that stands beside an issue.

    Args:
        previous: the link of the issue before, '' for the first.
        number: the quote's number.
        issued_at: the moment of issue as the file keeps it, ISO 8601 in UTC.
        snapshot: the paper as JSON.
        pdf_sha256: the SHA-256 (hex) of the PDF.
    """
    return digest("\n".join((previous, number, issued_at, digest(snapshot), pdf_sha256)))


def digest(text: str) -> str:
    """The SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
