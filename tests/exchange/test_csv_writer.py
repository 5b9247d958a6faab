"""Contacts written as a table read back as the same contacts, and open harmlessly in a spreadsheet."""

from __future__ import annotations

import csv
import io

from hypothesis import given

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.exchange.contacts import read as read_csv
from crm_desktop.exchange.csv_writer import write_contacts, write_table
from crm_desktop.exchange.drafts import Draft, settle
from crm_desktop.exchange.records import ChannelRecord, ContactRecord, OrganizationRecord
from tests.exchange.strategies import contacts


def told_by_a_cell(record: ContactRecord) -> bool:
    """False where a cell that holds several values could not tell them apart."""
    texts = [*record.categories, *(channel.value for channel in record.channels)]
    return not any(mark in text for text in texts for mark in (":::", ",", ";", "* ")) and not any(
        channel.label.startswith("* ") or ": " in channel.label or "fax" in channel.label.lower()
        for channel in record.channels
    )


def by_kind(record: ContactRecord) -> ContactRecord:
    """A record with its channels in the order of the columns, and without what columns do not tell."""
    kinds = [ChannelKind.EMAIL, ChannelKind.PHONE, ChannelKind.WEB, ChannelKind.ADDRESS]
    channels = sorted(record.channels, key=lambda channel: kinds.index(channel.kind))
    return settle(record._replace(channels=tuple(channels), photo=None, line=0))


@given(contacts().filter(told_by_a_cell))
def test_what_is_written_reads_back_the_same(record: ContactRecord) -> None:
    found = read_csv("", write_contacts([record, record]))
    assert not found.rejected
    assert [by_kind(read) for read in found.records] == [by_kind(record)] * 2


def test_no_cell_runs_in_a_spreadsheet() -> None:
    data = write_table(["=A", "B"], [["+351 912", "-5"], ["@x", 'Ana, "Lda"\n=1']])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["'=A", "B"], ["'+351 912", "'-5"], ["'@x", 'Ana, "Lda"\n=1']]


def test_the_columns_are_those_google_names() -> None:
    record = Draft(
        display_name="Ana",
        organizations=[OrganizationRecord("Atelier", role="Diretora")],
        channels=[
            ChannelRecord(ChannelKind.PHONE, ChannelUse.WORK, "1", "Desk"),
            ChannelRecord(ChannelKind.PHONE, ChannelUse.OTHER, "2"),
        ],
    ).finish("", 0)
    headers, cells = csv.reader(io.StringIO(write_contacts([record]).decode("utf-8-sig")))
    told = dict(zip(headers, cells, strict=True))
    assert told["Organization 1 - Title"] == "Diretora"
    assert [told[f"Phone {number} - {part}"] for number in (1, 2) for part in ("Label", "Value")] == [
        "* Work: Desk",
        "1",
        "Other",
        "2",
    ]


def test_no_contacts_make_a_table_of_headers() -> None:
    assert write_contacts([]).decode("utf-8-sig").startswith("Name,Contact kind,")
