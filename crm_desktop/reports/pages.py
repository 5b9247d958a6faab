"""The pages of a PDF as pictures, for preview and print; no Qt here, so that any process can make them.

PDFium is not made for threads: use this from one thread of a process only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any

from crm_desktop.domain.errors import Refused

MOST_PIXELS = 100_000_000
"""A page is drawn smaller rather than larger than this: an A4 page at 900 dots an inch."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page drawn: rows of `stride` bytes from the top, four bytes a pixel in the order blue, green, red, 255.

    (What Qt calls Format_RGB32 on the processors of today.)
    """

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """How many pages there are.

    Raises:
        Refused: ``pdf.unreadable``.
    """
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points.

    Raises:
        Refused: ``pdf.unreadable``.
    """
    with _opened(pdf) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def render_page(pdf: bytes, index: int, scale: float) -> PageImage:
    """A page drawn with its form fields, `scale` pixels to the point (2 is 144 dots an inch).

    Raises:
        Refused: ``pdf.unreadable``; ``pdf.no_page`` when there is no page `index` (from 0).
    """
    with _page(pdf, index) as page:
        width, height = page.get_size()
        return _drawn(page, _scale(width, height, scale))


def render_bands(pdf: bytes, index: int, scale: float, rows: int) -> Iterator[tuple[int, PageImage]]:
    """A page drawn as `render_page` does, but in bands of `rows` rows from the top: (first row, picture).

    For printers: a page as fine as they print is half a gigabyte when it is held at once.

    Raises:
        Refused: as `render_page`.
    """
    with _page(pdf, index) as page:
        height = ceil(page.get_height() * scale)
        for first in range(0, height, rows):
            below = max(0, height - first - rows)
            # PDFium rounds up what is to be left out, in points: half a row less comes to whole rows exactly.
            crop = (0, max(0.0, below - 0.5) / scale, 0, max(0.0, first - 0.5) / scale)
            yield first, _drawn(page, scale, crop)


def _drawn(page: Any, scale: float, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> PageImage:
    """What a page looks like; `crop` leaves out points at left, bottom, right and top."""
    bitmap = page.render(scale=scale, crop=crop, may_draw_forms=True, prefer_bgrx=True)
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _scale(width: float, height: float, wanted: float) -> float:
    """The scale wanted, or what a gigantic page allows; never nothing."""
    pixels = max(width * height, 1.0) * wanted * wanted
    return max(wanted if pixels <= MOST_PIXELS else wanted * float((MOST_PIXELS / pixels) ** 0.5), 0.01)


@contextmanager
def _page(pdf: bytes, index: int) -> Iterator[Any]:
    """One page of the document of some bytes, closed afterwards."""
    with _opened(pdf) as document:
        if not 0 <= index < len(document):
            raise Refused("pdf.no_page", page=index + 1, count=len(document))
        # Without this PDFium leaves out check boxes and what was typed into fields.
        document.init_forms()
        page = document[index]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """The document of some bytes, closed afterwards."""
    # 20 ms and a library of 4 MB, for which only previews and prints have a use.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Refused("pdf.unreadable") from error
    try:
        yield document
    finally:
        document.close()
