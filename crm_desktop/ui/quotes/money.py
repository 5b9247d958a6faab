"""Invoices made in another program and payments of a quote: listed, recorded, changed and taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_money
from crm_desktop.services.quote_money import InvoiceRow, NewInvoice, NewReceipt, QuoteMoney, ReceiptRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import IconButton, SecondaryButton
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import MoneyField
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.quotes.money_strip import called, facts_of
from crm_desktop.ui.tokens import Tone
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, NC_, _, current

Row = InvoiceRow | ReceiptRow
Values = dict[str, Any]
WIDTH = 620
LABELS = {
    ("invoice", "add"): N_("Record invoice"),
    ("invoice", "edit"): N_("Edit invoice"),
    ("invoice", "remove"): N_("Remove invoice"),
    ("receipt", "add"): N_("Record payment"),
    ("receipt", "edit"): N_("Edit payment"),
    ("receipt", "remove"): N_("Remove payment"),
}


class QuoteMoneyVerbs:
    """Records what became of the money of quotes, for one window; every step can be undone."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def read(self, quote_id: int) -> QuoteMoney:
        """The money of a quote as it is stored now.

        Raises:
            Refused: ``record.missing``.
        """
        with self._context.store.read() as session:
            return quote_money.money(session, quote_id)

    def show(self, quote_id: int) -> Dialog | None:
        """Lists invoices and payments."""
        return self._opened(quote_id, lambda found: MoneyDialog(self, found, self._window))

    def add_invoice(self, quote_id: int) -> Dialog | None:
        """Asks for an invoice and records it."""
        return self._opened(quote_id, lambda found: self._entry(found, "invoice", None, None))

    def add_receipt(self, quote_id: int) -> Dialog | None:
        """Asks for a payment and records it."""
        return self._opened(quote_id, lambda found: self._entry(found, "receipt", None, None))

    def entry(self, found: QuoteMoney, kind: str, row: Row | None, on_done: Callable[[], object]) -> Dialog:
        """The form of one invoice or payment over the list of them."""
        dialog = self._entry(found, kind, row, on_done)
        dialog.open()
        return dialog

    def remove(self, kind: str, row_id: int) -> bool:
        """Takes an invoice or a payment away; the message offers to bring it back."""
        verb = quote_money.remove_invoice if kind == "invoice" else quote_money.remove_receipt
        told = _("The invoice was removed.") if kind == "invoice" else _("The payment was removed.")
        return self._done(LABELS[kind, "remove"], lambda session: verb(session, row_id), told)

    def _opened(self, quote_id: int, make: Callable[[QuoteMoney], Dialog]) -> Dialog | None:
        try:
            dialog = make(self.read(quote_id))
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return None
        dialog.open()
        return dialog

    def _entry(
        self, found: QuoteMoney, kind: str, row: Row | None, on_done: Callable[[], object] | None
    ) -> EntryDialog:
        dialog = EntryDialog(found, kind, row, self._context.today, self._window)
        dialog.on_save(partial(self._save, found, kind, row, on_done or _nothing))
        return dialog

    def _save(
        self, found: QuoteMoney, kind: str, row: Row | None, on_done: Callable[[], object], values: Values
    ) -> None:
        """Stores what was typed.

        Raises:
            Refused: all that the service refuses, with the field.
        """
        today = self._context.today()

        def run(session: Any) -> None:
            if kind == "invoice":
                if row is None:
                    quote_money.add_invoice(session, found.quote_id, NewInvoice(**values), today=today)
                else:
                    seen = _seen(row, quote_money.INVOICE_FIELDS)
                    quote_money.edit_invoice(session, row.id, values, seen, today=today)
            elif row is None:
                quote_money.add_receipt(session, found.quote_id, NewReceipt(**values), today=today)
            else:
                seen = _seen(row, quote_money.RECEIPT_FIELDS)
                quote_money.edit_receipt(session, row.id, values, seen, today=today)

        with self._context.store.write(LABELS[kind, "add" if row is None else "edit"], initiator=self) as session:
            run(session)
        tell_done(self._context, self._told(found.quote_id, kind))
        on_done()

    def _told(self, quote_id: int, kind: str) -> str:
        found = self.read(quote_id)
        over = found.balance.over
        if over and kind == "receipt":
            amount = current().money(over, found.currency)
            return _("Recorded. {amount} more came than was agreed.", amount=amount)
        return _("The invoice was recorded.") if kind == "invoice" else _("The payment was recorded.")

    def _done(self, label: str, run: Callable[[Any], None], told: str) -> bool:
        try:
            with self._context.store.write(label, initiator=self) as session:
                run(session)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return False
        tell_done(self._context, told)
        return True


