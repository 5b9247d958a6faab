"""The main window: top bar, the page that is shown, banners and the foot with running work.

It is painted before the business file is opened (`MainWindow(state)`); `attach` then brings the pages alive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.page import Page
from crm_desktop.ui.pages import PAGES, QUOTES, PageSpec
from crm_desktop.ui.tasks import TaskRunner
from crm_desktop.ui.top_bar import TopBar
from crm_desktop.ui.window_state import WindowState
from crm_desktop.words import _

if TYPE_CHECKING:
    # Nothing of it is there to be seen at the first paint.
    from crm_desktop.ui.actions import Action, ActionRegistry
    from crm_desktop.ui.banner import Banner
    from crm_desktop.ui.context import Context
    from crm_desktop.ui.due_count import DueCount
    from crm_desktop.ui.kit.toasts import Toasts

SMALLEST = QSize(960, 600)
FRAME = QSize(8, 48)
"""What the system's frame and title bar take, at most."""
FIRST_SIZE = QSize(1280, 800)
MENU_KEYS = ("Alt+M", "F10")
"""The second is what other programs have for it."""
COUNTING_MILLISECONDS = 800
"""After the first rows are on the screen."""
ELSEWHERE_MILLISECONDS = 1000
"""How often the window looks whether another program has written the file."""


