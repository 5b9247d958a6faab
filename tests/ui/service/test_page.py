"""The Service tab: jobs made, changed, counted, deleted and brought back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from crm_desktop.domain.jobs import JobStatus
from crm_desktop.services import contacts, jobs, jobs_list, settings
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.jobs import NewJob, PartLine
from crm_desktop.services.jobs_list import JobDetail
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.kit.text_fields import LineEditor
from crm_desktop.ui.service.page import ServicePage
from crm_desktop.words import NO_BREAK
from tests.factories import NOW, TODAY
from tests.ui.hands import click, press, seen, type_text
from tests.ui.office import Office
from tests.ui.typing_in import editor, fill_in, pick, type_over


class JobsDesk:
    """A service page over a business with a few jobs."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.write(lambda session: settings.put(session, "job.hour_price", "40"))

    def add(self, title: str, date: dt.date = TODAY, **values: Any) -> int:
        return self.office.write(lambda session: jobs.create(session, NewJob(date, title, **values), now=NOW))

    def open(self) -> ServicePage:
        self.page = self.office.show(ServicePage(self.office.context))
        return self.page

    def detail(self, job_id: int) -> JobDetail:
        return self.office.ask(lambda session: jobs_list.job(session, job_id, TODAY))

    def cells(self, column: int = 1) -> list[str]:
        model = self.page.table.query
        return [str(model.data(model.index(row, column))) for row in range(self.page.records.count)]

    def foot(self) -> str:
        return self.page.records.foot.text().replace(NO_BREAK, " ")


@pytest.fixture
def desk(office: Office) -> JobsDesk:
    return JobsDesk(office)


def test_an_empty_history_says_what_it_is_for_and_offers_the_first_job(desk: JobsDesk) -> None:
    page = desk.open()
    assert "No jobs yet" in seen(page)
    page.new_record()
    assert page.records.count == 1
    assert "No jobs yet" not in seen(page)
    assert editor(page.editor.form, "title").hasFocus()


def test_a_new_job_is_of_today_and_its_fields_are_saved_when_they_are_left(desk: JobsDesk) -> None:
    page = desk.open()
    page.new_record()
    job_id = page.editor.record_id
    assert job_id is not None
    type_text(editor(page.editor.form, "title"), "Oven does not heat")
    press(editor(page.editor.form, "title"), Qt.Key.Key_Tab)
    pick(page.editor.form.field("status"), "Done")
    fill_in(page.editor.form.field("problem"), "Cold since Monday")
    fill_in(page.editor.form.field("work_done"), "Changed the thermostat")
    found = desk.detail(job_id)
    assert (found.row.title, found.row.date, found.row.status) == ("Oven does not heat", TODAY, JobStatus.DONE)
    assert (found.row.problem, found.work_done) == ("Cold since Monday", "Changed the thermostat")
    assert desk.cells() == ["Oven does not heat"]


@pytest.mark.parametrize(
    ("typed", "minutes", "shown"),
    [("1:30", 90, "1:30"), ("90 min", 90, "1:30"), ("1,5 h", 90, "1:30"), ("0.25 h", 15, "0:15"), ("45m", 45, "0:45")],
)
def test_a_duration_can_be_typed_in_several_ways(desk: JobsDesk, typed: str, minutes: int, shown: str) -> None:
    job_id = desk.add("Visit")
    page = desk.open()
    fill_in(page.editor.costs.field("minutes"), typed)
    assert desk.detail(job_id).row.minutes == minutes
    assert editor(page.editor.costs, "minutes").text() == shown


def test_a_duration_that_cannot_be_read_stays_typed_beside_its_sentence(desk: JobsDesk) -> None:
    job_id = desk.add("Visit")
    page = desk.open()
    field = page.editor.costs.field("minutes")
    fill_in(field, "soon")
    assert field.trouble
    assert editor(page.editor.costs, "minutes").text() == "soon"
    assert desk.detail(job_id).row.minutes == 0
    assert not page.leave()


