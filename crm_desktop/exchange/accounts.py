"""The accounts of a sales program: companies, with everything their table says of them."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.exchange.columns import map_headers, plain, score
from crm_desktop.exchange.csv_contacts import read_table
from crm_desktop.exchange.fields import read_fields
from crm_desktop.exchange.records import ContactRecord, Rejected
from crm_desktop.exchange.spreadsheets import open_any

WORDS = {
    "name": "account|account name|company|company name|name|client|customer|organization|organisation|empresa|conta"
    "|cliente|nome|nome da empresa|cuenta|societe|firma",
    "parent": "subsidiary of|parent|parent account|parent company|empresa mae|grupo",
}
_KEYS = {
    **dict.fromkeys(WORDS["name"].split("|"), "company"),
    **dict.fromkeys(("sector", "industry", "setor", "ramo", "branche"), "categories"),
    **dict.fromkeys(("office location", "location", "country", "pais", "billing country"), "address.work.country"),
}


class AccountRecord(NamedTuple):
    """A company with which there are deals; `parent` is the name of the company it belongs to, or ''."""

    name: str
    parent: str
    contact: ContactRecord


def read_accounts(
    source: str, data: bytes, rejected: list[Rejected], warnings: list[Rejected]
) -> tuple[AccountRecord, ...]:
    """The accounts of a table. What cannot be read is added to `rejected`, what was mended to `warnings`.

    Raises:
        Refused: ``import.empty``, ``import.binary``, ``import.sheet_unreadable``, ``import.fields_unknown``.
    """
    parents = {line: cells.get("parent", "") for line, cells in read_fields(source, data, WORDS, ["name"], [], [])}
    table = open_any(source, data, lambda headers: score(headers) + sum(plain(header) in _KEYS for header in headers))
    keys = [
        _KEYS.get(plain(header), key) for header, key in zip(table.headers, map_headers(table.headers), strict=True)
    ]
    found = read_table(table, keys)
    rejected += found.rejected
    warnings += found.warnings
    return tuple(
        AccountRecord(contact.display_name, parents.get(contact.line, ""), contact) for contact in found.records
    )
