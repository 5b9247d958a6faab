"""Contacts as choices of a field: found as they are typed, made when the name is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.services import contact_list, contacts
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.search_field import Choice
from crm_desktop.words import N_

MOST = 8


def contact_choices(context: Context) -> Callable[[str], Sequence[Choice]]:
    """Finds contacts for what was typed, with the company or place that tells namesakes apart."""

    def found(typed: str) -> list[Choice]:
        query = ContactQuery(text=typed)
        with context.store.read() as session:
            ids = contact_list.ids(session, query, 0, MOST)
            rows = contact_list.rows(session, ids)
        return [Choice(each, rows[each].name, rows[each].company or rows[each].place) for each in ids if each in rows]

    return found


def make_contact(context: Context, initiator: object) -> Callable[[str], Choice | None]:
    """Makes a person of a name nobody has yet."""

    def make(name: str) -> Choice | None:
        with context.store.write(N_("New contact"), subject=name, initiator=initiator) as session:
            made = contacts.create(session, contacts.ContactDraft(name=name, kind=ContactKind.PERSON), context.now())
        return Choice(made, name)

    return make


def choice_of(contact_id: int | None, name: str) -> Choice | None:
    """A stored contact as the value of a field."""
    return None if contact_id is None else Choice(contact_id, name)