class MainWindow(QMainWindow):
    """One window of one business file.

    Sends `painted()` once, when it has been painted for the first time, and `closed()` after it has let everything go.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self, state: WindowState, pages: tuple[PageSpec, ...] = PAGES) -> None:
        super().__init__()
        self.state = state
        self.context: Context | None = None
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._unpainted = True
        self.top_bar = TopBar(pages)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.tasks = TaskRunner(self)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(0)
        self._lay_out()
        self.top_bar.chosen.connect(self.show_page)
        self.top_bar.set_menu(self.make_menu)
        self.tasks.busy_changed.connect(self._on_busy)
        self.tasks.started.connect(self._make_foot)
        self._due: DueCount | None = None
        self._later = QTimer(self, singleShot=True, interval=COUNTING_MILLISECONDS)
        self._later.timeout.connect(self._count_due)
        self._watch = QTimer(self, interval=ELSEWHERE_MILLISECONDS)
        self._watch.timeout.connect(self._look_elsewhere)
        for key in MENU_KEYS:
            self._shortcut(key, self.top_bar.open_menu)
        self._shortcut("Ctrl+Tab", self._next_page)
        self._shortcut("Ctrl+Shift+Tab", self._page_before)
        self._shortcut("F6", self._reach_toasts)
        self._shortcut("Shift+F10", self._open_context_menu)
        self._restore()

    def _lay_out(self) -> None:
        middle = QWidget()
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(self._banners)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)

    @cached_property
    def registry(self) -> ActionRegistry:
        """The commands that can be given now."""
        from crm_desktop.ui.actions import ActionRegistry  # after the first paint

        return ActionRegistry(self)

    @cached_property
    def toasts(self) -> Toasts:
        """The messages of the window."""
        from crm_desktop.ui.kit.toasts import Toasts  # after the first paint

        return Toasts(self)

    def _reach_toasts(self) -> None:
        self.toasts.reach()

    def _make_foot(self) -> None:
        """The first work that is begun brings the foot that shows it."""
        from crm_desktop.ui.foot import Foot  # after the first paint

        self.tasks.started.disconnect(self._make_foot)
        self._column.addWidget(Foot(self.tasks))

    def _restore(self) -> None:
        room = self.screen().availableSize() - FRAME
        self.setMinimumSize(SMALLEST.boundedTo(room))
        if not self.restoreGeometry(self.state.data("window/geometry")):
            self.resize(FIRST_SIZE)
        # A size kept from another screen, or from another scale, must not put half the window out of reach.
        self.resize(self.size().boundedTo(room))
        self.top_bar.show_page(self._last_page())

    def _last_page(self) -> str:
        key = self.state.text("window/page")
        return key if key in self._specs else next(iter(self._specs))

    def attach(self, context: Context, actions: Iterable[Action] = ()) -> None:
        """Brings the pages alive over an open file.

        Args:
            context: the open file and what comes with it.
            actions: the commands of the whole program (file, edit, help); those of the pages come by themselves.
        """
        self.context = context
        self.registry.add(self._page_actions())
        self.registry.add(actions)
        if context.store.read_only:
            self.show_banner(_("This file is open for reading only; nothing can be changed."))
        self._apply_editable()
        # Qt has put the cursor on the first tab, where nobody wants it.
        self.stack.setFocus()
        self.show_page(self._last_page())
        self._watch.start()
        self._later.start()

    def _count_due(self) -> None:
        """Tells on the tab of the quotes how many come up for follow-up."""
        from crm_desktop.ui.due_count import DueCount  # after the first rows

        if self.context is not None and QUOTES in self.top_bar.tabs:
            self._due = DueCount(self.context, self.top_bar.tabs[QUOTES], self)

    def detach(self) -> None:
        """Lets go of the file: its pages, commands and banners go with it."""
        self._rest()
        self.context = None
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        self._close_banners()
        self.registry.clear()
        self.toasts.clear()

    def _rest(self) -> None:
        """Looks at the file no more."""
        self._watch.stop()
        self._later.stop()
        if self._due is not None:
            self._due.end()
            self._due = None

    def show_instead(self, widget: QWidget) -> None:
        """Shows something in the place of the pages while no file is open: the welcome, or why a file did not open."""
        for at in reversed(range(self.stack.count())):
            shown = self.stack.widget(at)
            if shown is not None and not isinstance(shown, Page):
                self.stack.removeWidget(shown)
                shown.deleteLater()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def speak(self) -> None:
        """Says the words of the bar in the language now chosen."""
        self.top_bar.speak()
        if self._due is not None:
            self._due.count()

    def _open_context_menu(self) -> None:
        """What the menu key does, which few keyboards have still: Qt itself knows only that one on Linux."""
        widget = self.focusWidget()
        if widget is not None:
            # A rectangle of whole pixels or, in a field of several lines, of broken ones.
            place = QRectF(widget.inputMethodQuery(QtCore.Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
            QtCore.QCoreApplication.sendEvent(widget, asked)

    def _shortcut(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(run)

    def _page_actions(self) -> list[Action]:
        from crm_desktop.ui.actions import GO, Action  # see above

        return [
            Action(f"go.{spec.key}", spec.title, _Go(self, spec.key), f"Ctrl+{at}", spec.icon, f"{GO}/pages")
            for at, spec in enumerate(self._specs.values(), 1)
        ]

    def make_menu(self) -> QMenu:
        """The program's menu with every command that can be given now."""
        from crm_desktop.ui.actions import MENUS  # see above

        menu = QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.registry.update()
        for key, title in MENUS:
            part = menu.addMenu(_(title))
            self.registry.fill_menu(part, key)
            part.menuAction().setVisible(not part.isEmpty())
        menu.aboutToHide.connect(self.registry.wake)
        return menu

    @property
    def page(self) -> Page | None:
        """The page that is shown; None while no file is open."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def page_title(self) -> str:
        """The title of the page that is shown; '' while no file is open."""
        return next((_(self._specs[key].title) for key, page in self._pages.items() if page is self.page), "")

    def show_page(self, key: str) -> None:
        """Shows a page, making it when it is first asked for; stays where the page that is left has an open fault."""
        if self.context is None or (self.page is not None and not self._leaves(key)):
            self.top_bar.show_page(self._shown_key())
            return
        page = self._pages.get(key) or self._make(key)
        self.stack.setCurrentWidget(page)
        self.top_bar.show_page(key)
        self.registry.show_page(page.page_actions())
        if not self._at_the_tabs():
            page.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        self.state.set_text("window/page", key)

    def _at_the_tabs(self) -> bool:
        """Somebody goes from tab to tab by keyboard, and stays there."""
        focused = self.focusWidget()
        return bool(focused) and self.top_bar.isAncestorOf(focused)

    def _leaves(self, key: str) -> bool:
        return self.page is self._pages.get(key) or (self.page is not None and self.page.leave())

    def _shown_key(self) -> str:
        return next((key for key, page in self._pages.items() if page is self.page), self._last_page())

    def _make(self, key: str) -> Page:
        assert self.context is not None
        page = self._specs[key].load()(self.context)
        page.set_editable(self._may_edit())
        self._pages[key] = page
        self.stack.addWidget(page)
        return page

    def go(self, key: str, record_id: int | None = None) -> None:
        """Shows a page and, unless the id is None, opens that record there."""
        self.show_page(key)
        if record_id is not None and self._shown_key() == key and self.page is not None:
            self.page.open_record(record_id)

    def _next_page(self) -> None:
        self._turn(1)

    def _page_before(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        keys = list(self._specs)
        self.show_page(keys[(keys.index(self._shown_key()) + step) % len(keys)])

    def show_banner(self, text: str, button: tuple[str, Callable[[], object]] | None = None) -> Banner:
        """Shows a sentence across the window that stays until it is closed."""
        from crm_desktop.ui.banner import Banner  # after the first paint

        banner = Banner(text, button)
        self._banners.addWidget(banner)
        return banner

    def _close_banners(self) -> None:
        for at in range(self._banners.count()):
            item = self._banners.itemAt(at)
            banner = item.widget() if item is not None else None
            if banner is not None:
                banner.close()

    def _may_edit(self) -> bool:
        return self.context is not None and not self.context.store.read_only and not self.tasks.busy

    def _on_busy(self, _busy: bool) -> None:
        self._apply_editable()

    def _apply_editable(self) -> None:
        editable = self._may_edit()
        self.registry.set_writable(editable)
        for page in self._pages.values():
            page.set_editable(editable)

    def _look_elsewhere(self) -> None:
        """Another program may write the same file: then every page asks again."""
        if self.context is None or self.tasks.busy:
            return
        try:
            changed = self.context.store.changed_elsewhere()
        except Refused:
            # Held by that program at this moment: the next look tells.
            return
        if changed:
            self.context.store.publish_everything()

    def raise_up(self) -> None:
        """Comes to the front, as when the program is started again on the same file."""
        state = QtCore.Qt.WindowState
        self.setWindowState((self.windowState() & ~state.WindowMinimized) | state.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            # What is within the window is painted after it, in the same go; then it can be said.
            QTimer.singleShot(0, self.painted.emit)
            QTimer.singleShot(0, self.top_bar.settle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaves the page, waits for running work, remembers the window; accepts last, so that a fault keeps it."""
        event.ignore()
        if self.page is not None and not self.page.leave():
            return
        self._rest()
        self.tasks.shut_down()
        self.state.set_data("window/geometry", self.saveGeometry())
        self.state.save()
        self.closed.emit()
        event.accept()


class _Go:
    """Shows one page."""

    def __init__(self, window: MainWindow, key: str) -> None:
        self._window = window
        self._key = key

    def __call__(self) -> None:
        self._window.show_page(self._key)