def test_time_and_parts_add_up_in_the_job_in_the_list_and_below_it(desk: JobsDesk) -> None:
    desk.add("Visit", minutes=90)
    page = desk.open()
    assert page.editor.total.text().replace(NO_BREAK, " ") == "Total € 60.00"
    page.editor.parts.add_button.click()
    line = page.editor.parts.rows[0]
    fill_in(line["name"], "Thermostat")
    fill_in(line["quantity"], "2")
    fill_in(line["unit_price"], "12,50")
    assert page.editor.total.text().replace(NO_BREAK, " ") == "Total € 85.00"
    assert desk.cells(6) == [f"€{NO_BREAK}85.00"]
    assert desk.foot() == "1 job      1:30 h worked      € 85.00"


def test_a_part_is_typed_from_field_to_field_without_losing_the_cursor(desk: JobsDesk) -> None:
    job_id = desk.add("Visit")
    page = desk.open()
    page.editor.parts.add_button.click()
    for text in ("Seal", "3", "m", "4,25"):
        focused = QApplication.focusWidget()
        assert focused is not None
        type_over(focused, text)
        press(focused, Qt.Key.Key_Tab)
    part = desk.detail(job_id).parts[0]
    assert (part.name, part.quantity, part.unit, part.unit_price) == ("Seal", Decimal(3), "m", Decimal("4.25"))


def test_a_part_without_a_name_waits_and_one_taken_away_comes_back_by_undo(desk: JobsDesk) -> None:
    job_id = desk.add("Visit")
    page = desk.open()
    page.editor.parts.add_button.click()
    fill_in(page.editor.parts.rows[0]["quantity"], "5")
    assert desk.detail(job_id).parts == ()
    fill_in(page.editor.parts.rows[0]["name"], "Seal")
    assert desk.detail(job_id).parts[0].quantity == Decimal(5)
    page.editor.parts.remove_line(0)
    assert desk.detail(job_id).parts == ()
    assert page.editor.parts.rows == []
    assert desk.office.store.undo()[0] == "Edit parts"
    assert [row["name"].value for row in page.editor.parts.rows] == ["Seal"]


def test_a_price_below_nothing_is_refused_beside_its_field(desk: JobsDesk) -> None:
    job_id = desk.add("Visit")
    page = desk.open()
    page.editor.parts.add_button.click()
    fill_in(page.editor.parts.rows[0]["name"], "Seal")
    fill_in(page.editor.parts.rows[0]["unit_price"], "-3")
    assert page.editor.parts.rows[0]["unit_price"].trouble
    assert desk.detail(job_id).parts[0].unit_price == 0


def test_the_filter_and_the_views_find_jobs(desk: JobsDesk) -> None:
    desk.add("Oven", TODAY - dt.timedelta(days=3))
    desk.add("Balcão", status=JobStatus.DONE)
    page = desk.open()
    type_text(page.bar.field, "balcao")
    assert desk.cells() == ["Balcão"]
    page.bar.field.clear()
    page.bar.choose_view("done")
    assert desk.cells() == ["Balcão"]
    page.bar.choose_view("overdue")
    assert desk.cells() == ["Oven"]
    assert desk.cells(4) == ["Overdue"]


def test_a_job_goes_into_the_bin_with_a_way_back_and_can_be_restored_later(desk: JobsDesk) -> None:
    job_id = desk.add("Oven")
    desk.add("Sign", TODAY - dt.timedelta(days=1))
    page = desk.open()
    page.table.keeper.choose(job_id)
    press(page.table, Qt.Key.Key_Delete)
    assert desk.office.told() == ["1 job was put in the bin."]
    assert desk.cells() == ["Sign"]
    desk.office.undo_by_toast()
    assert desk.cells() == ["Oven", "Sign"]
    page.table.keeper.choose(job_id)
    page.editor.delete_button.click()
    page.bar.choose_view("bin")
    page.table.keeper.choose_first()
    assert page.editor.delete_button.accessibleName() == "Restore this job"
    page.editor.delete_button.click()
    assert not desk.detail(job_id).binned


