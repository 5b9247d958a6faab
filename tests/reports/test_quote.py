"""What a quote says: every amount of the engine, in the customer's language, and every text as it was typed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import Party, QuotePaper
from crm_desktop.domain.quotes import LineRole, PriceMode, Share, ShareKind
from crm_desktop.reports import quote
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.own_letterhead import taken
from crm_desktop.words import FORMATS, set_language, words_of
from tests.reports import examples, five_quotes, letterheads
from tests.reports.examples import HOSTILE, item, percent, section
from tests.reports.reading import as_printed, lines_of_page, page_count, pages_text, squeezed, whole_text, words_of_page

ROOT = Path(__file__).resolve().parents[2]


def amounts_of(paper: QuotePaper) -> list[str]:
    """Every amount the engine computed for a paper, as the paper's language writes it."""
    words, totals = words_of(paper.language), paper.totals
    found = [words.amount(amount, totals.currency) for amount in totals.lines if amount is not None]
    found += [words.amount(group.tax, totals.currency) for group in totals.taxes if group.rate]
    found.append(words.money(totals.total, totals.currency))
    if paper.terms.discount:
        found += [words.amount(totals.lines_sum, totals.currency), words.amount(-totals.discount, totals.currency)]
    if paper.terms.withholding:
        found += [words.amount(-totals.withholding, totals.currency), words.money(totals.payable, totals.currency)]
    if paper.terms.deposit:
        found.append(words.money(totals.deposit, totals.currency))
    return [as_printed(text) for text in found]


@pytest.mark.parametrize("example", examples.ALL)
def test_every_amount_of_the_engine_stands_on_the_paper(example: Callable[[], QuotePaper]) -> None:
    paper = example()
    text = whole_text(quote.render(paper))
    assert [amount for amount in amounts_of(paper) if amount not in text] == []


@pytest.mark.parametrize("language", FORMATS)
def test_numbers_dates_and_money_are_written_in_the_language_of_the_paper(language: str) -> None:
    words = words_of(language)
    paper = examples.quote([item("Obra", "1234.5", "h", "98765.4321")], language=language)
    text = whole_text(quote.render(paper))
    for expected in (
        words.number(Decimal("1234.5")),
        words.price(Decimal("98765.4321"), "EUR"),
        words.money(paper.totals.total, "EUR"),
        words.date(date(2026, 12, 21)),
        words.percent(Decimal(23)),
    ):
        assert as_printed(expected) in text


def test_the_screens_language_does_not_touch_the_paper() -> None:
    paper = examples.kitchen()
    before = quote.render(paper)
    set_language("pt_BR")
    assert quote.render(paper) == before


@pytest.mark.parametrize("example", examples.ALL)
def test_the_same_paper_gives_the_same_bytes(example: Callable[[], QuotePaper]) -> None:
    assert quote.render(example()) == quote.render(example())


def form_on_letterhead() -> QuotePaper:
    """All that other libraries have a hand in: a form, a code that pays, a letterhead."""
    paper = five_quotes.options()
    sheet = taken(letterheads.busy(), "A4").pdf
    return replace(paper, design="modern", letterhead=replace(paper.letterhead, sheet=sheet))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from crm_desktop.reports import quote; from tests.reports import examples, test_quote\n"
        "for make in (examples.kitchen, test_quote.form_on_letterhead):\n"
        "    print(hashlib.sha256(quote.render(make())).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    here = [hashlib.sha256(quote.render(make())).hexdigest() for make in (examples.kitchen, form_on_letterhead)]
    assert done.stdout.split() == here


