"""A short list typed in a dialog: rows added, filled, refused and taken away, with the cursor where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.row_grid import GridRow, RowGrid
from crm_desktop.ui.kit.text_fields import TextField
from tests.ui.hands import type_text


class NameRow(GridRow[str]):
    """One name, which may not be “no”."""

    def __init__(self) -> None:
        self.name = TextField("name", "Name")
        super().__init__((self.name,), (), "Remove this name")

    def value(self) -> str | None:
        if self.name.value == "no":
            raise Refused("field.required", field="name")
        return self.name.value or None


@pytest.fixture
def grid(qtbot: QtBot) -> RowGrid[NameRow]:
    made: RowGrid[NameRow] = RowGrid(("Name",), (), NameRow, "Add a name", 3)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def names(grid: RowGrid[NameRow]) -> list[str | None]:
    assert grid.commit()
    return [row.value() for row in grid.rows]


def add(grid: RowGrid[NameRow], name: str) -> NameRow:
    row = grid.add()
    type_text(row.name.editor, name)
    return row


def test_a_row_that_is_added_has_the_cursor_and_says_so(grid: RowGrid[NameRow], qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.edited):
        row = grid.add()
    qtbot.waitUntil(row.name.editor.hasFocus)
    with qtbot.waitSignal(grid.edited):
        type_text(row.name.editor, "A")
    assert names(grid) == ["A"]


def test_the_keyboard_goes_through_the_rows_before_the_button_below(grid: RowGrid[NameRow]) -> None:
    first, second = add(grid, "a"), add(grid, "b")
    found: list[QWidget] = [first.name.editor]
    while len(found) < 5:
        following = found[-1].nextInFocusChain()
        while following is not None and following.focusPolicy() is Qt.FocusPolicy.NoFocus:
            following = following.nextInFocusChain()
        assert following is not None
        found.append(following)
    assert found == [first.name.editor, first.remove, second.name.editor, second.remove, grid.add_button]


def test_no_more_rows_than_allowed_are_offered(grid: RowGrid[NameRow]) -> None:
    rows = [add(grid, name) for name in "abc"]
    assert not grid.add_button.isEnabled()
    rows[1].remove.click()
    assert grid.add_button.isEnabled()
    assert names(grid) == ["a", "c"]


def test_the_cursor_goes_to_the_row_that_follows_or_to_the_button(grid: RowGrid[NameRow], qtbot: QtBot) -> None:
    rows = [add(grid, name) for name in "ab"]
    rows[0].remove.click()
    qtbot.waitUntil(rows[1].name.editor.hasFocus)
    rows[1].remove.click()
    qtbot.waitUntil(grid.add_button.hasFocus)


def test_what_cannot_be_is_refused_beside_its_field_in_every_row(grid: RowGrid[NameRow]) -> None:
    rows = [add(grid, name) for name in ("no", "yes", "no")]
    assert not grid.commit()
    assert [bool(row.name.trouble) for row in rows] == [True, False, True]


def test_clearing_takes_all_rows_away(grid: RowGrid[NameRow]) -> None:
    for name in "ab":
        add(grid, name)
    grid.clear()
    assert (grid.rows, names(grid)) == ([], [])
