"""Which cards are known as whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.exchange.records import ContactRecord
from crm_desktop.sentences import sentence
from crm_desktop.services import contacts, import_plan
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.import_plan import derived_uid
from crm_desktop.services.imports import ImportReport, ImportSource, import_contacts
from tests.factories import NOW
from tests.services.rows import did
from tests.services.test_imports import names, shown


def card(name: str = "Ana Sousa", uid: str = "", *more: str) -> str:
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{name}", *([f"UID:{uid}"] if uid else []), *more, "END:VCARD", ""]
    return "\r\n".join(lines)


def brought(store: Database, *cards: str) -> ImportReport:
    return import_contacts(store, [ImportSource("cards.vcf", "".join(cards).encode())], now=NOW)


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.created, report.updated, report.skipped


def test_two_people_of_one_name_stay_two(store: Database) -> None:
    assert counts(brought(store, card("Ana", "1"), card("Ana", "2"))) == (2, 0, 0)
    assert counts(brought(store, card("Ana", "3"), card("Ana", "", "EMAIL:ana@example.pt"))) == (2, 0, 0)
    assert names(store) == ["Ana", "Ana", "Ana", "Ana"]


def test_a_card_without_uid_is_known_by_its_content(store: Database) -> None:
    assert counts(brought(store, card("Ana"), card("Ana"))) == (1, 0, 1)
    assert counts(brought(store, card("Ana"))) == (0, 0, 1)
    assert counts(brought(store, card("Ana", "", "NOTE:another"))) == (1, 0, 0)


def test_the_same_content_with_and_without_its_uid_is_one_contact(store: Database) -> None:
    assert counts(brought(store, card("Ana", "1"))) == (1, 0, 0)
    assert counts(brought(store, card("Ana"))) == (0, 0, 1)

    assert counts(brought(store, card("Rui"))) == (1, 0, 0)
    assert counts(brought(store, card("Rui", "7"))) == (0, 0, 1)


def test_a_uid_twice_in_one_import_is_one_contact_with_everything_of_both(store: Database) -> None:
    first = card("Ana", "1", "TEL:+351912345678", "NOTE:one", "CATEGORIES:a", "ORG:Padaria", "X-ONE:1", "NICKNAME:Ann")
    second = card("Ana S", "1", "TEL:+351912345678", "EMAIL:a@b.pt", "NOTE:two", "CATEGORIES:b", "X-TWO:2")

    assert counts(brought(store, first, second, second)) == (1, 1, 1)

    ana = shown(store, "Ana S")
    assert (ana.nickname, ana.notes, ana.tags) == ("Ann", "one\n\ntwo", ("a", "b"))
    assert [(channel.value, channel.primary) for channel in ana.channels] == [
        ("+351912345678", True),
        ("a@b.pt", True),
    ]
    assert [job.company for job in ana.employments] == ["Padaria"]
    assert set(ana.extra) == {"X-ONE:1", "X-TWO:2"}
    assert counts(brought(store, first, second)) == (0, 0, 2)


def test_a_shared_e_mail_address_is_told_and_merges_nobody(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    did(store, lambda session: contacts.create(session, ContactDraft(name="Ana", emails=("Ana@Example.pt",)), NOW))

    report = brought(store, card("Ana Sousa", "", "EMAIL:ana@example.pt"), card("Rui"))

    assert counts(report) == (2, 0, 0)
    assert [sentence(warning.refusal) for warning in report.warnings] == [
        "“Ana Sousa” may be the same as “Ana”, who was here before: both have ana@example.pt."
    ]

    monkeypatch.setattr(import_plan, "MOST_HINTS", 1)
    many = brought(store, *(card(f"Ana {number}", "", "EMAIL:ana@example.pt") for number in range(3)))
    assert [warning.key for warning in many.warnings] == ["import.alike", "import.alike_more"]
    assert many.warnings[1].values["count"] == 2


@given(st.text(alphabet="0123456789abcdef", min_size=32, max_size=32))
def test_a_uid_made_of_a_digest_is_a_uuid(digest: str) -> None:
    uid = derived_uid(digest)

    assert uid.replace("-", "") == f"urn:uuid:{digest}"
    assert [len(part) for part in uid.removeprefix("urn:uuid:").split("-")] == [8, 4, 4, 4, 12]


def test_a_record_is_planned_once_however_often_it_is_asked(store: Database) -> None:
    record = ContactRecord(kind=ContactKind.PERSON, display_name="Ana", digest="a" * 32)

    with store.read() as session:
        plan = import_plan.make_plan(session, [record, record])

    assert (plan.new, plan.skipped, plan.fates) == ([record], 1, ["new", "known"])
