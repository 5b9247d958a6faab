"""Files and pictures of contacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.ui.contacts.office import Office, pick


def test_contacts_are_exported_as_vcards(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.vcf"
    monkeypatch.setattr("crm_desktop.ui.contacts.commands.ask_save", lambda *_rest: target)
    pick(office.page.pane.detail.head.make_menu(), "Export as vCard …")
    text = target.read_text(encoding="utf-8")
    assert text.count("BEGIN:VCARD") == 1
    assert "FN:Ana Sousa" in text
    office.page.list.selectAll()
    office.page.export_chosen()
    assert target.read_text(encoding="utf-8").count("BEGIN:VCARD") == 4
    assert office.messages()[-1] == "Exported to out.vcf."


def test_an_export_that_cannot_be_written_is_told(office: Office, tmp_path: Path) -> None:
    office.page.commands.write_cards([office.ids[0]], tmp_path / "nowhere" / "x.vcf")
    assert "nowhere" in office.messages()[0]


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