def test_the_undo_of_a_message_never_takes_back_something_else(desk: JobsDesk) -> None:
    job_id = desk.add("Oven")
    page = desk.open()
    page.table.keeper.choose(job_id)
    page.delete_chosen()
    desk.add("Sign")
    desk.office.undo_by_toast()
    assert desk.detail(job_id).binned
    assert desk.cells() == ["Sign"]


def test_what_was_refused_stays_on_the_screen_and_the_list_points_at_it(desk: JobsDesk) -> None:
    first, second = desk.add("First"), desk.add("Second")
    page = desk.open()
    page.open_record(first)
    type_over(editor(page.editor.form, "date"), "32/13/2026")
    page.table.keeper.choose(second)
    assert page.editor.record_id == first
    assert page.table.keeper.current == first
    assert page.editor.form.field("date").trouble
    page.new_record()
    assert page.records.count == 2


def test_a_job_whose_making_is_undone_is_no_longer_shown(desk: JobsDesk) -> None:
    page = desk.open()
    page.new_record()
    desk.office.store.undo()
    assert page.editor.record_id is None
    assert "No jobs yet" in seen(page)


def test_a_job_that_the_filter_hides_is_shown_when_it_is_asked_for(desk: JobsDesk) -> None:
    job_id = desk.add("Oven")
    page = desk.open()
    type_text(page.bar.field, "nothing like it")
    assert desk.cells() == []
    page.open_record(job_id)
    assert page.bar.text() == ""
    assert page.editor.title.text() == "Oven"
    assert editor(page.editor.form, "title").hasFocus()


def test_the_customer_is_found_by_typing_and_leads_to_the_contact(desk: JobsDesk) -> None:
    ana = desk.office.write(lambda session: contacts.create(session, ContactDraft(name="Ana Sousa"), NOW))
    desk.add("Oven", contact_id=ana)
    page = desk.open()
    assert page.editor.customer.words() == "Ana Sousa"
    click(page.editor.customer)
    assert desk.office.went == [("contacts", ana)]
    page.add_job(ana)
    assert page.editor.customer.words() == "Ana Sousa"


def test_everything_rests_while_the_file_cannot_be_written(desk: JobsDesk) -> None:
    job_id = desk.add("Oven")
    page = desk.open()
    page.set_editable(False)
    page.delete_chosen()
    assert not desk.detail(job_id).binned
    assert editor(page.editor.form, "title").isReadOnly()
    assert not page.editor.parts.add_button.isEnabled()


def test_a_filter_that_finds_nothing_says_so_and_is_cleared_with_one_press(desk: JobsDesk) -> None:
    desk.add("Oven")
    page = desk.open()
    type_text(page.bar.field, "sauna")
    assert "Nothing matches “sauna”." in seen(page)
    click(page.records.places.nothing.clear_button)
    assert desk.cells() == ["Oven"]
    page.bar.choose_view("done")
    assert "Nothing in “Done”." in seen(page)


def test_the_order_a_heading_gave_stays_while_the_filter_is_typed(desk: JobsDesk) -> None:
    for title in ("Bench", "Attic", "Cabin bench"):
        desk.add(title)
    page = desk.open()
    assert isinstance(page.table, TableView)
    page.table.sort_by("title")
    assert desk.cells() == ["Attic", "Bench", "Cabin bench"]
    type_text(page.bar.field, "b")
    assert desk.cells() == ["Bench", "Cabin bench"]
    page.bar.field.clear()
    assert desk.cells() == ["Attic", "Bench", "Cabin bench"]


