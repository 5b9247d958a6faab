"""Letterheads as businesses have them, good and bad."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def letterhead(pages: int = 2, size: tuple[float, float] = A4, words: str = "Papel da casa") -> bytes:
    """A PDF with words at the top of each page."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(60, size[1] - 40, f"{words} {page}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def turned() -> bytes:
    """One whose page is turned by a quarter: wide paper that is shown high."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead(1, (A4[1], A4[0])))))
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    return _bytes(writer)


def encrypted() -> bytes:
    """One with a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead())))
    writer.encrypt("secret", algorithm="RC4-128")
    return _bytes(writer)


def busy() -> bytes:
    """One with a field, a script that starts, and a file attached."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.drawString(60, 800, "Papel da casa 1")
    canvas.acroForm.textfield(name="bait", x=60, y=700, width=100, height=20)
    canvas.linkURL("https://example.com", (60, 650, 200, 670))
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(held.getvalue())))
    writer.add_attachment("virus.exe", b"MZ")
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    return _bytes(writer)


def empty() -> bytes:
    """One page with nothing on it."""
    writer = PdfWriter()
    writer.add_blank_page(*A4)
    return _bytes(writer)


def looping() -> bytes:
    """One whose pages name themselves as their parents' children."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead(1))))
    pages = writer.root_object["/Pages"].get_object()
    assert isinstance(pages, DictionaryObject)
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
    return _bytes(writer)


def _bytes(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()
