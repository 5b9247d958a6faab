"""One quote, one set of amounts: the editor, the list, the page, UBL and JSON say the very same."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from pypdf import PdfReader

from crm_desktop.db.database import Database
from crm_desktop.domain.money import minor_digits, minor_from_decimal, parse_decimal
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.domain.quotes import LineKind, QuoteTerms
from crm_desktop.services import quote_drafts, quote_exchange, quote_lines, quote_list
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.quotes.totals_block import sums
from crm_desktop.words import current, words_of
from tests.domain.exact_quotes import random_terms
from tests.factories import TODAY, new_file, opened
from tests.services.quotes import a_customer, a_draft, issue, pdf, put, shown

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})


def stored(store: Database, terms: QuoteTerms) -> int:
    """A draft with random terms; answers its id."""
    lines = [
        replace(line, description=f"Item {number}") if line.kind is LineKind.ITEM else line
        for number, line in enumerate(terms.lines, 1)
    ]
    quote_id = a_draft(store, contact_id=a_customer(store), currency=terms.currency, language="pt_PT")
    with store.write("Write") as session:
        quote_drafts.edit(session, quote_id, {"price_mode": terms.price_mode, "withholding": None})
        quote_lines.put_lines(session, quote_id, [DraftLine(line) for line in lines])
        rest = ("discount", "withholding", "deposit", "cash_rounding", "payments")
        quote_drafts.edit(session, quote_id, {key: getattr(terms, key) for key in rest})
    return quote_id


def without_blanks(text: str) -> str:
    """The words of a text run together: readers of PDFs see blanks where there are none."""
    return text.translate(SPACES).replace(" ", "")


def page_text(store: Database, quote_id: int) -> str:
    """All the pages say."""
    pages = PdfReader(BytesIO(pdf(store, quote_id))).pages
    return without_blanks("\n".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("seed", range(25))
def test_editor_list_page_ubl_and_json_show_the_same_amounts(seed: int, tmp_path: Path) -> None:
    source = random.Random(seed)
    terms = random_terms(source)
    while not any(line.kind is LineKind.ITEM for line in terms.lines):
        terms = random_terms(source)
    with opened(new_file(tmp_path)) as store:
        put(store, country="PT", business__name="Oficina Silva")
        quote_id = stored(store, terms)
        issue(store, quote_id)
        detail = shown(store, quote_id)
        totals, currency = detail.totals, detail.terms.currency
        say = words_of("pt_PT")

        with store.read() as session:
            ubl = fromstring(quote_exchange.as_ubl(session, quote_id))
            exported = json.loads(quote_exchange.as_json(session, quote_id))["exported"]["totals"]
            row = quote_list.rows(session, [quote_id], TODAY)[quote_id]
        ubl_totals = {part.tag.rpartition("}")[2]: part.text for part in ubl.find("{*}QuotedMonetaryTotal") or ()}
        amount = amount_as_text(totals.total, currency)
        assert (exported["total"], ubl_totals["TaxInclusiveAmount"]) == (amount, amount)
        assert exported["net"] == ubl_totals["TaxExclusiveAmount"] == amount_as_text(totals.net, currency)
        assert exported["payable"] == ubl_totals["PayableAmount"] == amount_as_text(totals.payable, currency)
        assert exported["tax"] == ubl.findtext("{*}TaxTotal/{*}TaxAmount") == amount_as_text(totals.tax, currency)
        taxes = [part.text for part in ubl.iterfind("{*}TaxTotal/{*}TaxSubtotal/{*}TaxAmount")]
        assert taxes == [one["tax"] for one in exported["taxes"]]
        assert (row.total, row.net) == (totals.total, totals.net)

        editor = {each.amount for each in sums(detail.terms, totals, "IVA")}
        assert current().money(totals.total, currency) in editor
        compact = page_text(store, quote_id)
        for minor in (totals.total, *(group.tax for group in totals.taxes if group.rate), totals.payable):
            assert without_blanks(say.amount(minor, currency)) in compact
        digits = minor_digits(currency)
        for line in exported["lines"]:
            (text,) = line.values()
            minor = minor_from_decimal(parse_decimal(text, field=None), currency)
            assert text == amount_as_text(minor, currency)
            assert len(text.partition(".")[2]) == digits
            assert without_blanks(say.amount(minor, currency)) in compact
