"""Letterheads as businesses have them, good and bad."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
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


def coloured() -> bytes:
    """One whose pages are dark from edge to edge."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.setFillColorRGB(0.5, 0.4, 0.6)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.save()
    return held.getvalue()


def turned() -> bytes:
    """One whose page is turned by a quarter: wide paper that is shown high."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead(1, (A4[1], A4[0])))))
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    return _bytes(writer)


def sized(*edges: float, name: str = "/MediaBox") -> bytes:
    """One whose page says that it is of another size than it is drawn for."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead(1))))
    writer.pages[0][NameObject(name)] = ArrayObject(FloatObject(edge) for edge in edges)
    return _bytes(writer)


def nested(levels: int, times: int = 10) -> bytes:
    """One that draws a form that draws another so many times, and that one the next, so many levels down."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letterhead(1))))
    drawn = _form(writer, b"0 0 m 9 9 l S")
    for _level in range(levels):
        drawn = _form(writer, b"/X Do " * times, drawn)
    page = writer.pages[0]
    named = DictionaryObject({NameObject("/X"): drawn})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    stream = DecodedStreamObject()
    stream.set_data(b"/X Do")
    page[NameObject("/Contents")] = writer._add_object(stream)
    return _bytes(writer)


def _form(writer: PdfWriter, drawing: bytes, inner: IndirectObject | None = None) -> IndirectObject:
    form = DecodedStreamObject()
    form.set_data(drawing)
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(FloatObject(edge) for edge in (0, 0, *A4))
    if inner is not None:
        named = DictionaryObject({NameObject("/X"): inner})
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    return writer._add_object(form)


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
