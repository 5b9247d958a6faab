"""Tags of contacts."""

from __future__ import annotations

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contacts, tags
from crm_desktop.services.contact_detail import contact
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.tags import TagCount
from tests.factories import NOW, TODAY
from tests.services.rows import did, undoable


@pytest.fixture
def ana(store: Database) -> int:
    """A contact tagged wood and Porto."""
    made: int = did(
        store, lambda session: contacts.create(session, ContactDraft(name="Ana", tags=("wood", "Porto")), NOW)
    )
    return made


def shown(store: Database, contact_id: int) -> tuple[str, ...]:
    with store.read() as session:
        return contact(session, contact_id, TODAY).tags


def test_setting_tags_adds_takes_away_and_respells(store: Database, ana: int) -> None:
    with undoable(store) as session:
        tags.set_tags(session, ana, ["Wood", "VIP", "", "vip"])

    assert shown(store, ana) == ("VIP", "Wood")


def test_all_tags_are_counted_without_the_bin(store: Database, ana: int) -> None:
    rui = did(store, lambda session: contacts.create(session, ContactDraft(name="Rui", tags=("porto", "VIP")), NOW))
    with store.read() as session:
        assert [(tag.name.casefold(), tag.count) for tag in tags.all_tags(session)] == [
            ("porto", 2),
            ("vip", 1),
            ("wood", 1),
        ]

    did(store, lambda session: contacts.to_bin(session, rui, NOW))
    with store.read() as session:
        assert tags.all_tags(session) == [TagCount("Porto", 1), TagCount("wood", 1)]


def test_a_tag_is_a_word_not_a_story(store: Database, ana: int) -> None:
    with pytest.raises(Refused, match=r"text\.too_long"), store.write("Tag") as session:
        tags.set_tags(session, ana, ["x" * 81])