def _nothing() -> None:
    """Nobody waits for the end."""


def _seen(row: Row, fields: tuple[str, ...]) -> Values:
    return {field: getattr(row, field) for field in fields}


class EntryDialog(Dialog):
    """One invoice or payment; the amount offered is what is due next, or not invoiced yet."""

    def __init__(
        self, found: QuoteMoney, kind: str, row: Row | None, today: Callable[[], dt.date], parent: QWidget
    ) -> None:
        super().__init__(parent, _(LABELS[kind, "add" if row is None else "edit"]), _("Save"))
        self._found, self._kind = found, kind
        self._own = row.amount if isinstance(row, ReceiptRow) else 0
        self._save: Callable[[Values], object] = _ignore
        self.form = Form()
        if kind == "invoice":
            self.body.addWidget(
                PlainLabel(_("Made in your invoicing program; here it is only noted."), look=Look.SMALL, muted=True)
            )
            self.form.add(TextField("number", _("Invoice number"), required=True, limit=200))
        self.form.add_row(
            DateField("date", _("Date"), today, required=True), MoneyField("amount", _("Amount"), found.currency)
        )
        self.form.add(TextField("note", _("Note"), limit=1_000))
        self.form.set_values(self._first_values(row, today()))
        self.over = PlainLabel("", look=Look.SMALL, tone=Tone.AMBER, wrap=True)
        self.body.addWidget(self.form)
        self.body.addWidget(self.over)
        self.form.edited.connect(self._on_edited)
        self._on_edited("amount")
        self.form.focus_first()

    def _first_values(self, row: Row | None, today: dt.date) -> Values:
        if row is not None:
            return _seen(row, quote_money.INVOICE_FIELDS if self._kind == "invoice" else quote_money.RECEIPT_FIELDS)
        due = self._found.balance.next
        if self._kind == "invoice":
            offered = self._found.balance.uninvoiced
            if due is not None and not self._found.invoices:
                offered = min(offered, due.amount)
        else:
            offered = due.amount if due is not None else 0
        return {"number": "", "date": today, "amount": offered or None, "note": ""}

    def on_save(self, save: Callable[[Values], object]) -> None:
        """Says what stores the values; what it refuses stands beside the field."""
        self._save = save

    def _on_edited(self, _name: str) -> None:
        """Warns, while it is typed, of more than was agreed and of a day before there was the quote."""
        field: Field[Any] = self.form.field("amount")
        assert isinstance(field, MoneyField)
        try:
            typed = field.typed() or 0
        except Refused:
            typed = 0
        sums = self._found.balance
        over = sums.received - self._own + typed - sums.agreed if self._kind == "receipt" else 0
        said = []
        if over > 0:
            amount = current().money(over, self._found.currency)
            said.append(_("{amount} more than was agreed. It is recorded as it is.", amount=amount))
        if (doubt := self._found.before_quote(self.form.field("date").value)) is not None:
            said.append(sentence(doubt))
        self.over.setVisible(bool(said))
        self.over.setText("\n".join(said))

    def check(self) -> bool:
        if not self.form.commit():
            return False
        values = self.form.values()
        values["amount"] = values["amount"] or 0
        try:
            self._save(values)
        except Refused as refused:
            self.form.refuse(refused, "amount")
            return False
        return True


