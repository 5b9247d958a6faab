"""The contacts of the sample business."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.services import contacts
from crm_desktop.services.channels import ChannelDraft
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.sample_data import SampleData


def add_contacts(session: Session, data: SampleData, now: dt.datetime) -> dict[str, int]:
    """Adds companies and people; answers their ids by key."""
    ids = {}
    names = {one["key"]: data.local(one["name"]) for one in data.contacts["companies"]}
    for number, one in enumerate(data.contacts["companies"]):
        ids[one["key"]] = contacts.create(session, _company(data, one, number), _since(now, number))
    for number, one in enumerate(data.contacts["people"]):
        draft = _person(data, one, number, names.get(one.get("company", ""), ""))
        ids[one["key"]] = contacts.create(session, draft, _since(now, number))
    return ids


def _since(now: dt.datetime, number: int) -> dt.datetime:
    """They became known over the last two years."""
    return now - dt.timedelta(days=40 + number * 37 % 700)


def _company(data: SampleData, one: dict[str, Any], number: int) -> ContactDraft:
    return ContactDraft(
        kind=ContactKind.COMPANY,
        name=data.local(one["name"]),
        phones=(data.local(one["phone"]),),
        emails=(one["email"],),
        web=(one["web"],),
        channels=(_address(data, one["street"], number),),
        lifecycle=Lifecycle(one["lifecycle"]),
        source=data.word("sources", one["source"]),
        country=data.country,
        tax_id=data.local(one["tax_id"]),
        tags=(data.word("tags", one["tag"]),),
    )


def _person(data: SampleData, one: dict[str, Any], number: int, company: str) -> ContactDraft:
    private = "street" in one
    return ContactDraft(
        name=one["name"],
        company=company,
        role=data.word("roles", one.get("role", "")),
        phones=(data.local(one["phone"]),),
        emails=(one["email"],),
        channels=(_address(data, one["street"], number),) if private else (),
        lifecycle=Lifecycle(one["lifecycle"]),
        source=data.word("sources", one["source"]),
        country=data.country,
        tax_id=data.local(one["tax_id"]) if private else "",
    )


def _address(data: SampleData, street: str, number: int) -> ChannelDraft:
    places = data.local(data.contacts["places"])
    at = number % len(places["city"])
    return ChannelDraft(
        kind=ChannelKind.ADDRESS,
        purpose=ChannelUse.WORK,
        street=street,
        city=places["city"][at],
        postcode=places["postcode"][at],
        region=places["region"],
        country=data.country,
    )
