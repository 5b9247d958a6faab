"""The dialog of stages and lost reasons."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.services import lost_reasons, pipelines
from crm_desktop.ui.kit.buttons import IconButton, QuietButton
from crm_desktop.ui.kit.number_fields import IntegerField
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.pipeline.stages import StagesDialog
from tests.ui.hands import child, click, press, seen, type_text
from tests.ui.office import Office
from tests.ui.pipeline.deals_page import DealsDesk
from tests.ui.typing_in import fill_in


class StagesDesk(DealsDesk):
    """The dialog over its page."""

    def open_dialog(self) -> StagesDialog:
        """As the button of the page does."""
        page = self.open()
        page.edit_stages()
        self.dialog = self.office.opened(StagesDialog)
        return self.dialog

    def names(self) -> list[str]:
        """The stages as they are stored."""
        return [stage.name for stage in self.office.ask(pipelines.pipelines)[0].stages]

    def reasons(self) -> list[str]:
        """The reasons as they are stored."""
        return [reason.name for reason in self.office.ask(lost_reasons.lost_reasons)]

    def fields(self, kind: type[Any]) -> list[Any]:
        """The fields of one kind that are on the screen, from top to bottom."""
        return [field for field in self.dialog.findChildren(kind) if field.isVisibleTo(self.dialog)]

    def button(self, name: str) -> IconButton:
        """A button by its name."""
        found = [each for each in self.fields(IconButton) if each.accessibleName() == name]
        assert len(found) == 1, name
        button: IconButton = found[0]
        return button

    def settle(self) -> None:
        """Lets rebuilt rows come to the screen."""
        self.office.qtbot.waitUntil(lambda: len(self.fields(TextField)) == len(self.names()) + len(self.reasons()) + 1)


@pytest.fixture
def desk(office: Office) -> StagesDesk:
    return StagesDesk(office)


def test_a_stage_is_renamed_and_weighed_and_the_board_says_so(desk: StagesDesk) -> None:
    desk.add("Kitchen")
    desk.open_dialog()
    fill_in(desk.fields(TextField)[0], "First talk")
    fill_in(desk.fields(IntegerField)[0], "35")
    assert desk.page.board.columns[desk.stages["Contacted"].id].name.text() == "First talk"
    assert desk.head("Contacted")[2].endswith("weighted € 350")


def test_stages_are_moved_added_and_removed_and_each_step_can_be_undone(desk: StagesDesk) -> None:
    desk.open_dialog()
    click(desk.button("Move “Contacted” down"))
    assert desk.names()[:2] == ["Qualified", "Contacted"]
    desk.settle()
    click(desk.button("Remove “Proposal”"))
    assert "Proposal" not in desk.names()
    desk.settle()
    click(next(each for each in desk.dialog.findChildren(QWidget) if getattr(each, "words", str)() == "Add a stage"))
    assert "New stage" in desk.names()
    for _step in range(3):
        desk.office.store.undo()
    assert desk.names() == ["Contacted", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]


def test_a_stage_with_deals_is_not_removed_and_the_dialog_says_why(desk: StagesDesk) -> None:
    desk.add("Kitchen", "Proposal")
    dialog = desk.open_dialog()
    click(desk.button("Remove “Proposal”"))
    assert dialog.fault.isVisible()
    assert "Proposal" in dialog.fault.text()
    assert "Proposal" in desk.names()


def test_a_name_that_is_refused_stays_typed_beside_its_sentence(desk: StagesDesk) -> None:
    desk.open_dialog()
    field = desk.fields(TextField)[0]
    fill_in(field, "Qualified")
    assert field.editor.text() == "Qualified"
    assert field.trouble
    assert desk.names()[0] == "Contacted"


def test_reasons_are_named_added_and_removed(desk: StagesDesk) -> None:
    dialog = desk.open_dialog()
    stages = len(desk.names())
    fill_in(desk.fields(TextField)[stages], "Costs too much")
    assert desk.reasons()[0] == "Costs too much"
    click(next(each for each in dialog.findChildren(QWidget) if getattr(each, "words", str)() == "Add a reason"))
    assert desk.reasons()[-1] == "New reason"
    desk.settle()
    click(desk.button("Remove “No budget”"))
    assert "No budget" not in desk.reasons()


def test_the_dialog_is_freed_when_it_is_closed(desk: StagesDesk) -> None:
    dialog = desk.open_dialog()
    assert "Stages and lost reasons" in seen(dialog)
    desk.office.close(dialog)


def test_a_pipeline_is_renamed(desk: StagesDesk) -> None:
    desk.open_dialog()
    fill_in(desk.fields(TextField)[-1], "Workshop")
    assert [each.name for each in desk.office.ask(pipelines.pipelines)] == ["Workshop"]


def test_the_last_pipeline_stays_and_an_unused_one_goes_while_the_page_shows_another(desk: StagesDesk) -> None:
    desk.open_dialog()
    name = desk.office.ask(pipelines.pipelines)[0].name
    click(desk.button(f"Remove “{name}”"))
    assert desk.dialog.fault.isVisibleTo(desk.dialog)
    desk.dialog.close()
    with desk.office.store.write("New pipeline") as session:
        second = pipelines.create_pipeline(session, "Rentals")
    desk.page.show_pipeline(second)
    desk.page.edit_stages()
    desk.dialog = desk.office.opened(StagesDialog)
    click(desk.button("Remove “Rentals”"))
    assert [each.name for each in desk.office.ask(pipelines.pipelines)] == [name]
    assert desk.page.pipeline_id != second


def test_a_stage_is_moved_several_places_by_the_keyboard_alone(desk: StagesDesk) -> None:
    desk.open_dialog()
    desk.button("Move “Contacted” down").setFocus()
    for _times in range(2):
        press(desk.dialog.focusWidget(), Qt.Key.Key_Space)
    assert desk.names()[:3] == ["Qualified", "Proposal", "Contacted"]
    assert desk.dialog.focusWidget() is desk.button("Move “Contacted” down")


def test_a_stage_just_added_is_named_by_typing(desk: StagesDesk) -> None:
    desk.open_dialog()
    click(child(desk.dialog, QuietButton, "Add a stage"))
    type_text(desk.dialog.focusWidget(), "Trial")
    press(desk.dialog.focusWidget(), Qt.Key.Key_Return)
    assert "Trial" in desk.names()
