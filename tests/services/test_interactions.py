"""The timeline: noted, changed, binned, and read with what passed with the people of a company."""

from __future__ import annotations

import datetime as dt

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.services import interactions
from crm_desktop.services.interactions import InteractionQuery, NewInteraction
from tests.factories import NOW, company, employment, person
from tests.services.quotes import a_customer, a_draft

HOUR = dt.timedelta(hours=1)


def note(store: Database, who: int | None, title: str = "Called", **values: object) -> int:
    """An entry of now."""
    given: dict[str, object] = {"kind": InteractionKind.CALL, "at": NOW, "title": title, "contact_id": who}
    with store.write("Note") as session:
        return interactions.record(session, NewInteraction(**(given | values)), now=NOW)  # type: ignore[arg-type]


def titles(store: Database, contact_id: int) -> list[str]:
    """The timeline of a contact, from its top."""
    with store.read() as session:
        rows = interactions.of_contact(session, contact_id)
        assert interactions.count(session, InteractionQuery(contact_id=contact_id)) == len(rows)
    return [row.title for row in rows]


def test_the_newest_stands_first_and_says_what_it_was(store: Database) -> None:
    ana = a_customer(store)
    note(store, ana, "First", at=NOW - HOUR, direction=Direction.IN, address="+351912345678", text=" Wants  oak. ")
    note(store, ana, "Second")
    assert titles(store, ana) == ["Second", "First"]
    with store.read() as session:
        row = interactions.of_contact(session, ana)[1]
    assert (row.kind, row.direction, row.at, row.address) == ("call", "in", NOW - HOUR, "+351912345678")
    assert (row.contact, row.text, row.damaged) == ("Ana Sousa", "Wants  oak.", False)


def test_a_company_shows_what_passed_with_its_people(store: Database) -> None:
    with store.write("Begin") as session:
        session.add(bakery := company())
        session.flush()
        rui = person("Rui Fé")
        rui.employments.append(employment(bakery))
        session.add(rui)
        session.flush()
        bakery_id, rui_id = bakery.id, rui.id
    note(store, bakery_id, "Letter", at=NOW - HOUR)
    note(store, rui_id, "With Rui")
    assert titles(store, bakery_id) == ["With Rui", "Letter"]
    assert titles(store, rui_id) == ["With Rui"]


def test_a_quote_shows_what_passed_about_it(store: Database) -> None:
    ana = a_customer(store)
    quote_id = a_draft(store, contact_id=ana)
    note(store, ana, "About the quote", quote_id=quote_id)
    note(store, ana, "About the weather")
    with store.read() as session:
        about = interactions.listed(session, InteractionQuery(quote_id=quote_id))
        assert [row.title for row in about] == ["About the quote"]
        assert len(interactions.listed(session, InteractionQuery())) == 2


def test_an_entry_is_changed_binned_restored_and_each_taken_back(store: Database) -> None:
    ana = a_customer(store)
    entry = note(store, ana)
    with store.write("Edit note") as session:
        interactions.edit(session, entry, {"title": "Phoned"}, {"title": "Called"}, now=NOW)
    assert titles(store, ana) == ["Phoned"]
    with store.write("Delete note") as session:
        interactions.to_bin(session, entry, now=NOW)
    assert titles(store, ana) == []
    with store.write("Restore note") as session:
        interactions.restore(session, entry)
    assert titles(store, ana) == ["Phoned"]
    for after in ([], ["Phoned"], ["Called"], []):
        assert store.undo()[1] == "Ana Sousa"
        assert titles(store, ana) == after


def test_what_was_changed_elsewhere_is_not_written_over(store: Database) -> None:
    entry = note(store, a_customer(store))
    with pytest.raises(Stale), store.write("Edit note") as session:
        interactions.edit(session, entry, {"title": "Mine"}, {"title": "Seen"}, now=NOW)


@pytest.mark.parametrize(
    ("values", "key", "field"),
    [
        ({"title": " ", "text": "\n"}, "interaction.empty", "title"),
        ({"at": NOW + HOUR}, "interaction.later", "at"),
        ({"contact_id": 99}, "record.missing", "contact_id"),
        ({"quote_id": 99}, "record.missing", "quote_id"),
        ({"deal_id": 99}, "record.missing", "deal_id"),
        ({"title": "x" * 1001}, "text.too_long", "title"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(store: Database, values: dict[str, object], key: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        note(store, None, **({"title": "Called"} | values))  # type: ignore[arg-type]
    assert (refused.value.key, refused.value.field) == (key, field)
