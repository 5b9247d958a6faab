"""The commands of the whole program: file, edit, view, go and help. Those of a page come from the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.ui.actions import EDIT, FILE, GO, HELP, VIEW, Action
from crm_desktop.ui.catalogue.window import open_catalogue
from crm_desktop.ui.context import Context
from crm_desktop.ui.exports.dialog import export_everything
from crm_desktop.ui.files.backups import BackupsDialog
from crm_desktop.ui.files.choosing import ask_new, ask_open
from crm_desktop.ui.finding import open_finder
from crm_desktop.ui.imports.contacts import import_contacts
from crm_desktop.ui.imports.deals import import_deals
from crm_desktop.ui.settings.window import open_settings
from crm_desktop.ui.shortcuts import ShortcutSheet
from crm_desktop.ui.start.sample_business import has_sample, remove_sample
from crm_desktop.ui.steps import REDO_KEYS, UNDO_KEYS, Steps
from crm_desktop.ui.theme import DARK_MODE, LIGHT_MODE, SYSTEM_MODE, theme
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

THEME = "screen/theme"
THEMES = ((SYSTEM_MODE, N_("Theme of the system")), (LIGHT_MODE, N_("Light theme")), (DARK_MODE, N_("Dark theme")))


def program_actions(program: Program, context: Context) -> tuple[Action, ...]:
    """Every command that does not belong to one page."""
    return (
        *_file_actions(program),
        *_exchange_actions(program, context),
        *_edit_actions(context),
        *_view_actions(context),
        *_go_actions(program, context),
        *_help_actions(program),
    )


def _file_actions(program: Program) -> list[Action]:
    files = FileCommands(program)
    recent = [
        Action(f"file.recent.{at}", "", _Open(program, file), group=f"{FILE}/recent", words=_Name(file))
        for at, file in enumerate(program.recent_files())
    ]
    return [
        Action("file.new", N_("New file …"), files.new, "Ctrl+Shift+N", "file", f"{FILE}/file"),
        Action("file.open", N_("Open …"), files.open, "Ctrl+O", "folder", f"{FILE}/file"),
        *recent,
        Action("file.copy", N_("Save a copy …"), files.save_copy, "Ctrl+Shift+S", "save", f"{FILE}/copy"),
        Action("file.backups", N_("Backups …"), files.backups, "", "history", f"{FILE}/copy"),
        Action("file.quit", N_("Quit"), program.window.close, "Ctrl+Q", "quit", f"{FILE}/zquit"),
    ]


def _exchange_actions(program: Program, context: Context) -> list[Action]:
    window = program.window
    return [
        Action(
            "file.import_contacts", N_("Import contacts …"), lambda: import_contacts(context, window),
            "Ctrl+I", "import", f"{FILE}/exchange", writes=True,
        ),
        Action(
            "file.import_deals", N_("Import deals …"), lambda: import_deals(context, window),
            "", "import", f"{FILE}/exchange", writes=True,
        ),
        Action(
            "file.remove_sample", N_("Remove the sample business"), lambda: remove_sample(context),
            "", "trash", f"{FILE}/exchange", writes=True, enabled=lambda: has_sample(context),
        ),
        Action(
            "file.export", N_("Export everything …"), lambda: export_everything(context, window),
            "", "export", f"{FILE}/exchange",
        ),
    ]  # fmt: skip


def _edit_actions(context: Context) -> list[Action]:
    steps = Steps(context)
    return [
        Action(
            "edit.undo", N_("Undo"), steps.undo, "; ".join(UNDO_KEYS), "undo", f"{EDIT}/undo",
            writes=True, words=steps.undo_words,
        ),
        Action(
            "edit.redo", N_("Redo"), steps.redo, "; ".join(REDO_KEYS), "redo", f"{EDIT}/undo",
            writes=True, words=steps.redo_words,
        ),
    ]  # fmt: skip


def _view_actions(context: Context) -> list[Action]:
    return [
        Action(
            f"view.theme.{mode}", words, _SetTheme(context, mode), group=f"{VIEW}/theme",
            icon={LIGHT_MODE: "sun", DARK_MODE: "moon"}.get(mode, "screen"), checked=_IsTheme(mode),
        )
        for mode, words in THEMES
    ]  # fmt: skip


def _go_actions(program: Program, context: Context) -> list[Action]:
    window = program.window
    return [
        Action(
            "go.find", N_("Find anything …"), lambda: open_finder(context, window), "Ctrl+K", "search", f"{GO}/find"
        ),
        Action(
            "go.catalogue", N_("Products and services"), lambda: open_catalogue(context, window),
            "Ctrl+Shift+P", "box", f"{GO}/windows",
        ),
        Action(
            "go.settings", N_("Settings"), lambda: open_settings(program, context),
            "Ctrl+,", "settings", f"{GO}/windows",
        ),
    ]  # fmt: skip


def _help_actions(program: Program) -> list[Action]:
    def sheet() -> None:
        ShortcutSheet(program.window.registry.all(), program.window).show()

    return [
        Action("help.shortcuts", N_("Keyboard shortcuts"), sheet, "Ctrl+/", "keyboard", f"{HELP}/help"),
        Action("help.log", N_("Show the log"), program.show_log, "", "file", f"{HELP}/help"),
        Action("help.about", N_("About this program"), program.about, "", "info", f"{HELP}/help"),
    ]


class FileCommands:
    """New, open, copy, backups."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def new(self) -> None:
        file = ask_new(
            self._program.window, _("New business file"), self._program.file.with_name(_("New business") + ".crm")
        )
        if file is not None:
            self._program.begin_new(file)

    def open(self) -> None:
        file = ask_open(self._program.window, self._program.file.parent)
        if file is not None:
            self._program.open(file)

    def save_copy(self) -> None:
        name = f"{self._program.file.stem} {self._program.today().isoformat()}{self._program.file.suffix}"
        target = ask_new(self._program.window, _("Save a copy"), self._program.file.with_name(name))
        if target is not None:
            self._program.save_copy(target)

    def backups(self) -> None:
        BackupsDialog(self._program, self._program.file, self._program.window).open()


class _Open:
    """Opens one recent file."""

    def __init__(self, program: Program, file: Path) -> None:
        self._program = program
        self._file = file

    def __call__(self) -> None:
        self._program.open(self._file)


class _Name:
    """The name of one recent file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> str:
        return _("Open {name}", name=self._file.name)


class _SetTheme:
    """Switches to one theme and remembers it."""

    def __init__(self, context: Context, mode: str) -> None:
        self._context = context
        self._mode = mode

    def __call__(self) -> None:
        self._context.state.set_text(THEME, self._mode)
        theme().set_mode(self._mode)


class _IsTheme:
    """Whether one theme is the chosen one."""

    def __init__(self, mode: str) -> None:
        self._mode = mode

    def __call__(self) -> bool:
        return theme().mode == self._mode
