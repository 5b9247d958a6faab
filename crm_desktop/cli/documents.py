"""Files that commands read and write: quotes as JSON, and whatever is handed over."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.cli.desk import Answer
from crm_desktop.exchange import quote_json
from crm_desktop.exchange.files import read_bytes, write_atomically
from crm_desktop.exchange.quote_json import ReadQuote


def read_quote(path: Path) -> ReadQuote:
    """The quote in a file: a document written by hand, or one that was exported.

    Raises:
        Refused: ``file.*``, ``document.*``, and all that `compute_totals` refuses.
    """
    return quote_json.read(read_bytes(path), str(path))


def written(path: Path, content: bytes) -> Answer:
    """Writes a file; says where it is.

    Raises:
        Refused: ``file.*``.
    """
    write_atomically(path, content)
    return Answer({"path": str(path), "bytes": len(content)}, (str(path),))
