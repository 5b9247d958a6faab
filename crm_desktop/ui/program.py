"""One running window: opens and changes its file, and holds what lives as long as the file is open."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QIcon

from crm_desktop import __version__
from crm_desktop.domain.errors import Refused
from crm_desktop.paths import Places, resource
from crm_desktop.sentences import sentence
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.one_window import WindowOfFile
from crm_desktop.ui.qt_words import translate_qt
from crm_desktop.ui.tasks import Task
from crm_desktop.words import _, set_language

if TYPE_CHECKING:
    from datetime import date, datetime

    # The data layer is loaded after the first paint.
    from crm_desktop.services.store import Store
    from crm_desktop.ui.context import Context
    from crm_desktop.ui.window_title import WindowTitle


BACKUP_AFTER_MILLISECONDS = 3000
REST_AFTER_MILLISECONDS = 500
"""So long after the file was opened its first page is there, and nobody waits for anything."""


class Program:
    """Leads one window from its first paint to its end.

    Args:
        window: the painted main window.
        places: where data, settings, backups and log live.
        file: the business file to begin with; the first start asks when it is not there.
        native_menus: the system shows the menus of a program itself, at the top of the screen.
    """

    def __init__(
        self, window: MainWindow, places: Places, file: Path, *, native_menus: bool = sys.platform == "darwin"
    ) -> None:
        self.window = window
        self.places = places
        self.file = file
        self.store: Store | None = None
        self.context: Context | None = None
        self.refused: Refused | None = None  # why the last file was not opened
        self._title: WindowTitle | None = None
        self._one_window: WindowOfFile | None = None
        self._kept: object = None
        window.closed.connect(self.close)
        if native_menus:
            from crm_desktop.ui.native_menus import NativeMenus  # only one system has them

            NativeMenus(window)

    def open_first(self) -> None:
        """Opens the file the start named; welcomes the user when there is none yet."""
        if self.file.exists():
            self.open(self.file)
        else:
            self.welcome()
        QGuiApplication.setWindowIcon(QIcon(str(resource("crm-desktop.svg"))))
        QTimer.singleShot(REST_AFTER_MILLISECONDS, collect_garbage)

    def welcome(self, back: Path | None = None) -> None:
        """Shows the three questions and the ways to begin; `back` is the file to return to, if there is one."""
        from crm_desktop.ui.start.beginning import begin_with  # only a first start needs it

        begin_with(self, back)

    def may_leave(self) -> bool:
        """Saves what is being typed; False when something was refused, and the page says what."""
        return self.window.page is None or self.window.page.leave()

    def open(self, file: Path) -> bool:
        """Opens a business file in this window; on a refusal the window says why and stays as it was."""
        from crm_desktop.services import business_files  # loads the data layer, after the first paint

        if not self.may_leave():
            return False
        try:
            store = business_files.open_business(file, self.places)
        except Refused as refused:
            self._not_opened(file, refused)
            return False
        self.use(file, store)
        warning = business_files.place_warning(file)
        if warning:
            self._warn_of_place(file, warning)
        return True

    def use(self, file: Path, store: Store) -> None:
        """Shows an open file, letting go of the one before."""
        # Its dialogs stand on the data layer; nothing here is needed before the first paint.
        from crm_desktop.ui.bus import ChangeBus
        from crm_desktop.ui.context import Context
        from crm_desktop.ui.program_actions import program_actions
        from crm_desktop.ui.window_title import WindowTitle

        self._let_go()
        self.file, self.store = file, store
        bus = ChangeBus(self.window)
        store.on_change(bus.publish)
        self.context = Context(
            store=store,
            bus=bus,
            tasks=self.window.tasks,
            toasts=self.window.toasts,
            places=self.places,
            state=self.window.state,
            today=_today,
            now=_now,
            go=self.window.go,
        )
        self.window.attach(self.context, program_actions(self, self.context))
        self._title = WindowTitle(self.window, store, bus)
        self.window.state.note_file(file)
        self._one_window = WindowOfFile(file, self.places.locks, self.window.raise_up, self.window)
        QTimer.singleShot(BACKUP_AFTER_MILLISECONDS, self.back_up_daily)

    def _not_opened(self, file: Path, refused: Refused) -> None:
        from crm_desktop.ui.start.not_opened import NotOpened  # only a file that cannot be opened needs it

        self.refused = refused
        if self.context is not None:
            self.window.toasts.refuse(refused)
            return
        self.window.show_instead(NotOpened(self, file, sentence(refused)))

    def _warn_of_place(self, file: Path, warning: str) -> None:
        """Once for each file: a folder that is synchronised or on a network can damage it."""
        told = f"warned/{file.name}"
        if self.window.state.flag(told):
            return
        self.window.state.set_flag(told, True)
        key = "file.on_network" if warning == "network" else "file.in_synced_folder"
        self.window.show_banner(sentence(Refused(key, path=str(file), service=warning)))

    def keep(self, helper: object) -> None:
        """Keeps something alive as long as the window."""
        self._kept = helper

    def recent_files(self) -> list[Path]:
        """Other files opened before that are still there, newest first."""
        return [file for file in self.window.state.recent_files() if file != self.file and file.exists()]

    def begin_new(self, file: Path) -> None:
        """Asks the three questions for a new file at a place the user chose."""
        if not self.may_leave():
            return
        before = self.file
        self._let_go()
        self.file = file
        self.welcome(before)

    def save_copy(self, target: Path) -> None:
        """Saves a verified copy beside the work."""
        from crm_desktop.services import backups  # the data layer

        source = self.file

        def work(task: Task) -> Path:
            backups.copy_to(source, target, task.progress)
            return target

        self.window.tasks.run(work, self._on_copied, self._on_refused, title=_("Saving a copy"))

    def _on_copied(self, target: Path) -> None:
        from crm_desktop.ui.kit.shown_files import show_in_folder  # see above

        self.window.toasts.tell(
            _("A copy was saved as {name}.", name=target.name),
            action=(_("Show folder"), partial(show_in_folder, target)),
        )

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self.window.toasts.refuse(error)

    def back_up_daily(self) -> None:
        """Makes today's backup in the background, once the window is at rest."""
        from crm_desktop.services import backups  # the data layer

        if self.store is None or self.store.read_only:
            return
        file, places, now = self.file, self.places, self.now().astimezone()

        def work(task: Task) -> object:
            return backups.daily(file, places, now, task.progress)

        self.window.tasks.run(work, None, self._on_refused, title=_("Backing up"))

    def restore(self, chosen: Path, file: Path) -> None:
        """Makes `file` what a backup holds, then opens it again."""
        from crm_desktop.services import backups  # the data layer

        if self.store is not None:
            self._let_go()

        def work(task: Task) -> Path:
            backups.restore_to(chosen, file, self.places, self.now(), task.progress)
            return file

        self.window.tasks.run(work, self._on_restored, self._on_not_restored, title=_("Restoring"), exclusive=True)

    def _on_restored(self, file: Path) -> None:
        if self.open(file):
            self.window.toasts.tell(_("The backup was restored. What the file held before is among the backups."))

    def _on_not_restored(self, error: Exception) -> None:
        self.open(self.file)
        self._on_refused(error)

    def speak_later(self, language: str, then: Callable[[Program], object] | None = None) -> None:
        """Lets the window speak another language, once the dialog that asked for it has ended its own work.

        Args:
            language: one of the screens' languages.
            then: called when everything speaks it, to open that dialog again.
        """
        QTimer.singleShot(0, partial(self._speak, language, then))

    def _speak(self, language: str, then: Callable[[Program], object] | None) -> None:
        app = QCoreApplication.instance()
        assert app is not None
        translate_qt(app, set_language(language))
        self.window.speak()
        if self.store is not None:
            file = self.file
            self._let_go()
            if self.open(file) and then is not None:
                then(self)

    def show_log(self) -> None:
        """Shows the folder with the log."""
        from crm_desktop.ui.kit.shown_files import show_in_folder  # rarely needed

        show_in_folder(self.places.log)

    def about(self) -> None:
        """Tells what this is and where the file lies."""
        from crm_desktop.ui.kit.confirm import tell  # rarely needed

        tell(
            self.window,
            _("CRM Desktop {version}", version=__version__),
            _("Your business is in {file}.\nFree software under the MIT licence.", file=str(self.file)),
        )

    def today(self) -> date:
        """The user's own calendar day."""
        return _today()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return _now()

    def tell_refusal(self, refused: Refused) -> None:
        """Says why something was not done, where no screen said it already."""
        self.window.toasts.refuse(refused)

    def tell_fault(self, _error: BaseException) -> None:
        """Tells of a fault nobody expected, in words, with the place of the log."""
        from crm_desktop.ui.kit.confirm import tell  # a fault is rare

        tell(
            self.window,
            _("Something went wrong"),
            _(
                "The program met a fault of its own. What you saved before is safe; the last step may not have been "
                "done. Details are in {log}.",
                log=str(self.places.log),
            ),
        )

    def _let_go(self) -> None:
        if self._title is not None:
            self._title.end()
            self._title = None
        self.window.detach()
        if self._one_window is not None:
            self._one_window.close()
            self._one_window = None
        if self.store is not None:
            self.store.close()
            self.store = None
        self.context = None

    def close(self) -> None:
        """Lets the file go, at the end."""
        if self._one_window is not None:
            self._one_window.close()
            self._one_window = None
        if self.store is not None:
            self.store.close()
            self.store = None


def collect_garbage() -> None:
    """From now on garbage is collected as usual; what the start loaded stays and is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _today() -> date:
    from datetime import datetime  # 1 ms before the first paint

    return datetime.now().astimezone().date()


def _now() -> datetime:
    from datetime import UTC, datetime  # see above

    return datetime.now(UTC)
