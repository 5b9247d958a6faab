"""Messages say what was done, offer to take it back, and pass."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.toasts import Toasts
from tests.ui.hands import click, press, seen, wait_until_freed


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    host.show()
    return host


def test_a_message_is_shown_letter_by_letter_at_the_foot_of_the_window(host: QWidget) -> None:
    toast = Toasts(host).tell("“A & B <Ltd>” moved to the bin")
    assert toast.isVisible()
    assert seen(toast)[0] == "“A & B <Ltd>” moved to the bin"
    place = toast.mapTo(host, toast.rect().center())
    assert place.y() > 450
    assert abs(place.x() - 450) <= 2


def test_undo_takes_back_once_and_the_message_goes(host: QWidget, qtbot: QtBot) -> None:
    toasts, undone = Toasts(host), []
    toast = toasts.tell("Deleted", undo=lambda: undone.append(1))
    assert toast.action_button is not None
    assert toast.action_button.words() == "Undo"
    click(toast.action_button)
    wait_until_freed(qtbot, toast)
    assert undone == [1]
    assert toasts.shown() == []


def test_the_keyboard_reaches_the_newest_message_and_escape_closes_it(host: QWidget, qtbot: QtBot) -> None:
    toasts, undone = Toasts(host), []
    host.activateWindow()
    toasts.tell("First")
    newest = toasts.tell("Second", undo=lambda: undone.append(1))
    toasts.reach()
    assert newest.action_button is not None
    qtbot.waitUntil(newest.action_button.hasFocus)
    press(newest.action_button, Qt.Key.Key_Escape)
    wait_until_freed(qtbot, newest)
    assert [toast.text for toast in toasts.shown()] == ["First"]
    assert undone == []


def test_no_more_than_three_messages_stand_at_a_time(host: QWidget) -> None:
    toasts = Toasts(host)
    for number in range(5):
        toasts.tell(str(number))
    assert [toast.text for toast in toasts.shown()] == ["2", "3", "4"]


def test_messages_move_with_the_window_and_cover_nothing_else(host: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(host)
    toast = toasts.tell("Saved")
    host.resize(700, 400)
    place = toast.mapTo(host, toast.rect().bottomLeft())
    assert 300 < place.y() < 400
    assert toast.width() < 300


def test_a_message_passes_when_its_time_is_over(host: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(host)
    toast = toasts.tell("Saved")
    toast._timer.timeout.emit()
    wait_until_freed(qtbot, toast)
    assert toasts.shown() == []


def test_a_message_stays_as_long_as_the_keyboard_is_in_it(host: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(host)
    outside = QLineEdit(host)
    outside.show()
    host.activateWindow()
    toast = toasts.tell("Accepted", action=("Open the job", lambda: None))
    toasts.reach()
    qtbot.waitUntil(lambda: toast.held)
    assert not toast._timer.isActive()
    # The pointer leaving it does not take it from the keyboard; going to its other button does not either.
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    toast.close_button.setFocus()
    QApplication.processEvents()
    assert not toast._timer.isActive()
    outside.setFocus()
    qtbot.waitUntil(toast._timer.isActive)


def test_a_message_with_something_to_do_outlives_the_others(host: QWidget) -> None:
    toasts = Toasts(host)
    assert toasts.tell("Accepted", action=("Open the job", lambda: None))._timer.interval() >= 20_000
    for number in range(4):
        toasts.tell(str(number))
    assert [toast.text for toast in toasts.shown()] == ["Accepted", "2", "3"]


def test_a_message_says_the_key_that_reaches_it(host: QWidget) -> None:
    toast = Toasts(host).tell("Accepted", action=("Open the job", lambda: None))
    assert toast.action_button is not None
    assert "F6" in toast.action_button.toolTip()


def test_messages_stand_where_they_cover_nothing_that_is_kept_clear(host: QWidget) -> None:
    toasts = Toasts(host)
    totals = QWidget(host)
    totals.setGeometry(300, 480, 300, 100)
    totals.show()
    toasts.keep_clear(totals)
    toast = toasts.tell("Saved")

    def place() -> QRect:
        return QRect(toast.mapTo(host, QPoint()), toast.size())

    assert not place().intersects(totals.geometry())
    assert place().left() > 600
    totals.setGeometry(300, 480, 600, 100)
    assert not place().intersects(totals.geometry())
    assert place().right() < 300
    totals.setGeometry(0, 480, 900, 100)
    assert place().bottom() < 200
    totals.hide()
    assert abs(place().center().x() - 450) <= 2
    assert place().top() > 450


def test_what_was_kept_clear_and_is_gone_is_forgotten(host: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(host)
    totals = QWidget(host)
    toasts.keep_clear(totals)
    totals.deleteLater()
    wait_until_freed(qtbot, totals)
    assert toasts.tell("Saved").isVisible()


def test_a_refusal_becomes_its_sentence(host: QWidget) -> None:
    toast = Toasts(host).refuse(Refused("record.missing"))
    assert toast.text == "This record no longer exists. Nothing was saved."


def test_a_very_long_message_is_broken_over_lines(host: QWidget) -> None:
    toast = Toasts(host).tell("word " * 60)
    assert toast.width() < host.width()
    assert toast.height() > 60


def test_every_button_of_a_message_has_a_name(host: QWidget) -> None:
    toast = Toasts(host).tell("Saved", undo=lambda: None)
    assert toast.close_button.accessibleName() == "Close message"
