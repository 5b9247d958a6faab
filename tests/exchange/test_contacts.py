"""A file is read by what is in it, whatever it is called."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.contacts import preview, read
from tests.exchange.refusals import refusal_of
from tests.exchange.test_spreadsheets import workbook

CARD = "BEGIN:VCARD\r\nFN;CHARSET=ISO-8859-1:José\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "data",
    [
        CARD.encode("latin-1"),
        b"\xef\xbb\xbf" + CARD.replace(";CHARSET=ISO-8859-1", "").encode(),
        CARD.encode("utf-16"),
        CARD.encode("utf-16-le"),
        b"some words before\r\n" + CARD.encode("latin-1"),
        CARD.replace("\r\n", "\r").encode("latin-1"),
        "Nome;Email\nJosé;j@x\n".encode(),
        "Nome\tEmail\nJosé\tj@x\n".encode("utf-16"),
        workbook(["Nome", "Email"], ["José", "j@x"]),
    ],
    ids=range(9),
)
def test_the_content_decides(data: bytes) -> None:
    found = read("strange.name", data)
    assert [record.display_name for record in found.records] == ["José"]
    assert not found.rejected


def test_tables_have_a_preview_and_cards_have_none() -> None:
    assert preview("x", CARD.encode()) is None
    found = preview("x", workbook(["Nome", "Email"], ["José", "j@x"]))
    assert found is not None
    assert (found.rows, found.mapping) == ((("José", "j@x"),), ("name", "email.other"))
    chosen = preview("x", "Nome;E-mail\nJosé;j".encode("cp850"), encoding="cp850", delimiter=";")
    assert chosen is not None
    assert chosen.rows == (("José", "j"),)


def test_choices_of_a_person_are_used() -> None:
    found = read("x", "a;b\nJosé;j@x".encode("cp850"), encoding="cp850", delimiter=";", mapping=("name", "email.work"))
    assert found.records[0].display_name == "José"


@pytest.mark.parametrize("data", [b"", b"   ", bytes(range(256)) * 40, b"%PDF-1.7 binary \x00\x01\x02" * 90, b"hello"])
def test_a_file_of_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"import\."):
        read("x", data)


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"BEGIN:VCARD\n"):
        assert refusal_of(partial(read, "x", start + data))[:7] in ("", "import.")


def test_every_real_file_is_read(real_data: Path) -> None:
    for path in [*(real_data / "vcard").glob("*.vcf"), *(real_data / "contact_csv").glob("*.csv")]:
        found = read("x", path.read_bytes())
        assert found.records, path.name
        assert not found.rejected, path.name
