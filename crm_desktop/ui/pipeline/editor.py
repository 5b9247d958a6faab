"""One deal: its facts, the next step, how it ended and every change of stage; each field saves itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.services import deals, deals_list, lost_reasons, pipelines
from crm_desktop.services.deals_list import DealDetail, StageStep
from crm_desktop.ui.choices import choice_of, contact_choices, make_contact
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import IconButton, LinkButton, SecondaryButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import ElidedLabel, Look, PlainLabel
from crm_desktop.ui.kit.number_fields import IntegerField, MoneyField
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.pages import CONTACTS
from crm_desktop.ui.pipeline.words import STAGE_TONES
from crm_desktop.words import N_, _, current

EDIT_LABEL = N_("Edit deal")
MOVE_LABEL = N_("Move deal")
NOTHING: list[tuple[int | None, str]] = [(None, "")]
"""Until a deal is shown there is nothing to choose from."""


class DealEditor(QScrollArea):
    """Shows and saves one deal.

    `record_id` is None while it shows none. Signals: `won_pressed()`, `lost_pressed()`, `reopen_pressed()`,
    `delete_pressed()`, `quote_pressed()`, `close_pressed()`.
    """

    won_pressed = Signal()
    lost_pressed = Signal()
    reopen_pressed = Signal()
    delete_pressed = Signal()
    quote_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.record_id: int | None = None
        self.binned = False
        self._contact_id: int | None = None
        self.setWidgetResizable(True)
        self.title = ElidedLabel("", look=Look.TITLE)
        self.state = Chip("")
        self.customer = LinkButton("")
        self.customer.on_click(self._show_customer)
        self.won_button = SecondaryButton(_("Won"), icon_name="check")
        self.lost_button = SecondaryButton(_("Lost …"), icon_name="close")
        self.reopen_button = SecondaryButton(_("Reopen"), icon_name="undo")
        self.quote_button = SecondaryButton(_("New quote"), icon_name="quote")
        self._verbs = (self.won_button, self.lost_button, self.reopen_button, self.quote_button)
        self.delete_button = IconButton("trash", _("Delete this deal"), shortcut="Ctrl+Delete")
        self.form = self._make_form()
        self.history = QVBoxLayout()
        self._lay_out()
        self._connect()

    def _make_form(self) -> Form:
        context = self._context
        form = Form(self._save)
        form.add(TextField("title", _("Deal"), required=True))
        form.add(
            SearchChoiceField(
                "contact_id", _("Contact"), contact_choices(context), create=make_contact(context, self),
                placeholder=_("Type a name"),
            )
        )  # fmt: skip
        form.add_row(
            MoneyField("value", _("Value"), "EUR"),
            IntegerField("probability", _("Probability"), maximum=100, suffix="%"),
        )
        form.add_row(
            ChoiceField("stage_id", _("Stage"), NOTHING),
            DateField("expected_close", _("Expected close"), context.today),
        )
        form.add_row(
            TextField("next_step", _("Next step"), placeholder=_("Call, visit, send …")),
            DateField("next_step_date", _("When"), context.today),
        )
        form.add(ChoiceField("lost_reason_id", _("Lost because"), NOTHING))
        form.add_row(TextField("product", _("Product")), TextField("source", _("Source")))
        form.add(MultilineField("notes", _("Notes"), lines=(2, 12)))
        return form

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        close = IconButton("close", _("Close"), shortcut="Escape")
        close.on_click(self.close_pressed.emit)
        head.addWidget(self.delete_button)
        head.addWidget(close)
        under = QHBoxLayout()
        under.addWidget(self.state)
        under.addWidget(self.customer)
        under.addStretch(1)
        verbs = QHBoxLayout()
        for button in self._verbs:
            verbs.addWidget(button)
        verbs.addStretch(1)
        column.addLayout(head)
        column.addLayout(under)
        column.addLayout(verbs)
        column.addWidget(self.form)
        column.addWidget(PlainLabel(_("Stages"), look=Look.HEADING))
        column.addLayout(self.history)
        column.addStretch(1)
        self.setWidget(inner)

    def _connect(self) -> None:
        self.delete_button.on_click(self.delete_pressed.emit)
        self.won_button.on_click(self.won_pressed.emit)
        self.lost_button.on_click(self.lost_pressed.emit)
        self.reopen_button.on_click(self.reopen_pressed.emit)
        self.quote_button.on_click(self.quote_pressed.emit)

    def show_record(self, record_id: int) -> None:
        """Shows another deal.

        Raises:
            Refused: ``record.missing``.
        """
        detail = self._read(record_id)
        self.record_id = record_id
        self._fill_choices(detail)
        self._show_head(detail)
        value = self.form.field("value")
        assert isinstance(value, MoneyField)
        value.set_currency(detail.row.currency)
        self.form.set_values(_values(detail))

    def reload(self) -> None:
        """Shows the same deal as it is stored now; a field being typed in keeps its words.

        Raises:
            Refused: ``record.missing``.
        """
        if self.record_id is not None:
            detail = self._read(self.record_id)
            self._fill_choices(detail)
            self._show_head(detail)
            self.form.take_stored(_values(detail))

    def _read(self, deal_id: int) -> DealDetail:
        with self._context.store.read() as session:
            return deals_list.deal(session, deal_id, self._context.today())

    def focus_first(self) -> None:
        """Puts the cursor into the first field; the title a new deal is given for a start is there to be replaced."""
        if self.form.field("title").value == _("New deal"):
            self.select_title()
        else:
            self.form.focus_first()

    def select_title(self) -> None:
        """Puts the cursor on the title, so that typing replaces it."""
        title = self.form.field("title")
        assert isinstance(title, TextField)
        title.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        title.editor.selectAll()

    def _fill_choices(self, detail: DealDetail) -> None:
        with self._context.store.read() as session:
            stages = pipelines.pipeline(session, detail.pipeline_id).stages
            reasons = lost_reasons.lost_reasons(session, archived=True)
        open_or_now = [stage for stage in stages if stage.kind is StageKind.OPEN or stage.id == detail.row.stage_id]
        stage_field, reason_field = self.form.field("stage_id"), self.form.field("lost_reason_id")
        chance_field = self.form.field("probability")
        assert isinstance(stage_field, ChoiceField)
        assert isinstance(reason_field, ChoiceField)
        assert isinstance(chance_field, IntegerField)
        # An empty field means the stage's own, so it shows that one.
        of_stage = next((stage.probability for stage in stages if stage.id == detail.row.stage_id), None)
        chance_field.editor.setPlaceholderText(chance_field.words_of(of_stage))
        stage_field.set_choices([(stage.id, stage.name) for stage in open_or_now])
        reason_field.set_choices([(None, ""), *((reason.id, reason.name) for reason in reasons)])

    def _show_head(self, detail: DealDetail) -> None:
        row = detail.row
        self.binned = detail.binned
        delete_words = _("Restore this deal") if detail.binned else _("Delete this deal")
        self.delete_button.set_name(delete_words, "Ctrl+Delete")
        self.title.setText(row.title)
        self.state.set_word(row.stage, STAGE_TONES[row.kind])
        self._contact_id = row.contact_id
        self.customer.setText(row.contact)
        self.customer.setVisible(bool(row.contact))
        is_open = row.kind is StageKind.OPEN
        self.won_button.setVisible(is_open)
        self.lost_button.setVisible(is_open)
        self.reopen_button.setVisible(not is_open)
        self.form.show_field("lost_reason_id", row.kind is StageKind.LOST)
        self._show_history(detail.history)

    def _show_history(self, steps: tuple[StageStep, ...]) -> None:
        while (item := self.history.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for step in reversed(steps):
            when = current().time(step.at.astimezone()) if step.at is not None else ""
            words = _("{when}  {stage}", when=when, stage=step.came_to)
            self.history.addWidget(PlainLabel(words, look=Look.SMALL, muted=True))

    def _save(self, name: str, old: Any, new: Any) -> None:
        assert self.record_id is not None
        now = self._context.now()
        if name == "stage_id":
            with self._context.store.write(MOVE_LABEL, initiator=self) as session:
                deals.move(session, self.record_id, new, today=self._context.today(), now=now)
        else:
            wanted, seen = {name: _stored(name, new)}, {name: _stored(name, old)}
            with self._context.store.write(EDIT_LABEL, initiator=self) as session:
                deals.edit(session, self.record_id, wanted, seen, now=now)
        self.reload()

    def _show_customer(self) -> None:
        if self._contact_id is not None:
            self._context.go(CONTACTS, self._contact_id)

    def commit(self) -> bool:
        """Saves what was typed; False when something was refused."""
        return self.record_id is None or self.form.commit()

    def set_editable(self, editable: bool) -> None:
        """Locks or frees everything."""
        self.form.set_editable(editable)
        for button in (*self._verbs, self.delete_button):
            button.setEnabled(editable)


def _values(detail: DealDetail) -> dict[str, Any]:
    row = detail.row
    return {
        "title": row.title,
        "contact_id": choice_of(row.contact_id, row.contact),
        "value": row.value,
        "probability": detail.own_probability,
        "stage_id": row.stage_id,
        "expected_close": row.expected_close,
        "next_step": row.next_step,
        "next_step_date": row.next_step_date,
        "lost_reason_id": detail.lost_reason_id,
        "product": row.product,
        "source": detail.source,
        "notes": detail.notes,
    }


def _stored(name: str, value: Any) -> Any:
    """A field's value as the service keeps it."""
    if name == "contact_id":
        return value.id if value is not None else None
    if name == "value" and value is None:
        return 0
    return value
