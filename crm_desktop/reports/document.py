"""Pages into PDF bytes: the canvas with its metadata, and what stands on every page besides its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from crm_desktop.reports.flow import Page
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.forms import Forms
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Theme

CREATOR = "crm-desktop"


class Part(Protocol):
    """What stands on a page whatever its blocks are: letterhead, running head, footer."""

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draws it on page `number` (from 1) of `count`."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The parts of every page, by whether they are read before its blocks or after them."""

    above: Sequence[Part]
    below: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Description:
    """What a document says of itself to readers and to the programs that list files.

    `identity` is what a paper with fields is known by when it comes back filled in; '' for a paper without fields.
    """

    title: str
    author: str
    subject: str
    language: str
    identity: str = ""


def write(pages: Sequence[Page], furniture: Furniture, theme: Theme, description: Description) -> bytes:
    """The PDF of laid-out pages. The same pages give the same bytes: no clock and no chance is in them."""
    # The engine costs 60 ms of the start, and a window that prints nothing never needs it.
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(theme.page_width, theme.page_height),
        pageCompression=1,
        invariant=1,
        lang=description.language.replace("_", "-"),
        pdfVersion=(1, 5),
    )
    canvas.setTitle(_one_line(description.title))
    canvas.setAuthor(_one_line(description.author))
    canvas.setSubject(_one_line(description.subject))
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    forms = Forms(canvas) if description.identity else None
    pen = Pen(canvas, forms)
    for number, page in enumerate(pages, 1):
        for part in furniture.above:
            part.draw(pen, number, len(pages))
        for block, top in page:
            block.draw(pen, top)
        for part in furniture.below:
            part.draw(pen, number, len(pages))
        if forms is not None and number == 1:
            forms.identify(description.identity)
        pen.end_page()
    canvas.save()
    return buffer.getvalue()


def _one_line(text: str) -> str:
    """A text fit for a document's properties."""
    return " ".join(printable(text).split())
