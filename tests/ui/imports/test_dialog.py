"""Importing: what would come is shown, can be corrected, comes as one gesture, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from crm_desktop.services import contact_list, deals_list, imports
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.deals_filter import DealQuery
from crm_desktop.ui.actions import Action
from crm_desktop.ui.imports.catalogue import import_catalogue
from crm_desktop.ui.imports.contacts import ContactsImport, import_contacts
from crm_desktop.ui.imports.deals import import_deals
from crm_desktop.ui.imports.dialog import ImportDialog
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.pipeline.page import PipelinePage
from tests.ui.hands import child, press, wait_until_freed
from tests.ui.office import Office
from tests.ui.running import Running
from tests.ui.typing_in import pick

PEOPLE = "Name;Telefone;Cidade\nAna Sousa;912 345 678;Porto\nRui Matos;913 222 111;Braga\n"


def table(folder: Path, text: str = PEOPLE, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def contacts_of(office: Office) -> int:
    return office.ask(lambda session: contact_list.count(session, ContactQuery()))


def begin(office: Office, *paths: Path) -> ContactsImport:
    dialog = import_contacts(office.context, office.window, paths)
    assert dialog is not None
    return dialog


def cell(dialog: ImportDialog, row: int, column: int) -> str:
    item = dialog.rows.item(row, column)
    assert item is not None
    return item.text()


def accept(dialog: ImportDialog) -> None:
    assert dialog.accept_button is not None
    dialog.accept_button.click()


@pytest.fixture(autouse=True)
def _shown(office: Office) -> None:
    office.window.show()


def test_the_preview_counts_shows_the_first_rows_and_writes_nothing(office: Office, tmp_path: Path) -> None:
    dialog = begin(office, table(tmp_path))
    assert dialog.summary.text() == "2 read · 2 new"
    assert [cell(dialog, row, 0) for row in range(2)] == ["Ana Sousa", "Rui Matos"]
    assert cell(dialog, 0, 4) == "new"
    assert contacts_of(office) == 0
    office.close(dialog)


def test_an_import_is_one_gesture_and_its_message_takes_it_back(office: Office, tmp_path: Path) -> None:
    dialog = begin(office, table(tmp_path))
    accept(dialog)
    wait_until_freed(office.qtbot, dialog)
    assert contacts_of(office) == 2
    assert office.told() == ["2 read · 2 imported"]
    office.undo_by_toast()
    assert contacts_of(office) == 0


def test_enter_imports_what_is_shown(office: Office, tmp_path: Path) -> None:
    dialog = begin(office, table(tmp_path))
    assert dialog.focusWidget() is dialog.accept_button
    press(dialog, Qt.Key.Key_Return)
    assert contacts_of(office) == 2


def test_importing_the_same_again_has_nothing_to_do(office: Office, tmp_path: Path) -> None:
    accept(begin(office, table(tmp_path)))
    again = begin(office, table(tmp_path))
    assert again.summary.text() == "2 read · 2 already here"
    assert again.accept_button is not None
    assert not again.accept_button.isEnabled()
    office.close(again)


def test_a_column_taken_for_something_else_can_be_corrected(office: Office, tmp_path: Path) -> None:
    dialog = begin(office, table(tmp_path, "Nome;Onde\nAna Sousa;912 345 678\n"))
    assert dialog.columns is not None
    pick(dialog.columns.mapping[1], "Phone")
    assert cell(dialog, 0, 2) == "912 345 678"
    office.close(dialog)


def test_another_sign_between_the_cells_is_read_again(office: Office, tmp_path: Path) -> None:
    dialog = begin(office, table(tmp_path))
    assert dialog.columns is not None
    assert len(dialog.columns.mapping) == 3
    pick(dialog.columns.delimiter, "Comma")
    assert dialog.accept_button is not None
    office.qtbot.waitUntil(lambda: dialog.columns is not None and len(dialog.columns.mapping) == 1)
    pick(dialog.columns.delimiter, "Semicolon")
    assert len(dialog.columns.mapping) == 3
    assert "2 new" in dialog.summary.text()
    office.close(dialog)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_a_file_that_holds_no_contacts_says_so_in_the_dialog(office: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nothing.vcf"
    path.write_bytes(content)
    dialog = begin(office, path)
    assert dialog.fault.isVisible()
    assert "nothing.vcf" in dialog.fault.text()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    office.close(dialog)


def test_a_file_that_is_gone_is_told_in_the_window(office: Office, tmp_path: Path) -> None:
    assert import_contacts(office.context, office.window, [tmp_path / "gone.vcf"]) is None
    assert "gone.vcf" in office.told()[0]


def test_nothing_happens_when_no_file_is_chosen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    assert import_contacts(office.context, office.window) is None
    assert import_deals(office.context, office.window) is None
    assert import_catalogue(office.context, office.window) is None
    assert office.told() == []


def test_what_was_noticed_can_be_read_after_the_import_and_the_import_undone_there(
    office: Office, real_data: Path
) -> None:
    folder = real_data / "pipeline"
    dialog = import_deals(office.context, office.window, folder / "sales_pipeline.csv")
    assert dialog is not None
    assert "8,800 read · 8,800 new" in dialog.summary.text()
    accept(dialog)
    assert office.ask(lambda session: deals_list.count(session, DealQuery())) == 8800
    button = office.toast().action_button
    assert button is not None
    assert button.words() == "Details"
    button.click()
    details = office.opened(Dialog)
    click_undo = child(details, SecondaryButton, "Undo the import")
    click_undo.click()
    assert office.ask(lambda session: deals_list.count(session, DealQuery())) == 0


def test_the_board_shows_the_deals_an_import_brought_until_a_pipeline_is_chosen(office: Office, tmp_path: Path) -> None:
    page = office.show(PipelinePage(office.context))
    usual = page.pipeline_id
    dialog = import_deals(office.context, office.window, table(tmp_path, "title,stage,value\nKitchen,Talking,900\n"))
    assert dialog is not None
    accept(dialog)
    office.qtbot.waitUntil(lambda: page.pipeline_id != usual)
    assert page.bar.pipeline_button.words() == "People"
    assert "1 open deal" in page.foot.text()
    page.show_pipeline(usual)
    page.refresh()
    assert page.pipeline_id == usual


def test_tables_of_companies_and_products_can_be_added_to_the_deals(
    office: Office, real_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = real_data / "pipeline"
    dialog = import_deals(office.context, office.window, folder / "sales_pipeline.csv")
    assert dialog is not None
    for button, name in ((dialog.accounts, "accounts.csv"), (dialog.products, "products.csv")):
        path = str(folder / name)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, path=path, **_k: ([path], ""))
        button.click()
        assert button.words() == name
    assert "with 85 new contacts" in dialog.summary.text()
    assert "with 7 new products" in dialog.summary.text()
    office.close(dialog)


@pytest.mark.parametrize("name", ["vcard/John_Doe_ANDROID.vcf", "contact_csv/outlook-export.csv", "vcard/export.vcf"])
def test_real_files_come_with_what_the_preview_promised(office: Office, real_data: Path, name: str) -> None:
    dialog = begin(office, real_data / name)
    new = int(dialog.summary.text().split(" · ")[1].split()[0].replace(",", ""))
    assert new > 0
    before = contacts_of(office)
    accept(dialog)
    assert contacts_of(office) >= before + new


def test_products_come_from_a_table(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path, "Code;Name;Price\nOV-1;Oven service;45,00\nX;;\n", "products.csv")
    dialog = import_catalogue(office.context, office.window, path)
    assert dialog is not None
    assert dialog.summary.text().startswith("2 read · ")
    accept(dialog)
    assert office.store.undo()[1] == "products.csv"


def test_an_import_runs_beside_the_window_which_meanwhile_is_read_and_not_edited(
    running: Running, tmp_path: Path
) -> None:
    context = running.open()
    busy: list[bool] = []
    context.tasks.busy_changed.connect(busy.append)
    dialog = import_contacts(context, running.window, [table(tmp_path)])
    assert dialog is not None
    assert dialog.summary.text() == "Reading …"
    running.qtbot.waitUntil(lambda: "2 new" in dialog.summary.text())
    accept(dialog)
    assert not running.window.registry.can_run(action(running, "service.new"))
    running.wait()
    assert busy == [True, False]
    running.qtbot.waitUntil(lambda: running.told() != [])
    assert running.window.registry.can_run(action(running, "service.new"))


def test_an_import_that_is_stopped_leaves_nothing_and_says_so(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = running.open()
    real = imports.import_contacts

    def stopping(*args: object, **named: object) -> object:
        if not named["dry_run"]:
            context.tasks.cancel_all()
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "import_contacts", stopping)
    dialog = import_contacts(context, running.window, [table(tmp_path)])
    assert dialog is not None
    running.qtbot.waitUntil(lambda: "2 new" in dialog.summary.text())
    accept(dialog)
    running.wait()
    running.qtbot.waitUntil(lambda: running.told() == ["The import was stopped. Nothing was imported."])
    with context.store.read() as session:
        assert contact_list.count(session, ContactQuery()) == 0


def test_a_dialog_closed_while_it_reads_gives_the_reading_up(running: Running, tmp_path: Path) -> None:
    context = running.open()
    dialog = import_contacts(context, running.window, [table(tmp_path)])
    assert dialog is not None
    dialog.close()
    wait_until_freed(running.qtbot, dialog)
    running.wait()
    assert running.told() == []


def action(running: Running, key: str) -> Action:
    return next(each for each in running.window.registry.all() if each.key == key)
