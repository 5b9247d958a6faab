"""The hash chain of issued quotes: each link holds the one before, so that changing or removing one breaks the next.

Portugal chains the documents of certified software in this way (Portaria 363/2010, article 6, there with a signature);
this program is not certified software and signs nothing. The chain shows its owner that nothing in the file was
damaged or meddled with by halves; it proves nothing to others, because whoever has the file can compute it anew. That
the newest issue is missing shows in the ids that were given out (`db/issued.py`), not in the chain.
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
