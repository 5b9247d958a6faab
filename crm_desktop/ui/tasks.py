"""Long work off the window's thread: progress, cancel, one writer at a time, and waiting for it at the end.

Work that computes for over a tenth of a second belongs into a process of its own; the function run here then only
waits for it. Functions get a `Task` and touch no widget.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused

T = TypeVar("T")

SECONDS_BETWEEN_NEWS = 0.05


class CancelledError(Exception):
    """The user stopped the work; whatever it wrote is rolled back by leaving its transaction."""


class Task:
    """One piece of work as its function sees it: say how far it is, ask whether to stop.

    Attributes:
        title: what is being done, already translated.
        exclusive: it writes for long; meanwhile the window can be read, not edited.
    """

    def __init__(self, title: str, exclusive: bool, tell: Callable[[Task], None]) -> None:
        self.title = title
        self.exclusive = exclusive
        self.done = 0
        self.total = 0
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    @property
    def cancelled(self) -> bool:
        """True once the user has asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Asks the work to stop at its next look."""
        self._stop.set()

    def check(self) -> None:
        """Stops here if the user has asked to.

        Raises:
            CancelledError: they have.
        """
        if self.cancelled:
            raise CancelledError

    def progress(self, done: int, total: int) -> None:
        """Says how far the work is (`total` 0: unknown) and stops here if the user has asked to. Cheap to call often.

        Raises:
            CancelledError: the user has asked to stop.
        """
        self.check()
        self.done, self.total = done, total
        now = time.monotonic()
        if now - self._told >= SECONDS_BETWEEN_NEWS or done == total:
            self._told = now
            self._tell(self)


class _Job:
    """A task with its function and whom to tell."""

    def __init__(
        self,
        task: Task,
        work: Callable[[], object],
        on_done: Callable[..., object] | None,
        on_error: Callable[[Exception], object] | None,
        on_cancel: Callable[[], object] | None,
    ) -> None:
        self.task = task
        self.work = work
        self.on_done = on_done
        self.on_error = on_error
        self.on_cancel = on_cancel


def still_there(callback: Callable[..., object] | None) -> bool:
    """False when the callback is missing, or belongs to a widget that is gone by now."""
    owner = getattr(callback, "__self__", None)
    return callback is not None and not (isinstance(owner, QObject) and not isValid(owner))


class TaskRunner(QObject):
    """Runs functions in worker threads and tells of them in the window's thread.

    Signals: `started(task)`, `progressed(task)`, `ended(task)`; `busy_changed(busy)` when an exclusive task begins or
    ends.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    busy_changed = Signal(bool)
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(4, QThreadPool.globalInstance().maxThreadCount()))
        self._jobs: list[_Job] = []
        self._finished.connect(self._on_finished)

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks that have not ended."""
        return tuple(job.task for job in self._jobs)

    @property
    def busy(self) -> bool:
        """True while an exclusive task runs."""
        return any(job.task.exclusive for job in self._jobs)

    def run(
        self,
        function: Callable[[Task], T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        *,
        title: str,
        exclusive: bool = False,
        on_cancel: Callable[[], object] | None = None,
    ) -> Task:
        """Starts `function(task)` in a worker thread.

        Args:
            function: the work; it may call `task.progress(done, total)` and touches no widget.
            on_done: called in the window's thread with its result.
            on_error: called there with what it raised; without it a refusal or a fault goes to the global hooks.
            title: what is being done, already translated; shown beside the bar.
            exclusive: it writes for long: editing rests until it ends, and only one such task runs at a time.
            on_cancel: called when it was stopped.

        Raises:
            Refused: ``tasks.busy`` when another exclusive task runs.
        """
        if exclusive and self.busy:
            raise Refused("tasks.busy", title=next(task.title for task in self.running if task.exclusive))
        task = Task(title, exclusive, self.progressed.emit)
        job = _Job(task, partial(function, task), on_done, on_error, on_cancel)
        self._jobs.append(job)
        self.started.emit(task)
        if exclusive:
            self.busy_changed.emit(True)
        self._start(job)
        return task

    def cancel_all(self) -> None:
        """Asks all work to stop."""
        for task in self.running:
            task.cancel()

    def shut_down(self) -> None:
        """Asks all work to stop and waits until it has; a thread left running would abort the program at its end."""
        self.cancel_all()
        self._pool.waitForDone(-1)

    def _start(self, job: _Job) -> None:
        self._pool.start(partial(self._work, job))

    def _work(self, job: _Job) -> None:
        """In the worker thread: does the work, then hands result or fault to the window's thread."""
        try:
            result, fault = job.work(), None
        except Exception as error:  # noqa: BLE001  (the edge of the thread: nothing may be lost here)
            result, fault = None, error
        self._finished.emit(job, result, fault)

    def _on_finished(self, job: _Job, result: object, fault: Exception | None) -> None:
        self._jobs.remove(job)
        self.ended.emit(job.task)
        if job.task.exclusive:
            self.busy_changed.emit(False)
        if fault is None:
            if job.on_done is not None and still_there(job.on_done):
                job.on_done(result)
        elif isinstance(fault, CancelledError):
            if job.on_cancel is not None and still_there(job.on_cancel):
                job.on_cancel()
        elif job.on_error is not None:
            if still_there(job.on_error):
                job.on_error(fault)
        else:
            raise fault


class InlineTasks(TaskRunner):
    """The same, at once and in the calling thread: for tests and for the command line of the window."""

    def _start(self, job: _Job) -> None:
        self._work(job)
