"""The foot of the window: running work with its bar and a cancel button, shown once it takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.tasks import Task, TaskRunner
from crm_desktop.words import _

AFTER_MILLISECONDS = 500
BAR_WIDTH = 240


class Foot(Surface):
    """Shows the work that has been running longest; hidden while there is none."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__("status", parent)
        self._tasks = tasks
        self.words = PlainLabel("", look=Look.SMALL)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_WIDTH)
        self.cancel_button = SecondaryButton(_("Cancel"))
        self.cancel_button.on_click(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
        self._delay = QTimer(self, interval=AFTER_MILLISECONDS, singleShot=True)
        self._delay.timeout.connect(self._show)
        tasks.started.connect(self._on_started)
        tasks.progressed.connect(self._on_progress)
        tasks.ended.connect(self._on_ended)
        self.hide()
        if tasks.running:
            self._delay.start()

    def _on_started(self, _task: Task) -> None:
        if not self._delay.isActive():
            self._delay.start()

    def _show(self) -> None:
        if self._tasks.running:
            self._tell(self._tasks.running[0])
            self.show()

    def _on_progress(self, task: Task) -> None:
        if self._tasks.running and task is self._tasks.running[0]:
            self._tell(task)

    def _tell(self, task: Task) -> None:
        self.words.setText(task.title)
        self.bar.setAccessibleName(task.title)
        self.bar.setRange(0, task.total)
        self.bar.setValue(task.done)
        self.cancel_button.setEnabled(not task.cancelled)

    def _on_ended(self, _task: Task) -> None:
        if self._tasks.running:
            self._tell(self._tasks.running[0])
        else:
            self._delay.stop()
            self.hide()

    def _cancel(self) -> None:
        for task in self._tasks.running[:1]:
            task.cancel()
        self.cancel_button.setEnabled(False)
