"""Commands as data: menus, buttons, command palette and shortcut sheet are all made from a registry of `Action`s."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.ui.icons import icon
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.program_keys import claim
from crm_desktop.words import N_, _

FILE = "file"
EDIT = "edit"
VIEW = "view"
GO = "go"
PAGE = "page"
HELP = "help"

MENUS: tuple[tuple[str, str], ...] = (
    (FILE, N_("&File")),
    (EDIT, N_("&Edit")),
    (PAGE, N_("&Record")),
    (VIEW, N_("&View")),
    (GO, N_("&Go")),
    (HELP, N_("&Help")),
)
"""Menu keys and titles (msgids with their access key), in order."""


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    Attributes:
        key: unique name, ``"contacts.new"``.
        text: its words as msgid; no access key, `&` is shown.
        run: what it does.
        shortcut: portable text, ``"Ctrl+N"``; several separated by ``"; "``, the first is shown.
        icon: a name of resources/icons.
        group: the menu, and after a slash its section: ``"file"``, ``"edit/undo"``. A new section begins with a line.
            '' keeps the command out of the menus, but in palette and shortcut sheet. What follows a second slash
            sets lines within a `part`: ``"page/lines/move"``.
        part: the words (a msgid) of the menu within the menu it stands in; '' for the menu itself.
        enabled: whether it can be done now; asked when a menu or the palette opens and before it runs.
        writes: it changes the file, so it rests while the file is read-only or a long writer runs.
        words: gives the words when they change with the state (``Undo “Edit contact”``); already translated.
        checked: for commands that are on or off.
        own_keys: a key that a part of the page takes itself while the cursor is there; shown, not claimed.
    """

    key: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] | None = None
    writes: bool = False
    words: Callable[[], str] | None = None
    checked: Callable[[], bool] | None = None
    part: str = ""
    own_keys: str = ""

    @property
    def menu(self) -> str:
        """The key of its menu; '' for none."""
        return self.group.partition("/")[0]

    @property
    def section(self) -> str:
        """The section of its menu: what stands between two lines."""
        return "/".join(self.group.split("/")[:2])

    @property
    def shown_keys(self) -> str:
        """The key that menus, palette and shortcut sheet show; '' for none."""
        return next(iter(self.shortcuts), self.own_keys)

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """All its shortcuts."""
        return tuple(part for part in self.shortcut.split("; ") if part)

    def title(self) -> str:
        """Its words in the screens' language."""
        return self.words() if self.words is not None else _(self.text)

    def name(self) -> str:
        """Its words whatever the state: what the shortcut sheet and a menu before its first opening say."""
        return _(self.text) if self.text else self.title()

    def is_enabled(self) -> bool:
        """Whether it can be done now."""
        return self.enabled is None or self.enabled()


class ShortcutConflictError(ValueError):
    """Two commands that can be given at the same time have one key or one shortcut: a slip in the program."""


