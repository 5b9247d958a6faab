"""Pages as pictures: the right size, the right colours, forms included."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import quote
from crm_desktop.reports.pages import MOST_PIXELS, PageImage, page_count, page_sizes, render_page
from crm_desktop.sentences import sentence
from tests.reports import examples


def drawn(width: float = 200, height: float = 100, *, form: bool = False) -> bytes:
    """A page with a red square in its lower left corner, and perhaps a ticked box."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    if form:
        canvas.acroForm.checkbox(name="yes", x=150, y=40, size=30, checked=True, buttonStyle="check")
    else:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 50, 50, stroke=0, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pixel(image: PageImage, x: int, y: int) -> tuple[int, ...]:
    start = y * image.stride + x * 4
    return tuple(image.data[start : start + 4])


def test_pages_are_counted_and_measured() -> None:
    assert page_count(drawn()) == 2
    assert page_sizes(drawn()) == ((200.0, 100.0), (200.0, 100.0))


def test_a_page_is_drawn_at_its_scale_with_blue_first() -> None:
    image = render_page(drawn(), 0, 2)
    assert (image.width, image.height) == (400, 200)
    assert image.stride >= 1600
    assert len(image.data) == image.stride * image.height
    assert pixel(image, 20, 180)[:3] == (0, 0, 255)
    assert pixel(image, 20, 20)[:3] == (255, 255, 255)


def test_ticked_boxes_are_seen() -> None:
    image = render_page(drawn(form=True), 0, 2)
    box = [pixel(image, x, y)[:3] for x in range(300, 360) for y in range(60, 120)]
    assert any(colour != (255, 255, 255) for colour in box)


def test_a_gigantic_page_is_drawn_smaller() -> None:
    image = render_page(drawn(14_000, 14_000), 0, 10)
    assert image.width * image.height <= MOST_PIXELS * 1.01


def test_a_page_of_a_quote_has_words_on_it() -> None:
    image = render_page(quote.render(examples.kitchen()), 1, 1)
    assert (image.width, image.height) == (596, 842)
    assert len(set(image.data)) > 50


@pytest.mark.parametrize("pdf", [b"", b"no pdf", b"%PDF-1.4\nbroken", drawn()[:300]])
def test_what_is_no_pdf_is_refused(pdf: bytes) -> None:
    for ask in (page_count, page_sizes, lambda pdf: render_page(pdf, 0, 1)):
        with pytest.raises(Refused) as refused:
            ask(pdf)
        assert refused.value.key == "pdf.unreadable"
        assert sentence(refused.value)


@pytest.mark.parametrize("index", [-1, 2])
def test_a_page_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(Refused) as refused:
        render_page(drawn(), index, 1)
    assert refused.value.key == "pdf.no_page"
    assert sentence(refused.value)
