"""What the history of a record names: the columns a person knows, their words (msgids), and how their cells read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from crm_desktop.words import N_


class Reads(Enum):
    """How a cell becomes text: as it is, by a table of words, as a number, or by the record it points to."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MINOR = "minor"
    TEN_THOUSANDTHS = "ten thousandths"
    PICTURE = "picture"
    WORD = "word"
    FLAG = "flag"
    ACCEPTANCE = "acceptance"
    INTERACTION = "interaction"
    CONTACT = "contact"
    STAGE = "stage"
    REASON = "lost_reason"


Fields = Mapping[str, tuple[str, Reads]]
TEXT, DAY, MINOR, PARTS, WORD = Reads.TEXT, Reads.DAY, Reads.MINOR, Reads.TEN_THOUSANDTHS, Reads.WORD
_BIN = {"deleted_at": (N_("In the bin since"), Reads.MOMENT)}
_CUSTOMER = {"contact_id": (N_("Contact"), Reads.CONTACT)}

FIELDS: Mapping[str, Fields] = MappingProxyType(
    {
        "contact": {
            "kind": (N_("Kind"), WORD),
            "name": (N_("Name"), TEXT),
            "nickname": (N_("Nickname"), TEXT),
            "lifecycle": (N_("Lifecycle"), WORD),
            "source": (N_("Source"), TEXT),
            "country": (N_("Country"), TEXT),
            "tax_id": (N_("Tax ID"), TEXT),
            "language": (N_("Language"), TEXT),
            "birthday": (N_("Birthday"), TEXT),
            "notes": (N_("Notes"), TEXT),
            "photo": (N_("Photo"), Reads.PICTURE),
            **_BIN,
        },
        "channel": {
            "value": (N_("Number or address"), TEXT),
            "purpose": (N_("Use"), WORD),
            "label": (N_("Label"), TEXT),
            "po_box": (N_("P.O. box"), TEXT),
            "extended": (N_("Address details"), TEXT),
            "street": (N_("Street"), TEXT),
            "city": (N_("City"), TEXT),
            "region": (N_("Region"), TEXT),
            "postcode": (N_("Postcode"), TEXT),
            "country": (N_("Country"), TEXT),
        },
        "employment": {
            "company_id": (N_("Company"), Reads.CONTACT),
            "role": (N_("Role"), TEXT),
            "department": (N_("Department"), TEXT),
            "reports_to_id": (N_("Reports to"), Reads.CONTACT),
        },
        "contact_tag": {"name": (N_("Tag"), TEXT)},
        "deal": {
            "title": (N_("Title"), TEXT),
            **_CUSTOMER,
            "stage_id": (N_("Stage"), Reads.STAGE),
            "value": (N_("Value"), MINOR),
            "currency": (N_("Currency"), TEXT),
            "probability": (N_("Probability"), TEXT),
            "expected_close": (N_("Expected close"), DAY),
            "next_step": (N_("Next step"), TEXT),
            "next_step_date": (N_("Date of the next step"), DAY),
            "opened_on": (N_("Opened"), DAY),
            "closed_on": (N_("Closed"), DAY),
            "lost_reason_id": (N_("Lost reason"), Reads.REASON),
            "lost_note": (N_("Note on the loss"), TEXT),
            "owner": (N_("Owner"), TEXT),
            "product": (N_("Product"), TEXT),
            "source": (N_("Source"), TEXT),
            "notes": (N_("Notes"), TEXT),
            **_BIN,
        },
        "quote": {
            "number": (N_("Number"), TEXT),
            "title": (N_("Title"), TEXT),
            **_CUSTOMER,
            "status": (N_("Status"), WORD),
            "status_note": (N_("Note on the status"), TEXT),
            "date": (N_("Date"), DAY),
            "valid_until": (N_("Valid until"), DAY),
            "currency": (N_("Currency"), TEXT),
            "language": (N_("Language"), TEXT),
            "price_mode": (N_("Prices"), WORD),
            "discount": (N_("Discount"), PARTS),
            "withholding": (N_("Withholding"), PARTS),
            "deposit": (N_("Deposit"), PARTS),
            "reference": (N_("Reference"), TEXT),
            "intro": (N_("Introduction"), TEXT),
            "closing": (N_("Closing text"), TEXT),
            "payment_terms": (N_("Terms of payment"), TEXT),
            "notes": (N_("Notes"), TEXT),
            "cash_rounding": (N_("Rounding for cash"), MINOR),
            "design": (N_("Page design"), TEXT),
            "sent_on": (N_("Sent"), DAY),
            "follow_up_on": (N_("Follow up"), DAY),
            "total": (N_("Total"), MINOR),
            **_BIN,
        },
        "quote_line": {
            "description": (N_("Line"), TEXT),
            "quantity": (N_("Quantity"), PARTS),
            "unit": (N_("Unit"), TEXT),
            "unit_price": (N_("Unit price"), PARTS),
            "discount": (N_("Discount"), PARTS),
            "tax_rate": (N_("Tax rate"), PARTS),
            "tax_reason": (N_("Reason for no tax"), TEXT),
            "tax_category": (N_("Tax category"), TEXT),
            "role": (N_("Role of the line"), WORD),
            "cost": (N_("Cost"), PARTS),
            "hide_prices": (N_("Prices hidden"), Reads.FLAG),
        },
        "quote_payment": {
            "label": (N_("Planned payment"), TEXT),
            "share": (N_("Share of the payment"), PARTS),
            "due": (N_("Payment due"), DAY),
        },
        "quote_acceptance": {
            "accepted_on": (N_("Accepted on"), DAY),
            "accepted_by": (N_("Accepted by"), TEXT),
            "how": (N_("How it was accepted"), Reads.ACCEPTANCE),
            "total": (N_("Accepted amount"), MINOR),
            "note": (N_("Note on the acceptance"), TEXT),
        },
        "quote_invoice": {
            "number": (N_("Invoice"), TEXT),
            "date": (N_("Invoice date"), DAY),
            "amount": (N_("Invoiced amount"), MINOR),
            "note": (N_("Note on the invoice"), TEXT),
        },
        "quote_receipt": {
            "date": (N_("Received on"), DAY),
            "amount": (N_("Received amount"), MINOR),
            "note": (N_("Note on the payment"), TEXT),
        },
        "job": {
            "title": (N_("Title"), TEXT),
            **_CUSTOMER,
            "kind": (N_("Kind"), WORD),
            "status": (N_("Status"), WORD),
            "date": (N_("Date"), DAY),
            "problem": (N_("Problem"), TEXT),
            "work_done": (N_("Work done"), TEXT),
            "minutes": (N_("Minutes"), TEXT),
            "labour": (N_("Labour"), MINOR),
            "total": (N_("Total"), MINOR),
            "next_date": (N_("Next date"), DAY),
            "notes": (N_("Notes"), TEXT),
            **_BIN,
        },
        "job_part": {
            "name": (N_("Part"), TEXT),
            "quantity": (N_("Quantity"), PARTS),
            "unit_price": (N_("Unit price"), PARTS),
        },
        "catalogue_item": {
            "kind": (N_("Kind"), WORD),
            "code": (N_("Code"), TEXT),
            "name": (N_("Name"), TEXT),
            "description": (N_("Description"), TEXT),
            "unit": (N_("Unit"), TEXT),
            "price": (N_("Price"), PARTS),
            "cost": (N_("Cost"), PARTS),
            "tax_rate": (N_("Tax rate"), PARTS),
            "tax_reason": (N_("Reason for no tax"), TEXT),
            "tax_category": (N_("Tax category"), TEXT),
            "hours": (N_("Hours"), PARTS),
            "hour_rate": (N_("Price of an hour"), PARTS),
            "material": (N_("Material"), PARTS),
            "markup": (N_("Markup"), PARTS),
            **_BIN,
        },
        "price_break": {
            "from_quantity": (N_("From quantity"), PARTS),
            "price": (N_("Price"), PARTS),
        },
        "interaction": {
            "kind": (N_("Kind"), Reads.INTERACTION),
            "direction": (N_("Direction"), Reads.INTERACTION),
            "at": (N_("When"), Reads.MOMENT),
            **_CUSTOMER,
            "address": (N_("Number or address"), TEXT),
            "title": (N_("Title"), TEXT),
            "text": (N_("Text"), TEXT),
            **_BIN,
        },
        "template": {
            "name": (N_("Name"), TEXT),
            **_BIN,
        },
        "sale": {
            "title": (N_("Title"), TEXT),
            **_CUSTOMER,
            "date": (N_("Date"), DAY),
            "amount": (N_("Amount"), MINOR),
            **_BIN,
        },
        "setting": {"value": (N_("Setting"), TEXT)},
    }
)
"""Fields by table and column, in the order they are shown. What is missing is the program's own business."""
