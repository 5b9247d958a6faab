"""Ways to reach a contact: what is stored, and which one is the primary one."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Channel
from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.services import channels, contacts
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contact_detail import ChannelShown, contact
from crm_desktop.services.contacts import ContactDraft
from tests.factories import NOW, TODAY
from tests.services.rows import did, undoable

PHONE = ChannelKind.PHONE


@pytest.fixture
def ana(store: Database) -> int:
    """A contact with two phone numbers, the first one primary, and an e-mail address."""
    draft = ContactDraft(name="Ana", phones=("+351 912 345 678", "+351 222 004 120"), emails=("ana@example.pt",))
    made: int = did(store, lambda session: contacts.create(session, draft, NOW))
    return made


def shown(store: Database, contact_id: int) -> tuple[ChannelShown, ...]:
    with store.read() as session:
        return contact(session, contact_id, TODAY).channels


def primaries(store: Database, contact_id: int) -> list[str]:
    return [channel.value for channel in shown(store, contact_id) if channel.primary]


def test_the_first_channel_of_each_kind_is_the_primary_one(store: Database, ana: int) -> None:
    assert primaries(store, ana) == ["+351 912 345 678", "ana@example.pt"]


def test_another_channel_takes_the_primary_place_only_when_it_is_told_to(store: Database, ana: int) -> None:
    with undoable(store) as session:
        channels.add_channel(session, ana, ChannelDraft(kind=PHONE, value="+44 20 7946 0018", label="London"))
    assert primaries(store, ana) == ["+351 912 345 678", "ana@example.pt"]

    with undoable(store) as session:
        channels.add_channel(session, ana, ChannelDraft(kind=PHONE, value="+44 20 7946 0019"), primary=True)
    assert primaries(store, ana) == ["ana@example.pt", "+44 20 7946 0019"]

    with undoable(store) as session:
        channels.make_primary(session, shown(store, ana)[1].id)
    assert primaries(store, ana) == ["+351 222 004 120", "ana@example.pt"]


def test_the_next_one_follows_when_the_primary_one_goes(store: Database, ana: int) -> None:
    with undoable(store) as session:
        channels.remove_channel(session, shown(store, ana)[0].id)
    assert primaries(store, ana) == ["+351 222 004 120", "ana@example.pt"]

    for channel in shown(store, ana):
        did(store, partial(channels.remove_channel, channel_id=channel.id))
    assert shown(store, ana) == ()


def test_an_edited_number_is_found_by_its_new_digits(store: Database, ana: int) -> None:
    with undoable(store) as session:
        channels.edit_channel(session, shown(store, ana)[0].id, {"value": "+351 966 000 111", "purpose": "work"})

    changed = shown(store, ana)[0]
    assert (changed.value, changed.e164, changed.purpose) == ("+351 966 000 111", "+351966000111", ChannelUse.WORK)


def test_an_address_is_edited_by_its_parts_and_shown_as_on_an_envelope(store: Database, ana: int) -> None:
    draft = ChannelDraft(kind=ChannelKind.ADDRESS, purpose=ChannelUse.BILLING, street="Rua A 1\nLoja 2", city="Porto")
    address = did(store, lambda session: channels.add_channel(session, ana, draft))

    did(store, lambda session: channels.edit_channel(session, address, {"postcode": "4050-031", "country": "PT"}))

    changed = shown(store, ana)[-1]
    assert changed.lines == ("Rua A 1", "Loja 2", "4050-031 Porto", "PT")
    assert (changed.shown, changed.purpose) == ("Rua A 1, Loja 2, 4050-031 Porto, PT", ChannelUse.BILLING)


@pytest.mark.parametrize(
    ("values", "key"),
    [({"value": ""}, "channel.empty"), ({"value": "none"}, "channel.phone"), ({"label": "x" * 2000}, "text.too_long")],
)
def test_a_channel_that_reaches_nobody_is_refused(store: Database, ana: int, values: dict[str, Any], key: str) -> None:
    with pytest.raises(Refused) as refused, store.write("Edit") as session:
        channels.edit_channel(session, shown(store, ana)[0].id, values)
    assert (refused.value.key, refused.value.field) == (key, next(iter(values)))


@pytest.mark.parametrize("value", ["a@b", "ana@localhost", "ana+crm@exämple.pt", "contact1@invalid"])
def test_an_unusual_e_mail_address_is_accepted(store: Database, ana: int, value: str) -> None:
    did(store, lambda session: channels.add_channel(session, ana, ChannelDraft(kind=ChannelKind.EMAIL, value=value)))

    assert shown(store, ana)[-1].value == value


@pytest.mark.parametrize(
    "value", ["example.pt", "https://example.pt/a?b=c", "www.example.pt:8080/x", "http://localhost"]
)
def test_a_web_address_needs_no_scheme(store: Database, ana: int, value: str) -> None:
    did(store, lambda session: channels.add_channel(session, ana, ChannelDraft(kind=ChannelKind.WEB, value=value)))

    assert shown(store, ana)[-1].value == value


def test_what_a_file_brought_keeps_its_odd_value_when_only_its_label_is_edited(store: Database, ana: int) -> None:
    with store.write("Import") as session:
        odd = Channel(kind=PHONE, value="BusinessPhone")
        odd.contact_id = ana
        session.add(odd)
        session.flush()
        odd_id = odd.id

    did(store, lambda session: channels.edit_channel(session, odd_id, {"label": "desk"}))

    assert [channel.label for channel in shown(store, ana) if channel.id == odd_id] == ["desk"]


def test_a_channel_changed_elsewhere_is_not_overwritten(store: Database, ana: int) -> None:
    channel = shown(store, ana)[0]
    did(store, lambda session: channels.edit_channel(session, channel.id, {"value": "+351 966 000 111"}))

    with pytest.raises(Stale), store.write("Edit") as session:
        channels.edit_channel(session, channel.id, {"value": "+351 1"}, seen={"value": channel.value})