def test_the_document_says_what_it_is_who_made_it_and_in_which_language() -> None:
    reader = PdfReader(BytesIO(quote.render(examples.kitchen())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Orçamento 2026/42"
    assert reader.metadata.author == "Oficina Silva"
    assert reader.metadata.subject == "Cozinha em carvalho, Rua do Almada"
    assert str(reader.root_object["/Lang"]) == "pt-PT"


def test_only_embedded_faces_are_used_and_no_path_of_this_machine_is_told() -> None:
    pdf = quote.render(examples.kitchen())
    fonts = {str(font["/BaseFont"]) for page in PdfReader(BytesIO(pdf)).pages for font in _fonts(page)}
    assert fonts
    assert all("SourceSansPro" in font or font == "/Helvetica" for font in fonts)
    assert b"site-packages" not in pdf
    assert str(ROOT).encode() not in pdf


def _fonts(page: object) -> list[dict[str, object]]:
    """The fonts that a page draws with."""
    resources = page["/Resources"]["/Font"]  # type: ignore[index]
    return [resources[name].get_object() for name in resources]


def test_both_parties_are_on_the_first_page_with_their_tax_ids() -> None:
    text = pages_text(quote.render(examples.kitchen()))[0]
    for expected in (
        "Oficina Silva",
        "NIF 509 442 013",
        "Atelier Sousa, Lda",
        "Ana Sousa",
        "Rua do Almada 210",
        "513 876 220",
    ):
        assert expected in text


def test_a_person_who_is_the_customer_is_named_once() -> None:
    paper = examples.quote([item("Obra")], customer=Party("Ana Sousa", "Ana Sousa", ("Rua do Almada 210",)))
    assert whole_text(quote.render(paper)).count("Ana Sousa") == 1


def test_a_draft_says_so_and_has_no_number() -> None:
    pdf = quote.render(examples.shelves_draft())
    assert "Orçamento | rascunho | 21/11/2026 · válido até 21/12/2026" in lines_of_page(pdf, 0)


def test_a_draft_says_so_on_every_page() -> None:
    pdf = quote.render(examples.plain(60, mark="draft", number=""))
    texts = pages_text(pdf)
    assert len(texts) > 2
    assert all("rascunho" in text for text in texts)


def test_an_expired_quote_says_so_and_invites_no_signature() -> None:
    text = whole_text(quote.render(examples.plain(3, mark="expired")))
    assert "expirado" in text
    assert "Aceite por" not in text


def test_a_valid_quote_is_neither_and_can_be_signed() -> None:
    text = whole_text(quote.render(examples.one_line()))
    assert "rascunho" not in text
    assert "expirado" not in text
    assert "válido até" not in text
    assert "Aceite por (assinatura)" in text


def test_columns_nobody_needs_are_not_there() -> None:
    plain = whole_text(quote.render(examples.quote([item("Obra", tax_rate=Decimal(0))])))
    assert "Desc." not in plain
    assert "IVA" not in plain
    full = whole_text(quote.render(examples.kitchen()))
    assert "Desc." in full
    assert "IVA" in full


def test_a_single_rate_needs_no_base_and_several_show_theirs() -> None:
    single = quote.render(examples.shelves_draft())
    assert "IVA 23 % | 262,89" in lines_of_page(single, 0)
    several = lines_of_page(quote.render(examples.kitchen()), 0)
    assert "IVA 23 % sobre 6 020,31 | 1 384,67" in several
    assert "IVA 6 % sobre 92,15 | 5,53" in several


def test_prices_with_tax_say_so_and_show_the_tax_they_hold() -> None:
    paper = examples.brazilian()
    text = whole_text(quote.render(paper))
    assert paper.totals.price_mode is PriceMode.GROSS
    assert "Todos os preços incluem impostos." in text
    assert "Inclui impostos 18 % sobre 1.180,68" in text


def test_a_discount_on_prices_with_tax_comes_off_before_the_total() -> None:
    terms = {"price_mode": PriceMode.GROSS, "discount": percent("10")}
    rows = lines_of_page(quote.render(examples.quote([item("Obra", price="123")], terms)), 0)
    start = rows.index("Subtotal | 123,00")
    assert rows[start : start + 4] == [
        "Subtotal | 123,00",
        "Desconto 10 % | -12,30",
        "Total | 110,70 €",
        "Inclui IVA 23 % sobre 90,00 | 20,70",
    ]


def test_a_paper_without_any_tax_shows_none() -> None:
    lines = [item("Visita", price="180", tax_rate=Decimal(0))]
    text = whole_text(quote.render(examples.quote(lines, {"price_mode": PriceMode.GROSS}, tax_name="")))
    assert "Todos os preços incluem impostos." in text
    assert "Inclui" not in text


def test_an_exemption_prints_its_reason_and_the_withholding_what_is_left() -> None:
    paper = examples.exempt()
    rows = lines_of_page(quote.render(paper), 0)
    assert "IVA 0 % | 0,00" in rows
    assert "IVA – regime de isenção, art. 53.º do CIVA (M10)" in rows
    assert "Retenção na fonte 23 % sobre 1 872,50 | -430,68" in rows
    assert "A pagar | 1 441,82 €" in rows


def test_discounts_and_deposits_as_amounts_show_no_percentage() -> None:
    terms = {"discount": Share(ShareKind.AMOUNT, Decimal(10)), "deposit": Share(ShareKind.AMOUNT, Decimal(50))}
    rows = lines_of_page(quote.render(examples.quote([item("Obra", price="100")], terms)), 0)
    assert "Desconto | -10,00" in rows
    assert "Adiantamento | 50,00 €" in rows


def test_options_stand_below_the_total_with_a_sum_of_their_own() -> None:
    rows = [row for index in range(2) for row in lines_of_page(quote.render(examples.kitchen()), index)]
    total = rows.index("Total | 7 502,66 €")
    options, alternatives = rows.index("Opções"), rows.index("Alternativas")
    assert total < options < rows.index("Soma das opções | 478,00") < alternatives
    assert (
        "12 | Bancada em mármore de Estremoz em vez de granito | 3,85 | m² | 289,00 | 23 % | 1 112,65"
        in rows[alternatives:]
    )
    assert not any("Fita LED" in row for row in rows[:total])


def test_several_alternatives_have_a_sum_of_their_own() -> None:
    lines = [item("A"), *(item(name, price="10", role=LineRole.ALTERNATIVE) for name in "BC")]
    rows = lines_of_page(quote.render(examples.quote(lines)), 0)
    assert "Soma das alternativas | 20,00" in rows


def test_a_section_of_options_gives_the_list_its_name() -> None:
    rows = lines_of_page(quote.render(examples.shelves_draft()), 0)
    assert rows.count("Opções") == 1
    assert "Fita LED em cada prateleira | 6 | un | 28,00 | 23 % | 168,00" in rows[rows.index("Opções") :]


def test_an_option_inside_a_section_is_listed_under_its_name() -> None:
    lines = [section("Cozinha"), item("Armário"), item("Luz", role=LineRole.OPTIONAL), section("Sala"), item("Soalho")]
    lines.append(item("Lareira", role=LineRole.OPTIONAL))
    pdf = quote.render(examples.quote(lines))
    rows = [row for index in range(page_count(pdf)) for row in lines_of_page(pdf, index)]
    below = [row.split(" | ")[0] for row in rows[rows.index("Opções") :]]
    assert [name for name in below if name in {"Cozinha", "Luz", "Sala", "Lareira"}] == [
        "Cozinha",
        "Luz",
        "Sala",
        "Lareira",
    ]


def test_decimals_of_prices_stand_under_each_other() -> None:
    pdf = quote.render(examples.quote([item("A", "2", price="5"), item("B", price="12.3456")]))
    boxes = {word.text: word for word in words_of_page(pdf, 0)}
    assert boxes["5,00"].left == pytest.approx(boxes["12,3456"].left + 9.5 * 0.497, abs=0.6)


@pytest.mark.parametrize("count", [1, 12, 200, 500])
def test_every_line_of_a_quote_is_on_its_pages(count: int) -> None:
    paper = examples.plain(count)
    text = whole_text(quote.render(paper))
    assert [n for n in range(1, count + 1) if f"Peça número {n}\n" not in text] == []
    assert as_printed(words_of("pt_PT").money(paper.totals.total, "EUR")) in text


@pytest.mark.parametrize("typed", HOSTILE)
def test_customers_text_is_text(typed: str) -> None:
    paper = examples.quote(
        [item(typed), section(typed), examples.text(typed)],
        title=typed,
        intro=typed,
        closing=typed,
        payment_terms=typed,
        reference=typed,
        customer=Party(typed, typed, (typed,), typed, typed),
        notices=(typed,),
        tax_name=typed,
    )
    text = squeezed(whole_text(quote.render(paper)))
    assert text.count(squeezed(printable(typed))) >= 8


def test_markup_opens_no_file(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(examples.logo())
    typed = f'<img src="{picture}" width="10"/>'
    pdf = quote.render(examples.quote([item(typed)], intro=typed))
    assert b"/Image" not in pdf.replace(b"/ImageB", b"").replace(b"/ImageC", b"").replace(b"/ImageI", b"")
    assert squeezed(typed) in squeezed(whole_text(pdf))


def test_a_quote_full_of_hostile_texts_prints_them_all() -> None:
    paper = examples.hostile()
    text = squeezed(whole_text(quote.render(paper)))
    assert text.count("W") >= 10_000
    for typed in HOSTILE:
        assert squeezed(printable(typed.split("\n")[0])) in text


@pytest.mark.parametrize("logo", [b"", b"no picture", b"\x89PNG\r\n\x1a\nbroken", examples.logo()[:500]])
def test_a_broken_logo_gives_way_to_the_name(logo: bytes) -> None:
    paper = examples.plain(2)
    pdf = quote.render(replace(paper, letterhead=replace(paper.letterhead, logo=logo)))
    assert pdf == quote.render(paper)


def test_a_logo_stands_on_the_page_and_the_name_moves_beside_it() -> None:
    pdf = quote.render(examples.kitchen())
    images = PdfReader(BytesIO(pdf)).pages[0].images
    assert len(images) == 1
    assert lines_of_page(pdf, 0)[0] == "Oficina Silva"


def test_letter_and_a4_both_print_within_their_margins() -> None:
    for size in ("A4", "Letter"):
        paper = examples.kitchen()
        pdf = quote.render(replace(paper, letterhead=replace(paper.letterhead, page_size=size)))
        box = PdfReader(BytesIO(pdf)).pages[0].mediabox
        for index in range(2):
            for word in words_of_page(pdf, index):
                assert word.left >= 60
                assert word.right <= float(box.width) - 50
                assert word.bottom >= 25
                assert word.top <= float(box.height) - 30


def test_notices_too_long_for_the_footer_are_printed_whole_before_the_signature() -> None:
    long = "Este orçamento inclui tudo o que nele está descrito e nada mais. " * 20
    text = whole_text(quote.render(examples.plain(3, notices=(long,))))
    assert squeezed(text).count("nadamais.") == 20


def test_bank_details_and_notices_stand_on_every_page() -> None:
    paper = examples.plain(60)
    for text in pages_text(quote.render(paper)):
        assert paper.letterhead.bank in text
        assert examples.NOT_AN_INVOICE in text


def test_bank_details_too_long_for_one_line_are_printed_whole() -> None:
    paper = examples.plain(2)
    bank = "IBAN PT50 0002 0123 1234 5678 9015 4, BIC ABCDPTPL, " * 4
    text = whole_text(quote.render(replace(paper, letterhead=replace(paper.letterhead, bank=bank))))
    assert squeezed(bank) in squeezed(text)


def test_a_currency_nobody_knows_is_refused() -> None:
    paper = examples.plain(1)
    terms, totals = replace(paper.terms, currency="XXX"), replace(paper.totals, currency="XXX")
    with pytest.raises(Refused) as refused:
        quote.render(replace(paper, terms=terms, totals=totals))
    assert refused.value.key == "currency.unknown"


def test_a_quote_without_lines_is_still_a_page() -> None:
    assert "Total" in whole_text(quote.render(examples.quote([])))


def test_more_tax_groups_than_a_page_holds_go_on_over_pages() -> None:
    lines = [item(f"A{n}", price="100", tax_rate=Decimal(n) / 100) for n in range(1, 120)]
    pdf = quote.render(examples.quote(lines))
    rows = [row for index in range(page_count(pdf)) for row in lines_of_page(pdf, index)]
    found = [row for row in rows if re.fullmatch(r"IVA [0-9,]+ % sobre 100,00 \| [0-9,]+", row)]
    assert len(found) == 119
    assert lines_of_page(pdf, page_count(pdf) - 1)


def test_amounts_of_any_length_stay_on_the_page() -> None:
    lines = [item("Muito", "9999", "un", "99999999.9999", discount=percent("0.0001")), item("Pouco", price="0.0001")]
    pdf = quote.render(examples.quote(lines))
    assert all(word.left >= 70 and word.right <= 540 for word in words_of_page(pdf, 0))
