"""How a line of a quote looks: items with their figures, sections, words, breaks, and what was refused under them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.services.labels import LINE_ROLE_LABELS
from crm_desktop.ui.kit.chip import CHIP_HEIGHT, chip_width, paint_chip, paint_focus
from crm_desktop.ui.kit.row_painting import elided
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import COLUMNS
from crm_desktop.ui.quotes.lines_model import LinesModel
from crm_desktop.ui.quotes.rows import Row
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import TABLE_ROW, Tone
from crm_desktop.words import _

PADDING = 8
GRIP = 16
"""Room before the number for the dots a line is taken by; it stands outside the table's edges, which begin after it."""
DOT, DOT_STEP = 2, 4
EDGES = frozenset({cells.PLACE, cells.NET})
SECOND_LINE = 16
MOST_LETTERS = 400
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row on the ground, and of its columns: (left, width) by key."""

    rect: QRect
    columns: dict[str, tuple[int, int]]

    def cell(self, key: str) -> QRect:
        """The place of a cell's words, on the first line of the row."""
        left, width = self.columns[key]
        # The first and the last column stand at the edges, in line with the words around the table.
        before = GRIP + 1 if key == cells.PLACE else PADDING
        after = 1 if key in EDGES else PADDING
        return QRect(left + before, self.rect.top(), width - before - after, TABLE_ROW - 1)

    def across(self) -> QRect:
        """From the description to the right edge."""
        first = self.cell(cells.DESCRIPTION)
        return QRect(first.left(), first.top(), self.rect.right() - PADDING - first.left(), first.height())


def row_height(row: Row | None, width: int) -> int:
    """The height of a line in a table that is `width` wide."""
    if row is None:
        return TABLE_ROW
    second = SECOND_LINE if _second_line(row.line) else 0
    return TABLE_ROW + second + strip_height(row.sentence, width)


def strip_height(sentence: str, width: int) -> int:
    """The height of the strip a refusal needs under its line."""
    if not sentence:
        return 0
    room = QRect(0, 0, max(120, width - 2 * PADDING - COLUMNS[0].width), 10_000)
    return QFontMetrics(theme().fonts.small).boundingRect(room, int(_WRAPPED), sentence).height() + 8


def _second_line(line: Line) -> str:
    """What is said after the first line of the description."""
    first, _break, rest = line.description.partition("\n")
    return " ".join(rest.split()) if first else ""


