"""What quotes that hold up print besides: schedules, rounding, hidden prices, codes that pay, boxes to tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from crm_desktop.domain.papers import PaymentCode, QuotePaper
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, Share, ShareKind
from crm_desktop.reports import quote
from crm_desktop.reports.designs import DESIGNS
from crm_desktop.reports.pages import render_page
from crm_desktop.reports.parts.pay_code import SIDE, matrix_of
from tests.reports import examples, five_quotes
from tests.reports.examples import item, percent, section
from tests.reports.reading import lines_of_page, page_count, pages_text, whole_text

HIDDEN = replace(section("Pacote"), hide_prices=True)


def all_rows(paper: QuotePaper) -> list[str]:
    pdf = quote.render(paper)
    return [row for index in range(page_count(pdf)) for row in lines_of_page(pdf, index)]


def test_a_schedule_lists_its_payments_and_what_they_leave() -> None:
    payments = (
        PlannedPayment("Com a adjudicação", percent("30"), date(2026, 12, 1)),
        PlannedPayment("", Share(ShareKind.AMOUNT, Decimal(100))),
    )
    rows = all_rows(examples.quote([item("Obra", price="1000")], {"payments": payments}, language="en"))
    start = rows.index("Payment")
    assert rows[start + 2 : start + 5] == [
        "Com a adjudicação | 30 % | 01/12/2026 | 369.00 €",
        "Payment 2 | 100.00 €",
        "Rest | 761.00 €",
    ] or rows[start + 2 : start + 5] == [
        "Com a adjudicação | 30 % | 01/12/2026 | € 369.00",
        "Payment 2 | € 100.00",
        "Rest | € 761.00",
    ]


def test_a_schedule_that_leaves_nothing_says_nothing_of_a_rest() -> None:
    payments = (PlannedPayment("Tudo", percent("100")),)
    text = whole_text(quote.render(examples.quote([item("Obra", price="10")], {"payments": payments}, language="en")))
    assert "Rest" not in text
    assert "Due" not in text


def test_cash_rounding_is_a_line_of_its_own_before_what_is_payable() -> None:
    paper = examples.quote([item("Obra", price="10.03", tax_rate=Decimal(0))], {"cash_rounding": 5}, language="en")
    rows = all_rows(paper)
    at = rows.index("Rounding | 0.02")
    assert rows[at + 1] == "Payable | € 10.05"


def test_a_section_that_hides_its_prices_tells_its_sum_in_its_heading_and_below_it_what_it_holds() -> None:
    lines = [item("Antes", price="5"), HIDDEN, item("A", "2", price="10.11"), item("B", price="20.22"), section("Fim")]
    lines.append(item("Depois", price="7"))
    rows = all_rows(examples.quote(lines))
    text = "\n".join(rows)
    at = rows.index("Pacote | 23 % | 40,44")
    assert rows[at + 1 : at + 3] == ["A | 2 | un", "B | 1 | un"]
    assert "Subtotal: Pacote" not in text
    assert "10,11" not in text
    assert "20,22" not in text
    assert any(row.endswith("5,00") for row in rows)


def test_lines_of_a_hidden_section_tell_their_tax_where_they_have_several() -> None:
    rows = all_rows(examples.quote([HIDDEN, item("A", price="10.11"), item("B", price="1", tax_rate=Decimal(6))]))
    at = rows.index("Pacote | 11,11")
    assert rows[at + 1 : at + 3] == ["A | 1 | un | 23 %", "B | 1 | un | 6 %"]


def test_a_hidden_section_without_lines_has_no_sum() -> None:
    rows = all_rows(examples.quote([item("A", price="10.11"), HIDDEN, examples.text("A combinar.")]))
    assert "Pacote" in rows


@pytest.mark.parametrize("options", [(), (item("Luz", price="33", role=LineRole.OPTIONAL),)])
def test_a_table_of_hidden_prices_only_has_no_column_of_prices(options: tuple[Line, ...]) -> None:
    rows = all_rows(examples.quote([HIDDEN, item("A", price="10.11"), item("B", price="9.89"), *options]))
    assert "Descrição | Qtd. | IVA | Valor" in rows
    assert sum("Preço" in row for row in rows) == len(options)
    assert "Pacote | 23 % | 20,00" in rows


def test_a_quote_of_options_only_has_no_table_of_nothing_above_its_total() -> None:
    rows = all_rows(examples.quote([item("Luz", price="33", role=LineRole.OPTIONAL)]))
    assert [row for row in rows if row.startswith("Descrição")] == ["Descrição | Qtd. | Preço | IVA | Valor"]


def test_a_subtotal_within_a_hidden_section_tells_nothing() -> None:
    subtotal = Line(kind=LineKind.SUBTOTAL)
    rows = all_rows(examples.quote([HIDDEN, item("A", price="10.11"), subtotal, item("B", price="20.22"), subtotal]))
    assert [row for row in rows if row.startswith(("Subtotal", "Pacote"))] == [
        "Pacote | 23 % | 30,33",
        "Subtotal | 30,33",
    ]


def test_no_page_tells_the_prices_of_a_hidden_section_by_what_it_carries_over() -> None:
    lines = [item("Antes", price="5"), HIDDEN, *(item(f"Oculto {n}", price="13.17") for n in range(60))]
    paper = examples.quote([*lines, section("Fim"), item("Depois", price="7")])
    texts = pages_text(quote.render(paper))
    assert len(texts) > 2
    rows = all_rows(paper)
    carried = {row for row in rows if row.startswith(("A transportar", "Transportado"))}
    whole = "\n".join(texts)
    # What is carried over has the whole section in it, as its heading tells it: 5 and 60 times 13.17.
    assert {row.rpartition(" | ")[2] for row in carried} == {"795,20"}
    assert "13,17" not in whole
    assert "26,34" not in whole


def test_options_of_a_hidden_section_keep_their_prices() -> None:
    rows = all_rows(examples.quote([HIDDEN, item("A", price="10.11"), item("Luz", price="33", role=LineRole.OPTIONAL)]))
    assert any(row.startswith("Luz") and row.endswith("33,00") for row in rows)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("make", [five_quotes.options, five_quotes.brazilian])
def test_the_squares_on_the_page_are_those_of_the_code(make: object, design: str) -> None:
    paper = replace(make(), design=design)  # type: ignore[operator]
    assert paper.code is not None
    matrix = matrix_of(paper.code.payload, paper.code.kind)
    scale = 4.0
    image = render_page(quote.render(paper), 0, scale)
    side = SIDE / len(matrix) * scale
    left, top = corner(image.data, image.width, image.height, image.stride, round(side))
    read = [
        [dark(image.data, image.stride, left + (x + 0.5) * side, top + (y + 0.5) * side) for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert read == [[bool(square) for square in row] for row in matrix]


def corner(data: bytes, width: int, height: int, stride: int, side: int) -> tuple[int, int]:
    """The upper left corner of the code: the first black run of seven squares with black beneath."""
    black = b"\x00\x00\x00"
    for y in range(height):
        row = data[y * stride : y * stride + width * 4]
        x = row.find(black)
        while x != -1:
            if x % 4 == 0 and all(
                data[y * stride + x + 4 * step : y * stride + x + 4 * step + 3] == black for step in range(1, 6 * side)
            ):
                return x // 4, y
            x = row.find(black, x + 1)
    raise AssertionError("no code on the page")


def dark(data: bytes, stride: int, x: float, y: float) -> bool:
    place = int(y) * stride + int(x) * 4
    return data[place] < 128


def test_a_code_says_what_it_pays_and_how_much() -> None:
    text = whole_text(quote.render(replace(five_quotes.options(), language="en")))
    assert "Make the first payment" in text
    assert "€ 2,250.80" in text


def test_a_pix_code_can_be_copied_whole_from_one_line() -> None:
    paper = five_quotes.brazilian()
    assert paper.code is not None
    assert paper.code.payload in "\n".join(lines_of_page(quote.render(paper), 0))


def test_a_payload_too_large_for_banks_draws_no_squares_and_still_prints() -> None:
    code = PaymentCode("epc", "x" * 400, 100, "total")
    assert matrix_of(code.payload, "epc") == ()
    assert page_count(quote.render(examples.plain(2, code=code))) == 1


def fields(pdf: bytes) -> dict[str, object]:
    return dict(PdfReader(BytesIO(pdf)).get_fields() or {})


def test_only_options_and_alternatives_have_boxes_in_the_form() -> None:
    paper = five_quotes.options()
    names = fields(quote.render(paper))
    assert sorted(names) == ["accept_date", "accept_name", "crm_quote", "option_10", "option_11", "option_9"]


def test_a_box_is_drawn_beneath_every_field() -> None:
    with_fields, without = (
        quote.render(replace(five_quotes.options(), check_boxes=flag, accept_fields=False)) for flag in (True, False)
    )
    assert fields(without) == {}
    assert lines_of_page(with_fields, 1) == lines_of_page(without, 1)
    drawn = [PdfReader(BytesIO(pdf)).pages[1].get_contents() for pdf in (with_fields, without)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    assert drawn[0].get_data() == drawn[1].get_data()


def test_a_quote_without_options_has_no_form() -> None:
    assert fields(quote.render(examples.plain(3, check_boxes=True))) == {}


def test_nothing_can_be_filled_in_on_an_expired_quote_nor_on_paper() -> None:
    paper = five_quotes.options()
    assert fields(quote.render(replace(paper, mark="expired"))) == {}
    assert fields(quote.render(replace(paper, preprinted=True))) == {}


def test_paper_with_a_letterhead_gets_none_and_all_else_stays_where_it_was() -> None:
    for design in DESIGNS:
        paper = replace(examples.kitchen(), design=design)
        paper = replace(paper, letterhead=replace(paper.letterhead, tells_details=True))
        plain = quote.render(replace(paper, preprinted=True))
        usual = quote.render(paper)
        assert page_count(plain) == page_count(usual)
        text = whole_text(plain)
        assert "geral@oficinasilva.pt" not in text
        assert paper.letterhead.bank not in text
        assert not PdfReader(BytesIO(plain)).pages[0].images
        body = [row for row in lines_of_page(usual, 0) if "7 502,66" in row]
        assert [row for row in lines_of_page(plain, 0) if "7 502,66" in row] == body
