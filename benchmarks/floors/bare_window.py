"""Floor of the start: a bare PySide6 window with four tabs, painted. Tells milliseconds since ``STARTED_NS``."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTabWidget


class _FirstPaint(QObject):
    """Notes the first paint of the window and leaves."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._report)
        return False

    def _report(self) -> None:
        milliseconds = (time.monotonic_ns() - int(os.environ["STARTED_NS"])) / 1e6
        print(f'{{"ms": {milliseconds}, "cpu_ms": {time.process_time() * 1000}}}')
        QApplication.quit()


def main() -> int:
    """Shows the window once."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    tabs = QTabWidget()
    for title in ("Contacts", "Pipeline", "Quotes", "Service"):
        tabs.addTab(QLabel(title), title)
    window.setCentralWidget(tabs)
    window.resize(1280, 720)
    watcher = _FirstPaint()
    window.installEventFilter(watcher)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
