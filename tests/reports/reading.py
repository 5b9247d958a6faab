"""Reads PDFs back as a customer's programs do: the text of each page, what fonts it has, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from pypdf import PdfReader

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})


@dataclass(frozen=True)
class Word:
    """A piece of text on a page: its words and its box, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def pages_text(pdf: bytes) -> list[str]:
    """The text of each page, blanks of every kind as plain spaces."""
    return [page.extract_text().translate(SPACES) for page in PdfReader(BytesIO(pdf)).pages]


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return len(PdfReader(BytesIO(pdf)).pages)


def last_page(pdf: bytes) -> str:
    """The text of the last page."""
    return PdfReader(BytesIO(pdf)).pages[-1].extract_text().translate(SPACES)


def whole_text(pdf: bytes) -> str:
    """The text of all pages."""
    return "\n".join(pages_text(pdf))


def squeezed(text: str) -> str:
    """A text without any white space, to find what was wrapped."""
    return "".join(text.split())


def as_printed(text: str) -> str:
    """A formatted value as it is read back."""
    return text.translate(SPACES)


def words_of_page(pdf: bytes, index: int) -> list[Word]:
    """The pieces of text of a page with their places, as PDFium finds them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[index].get_textpage()
        found = []
        for place in range(page.count_rects()):
            box = page.get_rect(place)
            found.append(Word(page.get_text_bounded(*box).translate(SPACES).strip(), *box))
        page.close()
        return found
    finally:
        document.close()


def lines_of_page(pdf: bytes, index: int) -> list[str]:
    """The text of a page line by line from the top, pieces of one line joined by a bar."""
    rows: dict[int, list[Word]] = {}
    for word in words_of_page(pdf, index):
        middle = (word.top + word.bottom) / 2
        key = next((known for known in rows if abs(known - middle) < 4), round(middle))
        rows.setdefault(key, []).append(word)
    return [" | ".join(w.text for w in sorted(rows[key], key=lambda w: w.left)) for key in sorted(rows, reverse=True)]
