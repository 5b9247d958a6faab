"""What comes out of the printer is what the PDF shows, page by page and at its true size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import quote as report
from crm_desktop.reports.pages import page_sizes, render_page
from crm_desktop.ui.printing import ask_printer, chosen_pages, make_printer, print_pages
from crm_desktop.ui.tasks import CancelledError, InlineTasks, Task
from tests.reports.examples import WORKSHOP, plain

GRID = 106, 150
"""Fields into which a page is divided to be compared: of 2 mm each, so that half a dot here or there does not count."""


def to_file(pdf: bytes, out: Path, resolution: int = 150) -> QPrinter:
    """A printer that prints on a file."""
    printer = make_printer(pdf, "Quote 2026/42")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(resolution)
    return printer


def greys(pdf: bytes, index: int) -> list[int]:
    """How bright each field of a page is, 0 to 255."""
    page = render_page(pdf, index, 2.0)
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    small = grey.scaled(*GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return [QColor(small.pixel(x, y)).red() for y in range(GRID[1]) for x in range(GRID[0])]


def difference(one: list[int], other: list[int]) -> float:
    """How far the brightness of two pages differs, on average over the fields where either has ink."""
    pairs = [(left, right) for left, right in zip(one, other, strict=True) if min(left, right) < 250]
    return sum(abs(left - right) for left, right in pairs) / len(pairs)


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    return report.render(plain(60))


@pytest.mark.parametrize("resolution", [150, 300])
def test_every_printed_page_looks_like_its_page(qtbot: QtBot, tmp_path: Path, resolution: int) -> None:
    pdf, out = report.render(plain(35)), tmp_path / "printed.pdf"
    assert print_pages(pdf, to_file(pdf, out, resolution)) == 2
    printed = out.read_bytes()
    for mine, theirs in zip(page_sizes(printed), page_sizes(pdf), strict=True):
        assert mine == pytest.approx(theirs, abs=1)
    for index in range(2):
        assert difference(greys(printed, index), greys(pdf, index)) < 6
        assert difference(greys(printed, 1 - index), greys(pdf, index)) > 20


def test_a_letter_is_printed_on_letter(qtbot: QtBot, tmp_path: Path) -> None:
    paper = plain(3)
    pdf = report.render(replace(paper, letterhead=replace(WORKSHOP, page_size="Letter")))
    printer = to_file(pdf, tmp_path / "printed.pdf")
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.Letter
    print_pages(pdf, printer)
    (size,) = page_sizes((tmp_path / "printed.pdf").read_bytes())
    assert size == pytest.approx((612, 792), abs=1)


def test_on_smaller_paper_the_whole_page_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    pdf, out = report.render(plain(3)), tmp_path / "printed.pdf"
    printer = to_file(pdf, out)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    print_pages(pdf, printer)
    (size,) = page_sizes(out.read_bytes())
    assert size == pytest.approx((419.5, 595.3), abs=1)
    assert difference(greys(out.read_bytes(), 0), greys(pdf, 0)) < 8


def test_only_the_chosen_pages_are_printed(qtbot: QtBot, tmp_path: Path, three_pages: bytes) -> None:
    out = tmp_path / "printed.pdf"
    printer = to_file(three_pages, out)
    printer.setFromTo(2, 2)
    assert print_pages(three_pages, printer) == 1
    assert difference(greys(out.read_bytes(), 0), greys(three_pages, 1)) < 6


def test_copies_and_order_are_as_chosen(qtbot: QtBot, tmp_path: Path, three_pages: bytes) -> None:
    printer = to_file(three_pages, tmp_path / "printed.pdf")
    printer.setCopyCount(2)
    printer.setFromTo(2, 9)
    printer.setCollateCopies(True)
    assert chosen_pages(printer, 3) == (1, 2, 1, 2)
    printer.setCollateCopies(False)
    assert chosen_pages(printer, 3) == (1, 1, 2, 2)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3) == (2, 2, 1, 1)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_named(qtbot: QtBot, tmp_path: Path, three_pages: bytes) -> None:
    printer = to_file(three_pages, tmp_path / "no such folder" / "printed.pdf")
    with pytest.raises(Refused) as caught:
        print_pages(three_pages, printer)
    assert caught.value.key == "print.not_begun"


def test_printing_can_be_stopped(qtbot: QtBot, tmp_path: Path, three_pages: bytes) -> None:
    stopped: list[str] = []
    printer = to_file(three_pages, tmp_path / "printed.pdf")

    def work(task: Task) -> int:
        task.cancel()
        return print_pages(three_pages, printer, task)

    InlineTasks().run(work, title="Printing", on_cancel=lambda: stopped.append("stopped"))
    assert stopped == ["stopped"]
    with pytest.raises(CancelledError):
        InlineTasks().run(work, title="Printing").check()


def test_the_dialog_offers_the_pages_there_are(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, three_pages: bytes
) -> None:
    ranges: list[tuple[int, int]] = []

    def answer(dialog: QPrintDialog) -> int:
        ranges.append((dialog.minPage(), dialog.maxPage()))
        return QPrintDialog.DialogCode.Accepted if len(ranges) == 1 else QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    printer = ask_printer(three_pages, "Quote 2026/42")
    assert printer is not None
    assert printer.docName() == "Quote 2026/42"
    assert ranges == [(1, 3)]
    assert ask_printer(three_pages, "Quote 2026/42") is None
