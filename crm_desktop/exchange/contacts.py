"""Contacts from a file of any kind, told by what is in it and not by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm_desktop.exchange.columns import score
from crm_desktop.exchange.csv_contacts import CsvPreview, preview_table, read_table
from crm_desktop.exchange.records import ReadContacts
from crm_desktop.exchange.spreadsheets import open_any
from crm_desktop.exchange.tables import decode, wide_encoding
from crm_desktop.exchange.vcard_reader import read_vcards

_CARD = re.compile(rb"(?:\A|[\r\n])BEGIN:VCARD[ \t]*(?=[\r\n]|\Z)", re.IGNORECASE)
# A card begins at the start of a file, or behind a little that is none.
_LOOKED_AT = 100_000


def read(
    name: str,
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: Sequence[str] | None = None,
) -> ReadContacts:
    """All contacts of a file: vCard, Excel, or delimited text.

    Args:
        name: the name of the file, for the reports; it decides nothing.
        data: its bytes.
        encoding: of delimited text, when a person chose it.
        delimiter: of delimited text, when a person chose it.
        mapping: one key of `columns` per column, when a person corrected it.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.columns_unknown``, ``import.sheet_unreadable``.
    """
    cards = _cards(name, data)
    if cards is not None:
        return read_vcards(name, *cards)
    return read_table(open_any(name, data, score, encoding=encoding, delimiter=delimiter), mapping)


def preview(
    name: str, data: bytes, *, encoding: str | None = None, delimiter: str | None = None, limit: int = 50
) -> CsvPreview | None:
    """The beginning of a table and what its columns are taken for; None for cards, which have no columns.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.sheet_unreadable``.
    """
    if _cards(name, data) is not None:
        return None
    return preview_table(open_any(name, data, score, encoding=encoding, delimiter=delimiter), limit)


def _cards(name: str, data: bytes) -> tuple[bytes, bool] | None:
    """The bytes of a file of cards, and whether they were made UTF-8; None for another file."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(data) is not None
    if wide:
        data = decode(name, data)[0].encode("utf-8", "replace")
    return (data, wide) if _CARD.search(data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")) else None
