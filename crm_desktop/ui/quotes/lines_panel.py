"""The lines with the buttons below them: what else can be put in, and what can be done to the chosen lines."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.quotes import LineKind, LineRole
from crm_desktop.services import settings
from crm_desktop.services.labels import LINE_ROLE_LABELS
from crm_desktop.ui.actions import Action
from crm_desktop.ui.kit.buttons import DropButton, SecondaryButton
from crm_desktop.ui.kit.plain import tool_tip, with_shortcut
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.book import QuoteBook
from crm_desktop.ui.quotes.head import fill_menu
from crm_desktop.ui.quotes.line_verbs import LineVerbs
from crm_desktop.ui.quotes.lines_view import LinesView
from crm_desktop.ui.quotes.templates import TemplateVerbs
from crm_desktop.words import N_, _

GROUP = "lines"
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
        holder.setContentsMargins(24, 0, 24, 0)
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
        self.view.show_column(cells.COST, self._costs_shown())
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
        chosen, view = self._has_lines, self.view
        editable = self._is_editable
        roles = [
            Action(f"lines.{role.value}", LINE_ROLE_LABELS[role], partial(self._set_role, role), group="lines/role",
                   enabled=chosen)
            for role in LineRole
        ]  # fmt: skip
        return (
            Action("lines.subtotal", N_("Subtotal"), self._add(LineKind.SUBTOTAL), group="lines/add", enabled=editable),
            Action("lines.break", N_("Page break"), self._add(LineKind.PAGE_BREAK), group="lines/add",
                   enabled=editable),
            *roles,
            Action("lines.lump", N_("Print only the sum of the section"), self._toggle_lump, group="lines/section",
                   enabled=self._is_section, checked=self._is_lump),
            Action("lines.cost", N_("Show what the lines cost you"), self._toggle_costs, group="lines/section",
                   checked=self._costs_shown),
            Action("lines.insert", N_("Insert group …"), self.insert_group, "Ctrl+G", group="lines/group",
                   enabled=editable),
            Action("lines.group", N_("Save as group …"), self._save_group, group="lines/group", enabled=chosen),
            Action("lines.up", N_("Move up"), partial(view.move_line, -1), "Alt+Up", group="lines/move",
                   enabled=chosen),
            Action("lines.down", N_("Move down"), partial(view.move_line, 1), "Alt+Down", group="lines/move",
                   enabled=chosen),
            Action("lines.double", N_("Duplicate"), view.duplicate_lines, "Ctrl+D", group="lines/move", enabled=chosen),
            Action("lines.copy", N_("Copy"), self._copy, "Ctrl+C", group="lines/copy", enabled=self._has_any),
            Action("lines.paste", N_("Paste"), view.paste_lines, "Ctrl+V", group="lines/copy", enabled=editable),
            Action("lines.remove", N_("Remove"), view.remove_lines, "Delete", group="lines/remove", enabled=chosen),
        )  # fmt: skip

    def _is_editable(self) -> bool:
        return self._book.editable

    def _has_any(self) -> bool:
        return bool(self.view.places())

    def _has_lines(self) -> bool:
        return self._book.editable and bool(self.view.places())

    def _copy(self) -> None:
        self.verbs.copy(self.view.places())

    def insert_group(self) -> None:
        """Asks for a group and puts it below the current line."""
        if self._book.editable and self.view.open_cell.finish_here():
            self.templates.insert(self._book, min(self.view.place[0] + 1, len(self._book.rows)))

    def _save_group(self) -> None:
        if self.view.open_cell.finish_here():
            self.templates.save_lines(self._book, self.view.places())

    def _is_section(self) -> bool:
        return self._has_lines() and self.view.lines.line(self.view.place[0]).kind is LineKind.SECTION

    def _is_lump(self) -> bool:
        return self._is_section() and self.view.lines.line(self.view.place[0]).hide_prices

    def _toggle_lump(self) -> None:
        if self.view.open_cell.finish_here():
            self.verbs.set_lump_sum(self.view.place[0], not self._is_lump())

    def _costs_shown(self) -> bool:
        return self._book.context.state.flag(COSTS)

    def _toggle_costs(self) -> None:
        self._book.context.state.set_flag(COSTS, not self._costs_shown())
        self._show_columns()

    def _set_role(self, role: LineRole) -> None:
        if self.view.open_cell.finish_here():
            self.verbs.set_role(self.view.places(), role)
