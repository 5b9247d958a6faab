"""Contacts created, edited, moved along the life cycle, binned and restored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.sentences import sentence
from crm_desktop.services import contact_list, contacts, settings
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_detail import ContactDetail, contact
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.employments import add_employment
from tests.factories import NOW, TODAY
from tests.services.rows import all_rows, did, undoable


def made(store: Database, draft: ContactDraft) -> int:
    """The id of a new contact."""
    created: int = did(store, lambda session: contacts.create(session, draft, NOW))
    return created


def shown(store: Database, contact_id: int) -> ContactDetail:
    """The contact as the detail shows it."""
    with store.read() as session:
        return contact(session, contact_id, TODAY)


def found(store: Database, typed: str, view: str = "all") -> list[int]:
    """What a filter finds."""
    with store.read() as session:
        return contact_list.ids(session, ContactQuery(typed, view), 0, 50)


def test_a_new_contact_has_everything_its_draft_says(store: Database) -> None:
    draft = ContactDraft(
        name="  Dona  Ana de Sousa ",
        company="Atelier Sousa, Lda",
        role="Owner",
        phones=("912 345 678", ""),
        emails=("ana@ateliersousa.pt",),
        web=("ateliersousa.pt",),
        channels=(ChannelDraft(kind=ChannelKind.ADDRESS, street="Rua do Almada 210", city="Porto"),),
        lifecycle=Lifecycle.QUALIFIED,
        source="Fair",
        country="pt",
        tax_id="501 964 843",
        language="pt-pt",
        birthday="1980-03-22",
        notes="likes oak\r\n",
        tags=("wood", "Porto", "WOOD"),
    )

    with undoable(store) as session:
        contact_id = contacts.create(session, draft, NOW)

    ana = shown(store, contact_id)
    assert (ana.kind, ana.name, ana.lifecycle, ana.source) == (
        ContactKind.PERSON,
        "Dona Ana de Sousa",
        "qualified",
        "Fair",
    )
    assert (ana.given, ana.middle, ana.family) == ("Dona", "Ana", "de Sousa")
    assert (ana.country, ana.language, ana.birthday, ana.notes) == ("PT", "pt_PT", "1980-03-22", "likes oak")
    assert (ana.tax_check.formatted, ana.tax_check.valid) == ("501 964 843", True)
    assert ana.tags == ("Porto", "wood")
    assert ana.created_at == NOW
    assert ana.uid.startswith("urn:uuid:")
    assert [(channel.kind, channel.purpose, channel.shown, channel.primary) for channel in ana.channels] == [
        (ChannelKind.PHONE, ChannelUse.OTHER, "912 345 678", True),
        (ChannelKind.EMAIL, ChannelUse.OTHER, "ana@ateliersousa.pt", True),
        (ChannelKind.WEB, ChannelUse.OTHER, "ateliersousa.pt", True),
        (ChannelKind.ADDRESS, ChannelUse.OTHER, "Rua do Almada 210, Porto", True),
    ]
    assert [(job.company, job.role) for job in ana.employments] == [("Atelier Sousa, Lda", "Owner")]


def test_the_country_of_the_business_makes_a_number_international(store: Database) -> None:
    did(store, lambda session: settings.put(session, "country", "PT"))

    ana = shown(store, made(store, ContactDraft(name="Ana", phones=("912345678", "222 004 120"))))

    assert [(channel.value, channel.shown, channel.purpose) for channel in ana.channels] == [
        ("912345678", "+351 912 345 678", ChannelUse.MOBILE),
        ("222 004 120", "+351 22 200 4120", ChannelUse.OTHER),
    ]


@pytest.mark.parametrize(
    ("draft", "field", "key"),
    [
        (ContactDraft(name=" \x00 "), "name", "name.empty"),
        (ContactDraft(name="\u200b\u200d\ufeff"), "name", "name.empty"),
        (ContactDraft(name="x" * 10_000), "name", "text.too_long"),
        (ContactDraft(name="Ana", emails=("ana.example.com",)), "value", "channel.email"),
        (ContactDraft(name="Ana", phones=("no number",)), "value", "channel.phone"),
        (ContactDraft(name="Ana", web=("javascript:alert(1)",)), "value", "channel.web"),
        (ContactDraft(name="Ana", channels=(ChannelDraft(kind=ChannelKind.ADDRESS),)), "street", "channel.empty"),
        (ContactDraft(name="Ana", country="Portugal"), "country", "contact.country"),
        (ContactDraft(name="Ana", language="Portuguese"), "language", "contact.language"),
        (ContactDraft(name="Ana", birthday="1980-02-30"), "birthday", "contact.birthday"),
        (ContactDraft(name="Ana", birthday="--13-01"), "birthday", "contact.birthday"),
        (ContactDraft(name="Ana", tags=("x" * 100,)), "tags", "text.too_long"),
        (ContactDraft(name="Ana", company="x" * 2_000), "company", "text.too_long"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(
    store: Database, draft: ContactDraft, field: str, key: str
) -> None:
    with pytest.raises(Refused) as refused, store.write("New contact") as session:
        contacts.create(session, draft, NOW)

    assert (refused.value.key, refused.value.field) == (key, field)
    assert "Nothing was saved" in sentence(refused.value)
    assert found(store, "Ana") == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "Ana Rita Sousa"}, ("Ana Rita Sousa", "Ana", "Rita", "Sousa")),
        ({"family": "Matos"}, ("Ana Matos", "Ana", "", "Matos")),
        ({"prefix": "Dr."}, ("Ana Sousa", "Ana", "", "Sousa")),
        ({"name": "Café", "family": "Central"}, ("Café", "Ana", "", "Central")),
        ({"given": "", "family": ""}, ("Ana Sousa", "", "", "")),
    ],
)
def test_a_name_and_its_parts_follow_each_other(
    store: Database, values: dict[str, Any], expected: tuple[str, ...]
) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))

    with undoable(store) as session:
        contacts.edit(session, ana, values)

    detail = shown(store, ana)
    assert (detail.name, detail.given, detail.middle, detail.family) == expected
    assert found(store, expected[0]) == [ana]


def test_a_name_with_title_follows_its_parts_too(store: Database) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))
    did(store, lambda session: contacts.edit(session, ana, {"prefix": "Dr.", "name": "Dr. Ana Sousa"}))

    did(store, lambda session: contacts.edit(session, ana, {"family": "Matos"}))
    assert shown(store, ana).name == "Dr. Ana Matos"

    did(store, lambda session: contacts.edit(session, ana, {"name": "Rita Lima"}))
    assert (shown(store, ana).prefix, shown(store, ana).given) == ("", "Rita")


def test_a_name_that_was_never_made_of_the_parts_stays(store: Database) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))
    did(store, lambda session: contacts.edit(session, ana, {"name": "Number one", "given": "Ana", "family": "Sousa"}))

    did(store, lambda session: contacts.edit(session, ana, {"given": "Rita"}))
    assert shown(store, ana).name == "Number one"

    did(store, lambda session: contacts.edit(session, ana, {"name": "Number two"}))
    assert (shown(store, ana).given, shown(store, ana).family) == ("Rita", "Sousa")


@pytest.mark.parametrize(
    ("values", "field", "key"),
    [
        ({"name": ""}, "name", "name.empty"),
        ({"name": "\u200b"}, "name", "name.empty"),
        ({"lifecycle": "buyer"}, "lifecycle", "contact.lifecycle"),
        ({"kind": "robot"}, "kind", "contact.kind"),
        ({"nickname": "x" * 300}, "nickname", "text.too_long"),
        ({"notes": "x" * 200_000}, "notes", "text.too_long"),
        ({"shoe_size": "42"}, "shoe_size", "document.unknown_key"),
    ],
)
def test_an_edit_that_cannot_be_right_changes_nothing(
    store: Database, values: dict[str, Any], field: str, key: str
) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))

    with pytest.raises(Refused) as refused, store.write("Edit contact") as session:
        contacts.edit(session, ana, {"source": "Fair", **values})

    assert (refused.value.key, refused.value.field) == (key, field)
    assert shown(store, ana).source == ""


def test_an_edit_of_what_was_changed_meanwhile_shows_both_versions(store: Database) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa", source="Fair"))
    did(store, lambda session: contacts.edit(session, ana, {"source": "Phone"}))

    with pytest.raises(Stale) as stale, store.write("Edit contact") as session:
        contacts.edit(session, ana, {"source": "Web"}, seen={"source": "Fair"})

    assert (stale.value.theirs, stale.value.yours) == ("Phone", "Web")
    did(store, lambda session: contacts.edit(session, ana, {"source": "Web"}, seen={"source": "Phone"}))
    assert shown(store, ana).source == "Web"


def test_a_contact_that_does_not_exist_is_refused(store: Database) -> None:
    with pytest.raises(Refused, match=r"record\.missing"), store.write("Edit contact") as session:
        contacts.edit(session, 99, {"name": "Ana"})
    with pytest.raises(Refused, match=r"record\.missing"), store.read() as session:
        contact(session, 99, TODAY)


def test_a_person_becomes_a_company_only_while_nobody_works_there(store: Database) -> None:
    cafe = made(store, ContactDraft(name="Café Central"))
    did(store, lambda session: contacts.edit(session, cafe, {"kind": "company"}))
    assert shown(store, cafe).kind is ContactKind.COMPANY
    ana = made(store, ContactDraft(name="Ana"))
    did(store, lambda session: add_employment(session, ana, cafe, now=NOW))

    for used, kind in ((cafe, "person"), (ana, "company")):
        with pytest.raises(Refused) as refused, store.write("Edit contact") as session:
            contacts.edit(session, used, {"kind": kind})
        assert (refused.value.key, refused.value.field) == ("contact.kind_in_use", "kind")


@pytest.mark.parametrize(
    ("lifecycle", "to", "expected"),
    [
        ("suspect", "prospect", "prospect"),
        ("suspect", "customer", "customer"),
        ("customer", "prospect", "customer"),
        ("customer", "customer", "customer"),
        ("former", "prospect", "former"),
        ("former", "customer", "customer"),
        ("customer", "former", "customer"),
    ],
)
def test_the_life_cycle_is_only_ever_raised(store: Database, lifecycle: str, to: str, expected: str) -> None:
    ana = made(store, ContactDraft(name="Ana", lifecycle=Lifecycle(lifecycle)))

    moved = did(store, lambda session: contacts.raise_lifecycle(session, ana, Lifecycle(to)))

    assert shown(store, ana).lifecycle == expected
    assert moved is (lifecycle != expected)


def test_the_bin_hides_a_contact_until_it_is_restored(store: Database) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))

    with undoable(store) as session:
        contacts.to_bin(session, ana, NOW)
    assert (found(store, "ana"), found(store, "", "bin"), found(store, "sou", "bin")) == ([], [ana], [ana])
    assert shown(store, ana).binned

    with undoable(store) as session:
        contacts.restore(session, ana)
    assert (found(store, "ana"), found(store, "", "bin")) == ([ana], [])


def test_what_is_in_the_bin_already_keeps_its_time_there(store: Database) -> None:
    ana = made(store, ContactDraft(name="Ana Sousa"))
    did(store, lambda session: contacts.to_bin(session, ana, NOW))
    before = all_rows(store)

    did(store, lambda session: contacts.to_bin(session, ana, NOW + timedelta(days=1)))

    assert all_rows(store) == before


def test_undo_names_the_contact(store: Database) -> None:
    with store.write("New contact") as session:
        contacts.create(session, ContactDraft(name="Ana Sousa"), NOW)

    assert store.undo() == ("New contact", "Ana Sousa")
