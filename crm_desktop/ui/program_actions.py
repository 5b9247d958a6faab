"""The commands of the whole program: file, edit, view, go and help. Those of a page come from the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.ui.actions import EDIT, FILE, GO, HELP, VIEW, Action
from crm_desktop.ui.context import Context
from crm_desktop.ui.program_dialogs import ProgramDialogs
from crm_desktop.ui.steps import REDO_KEYS, UNDO_KEYS, Steps
from crm_desktop.ui.theme import DARK_MODE, LIGHT_MODE, SYSTEM_MODE, theme
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

THEME = "screen/theme"
THEMES = ((SYSTEM_MODE, N_("Theme of the system")), (LIGHT_MODE, N_("Light theme")), (DARK_MODE, N_("Dark theme")))


def program_actions(program: Program, context: Context) -> tuple[Action, ...]:
    """Every command that does not belong to one page."""
    dialogs = ProgramDialogs(program, context)
    return (
        *_file_actions(program, dialogs),
        *_exchange_actions(dialogs),
        Action("file.quit", N_("Quit"), program.window.close, "Ctrl+Q", "quit", f"{FILE}/quit"),
        *_edit_actions(context),
        *_view_actions(context),
        *_go_actions(dialogs),
        *_help_actions(program, dialogs),
    )


def _file_actions(program: Program, dialogs: ProgramDialogs) -> list[Action]:
    files = program.recent_files()
    names = [file.name for file in (program.file, *files)]
    recent = [
        Action(
            f"file.recent.{at}", "", _Open(program, file), group=f"{FILE}/recent",
            words=_Name(file, with_folder=names.count(file.name) > 1),
        )
        for at, file in enumerate(files)
    ]  # fmt: skip
    return [
        Action("file.new", N_("New file …"), dialogs.new_file, "Ctrl+Shift+N", "file", f"{FILE}/file"),
        Action("file.open", N_("Open …"), dialogs.open_file, "Ctrl+O", "folder", f"{FILE}/file"),
        *recent,
        Action("file.copy", N_("Save a copy …"), dialogs.save_copy, "Ctrl+Shift+S", "save", f"{FILE}/copy"),
        Action("file.backups", N_("Backups …"), dialogs.backups, "", "history", f"{FILE}/copy"),
    ]


def _exchange_actions(dialogs: ProgramDialogs) -> list[Action]:
    group = f"{FILE}/exchange"
    return [
        Action(
            "file.import_contacts", N_("Import contacts …"), dialogs.import_contacts, "Ctrl+I", "import", group,
            writes=True,
        ),
        Action("file.import_deals", N_("Import deals …"), dialogs.import_deals, "", "import", group, writes=True),
        Action(
            "file.remove_sample", N_("Remove the sample business"), dialogs.remove_sample, "", "trash", group,
            enabled=dialogs.has_sample, writes=True,
        ),
        Action("file.export", N_("Export everything …"), dialogs.export, "", "export", group),
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


def _go_actions(dialogs: ProgramDialogs) -> list[Action]:
    windows = f"{GO}/windows"
    return [
        Action("go.find", N_("Find anything …"), dialogs.find, "Ctrl+K", "search", f"{GO}/find"),
        Action("go.catalogue", N_("Products and services"), dialogs.catalogue, "Ctrl+Shift+P", "box", windows),
        Action("go.settings", N_("Settings"), dialogs.settings, "Ctrl+,", "settings", windows),
    ]


def _help_actions(program: Program, dialogs: ProgramDialogs) -> list[Action]:
    return [
        Action("help.shortcuts", N_("Keyboard shortcuts"), dialogs.shortcuts, "Ctrl+/", "keyboard", f"{HELP}/help"),
        Action("help.log", N_("Show the log"), program.show_log, "", "file", f"{HELP}/help"),
        Action("help.about", N_("About this program"), program.about, "", "info", f"{HELP}/help"),
    ]


class _Open:
    """Opens one recent file."""

    def __init__(self, program: Program, file: Path) -> None:
        self._program = program
        self._file = file

    def __call__(self) -> None:
        self._program.open(self._file)


class _Name:
    """The name of one recent file, with its folder where another one has the same."""

    def __init__(self, file: Path, *, with_folder: bool) -> None:
        self._file = file
        self._with_folder = with_folder

    def __call__(self) -> str:
        if self._with_folder:
            return _("Open {name} in {folder}", name=self._file.name, folder=self._file.parent.name)
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
