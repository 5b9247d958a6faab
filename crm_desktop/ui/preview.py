"""The page preview beside an editor: what will be printed, in sight while it is written."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.render_client import Renderer
from crm_desktop.ui.sheets import Sheets
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _


class PagePreview(QWidget):
    """Pages under a bar with “Page 1 of 2” and the zoom.

    It asks `renderer` for what is in sight only, keeps what it shows until the next version is there, and keeps its
    place while a document changes.
    """

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = Sheets(renderer, _("Page preview"))
        self.place = PlainLabel("", look=Look.SMALL, muted=True)
        self.zoom = PlainLabel("", look=Look.SMALL, muted=True)
        self.trouble = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.trouble.setContentsMargins(24, 0, 24, 8)
        self.trouble.hide()
        self.bar = self._make_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(self.sheets, 1)
        self.sheets.moved.connect(self._show_place)
        self.sheets.zoomed.connect(self._show_size)
        self.sheets.failed.connect(self._show_trouble)
        self.sheets.drawn.connect(self.trouble.hide)

    def _make_bar(self) -> QHBoxLayout:
        smaller = IconButton("zoom-out", _("Smaller pages"), shortcut="Ctrl+-")
        larger = IconButton("zoom-in", _("Larger pages"), shortcut="Ctrl++")
        fit = IconButton("fit-width", _("Fit the page to the width"), shortcut="Ctrl+0")
        smaller.on_click(self.zoom_out)
        larger.on_click(self.zoom_in)
        fit.on_click(self.fit_width)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 16, 8)
        bar.setSpacing(4)
        bar.addWidget(self.place)
        bar.addStretch(1)
        for widget in (self.zoom, smaller, larger, fit):
            bar.addWidget(widget)
        return bar

    def show_paper(self, paper: str, *, anew: bool = False) -> None:
        """Shows a quote given as `paper_to_json` writes it; `anew` begins at its top, else the place is kept."""
        self.sheets.show_paper(paper, anew=anew)

    def show_pdf(self, pdf: bytes, *, anew: bool = False) -> None:
        """Shows a finished PDF: its very pages."""
        self.sheets.show_pdf(pdf, anew=anew)

    def clear(self) -> None:
        """Shows nothing."""
        self.trouble.hide()
        self.sheets.clear()

    def picture(self, index: int) -> QImage | None:
        """The picture of a page (from 0) as it is shown; None when it is not drawn yet."""
        return self.sheets.picture(index)

    def zoom_in(self) -> None:
        """Larger pages."""
        self.sheets.zoom_by(1)

    def zoom_out(self) -> None:
        """Smaller pages."""
        self.sheets.zoom_by(-1)

    def fit_width(self) -> None:
        """Pages as wide as there is room."""
        self.sheets.set_zoom(None)

    def _show_place(self) -> None:
        known = self.sheets.page_count
        words = _("Page {page} of {count}", page=self.sheets.current_page, count=known) if known else ""
        self.place.setText(words)
        self.sheets.setAccessibleDescription(words)

    def _show_size(self) -> None:
        self.zoom.setText(_("{percent} %", percent=round(self.sheets.zoom * 100)))

    def _show_trouble(self, refused: Refused) -> None:
        self.trouble.setText(sentence(refused))
        self.trouble.show()
