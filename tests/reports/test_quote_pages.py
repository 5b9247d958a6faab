"""Where the pages of a quote end: heads repeated, sums carried, prices with their lines, totals never alone."""

from __future__ import annotations

import re
from functools import cache

import pytest

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.reports import quote
from crm_desktop.reports.designs import DESIGNS
from crm_desktop.words import words_of
from tests.reports import examples
from tests.reports.examples import item, section
from tests.reports.reading import as_printed, last_page, lines_of_page, page_count, pages_text, words_of_page

PAGE_BREAK = Line(kind=LineKind.PAGE_BREAK)
ITEM = re.compile(r"^(?:(\d+) \| )?Peça número (\d+) \|")


def pages_of(paper: QuotePaper) -> list[list[str]]:
    """The lines of each page from the top."""
    pdf = quote.render(paper)
    return [lines_of_page(pdf, index) for index in range(page_count(pdf))]


@cache
def plain_pages(count: int) -> tuple[QuotePaper, list[list[str]]]:
    paper = examples.plain(count)
    return paper, pages_of(paper)


def numbers(page: list[str]) -> list[int]:
    """The numbers of the items on a page."""
    return [int(match[2]) for row in page if (match := ITEM.match(row))]


def amount(paper: QuotePaper, last: int) -> str:
    """The sum of the first `last` lines as it is written."""
    minor = sum(one or 0 for one in paper.totals.lines[:last])
    return as_printed(words_of(paper.language).amount(minor, "EUR"))


@pytest.mark.parametrize("count", [1, 2, 5, 12, 20, 21, 22, 23, 24, 25, 26, 27, 28, 45, 60, 200])
def test_pages_break_where_they_should(count: int) -> None:
    paper, pages = plain_pages(count)
    assert [n for page in pages for n in numbers(page)] == list(range(1, count + 1))
    assert "Total" in " ".join(pages[-1])
    assert count in numbers(pages[-1]), "the totals stand alone"
    assert count < 2 or count - 1 in numbers(pages[-1]), "one row stands alone with the totals"
    done = 0
    for place, page in enumerate(pages):
        shown = numbers(page)
        head = next(row for row in page if row.startswith("Descrição | "))
        assert page.index(head) < next(page.index(row) for row in page if ITEM.match(row))
        assert any(row.endswith(f"{place + 1} / {len(pages)}") for row in page)
        if place:
            assert f"Transportado | {amount(paper, done)}" in page
        done = shown[-1]
        if place < len(pages) - 1:
            assert f"A transportar | {amount(paper, done)}" in page
    assert "Transportado" not in "".join(pages[0])
    assert "A transportar" not in "".join(pages[-1])


def test_the_price_of_every_line_is_on_its_page_in_its_row() -> None:
    paper, pages = plain_pages(200)
    words = words_of(paper.language)
    for row in (row for page in pages for row in page if ITEM.match(row)):
        number = numbers([row])[0]
        assert row.endswith(" | " + as_printed(words.amount(paper.totals.lines[number - 1] or 0, "EUR")))


def test_a_quote_of_five_thousand_lines_prints() -> None:
    paper = examples.plain(5_000)
    pdf = quote.render(paper)
    pages, last = page_count(pdf), last_page(pdf)
    assert 150 < pages < 300
    assert f"{pages} / {pages}" in last
    assert as_printed(words_of("pt_PT").money(paper.totals.total, "EUR")) in last


def test_a_description_of_several_pages_has_its_price_on_its_first_line_only() -> None:
    long = "\n".join(f"Ponto {n} do caderno de encargos" for n in range(1, 160))
    paper = examples.quote([item("Pequena", price="10"), item(long, price="123.45"), item("Outra", price="20")])
    pages = pages_of(paper)
    assert len(pages) > 2
    assert sum(row.endswith("| 123,45") for page in pages for row in page) == 1
    assert any(row.startswith("Ponto 1 do caderno de encargos | 1 | un | 123,45") for row in pages[0])
    found = [int(match[1]) for page in pages for row in page if (match := re.match(r"Ponto (\d+) do", row))]
    assert found == list(range(1, 160))
    assert all("Descrição | Qtd. | Preço | IVA | Valor" in page for page in pages)
    assert all("Transportado | 133,45" in page for page in pages[1:])


def test_a_description_of_several_pages_at_the_end_keeps_lines_with_the_totals() -> None:
    for lines in range(100, 130):
        long = "\n".join(f"Ponto {n}" for n in range(lines))
        last = pages_of(examples.quote([item(long, price="10")]))[-1]
        assert last.index("Total | 12,30 €") > last.index(f"Ponto {lines - 1}")


