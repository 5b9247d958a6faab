"""The quote page on a small screen, in every state: lines in sight, nothing cut, no field that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from crm_desktop.ui.kit.splitter import Splitter
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.editor import TEXTS
from crm_desktop.words import set_language
from tests.services.quotes import put
from tests.ui.quotes import scenes
from tests.ui.quotes.desk import QuoteDesk


def test_what_is_only_read_has_no_fields_that_look_as_if_they_could_be_written(desk: QuoteDesk) -> None:
    desk.page.open_record(scenes.issued(desk.store))
    editor = desk.editor
    editor.show_part(TEXTS)
    inputs = [each for kind in (QLineEdit, QPlainTextEdit, QComboBox) for each in editor.findChildren(kind)]
    assert not [each for each in inputs if each.isVisible()]
    assert editor.head.facts.words.text() == "21/11/2026, valid until 21/12/2026 · English · PO 4711"
    assert "Discount 7.5 %" in desk.sums()


def test_a_draft_taken_out_of_the_bin_has_its_fields_again(desk: QuoteDesk) -> None:
    desk.page.open_record(scenes.binned(desk.store))
    assert not desk.editor.facts.isVisible()
    assert not desk.editor.foot.form.isVisible()
    desk.editor.head.primary.click()
    desk.wait(lambda: desk.editor.facts.isVisible() and desk.editor.foot.discount.isVisible())
    assert not desk.editor.head.facts.isVisible()


def test_the_fields_of_a_draft_stay_while_the_file_cannot_be_written(two: QuoteDesk) -> None:
    two.page.set_editable(False)
    assert two.editor.facts.isVisible()
    assert two.editor.facts.customer.editor.isReadOnly()


def rows_in_sight(desk: QuoteDesk) -> int:
    """How many lines are seen whole, from the first on."""
    view = desk.editor.lines.view
    assert view.verticalScrollBar().value() == 0
    bottoms = [view.rowViewportPosition(at) + view.rowHeight(at) for at in range(view.lines.rowCount())]
    return sum(bottom <= view.viewport().height() for bottom in bottoms)


@pytest.mark.parametrize("language", ["en", "pt_PT", "pt_BR"])
def test_six_lines_are_in_sight_on_a_small_screen_whatever_is_said_around_them(
    desk: QuoteDesk, tmp_path: Path, language: str
) -> None:
    set_language(language)
    put(desk.store, language=language)
    fresh = QuoteDesk(desk.qtbot, desk.store, tmp_path)
    found = {}
    for state, make in scenes.STATES.items():
        fresh.page.open_record(make(desk.store))
        QApplication.processEvents()
        fresh.go(0)
        found[state] = rows_in_sight(fresh)
        totals = fresh.editor.foot.totals
        assert totals.mapTo(fresh.window, QPoint(0, totals.height())).y() <= 720
    fresh.window.tasks.shut_down()
    assert found.pop("empty") == 1
    assert min(found.values()) >= 6, found


def test_messages_lie_neither_on_the_totals_nor_on_the_last_line(desk: QuoteDesk) -> None:
    desk.page.open_record(scenes.accepted(desk.store))
    QApplication.processEvents()
    words = "Q-2026-0001-R3 is accepted, and the deal “Wardrobe and shelves for the flat” is won."
    for width in (1280, 960):
        desk.window.resize(width, 720)
        toast = desk.context.toasts.tell(words, action=("Open the job", lambda: None))
        QApplication.processEvents()
        place = QRect(toast.mapTo(desk.window, QPoint()), toast.size())
        for kept in (desk.editor.foot.totals, desk.editor.lines.view):
            assert not place.intersects(QRect(kept.mapTo(desk.window, QPoint()), kept.size()))
        toast.close()


def test_the_longest_language_is_not_cut(two: QuoteDesk) -> None:
    combo = two.editor.facts.field("language").editor
    assert isinstance(combo, QComboBox)
    splitter = two.editor.findChild(Splitter)
    assert splitter is not None
    splitter.setSizes([10, 10_000])
    two.wait(lambda: combo.width() >= combo.sizeHint().width())


def test_what_is_only_read_is_read_from_its_beginning(desk: QuoteDesk) -> None:
    desk.page.open_record(scenes.issued(desk.store))
    assert desk.place() == (0, cells.DESCRIPTION)


def test_the_line_in_sight_stays_in_sight_when_the_table_gets_less_room(two: QuoteDesk) -> None:
    two.page.open_record(scenes.revision(two.store))
    view = two.editor.lines.view

    def last_is_seen() -> bool:
        at = view.lines.rowCount() - 1
        return view.place[0] == at and view.rowViewportPosition(at) + view.rowHeight(at) <= view.viewport().height()

    two.wait(last_is_seen)
    two.window.resize(1280, 640)
    two.wait(lambda: two.window.height() == 640 and last_is_seen())
