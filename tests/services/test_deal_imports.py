"""Importing deals: the real pipeline to the last deal, the same again, newer files, and everything taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.db.database import Database
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import boards, catalogue, deals, deals_list, pipelines
from crm_desktop.services.boards import Board
from crm_desktop.services.catalogue import CatalogueQuery
from crm_desktop.services.deal_imports import DealImportReport, DealSources, import_deals
from crm_desktop.services.deals_filter import DealQuery
from crm_desktop.services.deals_list import DealRow
from crm_desktop.services.imports import ImportSource, open_sources
from tests.factories import NOW, TODAY, company, person
from tests.services.businesses import LATER, add_person, snapshot, start

HEADER = "id,title,account,contact,stage,value,created,close date,owner,lost reason,product\n"
ROWS = """1,Kitchen,Padaria Lua,,Proposal,2400.50,2026-10-01,,Rui,,Oak
2,Shelves,Padaria Lua,Ana Sousa,Won,950,2026-09-01,2026-10-10,Rui,,Oak
3,Terrace,,,Lost,0,2026-08-01,2026-09-15,Eva,Too far,
4,Stairs,Escola Azul,,Lead,,,,Eva,,
5,Bench,Escola Azul,,Lost,,2026-01-05,2026-02-01,Eva,,
"""


def source(content: str, name: str = "my_pipeline.csv") -> ImportSource:
    return ImportSource(name, content.encode())


def take(store: Database, content: str = HEADER + ROWS, *, dry_run: bool = False) -> DealImportReport:
    return import_deals(store, DealSources(source(content)), today=TODAY, now=NOW, dry_run=dry_run)


def table(store: Database) -> dict[str, DealRow]:
    with store.read() as session:
        found = deals_list.ids(session, DealQuery(), 0, 100)
        return {row.title: row for row in deals_list.rows(session, found, TODAY).values()}


def imported(store: Database, name: str = "My pipeline") -> Board:
    with store.read() as session:
        row = next(one for one in pipelines.pipelines(session) if one.name == name)
        return boards.board(session, row.id)


def sales_of(store: Database) -> list[tuple[str, int, str, str]]:
    statement = "SELECT title, amount, origin, date FROM sale WHERE deleted_at IS NULL ORDER BY id"
    with store.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


@pytest.fixture
def ready(store: Database) -> Database:
    start(store)
    return store


def real(real_data: Path) -> DealSources:
    folder = real_data / "pipeline"
    return DealSources(
        *open_sources([folder / name for name in ("sales_pipeline.csv", "accounts.csv", "products.csv")])
    )


def test_the_real_pipeline_arrives_complete_and_its_dirt_is_told(ready: Database, real_data: Path) -> None:
    report = import_deals(ready, real(real_data), today=TODAY, now=NOW)
    assert (report.read, report.created, report.updated, report.skipped, report.rejected) == (8800, 8800, 0, 0, ())
    assert (report.contacts, report.products) == (85, 7)
    told = " ".join(warning["reason"] for warning in report.as_json()["warnings"])
    assert "“GTXPro” is taken for the product “GTX Pro” in 1,480 deals" in told
    assert "1,425 deals name no company or person" in told
    board = imported(ready, "Sales pipeline")
    assert [(column.stage.name, column.count) for column in (*board.columns, board.won, board.lost)] == [
        ("Prospecting", 500), ("Engaging", 1589), ("Won", 4238), ("Lost", 2473)
    ]  # fmt: skip
    assert board.won.sums[0].total == 10_005_534_00
    assert board.win_rate == Decimal("0.6315")
    with ready.read() as session:
        assert session.scalar(text("SELECT sum(amount) FROM sale")) == 10_005_534_00
        assert session.scalar(text("SELECT count(*) FROM deal WHERE contact_id IS NULL")) == 1425
        assert session.scalar(text("SELECT count(*) FROM deal WHERE product = 'GTX Pro'")) == 1480
        assert session.scalar(text("SELECT count(*) FROM deal_stage_change")) == 8800
        reasons = session.execute(
            text("SELECT r.name, count(*) FROM deal d JOIN lost_reason r ON r.id = d.lost_reason_id GROUP BY r.name")
        ).all()
        assert [tuple(row) for row in reasons] == [("Not given (import)", 2473)]
        acme = session.execute(text("SELECT lifecycle, extra FROM contact WHERE name = 'Acme Corporation'")).one()
        prices = {row.name: row.price for row in catalogue.rows(session, range(1, 8)).values()}
    assert acme.lifecycle == "customer"
    assert "1100.04" in acme.extra
    assert prices["GTX Pro"] == Decimal(4821)


def test_the_real_pipeline_is_one_gesture_and_known_again(ready: Database, real_data: Path) -> None:
    before = ready_counts(ready)
    import_deals(ready, real(real_data), today=TODAY, now=NOW)
    after = ready_counts(ready)
    again = import_deals(ready, real(real_data), today=TODAY, now=LATER)
    assert (again.created, again.updated, again.skipped, again.contacts, again.products) == (0, 0, 8800, 0, 0)
    assert ready_counts(ready) == after
    alone = import_deals(ready, DealSources(real(real_data).deals), today=TODAY, now=LATER)
    assert (alone.created, alone.updated, alone.skipped) == (0, 0, 8800)
    ready.undo()
    assert ready_counts(ready) == before
    with ready.read() as session:
        assert [row.name for row in pipelines.pipelines(session)] == ["Sales"]
    ready.redo()
    assert ready_counts(ready) == after


def ready_counts(store: Database) -> list[int]:
    tables = ("contact", "deal", "sale", "catalogue_item")
    with store.read() as session:
        return [
            session.scalar(text(f"SELECT count(*) FROM {name} WHERE deleted_at IS NULL")) or 0 for name in tables
        ]  # fmt: skip


def test_stages_keep_their_own_names_in_the_order_of_the_way(ready: Database) -> None:
    report = take(ready)
    assert (report.read, report.created, report.pipeline) == (5, 5, "My pipeline")
    board = imported(ready)
    assert [(one.stage.name, one.stage.probability, one.count) for one in board.columns] == [
        ("Lead", 33, 1), ("Proposal", 67, 1)
    ]  # fmt: skip
    assert (board.won.stage.name, board.won.count, board.lost.count) == ("Won", 1, 2)


def test_every_fact_of_a_deal_arrives(ready: Database) -> None:
    take(ready)
    rows = table(ready)
    kitchen, shelves, terrace = rows["Kitchen"], rows["Shelves"], rows["Terrace"]
    assert (kitchen.value, kitchen.contact, kitchen.owner, kitchen.product) == (240050, "Padaria Lua", "Rui", "Oak")
    assert (kitchen.kind, kitchen.closed_on, kitchen.days_in_stage) == (StageKind.OPEN, None, 51)
    assert (shelves.contact, shelves.kind, shelves.closed_on) == ("Ana Sousa", StageKind.WON, dt.date(2026, 10, 10))
    assert (terrace.contact, terrace.lost_reason) == ("", "Too far")
    assert (rows["Bench"].lost_reason, rows["Stairs"].value) == ("Not given (import)", 0)
    assert sales_of(ready) == [("Shelves", 95000, "import", "2026-10-10")]
    with ready.read() as session:
        detail = deals_list.deal(session, shelves.id, TODAY)
        people = session.execute(text("SELECT kind, name, lifecycle, given FROM contact ORDER BY id")).all()
        works = session.scalar(text("SELECT count(*) FROM employment"))
    assert (detail.external_id, detail.opened_on, detail.history[0].came_to) == ("2", dt.date(2026, 9, 1), "Won")
    assert {tuple(row) for row in people} == {
        ("company", "Padaria Lua", "suspect", ""), ("company", "Escola Azul", "suspect", ""),
        ("person", "Ana Sousa", "customer", "Ana"),
    }  # fmt: skip
    assert works == 1


def test_the_same_file_again_creates_nothing(ready: Database) -> None:
    take(ready)
    before = snapshot(ready)
    again = take(ready)
    assert (again.created, again.updated, again.skipped, again.contacts) == (0, 0, 5, 0)
    assert snapshot(ready) == before


def test_a_deal_is_known_again_though_its_product_was_spelled_as_the_list_has_it(ready: Database) -> None:
    content = "id,product,stage,owner\n1,GTXPro,Lead,Eva\n"
    products = ImportSource("products.csv", b"product,price\nGTX Pro,5\n")
    import_deals(ready, DealSources(source(content), products=products), today=TODAY, now=NOW)
    again = take(ready, content, dry_run=True)
    assert (again.created, again.updated, again.skipped) == (0, 0, 1)
    renamed = take(ready, content.replace("GTXPro", "GTX Basic"), dry_run=True)
    assert (renamed.created, renamed.updated) == (1, 0)


def test_deals_without_a_number_are_known_again_and_twins_stay_two(ready: Database) -> None:
    rows = "title,account,stage,value\nBench,Azul,Lead,10\nBench,Azul,Lead,10\nChair,Azul,Lead,5\n"
    assert take(ready, rows).created == 3
    again = take(ready, rows.replace("Chair,Azul,Lead", "Chair,Azul,Won"))
    assert (again.created, again.updated, again.skipped) == (0, 1, 2)
    assert table(ready)["Chair"].kind is StageKind.WON


def test_a_newer_file_brings_deals_up_to_date_in_one_gesture(ready: Database) -> None:
    take(ready)
    before = snapshot(ready)
    newer = (
        HEADER
        + "1,Kitchen,Padaria Lua,,Won,2600,2026-10-01,2026-11-20,Eva,,Oak\n"
        + "2,Shelves,Padaria Lua,Ana Sousa,Lost,950,2026-09-01,2026-10-12,Rui,Too far,Oak\n"
        + "3,Terrace,,,Proposal,80,2026-08-01,,Eva,,\n"
        + "4,Stairs,Escola Azul,,Lead,,,,Eva,,\n"
        + "6,Door,Escola Azul,,Lead,7,,,Eva,,\n"
    )
    report = take(ready, newer)
    assert (report.created, report.updated, report.skipped, report.rejected) == (1, 3, 1, ())
    rows = table(ready)
    assert (rows["Kitchen"].kind, rows["Kitchen"].value, rows["Kitchen"].closed_on, rows["Kitchen"].owner) == (
        StageKind.WON, 260000, dt.date(2026, 11, 20), "Eva"
    )  # fmt: skip
    assert (rows["Shelves"].kind, rows["Shelves"].lost_reason) == (StageKind.LOST, "Too far")
    assert (rows["Terrace"].stage, rows["Terrace"].value, rows["Terrace"].lost_reason) == ("Proposal", 8000, "")
    assert sales_of(ready) == [("Kitchen", 260000, "deal", "2026-11-20")]
    ready.undo()
    kept = {name: rows for name, rows in snapshot(ready).items() if name not in {"deal", "deal_stage_change", "sale"}}
    assert kept == {name: rows for name, rows in before.items() if name in kept}
    assert "Door" not in table(ready)
    assert table(ready)["Kitchen"].stage == "Proposal"


def test_facts_that_a_newer_file_says_differently_follow_it(ready: Database) -> None:
    header = "id,title,stage,value,currency,close date,source,owner,created\n"
    take(ready, header + "1,A,Won,5,EUR,2026-10-01,Fair,Rui,2026-09-01\n2,B,Lead,5,EUR,2026-12-01,,,\n")
    newer = header + "1,A,Won,5,EUR,2026-10-05,Web,Rui,2026-09-02\n2,B,Lead,5,USD,2026-12-09,,Eva,\n"
    assert take(ready, newer).updated == 2
    rows = table(ready)
    assert (rows["A"].closed_on, rows["B"].currency, rows["B"].expected_close, rows["B"].owner) == (
        dt.date(2026, 10, 5), "USD", dt.date(2026, 12, 9), "Eva"
    )  # fmt: skip
    assert sales_of(ready) == [("A", 500, "import", "2026-10-05")]
    with ready.read() as session:
        detail = deals_list.deal(session, rows["A"].id, TODAY)
    assert (detail.source, detail.opened_on, len(detail.history)) == ("Web", dt.date(2026, 9, 2), 1)
    assert take(ready, newer).skipped == 2


def test_an_imported_deal_that_is_reopened_begins_its_way_again(ready: Database) -> None:
    take(ready)
    with ready.write("Reopen deal") as session:
        deals.reopen(session, table(ready)["Shelves"].id, today=TODAY, now=LATER)
    assert table(ready)["Shelves"].stage == "Lead"
    assert sales_of(ready) == []


def test_what_was_changed_here_is_not_taken_back_by_an_old_file(ready: Database) -> None:
    take(ready)
    kitchen = table(ready)["Kitchen"].id
    with ready.write("Edit deal") as session:
        deals.edit(session, kitchen, {"value": 1, "next_step": "Mine"}, now=LATER)
    report = take(ready)
    assert (report.created, report.updated, report.skipped) == (0, 0, 5)
    assert "changed here" in report.as_json()["warnings"][-1]["reason"]
    assert table(ready)["Kitchen"].value == 1


def test_a_number_that_another_program_uses_too_is_another_deal(ready: Database) -> None:
    take(ready)
    other = HEADER + "1,Website,Rocha,,Proposal,500,2025-01-01,,,,\n"
    report = import_deals(ready, DealSources(source(other, "other.csv")), today=TODAY, now=NOW)
    assert (report.created, len(table(ready))) == (1, 6)


def test_deals_of_two_programs_with_the_same_numbers_are_each_known_again(ready: Database) -> None:
    theirs = HEADER + "1,Roof,Casa Alta,,Won,700,2025-01-02,2025-02-03,,,\n2,Door,Casa Alta,,Lead,80,2025-01-02,,,,\n"
    take(ready)
    take(ready, theirs)
    before = snapshot(ready)
    for content in (theirs, HEADER + ROWS, theirs):
        report = take(ready, content)
        assert (report.created, report.updated) == (0, 0)
    assert snapshot(ready) == before
    take(ready, theirs.replace("Lead", "Proposal"))
    assert {title: row.stage for title, row in table(ready).items() if title in {"Door", "Shelves"}} == {
        "Door": "Proposal", "Shelves": "Won"
    }  # fmt: skip


def test_a_deal_whose_file_names_no_stage_stays_where_it_is(ready: Database) -> None:
    content = HEADER + "7,Gate,Casa Alta,,,5,2025-01-02,,,,\n8,Fence,Casa Alta,,,5,2025-01-02,2025-03-04,,,\n"
    take(ready, content)
    before = snapshot(ready)
    report = take(ready, content)
    assert (report.created, report.updated, report.skipped) == (0, 0, 2)
    assert snapshot(ready) == before


def test_an_import_after_its_undo_comes_back_whole(ready: Database) -> None:
    take(ready)
    ready.undo()
    assert table(ready) == {}
    report = take(ready)
    assert (report.created, report.pipeline) == (5, "My pipeline")
    assert len(table(ready)) == 5
    ready.undo()
    with ready.read() as session:
        assert [row.name for row in pipelines.pipelines(session)] == ["Sales"]


def test_a_dry_run_says_the_same_and_writes_nothing(ready: Database) -> None:
    before = snapshot(ready)
    planned = take(ready, dry_run=True)
    assert snapshot(ready) == before
    done = take(ready)
    for count in ("read", "created", "updated", "skipped", "rejected", "contacts", "products"):
        assert getattr(planned, count) == getattr(done, count)


def test_stages_that_are_here_already_are_used(ready: Database) -> None:
    report = take(ready, "title,stage,value\nA,proposal,1\nB,Contacted,2\n")
    assert report.pipeline == "Sales"
    with ready.read() as session:
        assert len(pipelines.pipelines(session)) == 1


def test_companies_and_people_that_are_here_already_are_meant(ready: Database) -> None:
    with ready.write("Contacts") as session:
        session.add_all(
            [company("PADARIA LUA"), company("Escola Azul"), company("Escola  azul", sort_name="escola azul")]
        )
    add_person(ready)
    report = take(ready)
    assert report.contacts == 1, "an Ana of this company, because the other one may be somebody else"
    rows = table(ready)
    assert rows["Kitchen"].contact == "PADARIA LUA"
    assert rows["Stairs"].contact == ""
    assert any("Two companies here" in one["reason"] for one in report.as_json()["warnings"])


def test_an_earlier_contact_who_bought_becomes_a_customer_and_undo_takes_that_back(ready: Database) -> None:
    with ready.write("Contacts") as session:
        firm = company("Padaria Lua")
        session.add(firm)
        session.flush()
        session.add(person("Ana Sousa"))
    before = snapshot(ready)["contact"]
    take(ready, HEADER + "2,Shelves,Padaria Lua,,Won,950,2026-09-01,2026-10-10,Rui,,Oak\n")
    with ready.read() as session:
        assert session.scalar(text("SELECT lifecycle FROM contact WHERE name = 'Padaria Lua'")) == "customer"
    ready.undo()
    assert snapshot(ready)["contact"] == before


def test_stage_names_of_closed_deals_become_one_stage_each_and_that_is_told(ready: Database) -> None:
    rows = "title,stage,value\nA,Closed Won,1\nB,Sold (won),2\nC,Lost,3\nD,Lost to rival,4\nE,,5\n"
    report = take(ready, rows)
    board = imported(ready)
    assert (board.won.stage.name, board.won.count, board.lost.count) == ("Closed Won", 2, 2)
    assert len([one for one in report.as_json()["warnings"] if "is taken for" in one["reason"]]) == 2
    assert sum(column.count for column in board.columns) == 1


def test_rows_that_make_no_sense_are_rejected_with_their_line_and_the_others_come(ready: Database) -> None:
    rows = (
        "title,stage,value,currency\nA,Lead,-5,\nB,Lead,9999999999999999999,\nC,Lead,7,GOLD\nD,Lead,8,USD\nE,Lead,x,\n"
    )
    report = take(ready, rows)
    assert (report.read, report.created) == (5, 1)
    assert sorted(one.line for one in report.rejected) == [2, 3, 4, 6]
    assert (table(ready)["D"].value, table(ready)["D"].currency) == (800, "USD")


@pytest.mark.parametrize("content", ["", "\x00\x01\x02" * 50, "colour,size\nred,4\n"])
def test_a_file_without_deals_is_refused(ready: Database, content: str) -> None:
    before = snapshot(ready)
    with pytest.raises(Refused) as refused:
        take(ready, content)
    assert refused.value.key.startswith("import.")
    assert snapshot(ready) == before


def test_a_column_that_is_none_of_stages_is_refused(ready: Database) -> None:
    rows = "title,stage,value\n" + "".join(f"A{n},Stage {n},1\n" for n in range(40))
    with pytest.raises(Refused) as refused:
        take(ready, rows)
    assert refused.value.key == "pipeline.too_many_stages"


def test_progress_is_told_and_can_stop_the_import(ready: Database) -> None:
    told: list[tuple[int, int]] = []

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if total:
            raise Stop

    before = snapshot(ready)
    with pytest.raises(Stop):
        import_deals(ready, DealSources(source(HEADER + ROWS)), today=TODAY, now=NOW, progress=stop)
    assert told[0] == (0, 0)
    assert snapshot(ready) == before


def test_products_of_their_own_table_come_once(ready: Database) -> None:
    products = "product,sales price,currency\nOak,145.5,\nPine,-3,\nAsh,3,GOLD\n"
    sources = DealSources(source(HEADER + ROWS), products=source(products, "products.csv"))
    report = import_deals(ready, sources, today=TODAY, now=NOW)
    assert report.products == 1
    assert [(one.source, one.line) for one in report.rejected] == [("products.csv", 3), ("products.csv", 4)]
    assert import_deals(ready, sources, today=TODAY, now=NOW).products == 0
    with ready.read() as session:
        assert catalogue.count(session, CatalogueQuery()) == 1
