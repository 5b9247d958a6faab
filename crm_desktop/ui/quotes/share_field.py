"""Fields for discount, deposit and withholding: a percentage or an amount, and percentages to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton

from crm_desktop.domain.country_profile import WithholdingPreset
from crm_desktop.domain.quotes import Share
from crm_desktop.ui.icons import icon
from crm_desktop.ui.kit.number_fields import read_number
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.kit.text_fields import LineField
from crm_desktop.ui.quotes.cells import read_share, words_of_share
from crm_desktop.words import _, current

_HUNDRED = Decimal(100)


class ShareField(LineField[Share | None]):
    """``10 %`` or ``50.00``; an empty field is None. Sends `taken_back()` when what was typed is taken back."""

    taken_back = Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        self.currency = "EUR"
        self._make_line(_("10 % or 50"))

    def _empty(self) -> Share | None:
        return None

    def words_of(self, value: Share | None) -> str:
        return words_of_share(value, self.currency)

    def _show(self, value: Share | None) -> None:
        self.editor.setText(self.words_of(value))

    def _read(self) -> Share | None:
        return read_share(self.editor.text(), self.name, self.currency)

    def restore(self) -> None:
        super().restore()
        self.taken_back.emit()

    def typed(self) -> Share | None:
        """What the typed words mean now.

        Raises:
            Refused: they mean nothing yet.
        """
        return self._read()


class WithholdingField(LineField[Decimal | None]):
    """A percentage, with those of the country to choose from (Alt+Down); an empty field is None.

    Sends `taken_back()` when what was typed is taken back.
    """

    taken_back = Signal()

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        self._make_line()
        self._presets: Sequence[WithholdingPreset] = ()
        self._open = QAction(icon("chevron-down", "muted"), _("Usual percentages"), self.editor)
        self._open.setShortcut("Alt+Down")
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._open.triggered.connect(self.open_presets)

    def _empty(self) -> Decimal | None:
        return None

    def words_of(self, value: Decimal | None) -> str:
        return "" if value is None else current().percent(value)

    def _show(self, value: Decimal | None) -> None:
        self.editor.setText(self.words_of(value))

    def _read(self) -> Decimal | None:
        typed = self.editor.text().replace("%", "").strip()
        return read_number(typed, self.name, minimum=Decimal(0), maximum=_HUNDRED) if typed else None

    def set_presets(self, presets: Sequence[WithholdingPreset]) -> None:
        """Offers other percentages; none takes the list away."""
        self._presets = presets
        if presets:
            self.editor.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
            for button in self.editor.findChildren(QToolButton):
                button.setAccessibleName(_("Usual percentages"))
        else:
            self.editor.removeAction(self._open)

    def open_presets(self) -> QMenu:
        """Shows the list under the field."""
        menu = QMenu(self.editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for preset in self._presets:
            words = f"{current().percent(preset.percent)}  {_(preset.label)}"
            menu.addAction(menu_text(words)).triggered.connect(partial(self._choose, preset.percent))
        menu.addAction(_("None")).triggered.connect(partial(self._choose, None))
        menu.popup(self.editor.mapToGlobal(QPoint(0, self.editor.height() + 2)))
        return menu

    def restore(self) -> None:
        super().restore()
        self.taken_back.emit()

    def typed(self) -> Decimal | None:
        """What the typed words mean now.

        Raises:
            Refused: they mean nothing yet.
        """
        return self._read()

    def _lock(self, editable: bool) -> None:
        super()._lock(editable)
        self._open.setEnabled(editable)

    def _choose(self, percent: Decimal | None, _checked: bool = False) -> None:
        self.editor.setText(self.words_of(percent))
        self._on_edited()
        self.commit()
