"""Importing a list of products and services."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.catalogue import ItemKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import CatalogueQuery, ItemRow
from crm_desktop.services.catalogue_imports import import_catalogue
from crm_desktop.services.imports import ImportReport, ImportSource, open_sources
from tests.factories import NOW
from tests.services.businesses import snapshot, start

LIST = "code;name;unit;price;cost;tax;type\nOAK-1;Oak shelf;m;145,50;72;23;product\n;Fitting;h;42;;;service\n"


@pytest.fixture
def ready(store: Database) -> Database:
    start(store)
    return store


def take(store: Database, content: str = LIST, *, dry_run: bool = False) -> ImportReport:
    return import_catalogue(store, ImportSource("list.csv", content.encode()), now=NOW, dry_run=dry_run)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.updated, report.skipped, len(report.rejected)


def items(store: Database) -> dict[str, ItemRow]:
    with store.read() as session:
        found = catalogue.rows(session, catalogue.ids(session, CatalogueQuery(), 0, 99))
    return {row.name: row for row in found.values()}


def test_a_list_arrives_with_its_prices_and_can_be_taken_back(ready: Database) -> None:
    before = snapshot(ready)
    assert counts(take(ready)) == (2, 2, 0, 0, 0)
    oak, fitting = items(ready)["Oak shelf"], items(ready)["Fitting"]
    assert (oak.code, oak.unit, oak.price, oak.cost, oak.kind) == (
        "OAK-1", "m", Decimal("145.5"), Decimal(72), ItemKind.PRODUCT
    )  # fmt: skip
    assert (fitting.kind, fitting.tax_rate, fitting.currency) == (ItemKind.SERVICE, Decimal(23), "EUR")
    with ready.read() as session:
        assert [row.name for row in catalogue.complete(session, "oak", 5)] == ["Oak shelf"]
    ready.undo()
    assert items(ready) == {}
    assert snapshot(ready)["setting"] == before["setting"]


def test_the_same_list_changes_nothing_and_a_newer_one_the_prices(ready: Database) -> None:
    take(ready)
    before = snapshot(ready)
    assert counts(take(ready)) == (2, 0, 0, 2, 0)
    assert snapshot(ready) == before
    newer = LIST.replace("145,50", "150").replace("Oak shelf", "Oak shelf, oiled").replace(";42;", ";42;9")
    assert counts(take(ready, newer)) == (2, 0, 2, 0, 0)
    assert items(ready)["Oak shelf, oiled"].price == Decimal(150)
    ready.undo()
    assert snapshot(ready) == before


def test_another_code_is_another_item_even_by_the_same_name(ready: Database) -> None:
    take(ready)
    report = take(ready, "code,name,price\nOAK-2,Oak shelf,99\nFIT,fitting,43\n")
    assert counts(report) == (2, 1, 1, 0, 0)
    assert items(ready)["fitting"].code == "FIT"


def test_rows_that_make_no_sense_are_rejected_with_their_line(ready: Database) -> None:
    rows = "code,name,price,currency\nA,One,-1,\nB,Two,1,GOLD\nC,Three,3,\nC,Four,4,\n" + "x" * 50 + ",Five,5,\n"
    report = take(ready, rows)
    assert counts(report) == (5, 1, 0, 0, 4)
    assert sorted(one.line for one in report.rejected) == [2, 3, 5, 6]
    assert all(one["reason"] for one in report.as_json()["rejected"])


def test_a_dry_run_says_the_same_and_writes_nothing(ready: Database) -> None:
    before = snapshot(ready)
    assert counts(take(ready, dry_run=True)) == counts(take(ready))
    ready.undo()
    assert snapshot(ready)["deal"] == before["deal"]
    assert items(ready) == {}


@pytest.mark.parametrize("content", ["", "\x00" * 20, "colour\nred\n"])
def test_a_file_without_items_is_refused(ready: Database, content: str) -> None:
    with pytest.raises(Refused):
        take(ready, content)


def test_the_real_products_arrive(ready: Database, real_data: Path) -> None:
    (source,) = open_sources([real_data / "pipeline" / "products.csv"])
    assert counts(import_catalogue(ready, source, now=NOW)) == (7, 7, 0, 0, 0)
    assert items(ready)["GTK 500"].price == Decimal(26768)


class StoppedError(Exception):
    """The user stopped it."""


@pytest.mark.parametrize("last", [(500, 601), (0, 600), (500, 600)], ids=["looked at", "begun", "half written"])
def test_stopped_on_its_way_it_writes_nothing(ready: Database, last: tuple[int, int]) -> None:
    many = "code;price\n" + "".join(f"C{number};1\n" for number in range(600))
    take(ready, many)
    before = snapshot(ready)
    dearer = f"{many.replace(';1', ';2')}new;1\n"

    def stop(done: int, total: int) -> None:
        if (done, total) == last:
            raise StoppedError

    with pytest.raises(StoppedError):
        import_catalogue(ready, ImportSource("many.csv", dearer.encode()), now=NOW, progress=stop)
    assert snapshot(ready) == before
