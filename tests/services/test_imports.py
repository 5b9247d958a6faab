"""Importing contacts: what each real file gives, the same again, undo, and what is told."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contact_list, contacts, imports
from crm_desktop.services.contact_detail import ContactDetail, contact
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.contact_records import export_vcards
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.imports import ImportReport, ImportSource, PreviewRow
from tests.factories import NOW, TODAY, new_file, opened
from tests.services.rows import all_rows, did

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Sousa\r\nTEL:+351 912 345 678\r\nEND:VCARD\r\n"


class Gives(NamedTuple):
    """What a real file gives, counted by hand in the file."""

    people: int
    companies: int
    phones: int
    emails: int
    addresses: int
    web: int
    photos: int


REAL = {
    "contact_csv/csv_semicolon.csv": Gives(2, 0, 0, 2, 0, 0, 0),
    "contact_csv/export.csv": Gives(2, 0, 0, 2, 0, 0, 0),
    "contact_csv/outlook-export.csv": Gives(3, 1, 10, 5, 2, 0, 0),
    "contact_csv/quote.csv": Gives(0, 1, 1, 0, 0, 0, 0),
    "contact_csv/utf16_addressbook.csv": Gives(1, 0, 0, 1, 0, 0, 0),
    "dedupe/febrl_dataset1.csv": Gives(1000, 0, 0, 0, 1000, 0, 0),
    "vcard/John_Doe_ANDROID.vcf": Gives(6, 3, 9, 5, 0, 2, 1),
    "vcard/John_Doe_GMAIL.vcf": Gives(1, 1, 2, 1, 1, 1, 0),
    "vcard/John_Doe_IPHONE.vcf": Gives(1, 1, 7, 1, 2, 1, 1),
    "vcard/John_Doe_MAC_ADDRESS_BOOK.vcf": Gives(1, 1, 7, 1, 2, 1, 1),
    "vcard/John_Doe_MS_OUTLOOK.vcf": Gives(1, 1, 2, 1, 2, 1, 1),
    "vcard/basic_vcard_addressbook.vcf": Gives(2, 0, 0, 2, 0, 0, 0),
    "vcard/export.vcf": Gives(2, 0, 0, 2, 0, 0, 0),
    "vcard/fullcontact.vcf": Gives(1, 2, 9, 5, 4, 4, 0),
    "vcard/gmail-single.vcf": Gives(1, 1, 2, 1, 2, 1, 0),
    "vcard/outlook-2003.vcf": Gives(1, 1, 4, 1, 1, 1, 0),
    "vcard/rfc2426-example.vcf": Gives(2, 2, 4, 3, 2, 1, 0),
    "vcard/rfc6350-example.vcf": Gives(1, 1, 2, 1, 1, 1, 0),
    "vcard/v4-uri-jpeg.vcf": Gives(1, 0, 0, 0, 0, 0, 1),
}
NAMES = {
    "vcard/John_Doe_ANDROID.vcf": [
        "jane.doe@company.com",
        "john.doe@company.com",
        "Ñ Ñ Ñ Ñ",
        "Ñ Ñ Ñ Ñ Ñ",
        "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
        "ÑÑÑÑ",
    ],
    "vcard/John_Doe_GMAIL.vcf": ["Mr. John Richter, James Doe Sr."],
    "vcard/rfc2426-example.vcf": ["Frank Dawson", "Tim Howes"],
    "vcard/outlook-2003.vcf": ["John Doe III"],
    "contact_csv/outlook-export.csv": ["Adam Glacius", "Daniel Ireland", "Duncan Amey"],
}


def brought(store: Database, *sources: ImportSource) -> ImportReport:
    return imports.import_contacts(store, sources, now=NOW)


def names(store: Database, view: str = "all") -> list[str]:
    with store.read() as session:
        ids = contact_list.ids(session, ContactQuery(view=view), 0, 2_000)
        rows = contact_list.rows(session, ids)
        return [rows[contact_id].name for contact_id in ids]


def shown(store: Database, name: str) -> ContactDetail:
    """The one contact of that name."""
    with store.read() as session:
        (contact_id,) = session.scalars(text("SELECT id FROM contact WHERE name = :name"), {"name": name})
        return contact(session, contact_id, TODAY)


def counted(store: Database) -> Gives:
    with store.read() as session:

        def number(statement: str) -> int:
            return int(session.scalar(text(f"SELECT count(*) FROM {statement}")) or 0)

        kinds = [number(f"contact WHERE kind = '{kind}'") for kind in ("person", "company")]
        channels = [number(f"channel WHERE kind = '{kind}'") for kind in ("phone", "email", "address", "web")]
        return Gives._make([*kinds, *channels, number("contact WHERE photo IS NOT NULL")])


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_is_imported_whole_and_importing_it_again_creates_nothing(
    store: Database, real_data: Path, name: str
) -> None:
    sources = imports.open_sources([real_data / name])
    dry = imports.import_contacts(store, sources, now=NOW, dry_run=True)
    assert counted(store) == Gives(0, 0, 0, 0, 0, 0, 0)

    report = brought(store, *sources)

    assert counted(store) == REAL[name]
    assert report == dry
    assert (report.read, report.updated, report.skipped, report.rejected) == (report.created, 0, 0, ())
    if name in NAMES:
        assert names(store, "people") == NAMES[name]
    before = all_rows(store)
    again = brought(store, *sources)
    assert (again.created, again.updated, again.skipped) == (0, 0, report.created)
    assert all_rows(store) == before


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_real_cards_exported_again_keep_photos_and_unknown_lines_and_are_known_when_they_return(
    store: Database, real_data: Path, tmp_path: Path, version: str
) -> None:
    brought(store, *imports.open_sources(sorted((real_data / "vcard").glob("*.vcf"))))
    with store.read() as session:
        ids = session.scalars(text("SELECT id FROM contact ORDER BY id")).all()
        cards = export_vcards(session, list(ids), "4.0" if version == "4.0" else "3.0")

    returned = brought(store, ImportSource("again.vcf", cards))
    assert (returned.created, returned.updated) == (0, 0)

    with opened(new_file(tmp_path, "other.crm")) as other:
        brought(other, ImportSource("again.vcf", cards))
        assert _essence(other) == _essence(store)


def _essence(store: Database) -> list[tuple[object, ...]]:
    """What must survive a way out and in again: names, channels, photos, notes, tags, unknown lines."""
    channel = "h.kind, h.purpose, h.label, h.value, h.street, h.city, h.country, h.is_primary"
    both = "JOIN contact p ON p.id = e.person_id JOIN contact f ON f.id = e.company_id"
    statements = (
        "SELECT name, prefix, given, middle, family, suffix, nickname, birthday, notes, photo, kind FROM contact",
        f"SELECT c.name, {channel} FROM channel h JOIN contact c ON c.id = h.contact_id",
        "SELECT c.name, t.name FROM contact_tag t JOIN contact c ON c.id = t.contact_id",
        f"SELECT p.name, f.name, e.role, e.department FROM employment e {both}",
        "SELECT sha256, media_type FROM blob",
        "SELECT c.name, x.value FROM contact c, json_each(c.extra) x WHERE x.value NOT LIKE '%;base64,%'",
    )
    with store.read() as session:
        return [tuple(sorted(map(str, map(tuple, session.execute(text(one)))))) for one in statements]


def test_an_import_is_one_gesture_that_undo_bins_and_redo_takes_back(store: Database) -> None:
    data = b"Name,Company,Phone\nAna,Padaria,912345678\nRui,Padaria,\n"
    brought(store, ImportSource("people.csv", data))
    assert (names(store), names(store, "companies")) == (["Ana", "Padaria", "Rui"], ["Padaria"])

    assert store.undo() == ("Import contacts", "people.csv")
    assert (names(store), sorted(names(store, "bin"))) == ([], ["Ana", "Padaria", "Rui"])
    assert found(store, "912345678") == []

    assert store.redo() == ("Import contacts", "people.csv")
    assert names(store) == ["Ana", "Padaria", "Rui"]
    assert found(store, "912345678") == ["Ana"]


def found(store: Database, typed: str) -> list[str]:
    with store.read() as session:
        ids = contact_list.ids(session, ContactQuery(typed), 0, 10)
        return [row.name for row in contact_list.rows(session, ids).values()]


def test_what_was_binned_comes_back_with_the_next_import(store: Database) -> None:
    brought(store, ImportSource("ana.vcf", CARD))
    store.undo()

    assert brought(store, ImportSource("ana.vcf", CARD)).created == 1
    assert names(store) == ["Ana Sousa"]


def test_several_files_are_one_import_and_the_first_rows_show_their_fate(store: Database) -> None:
    brought(store, ImportSource("ana.vcf", CARD))
    table = b"Name,Company,E-mail,Phone\nRui,Padaria,rui@example.pt,966000111\n"

    report = imports.import_contacts(
        store, [ImportSource("ana.vcf", CARD), ImportSource("rui.csv", table)], now=NOW, dry_run=True
    )

    assert report.first == (
        PreviewRow("Ana Sousa", "", "+351 912 345 678", "", "known"),
        PreviewRow("Rui", "Padaria", "966000111", "rui@example.pt", "new"),
    )
    assert (report.read, report.created, report.skipped) == (2, 1, 1)


def test_what_cannot_be_imported_is_told_with_its_place_and_the_rest_is_imported(store: Database) -> None:
    data = CARD + b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"

    report = brought(store, ImportSource("cards.vcf", data))

    assert report.as_json() == {
        "read": 2,
        "created": 1,
        "updated": 0,
        "skipped": 0,
        "rejected": [
            {
                "source": "cards.vcf",
                "line": 6,
                "reason": "There is no name, company, phone, e-mail or address here to call the contact by. "
                "It is left out.",
            }
        ],
        "warnings": [],
    }


def test_a_column_that_was_taken_for_something_else_can_be_corrected(store: Database) -> None:
    data = b"Quem,Onde\nAna,Porto\n"
    with pytest.raises(Refused, match=r"import\.columns_unknown"):
        brought(store, ImportSource("odd.csv", data))

    brought(store, ImportSource("odd.csv", data, mapping=("name", "keep")))

    assert names(store) == ["Ana"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.7 \xff\xfe"])
def test_a_file_without_contacts_is_refused_and_named(store: Database, data: bytes) -> None:
    before = all_rows(store)

    with pytest.raises(Refused) as refused:
        brought(store, ImportSource("ana.vcf", CARD), ImportSource("odd.bin", data))

    assert refused.value.values["source"] == "odd.bin"
    assert all_rows(store) == before


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.vcf", tmp_path):
        with pytest.raises(Refused) as refused:
            imports.open_sources([path])
        assert (refused.value.key, refused.value.values["path"]) == ("file.not_read", str(path))


class StoppedError(Exception):
    """What a dialog raises when the user stops the work."""


def test_stopping_leaves_nothing_behind(store: Database) -> None:
    rows = "".join(f"Person {number},{number:09}\n" for number in range(12_000))
    before = all_rows(store)
    told: list[tuple[int, int]] = []

    def stop_half_way(done: int, total: int) -> None:
        told.append((done, total))
        if done > 4_000:
            raise StoppedError

    with pytest.raises(StoppedError):
        imports.import_contacts(
            store, [ImportSource("many.csv", f"Name,Phone\n{rows}".encode())], now=NOW, progress=stop_half_way
        )

    assert told[-1] == (5_000, 12_000)
    assert all_rows(store) == before
    did(store, lambda session: contacts.create(session, ContactDraft(name="Ana"), NOW))
    assert found(store, "an") == ["Ana"]


def test_an_import_into_a_file_with_contacts_keeps_both_findable(store: Database) -> None:
    did(store, lambda session: contacts.create(session, ContactDraft(name="Ana", phones=("912345678",)), NOW))
    rows = "".join(f"Person {number},{910_000_000 + number}\n" for number in range(6_000))

    report = brought(store, ImportSource("many.csv", f"Name,Phone\n{rows}".encode()))

    assert report.created == 6_000
    assert found(store, "912345678") == ["Ana"]
    assert found(store, "person 5999") == ["Person 5999"]
    assert [channel.value for channel in shown(store, "Person 17").channels_of(ChannelKind.PHONE)] == ["910000017"]


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_looked_for_afterwards_as_before(store: Database, collects: bool) -> None:
    seen: list[bool] = []
    (gc.enable if collects else gc.disable)()
    try:
        imports.import_contacts(
            store, [ImportSource("a.vcf", CARD)], now=NOW, progress=lambda done, _all: seen.append(gc.isenabled())
        )
        assert gc.isenabled() is collects
        with pytest.raises(Refused):
            imports.import_contacts(store, [ImportSource("a.csv", b"")], now=NOW)
        assert gc.isenabled() is collects
    finally:
        gc.enable()
    assert not seen[-1]


def test_a_birthday_that_is_no_day_is_told_kept_and_comes_back_the_same(store: Database) -> None:
    table = ImportSource("odd.csv", b"Name,Birthday\nAna Sousa,2026-02-30\nRui Reis,1980-03-22\n")
    report = imports.import_contacts(store, [table], now=NOW)
    assert [(note.line, note.key, note.values["text"]) for note in report.warnings] == [
        (2, "import.odd_birthday", "2026-02-30")
    ]
    with store.read() as session:
        cards = export_vcards(session, [1, 2])
    again = imports.import_contacts(store, [ImportSource("again.vcf", cards)], now=NOW)
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
