"""The page that tells a customer what a revision changed: always one, whatever changed, in their language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.papers import Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_differences import ChangeKind, DifferencePaper, difference
from crm_desktop.domain.quotes import (
    Line,
    LineKind,
    LineRole,
    PlannedPayment,
    PriceMode,
    Share,
    ShareKind,
)
from crm_desktop.reports.difference import render
from crm_desktop.reports.difference_words import SIGNS, told, told_sums
from crm_desktop.reports.fonts import missing_characters
from crm_desktop.words import words_of
from tests.domain.test_quote_differences import FITTING, KITCHEN, LIGHT, SHELF, paper
from tests.reports.examples import HOSTILE
from tests.reports.reading import page_count, whole_text

DAY = dt.date(2026, 11, 28)


def page(before: QuotePaper, after: QuotePaper, language: str = "en") -> bytes:
    return render(DifferencePaper(language, DAY, before.letterhead, before, replace(after, number="Q-1-R2")))


def with_terms(of: QuotePaper, **values: Any) -> QuotePaper:
    terms = replace(of.terms, **values)
    return replace(of, terms=terms, totals=compute_totals(terms))


def test_the_page_names_both_quotes_and_every_change() -> None:
    dearer = replace(SHELF, unit_price=Decimal(150), discount=Share(ShareKind.PERCENT, Decimal(5)))
    after = paper(KITCHEN, LIGHT, dearer, replace(FITTING, description="Kitchen handles", unit_price=Decimal(9)))
    text = whole_text(page(paper(KITCHEN, SHELF, FITTING, LIGHT), after))
    for words in (
        "Changes from Q-1 to Q-1-R2", "28/11/2026", "Ana Sousa · Shelves", "€ 1,143.00",
        "Unit price: € 145.00 → € 150.00",
        "Discount: none → 5 %", "+ Added", "Kitchen handles", "− Removed", "Fitting on site", "From place 2 to place 3",
    ):  # fmt: skip
        assert words in text
    assert "1 / 1" in text


def test_the_own_cost_never_stands_on_the_page() -> None:
    before, after = paper(replace(SHELF, cost=Decimal("71.23"))), paper(replace(SHELF, cost=Decimal("88.88")))
    text = whole_text(page(before, after))
    assert "No line and no term changed." in text
    assert "71.23" not in text
    assert "88.88" not in text


@pytest.mark.parametrize("many", [1, 20, 61, 3000])
def test_it_stays_one_page_and_says_how_much_is_not_on_it(many: int) -> None:
    added = [Line(description=f"Piece {place} " + "long " * 60, unit_price=Decimal(place)) for place in range(1, many)]
    pdf = page(paper(SHELF), paper(SHELF, *added))
    text = whole_text(pdf)
    assert page_count(pdf) == 1
    shown = text.count("+ Added")
    assert (f"… and {many - 1 - shown:,} more change" in " ".join(text.split())) == (many - 1 > shown)


def test_texts_of_three_pages_and_hostile_words_stay_on_the_page() -> None:
    long = "word " * 5_000
    before, after = paper(replace(SHELF, description=long), intro=long), paper(
        *[Line(description=text, unit_price=Decimal(1)) for text in HOSTILE], intro="\n".join(HOSTILE), title=long,
        customer=Party(long, address=(long,)),
    )  # fmt: skip
    assert page_count(page(before, after)) == 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert page(paper(SHELF), paper(FITTING)) == page(paper(SHELF), paper(FITTING))


def test_facts_and_terms_are_told_in_words() -> None:
    before = paper(SHELF, intro="Dear Ana", valid_until=DAY)
    half = Share(ShareKind.PERCENT, Decimal(50))
    after = with_terms(
        replace(before, language="pt_PT", intro="", reference="PO 7", valid_until=None),
        price_mode=PriceMode.GROSS, discount=Share(ShareKind.AMOUNT, Decimal("10.5")), withholding=Decimal(23),
        payments=(PlannedPayment("On order", half, DAY), PlannedPayment("At the end", half)), cash_rounding=5,
    )  # fmt: skip
    found = {one.what: one for one in told(difference(before, after), words_of("en"))}
    said = {what: (one.before.replace("\u00a0", " "), one.after.replace("\u00a0", " ")) for what, one in found.items()}
    assert said["Valid until"] == ("28/11/2026", "")
    assert found["Valid until"].kind is ChangeKind.REMOVED
    assert said["Reference"] == ("", "PO 7")
    assert found["Reference"].kind is ChangeKind.ADDED
    assert said["Language"] == ("English", "Portuguese (Portugal)")
    assert said["Prices"] == ("Prices without tax", "Prices with tax included")
    assert said["Discount"] == ("", "€ 10.50")
    assert said["Withholding"] == ("", "23 %")
    assert said["Cash rounding"] == ("", "€ 0.05")
    assert [detail.replace("\u00a0", " ") for detail in found["Payment schedule"].details] == [
        "+ On order · 50 % · 28/11/2026 At the end · 50 %"
    ]


def test_lines_are_told_in_words() -> None:
    hidden = replace(KITCHEN, hide_prices=True)
    option = replace(SHELF, role=LineRole.OPTIONAL, quantity=Decimal("2.5"), tax_rate=Decimal(6), cost=Decimal(9))
    gone = (Line(kind=LineKind.PAGE_BREAK), Line(kind=LineKind.SUBTOTAL), Line(kind=LineKind.TEXT))
    found = told(difference(paper(KITCHEN, SHELF), paper(hidden, option, *gone), with_cost=True), words_of("en"))
    said = [(one.what, *(detail.replace("\u00a0", " ") for detail in one.details)) for one in found]
    assert said == [
        ("Kitchen", "Prices of the section: shown → hidden"),
        ("Oak shelf, 18 mm", "Quantity: 6 → 2.5", "Tax: 0 % → 6 %", "Kind of line: Standard → Optional",
         "Cost: none → € 9.00"),
        ("Page break",),
        ("Subtotal",),
        ("Line without words",),
    ]  # fmt: skip
    light = replace(LIGHT, discount=Share(ShareKind.AMOUNT, Decimal(8)))
    added = told(difference(paper(), paper(light)), words_of("en"))
    assert added[-1].details[0].replace("\u00a0", " ") == "6 × € 28.00 · less € 8.00 · Optional"


def test_sums_say_by_how_much_they_grew() -> None:
    before, after = paper(SHELF), paper(SHELF, FITTING)
    more = [(one.what, one.more.replace("\u00a0", " ")) for one in told_sums(difference(before, after), words_of("en"))]
    less = [one.more.replace("\u00a0", " ") for one in told_sums(difference(after, before), words_of("en"))]
    assert more == [("Net", "+€ 273.00"), ("Total", "+€ 273.00")]
    assert less == ["−€ 273.00", "−€ 273.00"]
    other = with_terms(before, currency="BRL")
    assert {one.more for one in told_sums(difference(before, other), words_of("en"))} == {""}


def test_the_signs_are_in_the_faces() -> None:
    assert missing_characters("".join(SIGNS.values())) == ""


@settings(max_examples=25)
@given(st.lists(st.sampled_from([SHELF, FITTING, LIGHT, KITCHEN]), max_size=40), st.sampled_from(["pt_PT", "fr", "es"]))
def test_any_change_is_one_page_in_any_language(lines: list[Line], language: str) -> None:
    assert page_count(page(paper(SHELF, FITTING), paper(*lines), language)) == 1
