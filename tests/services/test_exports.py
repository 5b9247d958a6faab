"""Everything as files that need no program."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.db.models.contacts import Contact
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.contacts import read
from crm_desktop.services import contacts, exports, photos, settings
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.exports import export_everything
from tests.factories import (
    NOW,
    deal,
    job,
    job_part,
    pipeline,
    quote,
    quote_acceptance,
    quote_invoice,
    quote_issue,
    quote_line,
    quote_receipt,
    sale,
    stage,
    stage_change,
)
from tests.reports.letterheads import letterhead
from tests.services.rows import did
from tests.services.test_photos import picture


@pytest.fixture
def filled(store: Database) -> Database:
    """A business with one of everything."""
    did(store, _fill)
    return store


def _fill(session: Session) -> None:
    settings.put(session, "business.name", "Oficina & Filhos")
    settings.set_logo(session, picture("blue"))
    settings.set_letterhead(session, letterhead())
    draft = ContactDraft(name="=cmd|' /C calc'!A0", company="Padaria", phones=("+351 912 345 678",), tags=("VIP", "a"))
    ana = session.get_one(Contact, contacts.create(session, draft, NOW))
    photos.set_photo(session, ana.id, picture())
    contacts.to_bin(session, contacts.create(session, ContactDraft(name="Gone"), NOW), NOW)
    board = pipeline()
    session.add(board)
    session.flush()
    column = stage(board, "Proposal")
    session.add(column)
    session.flush()
    made = deal(column, contact_id=ana.id, value=123456, position=-5)
    made.stage_changes.append(stage_change(column))
    paper = quote(ana, number="2026/0001")
    paper.lines += [quote_line("Oven", quantity=25_000), quote_line("Door")]
    repair = job(ana, minutes=90, labour=4500, total=5750)
    repair.parts.append(job_part())
    session.add_all([made, paper, repair, sale(ana, amount=-5)])
    session.flush()
    session.add(quote_issue(paper))


def exported(store: Database, folder: Path) -> Path:
    export_everything(store, folder, now=NOW)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    content = (folder / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def objects(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_every_table_of_facts_is_exported(filled: Database, tmp_path: Path) -> None:
    report = export_everything(filled, tmp_path / "out", now=NOW)

    assert report.folder == tmp_path / "out"
    assert {name: number for name, number in report.files.items() if name.startswith("csv")} == {
        "csv/catalogue.csv": 0,
        "csv/channels.csv": 1,
        "csv/contacts.csv": 3,
        "csv/deal_stage_changes.csv": 1,
        "csv/deals.csv": 1,
        "csv/employments.csv": 1,
        "csv/interactions.csv": 0,
        "csv/issued_quotes.csv": 1,
        "csv/job_parts.csv": 1,
        "csv/jobs.csv": 1,
        "csv/lost_reasons.csv": 0,
        "csv/pipelines.csv": 1,
        "csv/price_breaks.csv": 0,
        "csv/quote_acceptances.csv": 0,
        "csv/quote_invoices.csv": 0,
        "csv/quote_lines.csv": 2,
        "csv/quote_payments.csv": 0,
        "csv/quote_receipts.csv": 0,
        "csv/quotes.csv": 1,
        "csv/sales.csv": 1,
        "csv/settings.csv": 3,
        "csv/stages.csv": 1,
        "csv/tags.csv": 2,
        "csv/templates.csv": 0,
    }
    assert (report.files["contacts.vcf"], report.files["quotes"], report.files["pictures"]) == (2, 1, 3)
    for name, number in report.files.items():
        if name.startswith("json"):
            assert len(json.loads((report.folder / name).read_text(encoding="utf-8"))) == number


def test_a_spreadsheet_runs_nothing_and_reads_amounts_names_and_days(filled: Database, tmp_path: Path) -> None:
    folder = exported(filled, tmp_path / "out")

    (ana, padaria, gone) = table(folder, "contacts")
    assert ana["name"] == "'=cmd|' /C calc'!A0"
    assert (padaria["name"], padaria["deleted_at"], gone["deleted_at"]) == ("Padaria", "", "2026-11-21T09:12:00+00:00")
    assert not {"sort_name", "digest"} & set(ana)
    (deal_row,) = table(folder, "deals")
    assert (deal_row["value"], deal_row["currency"], deal_row["stage"], deal_row["position"]) == (
        "1234.56",
        "EUR",
        "Proposal",
        "-5",
    )
    assert deal_row["contact"] == "'=cmd|' /C calc'!A0"
    assert [line["quantity"] for line in table(folder, "quote_lines")] == ["2.5", "1"]
    assert table(folder, "channels")[0]["is_primary"] == "true"
    assert table(folder, "sales")[0]["amount"] == "-0.05"


def test_the_money_of_a_quote_is_written_in_its_currency(store: Database, tmp_path: Path) -> None:
    def fill(session: Session) -> None:
        paper = quote(None, currency="JPY", number="1", cash_rounding=5)
        session.add(paper)
        session.flush()
        session.add_all([quote_invoice(paper, amount=12345), quote_receipt(paper, amount=678)])
        session.add(quote_acceptance(paper, net=1000, total=1230))

    did(store, fill)
    folder = exported(store, tmp_path / "out")

    (invoice,) = table(folder, "quote_invoices")
    assert (invoice["amount"], invoice["currency"]) == ("12345", "JPY")
    (receipt,) = table(folder, "quote_receipts")
    assert (receipt["amount"], receipt["currency"]) == ("678", "JPY")
    (acceptance,) = table(folder, "quote_acceptances")
    assert (acceptance["net"], acceptance["total"], acceptance["currency"]) == ("1000", "1230", "JPY")
    (paper,) = objects(folder, "quotes")
    assert paper["quote_invoices"][0]["amount"] == "12345"


def test_json_has_the_parts_of_a_record_inside_it(filled: Database, tmp_path: Path) -> None:
    folder = exported(filled, tmp_path / "out")

    ana, padaria, _gone = objects(folder, "contacts")
    assert ana["name"] == "=cmd|' /C calc'!A0"
    assert [channel["value"] for channel in ana["channels"]] == ["+351 912 345 678"]
    assert ([tag["name"] for tag in ana["tags"]], ana["employments"][0]["company"]) == (["VIP", "a"], "Padaria")
    assert (padaria["channels"], padaria["tags"], padaria["employments"]) == ([], [], [])
    (paper,) = objects(folder, "quotes")
    assert [line["description"] for line in paper["quote_lines"]] == ["Oven", "Door"]
    assert (paper["totals"]["net"], paper["totals"]["tax"], paper["totals"]["total"]) == ("350.00", "80.50", "430.50")
    assert objects(folder, "deals")[0]["deal_stage_changes"][0]["to_stage"] == "Proposal"
    assert objects(folder, "jobs")[0]["job_parts"][0]["unit_price"] == "12.5"


def test_pdfs_pictures_and_cards_are_files_of_their_own(filled: Database, tmp_path: Path) -> None:
    folder = exported(filled, tmp_path / "out")

    assert (folder / "quotes" / "1 2026-0001.pdf").read_bytes() == b"%PDF-1.4 stand-in"
    assert (folder / "quotes" / "1 2026-0001.json").read_text() == "{}"
    assert (folder / "pictures" / "1 cmd-- -C calc--A0.png").read_bytes() == picture()
    assert (folder / "pictures" / "logo.png").read_bytes() == picture("blue")
    assert (folder / "pictures" / "letterhead.pdf").read_bytes().startswith(b"%PDF")
    cards = read("contacts.vcf", (folder / "contacts.vcf").read_bytes())
    assert [record.display_name for record in cards.records] == ["=cmd|' /C calc'!A0", "Padaria"]
    assert cards.records[0].photo is not None
    assert cards.records[0].photo.data == picture()
    assert "Oficina & Filhos" in (folder / "README.txt").read_text(encoding="utf-8")
    assert "csv/contacts.csv" in (folder / "README.txt").read_text(encoding="utf-8")


def test_nothing_else_is_left_in_the_folder_or_beside_it(filled: Database, tmp_path: Path) -> None:
    place = tmp_path / "place"
    exported(filled, place / "out")

    assert sorted(path.name for path in place.iterdir()) == ["out"]
    assert sorted(path.name for path in (place / "out").iterdir()) == [
        "README.txt",
        "contacts.vcf",
        "csv",
        "json",
        "pictures",
        "quotes",
    ]


def test_an_empty_business_is_exported_too(store: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    folder = exported(store, tmp_path / "out")

    assert (objects(folder, "contacts"), table(folder, "deals")) == ([], [])
    assert not (folder / "pictures").exists()


def _occupied(folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")


def _a_file(folder: Path) -> None:
    folder.write_text("mine")


@pytest.mark.parametrize(("make", "key"), [(_occupied, "export.not_empty"), (_a_file, "file.exists")])
def test_what_is_there_is_never_written_over(
    filled: Database, tmp_path: Path, make: Callable[[Path], None], key: str
) -> None:
    folder = tmp_path / "out"
    make(folder)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(Refused) as refused:
        export_everything(filled, folder, now=NOW)

    assert (refused.value.key, refused.value.values["path"]) == (key, str(folder))
    assert sorted(tmp_path.rglob("*")) == before


class StoppedError(Exception):
    """What a dialog raises when the user stops the work."""


def test_stopping_half_way_leaves_nothing_behind(filled: Database, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    told: list[tuple[int, int]] = []

    def stop_half_way(done: int, total: int) -> None:
        told.append((done, total))
        if done > total // 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        export_everything(filled, tmp_path / "out", now=NOW, progress=stop_half_way)

    assert told[0][0] == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_refused(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Refused, match=r"file\."):
        export_everything(filled, tmp_path / "file" / "out", now=NOW)


def test_parts_whose_record_is_gone_do_not_hide_those_of_others(filled: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled.path)) as raw:
        raw.execute("INSERT INTO contact_tag (contact_id, name, folded) VALUES (0, 'lost', 'lost')")
        raw.commit()

    ana, *_others = objects(exported(filled, tmp_path / "out"), "contacts")

    assert [tag["name"] for tag in ana["tags"]] == ["VIP", "a"]


def test_a_damaged_quote_is_exported_with_its_raw_amounts(filled: Database, tmp_path: Path) -> None:
    with filled.write("Damage") as session:
        session.execute(text("DROP TRIGGER frozen_quote_update"))
        session.execute(text("UPDATE quote SET currency = '???'"))

    (paper,) = objects(exported(filled, tmp_path / "out"), "quotes")

    assert (paper["totals"], paper["total"]) == (None, 0)
    assert [line["description"] for line in paper["quote_lines"]] == ["Oven", "Door"]


def test_what_a_killed_program_left_of_an_export_is_cleared_after_a_day(filled: Database, tmp_path: Path) -> None:
    for name, age in ((".out.0123abcd.part", 2), (".out.4567cdef.part", 0), (".other.0123abcd.part", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "copy.crm").write_bytes(b"half of all customers")
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    export_everything(filled, tmp_path / "out", now=NOW)
    assert [path.name for path in sorted(tmp_path.glob(".*.part"))] == [".other.0123abcd.part", ".out.4567cdef.part"]


def test_a_refusal_names_the_folder_that_was_meant(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, copy: Path) -> None:
        raise Refused("file.disk_full", path=str(copy))

    monkeypatch.setattr(exports, "save_copy", full)
    with pytest.raises(Refused) as caught:
        export_everything(filled, tmp_path / "out", now=NOW)
    assert caught.value.values == {"path": str(tmp_path / "out")}
