"""Fills in the form of a quote as a customer's program does."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject


def fill(pdf: bytes, *, ticked: Sequence[int] = (), name: str = "", date: str = "") -> bytes:
    """The PDF with boxes ticked (by the places of their lines) and words typed."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    words = {"accept_name": name, "accept_date": date}
    for page in writer.pages:
        for annotation in page.get("/Annots") or ():
            field = annotation.get_object()
            known = str(field.get("/T"))
            if words.get(known):
                field[NameObject("/V")] = TextStringObject(words[known])
            if known in {f"option_{place}" for place in ticked}:
                field[NameObject("/V")] = field[NameObject("/AS")] = NameObject("/Yes")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()
