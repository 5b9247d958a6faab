"""The composition root: places -> file -> Context -> main window. The only module that knows everyone.

The window is painted first; the data layer is loaded after that, while the user already sees where to click.
"""

from __future__ import annotations

import builtins
import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

_plain_import = builtins.__import__

from PySide6.QtCore import QLocale  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

# PySide6 puts an import hook of its own in place that slows every later import by a fifth; nothing here needs it.
builtins.__import__ = _plain_import

from crm_desktop.paths import Places, places  # noqa: E402
from crm_desktop.ui.errors import Faults, start_log  # noqa: E402
from crm_desktop.ui.main_window import MainWindow  # noqa: E402
from crm_desktop.ui.one_window import raise_other_window  # noqa: E402
from crm_desktop.ui.program import Program  # noqa: E402
from crm_desktop.ui.qt_words import translate_qt  # noqa: E402
from crm_desktop.ui.theme import SYSTEM_MODE, theme  # noqa: E402
from crm_desktop.ui.window_state import WindowState  # noqa: E402
from crm_desktop.words import SCREEN_LANGUAGES, set_language  # noqa: E402

if TYPE_CHECKING:
    from crm_desktop.ui.self_test import SelfTest

LANGUAGE = "screen/language"
THEME = "screen/theme"


def run_window(
    data: str | None = None, file: Path | None = None, *, self_test: bool = False, json: bool = False
) -> int:
    """Opens the window on a file and stays until it is closed; answers the exit status.

    Args:
        data: the folder of data, settings, backups and log; None for the user's own.
        file: the business file; None for the last one.
        self_test: show every tab once, tell the times and leave.
        json: the self-test answers in JSON.
    """
    gc.disable()  # until the first page is there (`Program`); a start of the window alone has it off already
    where = places(data)
    state = WindowState(where.settings)
    chosen = file or _last_file(state, where)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    _name(app)
    if not self_test and raise_other_window(chosen, where.locks):
        return 0
    translate_qt(app, set_language(state.text(LANGUAGE) or system_language()))
    theme().apply(app, state.text(THEME, SYSTEM_MODE))
    window = MainWindow(state)
    program = Program(window, where, chosen)
    faults = Faults(program.tell_fault, program.tell_refusal)
    faults.install()
    test = _self_test(window, faults, json=json) if self_test else None
    # The log and the data layer are loaded once the window is there to be seen.
    window.painted.connect(partial(start_log, where.log))
    window.painted.connect(program.open_first)
    if test is not None:
        window.painted.connect(partial(test.go_on_with, program))
    window.show()
    try:
        status = app.exec()
    finally:
        program.close()
        faults.uninstall()
        gc.enable()
    return test.report() if test is not None else status


def _self_test(window: MainWindow, faults: Faults, *, json: bool) -> SelfTest:
    from crm_desktop.ui.self_test import SelfTest  # 3 ms that only a self-test pays

    return SelfTest(window, faults, json=json)


def system_language() -> str:
    """The screens' language that suits the system: Portuguese of Brazil or Portugal, else English."""
    name = QLocale.system().name()
    if name in SCREEN_LANGUAGES:
        return name
    return "pt_PT" if name.startswith("pt") else "en"


def _last_file(state: WindowState, where: Places) -> Path:
    return next((file for file in state.recent_files() if file.exists()), where.default_file)


def _name(app: QApplication) -> None:
    app.setApplicationName("crm-desktop")
    app.setApplicationDisplayName("CRM Desktop")
    app.setDesktopFileName("crm-desktop")
    app.setQuitOnLastWindowClosed(True)