def _ignore(_values: Values) -> None:
    """Nothing is stored before somebody says where."""


class MoneyDialog(Dialog):
    """All invoices and payments of a quote, with what is planned and open."""

    def __init__(self, verbs: QuoteMoneyVerbs, found: QuoteMoney, parent: QWidget) -> None:
        super().__init__(parent, _("Invoices and payments of {number}", number=found.number), width=WIDTH)
        self._verbs = verbs
        self._holder: QWidget | None = None
        self.facts = PlainLabel("", look=Look.STRONG, wrap=True)
        self.body.addWidget(self.facts)
        buttons = QHBoxLayout()
        self.invoice_button = SecondaryButton(_("Record invoice …"))
        self.receipt_button = SecondaryButton(_("Record payment …"))
        self.invoice_button.on_click(partial(self._enter, "invoice", None))
        self.receipt_button.on_click(partial(self._enter, "receipt", None))
        buttons.addWidget(self.receipt_button)
        buttons.addWidget(self.invoice_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.found = found
        self.lines: list[str] = []
        self._fill()
        self.receipt_button.setFocus()

    def refresh(self) -> None:
        """Shows what is stored now."""
        self.found = self._verbs.read(self.found.quote_id)
        self._fill()

    def _fill(self) -> None:
        self.facts.setText(facts_of(self.found))
        for button in (self.invoice_button, self.receipt_button):
            button.setEnabled(self.found.can_record)
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.lines = []
        self._plan(grid)
        self._rows(grid, _("Payments received"), "receipt", self.found.receipts)
        self._rows(grid, _("Invoices made elsewhere"), "invoice", self.found.invoices)
        self.body.insertWidget(1, self._holder)

    def _plan(self, grid: QGridLayout) -> None:
        if len(self.found.instalments) < 2:
            return
        self._heading(grid, _(NC_("payments", "Planned")))
        for one in self.found.instalments:
            self._line(grid, current().date(one.due), called(one), one.amount)

    def _rows(self, grid: QGridLayout, title: str, kind: str, rows: tuple[Row, ...]) -> None:
        if not rows:
            return
        self._heading(grid, title)
        for row in rows:
            number = row.number if isinstance(row, InvoiceRow) else ""
            what = " · ".join(part for part in (number, row.note) if part)
            at = self._line(grid, current().date(row.date), what, row.amount)
            edit = IconButton("edit", _("Edit {what}", what=what or current().date(row.date)))
            edit.on_click(partial(self._enter, kind, row))
            remove = IconButton("close", _("Remove {what}", what=what or current().date(row.date)))
            remove.on_click(partial(self._remove, kind, row.id))
            grid.addWidget(edit, at, 3)
            grid.addWidget(remove, at, 4)

    def _heading(self, grid: QGridLayout, title: str) -> None:
        label = PlainLabel(title, look=Look.SMALL, muted=True)
        label.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(label, grid.rowCount(), 0, 1, 5)

    def _line(self, grid: QGridLayout, day: str, what: str, minor: int) -> int:
        """One line: its day, what it is, its amount; answers its row."""
        at = grid.rowCount()
        amount = current().money(minor, self.found.currency)
        grid.addWidget(PlainLabel(day or "–"), at, 0)
        grid.addWidget(PlainLabel(what, wrap=True), at, 1)
        grid.addWidget(PlainLabel(amount), at, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lines.append(" ".join(part for part in (day, what, amount) if part))
        return at

    def _enter(self, kind: str, row: Row | None) -> None:
        self._verbs.entry(self.found, kind, row, self.refresh)

    def _remove(self, kind: str, row_id: int) -> None:
        if self._verbs.remove(kind, row_id):
            self.refresh()
            self.receipt_button.setFocus()
