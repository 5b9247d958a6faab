"""A letterhead of one's own: cut down to what is drawn, put under the pages, or refused with a sentence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, A5, LETTER

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports import quote, summary
from crm_desktop.reports.designs import DESIGNS
from crm_desktop.reports.envelopes import MM
from crm_desktop.reports.own_letterhead import MOST_BYTES, taken
from crm_desktop.reports.pages import render_page
from crm_desktop.reports.parts.pay_code import SIDE
from tests.reports import example_summaries, examples, five_quotes, letterheads
from tests.reports.reading import page_count, pages_text, whole_text, words_of_page


def on(paper: QuotePaper, sheet: bytes, **margins: object) -> QuotePaper:
    return replace(paper, letterhead=replace(paper.letterhead, sheet=sheet, **margins))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "unreadable"),
        (b"no pdf at all", "unreadable"),
        (b"%PDF-1.7\nbroken", "unreadable"),
        (letterheads.letterhead()[:600], "unreadable"),
        (b"%PDF-" + b"x" * MOST_BYTES, "too_large"),
        (letterheads.empty(), "empty"),
        (letterheads.encrypted(), "encrypted"),
        (letterheads.sized(0, 0, 0, 0), "unreadable"),
        (letterheads.sized(0, 0, 0, 842), "unreadable"),
        (letterheads.sized(10, 10, 10, 10, name="/CropBox"), "unreadable"),
        (letterheads.sized(0, 0, 1e30, 1e30), "unreadable"),
        (letterheads.nested(8), "too_much_drawn"),
    ],
)
def test_what_can_be_no_letterhead_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as refused:
        taken(data, "A4")
    assert refused.value.key == f"letterhead.{key}"
    assert refused.value.field == "business.letterhead"


def test_a_letterhead_that_goes_round_in_circles_is_refused() -> None:
    with pytest.raises(Refused):
        taken(letterheads.looping(), "A4")


def test_a_stored_letterhead_without_a_size_is_said_to_instead_of_printed() -> None:
    with pytest.raises(Refused) as refused:
        quote.render(on(examples.plain(1), letterheads.sized(0, 0, 0, 0)))
    assert refused.value.key == "letterhead.unreadable"


def test_what_a_letterhead_draws_several_times_is_no_hindrance() -> None:
    assert taken(letterheads.nested(3), "A4").doubts == ()


def test_nothing_is_said_of_a_broken_letterhead_but_the_sentence() -> None:
    # In a process of its own: here the tests listen to what libraries log.
    lines = (
        "from crm_desktop.domain.errors import Refused",
        "from crm_desktop.reports.own_letterhead import taken",
        "try:",
        "    taken(b'%PDF-1.7 broken', 'A4')",
        "except Refused as refused:",
        "    print(refused.key)",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("letterhead.unreadable", "")


def test_fields_scripts_and_attachments_stay_behind_and_are_named() -> None:
    kept = taken(letterheads.busy(), "A4")
    assert kept.doubts == ("fields", "scripts", "attachments")
    for trace in (b"bait", b"alert", b"virus", b"example.com", b"/Annots", b"/OpenAction"):
        assert trace not in kept.pdf
    assert "Papel da casa 1" in whole_text(kept.pdf)


@pytest.mark.parametrize(
    ("data", "doubts"),
    [
        (letterheads.letterhead(), ()),
        (letterheads.letterhead(1), ()),
        (letterheads.letterhead(5), ("pages",)),
        (letterheads.letterhead(1, LETTER), ("size",)),
        (letterheads.letterhead(2, A5), ("size",)),
        (letterheads.turned(), ()),
    ],
)
def test_what_does_not_fit_is_named(data: bytes, doubts: tuple[str, ...]) -> None:
    kept = taken(data, "A4")
    assert kept.doubts == doubts
    assert page_count(kept.pdf) <= 2


def test_the_same_letterhead_is_kept_as_the_same_bytes() -> None:
    assert taken(letterheads.busy(), "A4") == taken(letterheads.busy(), "A4")


@pytest.mark.parametrize("design", DESIGNS)
def test_its_first_page_lies_under_the_first_and_its_second_under_all_others(design: str) -> None:
    sheet = taken(letterheads.letterhead(), "A4").pdf
    texts = pages_text(quote.render(on(replace(examples.plain(80), design=design), sheet)))
    assert len(texts) > 2
    assert "Papel da casa 1" in texts[0]
    assert all("Papel da casa 2" in text and "Papel da casa 1" not in text for text in texts[1:])
    assert all("Peça número" in text for text in texts[:-1])


def test_one_page_lies_under_all() -> None:
    sheet = taken(letterheads.letterhead(1), "A4").pdf
    assert all("Papel da casa 1" in text for text in pages_text(quote.render(on(examples.plain(80), sheet))))


def test_it_takes_the_place_of_the_drawn_one() -> None:
    sheet = taken(letterheads.letterhead(), "A4").pdf
    for design in DESIGNS:
        text = whole_text(quote.render(on(replace(examples.kitchen(), design=design), sheet)))
        assert "geral@oficinasilva.pt" not in text
        assert examples.NOT_AN_INVOICE in text


def test_words_keep_the_distance_it_asks_for() -> None:
    sheet = taken(letterheads.letterhead(1), "A4").pdf
    paper = on(examples.plain(80), sheet, first_top=70, other_top=50, bottom=40)
    pdf = quote.render(paper)
    for index in range(page_count(pdf)):
        own = [word for word in words_of_page(pdf, index) if not word.text.startswith("Papel da casa")]
        assert max(word.top for word in own) < A4[1] - (70 if index == 0 else 50) * MM + 1
        assert min(word.bottom for word in own) > 40 * MM - 4


def test_a_smaller_letterhead_is_scaled_to_the_page_and_a_turned_one_turned() -> None:
    for data in (letterheads.letterhead(1, A5), letterheads.turned()):
        pdf = quote.render(on(examples.one_line(), taken(data, "A4").pdf))
        words = next(word for word in words_of_page(pdf, 0) if word.text.startswith("Papel da casa"))
        assert words.top > A4[1] - 80
        assert words.right < A4[0]


@pytest.mark.parametrize("make", [examples.one_line, five_quotes.options, examples.house])
def test_the_same_paper_gives_the_same_bytes(make: Callable[[], QuotePaper]) -> None:
    paper = on(make(), taken(letterheads.letterhead(), "A4").pdf)
    assert quote.render(paper) == quote.render(paper)


@pytest.mark.parametrize("design", DESIGNS)
def test_a_code_that_pays_stands_on_white_whatever_lies_beneath(design: str) -> None:
    paper = replace(five_quotes.brazilian(), design=design)
    pdf = quote.render(on(paper, taken(letterheads.coloured(), "A4").pdf))
    (index,) = (at for at, text in enumerate(pages_text(pdf)) if "Pague a entrada" in text)
    image, scale = render_page(pdf, index, 4.0), 4.0
    label = next(word for word in words_of_page(pdf, index) if word.text.startswith("Pague a entrada"))
    row = round((A4[1] - label.top + SIDE / 2) * scale)
    start = row * image.stride
    greens = [image.data[start + 4 * x + 1] for x in range(round(label.left * scale))]
    dark = [x for x, green in enumerate(greens) if green < 40]
    quiet = round(4 * scale)
    assert set(greens[dark[0] - quiet : dark[0] - 1]) == {255}
    assert set(greens[dark[-1] + 2 : dark[-1] + quiet]) == {255}


def test_what_must_not_part_is_parted_rather_than_leave_a_page_half_empty() -> None:
    paper = five_quotes.brazilian()
    sheet = taken(letterheads.letterhead(2, LETTER), "Letter").pdf
    pages = pages_text(quote.render(on(paper, sheet, page_size="Letter")))
    assert len(pages) == 2
    assert "R$ 3.523,20" in pages[0]
    assert "A transportar" not in pages[0]
    # The signature has words above it.
    assert pages[1].index("Pix: contato@climatiza.com.br") < pages[1].index("Aceito por")


def test_a_form_is_still_one_on_a_letterhead() -> None:
    pdf = quote.render(on(five_quotes.options(), taken(letterheads.busy(), "A4").pdf))
    names = set(PdfReader(BytesIO(pdf)).get_fields() or {})
    assert "option_9" in names
    assert "bait" not in names


def test_preprinted_paper_gets_no_letterhead_but_keeps_its_margins() -> None:
    paper = on(examples.plain(10), taken(letterheads.letterhead(), "A4").pdf)
    usual, plain = quote.render(paper), quote.render(replace(paper, preprinted=True))
    assert "Papel da casa" not in whole_text(plain)
    places = [
        {word.text: round(word.top) for word in words_of_page(pdf, 0) if not word.text.startswith("Papel")}
        for pdf in (usual, plain)
    ]
    assert places[0] == places[1]


def test_summaries_lie_on_it_too() -> None:
    paper = example_summaries.regular_customer()
    sheet = taken(letterheads.letterhead(), "A4").pdf
    pdf = summary.render(replace(paper, letterhead=replace(paper.letterhead, sheet=sheet, first_top=60)))
    texts = pages_text(pdf)
    assert "Papel da casa 1" in texts[0]
    assert all("Papel da casa 2" in text for text in texts[1:])
    own = [word for word in words_of_page(pdf, 0) if not word.text.startswith("Papel da casa")]
    assert max(word.top for word in own) < A4[1] - 60 * MM


@pytest.mark.parametrize("design", DESIGNS)
def test_tax_number_and_bank_details_are_said_unless_the_letterhead_says_them(design: str) -> None:
    paper = replace(examples.kitchen(), design=design)
    own = replace(paper.letterhead, sheet=taken(letterheads.letterhead(), "A4").pdf)
    for letterhead, preprinted in ((own, False), (own, True), (paper.letterhead, True)):
        text = whole_text(quote.render(replace(paper, letterhead=letterhead, preprinted=preprinted)))
        assert text.count("NIF 509 442 013") == 1
        assert text.count("IBAN PT50 0002 0123 1234 5678 9015 4") == 1
        assert text.index("Pagamento") < text.index("Oficina Silva · NIF") < text.index("IBAN") < text.index("Ficamos")
        told = replace(paper, letterhead=replace(letterhead, tells_details=True), preprinted=preprinted)
        assert "IBAN" not in (text := whole_text(quote.render(told)))
        assert "509 442 013" not in text


def test_where_nothing_is_known_of_the_firm_nothing_is_said_of_payment() -> None:
    paper = examples.one_line()
    bare = replace(paper.letterhead, bank="", business=replace(paper.letterhead.business, tax_id=""))
    text = whole_text(quote.render(on(replace(paper, letterhead=bare), letterheads.letterhead())))
    assert "Pagamento" not in text
