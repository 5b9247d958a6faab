"""What a customer may choose, and what the quote then comes to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_acceptance import accepted_terms, accepted_totals, options_of
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms, Share, ShareKind


def item(name: str, price: int, role: LineRole = LineRole.STANDARD) -> Line:
    return Line(description=name, unit_price=Decimal(price), tax_rate=Decimal(23), role=role)


OAK, STEEL = item("Oak", 100), item("Steel", 150)
PINE, BEECH = item("Pine", 60, LineRole.ALTERNATIVE), item("Beech", 90, LineRole.ALTERNATIVE)
LIGHT = item("Light", 20, LineRole.OPTIONAL)
NOTE, SECTION = Line(kind=LineKind.TEXT, description="or"), Line(kind=LineKind.SECTION, description="Two")


def terms(*lines: Line, **values: object) -> QuoteTerms:
    return replace(QuoteTerms("EUR", lines), **values)  # type: ignore[arg-type]


def replaced(*lines: Line) -> list[int | None]:
    return [option.replaces for option in options_of(lines)]


def test_alternatives_belong_to_the_item_they_follow() -> None:
    assert replaced(OAK, PINE, BEECH, LIGHT, STEEL, PINE) == [0, 0, None, 4]
    assert replaced(OAK, NOTE, PINE) == [0]
    assert replaced(LIGHT, PINE) == [None, 0]


def test_a_section_or_a_subtotal_parts_an_alternative_from_its_item() -> None:
    assert replaced(PINE, OAK, SECTION, PINE) == [None, None]
    assert replaced(OAK, Line(kind=LineKind.SUBTOTAL), PINE) == [None]


def test_nothing_chosen_is_the_quote_as_it_stands() -> None:
    quote = terms(OAK, PINE, LIGHT)
    assert accepted_terms(quote, ()) == quote
    assert accepted_totals(quote, ()) == compute_totals(quote)


def test_an_option_is_added_and_an_alternative_takes_the_place() -> None:
    quote = terms(OAK, PINE, BEECH, STEEL, LIGHT)
    assert accepted_totals(quote, [4]).net == 27000
    assert accepted_totals(quote, [1]).net == 21000
    assert accepted_totals(quote, [2, 4]).net == 26000


def test_an_alternative_to_an_option_is_added_in_its_place() -> None:
    assert accepted_totals(terms(OAK, LIGHT, PINE), [2]).net == 16000
    with pytest.raises(Refused, match=r"acceptance\.two_of_one"):
        accepted_terms(terms(OAK, LIGHT, PINE), [1, 2])


def test_two_in_one_place_and_what_is_no_option_are_refused() -> None:
    quote = terms(OAK, PINE, BEECH)
    with pytest.raises(Refused) as caught:
        accepted_terms(quote, [1, 2])
    assert (caught.value.key, caught.value.values["number"]) == ("acceptance.two_of_one", 3)
    for place in (0, 9):
        with pytest.raises(Refused, match=r"acceptance\.no_option"):
            accepted_terms(quote, [place])


def test_a_deposit_that_the_cheaper_choice_does_not_bear_stops_no_acceptance() -> None:
    quote = terms(OAK, PINE, deposit=Share(ShareKind.AMOUNT, Decimal(100)))
    assert accepted_totals(quote, [1]).total == 7380


def test_a_discount_that_the_cheaper_choice_does_not_bear_is_refused() -> None:
    with pytest.raises(Refused, match=r"quote\.discount_too_large"):
        accepted_totals(terms(OAK, PINE, discount=Share(ShareKind.AMOUNT, Decimal(80))), [1])


@given(st.lists(st.sampled_from([OAK, STEEL, PINE, BEECH, LIGHT, NOTE, SECTION]), max_size=12), st.data())
def test_what_is_accepted_is_the_standard_with_each_choice_in_its_place(lines: list[Line], data: st.DataObject) -> None:
    quote = terms(*lines)
    options = options_of(lines)
    chosen = data.draw(st.sets(st.sampled_from([option.place for option in options]))) if options else set()
    places = [option.replaces for option in options if option.place in chosen and option.replaces is not None]
    given_up = set(places)
    if len(places) > len(given_up) or given_up & chosen:
        with pytest.raises(Refused, match=r"acceptance\.two_of_one"):
            accepted_terms(quote, chosen)
        return
    accepted = accepted_terms(quote, chosen)
    counted = {
        place
        for place, line in enumerate(lines)
        if place in chosen or (line.kind is LineKind.ITEM and line.role is LineRole.STANDARD and place not in given_up)
    }
    assert compute_totals(accepted).lines_sum == sum(compute_totals(quote).lines[place] or 0 for place in counted)
    assert [replace(line, role=LineRole.STANDARD) for line in accepted.lines] == [
        replace(line, role=LineRole.STANDARD) for line in lines
    ]
