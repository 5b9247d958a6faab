"""A letterhead of the business' own, as PDF: looked through and cut down to what is drawn when it is chosen.

What is kept are its first two pages as they look, without fields, links, scripts and attachments: a letterhead that
came from anywhere must not run or carry anything in the papers of the business.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from crm_desktop.domain.errors import Refused
from crm_desktop.reports.drawing_work import work_of
from crm_desktop.reports.theme import PAGE_SIZES

MOST_BYTES = 8_000_000
MOST_KEPT = 3_000_000
"""What is kept goes into every paper and its preview."""
MOST_PAGES = 2
TOLERANCE = 3.0
"""Points by which a page may miss the paper's size: programs round."""
MOST_WORK = 10_000_000
"""Bytes to be read for drawing a page once: it is drawn for every page of every paper and preview."""
SHORTEST, LONGEST = 30, 14_400
"""Points of a side: a page that has no size cannot be scaled, and none is larger than PDF allows."""
FIELD = "business.letterhead"

# What it has to say of broken files is for programmers; where nobody listens it would stand among the answers.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class OwnLetterhead:
    """What is kept, and what is to be said of it: keys of `DOUBTS`."""

    pdf: bytes
    doubts: tuple[str, ...]


def taken(data: bytes, page_size: str) -> OwnLetterhead:
    """The letterhead in a PDF.

    Args:
        data: the file.
        page_size: of the papers it goes under, ``A4`` or ``Letter``.

    Raises:
        Refused: ``letterhead.too_large``, ``letterhead.too_large_kept``, ``letterhead.too_much_drawn``,
            ``letterhead.unreadable``, ``letterhead.encrypted``, ``letterhead.empty``.
    """
    if len(data) > MOST_BYTES:
        raise Refused("letterhead.too_large", field=FIELD, limit=MOST_BYTES // 1_000_000)
    # Only choosing and printing a letterhead needs it.
    from pypdf import PdfWriter

    with opened(data) as reader, _refusing():
        pages = list(reader.pages[:MOST_PAGES])
        if any(work_of(page) > MOST_WORK for page in pages):
            raise Refused("letterhead.too_much_drawn", field=FIELD)
        doubts = tuple(_doubts(reader, pages, page_size))
        writer = PdfWriter()
        for page in pages:
            _bare_page(writer, page)
        kept = BytesIO()
        writer.metadata = None
        writer.write(kept)
    if len(kept.getvalue()) > MOST_KEPT:
        raise Refused("letterhead.too_large_kept", field=FIELD, limit=MOST_KEPT // 1_000_000)
    return OwnLetterhead(kept.getvalue(), doubts)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A reader of a letterhead with pages that have a size, and at least one on which something stands.

    Raises:
        Refused: ``letterhead.unreadable``, ``letterhead.encrypted``, ``letterhead.empty``.
    """
    from pypdf import PdfReader  # as above

    with _refusing():
        if b"%PDF-" not in data[:1024]:
            raise Refused("letterhead.unreadable", field=FIELD)
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Refused("letterhead.encrypted", field=FIELD)
        if not any(_is_drawn(page) for page in reader.pages[:MOST_PAGES]):
            raise Refused("letterhead.empty", field=FIELD)
        sides = (side for page in reader.pages[:MOST_PAGES] for side in shown_size(page))
        if not all(SHORTEST <= side <= LONGEST for side in sides):
            raise Refused("letterhead.unreadable", field=FIELD)
    yield reader


@contextmanager
def _refusing() -> Iterator[None]:
    """Says of whatever goes wrong that the file cannot be read."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused("letterhead.unreadable", field=FIELD) from error


def _is_drawn(page: Any) -> bool:
    """Whether a page has anything on it."""
    contents = page.get_contents()
    return contents is not None and bool(contents.get_data().strip())


def _doubts(reader: Any, pages: list[Any], page_size: str) -> Iterator[str]:
    """What was left out, and what does not fit."""
    root = reader.root_object
    names = root.get("/Names") or {}
    if "/AcroForm" in root or any(page.get("/Annots") for page in pages):
        yield "fields"
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in names or any("/AA" in page for page in pages):
        yield "scripts"
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "attachments"
    if len(reader.pages) > MOST_PAGES:
        yield "pages"
    width, height = PAGE_SIZES.get(page_size, PAGE_SIZES["A4"])
    for page in pages:
        wide, high = shown_size(page)
        if abs(wide - width) > TOLERANCE or abs(high - height) > TOLERANCE:
            yield "size"
            return


def _bare_page(writer: Any, page: Any) -> None:
    """Adds a page with nothing but what is drawn on it."""
    from pypdf.generic import NameObject, NumberObject, StreamObject  # as above

    made = writer.add_blank_page(float(page.mediabox.width), float(page.mediabox.height))
    for name in ("/MediaBox", "/CropBox"):
        if name in page:
            made[NameObject(name)] = page[name].clone(writer)
    made[NameObject("/Rotate")] = NumberObject(page.rotation % 360)
    contents = page.get_contents()
    stream = StreamObject()
    stream.set_data(contents.get_data() if contents is not None else b"")
    made[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    resources = page.get("/Resources")
    if resources is not None:
        made[NameObject("/Resources")] = resources.get_object().clone(writer)


def shown_size(page: Any) -> tuple[float, float]:
    """Width and height of a page as it is shown, turned if it says so."""
    box = page.cropbox
    wide, high = float(box.width), float(box.height)
    return (high, wide) if page.rotation % 180 else (wide, high)
