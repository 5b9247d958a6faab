"""Contacts as lists show them: a query, how many it finds, which they are in order, and what a row shows.

A filter text finds at most 1,000 contacts, names that begin so first; `counted` says when there are more. Without one
the list has every contact of its view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from crm_desktop.db import contact_pages
from crm_desktop.db.connection import driver_of
from crm_desktop.db.contact_search import Matches, matches
from crm_desktop.db.kept import kept
from crm_desktop.domain.contacts import Lifecycle
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import CURRENCIES
from crm_desktop.domain.text import excerpt
from crm_desktop.services.contact_rows import ContactRow, read_rows

SORTS = contact_pages.SORTS
VIEWS = ("all", *contact_pages.KINDS, *Lifecycle, contact_pages.BIN)
"""Every view but those of a tag (``tag:`` and the tag)."""
_FOUND = "contacts found"
_COUNTED = "contacts counted"


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """Which contacts, in which order.

    Args:
        text: what the user types: words, or a phone number in any format.
        view: all, people, companies, bin, a word of the life cycle, or ``tag:`` and a tag.
        sort: name, lifecycle, created or sales. With a text, by name means the likeliest first.
        descending: from Z to A, newest, most sales first ...
    """

    text: str = ""
    view: str = "all"
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many contacts a query lists, and whether there are more that it does not (``1,000+``)."""

    count: int
    more: bool


def checked_view(view: str) -> str:
    """A view as it was typed.

    Raises:
        Refused: ``contact.view``.
    """
    if view in VIEWS or view.startswith(contact_pages.TAG):
        return view
    raise Refused("contact.view", text=excerpt(view), known=", ".join(VIEWS))


def counted(session: Session, query: ContactQuery) -> Counted:
    """How many contacts the query finds, told honestly."""
    if not query.text.strip():
        number = kept(session, _COUNTED, query.view, partial(contact_pages.count, session, query.view))
        return Counted(number, more=False)
    found = _found(session, query)
    return Counted(len(found.ids), found.more)


def count(session: Session, query: ContactQuery) -> int:
    """How many contacts the query lists."""
    return counted(session, query).count


def ids(session: Session, query: ContactQuery, first: int, limit: int) -> list[int]:
    """The ids from place `first` on, in the query's order."""
    if query.text.strip():
        return list(_found(session, query).ids[first : first + limit])
    return contact_pages.page(
        session,
        query.view,
        query.sort,
        descending=query.descending,
        currency=_currency(session, query),
        first=first,
        limit=limit,
    )


def rows(session: Session, wanted: Sequence[int]) -> Mapping[int, ContactRow]:
    """The rows of these ids, by id; a contact that is gone is missing."""
    return read_rows(session, wanted, _business_currency(session))


def position(session: Session, query: ContactQuery, contact_id: int) -> int | None:
    """The place of a contact in the query's order; None when the query does not find it."""
    if query.sort == "name" and not query.text.strip() and query.view != contact_pages.BIN:
        return contact_pages.place_by_name(session, query.view, contact_id, descending=query.descending)
    listed = ids(session, query, 0, count(session, query))
    return listed.index(contact_id) if contact_id in listed else None


def _currency(session: Session, query: ContactQuery) -> str:
    return _business_currency(session) if query.sort == "sales" else ""


def _business_currency(session: Session) -> str:
    return kept(session, "currency", None, partial(_ask_currency, session))


def _ask_currency(session: Session) -> str:
    session.flush()
    stored = driver_of(session).execute("SELECT value FROM setting WHERE key = 'currency'").fetchone()
    if stored is not None and stored[0] in CURRENCIES:
        return str(stored[0])
    # Only a currency that follows from the country needs them: the first rows of the window wait for nothing else here.
    from crm_desktop.services import settings

    return settings.get(session, "currency")


def _found(session: Session, query: ContactQuery) -> Matches:
    """The matches of the query's text in its order; asked once for a count, pages and whether there are more."""
    return kept(session, _FOUND, query, partial(_matches, session, query))


def _matches(session: Session, query: ContactQuery) -> Matches:
    if query.view == contact_pages.BIN:
        return contact_pages.binned_like(session, query.text)
    found = matches(session, query.text, contact_pages.narrowed(query.view))
    if query.sort == "name" and not query.descending:
        return found
    ordered = contact_pages.sorted_ids(
        session, found.ids, query.sort, descending=query.descending, currency=_currency(session, query)
    )
    return Matches(tuple(ordered), found.more)
