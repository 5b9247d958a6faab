"""Papers come back from JSON exactly as they were, and older or damaged texts are met calmly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper, SummaryPaper
from crm_desktop.reports.codec import Paper, paper_from_json, paper_to_json
from crm_desktop.sentences import sentence
from tests.reports import example_summaries, examples, five_quotes, letterheads

amounts = st.decimals(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Decimal, amounts)


def there_and_back(kind: str, paper: Paper) -> Paper:
    return paper_from_json(kind, paper_to_json(paper))


@pytest.mark.parametrize("example", examples.ALL)
def test_example_quotes_come_back_as_they_were(example: Callable[[], QuotePaper]) -> None:
    assert there_and_back("quote", example()) == example()


@pytest.mark.parametrize("example", example_summaries.SUMMARIES)
def test_example_summaries_come_back_as_they_were(example: Callable[[], SummaryPaper]) -> None:
    assert there_and_back("summary", example()) == example()


@given(st.builds(QuotePaper))
def test_any_quote_comes_back_as_it_was(paper: QuotePaper) -> None:
    assert repr(there_and_back("quote", paper)) == repr(paper)


@given(st.builds(SummaryPaper))
def test_any_summary_comes_back_as_it_was(paper: SummaryPaper) -> None:
    assert there_and_back("summary", paper) == paper


def test_decimals_keep_their_places() -> None:
    paper = examples.quote([examples.item("A", "1.50", price="2.0000")])
    line = there_and_back("quote", paper)
    assert isinstance(line, QuotePaper)
    assert str(line.terms.lines[0].quantity) == "1.50"
    assert str(line.terms.lines[0].unit_price) == "2.0000"


def test_accents_stay_readable_in_the_text() -> None:
    assert "Carpintaria · Porto" in paper_to_json(examples.one_line())


def test_a_logo_survives_byte_for_byte() -> None:
    paper = examples.kitchen()
    back = there_and_back("quote", paper)
    assert back.letterhead.logo == paper.letterhead.logo


def test_a_snapshot_of_an_older_program_takes_defaults_for_newer_fields() -> None:
    text = json.loads(paper_to_json(examples.kitchen()))
    del text["paper"]["reference"], text["paper"]["tax_name"], text["paper"]["letterhead"]["accent"]
    for line in text["paper"]["terms"]["lines"]:
        del line["tax_reason"]
    back = paper_from_json("quote", json.dumps(text))
    expected = examples.kitchen()
    accent = replace(expected.letterhead, accent="#0E7C7B")
    assert back == replace(expected, reference="", tax_name="", letterhead=accent)


def test_a_snapshot_of_a_newer_program_reads_without_what_is_not_known() -> None:
    text = json.loads(paper_to_json(examples.one_line()))
    text["paper"]["colour_of_the_envelope"] = "green"
    text["paper"]["customer"]["loyalty"] = 7
    assert paper_from_json("quote", json.dumps(text)) == examples.one_line()


@pytest.mark.parametrize(
    "change",
    [
        {"date": "not a day"},
        {"date": 5},
        {"totals": None},
        {"notices": "text"},
        {"language": None},
        {"customer": []},
        {"terms": {"currency": "EUR"}},
    ],
)
def test_what_is_no_paper_is_refused(change: dict[str, object]) -> None:
    text = json.loads(paper_to_json(examples.one_line()))
    text["paper"] |= change
    with pytest.raises(Refused) as refused:
        paper_from_json("quote", json.dumps(text))
    assert refused.value.key == "paper.unreadable"
    assert sentence(refused.value)


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", "5", "{", '{"kind": "quote"}', "[" * 100_000, '{"kind":"summary"}']
)
def test_what_is_no_json_of_this_kind_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"paper\.unreadable"):
        paper_from_json("quote", text)


def test_amounts_as_floats_or_truths_are_refused() -> None:
    text = paper_to_json(examples.one_line())
    total = examples.one_line().totals.total
    for wrong in (f"{total}.5", "true", f'"{total}"', "NaN"):
        with pytest.raises(Refused):
            paper_from_json("quote", text.replace(f'"total":{total}', f'"total":{wrong}'))


def test_a_summary_knows_days_that_are_not_known() -> None:
    paper = replace(example_summaries.regular_customer(), since=None, made_on=date.min)
    assert there_and_back("summary", paper) == paper


def test_designs_codes_and_letterheads_go_there_and_back() -> None:
    paper = five_quotes.options()
    letterhead = replace(paper.letterhead, sheet=letterheads.letterhead(), window="fr", first_top=60)
    paper = replace(paper, letterhead=letterhead, design="modern", preprinted=True)
    assert there_and_back("quote", paper) == paper


def test_a_snapshot_from_before_there_were_designs_still_reads() -> None:
    text = json.loads(paper_to_json(five_quotes.options()))
    for name in ("design", "code", "check_boxes", "accept_fields", "preprinted"):
        del text["paper"][name]
    for name in ("window", "sheet", "first_top", "other_top", "bottom"):
        del text["paper"]["letterhead"][name]
    paper = paper_from_json("quote", json.dumps(text))
    assert paper == replace(five_quotes.options(), code=None, check_boxes=False, accept_fields=False)
