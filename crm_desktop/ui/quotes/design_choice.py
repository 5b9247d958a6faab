"""Which page design the open quote has, over its pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.services.settings_look import DESIGN_NAMES
from crm_desktop.ui.kit.buttons import DropButton
from crm_desktop.ui.kit.plain import menu_text
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.words import _


class DesignChoice(DropButton):
    """Says the design and lets another be chosen while the quote is a draft; an issued quote keeps its pages."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__("", parent, quiet=True)
        self._book = book
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(menu)
        book.opened.connect(self.show_design)
        book.reloaded.connect(self.show_design)
        self.show_design()

    def show_design(self) -> None:
        """Says the design of the open quote."""
        detail = self._book.detail
        self.setVisible(detail is not None and self._book.editable)
        if detail is not None:
            key = detail.design or self._book.business.look.design
            self.setText(_("Design: {name}", name=_(DESIGN_NAMES.get(key, key))))

    def choose(self, key: str) -> None:
        """Gives the quote a design; '' that of the business."""
        detail = self._book.detail
        if detail is not None and key != detail.design:
            self._book.save_fact("design", key, detail.design)

    def _fill_menu(self) -> None:
        menu, detail = self.menu(), self._book.detail
        if menu is None or detail is None:
            return
        menu.clear()
        usual = _(DESIGN_NAMES.get(self._book.business.look.design, ""))
        choices = [
            ("", _("As in the settings: {name}", name=usual)),
            *((key, _(name)) for key, name in DESIGN_NAMES.items()),
        ]
        for key, words in choices:
            entry = menu.addAction(menu_text(words))
            entry.setCheckable(True)
            entry.setChecked(key == detail.design)
            entry.triggered.connect(partial(self._chosen, key))

    def _chosen(self, key: str, _checked: bool = False) -> None:
        self.choose(key)
