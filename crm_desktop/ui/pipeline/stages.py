"""The stages of a pipeline and the reasons deals are lost for: named, ordered, added and removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services import lost_reasons, pipelines
from crm_desktop.services.pipelines import StageRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import IconButton, QuietButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import IntegerField
from crm_desktop.ui.kit.saved_field import save_with
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import N_, _

LABEL = N_("Change stages")
REASONS_LABEL = N_("Change lost reasons")
PIPELINE_LABEL = N_("Change pipeline")
NAME_WIDTH = 300
WIDTH, HEIGHT = 600, 620


class StagesDialog(Dialog):
    """Edits one pipeline; every change is stored at once and can be undone."""

    def __init__(self, context: Context, pipeline_id: int, parent: QWidget) -> None:
        super().__init__(parent, _("Stages and lost reasons"), "", _("Close"), width=WIDTH)
        self._context = context
        self._pipeline_id = pipeline_id
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(WIDTH, HEIGHT)
        self.body.addWidget(self._scroll)
        self.build()

    def build(self) -> None:
        """Shows what is stored now; place and keyboard stay where they were."""
        held, place = self.focusWidget(), self._scroll.verticalScrollBar().value()
        name = held.accessibleName() if isinstance(held, IconButton) else ""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        with self._context.store.read() as session:
            shown = pipelines.pipeline(session, self._pipeline_id)
            reasons = lost_reasons.lost_reasons(session)
        column.addWidget(PlainLabel(_("Stages of “{name}”", name=shown.name), look=Look.HEADING))
        column.addLayout(self._stages(shown.stages))
        add = QuietButton(_("Add a stage"), icon_name="plus")
        add.on_click(self._add_stage)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(PlainLabel(_("Reasons to lose a deal"), look=Look.HEADING))
        column.addLayout(self._reasons(reasons))
        add_reason = QuietButton(_("Add a reason"), icon_name="plus")
        add_reason.on_click(self._add_reason)
        column.addWidget(add_reason, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(PlainLabel(_("Name of the pipeline"), look=Look.HEADING))
        column.addLayout(self._pipeline(shown.name))
        column.addStretch(1)
        self._scroll.setWidget(inner)
        inner.show()
        self._scroll.verticalScrollBar().setValue(place)
        for button in inner.findChildren(IconButton):
            if name and button.accessibleName() == name:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_it(self, name: str) -> None:
        """Puts the cursor on a name that was given for a start, so that typing replaces it."""
        for field in self._scroll.findChildren(TextField):
            if field.value == name:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                field.editor.selectAll()
                self._scroll.ensureWidgetVisible(field)

    def _pipeline(self, name: str) -> QGridLayout:
        """Its name, and the way to remove one that no deal ever stood in."""
        grid = _grid()
        field = _named(name, _("Pipeline"))
        save_with(field, partial(self.save, partial(_rename_pipeline, self._pipeline_id), PIPELINE_LABEL))
        remove = IconButton("trash", _("Remove “{name}”", name=name))
        remove.on_click(self._remove_pipeline)
        grid.addWidget(field, 0, 0)
        grid.addWidget(remove, 0, 1)
        return grid

    def _remove_pipeline(self) -> None:
        try:
            with self._context.store.write(PIPELINE_LABEL, initiator=self) as session:
                pipelines.remove_pipeline(session, self._pipeline_id)
        except Refused as refused:
            self.fault.setText(sentence(refused))
            self.fault.show()
            return
        self.close()

    def _stages(self, stages: tuple[StageRow, ...]) -> QGridLayout:
        grid = _grid()
        for at, stage in enumerate(stages):
            name = _named(stage.name, _("Stage"))
            save_with(name, partial(self.save, partial(_rename_stage, stage.id), LABEL))
            grid.addWidget(name, at, 0)
            if stage.kind is not StageKind.OPEN:
                words = _("won") if stage.kind is StageKind.WON else _("lost")
                grid.addWidget(PlainLabel(words, muted=True), at, 1)
                continue
            chance = IntegerField("probability", _("Probability"), maximum=100, suffix="%")
            chance.set_value(stage.probability)
            chance.setFixedWidth(84)
            save_with(chance, partial(self.save, partial(_reweigh_stage, stage.id), LABEL))
            grid.addWidget(chance, at, 1)
            self._hands(grid, at, partial(_move_stage, stage.id, at), partial(_drop_stage, stage.id), stage.name, LABEL)
        return grid

    def _reasons(self, reasons: tuple[lost_reasons.ReasonRow, ...]) -> QGridLayout:
        grid = _grid()
        for at, reason in enumerate(reasons):
            name = _named(reason.name, _("Reason"))
            save_with(name, partial(self.save, partial(_rename_reason, reason.id), REASONS_LABEL))
            grid.addWidget(name, at, 0)
            move, drop = partial(_move_reason, reason.id, at), partial(_drop_reason, reason.id)
            self._hands(grid, at, move, drop, reason.name, REASONS_LABEL)
        return grid

    def _hands(
        self,
        grid: QGridLayout,
        at: int,
        move: Callable[[Any, int], None],
        drop: Callable[[Any], None],
        name: str,
        label: str,
    ) -> None:
        buttons = (
            (IconButton("arrow-up", _("Move “{name}” up", name=name)), lambda session: move(session, -1)),
            (IconButton("arrow-down", _("Move “{name}” down", name=name)), lambda session: move(session, 1)),
            (IconButton("trash", _("Remove “{name}”", name=name)), drop),
        )
        for column, (button, verb) in enumerate(buttons, 2):
            button.on_click(partial(self.do, verb, label))
            grid.addWidget(button, at, column)

    def do(self, verb: Callable[[Any], object], label: str) -> None:
        """Does one thing and shows the result; a refusal stands at the head of the dialog."""
        try:
            with self._context.store.write(label, initiator=self) as session:
                verb(session)
        except Refused as refused:
            self.fault.setText(sentence(refused))
            self.fault.show()
            return
        self.fault.hide()
        self.build()

    def save(self, verb: Callable[[Any, Any], object], label: str, _name: str, _old: Any, new: Any) -> None:
        """Stores one field; what is refused stands beside it.

        Raises:
            Refused: as the service does.
        """
        with self._context.store.write(label, initiator=self) as session:
            verb(session, new)

    def _add_stage(self) -> None:
        name = self._free(_("New stage"))
        self.do(lambda session: pipelines.add_stage(session, self._pipeline_id, name, 50), LABEL)
        self._name_it(name)

    def _add_reason(self) -> None:
        name = self._free(_("New reason"))
        self.do(lambda session: lost_reasons.add_lost_reason(session, name), REASONS_LABEL)
        self._name_it(name)

    def _free(self, name: str) -> str:
        """A name nobody has yet: “New stage”, “New stage 2” and so on."""
        with self._context.store.read() as session:
            taken = {stage.name for stage in pipelines.pipeline(session, self._pipeline_id).stages}
            taken |= {reason.name for reason in lost_reasons.lost_reasons(session, archived=True)}
        names = [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))]
        return next(each for each in names if each not in taken)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    return grid


def _named(value: str, label: str) -> Field[str]:
    field = TextField("name", label, limit=80, required=True)
    field.set_value(value)
    field.setMinimumWidth(NAME_WIDTH)
    return field


def _rename_pipeline(pipeline_id: int, session: Any, name: str) -> None:
    pipelines.rename_pipeline(session, pipeline_id, name)


def _rename_stage(stage_id: int, session: Any, name: str) -> None:
    pipelines.edit_stage(session, stage_id, name=name)


def _reweigh_stage(stage_id: int, session: Any, chance: int | None) -> None:
    pipelines.edit_stage(session, stage_id, probability=chance or 0)


def _move_stage(stage_id: int, at: int, session: Any, step: int) -> None:
    pipelines.move_stage(session, stage_id, max(0, at + step))


def _drop_stage(stage_id: int, session: Any) -> None:
    pipelines.remove_stage(session, stage_id)


def _rename_reason(reason_id: int, session: Any, name: str) -> None:
    lost_reasons.edit_lost_reason(session, reason_id, name=name)


def _move_reason(reason_id: int, at: int, session: Any, step: int) -> None:
    lost_reasons.move_lost_reason(session, reason_id, max(0, at + step))


def _drop_reason(reason_id: int, session: Any) -> None:
    lost_reasons.remove_lost_reason(session, reason_id)