class LinePainter:
    """Paints rows of one model; made once a paint, so that colours and fonts are asked for once.

    Figures outside `area` are passed over: at a key press only one of them comes to something else.
    """

    def __init__(self, painter: QPainter, model: LinesModel, area: QRect) -> None:
        self._painter = painter
        self._model = model
        self._area = area
        self._colors = theme().colors
        self._fonts = theme().fonts

    def paint(
        self, where: Where, at: int, row: Row | None, *, current: bool, used: bool = False, grip: bool = False
    ) -> None:
        """Paints one row with its ground.

        Args:
            where: its place and that of its columns.
            at: which row it is.
            row: what is stored and typed of it; None for the room to type.
            current: it is marked as one that commands are about.
            used: the keyboard is in a cell of it, where its hint would stand.
            grip: it shows where it can be taken to be dragged.
        """
        rect = where.rect
        if current:
            self._painter.fillRect(rect.adjusted(GRIP, 0, 0, 0), self._colors.selection)
        self._painter.fillRect(rect.adjusted(GRIP, rect.height() - 1, 0, 0), self._colors.line)
        if grip:
            self._paint_grip(rect)
        line = self._model.line(at)
        if self._model.is_room(at):
            words = "" if used else _("Type to add a line: a product, a service, or free text")
            self._write(where.across(), words, self._fonts.base, self._colors.muted, _LEFT)
        elif line.kind is LineKind.ITEM:
            self._paint_item(where, at, line, row)
        else:
            self._paint_words(where, at, line)
        if row is not None and row.sentence:
            self._paint_strip(where, row)

    def _paint_grip(self, rect: QRect) -> None:
        """Two rows of three dots."""
        left, top = rect.left() + (GRIP - DOT_STEP - DOT) // 2, rect.top() + TABLE_ROW // 2 - DOT_STEP - DOT // 2
        for place in range(6):
            across, down = place % 2, place // 2
            dot = QRect(left + across * DOT_STEP, top + down * DOT_STEP, DOT, DOT)
            self._painter.fillRect(dot, self._colors.muted)

    def _paint_item(self, where: Where, at: int, line: Line, row: Row | None) -> None:
        counts = line.role is LineRole.STANDARD
        ink = self._colors.text if counts else self._colors.muted
        if self._in_area(where, cells.DESCRIPTION):
            self._paint_description(where, line, ink)
        for column in COLUMNS:
            key = column.key
            if key == cells.DESCRIPTION or key not in where.columns or not self._in_area(where, key):
                continue
            quiet = key in {cells.PLACE, cells.UNIT} or not counts
            font = self._fonts.strong if key == cells.NET else self._fonts.base
            color = self._colors.muted if quiet else ink
            place = where.cell(key)
            if row is not None and key in row.troubles:
                self._paint_wrong(where, key)
                color = self._colors.red
            alignment = _RIGHT if column.numeric else _LEFT
            self._write(place, self._model.text(at, key), font, color, alignment)
        if row is not None and cells.DESCRIPTION in row.troubles:
            self._paint_wrong(where, cells.DESCRIPTION)

    def _in_area(self, where: Where, key: str) -> bool:
        left, width = where.columns[key]
        return left <= self._area.right() and left + width > self._area.left()

    def _paint_description(self, where: Where, line: Line, ink: QColor) -> None:
        place = where.cell(cells.DESCRIPTION)
        chip = "" if line.role is LineRole.STANDARD else _(LINE_ROLE_LABELS[line.role])
        room = place.width() - (chip_width(chip) + 6 if chip else 0)
        first = line.description.partition("\n")[0] or " ".join(line.description.split())
        words = self._write(QRect(place.topLeft(), place.size()), first, self._fonts.base, ink, _LEFT, room)
        if chip:
            left = place.left() + self._painter.fontMetrics().horizontalAdvance(words) + (6 if words else 0)
            spot = QRect(left, place.center().y() - CHIP_HEIGHT // 2, chip_width(chip), CHIP_HEIGHT)
            paint_chip(self._painter, spot, chip, Tone.GREY)
        if second := _second_line(line):
            lower = QRect(place.left(), place.top() + 26, place.width(), SECOND_LINE + 4)
            self._write(lower, second, self._fonts.small, self._colors.muted, _LEFT)

    def _paint_words(self, where: Where, at: int, line: Line) -> None:
        place = where.across()
        first = line.description.partition("\n")[0]
        if line.kind is LineKind.SECTION:
            words = first or _("Section without a name")
            ink = self._colors.text if first else self._colors.muted
            written = self._write(place, words, self._fonts.strong, ink, _LEFT)
            if line.hide_prices:
                self._paint_lump_sum(where, at, place, written)
        elif line.kind is LineKind.TEXT:
            self._write(place, first or _("Text"), self._fonts.base, self._colors.muted, _LEFT)
            if second := _second_line(line):
                lower = QRect(place.left(), place.top() + 26, place.width(), SECOND_LINE + 4)
                self._write(lower, second, self._fonts.small, self._colors.muted, _LEFT)
        elif line.kind is LineKind.SUBTOTAL:
            self._write(
                where.cell(cells.DESCRIPTION), first or _("Subtotal"), self._fonts.base, self._colors.muted, _LEFT
            )
            self._write(where.cell(cells.NET), self._model.amount(at), self._fonts.strong, self._colors.muted, _RIGHT)
        else:
            self._paint_break(place)

    def _paint_lump_sum(self, where: Where, at: int, place: QRect, written: str) -> None:
        """A section of which only the sum is printed says so, and says the sum."""
        chip = _("one sum")
        left = place.left() + self._painter.fontMetrics().horizontalAdvance(written) + 8
        paint_chip(
            self._painter,
            QRect(left, place.center().y() - CHIP_HEIGHT // 2, chip_width(chip), CHIP_HEIGHT),
            chip,
            Tone.GREY,
        )
        self._write(where.cell(cells.NET), self._model.amount(at), self._fonts.strong, self._colors.text, _RIGHT)

    def _paint_break(self, place: QRect) -> None:
        words = _("Page break")
        self._painter.setPen(QPen(self._colors.scroll, 1, Qt.PenStyle.DashLine))
        middle = place.center().y()
        self._painter.drawLine(place.left(), middle, place.right(), middle)
        self._painter.setFont(self._fonts.small)
        half = self._painter.fontMetrics().horizontalAdvance(words) // 2 + 10
        spot = QRect(place.center().x() - half, place.top() + 4, 2 * half, place.height() - 8)
        self._painter.fillRect(spot, self._colors.surface)
        self._write(spot, words, self._fonts.small, self._colors.muted, _MIDDLE)

    def _paint_wrong(self, where: Where, key: str) -> None:
        left, width = where.columns[key]
        spot = QRectF(left + 2, where.rect.top() + 4, width - 4, TABLE_ROW - 9)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(self._colors.red, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(spot, 4, 4)

    def _paint_strip(self, where: Where, row: Row) -> None:
        height = strip_height(row.sentence, where.rect.width())
        place = where.across()
        strip = QRect(place.left(), where.rect.bottom() - height, place.width(), height)
        self._painter.setFont(self._fonts.small)
        self._painter.setPen(self._colors.red)
        self._painter.drawText(strip, int(_WRAPPED), row.sentence)

    def paint_cell_focus(self, place: QRect) -> None:
        """Paints the frame of the cell the keyboard is in."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_focus(self._painter, QRectF(place).adjusted(0, 1, 0, -1), 5)

    def _write(
        self, place: QRect, text: str, font: QFont, color: QColor, alignment: Qt.AlignmentFlag, room: int = 0
    ) -> str:
        """Writes as much of one line as fits and answers it."""
        if not text:
            return ""
        self._painter.setFont(font)
        self._painter.setPen(color)
        # Nobody reads on after so many letters in a row, and measuring a page of them would be felt.
        words = elided(self._painter, text[:MOST_LETTERS], room or place.width())
        self._painter.drawText(place, alignment, words)
        return words