def test_no_heading_stands_at_the_foot_of_a_page() -> None:
    for before in range(14, 22):
        lines = [item(f"Peça número {n}") for n in range(1, before + 1)]
        pages = pages_of(examples.quote([*lines, section("Secção nova"), *(item("Dentro") for _ in range(9))]))
        page = next(page for page in pages if "Secção nova" in page)
        assert any("Dentro" in row for row in page[page.index("Secção nova") :])


def test_a_subtotal_stands_with_the_last_line_it_sums() -> None:
    for before in range(12, 22):
        lines = [section("Um"), *(item(f"Peça número {n}", price="10") for n in range(1, before + 1))]
        pages = pages_of(examples.quote([*lines, section("Dois"), *(item("Depois", price="1") for _ in range(12))]))
        label = f"Subtotal: Um | {before * 10},00"
        page = next(page for page in pages if label in page)
        assert before in numbers(page[: page.index(label)])


def test_two_items_stand_with_the_totals_whatever_ends_the_lines() -> None:
    for count in range(10, 30):
        lines = [section("Um"), *(item(f"Peça número {n}") for n in range(1, count + 1))]
        closing = Line(kind=LineKind.TEXT, description="Sem mais.")
        last = pages_of(examples.quote([*lines, Line(kind=LineKind.SUBTOTAL), closing]))[-1]
        assert len(numbers(last)) >= 2


def test_subtotal_lines_sum_what_is_above_them() -> None:
    subtotal = Line(kind=LineKind.SUBTOTAL)
    lines = [item("A", price="10"), item("B", price="20"), subtotal, item("C", price="5")]
    lines.append(Line(kind=LineKind.SUBTOTAL, description="Só C"))
    rows = pages_of(examples.quote(lines))[0]
    assert "Subtotal | 30,00" in rows
    assert "Só C | 5,00" in rows


def test_a_page_break_begins_a_page_and_carries_the_sum() -> None:
    pages = pages_of(examples.quote([item("A", price="10"), PAGE_BREAK, item("B", price="20")]))
    assert len(pages) == 2
    assert "A transportar | 10,00" in pages[0]
    assert "Transportado | 10,00" in pages[1]
    assert not any(row.startswith("B |") for row in pages[0])


def test_page_breaks_make_no_empty_pages() -> None:
    lines = [PAGE_BREAK, PAGE_BREAK, item("A"), PAGE_BREAK, PAGE_BREAK, item("B"), PAGE_BREAK, PAGE_BREAK]
    pages = pages_of(examples.quote(lines))
    assert [sum(row.startswith(("A |", "B |")) for row in page) for page in pages] == [0, 1, 1]
    assert "Total" in " ".join(pages[-1])


def test_the_signature_stands_on_a_page_with_words_above_it() -> None:
    for count in range(1, 60):
        last = pages_of(examples.plain(count, closing="Ficamos ao dispor."))[-1]
        assert "Data | Aceite por (assinatura)" in last
        assert "Ficamos ao dispor." in last


def test_the_first_page_shows_an_address_where_windows_of_envelopes_are() -> None:
    height = 841.89
    words = {word.text: word for word in words_of_page(quote.render(examples.kitchen()), 0)}
    for line in ("Atelier Sousa, Lda", "Ana Sousa", "Rua do Almada 210", "4050-031 Porto"):
        from_top = (height - words[line].top) * 25.4 / 72
        assert 45 < from_top < 90
        assert 20 < words[line].left * 25.4 / 72 < 105
    assert (height - words["Orçamento 2026/42"].top) * 25.4 / 72 > 90


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("design", DESIGNS)
def test_options_begin_on_the_page_of_the_total_where_two_of_them_have_room(count: int, design: str) -> None:
    options = [item(f"Escolha {n}", price="28", role=LineRole.OPTIONAL) for n in range(count)]
    closing = "\n".join(["Ficamos ao dispor."] * 12)
    for lines in range(1, 40):
        paper = examples.plain(lines).terms.lines
        texts = pages_text(quote.render(examples.quote([*paper, *options], closing=closing, design=design)))
        for text in texts:
            if "Opções" in text:
                assert text.count("Escolha") >= min(count, 2)
        assert "Soma das opções" not in "".join(text for text in texts if "Escolha" not in text)
        if len(texts) > 1 and "Total" in texts[0] and "Opções" in texts[0]:
            return
    raise AssertionError("no quote had its options begin on the first page")


@pytest.mark.parametrize("design", DESIGNS)
def test_a_heading_of_many_lines_is_not_parted_where_a_page_ends(design: str) -> None:
    heading = "\n".join(f"Linha {n} do nome" for n in range(6))
    for before in range(2, 40, 3):
        lines = [*examples.plain(before).terms.lines, section(heading), item("palavra " * 3_000, price="5")]
        texts = pages_text(quote.render(examples.quote(lines, design=design)))
        assert [text.count("do nome") for text in texts if "do nome" in text] == [6]
        assert all("palavra" in text for text in texts if "do nome" in text)
