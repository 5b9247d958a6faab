"""Long work tells how far it is, can be stopped, and never outlives the window."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.tasks import CancelledError, InlineTasks, Task, TaskRunner


def test_a_result_comes_back_in_the_windows_thread(qtbot: QtBot) -> None:
    runner, got = TaskRunner(), []
    worker: list[int] = []

    def work(task: Task) -> str:
        worker.append(threading.get_ident())
        return "done"

    runner.run(work, lambda result: got.append((result, threading.get_ident())), title="Import")
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("done", threading.get_ident())]
    assert worker != [threading.get_ident()]
    assert runner.running == ()


def test_progress_is_told_and_the_last_step_always() -> None:
    runner, told = InlineTasks(), []
    runner.progressed.connect(lambda task: told.append((task.done, task.total)))

    def work(task: Task) -> None:
        for step in range(1, 1001):
            task.progress(step, 1000)

    runner.run(work, title="Import")
    assert told[-1] == (1000, 1000)
    assert len(told) < 1000


def test_stopping_ends_the_work_and_tells_nobody_it_was_done(qtbot: QtBot) -> None:
    runner, heard = TaskRunner(), []
    begun = threading.Event()

    def work(task: Task) -> None:
        begun.set()
        while True:
            task.check()

    task = runner.run(
        work, lambda result: heard.append("done"), title="Import", on_cancel=lambda: heard.append("stopped")
    )
    assert begun.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["stopped"]


def test_a_fault_goes_to_whoever_asked_for_it() -> None:
    heard: list[Exception] = []

    def work(task: Task) -> None:
        raise Refused("file.locked")

    InlineTasks().run(work, on_error=heard.append, title="Backup")
    assert [error.key for error in heard if isinstance(error, Refused)] == ["file.locked"]


def test_a_fault_nobody_asked_for_reaches_the_global_hooks(qtbot: QtBot) -> None:
    runner = TaskRunner()

    def work(task: Task) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        with qtbot.waitSignal(runner.ended):
            runner.run(work, title="Backup")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_only_one_long_writer_runs_at_a_time_and_the_window_is_told(qtbot: QtBot) -> None:
    runner = TaskRunner()
    busy: list[bool] = []
    runner.busy_changed.connect(busy.append)
    gate = threading.Event()
    runner.run(lambda task: gate.wait(5), title="Import of contacts", exclusive=True)
    with pytest.raises(Refused) as refused:
        runner.run(lambda task: None, title="Restore", exclusive=True)
    assert refused.value.values == {"title": "Import of contacts"}
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert busy == [True, False]


def test_a_widget_that_is_gone_is_not_called_back(qtbot: QtBot) -> None:
    class Screen(QLabel):
        def show_result(self, result: str) -> None:
            self.setText(result)

    runner, gate = TaskRunner(), threading.Event()
    screen = Screen()

    def work(task: Task) -> str:
        gate.wait(5)
        return "late"

    with qtbot.waitSignal(runner.ended):
        runner.run(work, screen.show_result, title="Find")
        screen.deleteLater()
        qtbot.waitUntil(lambda: not _alive(screen))
        gate.set()
    assert runner.running == ()


def _alive(widget: Any) -> bool:
    from shiboken6 import isValid

    return bool(isValid(widget))


def test_shutting_down_waits_for_every_worker() -> None:
    runner, ended = TaskRunner(), []

    def work(task: Task) -> None:
        try:
            while True:
                task.check()
        except CancelledError:
            ended.append(task.title)
            raise

    for title in ("one", "two"):
        runner.run(work, title=title)
    runner.shut_down()
    assert sorted(ended) == ["one", "two"]
