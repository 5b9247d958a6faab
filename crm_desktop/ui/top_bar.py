"""The bar at the top of the window: a tab for each page, the find field, and the menu button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from crm_desktop.ui.icons import paint_icon
from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.kit.chip import chip_width, paint_chip, paint_focus
from crm_desktop.ui.kit.early_painting import CENTER, LEFT, fill_round, paint_words, stroke_round
from crm_desktop.ui.kit.plain import menu_text, shortcut_text, tool_tip, with_shortcut
from crm_desktop.ui.kit.surfaces import Surface
from crm_desktop.ui.pages import PageSpec
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import RADIUS_FIELD, Tone
from crm_desktop.words import _

HEIGHT = 48
TAB_HEIGHT = 32
ICON = 18
FIND_WIDTH = 250
COUNT_HEIGHT = 18
COUNT_GAP = 6
ACCENT = QPalette.ColorRole.Accent
MUTED = QPalette.ColorRole.PlaceholderText


class _Painted(QAbstractButton):
    """A button painted by itself, with hover and a visible focus."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.say(text)

    def settle(self) -> None:
        """Takes what only pointer and keyboard need, once it has been painted (see `early_painting`)."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)

    def say(self, text: str) -> None:
        """Changes the words."""
        self.words = text
        self.setText(menu_text(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _ground(self, painter: QPainter) -> None:
        colors = theme().colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            fill_round(painter, box, RADIUS_FIELD, colors.accent_soft if self.isChecked() else colors.hover)
        if self.hasFocus():
            paint_focus(painter, box, RADIUS_FIELD)


class PageTab(_Painted):
    """One tab: icon and word, perhaps with a count; the one that is shown stands on soft accent."""

    def __init__(self, spec: PageSpec, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(_(spec.title), parent)
        self.key = spec.key
        self.title = spec.title
        self._icon = spec.icon
        self._shortcut = shortcut
        self.count = ""
        self.setCheckable(True)
        self.setToolTip(tool_tip(with_shortcut(self.words, shortcut)))

    def tell(self, count: str, told: str) -> None:
        """Shows a count beside the word; `told` says in full what is counted. '' takes it away."""
        self.count = count
        lines = [with_shortcut(self.words, self._shortcut), told]
        self.setToolTip(tool_tip("\n".join(line for line in lines if line)))
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = theme().fonts.strong
        self.setFont(words)
        count = COUNT_GAP + self._count_width() if self.count else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + ICON + 8 + 24 + count, TAB_HEIGHT)

    def _count_width(self) -> int:
        return max(chip_width(self.count), COUNT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._ground(painter)
            colors = theme().colors
            role, color = (ACCENT, colors.accent) if self.isChecked() else (MUTED, colors.muted)
            box = self.rect().adjusted(12, 0, -12, 0)
            paint_icon(painter, box.adjusted(0, 7, ICON - box.width(), -7), self._icon, color)
            painter.setFont(theme().fonts.strong)
            paint_words(painter, box.adjusted(ICON + 8, 0, 0, 0), self.words, role, self, at=LEFT)
            if self.count:
                width, top = self._count_width(), (self.height() - COUNT_HEIGHT) // 2
                paint_chip(painter, QRect(box.right() - width, top, width, COUNT_HEIGHT), self.count, Tone.AMBER)


class FindField(_Painted):
    """Looks like a search field; opens the finder, where the typing is done."""

    def __init__(self, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Find anything or a number"), parent)
        self._keys = shortcut_text(shortcut).replace("+", " ")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def settle(self) -> None:
        super().settle()
        self.setCursor(QtCore.Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        return QSize(FIND_WIDTH, TAB_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, TAB_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colors, fonts = theme().colors, theme().fonts
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            fill_round(painter, box, RADIUS_FIELD, colors.hover if self.underMouse() else colors.background)
            stroke_round(painter, box, RADIUS_FIELD, colors.accent if self.hasFocus() else colors.edge)
            painter.setFont(fonts.small)
            cap_width = painter.fontMetrics().horizontalAdvance(self._keys) + 12
            cap = QRectF(self.width() - cap_width - 8, 6, cap_width, self.height() - 12)
            fill_round(painter, cap, 4, colors.surface)
            stroke_round(painter, cap, 4, colors.edge)
            paint_words(painter, cap.toRect(), self._keys, MUTED, self, at=CENTER)
            painter.setFont(fonts.base)
            words = self.rect().adjusted(10, 0, -cap_width - 16, 0)
            paint_words(painter, words, self._shown(painter.fontMetrics(), words.width()), MUTED, self, at=LEFT)

    def _shown(self, metrics: QFontMetrics, width: int) -> str:
        """The words, cut where they have no room."""
        if metrics.horizontalAdvance(self.words) <= width:
            return self.words
        return metrics.elidedText(self.words, QtCore.Qt.TextElideMode.ElideRight, width)


class TopBar(Surface):
    """Tabs at the left, find field and menu button at the right. Sends `chosen(page_key)` and `find_asked()`."""

    chosen = Signal(str)
    find_asked = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self.setFixedHeight(HEIGHT)
        self.tabs = {spec.key: PageTab(spec, f"Ctrl+{at}", self) for at, spec in enumerate(pages, 1)}
        self.find_field = FindField("Ctrl+K", self)
        self.menu_button = IconButton("menu", _("Menu"), self, shortcut="Alt+M")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        for tab in self.tabs.values():
            self._group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self.find_field)
        row.addSpacing(4)
        row.addWidget(self.menu_button)
        self._group.buttonClicked.connect(self._on_tab)
        self.find_field.clicked.connect(self.find_asked)
        self.menu_button.on_click(self.open_menu)
        self._menu: Callable[[], QMenu] | None = None
        theme().changed.connect(self.update)

    def settle(self) -> None:
        """Takes what only pointer and keyboard need, after the first paint."""
        for button in (*self.tabs.values(), self.find_field):
            button.settle()

    def show_page(self, key: str) -> None:
        """Marks the tab of the page that is shown."""
        self.tabs[key].setChecked(True)

    def set_menu(self, make: Callable[[], QMenu]) -> None:
        """Says what makes the menu each time it is opened."""
        self._menu = make

    def open_menu(self) -> None:
        """Opens the menu under its button."""
        if self._menu is not None:
            menu = self._menu()
            corner = self.menu_button.mapToGlobal(self.menu_button.rect().bottomRight())
            menu.popup(corner - QPoint(menu.sizeHint().width(), -4))

    def speak(self) -> None:
        """Says every word in the language now chosen."""
        for tab in self.tabs.values():
            tab.say(_(tab.title))
        self.find_field.say(_("Find anything or a number"))
        self.menu_button.set_name(_("Menu"), "Alt+M")

    def _on_tab(self, tab: PageTab) -> None:
        self.chosen.emit(tab.key)
