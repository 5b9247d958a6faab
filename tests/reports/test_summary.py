"""What a customer summary says, on one page or on fifty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from crm_desktop.domain.papers import SummaryFact, SummaryJob, SummaryPaper
from crm_desktop.reports import summary
from crm_desktop.reports.fonts import printable
from crm_desktop.words import words_of
from tests.reports import example_summaries
from tests.reports.example_summaries import old_customer, regular_customer, stranger
from tests.reports.examples import HOSTILE
from tests.reports.reading import as_printed, lines_of_page, page_count, pages_text, squeezed, whole_text, words_of_page


def lines_of(paper: SummaryPaper) -> list[str]:
    pdf = summary.render(paper)
    return [row for index in range(page_count(pdf)) for row in lines_of_page(pdf, index)]


def test_who_the_customer_is_and_how_to_reach_them_stands_first() -> None:
    rows = lines_of(regular_customer())
    assert "Atelier Sousa, Lda | Ficha do cliente · 21/11/2026" in rows
    assert "Empresa · Arquitetura e interiores" in rows
    assert "Ciclo de vida | Cliente | Desde | 04/03/2019" in rows
    text = "\n".join(rows)
    for fact in regular_customer().facts:
        assert fact.value in text


def test_what_is_open_quoted_bought_and_done_is_listed() -> None:
    rows = lines_of(regular_customer())
    assert "Cozinha Rua do Almada | Proposta | 21/12/2026 | 60 % | 7 502,66 €" in rows
    assert "Próximo passo: Telefonar à Ana (28/11/2026)" in rows
    assert "2026/41 | Prateleiras | 21/10/2026 | 21/11/2026 | Aceite | 2 811,78 €" in rows
    assert "03/01/2026 | Prateleiras e montagem | FT 2026/11 | 1 405,89 €" in rows
    assert "Total de vendas | 7 029,45 €" in rows
    assert "05/02/2026 | Dobradiças da sala de reuniões | Reparação | Concluída | 1:35 | 54,50 €" in rows
    assert "Peças: 2 un × Dobradiça Blum 110°" in rows
    assert "Prefere ser contactada por e-mail antes das dez." in rows


def test_headings_say_how_much_there_is() -> None:
    rows = lines_of(regular_customer())
    assert [row for row in rows if re.fullmatch(r"[^\W\d_][^\W\d_]+(?: \w+)* \(\d+\)", row)] == [
        "Negócios em aberto (2)",
        "Orçamentos (4)",
        "Vendas (5)",
        "Histórico de assistência (4)",
    ]


def test_parts_with_nothing_to_tell_are_left_out() -> None:
    paper = regular_customer()
    text = whole_text(summary.render(replace(paper, deals=(), sales=(), sales_total=(), jobs=(), notes=" \n")))
    for heading in ("Negócios em aberto", "Vendas", "Histórico de assistência", "Notas"):
        assert heading not in text
    assert "Orçamentos (4)" in text


def test_somebody_of_whom_only_the_name_is_known_still_gets_a_page() -> None:
    text = whole_text(summary.render(stranger()))
    assert "Łucja Żółć" in text
    assert "Ainda não há mais nada registado." in text


def test_fifty_pages_are_still_readable() -> None:
    pdf = summary.render(old_customer())
    texts = pages_text(pdf)
    assert 40 <= len(texts) <= 50
    for place, text in enumerate(texts, 1):
        assert f"{place} / {len(texts)}" in text
        assert "Atelier Sousa, Lda" in text
    sections = ("Negócios em aberto", "Vendas", "Histórico de assistência", "Notas")
    for text in texts[1:]:
        assert any(f"{name}, continuação" in text or f"{name} (" in text for name in sections) or "madeiras" in text


def test_every_sale_and_every_job_is_on_its_pages() -> None:
    paper = old_customer()
    text = whole_text(summary.render(paper))
    assert text.count("Dobradiças da sala de reuniões") == len(paper.jobs)
    assert [sale.reference for sale in paper.sales if sale.reference not in text] == []


@pytest.mark.parametrize("language", ["en", "pt_PT", "pt_BR", "es", "fr"])
def test_values_are_written_in_the_language_of_the_customer(language: str) -> None:
    words = words_of(language)
    text = whole_text(summary.render(replace(regular_customer(), language=language)))
    assert as_printed(words.money(750266, "EUR")) in text
    assert as_printed(words.date(date(2026, 11, 28))) in text


def test_what_is_still_to_be_paid_is_said_where_there_is_something() -> None:
    paper = example_summaries.regular_customer()
    assert "Still to be paid" not in whole_text(summary.render(replace(paper, language="en")))
    owing = replace(paper, language="en", unpaid=(("EUR", 123456), ("USD", 700)))
    text = whole_text(summary.render(owing))
    assert "Still to be paid" in text
    assert "1,234.56" in text
    assert "7.00" in text


def test_amounts_keep_their_own_currencies() -> None:
    paper = regular_customer()
    sales = (replace(paper.sales[0], currency="BRL"), replace(paper.sales[0], currency="JPY", amount=1_200))
    text = whole_text(summary.render(replace(paper, sales=sales, sales_total=(("BRL", 140589), ("JPY", 1200)))))
    assert "1 405,89 R$" in text
    assert "1 200 ¥" in text
    assert "1 405,89 R$ + 1 200 ¥" in text


def test_steps_without_a_day_and_sales_without_a_sum_are_told_as_they_are() -> None:
    paper = regular_customer()
    deals = (replace(paper.deals[0], next_step_date=None),)
    rows = lines_of(replace(paper, deals=deals, sales_total=()))
    assert "Próximo passo: Telefonar à Ana" in rows
    assert not any("Total de vendas" in row for row in rows)


def test_days_that_are_not_known_are_left_blank() -> None:
    paper = regular_customer()
    quotes = (replace(paper.quotes[0], date=date.min, valid_until=None),)
    assert "2026/42 | Cozinha em carvalho | Enviado | 1 405,89 €" in lines_of(replace(paper, quotes=quotes))


@pytest.mark.parametrize("example", example_summaries.SUMMARIES)
def test_the_same_paper_gives_the_same_bytes(example: Callable[[], SummaryPaper]) -> None:
    assert summary.render(example()) == summary.render(example())


def test_the_document_says_whom_it_is_about() -> None:
    reader = PdfReader(BytesIO(summary.render(regular_customer())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Ficha do cliente: Atelier Sousa, Lda"
    assert str(reader.root_object["/Lang"]) == "pt-PT"


def full_of(typed: str) -> SummaryPaper:
    """A summary with `typed` in every field."""
    paper = regular_customer()
    job = SummaryJob(date.min, "Repair", typed, typed, typed, "Done", 5, typed, 0, "EUR", None)
    return replace(
        paper,
        name=typed,
        role_line=typed,
        source=typed,
        tags=(typed, typed),
        facts=(SummaryFact(typed, typed),),
        deals=(replace(paper.deals[0], title=typed, stage=typed, next_step=typed),),
        quotes=(replace(paper.quotes[0], number=typed, title=typed, status=typed),),
        sales=(replace(paper.sales[0], title=typed, reference=typed),),
        jobs=(job,),
        notes=typed,
    )


@pytest.mark.parametrize("typed", HOSTILE)
def test_customers_text_is_text(typed: str) -> None:
    text = squeezed(whole_text(summary.render(full_of(typed))))
    assert text.count(squeezed(printable(typed))) >= 8


@pytest.mark.parametrize("typed", [HOSTILE[1], "W" * 10_000])
def test_nothing_runs_out_of_its_page(typed: str) -> None:
    pdf = summary.render(full_of(typed))
    for index in range(page_count(pdf)):
        assert all(word.left >= 70 and word.right <= 540 for word in words_of_page(pdf, index))


def test_a_long_name_is_printed_whole() -> None:
    name = "Associação de Desenvolvimento Regional e Cooperativa Agrícola dos Produtores de Castanha de Trás-os-Montes"
    rows = lines_of(replace(regular_customer(), name=name))
    assert name in " ".join(row.split(" | ")[0] for row in rows[:8])


def test_a_job_described_over_pages_keeps_its_cost_on_its_first_line() -> None:
    long = "\n".join(f"Passo {n}" for n in range(150))
    paper = regular_customer()
    rows = lines_of(replace(paper, jobs=(replace(paper.jobs[1], work_done=long, cost=12345),), notes=""))
    assert sum("123,45 €" in row for row in rows) == 1
    assert [row for row in rows if row.startswith("Passo ")] == [f"Passo {n}" for n in range(1, 150)]
