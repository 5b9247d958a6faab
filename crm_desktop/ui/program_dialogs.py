"""The dialogs of the whole program, each loaded when it is first asked for.

Together they take as long to load as everything else a start needs, and most sessions open one or two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.context import Context
from crm_desktop.words import _

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program


class ProgramDialogs:
    """Opens them over the main window."""

    def __init__(self, program: Program, context: Context) -> None:
        self._program = program
        self._context = context

    def new_file(self) -> None:
        """Asks where a new business file is to go."""
        from crm_desktop.ui.files.choosing import ask_new  # see the head of this file

        program = self._program
        file = ask_new(program.window, _("New business file"), program.file.with_name(_("New business") + ".crm"))
        if file is not None:
            program.begin_new(file)

    def open_file(self) -> None:
        """Asks for another business file."""
        from crm_desktop.ui.files.choosing import ask_open  # see the head of this file

        file = ask_open(self._program.window, self._program.file.parent)
        if file is not None:
            self._program.open(file)

    def save_copy(self) -> None:
        """Asks where a copy is to go."""
        from crm_desktop.ui.files.choosing import ask_new  # see the head of this file

        program = self._program
        name = f"{program.file.stem} {program.today().isoformat()}{program.file.suffix}"
        target = ask_new(program.window, _("Save a copy"), program.file.with_name(name))
        if target is not None:
            program.save_copy(target)

    def backups(self) -> None:
        """Opens the backups of the open file."""
        from crm_desktop.ui.files.backups import BackupsDialog  # see the head of this file

        BackupsDialog(self._program, self._program.file, self._program.window).open()

    def import_contacts(self) -> None:
        """Asks for files with contacts."""
        from crm_desktop.ui.imports.contacts import import_contacts  # see the head of this file

        import_contacts(self._context, self._program.window)

    def import_deals(self) -> None:
        """Asks for a table of deals."""
        from crm_desktop.ui.imports.deals import import_deals  # see the head of this file

        import_deals(self._context, self._program.window)

    def export(self) -> None:
        """Asks for a folder to export everything into."""
        from crm_desktop.ui.exports.dialog import export_everything  # see the head of this file

        export_everything(self._context, self._program.window)

    def has_sample(self) -> bool:
        """Whether there is a sample business to remove."""
        from crm_desktop.ui.start.sample_business import has_sample  # see the head of this file

        return has_sample(self._context)

    def remove_sample(self) -> None:
        """Removes the sample business."""
        from crm_desktop.ui.start.sample_business import remove_sample  # see the head of this file

        remove_sample(self._context)

    def find(self) -> None:
        """Opens the finder."""
        from crm_desktop.ui.finding import open_finder  # see the head of this file

        open_finder(self._context, self._program.window)

    def catalogue(self) -> None:
        """Opens products and services."""
        from crm_desktop.ui.catalogue.window import open_catalogue  # see the head of this file

        open_catalogue(self._context, self._program.window)

    def settings(self) -> None:
        """Opens the settings."""
        from crm_desktop.ui.settings.window import open_settings  # see the head of this file

        open_settings(self._program, self._context)

    def shortcuts(self) -> None:
        """Opens the sheet of all shortcuts."""
        from crm_desktop.ui.shortcuts import ShortcutSheet  # see the head of this file

        ShortcutSheet(self._program.window.registry.all(), self._program.window).show()