class ActionRegistry(QObject):
    """The commands that can be given now: those of the window, and those of the page that is shown.

    `changed` is sent when the commands of the page were exchanged.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._fixed: dict[str, tuple[Action, QAction]] = {}
        self._of_page: dict[str, tuple[Action, QAction]] = {}
        self._writable = True

    def add(self, actions: Iterable[Action]) -> None:
        """Adds commands of the window.

        Raises:
            ShortcutConflictError: a key or a shortcut is taken.
        """
        for action in actions:
            self._fixed[action.key] = (action, self._make(action))
        self._claim_keys()

    def clear(self) -> None:
        """Takes every command away, when the file they worked on is let go."""
        for _action, made in self._pairs():
            self._window.removeAction(made)
            made.deleteLater()
        self._fixed, self._of_page = {}, {}
        self.changed.emit()

    def show_page(self, actions: Iterable[Action]) -> None:
        """Puts the commands of another page in the place of those of the last.

        Raises:
            ShortcutConflictError: a key or a shortcut is taken.
        """
        for _action, made in self._of_page.values():
            self._window.removeAction(made)
            made.deleteLater()
        self._of_page = {}
        for action in actions:
            self._of_page[action.key] = (action, self._make(action))
        self._claim_keys()
        self.changed.emit()

    def all(self) -> tuple[Action, ...]:
        """Every command that can be given now, in menu order of adding."""
        return tuple(action for action, _made in self._pairs())

    def qt_action(self, key: str) -> QAction:
        """The `QAction` of a command, for buttons.

        Raises:
            KeyError: there is no such command now.
        """
        found = self._fixed.get(key) or self._of_page[key]
        return found[1]

    def can_run(self, action: Action) -> bool:
        """Whether a command can be given now."""
        return (self._writable or not action.writes) and action.is_enabled()

    def run(self, key: str) -> None:
        """Gives a command if it can be given now."""
        self.run_action((self._fixed.get(key) or self._of_page[key])[0])

    def run_action(self, action: Action) -> None:
        """Gives `action` if it can be given now; a menu or a shortcut that comes too late does nothing."""
        if self.can_run(action):
            action.run()

    def set_writable(self, writable: bool) -> None:
        """Rests or wakes every command that writes."""
        self._writable = writable

    def update(self) -> None:
        """Asks every command for its words and whether it can be given; called before a menu opens."""
        for action, made in self._pairs():
            made.setText(menu_text(action.title()))
            made.setEnabled(self.can_run(action))
            if action.checked is not None:
                made.setChecked(action.checked())

    def wake(self) -> None:
        """Lets every shortcut through again after a menu was closed: `run_action` asks at that moment."""
        for _action, made in self._pairs():
            made.setEnabled(True)

    def fill_menu(self, menu: QMenu, key: str) -> None:
        """Empties `menu` and fills it with the commands of one menu, section by section."""
        menu.clear()
        fill_in_sections(menu, [pair for pair in self._pairs() if pair[0].menu == key])

    def _pairs(self) -> list[tuple[Action, QAction]]:
        return [*self._fixed.values(), *self._of_page.values()]

    def _claim_keys(self) -> None:
        claim(
            QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
            for action in self.all()
            for keys in action.shortcuts
        )

    def _make(self, action: Action) -> QAction:
        self._check_free(action)
        made = QAction(self._window)
        # Words that have to be asked for are asked for when a menu opens (`update`), not while the window starts.
        made.setText(menu_text(action.name()))
        made.setShortcuts([QKeySequence(shortcut) for shortcut in action.shortcuts])
        # A key held down must not make thirty records.
        made.setAutoRepeat(False)
        made.setCheckable(action.checked is not None)
        # On macOS Qt would guess a menu from words like “Settings”; the registry knows better.
        made.setMenuRole(QAction.MenuRole.NoRole)
        if action.icon:
            made.setIcon(icon(action.icon, "muted"))
        made.triggered.connect(_Runner(self, action))
        self._window.addAction(made)
        return made

    def _check_free(self, action: Action) -> None:
        taken = {shortcut: other.key for other in self.all() for shortcut in other.shortcuts}
        if action.key in self._fixed or action.key in self._of_page:
            raise ShortcutConflictError(f"two commands are called {action.key}")
        for shortcut in action.shortcuts:
            if shortcut in taken:
                raise ShortcutConflictError(f"{shortcut} is the shortcut of {taken[shortcut]} and of {action.key}")


def fill_in_sections(menu: QMenu, pairs: Iterable[tuple[Action, QAction]]) -> None:
    """Adds entries to a menu, its sections between lines, and what belongs to a part in a menu of its own.

    A menu within rests where none of its commands can be given.
    """
    sections: dict[str, list[tuple[Action, QAction]]] = {}
    for action, entry in pairs:
        sections.setdefault(action.section, []).append((action, entry))
    for at, section in enumerate(sections.values()):
        if at:
            menu.addSeparator()
        parts = dict.fromkeys(action.part or action.key for action, _entry in section)
        for part in parts:
            within = [(action, entry) for action, entry in section if (action.part or action.key) == part]
            if within[0][0].part:
                _add_part(menu, part, within)
            else:
                menu.addAction(within[0][1])


def _add_part(menu: QMenu, part: str, within: Iterable[tuple[Action, QAction]]) -> None:
    inner = menu.addMenu(menu_text(_(part)))
    last = ""
    for action, entry in within:
        if last and action.group != last:
            inner.addSeparator()
        last = action.group
        inner.addAction(entry)
    inner.menuAction().setEnabled(any(entry.isEnabled() for entry in inner.actions() if not entry.isSeparator()))


class _Runner:
    """Gives one command, whatever Qt hands over with the trigger."""

    def __init__(self, registry: ActionRegistry, action: Action) -> None:
        self._registry = registry
        self._action = action

    def __call__(self, *_ignored: object) -> None:
        self._registry.run_action(self._action)
