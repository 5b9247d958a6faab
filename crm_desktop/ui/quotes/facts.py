"""Who a quote is for, when it holds and in which language; its texts and terms. Every field saves itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.money import CURRENCIES
from crm_desktop.domain.quotes import PriceMode
from crm_desktop.services import quote_texts
from crm_desktop.services.labels import PRICE_MODE_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.services.settings_table import LANGUAGE_NAMES
from crm_desktop.ui.choices import choice_of, contact_choices, make_contact
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.words import _, current

CASH_STEPS = (5, 10, 50, 100)
"""In minor units: the smallest coins of countries that have no smaller ones."""
USUAL_CURRENCIES = ("EUR", "BRL", "USD", "GBP", "CHF")


class FactsForm(Form):
    """Customer, dates, language: the line under the title."""

    def __init__(self, book: QuoteBook) -> None:
        super().__init__(_Saver(book))
        context = book.context
        self.customer = SearchChoiceField(
            "contact_id", _("Customer"), contact_choices(context), create=make_contact(context, book),
            placeholder=_("Type a name"),
        )  # fmt: skip
        languages = [(code, _(name)) for code, name in LANGUAGE_NAMES.items()]
        self.language = ChoiceField("language", _("Language"), languages)
        self.add_row(
            self.customer,
            DateField("date", _("Date"), context.today, required=True),
            DateField("valid_until", _("Valid until"), context.today),
            self.language,
            stretches=(10, 6, 6, 8),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the style has said how wide: its longest name is never cut; the customer has what is left.
        self.language.editor.setMinimumWidth(self.language.editor.sizeHint().width())


class TextsForm(QScrollArea):
    """Texts and terms: what is read more seldom."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(_Saver(book))
        others = sorted(set(CURRENCIES) - set(USUAL_CURRENCIES))
        self.rounding = ChoiceField("cash_rounding", _("Rounded to pay in cash"), _steps("EUR"))
        self.form.add_row(TextField("reference", _("Your or their reference")), self.rounding)
        self.form.add_row(
            ChoiceField("price_mode", _("Prices"), [(mode, _(PRICE_MODE_LABELS[mode])) for mode in PriceMode]),
            ChoiceField("currency", _("Currency"), [(code, code) for code in (*USUAL_CURRENCIES, *others)]),
        )
        intro = MultilineField("intro", _("Text before the lines"), lines=(2, 10))
        intro.help = _("Fields in braces are filled in by themselves: {fields}", fields=fields_words())
        self.form.add(intro)
        self.form.add(MultilineField("closing", _("Text after the totals"), lines=(2, 10)))
        self.form.add(MultilineField("payment_terms", _("Terms of payment"), lines=(1, 6)))
        self.form.add(MultilineField("notes", _("Notes for yourself, not printed"), lines=(1, 8)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        # The ground of the side it lies on, not that of the window.
        self.viewport().setAutoFillBackground(False)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def set_currency(self, currency: str) -> None:
        """Offers the coins of a currency."""
        self.rounding.set_choices(_steps(currency))


def fields_words() -> str:
    """Which fields can stand in the texts of a quote."""
    return " ".join("{" + name + "}" for name in quote_texts.FIELDS)


def _steps(currency: str) -> list[tuple[int, str]]:
    """The coins that what is to be paid in cash can be rounded to."""
    say = current()
    return [(0, _("not rounded")), *((step, say.amount(step, currency)) for step in CASH_STEPS)]


class _Saver:
    """Saves one fact of the open quote."""

    def __init__(self, book: QuoteBook) -> None:
        self._book = book

    def __call__(self, name: str, old: Any, new: Any) -> None:
        self._book.save_fact(name, _stored(name, new), _stored(name, old))


def _stored(name: str, value: Any) -> Any:
    """A field's value as the service keeps it."""
    if name == "contact_id":
        return value.id if value is not None else None
    return PriceMode(value) if name == "price_mode" else value


def fact_values(detail: QuoteDetail) -> dict[str, Any]:
    """What all the fields show of a quote."""
    return {
        "contact_id": choice_of(detail.contact_id, detail.contact),
        "date": detail.date,
        "valid_until": detail.valid_until,
        "language": detail.language,
        "reference": detail.reference,
        "price_mode": detail.terms.price_mode,
        "currency": detail.terms.currency,
        "cash_rounding": detail.terms.cash_rounding,
        "intro": detail.intro,
        "closing": detail.closing,
        "payment_terms": detail.payment_terms,
        "notes": detail.notes,
    }
