"""Who an issued or binned quote is for, when it holds and its texts: words to read and copy, no fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.services.labels import PRICE_MODE_LABELS
from crm_desktop.services.quote_list import QuoteDetail
from crm_desktop.services.settings_table import LANGUAGE_NAMES
from crm_desktop.ui.context import Context
from crm_desktop.ui.customer_link import CustomerLink
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.theme import theme
from crm_desktop.words import _, current


class FrozenFacts(QWidget):
    """One line: the customer, a link to the contact, then days, language and reference."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.customer = CustomerLink(context)
        self.customer.setFont(theme().fonts.strong)
        self.words = ElidedLabel("", look=Look.SMALL, muted=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.customer)
        line.addWidget(self.words, 1)

    def show_detail(self, detail: QuoteDetail) -> None:
        """Says those of another quote."""
        self.customer.show_contact(detail.contact_id, detail.contact)
        self.words.setText(facts_words(detail))


def facts_words(detail: QuoteDetail) -> str:
    """``21/11/2026, valid until 21/12/2026 · English · PO 4711``."""
    say = current()
    days = say.date(detail.date)
    if detail.valid_until is not None:
        days = _("{date}, valid until {until}", date=days, until=say.date(detail.valid_until))
    language = _(LANGUAGE_NAMES[detail.language]) if detail.language in LANGUAGE_NAMES else detail.language
    return " · ".join(filter(None, (days, language, detail.reference)))


class FrozenTexts(QScrollArea):
    """The texts and terms one under the other, each under its name; what there is none of is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self._shown: tuple[tuple[str, str], ...] | None = None

    def show_detail(self, detail: QuoteDetail) -> None:
        """Shows those of another quote."""
        shown = texts_of(detail)
        if shown == self._shown:
            return
        self._shown = shown
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(2)
        for name, text in shown:
            label = PlainLabel(name, look=Look.SMALL, muted=True)
            words = PlainLabel(text, wrap=True, selectable=True)
            words.setAccessibleName(name)
            words.setAccessibleDescription(text)
            words.setContentsMargins(0, 0, 0, 12)
            column.addWidget(label)
            column.addWidget(words)
        column.addStretch(1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def texts_of(detail: QuoteDetail) -> tuple[tuple[str, str], ...]:
    """Names and words of all that is not empty, in the order of the draft's fields."""
    terms = detail.terms
    rounding = current().amount(terms.cash_rounding, terms.currency) if terms.cash_rounding else ""
    texts = (
        (_("Your or their reference"), detail.reference),
        (_("Rounded to pay in cash"), rounding),
        (_("Prices"), _(PRICE_MODE_LABELS[terms.price_mode])),
        (_("Currency"), terms.currency),
        (_("Text before the lines"), detail.intro),
        (_("Text after the totals"), detail.closing),
        (_("Terms of payment"), detail.payment_terms),
        (_("Notes for yourself, not printed"), detail.notes),
    )
    return tuple((name, text) for name, text in texts if text.strip())
