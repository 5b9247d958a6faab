"""The settings of how papers look: design, colour, logo, letterhead, envelopes, boxes to tick and codes that pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.services.settings_declared import NO, YES, Declared, Group, Kind, same, yes_or_no
from crm_desktop.words import N_

PAGE_SIZES = ("A4", "Letter")
DESIGN_NAMES = {"classic": N_("Classic"), "modern": N_("Modern"), "compact": N_("Compact")}
"""The designs of `reports.designs` by key, in its order."""
WINDOW_NAMES = {
    "din": N_("Left, German standard (DIN 5008 B)"),
    "fr": N_("Right, French envelopes"),
    "pt": N_("Right, Portuguese envelopes"),
    "uk": N_("Left, British envelopes"),
    "us": N_("Left, American envelopes (no. 10)"),
    "none": N_("No window: the address takes only the room it needs"),
}
USUAL_WINDOWS = {"FR": "fr", "GB": "uk", "US": "us"}
"""Where the envelopes of a country mostly have their window; elsewhere at the left, where DIN has it."""
NEVER, AGREED, ALWAYS = "never", "agreed", "always"
LOGO, LETTERHEAD = "business.logo", "business.letterhead"
DETAILS = "look.letterhead_details"
MARGINS = ("look.first_top", "look.other_top", "look.bottom")
MOST_MILLIMETRES = 150
LETTERHEAD_DOUBTS = {
    "fields": N_("Fields and links of the letterhead were left out."),
    "scripts": N_("Scripts in the letterhead were left out."),
    "attachments": N_("Files attached to the letterhead were left out."),
    "pages": N_("Only the first two pages of the letterhead are used."),
    "size": N_("The letterhead has another size than your pages. It is scaled to fit."),
}
"""What is said of a letterhead that was taken, by the keys of `reports.own_letterhead`."""

LOOK = (
    Declared(
        "look.design",
        Kind.CHOICE,
        Group.LOOK,
        N_("Page design"),
        N_("What new quotes look like; a quote can choose another."),
        default="classic",
        choices=tuple(DESIGN_NAMES.items()),
        optional=False,
    ),
    Declared(
        "business.accent",
        Kind.COLOUR,
        Group.LOOK,
        N_("Accent colour"),
        N_("The one colour of your documents, like #0E7C7B."),
        default="#0E7C7B",
        optional=False,
    ),
    Declared(LOGO, Kind.IMAGE, Group.LOOK, N_("Logo"), N_("A PNG or JPEG picture, printed at the top.")),
    Declared(
        "quote.page_size",
        Kind.CHOICE,
        Group.LOOK,
        N_("Page size"),
        default=lambda country: country.page_size,
        choices=same(PAGE_SIZES),
        optional=False,
    ),
    Declared(
        "look.window",
        Kind.CHOICE,
        Group.LOOK,
        N_("Window of your envelopes"),
        N_("The address stands where the window shows it."),
        default=lambda country: USUAL_WINDOWS.get(country.code, "din"),
        choices=tuple(WINDOW_NAMES.items()),
        optional=False,
    ),
    Declared(
        LETTERHEAD,
        Kind.PDF,
        Group.LOOK,
        N_("Letterhead"),
        N_("A PDF put under every page: its first page under the first one, its second under all others."),
    ),
    Declared(
        DETAILS,
        Kind.CHOICE,
        Group.LOOK,
        N_("Your letterhead shows tax number and bank details"),
        N_("Unless it does, quotes on a letterhead of your own print them under Payment."),
        default=NO,
        choices=yes_or_no(),
        optional=False,
    ),
    Declared(
        MARGINS[0],
        Kind.WHOLE,
        Group.LOOK,
        N_("Millimetres at the top of the first page"),
        N_("What your letterhead needs for itself."),
        default="45",
        maximum=MOST_MILLIMETRES,
        optional=False,
    ),
    Declared(
        MARGINS[1],
        Kind.WHOLE,
        Group.LOOK,
        N_("Millimetres at the top of other pages"),
        default="35",
        maximum=MOST_MILLIMETRES,
        optional=False,
    ),
    Declared(
        MARGINS[2],
        Kind.WHOLE,
        Group.LOOK,
        N_("Millimetres at the foot of every page"),
        default="25",
        maximum=MOST_MILLIMETRES,
        optional=False,
    ),
    Declared(
        "look.check_boxes",
        Kind.CHOICE,
        Group.LOOK,
        N_("Options can be ticked in the PDF"),
        N_("A returned PDF says which: drop it on the quote."),
        default=YES,
        choices=yes_or_no(),
        optional=False,
    ),
    Declared(
        "look.accept_fields",
        Kind.CHOICE,
        Group.LOOK,
        N_("Date and name can be typed into the PDF"),
        default=NO,
        choices=yes_or_no(),
        optional=False,
    ),
    Declared(
        "look.payment_code",
        Kind.CHOICE,
        Group.LOOK,
        N_("QR code to pay with"),
        N_("A SEPA transfer for quotes in euros if your bank details have an IBAN; Pix for quotes in reais."),
        default=AGREED,
        choices=(
            (AGREED, N_("For a deposit or a first payment")),
            (ALWAYS, N_("On every quote")),
            (NEVER, N_("Never")),
        ),
        optional=False,
    ),
    Declared(
        "payment.pix_key",
        Kind.PIX,
        Group.LOOK,
        N_("Pix key"),
        N_("E-mail, phone with +55, CPF, CNPJ or random key; empty for no Pix code."),
        countries=("BR",),
    ),
    Declared(
        "payment.pix_city",
        Kind.LINE,
        Group.LOOK,
        N_("Pix city"),
        N_("Where the holder of the key is; the code has to say it."),
        countries=("BR",),
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How papers look, with types. `letterhead` is the SHA-256 of the PDF or ''; the margins are millimetres.

    `payment_code` is `NEVER`, `AGREED` or `ALWAYS`.
    """

    design: str
    window: str
    letterhead: str
    first_top: int
    other_top: int
    bottom: int
    check_boxes: bool
    accept_fields: bool
    payment_code: str
    pix_key: str
    pix_city: str
    letterhead_details: bool = False


def look_of(values: Mapping[str, str]) -> Look:
    """The look in the values of all settings."""
    first_top, other_top, bottom = (int(values[key]) for key in MARGINS)
    return Look(
        design=values["look.design"],
        window=values["look.window"],
        letterhead=values[LETTERHEAD],
        first_top=first_top,
        other_top=other_top,
        bottom=bottom,
        check_boxes=values["look.check_boxes"] == YES,
        accept_fields=values["look.accept_fields"] == YES,
        payment_code=values["look.payment_code"],
        pix_key=values["payment.pix_key"],
        pix_city=values["payment.pix_city"],
        letterhead_details=values[DETAILS] == YES,
    )
