"""The last net: whatever nobody expected is written to the log and told in words a person understands.

Slots, timers, threads and Qt's own warnings end here. A `Refused` that a screen let through is only said, because it is
no fault of the program.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Signal, qInstallMessageHandler

from crm_desktop.domain.errors import Refused

LOG_BYTES = 1_000_000
LOGS_KEPT = 3
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
log = logging.getLogger("crm_desktop")

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def start_log(file: Path) -> None:
    """Writes the log to `file` from now on; a place that cannot be written leaves it on stderr."""
    from logging.handlers import RotatingFileHandler  # brings sockets and queues along: 7 ms before the first paint

    log.setLevel(logging.INFO)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    log.addHandler(handler)


class Faults(QObject):
    """Catches what nobody caught and tells the window, in the window's own thread.

    Args:
        tell: called with the fault; shows the dialog.
        refuse: called with a refusal nobody showed.
    """

    _met = Signal(object)

    def __init__(self, tell: Callable[[BaseException], None], refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._tell = tell
        self._refuse = refuse
        self.count = 0
        self._telling = False
        # From another thread the signal brings it into the window's.
        self._met.connect(self._meet_later)

    def install(self) -> None:
        """Takes the place of Python's and Qt's own last nets."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(self._on_qt)

    def uninstall(self) -> None:
        """Gives the nets back, at the end and in tests."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)

    def _on_exception(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        self._note((kind, error, traceback))

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._note((args.exc_type, args.exc_value, args.exc_traceback))

    def _on_unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_value is not None:
            self._note((unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback))

    def _note(self, fault: Fault) -> None:
        error = fault[1]
        if not isinstance(error, Refused):
            self.count += 1
            log.error("a fault nobody expected", exc_info=fault)
        self._met.emit(error)

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        log.log(LEVELS.get(kind, logging.INFO), "Qt: %s", message)

    def _meet_later(self, error: BaseException) -> None:
        # A dialog must not open in the middle of a paint event.
        QTimer.singleShot(0, partial(self._on_met, error))

    def _on_met(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._refuse(error)
        elif not self._telling:
            # A fault that comes back at every paint must not pile up dialogs.
            self._telling = True
            try:
                self._tell(error)
            finally:
                self._telling = False
