"""A letterhead of the business' own under the pages of a paper: its first page under the first, its second elsewhere.

Each page of the letterhead becomes one picture (a form XObject) that is drawn before our words. These stay as they are:
they can still be found and copied, and time grows with the number of pages only.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from crm_desktop.domain.papers import Letterhead
from crm_desktop.reports.own_letterhead import opened, shown_size

NAMES = ("/LetterheadFirst", "/LetterheadOther")


def finished(pdf: bytes, letterhead: Letterhead) -> bytes:
    """A drawn paper on the letterhead of the business' own, where it has one.

    Raises:
        Refused: as `put_under`.
    """
    return pdf if letterhead.sheet is None else put_under(pdf, letterhead.sheet)


def put_under(pdf: bytes, sheet: bytes) -> bytes:
    """`pdf` with the pages of `sheet` beneath its own, scaled to its size. The same input gives the same bytes.

    Raises:
        Refused: ``letterhead.unreadable``, ``letterhead.encrypted``, ``letterhead.empty``.
    """
    # Only papers with a letterhead of their own need it.
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    first = writer.pages[0]
    size = float(first.mediabox.width), float(first.mediabox.height)
    with opened(sheet) as reader:
        under = [_Under(writer, page, name, size) for page, name in zip(reader.pages, NAMES, strict=False)]
    for number, page in enumerate(writer.pages):
        under[min(number, len(under) - 1)].draw_on(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


class _Under:
    """One page of the letterhead as something that can be drawn on many pages."""

    def __init__(self, writer: Any, page: Any, name: str, size: tuple[float, float]) -> None:
        from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject  # as above

        self._name = NameObject(name)
        picture = StreamObject()
        contents = page.get_contents()
        picture.set_data(contents.get_data() if contents is not None else b"")
        picture[NameObject("/Type")] = NameObject("/XObject")
        picture[NameObject("/Subtype")] = NameObject("/Form")
        picture[NameObject("/BBox")] = ArrayObject(FloatObject(edge) for edge in page.cropbox)
        if "/Resources" in page:
            picture[NameObject("/Resources")] = page["/Resources"].get_object().clone(writer)
        drawing = StreamObject()
        numbers = " ".join(f"{number:.5f}" for number in _matrix(page, size))
        drawing.set_data(f"q {numbers} cm {name} Do Q\n".encode("ascii"))
        # Added once; the pages only name them.
        self._picture = writer._add_object(picture.flate_encode())
        self._drawing = writer._add_object(drawing)

    def draw_on(self, page: Any) -> None:
        """Draws it beneath what stands on a page."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject  # as above

        resources = page["/Resources"].get_object()
        known = resources.get("/XObject")
        objects = known.get_object() if known is not None else DictionaryObject()
        objects[self._name] = self._picture
        resources[NameObject("/XObject")] = objects
        page[NameObject("/Contents")] = ArrayObject([self._drawing, page.raw_get("/Contents")])


def _matrix(page: Any, size: tuple[float, float]) -> tuple[float, ...]:
    """Where the points of a page go: turned as the page says, as large as fits, in the middle."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    turned = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    a, b, c, d, e, f = turned.get(page.rotation % 360, (1, 0, 0, 1, -left, -bottom))
    wide, high = shown_size(page)
    scale = min(size[0] / wide, size[1] / high)
    x, y = (size[0] - wide * scale) / 2, (size[1] - high * scale) / 2
    return (a * scale, b * scale, c * scale, d * scale, e * scale + x, f * scale + y)
