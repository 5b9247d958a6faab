"""What belongs to this computer and not to the business: language and theme of the screens, and where things lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.services import backups
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.shown_files import show_in_folder
from crm_desktop.ui.start.welcome import LANGUAGE_NAMES
from crm_desktop.ui.theme import DARK_MODE, LIGHT_MODE, SYSTEM_MODE, theme
from crm_desktop.words import SCREEN_LANGUAGES, _, current

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

SCREEN_LANGUAGE = "screen/language"
THEME = "screen/theme"


class ComputerSettings(QWidget):
    """Language and theme, and the places of file, backups and log.

    Args:
        program: the running program.
        context: the open file.
        open_again: opens this window on this page, once everything speaks another language.
    """

    def __init__(
        self,
        program: Program,
        context: Context,
        open_again: Callable[[Program], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_again = open_again
        self._program = program
        self._context = context
        self.form = Form(self._save)
        self.form.add(
            ChoiceField("language", _("Language"), [(code, LANGUAGE_NAMES[code]) for code in SCREEN_LANGUAGES])
        )
        self.form.add(
            ChoiceField(
                "theme",
                _("Theme"),
                [(SYSTEM_MODE, _("As the system")), (LIGHT_MODE, _("Light")), (DARK_MODE, _("Dark"))],
            )
        )
        self.form.set_values({"language": current().language, "theme": theme().mode})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.form)
        column.addWidget(PlainLabel(_("Places"), look=Look.HEADING))
        places = (
            (_("Business file"), program.file),
            (_("Backups"), backups.folder_of(program.file, context.places)),
            (_("Log"), context.places.log),
        )
        for words, path in places:
            place = QVBoxLayout()
            place.setSpacing(2)
            place.addWidget(PlainLabel(words, look=Look.SMALL, muted=True))
            place.addWidget(PlainLabel(str(path), wrap=True, selectable=True))
            column.addLayout(place)
        show = SecondaryButton(_("Show the file’s folder"), icon_name="folder")
        show.on_click(self._show)
        column.addWidget(show)

    def _save(self, name: str, _old: Any, new: Any) -> None:
        if name == "theme":
            self._context.state.set_text(THEME, new)
            theme().set_mode(new)
        else:
            self._context.state.set_text(SCREEN_LANGUAGE, new)
            # The window is made anew in that language, and so is this one.
            if self.window().close():
                self._program.speak_later(new, self._open_again)

    def _show(self) -> None:
        show_in_folder(self._program.file)
