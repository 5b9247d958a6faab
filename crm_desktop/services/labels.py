"""The words of every enumeration (msgids): one place for lists, forms, papers and exports."""

from __future__ import annotations

from collections.abc import Mapping

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.domain.country_profile import Mention
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.domain.jobs import JobKind, JobStatus
from crm_desktop.domain.quotes import AcceptanceHow, LineKind, LineRole, PriceMode
from crm_desktop.words import N_, NC_

CONTACT_KIND_LABELS: Mapping[ContactKind, str] = {
    ContactKind.PERSON: N_("Person"),
    ContactKind.COMPANY: N_("Company"),
}
LIFECYCLE_LABELS: Mapping[Lifecycle, str] = {
    Lifecycle.SUSPECT: N_("Suspect"),
    Lifecycle.PROSPECT: N_("Prospect"),
    Lifecycle.QUALIFIED: N_("Qualified"),
    Lifecycle.CUSTOMER: N_("Customer"),
    Lifecycle.FORMER: N_("Former"),
}
CHANNEL_KIND_LABELS: Mapping[ChannelKind, str] = {
    ChannelKind.PHONE: N_("Phone"),
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.ADDRESS: N_("Address"),
    ChannelKind.WEB: N_("Website"),
}
CHANNEL_USE_LABELS: Mapping[ChannelUse, str] = {
    ChannelUse.MOBILE: N_("Mobile"),
    ChannelUse.WORK: N_("Work"),
    ChannelUse.HOME: N_("Home"),
    ChannelUse.FAX: N_("Fax"),
    ChannelUse.PAGER: N_("Pager"),
    ChannelUse.BILLING: N_("Billing"),
    ChannelUse.OTHER: N_("Other"),
}
KNOWN_LABELS: Mapping[str, str] = {use: CHANNEL_USE_LABELS[use] for use in (ChannelUse.HOME, ChannelUse.WORK)}
"""The labels that imports leave beside a use: a ``Home Fax`` is a fax labelled ``home``. They are said as words."""
_NAMED_BY_USE = (ChannelUse.MOBILE, ChannelUse.FAX, ChannelUse.PAGER)
CHANNEL_LABELS: Mapping[tuple[ChannelKind, ChannelUse], str] = {
    (kind, use): CHANNEL_USE_LABELS[use] if use in _NAMED_BY_USE else CHANNEL_KIND_LABELS[kind]
    for kind in ChannelKind
    for use in ChannelUse
}
"""What a channel is called where there is room for one word: a mobile by its use, an address by its kind."""
JOB_KIND_LABELS: Mapping[JobKind, str] = {
    JobKind.VISIT: N_("Visit"),
    JobKind.REPAIR: N_("Repair"),
    JobKind.INSTALLATION: N_("Installation"),
    JobKind.MAINTENANCE: N_("Maintenance"),
    JobKind.REMOTE: N_("Remote help"),
    JobKind.OTHER: N_("Other"),
}
JOB_STATUS_LABELS: Mapping[JobStatus, str] = {
    JobStatus.PLANNED: N_("Planned"),
    JobStatus.IN_PROGRESS: N_("In progress"),
    JobStatus.DONE: N_("Done"),
    JobStatus.CANCELLED: N_("Cancelled"),
}
QUOTE_STATUS_LABELS: Mapping[str, str] = {
    "draft": N_("Draft"),
    "issued": N_("Issued"),
    "sent": N_("Sent"),
    "accepted": N_("Accepted"),
    "declined": N_("Declined"),
    "withdrawn": N_("Withdrawn"),
    "superseded": N_("Superseded"),
    "expired": N_("Expired"),
}
INTERACTION_LABELS: Mapping[InteractionKind, str] = {
    InteractionKind.CALL: NC_("timeline", "Call"),
    InteractionKind.EMAIL: N_("E-mail"),
    InteractionKind.MEETING: NC_("timeline", "Meeting"),
    InteractionKind.VISIT: N_("Visit"),
    InteractionKind.MESSAGE: NC_("timeline", "Message"),
    InteractionKind.LETTER: NC_("timeline", "Letter"),
    InteractionKind.NOTE: NC_("timeline", "Note"),
}
DIRECTION_LABELS: Mapping[Direction, str] = {
    Direction.OUT: N_("Outgoing"),
    Direction.IN: N_("Incoming"),
}
LINE_KIND_LABELS: Mapping[LineKind, str] = {
    LineKind.ITEM: N_("Item"),
    LineKind.SECTION: N_("Section"),
    LineKind.TEXT: N_("Text"),
    LineKind.SUBTOTAL: N_("Subtotal"),
    LineKind.PAGE_BREAK: N_("Page break"),
}
LINE_ROLE_LABELS: Mapping[LineRole, str] = {
    LineRole.STANDARD: N_("Standard"),
    LineRole.OPTIONAL: N_("Optional"),
    LineRole.ALTERNATIVE: N_("Alternative"),
}
ACCEPTANCE_HOW_LABELS: Mapping[AcceptanceHow, str] = {
    AcceptanceHow.EMAIL: N_("By e-mail"),
    AcceptanceHow.PHONE: N_("By phone"),
    AcceptanceHow.SIGNED: N_("Signed quote"),
    AcceptanceHow.FORM: N_("Form filled in"),
    AcceptanceHow.IN_PERSON: N_("In person"),
    AcceptanceHow.MESSAGE: N_("By message"),
}
PRICE_MODE_LABELS: Mapping[PriceMode, str] = {
    PriceMode.NET: N_("Prices without tax"),
    PriceMode.GROSS: N_("Prices with tax included"),
}
MENTION_LABELS: Mapping[Mention, str] = {
    Mention.BUSINESS_NAME: N_("the name of your business"),
    Mention.BUSINESS_ADDRESS: N_("the address of your business"),
    Mention.BUSINESS_CONTACT: N_("a phone number or e-mail of your business"),
    Mention.BUSINESS_TAX_ID: N_("the tax number of your business"),
    Mention.CUSTOMER_NAME: N_("the customer’s name"),
    Mention.CUSTOMER_ADDRESS: N_("the customer’s address"),
    Mention.CUSTOMER_TAX_ID: N_("the customer’s tax number"),
    Mention.VALID_UNTIL: N_("the day the quote is valid until"),
    Mention.PAYMENT_TERMS: N_("the terms of payment"),
    Mention.EXEMPTION_REASON: N_("the reason why no tax is charged"),
    Mention.LABOUR_AND_MATERIAL: N_("labour and materials apart"),
    Mention.QUOTE_FEE: N_("whether the quote itself is free of charge"),
}
