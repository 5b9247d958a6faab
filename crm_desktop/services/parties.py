"""A contact as the customer's side of a paper: name, person, postal address, tax id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.db.models.contacts import Channel, Contact, Employment
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.countries import PROFILES
from crm_desktop.domain.papers import Party
from crm_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: addresses in the same country print none, others print its name in the paper's language."""

    country: str
    words: Words


def customer_party(session: Session, contact_id: int | None, tax_id_label: str, sender: Sender | None = None) -> Party:
    """The printed side of a contact: a person in a company is written to at the company.

    A customer who is not there is an empty party; issuing asks for one, drafting does not.
    """
    contact = session.get(Contact, contact_id) if contact_id is not None else None
    if contact is None:
        return Party(name="")
    employer = main_employer(contact)
    address = postal_address(contact, sender) or (postal_address(employer, sender) if employer else ())
    tax_id = contact.tax_id or (employer.tax_id if employer else "")
    return Party(
        name=employer.name if employer else contact.name,
        person=contact.name if employer else "",
        address=address,
        tax_id_label=tax_id_label if tax_id else "",
        tax_id=tax_id,
        email=primary_value(contact, ChannelKind.EMAIL) or _of(employer, ChannelKind.EMAIL),
        phone=primary_value(contact, ChannelKind.PHONE) or _of(employer, ChannelKind.PHONE),
        web=primary_value(contact, ChannelKind.WEB),
    )


def main_employer(contact: Contact) -> Contact | None:
    """The company a person works for first of all; None for a company or somebody without one."""
    employment = main_employment(contact)
    return employment.company if employment is not None else None


def main_employment(contact: Contact) -> Employment | None:
    """Where a person works first of all, as lists say it: the first company that is not in the bin."""
    if contact.kind is not ContactKind.PERSON:
        return None
    return next((known for known in contact.employments if known.company.deleted_at is None), None)


def primary_value(contact: Contact, kind: ChannelKind) -> str:
    """The primary channel of a kind as typed, else the first one, else ''."""
    channel = _primary([channel for channel in contact.channels if channel.kind is kind])
    return channel.value if channel else ""


def postal_address(contact: Contact, sender: Sender | None = None) -> tuple[str, ...]:
    """The address a paper goes to, a line each: the billing address, else the primary one, else the first."""
    addresses = [channel for channel in contact.channels if channel.kind is ChannelKind.ADDRESS]
    billing = next((address for address in addresses if address.purpose is ChannelUse.BILLING), None)
    chosen = billing or _primary(addresses)
    return address_lines(chosen, sender) if chosen else ()


def address_lines(address: Channel, sender: Sender | None = None) -> tuple[str, ...]:
    """The lines of an address; one without parts is its value as typed. Without a sender its country is as stored."""
    place = " ".join(part for part in (address.postcode, address.city) if part)
    country = address.country if sender is None else _country(address.country.strip(), sender)
    lines = (address.po_box, *address.street.splitlines(), address.extended, place, address.region, country)
    written = tuple(line.strip() for line in lines if line.strip())
    return written or tuple(line for line in address.value.splitlines() if line.strip())


def _country(written: str, sender: Sender) -> str:
    """The last line of an address: '' at home, the country's name abroad, and as typed where it is no known code."""
    if written.upper() == sender.country:
        return ""
    known = PROFILES.get(written.upper())
    return written if known is None else sender.words.text(known.name)


def _primary(channels: Sequence[Channel]) -> Channel | None:
    return next((channel for channel in channels if channel.is_primary), channels[0] if channels else None)


def _of(contact: Contact | None, kind: ChannelKind) -> str:
    return primary_value(contact, kind) if contact else ""
