"""One deal: its facts, the next step, how it ended and every change of stage; each field saves itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.domain.deals import StageKind
from crm_desktop.services import deals, deals_list, lost_reasons, pipelines
from crm_desktop.services.deals_list import DealDetail, StageStep
from crm_desktop.ui.choices import choice_of, contact_choices, make_contact
from crm_desktop.ui.context import Context
from crm_desktop.ui.customer_link import CustomerLink
from crm_desktop.ui.kit.buttons import IconButton, SecondaryButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.flow import FlowLayout
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import IntegerField, MoneyField
from crm_desktop.ui.kit.record_editor import RecordEditor
from crm_desktop.ui.kit.search_field import SearchChoiceField
from crm_desktop.ui.kit.surfaces import row
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.pipeline.words import STAGE_TONES
from crm_desktop.words import N_, _, current

EDIT_LABEL = N_("Edit deal")
MOVE_LABEL = N_("Move deal")
NOTHING: list[tuple[int | None, str]] = [(None, "")]
"""Until a deal is shown there is nothing to choose from."""


class DealEditor(RecordEditor[DealDetail]):
    """Shows and saves one deal.

    Further signals: `won_pressed()`, `lost_pressed()`, `reopen_pressed()`, `quote_pressed()`, `close_pressed()`.
    """

    won_pressed = Signal()
    lost_pressed = Signal()
    reopen_pressed = Signal()
    quote_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Delete this deal"), _("Restore this deal"))
        self.state = Chip("")
        self.customer = CustomerLink(context)
        self.won_button = SecondaryButton(_("Won"), icon_name="check")
        self.lost_button = SecondaryButton(_("Lost …"), icon_name="close")
        self.reopen_button = SecondaryButton(_("Reopen"), icon_name="undo")
        self.quote_button = SecondaryButton(_("New quote"), icon_name="quote")
        self._verbs = (self.won_button, self.lost_button, self.reopen_button, self.quote_button)
        self.form = self.add_form()
        self._fill(self.form)
        self.history = QVBoxLayout()
        self._lay_out()
        self.won_button.on_click(self.won_pressed.emit)
        self.lost_button.on_click(self.lost_pressed.emit)
        self.reopen_button.on_click(self.reopen_pressed.emit)
        self.quote_button.on_click(self.quote_pressed.emit)

    def _fill(self, form: Form) -> None:
        context = self._context
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

    def _lay_out(self) -> None:
        close = IconButton("close", _("Close"), shortcut="Escape")
        close.on_click(self.close_pressed.emit)
        self.head.addWidget(close)
        self.column.addLayout(row(self.state, self.customer, 1))
        verbs = FlowLayout()
        for button in self._verbs:
            verbs.addWidget(button)
        self.column.addLayout(verbs)
        self.column.addWidget(self.form)
        self.column.addWidget(PlainLabel(_("Stages"), look=Look.HEADING))
        self.column.addLayout(self.history)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Puts the cursor into the first field; the title a new deal is given for a start is there to be replaced."""
        if self.form.field("title").value == _("New deal"):
            self.select("title")
        else:
            super().focus_first()

    def read(self, session: Any, record_id: int) -> DealDetail:
        return deals_list.deal(session, record_id, self._context.today())

    def begin(self, detail: DealDetail) -> None:
        value = self.form.field("value")
        assert isinstance(value, MoneyField)
        value.set_currency(detail.row.currency)

    def show_detail(self, detail: DealDetail) -> None:
        shown = detail.row
        self._fill_choices(detail)
        self.show_head(shown.title, binned=detail.binned)
        self.state.set_word(shown.stage, STAGE_TONES[shown.kind])
        self.customer.show_contact(shown.contact_id, shown.contact)
        is_open = shown.kind is StageKind.OPEN
        self.won_button.setVisible(is_open)
        self.lost_button.setVisible(is_open)
        self.reopen_button.setVisible(not is_open)
        self.form.show_field("lost_reason_id", shown.kind is StageKind.LOST)
        self._show_history(detail.history)

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

    def values_of(self, detail: DealDetail) -> dict[str, Any]:
        shown = detail.row
        return {
            "title": shown.title,
            "contact_id": choice_of(shown.contact_id, shown.contact),
            "value": shown.value,
            "probability": detail.own_probability,
            "stage_id": shown.stage_id,
            "expected_close": shown.expected_close,
            "next_step": shown.next_step,
            "next_step_date": shown.next_step_date,
            "lost_reason_id": detail.lost_reason_id,
            "product": shown.product,
            "source": detail.source,
            "notes": detail.notes,
        }

    def label_of(self, name: str) -> str:
        return MOVE_LABEL if name == "stage_id" else EDIT_LABEL

    def store(self, session: Any, record_id: int, name: str, value: Any, seen: Any) -> None:
        now = self._context.now()
        if name == "stage_id":
            deals.move(session, record_id, value, today=self._context.today(), now=now)
        else:
            deals.edit(session, record_id, {name: value}, {name: seen}, now=now)

    def stored(self, name: str, value: Any) -> Any:
        return 0 if name == "value" and value is None else super().stored(name, value)

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        for button in self._verbs:
            button.setEnabled(editable)
