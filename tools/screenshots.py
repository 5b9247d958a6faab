"""Pictures of every screen: ``python -m tools.screenshots [FOLDER] [--guide]``, in both themes and three languages.

Made of the sample business, without a screen, at 1280 x 720. With ``--guide`` only those the README and the guide show
are made, into docs/screenshots; the rest goes to a folder that is not kept (``shots`` unless named).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.paths import Places
from crm_desktop.services import business_files, finder, sample
from crm_desktop.services.settings_declared import Group
from crm_desktop.services.start import NewBusiness
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.program import Program
from crm_desktop.ui.settings.window import SettingsWindow
from crm_desktop.ui.start.welcome import Welcome
from crm_desktop.ui.theme import DARK_MODE, LIGHT_MODE, theme
from crm_desktop.ui.window_state import WindowState
from crm_desktop.words import set_language

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "screenshots"
COUNTRIES = {"en": "PT", "pt_PT": "PT", "pt_BR": "BR"}
SIZE = (1280, 720)
SCREEN = {"x": 0, "y": 0, "width": 1600, "height": 1000, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
"""Larger than the windows: the one Qt makes up has 800 pixels, which no window over another exceeds."""
CUSTOMER = "Ana Sousa"
DRAFT, ISSUED, SENT = 10, 9, 8
"""Quotes of the sample in these states."""
PATIENCE_MILLISECONDS = 600
"""For page previews, which are drawn in a process of their own."""

Screen = Callable[[MainWindow], QWidget]


def _page(key: str, record: int | None = None) -> Screen:
    def show(window: MainWindow) -> QWidget:
        window.go(key, record)
        return window

    return show


def _table(window: MainWindow) -> QWidget:
    window.go("pipeline")
    window.registry.run("pipeline.table")
    return window


def _board(window: MainWindow) -> QWidget:
    window.go("pipeline")
    window.registry.run("pipeline.board")
    return window


def _command(key: str) -> Screen:
    """The window a command opens."""

    def show(window: MainWindow) -> QWidget:
        before = set(QApplication.topLevelWidgets())
        window.registry.run(key)
        opened = [widget for widget in QApplication.topLevelWidgets() if widget not in before and widget.isVisible()]
        return opened[0] if opened else window

    return show


def _of_quote(record: int, key: str) -> Screen:
    """The window a command opens over a quote of the sample."""

    def show(window: MainWindow) -> QWidget:
        window.go("quotes", record)
        return _command(key)(window)

    return show


def _settings(row: int) -> Screen:
    """One page of the settings."""

    def show(window: MainWindow) -> QWidget:
        opened = _command("go.settings")(window)
        assert isinstance(opened, SettingsWindow)
        opened.groups.setCurrentRow(row)
        return opened

    return show


def _customer(window: MainWindow) -> QWidget:
    """A contact with deals, quotes and jobs."""
    assert window.context is not None
    with window.context.store.read() as session:
        found = finder.find(session, CUSTOMER, 1)
    window.go("contacts", found[0].id if found else None)
    return window


SCREENS: dict[str, Screen] = {
    "contacts": _customer,
    "board": _board,
    "deals": _table,
    "deal": _page("pipeline", 1),
    "quotes": _page("quotes"),
    "quote": _page("quotes", 1),
    "draft": _page("quotes", DRAFT),
    "issue": _of_quote(DRAFT, "quotes.issue"),
    "send": _of_quote(ISSUED, "quotes.send"),
    "accept": _of_quote(SENT, "quotes.accepted"),
    "decline": _of_quote(SENT, "quotes.declined"),
    "payments": _of_quote(1, "quotes.money"),
    "numbers": _of_quote(1, "quotes.numbers"),
    "template": _of_quote(1, "quotes.from_template"),
    "service": _page("service"),
    "catalogue": _command("go.catalogue"),
    "settings": _command("go.settings"),
    **{f"settings-{row}": _settings(row) for row in range(1, len(Group) + 1)},
    "finder": _command("go.find"),
    "shortcuts": _command("help.shortcuts"),
    "backups": _command("file.backups"),
}
IN_THE_GUIDE = ("contacts", "board", "quote", "service", "catalogue", "settings")


def main() -> int:
    """Makes the pictures."""
    names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    guide = "--guide" in sys.argv
    folder = GUIDE if guide else Path(names[0] if names else ROOT / "shots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as screens:
        app = _without_screen(Path(screens) / "screens.json")
    languages = ("en",) if guide else tuple(COUNTRIES)
    kept: list[MainWindow] = []
    modes = (LIGHT_MODE,) if guide else (LIGHT_MODE, DARK_MODE)
    for language in languages:
        set_language(language)
        for mode in modes:
            theme().apply(app, mode)
            with tempfile.TemporaryDirectory() as made:
                ending = "" if guide else f"-{language}-{mode}"
                kept.append(_take_all(app, Path(made), language, ending, folder, guide))
    # The processes that draw pages end with the program, not with their window.
    QTimer.singleShot(0, app.quit)
    app.exec()
    return 0


def _without_screen(screens: Path) -> QApplication:
    """The application on a screen that is not there."""
    screens.write_text(json.dumps({"screens": [{"name": "pictures", **SCREEN}]}), encoding="utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screens}")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return app


def _take_all(app: QApplication, made: Path, language: str, ending: str, folder: Path, guide: bool) -> MainWindow:
    welcome = Welcome(language)
    if not guide:
        welcome.resize(*SIZE)
        _save(app, welcome, folder / f"welcome{ending}.png")
    file = _sample(made, language)
    window = MainWindow(WindowState(made / "settings.ini"))
    window.resize(*SIZE)
    program = Program(window, Places(made / "data"), file)
    window.show()
    program.open(file)
    for name, show in SCREENS.items():
        if not guide or name in IN_THE_GUIDE:
            shown = show(window)
            _save(app, shown, folder / f"{name}{ending}.png")
            if shown is not window:
                shown.close()
    window.close()
    program.close()
    return window


def _sample(made: Path, language: str) -> Path:
    file = made / "Oficina.crm"
    new = NewBusiness("Oficina Carvalho", COUNTRIES[language], language)
    store = business_files.new_business(file, Places(made / "data"), new)
    with store.write(sample.FILL, barrier=sample.FILL_BARRIER) as session:
        sample.fill(session, today=datetime.now().astimezone().date(), now=datetime.now(UTC))
    store.close()
    return file


def _save(app: QApplication, widget: QWidget, path: Path) -> None:
    widget.show()
    loop = QEventLoop()
    QTimer.singleShot(PATIENCE_MILLISECONDS, loop.quit)
    loop.exec()
    widget.grab().save(str(path))
    print(path.name)


if __name__ == "__main__":
    sys.exit(main())
