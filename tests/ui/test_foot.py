"""The foot shows work that takes longer than a moment, how far it is, and stops it."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.ui.foot import Foot
from crm_desktop.ui.tasks import InlineTasks, Task, TaskRunner
from tests.ui.hands import child, click, seen


def test_short_work_is_never_shown(qtbot: QtBot) -> None:
    tasks = InlineTasks()
    foot = Foot(tasks)
    qtbot.addWidget(foot)
    tasks.run(lambda task: None, title="Quick")
    assert foot.isHidden()
    foot._delay.timeout.emit()
    assert foot.isHidden()


def test_long_work_is_shown_with_its_progress_and_goes(qtbot: QtBot) -> None:
    tasks, gate = TaskRunner(), threading.Event()
    foot = Foot(tasks)
    qtbot.addWidget(foot)

    def work(task: Task) -> None:
        task.progress(34, 100)
        gate.wait(5)

    tasks.run(work, title="Import of <A & B>.vcf")
    qtbot.waitUntil(foot.isVisible)
    qtbot.waitUntil(lambda: foot.bar.value() == 34)
    assert "Import of <A & B>.vcf" in seen(foot)
    assert foot.bar.maximum() == 100
    assert foot.bar.accessibleName() == "Import of <A & B>.vcf"
    gate.set()
    qtbot.waitUntil(foot.isHidden)


def test_work_of_unknown_length_shows_a_bar_that_only_moves(qtbot: QtBot) -> None:
    tasks, gate = TaskRunner(), threading.Event()
    foot = Foot(tasks)
    qtbot.addWidget(foot)
    tasks.run(lambda task: gate.wait(5), title="Backup")
    qtbot.waitUntil(foot.isVisible)
    assert (foot.bar.minimum(), foot.bar.maximum()) == (0, 0)
    gate.set()
    tasks.shut_down()
    qtbot.waitUntil(foot.isHidden)


def test_cancel_stops_the_work_that_is_shown(qtbot: QtBot) -> None:
    tasks = TaskRunner()
    foot = Foot(tasks)
    qtbot.addWidget(foot)

    def work(task: Task) -> None:
        while True:
            task.check()

    task = tasks.run(work, title="Import")
    qtbot.waitUntil(foot.isVisible)
    click(child(foot, QPushButton, "Cancel"))
    assert task.cancelled
    assert not foot.cancel_button.isEnabled() or not tasks.running
    qtbot.waitUntil(foot.isHidden)
