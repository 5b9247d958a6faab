"""Paper from a printer: the very pages of a PDF, as pictures as fine as the printer can show, at their true size."""

from __future__ import annotations

from math import ceil
from threading import Lock

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.reports.pages import page_sizes, render_bands
from crm_desktop.ui.tasks import Task

FINEST = 600
"""Dots an inch of a picture; finer ones take seconds a page and look the same."""
POINTS_TO_THE_INCH = 72
BAND = 128
"""Rows of dots handed to Qt at once. It holds the interpreter meanwhile, and the window would feel a whole page."""

_pdfium = Lock()


def make_printer(pdf: bytes, title: str) -> QPrinter:
    """The standard printer, its paper the size of the pages of `pdf`; the print queue shows `title`.

    Raises:
        Refused: ``pdf.unreadable``.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    width, height = page_sizes(pdf)[0]
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageSize(size)
    portrait, landscape = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    printer.setPageOrientation(landscape if width > height and size.sizePoints().width() < width - 1 else portrait)
    # From corner to corner of the paper: the page has its own margins.
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


def ask_printer(pdf: bytes, title: str, parent: QWidget | None = None) -> QPrinter | None:
    """Lets the user choose printer, copies and pages in the system's own dialog; None when they would rather not.

    Raises:
        Refused: ``pdf.unreadable``.
    """
    printer = make_printer(pdf, title)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(page_sizes(pdf)))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, on=False)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, on=False)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def print_pages(pdf: bytes, printer: QPrinter, task: Task | None = None) -> int:
    """Prints the chosen pages of a PDF and answers how many sheets; may run outside the window's thread.

    A page that is larger than the paper is made smaller; any other keeps its true size, in the middle.

    Raises:
        Refused: ``print.not_begun``, ``print.cut_off``, ``pdf.unreadable``.
        CancelledError: the user stopped it; what was printed so far may come out.
    """
    wanted = chosen_pages(printer, len(page_sizes(pdf)))
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("print.not_begun", printer=printer.printerName())
    try:
        for done, index in enumerate(wanted):
            if task is not None:
                task.progress(done, len(wanted))
            if done and not printer.newPage():
                raise Refused("print.cut_off", printer=printer.printerName(), page=done + 1)
            _print_page(painter, printer, pdf, index)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)


def chosen_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The indexes of the pages to print, in the order they leave the printer, copies included."""
    first, last = max(1, printer.fromPage()), printer.toPage() or count
    pages = list(range(first - 1, min(last, count)))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return tuple(pages * copies)
    return tuple(page for page in pages for _copy in range(copies))


def _print_page(painter: QPainter, printer: QPrinter, pdf: bytes, index: int) -> None:
    resolution = printer.resolution()
    # A whole number of the printer's dots to each of ours, so that bands meet without a seam.
    dots = max(1, ceil(resolution / FINEST))
    scale = resolution / dots / POINTS_TO_THE_INCH
    across, down = (length * scale for length in page_sizes(pdf)[index])
    paper = printer.pageLayout().fullRectPixels(resolution)
    # Sizes of paper are rounded to whole dots; that is no reason to print everything a little smaller.
    shrink = min(1.0, (paper.width() / dots + 1) / across, (paper.height() / dots + 1) / down)
    left = round((paper.width() - across * dots * shrink) / 2)
    top = round((paper.height() - down * dots * shrink) / 2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrink < 1)
    with _pdfium:
        for first, band in render_bands(pdf, index, scale, BAND):
            image = QImage(band.data, band.width, band.height, band.stride, QImage.Format.Format_RGB32)
            size = band.width * dots * shrink, band.height * dots * shrink
            painter.drawImage(QRectF(left, top + first * dots * shrink, *size), image)
