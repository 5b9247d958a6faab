"""The board: what its columns say, and cards moved by mouse and keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from crm_desktop.domain.deals import StageKind
from crm_desktop.services import deals, lost_reasons, pipelines
from crm_desktop.ui.pipeline.cards import CARD, GAP
from crm_desktop.ui.pipeline.losing import LostDialog
from crm_desktop.words import NO_BREAK
from tests.factories import NOW, TODAY
from tests.ui.hands import CTRL, NO_KEY, click, press, seen, type_text, wait_until_freed
from tests.ui.office import Office
from tests.ui.pipeline.deals_page import DealsDesk
from tests.ui.typing_in import pick


@pytest.fixture
def desk(office: Office) -> DealsDesk:
    return DealsDesk(office)


def test_a_column_says_its_name_its_count_and_what_it_is_worth_with_and_without_the_odds(desk: DealsDesk) -> None:
    desk.add("Oven", value=150_000)
    desk.add("Kitchen", value=250_050)
    desk.add("Sign", "Proposal", value=0)
    desk.open()
    assert desk.head("Contacted") == ("Contacted", "2", "€ 4,000.50 · weighted € 800.10")
    assert desk.head("Qualified") == ("Qualified", "0", "nothing yet")
    assert desk.titles("Contacted") == ["Kitchen", "Oven"]
    assert desk.page.foot.text().startswith("3 open deals")


def test_a_card_dropped_on_another_column_lands_above_the_card_under_the_pointer(desk: DealsDesk) -> None:
    for title in ("C", "B", "A"):
        desk.add(title, "Qualified")
    moved = desk.add("Mine")
    desk.open()
    desk.drop(moved, "Qualified", 1)
    assert desk.titles("Qualified") == ["A", "Mine", "B", "C"]
    assert desk.titles("Contacted") == []
    assert desk.page.board.current() == moved


def test_a_card_dropped_below_the_last_one_goes_to_the_end(desk: DealsDesk) -> None:
    desk.add("A", "Qualified")
    moved = desk.add("Mine")
    desk.open()
    desk.drop(moved, "Qualified", 4)
    assert desk.titles("Qualified") == ["A", "Mine"]


def test_a_card_dropped_where_it_stands_stays_and_makes_no_gesture(desk: DealsDesk) -> None:
    desk.add("B")
    desk.add("A")
    mine = desk.add("Mine")
    desk.open()
    desk.drop(mine, "Contacted", 0)
    desk.drop(mine, "Contacted", 1)
    assert desk.titles("Contacted") == ["Mine", "A", "B"]
    assert desk.office.store.undo()[0] == "Test"


def test_under_a_filter_a_card_lands_beside_the_cards_that_are_seen(desk: DealsDesk) -> None:
    for title in ("Oak two", "Pine", "Oak one"):
        desk.add(title, "Qualified")
    moved = desk.add("Oak mine")
    page = desk.open()
    type_text(page.bar.field, "oak")
    assert desk.titles("Qualified") == ["Oak one", "Oak two"]
    desk.drop(moved, "Qualified", 1)
    assert desk.titles("Qualified") == ["Oak one", "Oak mine", "Oak two"]


def test_undo_takes_a_drop_back(desk: DealsDesk) -> None:
    moved = desk.add("Mine")
    desk.open()
    desk.drop(moved, "Proposal", 0)
    assert desk.office.store.undo() == ("Move deal", "Mine")
    assert desk.titles("Contacted") == ["Mine"]
    assert desk.titles("Proposal") == []


def test_ctrl_and_the_arrows_move_a_card_like_the_mouse(desk: DealsDesk) -> None:
    for title in ("C", "B", "A"):
        desk.add(title, "Contacted")
    mine = desk.add("Mine")
    desk.open()
    desk.choose(mine)
    press(desk.cards("Contacted"), Qt.Key.Key_Down, CTRL)
    assert desk.titles("Contacted") == ["A", "Mine", "B", "C"]
    press(desk.cards("Contacted"), Qt.Key.Key_Up, CTRL)
    assert desk.titles("Contacted") == ["Mine", "A", "B", "C"]
    press(desk.cards("Contacted"), Qt.Key.Key_Up, CTRL)
    press(desk.cards("Contacted"), Qt.Key.Key_Left, CTRL)
    assert desk.titles("Contacted") == ["Mine", "A", "B", "C"]
    press(desk.cards("Contacted"), Qt.Key.Key_Right, CTRL)
    assert desk.titles("Qualified") == ["Mine"]
    assert desk.cards("Qualified").hasFocus()


def test_ctrl_right_past_the_last_column_wins_and_undo_in_the_message_takes_that_back(desk: DealsDesk) -> None:
    mine = desk.add("Mine", "Negotiation")
    desk.open()
    desk.choose(mine)
    press(desk.cards("Negotiation"), Qt.Key.Key_Right, CTRL)
    assert desk.stage_of(mine) == "Won"
    assert desk.office.told() == ["“Mine” is won."]
    assert "1 deal" in desk.page.board.won.note.text()
    desk.office.undo_by_toast()
    assert desk.titles("Negotiation") == ["Mine"]


def test_left_and_right_go_to_the_next_column_that_has_cards(desk: DealsDesk) -> None:
    first, last = desk.add("First"), desk.add("Last", "Negotiation")
    desk.open()
    desk.choose(first)
    press(desk.cards("Contacted"), Qt.Key.Key_Right)
    assert desk.cards("Negotiation").hasFocus()
    assert desk.page.board.current() == last
    press(desk.cards("Negotiation"), Qt.Key.Key_Left)
    assert desk.page.board.current() == first


def test_only_one_card_of_the_board_is_chosen(desk: DealsDesk) -> None:
    first, last = desk.add("First"), desk.add("Last", "Negotiation")
    desk.open()
    desk.choose(first)
    desk.choose(last)
    columns = desk.page.board.columns.values()
    assert [column.cards.keeper.current for column in columns if column.cards.keeper.current] == [last]


def test_a_card_dropped_on_won_is_won(desk: DealsDesk) -> None:
    mine = desk.add("Mine")
    desk.open()
    desk.drop_on(mine, StageKind.WON)
    assert desk.stage_of(mine) == "Won"
    assert desk.titles("Contacted") == []


def test_a_card_dropped_on_lost_asks_why_and_stays_when_nobody_answers(desk: DealsDesk) -> None:
    mine = desk.add("Mine")
    desk.open()
    desk.drop_on(mine, StageKind.LOST)
    dialog = desk.office.opened(LostDialog)
    assert dialog.accept_button is not None
    dialog.accept_button.click()
    assert any("reason" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    assert desk.stage_of(mine) == "Contacted"
    desk.office.close(dialog)
    assert desk.titles("Contacted") == ["Mine"]


def test_a_click_on_an_end_lists_the_deals_that_ended_so(desk: DealsDesk) -> None:
    won, lost = desk.add("Won one"), desk.add("Lost one")
    page = desk.open()
    desk.drop_on(won, StageKind.WON)
    desk.office.write(lambda session: deals.lose(session, lost, 1, today=TODAY, now=NOW))
    desk.add("Open one")
    click(page.board.won)
    assert (page.how, [page.model.cells(at)[0].text for at in range(page.model.rowCount())]) == ("table", ["Won one"])
    page.show_how("board")
    page.board.lost.setFocus()
    press(page.board.lost, Qt.Key.Key_Return)
    assert [page.model.cells(at)[0].text for at in range(page.model.rowCount())] == ["Lost one"]


def test_the_end_targets_tell_what_was_won_and_lost(desk: DealsDesk) -> None:
    won = desk.add("Won one", value=500_000)
    desk.open()
    desk.drop_on(won, StageKind.WON)
    assert seen(desk.page.board.won)[:1] == ["Won"]
    assert desk.page.board.won.note.text().replace(NO_BREAK, " ") == "1 deal\n€ 5,000"
    assert desk.page.board.lost.note.text() == "0 deals"
    assert "100 % won" in desk.page.foot.text().replace(NO_BREAK, " ")


def test_the_share_of_won_deals_has_no_decimals(desk: DealsDesk) -> None:
    ended = [desk.add(title) for title in ("One", "Two", "Three")]

    def end(session: Any) -> None:
        deals.win(session, ended[0], today=TODAY, now=NOW)
        deals.win(session, ended[1], today=TODAY, now=NOW)
        deals.lose(session, ended[2], lost_reasons.lost_reasons(session)[0].id, today=TODAY, now=NOW)

    desk.office.write(end)
    page = desk.open()
    assert page.foot.text().replace(NO_BREAK, " ").split("      ")[-1] == "67 % won"


def test_cards_rest_while_the_file_cannot_be_written(desk: DealsDesk) -> None:
    mine = desk.add("Mine")
    page = desk.open()
    page.set_editable(False)
    desk.choose(mine)
    press(desk.cards("Contacted"), Qt.Key.Key_Right, CTRL)
    assert desk.stage_of(mine) == "Contacted"
    assert not page.board.won.acceptDrops()


def test_after_undo_the_same_card_is_chosen_where_it_came_back_to(desk: DealsDesk) -> None:
    desk.add("Neighbour")
    mine = desk.add("Mine")
    desk.add("Stays", "Qualified")
    desk.open()
    desk.choose(mine)
    press(desk.cards("Contacted"), Qt.Key.Key_Right, CTRL)
    assert desk.cards("Qualified").hasFocus()
    desk.office.store.undo()
    assert desk.page.board.current() == mine
    assert desk.chosen_cards() == [mine]
    assert desk.cards("Contacted").hasFocus()
    desk.office.store.redo()
    assert desk.chosen_cards() == [mine]
    assert desk.cards("Qualified").hasFocus()


def test_a_deal_whose_win_is_undone_is_chosen_again_and_in_sight(desk: DealsDesk) -> None:
    ids = [desk.add(f"Deal {number}") for number in range(40)]
    page = desk.open()
    desk.choose(ids[2])
    cards = desk.cards("Contacted")
    for mine in (ids[2], ids[20]):
        desk.choose(mine)
        page.win_chosen()
        cards.verticalScrollBar().setValue(0)
        assert desk.chosen_cards() != [mine]
        desk.office.store.undo()
        assert desk.chosen_cards() == [mine]
        assert cards.hasFocus()
        row = cards.cards.paged.find(mine)
        assert row is not None
        assert cards.viewport().rect().contains(cards.visualRect(cards.cards.index(row, 0)))


def test_a_deal_that_is_won_again_and_undone_again_is_chosen_too(desk: DealsDesk) -> None:
    desk.add("Lower")
    mine = desk.add("Mine")
    page = desk.open()
    desk.choose(mine)
    page.win_chosen()
    desk.office.store.undo()
    desk.office.store.redo()
    assert desk.chosen_cards() != [mine]
    desk.office.store.undo()
    assert desk.chosen_cards() == [mine]


def test_a_deal_that_comes_back_from_the_bin_is_chosen(desk: DealsDesk) -> None:
    desk.add("Other")
    mine = desk.add("Mine")
    page = desk.open()
    desk.choose(mine)
    page.delete_chosen()
    desk.office.store.undo()
    assert desk.chosen_cards() == [mine]


def test_a_deal_that_comes_back_leaves_alone_who_writes_beside_the_board(desk: DealsDesk) -> None:
    other, mine = desk.add("Other"), desk.add("Mine")
    page = desk.open()
    desk.choose(mine)
    page.delete_chosen()
    page.open_record(other)
    title = page.editor.form.field("title").editor
    title.setFocus()
    desk.office.store.undo()
    assert title.hasFocus()
    assert page.editor.record_id == other


def test_a_win_undone_while_its_deal_is_written_at_keeps_the_cursor_there(desk: DealsDesk) -> None:
    desk.add("Other")
    mine = desk.add("Mine")
    page = desk.open()
    page.open_record(mine)
    page.win_chosen()
    title = page.editor.form.field("title").editor
    title.setFocus()
    desk.office.store.undo()
    assert desk.chosen_cards() == [mine]
    assert title.hasFocus()


def test_undo_of_something_else_keeps_card_focus_and_scroll(desk: DealsDesk) -> None:
    ids = [desk.add(f"Deal {number}") for number in range(40)]
    desk.open()
    desk.choose(ids[10])
    bar = desk.cards("Contacted").verticalScrollBar()
    bar.setValue(5 * (CARD + GAP) + 30)
    desk.office.write(lambda session: deals.edit(session, ids[10], {"title": "Another"}, now=NOW))
    desk.office.store.undo()
    assert desk.chosen_cards() == [ids[10]]
    assert bar.value() == 5 * (CARD + GAP) + 30
    assert desk.cards("Contacted").hasFocus()


def test_a_field_that_is_typed_in_keeps_the_cursor_when_its_card_moves(desk: DealsDesk) -> None:
    mine = desk.add("Mine")
    page = desk.open()
    page.open_record(mine)
    pick(page.editor.form.field("stage_id"), "Proposal")
    title = page.editor.form.field("title").editor
    title.setFocus()
    desk.office.store.undo()
    assert desk.chosen_cards() == [mine]
    assert title.hasFocus()


def test_when_the_chosen_card_is_won_its_neighbour_is_chosen_but_the_deal_beside_the_board_stays(
    desk: DealsDesk,
) -> None:
    lower, mine = desk.add("Lower"), desk.add("Mine")
    page = desk.open()
    page.open_record(mine)
    page.win_chosen()
    assert desk.chosen_cards() == [lower]
    assert page.editor.record_id == mine


def test_stages_made_anew_keep_the_chosen_card(desk: DealsDesk) -> None:
    mine = desk.add("Mine", "Proposal")
    desk.open()
    desk.choose(mine)
    desk.office.write(lambda session: pipelines.add_stage(session, desk.pipeline_id, "Extra", 50))
    assert desk.chosen_cards() == [mine]
    assert desk.cards("Proposal").hasFocus()


def test_a_column_that_a_card_is_dragged_from_is_freed_only_when_the_drag_is_over(
    desk: DealsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk.add("Mine")
    desk.open()
    desk.choose(mine)
    cards, alive = desk.cards("Contacted"), []

    class Drag(QDrag):
        def exec(self, *_actions: object) -> Qt.DropAction:
            # While a card is under way another window, or an import, changes the stages.
            desk.office.write(lambda session: pipelines.add_stage(session, desk.pipeline_id, "Extra", 50))
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            alive.append(isValid(cards))
            return Qt.DropAction.IgnoreAction

    monkeypatch.setattr("crm_desktop.ui.pipeline.cards.QDrag", Drag)
    viewport = cards.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, NO_KEY, QPoint(30, 30))
    moved = QPointF(60, 90)
    buttons = (Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, NO_KEY)
    QApplication.sendEvent(viewport, QMouseEvent(QEvent.Type.MouseMove, moved, viewport.mapToGlobal(moved), *buttons))
    assert alive == [True]
    wait_until_freed(desk.office.qtbot, cards)
    assert desk.titles("Contacted") == ["Mine"]


def test_a_card_that_cannot_be_painted_does_not_take_the_program_down(
    desk: DealsDesk, monkeypatch: pytest.MonkeyPatch, qtlog: Any
) -> None:
    desk.add("Mine")
    page = desk.open()

    def broken(*_given: object) -> None:
        raise RuntimeError("cannot be painted")

    with monkeypatch.context() as damaged:
        damaged.setattr("crm_desktop.ui.pipeline.cards.paint_card", broken)
        with pytest.raises(RuntimeError, match="cannot be painted"):
            page.board.grab()
    page.board.grab()
    assert not [record.message for record in qtlog.records if "paint" in record.message]


def test_a_deal_that_opens_beside_the_board_does_not_hide_its_own_card(desk: DealsDesk) -> None:
    mine = desk.add("Mine", "Negotiation")
    desk.office.window.resize(1024, 600)
    page = desk.open()
    page.open_record(mine)
    column = page.board.columns[desk.stages["Negotiation"].id]
    desk.office.qtbot.waitUntil(lambda: page.board.viewport().width() < 700)
    desk.office.qtbot.waitUntil(lambda: column.visibleRegion().boundingRect().width() == column.width())
