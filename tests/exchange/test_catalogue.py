"""Lists of products and services become items; what is unclear is rejected with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.catalogue import ItemRecord, ReadCatalogue, read_catalogue
from crm_desktop.sentences import sentence
from tests.exchange.refusals import refusal_of
from tests.exchange.test_spreadsheets import workbook


def read(text: str, decimal: str = "") -> ReadCatalogue:
    """The items of a text."""
    return read_catalogue("list.csv", text.encode(), decimal=decimal)


def test_a_portuguese_list_gives_every_field() -> None:
    found = read(
        "Código;Designação;Descrição;Unidade;Preço unitário;Custo;IVA;Tipo\n"
        "A1;Torneira;Cromada;un;1.234,50;800;23%;Produto\n"
        "M1;Mão de obra;;h;35,00;;23;Serviço\n"
    )
    assert found.items == (
        ItemRecord(
            "Torneira",
            ItemKind.PRODUCT,
            "A1",
            "Cromada",
            "un",
            Decimal("1234.50"),
            Decimal(800),
            Decimal(23),
            source="list.csv",
            line=2,
        ),
        ItemRecord(
            "Mão de obra",
            ItemKind.SERVICE,
            "M1",
            unit="h",
            price=Decimal("35.00"),
            tax=Decimal(23),
            source="list.csv",
            line=3,
        ),
    )
    assert found.rejected == found.warnings == ()


def test_the_real_products_are_read(real_data: Path) -> None:
    found = read_catalogue("products.csv", (real_data / "pipeline" / "products.csv").read_bytes())
    assert [(item.name, int(item.price or 0)) for item in found.items] == [
        ("GTX Basic", 550),
        ("GTX Pro", 4821),
        ("MG Special", 55),
        ("MG Advanced", 3393),
        ("GTX Plus Pro", 5482),
        ("GTX Plus Basic", 1096),
        ("GTK 500", 26768),
    ]
    assert [sentence(entry.refusal) for entry in found.warnings] == [
        "These columns are left out, because there is no place for them: series."
    ]


def test_an_amount_of_two_meanings_is_rejected_unless_its_column_shows_the_style() -> None:
    unclear = read("Name,Price\nA,1.234\nB,2\n")
    assert [item.name for item in unclear.items] == ["B"]
    assert [(entry.line, entry.key) for entry in unclear.rejected] == [(2, "amount.ambiguous")]
    assert "1.234" in sentence(unclear.rejected[0].refusal)
    shown = read("Name;Price\nA;1.234\nB;2,50\n")
    assert [item.price for item in shown.items] == [Decimal(1234), Decimal("2.50")]
    told = read("Name;Price\nA;1.234\n", decimal=".")
    assert [item.price for item in told.items] == [Decimal("1.234")]


def test_impossible_amounts_are_rejected_with_their_lines() -> None:
    found = read("Name,Price,Tax\nA,-1,\nB,x,\nC,1.23456,\nD,1,101\nE,0,0\n,5,\n")
    assert [(item.name, item.price, item.tax) for item in found.items] == [("E", Decimal(0), Decimal(0))]
    assert [(entry.line, entry.key) for entry in found.rejected] == [
        (2, "amount.too_small"),
        (3, "amount.not_a_number"),
        (4, "amount.too_precise"),
        (5, "amount.over_maximum"),
        (7, "name.empty"),
    ]
    assert all(sentence(entry.refusal) for entry in found.rejected)


def test_an_item_is_called_by_its_description_or_code_where_it_has_no_name() -> None:
    found = read('SKU,Description,Currency\nA1,"First line\nsecond",eur\nA2,,\n')
    assert [(item.name, item.description, item.currency) for item in found.items] == [
        ("First line", "First line\nsecond", "EUR"),
        ("A2", "", ""),
    ]


def test_a_workbook_is_a_list_too() -> None:
    found = read_catalogue("x", workbook(["Name", "Price"], ["A", 12.5], ["B", 3]))
    assert [(item.name, item.price) for item in found.items] == [("A", Decimal("12.5")), ("B", Decimal(3))]


def test_long_cells_and_broken_rows_are_rejected() -> None:
    found = read(f'Name,Price,Unit\n{"x" * 200_000},1,\nA,"1"x"2\n{"y" * 5000},1,\nB,1,un\n')
    assert [item.name for item in found.items] == ["B"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [
        (2, "text.too_long"),
        (3, "import.row_broken"),
        (4, "text.too_long"),
    ]


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.fields_unknown") as refused:
        read("foo,bar\n1,2\n")
    assert "foo, bar" in sentence(refused.value)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_read(noise: bytes) -> None:
    assert refusal_of(lambda: read_catalogue("x", b"Name,Price\n" + noise)) in ("", "import.binary")