def test_the_name_of_a_part_can_be_read_and_its_cost_stands_beside_its_price(desk: JobsDesk) -> None:
    job_id = desk.add("Visit")
    part = PartLine("Drawer runner, soft close, 500 mm", Decimal(2), "", Decimal("6.45"))
    desk.office.write(lambda session: jobs.put_parts(session, job_id, (part,)))
    page = desk.open()
    field = page.editor.parts.rows[0]["name"].editor
    assert isinstance(field, LineEditor)
    assert not field.is_cut()
    assert field.width() >= 280
    assert f"€{NO_BREAK}12.90" in seen(page.editor.parts)
    fill_in(page.editor.parts.rows[0]["quantity"], "3")
    assert f"€{NO_BREAK}19.35" in seen(page.editor.parts)


def test_a_job_is_written_completely_without_the_mouse(desk: JobsDesk) -> None:
    ana = desk.office.write(lambda session: contacts.create(session, ContactDraft(name="Ana Sousa"), NOW))
    page = desk.open()
    page.new_record()
    job_id = page.editor.record_id
    assert job_id is not None
    keyboard = Keyboard()
    keyboard.fill("Job", "Oven does not heat")
    keyboard.fill("Customer", "ana sousa")
    keyboard.step("Type", Qt.Key.Key_Down)
    keyboard.step("Status", Qt.Key.Key_End)
    keyboard.fill("Date", "+3")
    keyboard.fill("Next date", "+30")
    keyboard.fill("Problem", "Cold since Monday")
    keyboard.fill("Work done", "Changed the thermostat")
    for name, price in (("Thermostat", "12,50"), ("Seal", "2")):
        keyboard.step("Add a part", Qt.Key.Key_Space)
        keyboard.fill("Part", name)
        keyboard.fill("Quantity", "2")
        keyboard.fill("Unit", "pcs")
        keyboard.fill("Price", price)
        keyboard.pass_by("Remove this part")
    keyboard.pass_by("Add a part")
    keyboard.fill("Time", "1:30")
    keyboard.fill("Labour", "70")
    keyboard.fill("Notes, not printed", "Dog")
    found = desk.detail(job_id)
    assert (found.row.title, found.row.contact_id, found.work_done) == (
        "Oven does not heat",
        ana,
        "Changed the thermostat",
    )
    assert (found.row.date, found.row.next_date) == (TODAY + dt.timedelta(days=3), TODAY + dt.timedelta(days=30))
    assert [(part.name, part.quantity, part.unit, part.unit_price) for part in found.parts] == [
        ("Thermostat", Decimal(2), "pcs", Decimal("12.5")),
        ("Seal", Decimal(2), "pcs", Decimal(2)),
    ]
    assert (found.row.minutes, found.labour, found.row.total, found.notes) == (90, 7000, 9900, "Dog")


class Keyboard:
    """Ten fingers: what has the cursor is named, typed over and left with Tab."""

    def _at(self, name: str) -> QWidget:
        here = QApplication.focusWidget()
        assert here is not None
        words = here.accessibleName() or (here.text() if isinstance(here, QAbstractButton) else "")
        assert words == name
        return here

    def fill(self, name: str, text: str) -> None:
        here = self._at(name)
        type_over(here, text)
        # An open list of suggestions hears the keys first.
        press(QApplication.activePopupWidget() or here, Qt.Key.Key_Tab)

    def step(self, name: str, key: Qt.Key) -> None:
        here = self._at(name)
        press(here, key)
        if not isinstance(here, QAbstractButton):
            press(here, Qt.Key.Key_Tab)

    def pass_by(self, name: str) -> None:
        press(self._at(name), Qt.Key.Key_Tab)


def test_a_job_without_a_title_is_listed_by_its_problem_or_its_number(desk: JobsDesk) -> None:
    job_id = desk.add("")
    page = desk.open()
    assert desk.cells() == [f"Job J-{job_id}"]
    fill_in(page.editor.form.field("problem"), "Cold")
    assert desk.cells() == ["Cold"]
