"""A card that is known and has changed."""

from __future__ import annotations

import base64

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.sentences import sentence
from crm_desktop.services import contacts, photos, settings
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW
from tests.services.rows import all_rows, did
from tests.services.test_import_plan import brought, card, counts
from tests.services.test_imports import shown
from tests.services.test_photos import picture

UID = "urn:uuid:1"
OLD = card(
    "Ana Sousa", UID, "N:Sousa;Ana;;;", "TEL;TYPE=cell;PREF=1:+351 912 345 678", "NOTE:likes oak", "BDAY:19800322",
    "ORG:Padaria", "TITLE:Baker", "X-OLD:1",
)  # fmt: skip


def photo_line(colour: str) -> str:
    return "PHOTO:data:image/png;base64," + base64.b64encode(picture(colour)).decode()


def ana_id(store: Database, name: str = "Ana Sousa") -> int:
    return shown(store, name).id


def test_lists_grow_and_never_shrink(store: Database) -> None:
    brought(store, OLD)

    new = card("Ana Sousa", UID, "TEL:00351-912-345-678", "TEL:+351 222 004 120", "EMAIL:ana@example.pt",
               "ORG:Talho;Sales", "CATEGORIES:VIP", "X-NEW:2")  # fmt: skip
    assert counts(brought(store, new)) == (0, 1, 0)

    ana = shown(store, "Ana Sousa")
    assert [(channel.value, channel.primary) for channel in ana.channels] == [
        ("+351 912 345 678", True),
        ("+351 222 004 120", False),
        ("ana@example.pt", True),
    ]
    assert [(job.company, job.role, job.department) for job in ana.employments] == [
        ("Padaria", "Baker", ""),
        ("Talho", "", "Sales"),
    ]
    assert (ana.tags, set(ana.extra)) == (("VIP",), {"X-OLD:1", "X-NEW:2"})
    assert (ana.notes, ana.birthday) == ("likes oak", "1980-03-22")


def test_facts_an_import_wrote_follow_the_card(store: Database) -> None:
    brought(store, OLD)

    brought(store, card("Dr. Ana Lima", UID, "N:Lima;Ana;;Dr.;", "NOTE:likes pine", "BDAY:19810322", "NICKNAME:Anita"))

    ana = shown(store, "Dr. Ana Lima")
    assert (ana.prefix, ana.family, ana.notes, ana.birthday, ana.nickname) == (
        "Dr.",
        "Lima",
        "likes pine",
        "1981-03-22",
        "Anita",
    )
    assert [job.role for job in ana.employments] == ["Baker"]


def test_what_a_later_import_wrote_was_not_typed_either(store: Database) -> None:
    brought(store, OLD)
    brought(store, card("Ana Lima", UID, "BDAY:19810322"))

    report = brought(store, card("Ana Reis", UID, "BDAY:19820322"))

    assert (counts(report), report.warnings) == ((0, 1, 0), ())
    assert shown(store, "Ana Reis").birthday == "1982-03-22"


def test_what_was_typed_here_stays_and_the_report_names_both(store: Database) -> None:
    brought(store, OLD)
    typed = {"name": "Ana Rita Sousa", "birthday": "1980-03-23", "notes": "prefers calls", "lifecycle": "customer"}
    did(store, lambda session: contacts.edit(session, ana_id(store), typed))

    report = brought(store, card("Ana Lima", UID, "BDAY:19810101", "NOTE:likes pine", "X-CRM-LIFECYCLE:prospect"))

    ana = shown(store, "Ana Rita Sousa")
    assert (ana.birthday, ana.notes, ana.lifecycle) == ("1980-03-23", "prefers calls\n\nlikes pine", "customer")
    assert [sentence(warning.refusal) for warning in report.warnings] == [
        "“Ana Rita Sousa” was edited here: “Ana Rita Sousa” is kept, though the file says “Ana Lima”.",
        "“Ana Rita Sousa” was edited here: “1980-03-23” is kept, though the file says “1981-01-01”.",
        "“Ana Rita Sousa” was edited here: “customer” is kept, though the file says “prospect”.",
    ]
    again = brought(store, card("Ana Lima", UID, "BDAY:19810101", "NOTE:likes pine", "X-CRM-LIFECYCLE:prospect"))
    assert (counts(again), again.warnings) == ((0, 0, 1), ())


def test_an_empty_field_is_filled_even_where_others_were_typed(store: Database) -> None:
    made = did(store, lambda session: contacts.create(session, ContactDraft(name="Ana"), NOW))
    uid = shown(store, "Ana").uid

    brought(store, card("Ana S.", uid, "NICKNAME:Anita", "LANG:fr"))

    ana = shown(store, "Ana")
    assert (ana.id, ana.nickname, ana.language) == (made, "Anita", "fr")


def test_an_edit_that_was_undone_was_not_typed(store: Database) -> None:
    brought(store, OLD)
    did(store, lambda session: contacts.edit(session, ana_id(store), {"birthday": "1999-01-01"}))
    store.undo()

    brought(store, card("Ana Sousa", UID, "BDAY:19810101"))

    assert shown(store, "Ana Sousa").birthday == "1981-01-01"


def test_a_photo_chosen_here_stays_and_another_one_follows_the_card(store: Database) -> None:
    brought(store, card("Ana", UID, photo_line("green")))
    brought(store, card("Ana", UID, photo_line("blue")))
    with store.read() as session:
        assert photos.photo(session, ana_id(store, "Ana")) == photos.ContactPhoto("image/png", picture("blue"))

    did(store, lambda session: photos.set_photo(session, ana_id(store, "Ana"), picture("red")))
    brought(store, card("Ana", UID, photo_line("green")))
    with store.read() as session:
        assert photos.photo(session, ana_id(store, "Ana")) == photos.ContactPhoto("image/png", picture("red"))


def test_a_known_company_is_updated_without_becoming_its_own_employer(store: Database) -> None:
    firm = card("Padaria", UID, "KIND:org", "ORG:Padaria")
    brought(store, firm)

    brought(store, card("Padaria", UID, "KIND:org", "ORG:Padaria", "TEL:+351222004120"))

    padaria = shown(store, "Padaria")
    assert (padaria.kind, padaria.employments, len(padaria.channels)) == (ContactKind.COMPANY, (), 1)


def test_an_update_and_new_contacts_are_one_gesture_that_undo_takes_back(store: Database) -> None:
    brought(store, OLD)
    before = all_rows(store)

    report = brought(store, card("Ana Sousa", UID, "ORG:Nova Firma", "EMAIL:a@b.pt"), card("Rui", "", "ORG:Nova Firma"))
    assert counts(report) == (1, 1, 0)
    assert [job.company for job in shown(store, "Ana Sousa").employments] == ["Padaria", "Nova Firma"]
    after = all_rows(store)

    store.undo()
    ana = shown(store, "Ana Sousa")
    assert ([job.company for job in ana.employments], len(ana.channels)) == (["Padaria"], 1)
    assert [row for row in all_rows(store)["channel"] if row[1] == ana.id] == [
        row for row in before["channel"] if row[1] == ana.id
    ]

    store.redo()
    assert all_rows(store) == after


@pytest.mark.parametrize("line", ["TEL:912 345 678", "TEL:+351912345678", "N:Sousa;Ana;;;", "NOTE:likes oak"])
def test_a_card_that_says_nothing_new_changes_nothing(store: Database, line: str) -> None:
    did(store, lambda session: settings.put(session, "country", "PT"))
    brought(store, OLD)
    before = all_rows(store)

    assert counts(brought(store, card("Ana Sousa", UID, line))) == (0, 0, 1)
    assert all_rows(store) == before
