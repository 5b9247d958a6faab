"""The look of papers as settings: design, letterhead, margins; and what a quote makes of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from crm_desktop.db.database import Database
from crm_desktop.domain.errors import Refused
from crm_desktop.services import look_sample, quote_drafts, quote_papers, settings
from tests.factories import TODAY
from tests.reports import letterheads
from tests.reports.reading import page_count, whole_text
from tests.services.quotes import complete, issue, pdf, put


def keep(store: Database, content: bytes | None) -> tuple[str, ...]:
    with store.write("Change setting") as session:
        return settings.set_letterhead(session, content)


def test_a_letterhead_is_kept_printed_and_taken_away(store: Database) -> None:
    quote_id = complete(store)
    assert keep(store, letterheads.letterhead()) == ()
    assert "Papel da casa 1" in whole_text(pdf(store, quote_id))
    with store.read() as session:
        assert settings.letterhead(session).sheet is not None
    keep(store, None)
    assert "Papel da casa" not in whole_text(pdf(store, quote_id))


def test_a_letterhead_that_tells_the_bank_details_saves_the_quote_from_it(store: Database) -> None:
    quote_id = complete(store)
    keep(store, letterheads.letterhead())
    put(store, business__bank="IBAN PT50 0002 0123 1234 5678 9015 4", business__tax_id="509442013")
    text = whole_text(pdf(store, quote_id))
    assert "IBAN PT50 0002 0123 1234 5678 9015 4" in text
    assert "509442013" in text.replace(" ", "")
    put(store, look__letterhead_details="yes")
    text = whole_text(pdf(store, quote_id))
    assert "IBAN" not in text
    assert "509442013" not in text.replace(" ", "")


def test_what_is_left_out_of_a_letterhead_is_said(store: Database) -> None:
    said = " ".join(keep(store, letterheads.busy()))
    assert "Scripts" in said
    assert "attached" in said


def test_a_letterhead_that_is_none_leaves_the_old_one(store: Database) -> None:
    keep(store, letterheads.letterhead())
    with pytest.raises(Refused):
        keep(store, b"no pdf")
    with store.read() as session:
        assert settings.letterhead(session).sheet is not None


def test_a_letterhead_is_chosen_not_typed(store: Database) -> None:
    with pytest.raises(Refused) as refused:
        put(store, business__letterhead="paper.pdf")
    assert refused.value.key == "setting.pdf"


def test_a_quote_looks_as_the_business_unless_it_says_otherwise(store: Database) -> None:
    quote_id = complete(store)
    put(store, look__design="modern", look__window="none", look__first_top="60")

    def design() -> str:
        with store.read() as session:
            return quote_papers.paper_of(session, quote_id).design

    assert design() == "modern"
    with store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"design": "compact"})
    assert design() == "compact"
    with pytest.raises(Refused) as refused, store.write("Edit quote") as session:
        quote_drafts.edit(session, quote_id, {"design": "gothic"})
    assert (refused.value.key, refused.value.field) == ("quote.design", "design")


def test_another_look_changes_nothing_that_was_issued(store: Database) -> None:
    quote_id = complete(store)
    issue(store, quote_id)
    before = pdf(store, quote_id)
    put(store, look__design="modern", business__accent="#FF0000", look__check_boxes="no")
    keep(store, letterheads.letterhead())
    assert pdf(store, quote_id) == before


def test_on_letterhead_paper_an_issued_quote_is_what_was_frozen(store: Database) -> None:
    put(store, business__name="Oficina Silva", business__email="geral@oficinasilva.pt")
    quote_id = complete(store)
    number = issue(store, quote_id).number
    put(store, business__name="Another name", look__design="modern")
    with store.read() as session:
        paper = quote_papers.preprinted_paper(session, quote_id, TODAY)
        late = quote_papers.preprinted_paper(session, quote_id, TODAY.replace(year=TODAY.year + 1))
    content = quote_papers.render(paper)
    text = whole_text(content)
    assert number in text
    assert "geral@oficinasilva.pt" not in text
    assert "Another name" not in text
    assert page_count(content) == page_count(pdf(store, quote_id))
    assert (paper.mark, late.mark) == ("", "expired")


def test_what_the_letterhead_in_the_printer_tells_is_asked_when_it_is_printed_on(store: Database) -> None:
    put(store, business__bank="IBAN PT50 0002 0123 1234 5678 9015 4")
    quote_id = complete(store)
    issue(store, quote_id)

    def printed() -> str:
        with store.read() as session:
            return whole_text(quote_papers.render(quote_papers.preprinted_paper(session, quote_id, TODAY)))

    assert "IBAN PT50 0002 0123 1234 5678 9015 4" in printed()
    put(store, look__letterhead_details="yes")
    assert "IBAN" not in printed()


@pytest.mark.parametrize(("country", "window"), [("PT", "din"), ("FR", "fr"), ("GB", "uk"), ("US", "us")])
def test_the_window_is_that_of_the_countrys_envelopes(store: Database, country: str, window: str) -> None:
    put(store, country=country)
    with store.read() as session:
        assert settings.letterhead(session).window == window


@pytest.mark.parametrize("country", ["PT", "BR", "FR", "US"])
def test_the_sample_prints_in_every_country(store: Database, country: str) -> None:
    put(store, country=country)
    with store.read() as session:
        paper = look_sample.sample_paper(session, TODAY)
    for design in ("classic", "modern", "compact"):
        content = quote_papers.render(replace(paper, design=design))
        assert page_count(content) == 1
        assert PdfReader(BytesIO(content)).get_fields()
