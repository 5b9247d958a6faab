"""The summary on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.reports.worker import Worker
from crm_desktop.services import contacts
from crm_desktop.ui.contacts.summary import SummaryDialog
from crm_desktop.ui.render_client import InlineRenderer
from tests.ui.contacts.office import Office
from tests.ui.hands import click, wait_until_freed


@pytest.fixture
def dialog(office: Office) -> SummaryDialog:
    office.page.commands.make_renderer = lambda: InlineRenderer(Worker().answer)
    with office.store.write("Edit contact") as session:
        contacts.edit(session, office.ids[0], {"language": "pt_PT", "name": "Ana Sousa, Lda"})
    click(office.page.pane.detail.head.summary)
    dialog = office.page.findChild(SummaryDialog)
    assert dialog is not None
    return dialog


def test_the_summary_is_shown_and_saved_as_pdf(
    office: Office, dialog: SummaryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert "Ana Sousa" in dialog.head.text()
    assert dialog.preview.place.text() == "Page 1 of 1"
    suggested: list[Path] = []

    def choose(_parent: object, _title: str, suggestion: Path, *_rest: str) -> Path:
        suggested.append(suggestion)
        return tmp_path / "ana.pdf"

    monkeypatch.setattr("crm_desktop.ui.contacts.summary.ask_save", choose)
    pdf = dialog.pdf
    assert dialog.accept_button is not None
    click(dialog.accept_button)
    assert (tmp_path / "ana.pdf").read_bytes() == pdf
    assert pdf.startswith(b"%PDF")
    assert suggested[0].name == "Summary Ana Sousa, Lda.pdf"
    assert office.messages() == ["The summary was saved as ana.pdf."]
    wait_until_freed(qtbot, dialog)


def test_a_place_that_cannot_be_written_is_said_and_the_dialog_stays(dialog: SummaryDialog, tmp_path: Path) -> None:
    assert not dialog.save(tmp_path / "nowhere" / "ana.pdf")
    assert dialog.trouble.isVisible()
    assert dialog.print_button.isEnabled()
    dialog.reject()
