"""Quotes that come back filled in: as several programs save them, and what is none."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import returned_forms
from crm_desktop.exchange.returned_forms import read
from crm_desktop.reports import quote
from tests.exchange import hostile_papers
from tests.reports import examples, five_quotes, letterheads
from tests.reports.filling import fill

ISSUED = quote.render(five_quotes.options())


def key_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value.key


def test_an_untouched_form_says_which_quote_it_is_and_that_nothing_was_chosen() -> None:
    found = read(ISSUED)
    assert found.number == "2026/42"
    assert len(found.digest) == 64
    assert (found.ticked, found.name, found.date) == ((), "", "")


def test_ticks_name_and_date_are_read() -> None:
    found = read(fill(ISSUED, ticked=(9, 11), name="Ana Sousa", date="3/12/2026"))
    assert (found.ticked, found.name, found.date) == ((9, 11), "Ana Sousa", "3/12/2026")


def test_a_box_counts_whether_its_value_or_its_picture_was_changed() -> None:
    for name in ("/V", "/AS"):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(ISSUED)))
        for page in writer.pages:
            for annotation in page.get("/Annots") or ():
                field = annotation.get_object()
                if field.get("/T") == "option_10":
                    field[NameObject(name)] = NameObject("/Yes")
        held = BytesIO()
        writer.write(held)
        assert read(held.getvalue()).ticked == (10,)


def test_another_content_has_another_digest() -> None:
    other = quote.render(replace(five_quotes.options(), closing="Outro."))
    assert read(other).digest != read(ISSUED).digest


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "unreadable"),
        (b"not a pdf", "unreadable"),
        (ISSUED[: len(ISSUED) // 3], "unreadable"),
        (quote.render(examples.one_line()), "no_fields"),
        (letterheads.busy(), "foreign"),
        (letterheads.encrypted(), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_told_apart(data: bytes, key: str) -> None:
    assert key_of(data) == f"returned.{key}"


@pytest.mark.parametrize("name", hostile_papers.LOOPS)
def test_loops_among_the_objects_end(name: str) -> None:
    assert key_of(hostile_papers.LOOPS[name]) in ("returned.foreign", "returned.unreadable")


@pytest.mark.parametrize("kind", ["pages", "fields"])
def test_a_tree_that_names_everything_twice_is_read_once(kind: str) -> None:
    assert key_of(hostile_papers.doubled(60, kind)) == "returned.foreign"


def test_more_than_a_quote_has_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_of(hostile_papers.many_pages(20_000)) == "returned.too_many_pages"
    assert key_of(hostile_papers.packed_objects(100_000_000)) == "returned.too_heavy"
    assert key_of(hostile_papers.packed_objects(100)) == "returned.foreign"
    assert key_of(b"%PDF-1.7" + bytes(returned_forms.MOST_BYTES)) == "returned.too_large"
    monkeypatch.setattr(returned_forms, "MOST_FIELDS", 5)
    assert key_of(ISSUED) == "returned.too_heavy"


def test_every_page_is_told() -> None:
    told: list[tuple[int, int]] = []
    read(ISSUED, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@given(st.text(max_size=300))
def test_whatever_is_typed_as_a_name_is_one_short_line(typed: str) -> None:
    name = read(fill(ISSUED, name=typed)).name
    assert len(name) <= 200
    assert name == name.strip()
    assert name.isprintable()


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(junk: bytes) -> None:
    assert key_of(b"%PDF-1.5\n" + junk).startswith("returned.")
