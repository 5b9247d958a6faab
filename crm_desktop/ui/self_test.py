"""``self-test``: opens the window on the file, shows every tab once, tells the times, and leaves.

What a packaged program is checked with, and what the benchmarks read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.errors import Faults
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.program import Program

PATIENCE_MILLISECONDS = 60_000
BETWEEN_TABS_MILLISECONDS = 100
LAST_PAGE = "window/page"


class SelfTest(QObject):
    """Watches the start of one window from its first paint to its last tab."""

    def __init__(self, window: MainWindow, faults: Faults, *, json: bool) -> None:
        super().__init__(window)
        self._window = window
        self._faults = faults
        self._json = json
        self._started = started_ns()
        self.first_paint_ms: float | None = None
        self.first_paint_cpu_ms = 0.0
        self.first_rows_ms: float | None = None
        self.first_rows_cpu_ms = 0.0
        self.memory_at_first_rows = 0
        self.problems: list[str] = []
        self._left = list(window.top_bar.tabs)
        self._page_before = window.state.text(LAST_PAGE)
        window.painted.connect(self._on_painted)
        window.stack.currentChanged.connect(self._on_page)
        self._patience = QTimer(self, interval=PATIENCE_MILLISECONDS, singleShot=True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start()

    def _on_page(self) -> None:
        """Watches what the first page paints; nothing else, for that would slow down what is measured."""
        page = self._window.page
        if self.first_rows_ms is None and page is not None:
            page.installEventFilter(self)
            for view in page.findChildren(QAbstractItemView):
                view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._on_paint(watched)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self._on_rows()
            return True
        return super().event(event)

    def _on_painted(self) -> None:
        self.first_paint_ms = self._elapsed()
        self.first_paint_cpu_ms = time.process_time() * 1000

    def go_on_with(self, program: Program) -> None:
        """Gives up at once when the file was not opened, and says why."""
        if program.store is None:
            refused = program.refused or Refused("file.missing", path=str(program.file))
            self.problems.append(sentence(refused))
            QApplication.exit(1)

    def _on_paint(self, widget: QWidget) -> None:
        if self.first_rows_ms is None and self._shows_rows(widget):
            # The rows are on the screen once this paint is done; a timer would come after what the page put off.
            self.first_rows_ms = 0.0
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def _shows_rows(self, widget: QWidget) -> bool:
        if self._window.page is None:
            return False
        view = widget.parent()
        if isinstance(view, QAbstractItemView) and view.model() is not None and view.model().rowCount() > 0:
            return self._window.page.isAncestorOf(view)
        # An empty business has no rows: then the page itself is what is waited for.
        return widget is self._window.page

    def _on_rows(self) -> None:
        self.first_rows_ms = self._elapsed()
        self.first_rows_cpu_ms = time.process_time() * 1000
        self.memory_at_first_rows = peak_memory()
        QTimer.singleShot(BETWEEN_TABS_MILLISECONDS, self._next_tab)

    def _next_tab(self) -> None:
        if not self._left:
            # The next start shows the tab the user left, and the next self-test measures the same again.
            self._window.state.set_text(LAST_PAGE, self._page_before)
            self._window.close()
            QApplication.quit()
            return
        key = self._left.pop(0)
        self._window.show_page(key)
        if self._window.page is None or not self._window.page.isVisible():
            self.problems.append(f"the tab {key} could not be shown")
        QTimer.singleShot(BETWEEN_TABS_MILLISECONDS, self._next_tab)

    def _give_up(self) -> None:
        self.problems.append("the window did not show its tabs in time")
        QApplication.exit(1)

    def _elapsed(self) -> float:
        return (time.monotonic_ns() - self._started) / 1e6

    def report(self) -> int:
        """Prints what was measured; 0 only if nothing went wrong."""
        import json  # nothing that is measured needs it

        if self._faults.count:
            self.problems.append(f"{self._faults.count} faults were written to the log")
        if self._left and not self.problems:
            self.problems.append("not every tab was shown")
        found = {
            "first_paint_ms": self.first_paint_ms,
            "first_paint_cpu_ms": self.first_paint_cpu_ms,
            "first_rows_ms": self.first_rows_ms,
            "first_rows_cpu_ms": self.first_rows_cpu_ms,
            "memory_at_first_rows": self.memory_at_first_rows,
            "peak_memory": peak_memory(),
            "ok": not self.problems,
            "problems": self.problems,
        }
        for problem in self.problems:
            sys.stderr.write(f"{problem}\n")
        sys.stdout.write((json.dumps(found, indent=2) if self._json else _told(found)) + "\n")
        return 1 if self.problems else 0


def _told(found: Mapping[str, object]) -> str:
    lines = [(name, f"{value:.0f}" if isinstance(value, float) else value) for name, value in found.items()]
    return "\n".join(f"{name}: {value}" for name, value in lines)


def started_ns() -> int:
    """When this process began, on the monotonic clock; a benchmark says it, otherwise the system is asked."""
    said = os.environ.get("STARTED_NS", "")
    if said.isdecimal():
        return int(said)
    try:
        ticks = int(Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()[19])
        age = float(Path("/proc/uptime").read_text("ascii").split()[0]) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        # Elsewhere: from when this program's own code began.
        age = time.process_time()
    return time.monotonic_ns() - int(age * 1e9)


def peak_memory() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return _peak_by_usage()
    # Linux: `getrusage` would tell the peak of whoever started this process, when that was higher.
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def _peak_by_usage() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
