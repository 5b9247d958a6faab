"""The lines with the buttons below them: what else can be put in, and what can be done to the chosen lines."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.built_prices import BuiltPrice
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quotes import LineKind, LineRole
from crm_desktop.services import settings
from crm_desktop.ui.actions import Action
from crm_desktop.ui.catalogue.price_dialogs import BuildDialog
from crm_desktop.ui.command_menu import fill_menu
from crm_desktop.ui.kit.buttons import DropButton, SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.plain import tool_tip, with_shortcut
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.line_commands import line_commands
from crm_desktop.ui.quotes.line_painting import GRIP
from crm_desktop.ui.quotes.line_verbs import LineVerbs
from crm_desktop.ui.quotes.lines_view import LinesView
from crm_desktop.ui.quotes.templates import TemplateVerbs
from crm_desktop.words import _

COSTS = "quote/costs"
"""Whether own costs are shown while quoting; never printed."""


class LinesPanel(QWidget):
    """The table of lines and its buttons."""

    def __init__(self, book: QuoteBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.verbs = LineVerbs(book)
        self.templates = TemplateVerbs(book.context, self)
        self.view = LinesView(book, self.verbs)
        self.buttons = QWidget()
        self._discounts_wanted = False
        self._lay_out()
        book.opened.connect(self._on_opened)
        book.reloaded.connect(self._dress)
        book.lines_changed.connect(self._show_columns)
        self.view.menu_wanted.connect(self.open_menu)
        self.view.group_wanted.connect(self.insert_group)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(24, 10, 24, 6)
        row.setSpacing(8)
        for words, run, keys in (
            (_("Line"), self._add(LineKind.ITEM), "Ctrl+Return"),
            (_("Section"), self._add(LineKind.SECTION), ""),
            (_("Text"), self._add(LineKind.TEXT), ""),
            (_("Discount"), self.discount_line, ""),
        ):
            button = SecondaryButton(words)
            button.setToolTip(tool_tip(with_shortcut(words, keys)) if keys else "")
            # The cell that is open is saved by the verb itself, and the cursor stays in the table.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.on_click(run)
            row.addWidget(button)
        self.more = DropButton(_("More"))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.on_click(self._open_more)
        row.addWidget(self.more)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        holder = QHBoxLayout()
        # The dots that lines are dragged by stand outside, so that the numbers are in line with all else.
        holder.setContentsMargins(24 - GRIP, 0, 24, 0)
        holder.addWidget(self.view)
        column.addLayout(holder, 1000)
        column.addWidget(self.buttons)
        column.addStretch(1)

    def _add(self, kind: LineKind) -> partial[None]:
        return partial(self.view.add_line, kind)

    def discount_line(self) -> None:
        """Opens the discount of the current line; its column is shown from then on."""
        self._discounts_wanted = True
        self._show_columns()
        at = self.view.place[0]
        self.view.edit_cell(min(at, max(0, len(self._book.rows) - 1)), cells.DISCOUNT)

    def _on_opened(self) -> None:
        self._discounts_wanted = False
        self._dress()

    def _dress(self) -> None:
        self.buttons.setVisible(self._book.editable)

    def _show_columns(self) -> None:
        """Discounts are shown while there is one or somebody wants to give one, taxes where quotes carry them."""
        given = any(row.line.discount is not None for row in self._book.rows)
        self.view.show_column(cells.DISCOUNT, given or self._discounts_wanted)
        self.view.show_column(cells.COST, self.costs_shown())
        taxed = any(row.line.tax_rate for row in self._book.rows)
        tax_name = settings.country_profile(self._book.business.country).tax_name
        self.view.show_column(cells.TAX, taxed or bool(tax_name) or bool(self._book.business.default_tax))

    # The menu of the chosen lines.

    def _open_more(self) -> None:
        self.open_menu(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def open_menu(self, at: QPoint) -> QMenu:
        """Everything that can be done to the chosen lines."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.actions_now())
        menu.popup(at)
        return menu

    def actions_now(self) -> tuple[Action, ...]:
        """The commands of the lines as data."""
        return line_commands(self)

    def is_editable(self) -> bool:
        """Whether lines can be written."""
        return self._book.editable

    def has_any(self) -> bool:
        """Whether there is a line that commands are about."""
        return bool(self.view.places())

    def has_lines(self) -> bool:
        """Whether there is one, and it can be changed."""
        return self._book.editable and bool(self.view.places())

    def copy(self) -> None:
        """Puts the chosen lines on the clipboard."""
        self.verbs.copy(self.view.places())

    def insert_group(self) -> None:
        """Asks for a group and puts it below the current line."""
        if self._book.editable and self.view.open_cell.finish_here():
            self.templates.insert(self._book, min(self.view.place[0] + 1, len(self._book.rows)))

    def save_group(self) -> None:
        """Asks for a name and keeps the chosen lines as a group."""
        if self.view.open_cell.finish_here():
            self.templates.save_lines(self._book, self.view.places())

    def is_item(self) -> bool:
        """Whether the current line has a price that can be changed."""
        return self.has_lines() and self.view.lines.line(self.view.place[0]).kind is LineKind.ITEM

    def build_price(self) -> Dialog | None:
        """Asks what the price of the current line is made of."""
        if not self.is_item() or not self.view.open_cell.finish_here():
            return None
        at = self.view.place[0]
        row = self._book.rows.row(at)
        line_id = row.draft.id if row is not None else None
        dialog = BuildDialog(self.verbs.prices(at), partial(self._take_price, line_id), self)
        dialog.open()
        return dialog

    def _take_price(self, line_id: int | None, parts: BuiltPrice | None) -> None:
        """Gives the price to its line, wherever another program put it while the dialog was open."""
        if parts is None:
            return
        at = self._book.rows.place_of(line_id) if line_id is not None else None
        if at is None:
            raise Refused("record.missing")
        self.verbs.build(at, parts)

    def is_section(self) -> bool:
        """Whether the current line is a section that can be changed."""
        return self.has_lines() and self.view.lines.line(self.view.place[0]).kind is LineKind.SECTION

    def is_lump(self) -> bool:
        """Whether only the sum of the current section is printed."""
        return self.is_section() and self.view.lines.line(self.view.place[0]).hide_prices

    def toggle_lump(self) -> None:
        """Prints only the sum of the current section, or all of its prices again."""
        if self.view.open_cell.finish_here():
            self.verbs.set_lump_sum(self.view.place[0], not self.is_lump())

    def costs_shown(self) -> bool:
        """Whether own costs are shown beside the prices."""
        return self._book.context.state.flag(COSTS)

    def toggle_costs(self) -> None:
        """Shows own costs, or hides them."""
        self._book.context.state.set_flag(COSTS, not self.costs_shown())
        self._show_columns()

    def set_role(self, role: LineRole) -> None:
        """Makes the chosen lines standard, optional or alternative."""
        if self.view.open_cell.finish_here():
            self.verbs.set_role(self.view.places(), role)
