"""Sheets of paper under each other: only those in sight are drawn, sharp on every screen, white in every theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.render_client import DrawnPage, Renderer
from crm_desktop.ui.sheet_layout import A4, SheetLayout, Sizes, scale_to_fit
from crm_desktop.ui.theme import theme

FULL_SIZE = 96 / 72
"""Logical pixels to the point at 100 %."""
LEAST_ZOOM, MOST_ZOOM, STEP = 0.25, 4.0, 1.25
MOST_SCALE = 4.5
"""Pixels to the point of a picture; a larger page is that picture enlarged, not half a gigabyte."""
KEPT_AROUND = 2
"""Pictures of so many pages above and below those in sight are kept."""

_PAPER = QColor("#FFFFFF")
_SHADOWS = tuple((grow, QColor(0, 0, 0, alpha)) for grow, alpha in ((3, 6), (2, 8), (1, 14)))


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as it was drawn last: of which version of the document, and at which scale."""

    image: QImage
    version: int
    scale: float


class Sheets(QAbstractScrollArea):
    """The pages of one document.

    Signals: `moved` when another page is in the middle or their number changed; `zoomed` when the scale changed;
    `failed(refused)` when a page could not be drawn (what was shown before stays); `drawn` after each page.
    """

    moved = Signal()
    zoomed = Signal()
    failed = Signal(object)
    drawn = Signal()

    def __init__(self, renderer: Renderer, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._paper = ""
        self._pdf = b""
        self._version = 0
        self._zoom: float | None = None
        self._sizes: Sizes = ()
        self._layout = SheetLayout((), 1.0, 0)
        self._pictures: dict[int, _Picture] = {}
        self._asked: dict[int, tuple[int, float]] = {}
        self._said = (0, 0)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(40)
        # Many things can ask for pages within one turn of the loop; they are asked for once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self.viewport().update)

    # What is shown.

    def show_paper(self, paper: str, *, anew: bool = False) -> None:
        """Shows a quote given as JSON; `anew` begins at its top, else the place is kept."""
        self._show(paper, b"", anew=anew)

    def show_pdf(self, pdf: bytes, *, anew: bool = False) -> None:
        """Shows a finished PDF."""
        self._show("", pdf, anew=anew)

    def clear(self) -> None:
        """Shows no document."""
        self._show("", b"", anew=True)

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 until the first was drawn."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """The page in the middle of what is seen, from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return self._layout.page_at(middle) if self._sizes else 0

    @property
    def zoom(self) -> float:
        """The size in which pages are shown: 1.0 is 100 %."""
        return self._layout.scale / FULL_SIZE

    def picture(self, index: int) -> QImage | None:
        """The picture of a page (from 0) that is shown now; None when it was not drawn yet."""
        found = self._pictures.get(index)
        return found.image if found is not None else None

    def set_zoom(self, zoom: float | None) -> None:
        """Shows pages at a size; None fits their width to the window."""
        place = self._fraction()
        self._zoom = None if zoom is None else min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self._lay_out(place)
        self.zoomed.emit()

    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1)."""
        self.set_zoom(self.zoom * STEP**steps)

    def _show(self, paper: str, pdf: bytes, *, anew: bool) -> None:
        if (paper, pdf) == (self._paper, self._pdf) and not anew:
            return
        self._paper, self._pdf = paper, pdf
        self._version += 1
        if anew:
            for index in tuple(self._asked):
                self._renderer.forget((id(self), index))
            self._asked.clear()
            self._pictures.clear()
            self._sizes = ()
        if not self._sizes:
            self._lay_out(0.0)
        self._soon.start()
        self.viewport().update()
        self._say()

    # Where the pages are.

    def _logical_scale(self) -> float:
        """Logical pixels to the point."""
        if self._zoom is not None:
            return self._zoom * FULL_SIZE
        # With room for the scroll bar always, else its coming would make it go.
        return scale_to_fit(self._sizes, self.width() - self.verticalScrollBar().sizeHint().width())

    def _scale(self) -> float:
        """Pixels of the screen to the point, as pictures are asked for."""
        return min(MOST_SCALE, self._layout.scale * self.devicePixelRatioF())

    def _lay_out(self, place: float | None = None) -> None:
        """Fits the pages to the window; `place` is the part of the whole that comes to its top, None stays there."""
        seen = self.viewport().size()
        shown = self._sizes or ((A4,) if self._paper or self._pdf else ())
        self._layout = layout = SheetLayout(shown, self._logical_scale(), seen.width())
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(seen.height())
        vertical.setRange(0, max(0, layout.whole_height - seen.height()))
        if place is not None:
            vertical.setValue(round(place * layout.whole_height))
        horizontal.setPageStep(seen.width())
        horizontal.setRange(0, max(0, layout.whole_width - seen.width()) if self._zoom is not None else 0)
        self._soon.start()
        self.viewport().update()
        self._say()

    def _fraction(self) -> float:
        """The part of the whole that is above the window."""
        return self.verticalScrollBar().value() / max(1, self._layout.whole_height)

    def _in_sight(self) -> range:
        """The indexes of the pages that are seen at least in part."""
        top = self.verticalScrollBar().value()
        return self._layout.between(top, top + self.viewport().height())

    # Asking and being answered.

    def _ask(self) -> None:
        if not self.isVisible() or not (self._paper or self._pdf):
            return
        scale, seen = self._scale(), self._in_sight()
        for index in seen:
            wanted = (self._version, scale)
            found = self._pictures.get(index)
            if (found is None or (found.version, found.scale) != wanted) and self._asked.get(index) != wanted:
                self._asked[index] = wanted
                self._ask_for(index, scale)
        for index in [*self._pictures]:
            if not seen.start - KEPT_AROUND <= index < seen.stop + KEPT_AROUND:
                del self._pictures[index]

    def _ask_for(self, index: int, scale: float) -> None:
        answer = _Answer(self, index, self._version, scale)
        topic = (id(self), index)
        if self._pdf:
            self._renderer.page(self._pdf, index, scale, answer.drawn, answer.failed, topic=topic)
        else:
            self._renderer.preview(self._paper, index, scale, answer.drawn, answer.failed, topic=topic)

    def take(self, index: int, picture: _Picture, sizes: Sizes) -> None:
        """A page has been drawn."""
        if self._asked.get(index) == (picture.version, picture.scale):
            del self._asked[index]
        self._pictures[index] = picture
        # To a hundredth of a point: A4 shall be what it was taken for, or every first page were drawn twice.
        rounded = tuple((round(width, 2), round(height, 2)) for width, height in sizes)
        if rounded != self._sizes:
            self._sizes = rounded
            self._pictures = {at: kept for at, kept in self._pictures.items() if at < len(sizes)}
            self._lay_out()
        self.viewport().update()
        self.drawn.emit()

    def lack(self, index: int, refused: Refused) -> None:
        """A page could not be drawn."""
        self._asked.pop(index, None)
        if refused.key == "pdf.no_page" and index > 0:
            # The document has become shorter: its first page knows how long it is.
            self._pictures.pop(0, None)
            self._sizes = self._sizes[:1]
            self._lay_out()
        else:
            self.failed.emit(refused)

    def _say(self) -> None:
        """Tells when another page is in the middle."""
        said = (self.current_page, self.page_count)
        if said != self._said:
            self._said = said
            self.moved.emit()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme().colors.background)
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            painter.setPen(Qt.PenStyle.NoPen)
            for index in self._in_sight():
                self._paint_sheet(painter, self._layout.places[index], self._pictures.get(index))
            if self.hasFocus():
                painter.resetTransform()
                painter.setPen(theme().colors.accent)
                painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_sheet(self, painter: QPainter, place: QRect, picture: _Picture | None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for grow, color in _SHADOWS:
            painter.setBrush(color)
            painter.drawRoundedRect(QRectF(place).adjusted(-grow, -grow + 1, grow, grow + 1), grow, grow)
        painter.fillRect(place, _PAPER)
        if picture is None:
            return
        ratio = self.devicePixelRatioF()
        if abs(picture.scale - self._layout.scale * ratio) < 1e-6:
            # Pixel for pixel: stretching by a fraction of one would blur every letter.
            picture.image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(place.topLeft()), picture.image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture.image)

    # Hands.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self._fraction())
        self.zoomed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._soon.start()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        else:
            super().keyPressEvent(event)

    def _on_scrolled(self) -> None:
        self._soon.start()
        self.viewport().update()
        self._say()


class _Answer:
    """Who is told of one page: the sheets, unless they have gone."""

    def __init__(self, sheets: Sheets, index: int, version: int, scale: float) -> None:
        self._sheets = sheets
        self._index = index
        self._version = version
        self._scale = scale

    def drawn(self, page: DrawnPage) -> None:
        """Hands the picture over."""
        if isValid(self._sheets):
            self._sheets.take(self._index, _Picture(page.image, self._version, self._scale), page.sizes)

    def failed(self, refused: Refused) -> None:
        """Says that there is none."""
        if isValid(self._sheets):
            self._sheets.lack(self._index, refused)
