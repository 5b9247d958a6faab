"""Who an issued or binned quote is for, when it holds and its texts: words to read and copy, no fields."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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


@dataclass(frozen=True, slots=True)
class Told:
    """A text of a quote under its name; short ones stand `beside` each other."""

    name: str
    text: str
    beside: bool = False


class FrozenTexts(QScrollArea):
    """The texts and terms one under the other, each under its name; what there is none of is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self._shown: tuple[Told, ...] | None = None

    def show_detail(self, detail: QuoteDetail) -> None:
        """Shows those of another quote."""
        shown = texts_of(detail)
        if shown == self._shown:
            return
        self._shown = shown
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        for told in shown:
            at = grid.count()
            if told.beside:
                grid.addWidget(_named(told), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            else:
                column.addWidget(_named(told))
        column.addStretch(1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _named(told: Told) -> QWidget:
    """Words under their name; they can be selected and copied."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    words = PlainLabel(told.text, wrap=True, selectable=True)
    words.setAccessibleName(told.name)
    words.setAccessibleDescription(told.text)
    column.addWidget(PlainLabel(told.name, look=Look.SMALL, muted=True))
    column.addWidget(words)
    return holder


def texts_of(detail: QuoteDetail) -> tuple[Told, ...]:
    """All that is not empty, in the order of the draft's fields."""
    terms = detail.terms
    rounding = current().amount(terms.cash_rounding, terms.currency) if terms.cash_rounding else ""
    texts = (
        Told(_("Your or their reference"), detail.reference, beside=True),
        Told(_("Rounded to pay in cash"), rounding, beside=True),
        Told(_("Prices"), _(PRICE_MODE_LABELS[terms.price_mode]), beside=True),
        Told(_("Currency"), terms.currency, beside=True),
        Told(_("Text before the lines"), detail.intro),
        Told(_("Text after the totals"), detail.closing),
        Told(_("Terms of payment"), detail.payment_terms),
        Told(_("Notes for yourself, not printed"), detail.notes),
    )
    return tuple(told for told in texts if told.text.strip())
