"""Files and pictures of contacts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.ui.exports.contacts import write_file
from crm_desktop.ui.files.choosing import ask_save_as
from tests.ui.contacts.office import Office, pick
from tests.ui.hands import CTRL, SHIFT, press


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the next dialog answers."""
    path = tmp_path / "out.vcf"
    monkeypatch.setattr("crm_desktop.ui.exports.contacts.ask_save_as", lambda *_rest: path)
    return path


def done(office: Office, qtbot: QtBot) -> str:
    """What the message says once the export is written."""
    qtbot.waitUntil(lambda: not office.window.tasks.running and bool(office.messages()))
    return office.messages()[-1]


def test_contacts_are_exported_as_vcards(office: Office, target: Path, qtbot: QtBot) -> None:
    pick(office.page.pane.detail.head.make_menu(), "Export contact …")
    assert done(office, qtbot) == "Exported to out.vcf."
    text = target.read_text(encoding="utf-8")
    assert text.count("BEGIN:VCARD") == 1
    assert "FN:Ana Sousa" in text
    office.page.list.selectAll()
    office.page.export_chosen()
    done(office, qtbot)
    assert target.read_text(encoding="utf-8").count("BEGIN:VCARD") == 4


def test_the_list_is_exported_as_it_is_filtered(
    office: Office, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = target.with_suffix(".csv")
    monkeypatch.setattr("crm_desktop.ui.exports.contacts.ask_save_as", lambda *_rest: table)
    office.page.listing.bar.choose_view("people")
    press(office.window, Qt.Key.Key_E, CTRL | SHIFT)
    assert done(office, qtbot) == "Exported to out.csv."
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == ["Ana Sousa", "João Fé"]
    assert rows[0]["Phone 1 - Value"] == "912 345 678"


@pytest.mark.parametrize(
    ("chosen", "kind", "kept"),
    [
        ("Contacts.vcf", "Tables (*.csv)", "Contacts.csv"),
        ("Contacts.vcf", "Cards (*.vcf)", "Contacts.vcf"),
        ("Mine", "Tables (*.csv)", "Mine.csv"),
        ("Mine.vcf", "Tables (*.csv)", "Mine.vcf"),
        ("Mine", "", "Mine.vcf"),
    ],
)
def test_the_kind_of_file_is_chosen_by_its_name_or_beside_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, kept: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / chosen), kind))
    kinds = [("Cards", ".vcf"), ("Tables", ".csv")]
    assert ask_save_as(office.window, "Export", tmp_path / "Contacts.vcf", kinds) == tmp_path / kept


def test_an_export_that_cannot_be_written_is_told(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    write_file(office.context, [office.ids[0]], tmp_path / "nowhere" / "x.vcf")
    assert "nowhere" in done(office, qtbot)


def test_a_photo_is_chosen_shown_and_taken_away(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = QImage(40, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("#aa3300"))
    file = tmp_path / "ana.png"
    assert picture.save(str(file))
    monkeypatch.setattr("crm_desktop.ui.contacts.commands.ask_sources", lambda *_rest: [file])
    pick(office.page.pane.detail.head.make_menu(), "Choose a photo …")
    assert office.page.listing.model.item_at(0).photo is not None
    pick(office.page.pane.detail.head.make_menu(), "Remove the photo")
    assert office.page.listing.model.item_at(0).photo is None


def test_a_file_that_is_no_picture_is_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "notes.png"
    file.write_text("no picture", encoding="utf-8")
    office.page.commands.set_photo(office.ids[0], file)
    assert len(office.messages()) == 1
    assert office.stored(office.ids[0]).photo is None
