"""The preview shows the pages in sight, sharp and white, and keeps its place while the document changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports import quote as report
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.reports.worker import Worker
from crm_desktop.ui.kit.buttons import IconButton
from crm_desktop.ui.preview import PagePreview
from crm_desktop.ui.render_client import InlineRenderer
from crm_desktop.ui.theme import DARK_MODE, theme
from tests.reports.examples import plain
from tests.ui.hands import child, click, press


class Watched:
    """A renderer that remembers which pages it was asked for."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self._worker = Worker()
        self.renderer = InlineRenderer(self._answer)

    def _answer(self, header: Header, body: bytes) -> Frame:
        self.pages.append(int(header["index"]))
        return self._worker.answer(header, body)


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def preview(qtbot: QtBot, watched: Watched) -> PagePreview:
    preview = PagePreview(watched.renderer)
    qtbot.addWidget(preview)
    preview.resize(420, 500)
    preview.show()
    return preview


def show(qtbot: QtBot, preview: PagePreview, paper: QuotePaper, *, anew: bool = False) -> None:
    """Shows a paper and waits until its first page is there."""
    with qtbot.waitSignal(preview.sheets.drawn):
        preview.show_paper(paper_to_json(paper), anew=anew)


def scrolled(preview: PagePreview) -> int:
    return preview.sheets.verticalScrollBar().value()


def to_end(qtbot: QtBot, preview: PagePreview) -> None:
    with qtbot.waitSignal(preview.sheets.drawn):
        press(preview.sheets, Qt.Key.Key_End)


def test_it_says_which_page_of_how_many_is_seen(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, plain(60))
    assert preview.place.text() == "Page 1 of 3"
    to_end(qtbot, preview)
    assert preview.place.text() == "Page 3 of 3"
    assert preview.sheets.accessibleDescription() == "Page 3 of 3"
    press(preview.sheets, Qt.Key.Key_Home)
    assert preview.place.text() == "Page 1 of 3"


def test_only_the_pages_in_sight_are_drawn_and_each_once(qtbot: QtBot, preview: PagePreview, watched: Watched) -> None:
    show(qtbot, preview, plain(200))
    QApplication.processEvents()
    assert watched.pages == [0]
    to_end(qtbot, preview)
    QApplication.processEvents()
    assert watched.pages[0] == 0
    assert sorted(watched.pages[1:]) == sorted(set(watched.pages[1:]))
    assert preview.sheets.page_count - 1 in watched.pages
    assert len(watched.pages) <= 3


def test_a_page_is_shown_pixel_for_pixel(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, plain(3))
    picture = preview.picture(0)
    assert picture is not None
    shown = preview.sheets.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    part = shown.copy(80, 60, 200, 200)
    assert any(picture.copy(x, y, 200, 200) == part for x in range(40, 70) for y in range(40, 60))


def test_the_place_is_kept_while_the_document_changes_and_left_for_another(qtbot: QtBot, preview: PagePreview) -> None:
    paper = plain(60)
    show(qtbot, preview, paper)
    preview.sheets.verticalScrollBar().setValue(600)
    show(qtbot, preview, replace(paper, title="Another title"))
    assert scrolled(preview) == 600
    show(qtbot, preview, replace(paper, title="Another quote"), anew=True)
    assert scrolled(preview) == 0


def test_a_document_that_becomes_shorter_shows_its_end(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, plain(200))
    to_end(qtbot, preview)
    preview.show_paper(paper_to_json(plain(2)))
    qtbot.waitUntil(lambda: preview.place.text() == "Page 1 of 1")
    qtbot.waitUntil(lambda: preview.picture(0) is not None)
    assert preview.trouble.isHidden()


def test_the_same_paper_is_not_asked_for_again(qtbot: QtBot, preview: PagePreview, watched: Watched) -> None:
    show(qtbot, preview, plain(3))
    preview.show_paper(paper_to_json(plain(3)))
    QApplication.processEvents()
    assert watched.pages == [0]


def test_paper_stays_white_in_the_dark(qtbot: QtBot, preview: PagePreview) -> None:
    theme().set_mode(DARK_MODE)
    show(qtbot, preview, plain(1))
    shown = preview.sheets.viewport().grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 20).name() == "#ffffff"
    assert shown.pixelColor(3, 20) == theme().colors.background


def test_pages_grow_and_shrink_by_button_key_and_wheel(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, plain(1))
    fitted = preview.sheets.zoom
    click(child(preview, IconButton, "Larger pages"))
    assert preview.sheets.zoom > fitted
    preview.zoom_out()
    assert preview.sheets.zoom == pytest.approx(fitted)
    wheel = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.sheets.viewport(), wheel)
    assert preview.sheets.zoom > fitted
    preview.fit_width()
    assert preview.zoom.text() == f"{round(fitted * 100)} %"


def test_a_kept_pdf_is_shown_as_it_is(qtbot: QtBot, preview: PagePreview) -> None:
    with qtbot.waitSignal(preview.sheets.drawn):
        preview.show_pdf(report.render(plain(60)), anew=True)
    assert preview.place.text() == "Page 1 of 3"


def test_what_cannot_be_drawn_is_said_and_goes_with_the_next_page(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_pdf(b"no pdf")
    qtbot.waitUntil(preview.trouble.isVisible)
    assert "PDF" in preview.trouble.text()
    show(qtbot, preview, plain(1))
    assert not preview.trouble.isVisible()


def test_hidden_it_asks_for_nothing_and_shown_for_the_latest(
    qtbot: QtBot, preview: PagePreview, watched: Watched
) -> None:
    preview.hide()
    preview.show_paper(paper_to_json(plain(1)))
    preview.show_paper(paper_to_json(plain(2)))
    QApplication.processEvents()
    assert watched.pages == []
    with qtbot.waitSignal(preview.sheets.drawn):
        preview.show()
    assert watched.pages == [0]


def test_cleared_it_shows_nothing(qtbot: QtBot, preview: PagePreview) -> None:
    show(qtbot, preview, plain(1))
    preview.clear()
    assert preview.place.text() == ""
    assert preview.picture(0) is None
