"""Tables show, sort, choose, copy and remember, and stay where the user is when the records change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.query_table_model import ID_ROLE, Column, QueryTableModel
from crm_desktop.ui.kit.table import LEAST_REST, TableView
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import LIGHT, TABLE_ROW
from crm_desktop.ui.window_state import WindowState
from tests.ui.hands import CTRL, NO_KEY, SHIFT, click, press, wait_until_freed
from tests.ui.kit.people import COLUMNS, People, PersonRow, people

NAME, CITY, VALUE, STATUS, NOTE = range(5)


def _table(qtbot: QtBot, source: People, state: WindowState | None = None) -> TableView:
    table = TableView(QueryTableModel(source, COLUMNS), "People", state, "people")
    table.resize(800, 34 + 10 * TABLE_ROW)
    qtbot.addWidget(table)
    table.show()
    return table


def _names(table: TableView, count: int = 3) -> list[str]:
    return [table.table.index(row, NAME).data() for row in range(count)]


def _click_heading(table: TableView, column: int) -> None:
    at = table.header.sectionViewportPosition(column) + 20
    click(table.header.viewport(), QPoint(at, 15))


def test_rows_are_shown_with_their_words_and_ids(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(3)))
    model = table.table
    assert (model.rowCount(), model.columnCount()) == (3, 5)
    assert [model.index(1, column).data() for column in range(4)] == ["Person 00001", "Porto", "7", "Customer"]
    assert model.index(1, 0).data(ID_ROLE) == 101
    assert model.headerData(VALUE, Qt.Orientation.Horizontal) == "Value"
    assert model.rowCount(model.index(0, 0)) == 0


def test_opening_a_large_table_fetches_one_page_and_paints_only_what_is_seen(qtbot: QtBot) -> None:
    source = People(people(5000))
    table = _table(qtbot, source)
    table.grab()
    assert source.asked.rows <= 64
    assert source.asked.ids == [(0, 64)]


def test_a_repaint_makes_no_cell_a_second_time(qtbot: QtBot) -> None:
    source = People(people(200))
    table = _table(qtbot, source)
    table.grab()
    first = table.table.cells(0)
    table.grab()
    assert table.table.cells(0) is first


def test_every_row_is_38_pixels_high(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(30)))
    assert {table.rowHeight(row) for row in range(30)} == {TABLE_ROW}


def test_a_click_on_a_heading_sorts_in_the_query_and_another_turns_it_round(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(200)))
    _click_heading(table, NAME)
    assert _names(table, 1) == ["Person 00000"]
    _click_heading(table, NAME)
    assert _names(table, 2) == ["Person 00199", "Person 00198"]
    source = table.query.paged.source
    assert isinstance(source, People)
    assert (source.key, source.descending) == ("name", True)


def test_a_heading_that_cannot_sort_changes_nothing(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(20)))
    table.sort_by("name", descending=True)
    _click_heading(table, STATUS)
    table.sort_by("status")
    table.sort_by("unknown")
    assert _names(table, 1) == ["Person 00019"]
    assert table.header.sortIndicatorSection() == NAME


def test_choosing_and_opening_by_keyboard(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(20)))
    chosen: list[int | None] = []
    opened: list[int] = []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    table.keeper.choose_first()
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    assert chosen == [100, 101]
    assert opened == [101]


def test_a_double_click_opens(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(20)))
    with qtbot.waitSignal(table.opened) as opened:
        from PySide6.QtTest import QTest

        at = QPoint(30, TABLE_ROW + 10)
        click(table.viewport(), at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, at)
    assert opened.args == [101]


def test_delete_and_the_menu_key_are_told(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(20)))
    heard: list[str] = []
    table.delete_pressed.connect(lambda: heard.append("delete"))
    table.keeper.choose_first()
    press(table, Qt.Key.Key_Delete)
    assert heard == ["delete"]
    assert table.keeper.selected == (100,)


def test_the_chosen_record_stays_chosen_when_others_come_and_go(qtbot: QtBot) -> None:
    source = People(people(500))
    table = _table(qtbot, source)
    table.keeper.choose(300)
    press(table, Qt.Key.Key_Down, SHIFT)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    before = table.rowViewportPosition(table.currentIndex().row())
    source.people[9999] = PersonRow("Aaron", "Porto", 1, "Suspect")
    del source.people[450]
    table.query.refresh()
    assert table.keeper.current == 301
    assert table.keeper.selected == (300, 301)
    assert abs(table.rowViewportPosition(table.currentIndex().row()) - before) <= TABLE_ROW
    assert chosen == []


def test_at_the_top_new_records_come_into_sight(qtbot: QtBot) -> None:
    source = People(people(500))
    table = _table(qtbot, source)
    source.people[9999] = PersonRow("Aaron", "Porto", 1, "Suspect")
    table.query.refresh()
    assert table.rowAt(0) == 0
    assert _names(table, 1) == ["Aaron"]


def test_after_a_deletion_the_neighbour_is_chosen(qtbot: QtBot) -> None:
    source = People(people(5))
    table = _table(qtbot, source)
    table.keeper.choose(104)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    del source.people[104]
    table.query.refresh()
    assert chosen == [103]
    source.people.clear()
    table.query.refresh()
    assert chosen == [103, None]


def test_another_filter_keeps_the_chosen_record_if_it_is_in_sight_and_goes_to_the_top(qtbot: QtBot) -> None:
    everyone = people(500)
    table = _table(qtbot, People(everyone))
    table.keeper.choose(400)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    table.query.set_source(People({person: everyone[person] for person in (399, 400, 401)}))
    assert table.keeper.current == 400
    assert chosen == []
    table.query.set_source(People({person: everyone[person] for person in (101, 102)}))
    assert chosen == [None]
    assert table.rowAt(0) == 0


def test_a_typed_filter_never_lists_a_whole_query(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(5000)))
    table.keeper.choose(100)
    other = People({person + 10_000: row for person, row in people(5000).items()})
    table.query.set_source(other)
    table.grab()
    assert all(limit <= 64 for _first, limit in other.asked.ids)


def test_copying_gives_text_and_a_table_of_the_visible_columns(qtbot: QtBot) -> None:
    source = People(
        {1: PersonRow("A & B <Ltd>\tX", "Porto", 7, "Customer"), 2: PersonRow("Bruno", "Braga", 8, "Former")}
    )
    table = _table(qtbot, source)
    table.selectAll()
    table.header.setSectionHidden(STATUS, True)
    press(table, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Name\tCity\tValue\nA & B <Ltd> X\tPorto\t7\nBruno\tBraga\t8"
    assert "<td>A &amp; B &lt;Ltd&gt;" in mime.html()


def test_columns_are_chosen_in_the_menu_of_the_heading_but_never_all_hidden(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(3)))
    menu = QMenu(table)
    table.header.fill_menu(menu)
    assert [entry.isChecked() for entry in menu.actions()] == [True, True, True, True, False]
    for entry in menu.actions()[:3]:
        _toggle(menu, entry)
    table.header.fill_menu(menu)
    assert [entry.isEnabled() for entry in menu.actions()] == [True, True, True, False, True]


def test_the_columns_can_be_chosen_without_a_mouse(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(3)))
    table.choose_columns()
    menu = table.header.findChild(QMenu)
    assert menu is not None
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    wait_until_freed(qtbot, menu)
    assert table.header.isSectionHidden(CITY)


def _toggle(menu: QMenu, entry: QAction) -> None:
    entry.trigger()


def test_widths_order_visibility_and_sorting_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    table = _table(qtbot, People(people(50)), state)
    table.header.resizeSection(CITY, 211)
    table.header.moveSection(VALUE, 0)
    table.header.setSectionHidden(STATUS, True)
    table.sort_by("value", descending=True)
    again = _table(qtbot, People(people(50)), state)
    assert again.columnWidth(CITY) == 211
    assert again.header.visualIndex(VALUE) == 0
    assert again.header.isSectionHidden(STATUS)
    assert again.header.isSectionHidden(NOTE)
    assert again.header.sortIndicatorSection() == VALUE
    assert [again.table.index(row, VALUE).data() for row in range(2)] == ["98", "96"]


def test_a_hidden_column_comes_back_with_its_width(qtbot: QtBot, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "settings.ini")
    table = _table(qtbot, People(people(5)), state)
    table.header.resizeSection(CITY, 222)
    table.header.setSectionHidden(CITY, True)
    again = _table(qtbot, People(people(5)), state)
    again.header.setSectionHidden(CITY, False)
    assert again.columnWidth(CITY) == 222


@pytest.mark.parametrize(
    "remembered",
    ["", "rubbish", "gone:100,shown name:x,shown", "name:1,hidden city:1,hidden value:1,hidden status:1,hidden"],
)
def test_a_damaged_or_old_memory_leaves_a_usable_table(qtbot: QtBot, tmp_path: Path, remembered: str) -> None:
    state = WindowState(tmp_path / "settings.ini")
    state.set_text("table/people/columns", remembered)
    state.set_text("table/people/sort", "-gone")
    table = _table(qtbot, People(people(5)), state)
    widths = [table.columnWidth(column) for column in range(5) if not table.header.isSectionHidden(column)]
    assert widths
    assert min(widths) >= 48


def test_the_selected_row_has_an_accent_edge_in_both_themes(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(5)))
    table.keeper.choose(101)
    edge = QPoint(1, TABLE_ROW + 10)
    assert table.viewport().grab().toImage().pixelColor(edge) == QColor(LIGHT.accent)
    theme().set_mode("dark")
    assert table.viewport().grab().toImage().pixelColor(edge) == QColor(theme().tokens.accent)


def test_a_screen_reader_meets_a_table_with_a_name(qtbot: QtBot) -> None:
    table = _table(qtbot, People(people(5)))
    accessible = QAccessible.queryAccessibleInterface(table)
    assert accessible.role() is QAccessible.Role.Table
    assert accessible.text(QAccessible.Text.Name) == "People"
    words = [accessible.child(at).text(QAccessible.Text.Name) for at in range(accessible.childCount())]
    assert {"City", "Person 00004"} <= set(words)


def test_the_column_that_takes_the_rest_stays_readable_in_a_narrow_window(qtbot: QtBot) -> None:
    columns: tuple[Column[PersonRow], ...] = (
        Column("name", "Name", lambda row: row.name, stretch=True),
        Column("city", "City", lambda row: row.city, width=200),
        Column("note", "Note", lambda row: "-", width=200, sortable=False),
    )
    table = TableView(QueryTableModel(People(people(3)), columns), "People")
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    assert table.columnWidth(0) > 400
    table.resize(420, 300)
    assert table.columnWidth(0) == LEAST_REST
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(900, 300)
    assert table.columnWidth(0) > 400
    assert table.horizontalScrollBar().maximum() == 0
