"""The list beside a detail: two lines a record, one chosen, as quick with many as with few."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.query_table_model import ListItem, QueryListModel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.kit.two_line_list import TwoLineList
from crm_desktop.ui.tokens import LIGHT, LIST_ROW
from tests.ui.hands import CTRL, press
from tests.ui.kit.people import People, item, people


def _list(qtbot: QtBot, source: People) -> TwoLineList:
    view = TwoLineList(QueryListModel(source, item), "People")
    view.resize(470, 10 * LIST_ROW)
    qtbot.addWidget(view)
    view.show()
    return view


def test_a_row_tells_screen_readers_all_its_words(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(3)))
    assert view.query.index(1, 0).data() == "Person 00001, Customer, Porto, € 7"
    assert view.query.index(1, 0).data(Qt.ItemDataRole.UserRole) == 101


def test_rows_are_56_pixels_high_and_as_wide_as_the_list(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(100)))
    assert view.rowHeight(0) == LIST_ROW
    view.resize(300, 400)
    assert view.columnWidth(0) == view.viewport().width()


def test_only_what_is_seen_is_fetched(qtbot: QtBot) -> None:
    source = People(people(5000))
    view = _list(qtbot, source)
    view.grab()
    assert source.asked.ids == [(0, 16)]
    view.resize(400, 40 * LIST_ROW)
    view.model().set_source(People(people(5000)))  # type: ignore[attr-defined]
    view.grab()
    assert view.query.paged.size == 42


def test_the_first_row_is_chosen_in_sight_when_the_cursor_comes(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(3)))
    QGuiApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert (view.keeper.current, view.keeper.selected) == (100, (100,))


def test_a_list_that_paints_its_own_ground_looks_the_same(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(3)))
    side = Surface("side")
    qtbot.addWidget(side)
    view.setParent(side)
    side.resize(view.size())
    before = side.grab().toImage()
    view.stand_on_surface()
    assert side.grab().toImage() == before


def test_the_arrow_keys_choose(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(30)))
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    view.keeper.choose_first()
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_End, CTRL)
    assert chosen == [100, 101, 129]


def test_the_chosen_row_has_an_accent_edge(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(3)))
    view.keeper.choose(101)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(1, LIST_ROW + 20) == QColor(LIGHT.accent)
    assert image.pixelColor(1, 20) == QColor(LIGHT.surface)


def test_long_names_and_tiny_lists_are_painted_without_overlap_or_fault(qtbot: QtBot) -> None:
    model = QueryListModel(
        People(people(1)), lambda row: ListItem("W" * 300, "i" * 10_000, "Word " * 20, amount="9" * 40)
    )
    view = TwoLineList(model, "People")
    qtbot.addWidget(view)
    for width in (60, 200, 470):
        view.resize(width, 120)
        view.grab()


def test_copying_a_row_gives_its_lines(qtbot: QtBot) -> None:
    view = _list(qtbot, People(people(3)))
    view.keeper.choose_first()
    press(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Person 00000\tLisboa\tCustomer\t€ 0"
