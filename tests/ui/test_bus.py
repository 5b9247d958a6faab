"""News of changes reach the screens once, also from workers."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from crm_desktop.domain.changes import CONTACT, Changes
from crm_desktop.ui.bus import ChangeBus
from crm_desktop.ui.tasks import Task, TaskRunner

ANA = Changes(MappingProxyType({CONTACT: frozenset({1})}))


def test_what_changed_and_who_changed_it_is_told_once() -> None:
    bus, heard = ChangeBus(), []
    bus.changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    bus.publish(ANA, initiator="editor")
    assert heard == [(ANA, "editor")]


def test_a_gesture_without_changes_is_no_news() -> None:
    bus, heard = ChangeBus(), []
    bus.changed.connect(lambda changes, initiator: heard.append(changes))
    bus.publish(Changes())
    assert heard == []


def test_news_from_a_worker_are_heard_in_the_windows_thread(qtbot: QtBot) -> None:
    bus, runner, threads = ChangeBus(), TaskRunner(), []

    class Screen(ChangeBus):
        def hear(self, changes: object, initiator: object) -> None:
            threads.append(QThread.currentThread())

    screen = Screen()
    bus.changed.connect(screen.hear)

    def work(task: Task) -> None:
        bus.publish(ANA)

    runner.run(work, title="Import")
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [screen.thread()]
    runner.shut_down()
