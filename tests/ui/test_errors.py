"""Faults of slots, threads and Qt are written down and told once, in words; refusals are only said."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.errors import Faults, log, start_log

pytestmark = pytest.mark.qt_no_exception_capture


class Told:
    """What the window would have shown."""

    def __init__(self) -> None:
        self.faults: list[BaseException] = []
        self.refusals: list[Refused] = []
        self.catcher = Faults(self.faults.append, self.refusals.append)


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    told.catcher.install()
    yield told
    told.catcher.uninstall()


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "log" / "crm.log"
    before = list(log.handlers)
    start_log(file)
    yield file
    for handler in [handler for handler in log.handlers if handler not in before]:
        log.removeHandler(handler)
        handler.close()


def _fail() -> None:
    raise ZeroDivisionError("the 9th of <b>&")


def test_a_slot_that_raises_is_told_and_logged(told: Told, log_file: Path, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(_fail)
    button.click()
    qtbot.waitUntil(lambda: bool(told.faults))
    assert isinstance(told.faults[0], ZeroDivisionError)
    written = log_file.read_text(encoding="utf-8")
    assert "ZeroDivisionError: the 9th of <b>&" in written
    assert "Traceback" in written


def test_a_timer_that_raises_is_told(told: Told, qtbot: QtBot) -> None:
    QTimer.singleShot(0, _fail)
    qtbot.waitUntil(lambda: bool(told.faults))
    assert told.catcher.count == 1


def test_a_thread_that_raises_is_told_in_the_windows_thread(told: Told, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert told.faults == []
    qtbot.waitUntil(lambda: bool(told.faults))


def test_what_cannot_be_raised_is_told_too(told: Told, qtbot: QtBot) -> None:
    class Grudge:
        def __del__(self) -> None:
            _fail()

    grudge = Grudge()
    del grudge
    gc.collect()
    qtbot.waitUntil(lambda: bool(told.faults))


def test_a_refusal_nobody_showed_is_said_but_is_no_fault(told: Told, log_file: Path, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)

    def refuse() -> None:
        raise Refused("record.missing")

    button.clicked.connect(refuse)
    button.click()
    qtbot.waitUntil(lambda: bool(told.refusals))
    assert (told.faults, told.catcher.count) == ([], 0)
    assert "Traceback" not in log_file.read_text(encoding="utf-8")


def test_a_fault_at_every_paint_does_not_pile_up_dialogs(qtbot: QtBot) -> None:
    shown: list[BaseException] = []

    def tell(error: BaseException) -> None:
        shown.append(error)
        catcher._on_met(error)

    catcher = Faults(tell, lambda refused: None)
    catcher._on_met(ZeroDivisionError())
    assert len(shown) == 1


def test_qts_own_warnings_are_written_down(told: Told, log_file: Path) -> None:
    qWarning("something <odd>")
    assert "Qt: something <odd>" in log_file.read_text(encoding="utf-8")
    assert told.faults == []


def test_stopping_by_control_c_is_no_fault(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told.catcher.count == 0
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_nets_are_given_back(told: Told) -> None:
    told.catcher.uninstall()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    before = list(log.handlers)
    start_log(blocked / "crm.log")
    added = [handler for handler in log.handlers if handler not in before]
    assert [type(handler) for handler in added] == [logging.StreamHandler]
    log.removeHandler(added[0])
