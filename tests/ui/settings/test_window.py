"""The Settings window: every kind of setting, logo, tax rates, and what belongs to this computer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from crm_desktop.services import settings
from crm_desktop.services.settings_declared import Group
from crm_desktop.services.settings_values import read_rates
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.kit.number_fields import PriceField
from crm_desktop.ui.service.page import ServicePage
from crm_desktop.ui.settings.window import SettingsWindow
from crm_desktop.ui.theme import DARK_MODE, theme
from tests.ui.hands import SHIFT, press, seen, wait_until_freed
from tests.ui.running import Running, any_of
from tests.ui.typing_in import fill_in, pick, type_over


class SettingsDesk:
    """The window over an open file."""

    def __init__(self, running: Running) -> None:
        self.running = running
        running.open()
        running.run("go.settings")
        self.window = running.dialog(SettingsWindow)

    def field(self, key: str) -> Field[object]:
        forms = [form for part in self.window.parts.values() for form in part.forms]
        return next(form.field(key) for form in forms if key in form.values())

    def stored(self, key: str) -> str:
        with self.running.context().store.read() as session:
            return settings.get(session, key)


@pytest.fixture
def desk(running: Running) -> SettingsDesk:
    return SettingsDesk(running)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("business.name", "Padaria Sol & Mar", "Padaria Sol & Mar"),
        ("business.email", "ana@example.com", "ana@example.com"),
        ("business.address", "Rua 1\n4000-000 Porto", "Rua 1\n4000-000 Porto"),
        ("business.accent", "#123abc", "#123ABC"),
        ("tax.default", "6", "6"),
        ("quote.validity_days", "15", "15"),
        ("numbering.quote.start_year", "2026", "2026"),
        ("job.hour_price", "42,50", "42.5"),
        ("quote.withholding", "", ""),
    ],
)
def test_every_kind_of_setting_is_saved_when_its_field_is_left(
    desk: SettingsDesk, key: str, typed: str, kept: str
) -> None:
    if "\n" in typed:
        desk.field(key).editor.setPlainText(typed)  # type: ignore[attr-defined]
        desk.field(key).commit()
    else:
        fill_in(desk.field(key), typed)
    assert desk.stored(key).upper() == kept.upper()
    assert not desk.field(key).trouble


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("business.email", "not an address"),
        ("business.tax_id", "ana@example.com"),
        ("business.phone", "by letter"),
        ("business.bank", "PT50 0002 0123 1234 5678 9015 5"),
        ("business.accent", "greenish"),
        ("quote.validity_days", "-3"),
        ("tax.default", "a lot"),
        ("numbering.quote.pattern", "{nonsense}"),
        ("numbering.quote.start_year", "26"),
    ],
)
def test_what_is_refused_stays_typed_beside_its_sentence(desk: SettingsDesk, key: str, typed: str) -> None:
    before = desk.stored(key)
    fill_in(desk.field(key), typed)
    assert desk.field(key).trouble
    assert desk.stored(key) == before
    desk.window.close()
    assert desk.window.isVisible()
    desk.field(key).restore()


def test_a_mistyped_tax_number_is_kept_with_a_warning_below_it(desk: SettingsDesk) -> None:
    field = desk.field("business.tax_id")
    fill_in(field, "PT501964842")
    assert desk.stored("business.tax_id") == "PT501964842"
    words = any_of(seen(field), "check digits")
    assert "kept as you typed it" in words
    assert field.editor.property("doubt") is True
    assert field.editor.accessibleDescription() == words
    fill_in(field, "PT501964843")
    assert words not in seen(field)
    assert field.editor.property("doubt") is False
    assert field.editor.suffix == "✓"  # type: ignore[attr-defined]


def test_the_cursor_stands_in_the_first_field_and_stays_after_enter(desk: SettingsDesk) -> None:
    name = desk.field("business.name").editor
    assert name.hasFocus()
    type_over(name, "Forno & Filhos")
    name.setCursorPosition(5)  # type: ignore[attr-defined]
    press(name, Qt.Key.Key_Return)
    assert desk.stored("business.name") == "Forno & Filhos"
    assert name.hasFocus()
    assert name.cursorPosition() == 5  # type: ignore[attr-defined]
    address = desk.field("business.address").editor
    fill_in(desk.field("business.address"), "Rua das Flores 12")
    assert address.textCursor().position() == len("Rua das Flores 12")  # type: ignore[attr-defined]


def test_the_groups_are_one_step_before_the_first_field(desk: SettingsDesk) -> None:
    press(desk.field("business.name").editor, Qt.Key.Key_Backtab, SHIFT)
    assert desk.window.groups.hasFocus()
    press(desk.window.groups, Qt.Key.Key_Down)
    press(desk.window.groups, Qt.Key.Key_Tab)
    assert desk.field("country").editor.hasFocus()


def test_tab_out_of_a_changed_field_arrives_in_the_first_rate(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    type_over(desk.field("quote.withholding").editor, "11")
    press(desk.field("quote.withholding").editor, Qt.Key.Key_Tab)
    assert desk.stored("quote.withholding") == "11"
    assert desk.window.rates.lines[0]["rate"].editor.hasFocus()


def test_a_window_closed_on_a_fault_shows_the_group_where_it_is(desk: SettingsDesk) -> None:
    type_over(desk.field("quote.validity_days").editor, "soon")
    desk.window.show_group(Group.WORK)
    desk.window.close()
    assert desk.window.isVisible()
    assert desk.window.pages.currentIndex() == list(desk.window.parts).index(Group.QUOTES)
    desk.field("quote.validity_days").restore()


def test_a_country_brings_its_defaults_along(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    with desk.running.context().store.write("Forget") as session:
        settings.put(session, "currency", "")
    pick(desk.field("country"), "Brazil")
    assert desk.stored("country") == "BR"
    assert desk.field("currency").value == "BRL"


def test_the_price_of_an_hour_is_in_the_currency_of_the_business(desk: SettingsDesk) -> None:
    price = desk.field("job.hour_price")
    assert isinstance(price, PriceField)
    fill_in(price, "42,5")
    assert (price.editor.text(), price.editor.suffix) == ("42.50", "€")
    with desk.running.context().store.write("Elsewhere") as session:
        settings.put(session, "currency", "BRL")
    assert price.editor.suffix == "R$"


def test_what_to_know_stands_below_the_field_and_is_read_aloud(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.QUOTES)
    words = any_of(seen(desk.window), "For a business that has issued quotes before")
    assert desk.field("numbering.quote.start").editor.accessibleDescription() == words


def test_a_change_can_be_undone_in_the_window(desk: SettingsDesk) -> None:
    fill_in(desk.field("business.tagline"), "Bread since 1958")
    desk.running.context().store.undo()
    assert desk.field("business.tagline").value == ""


def test_tax_rates_are_added_changed_and_taken_away(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    rates = desk.window.rates
    before = read_rates(desk.stored("tax.rates"))
    rates.add_button.click()
    line = rates.lines[-1]
    fill_in(line["rate"], "4")
    fill_in(line["label"], "Islands")
    added = read_rates(desk.stored("tax.rates"))
    assert [(str(one.rate), one.label) for one in added[len(before) :]] == [("4", "Islands")]
    fill_in(rates.lines[-1]["rate"], "400")
    assert rates.lines[-1]["rate"].trouble
    rates.lines[-1]["rate"].restore()
    rates.remove(len(added) - 1)
    assert read_rates(desk.stored("tax.rates")) == before


def test_changed_tax_rates_can_be_set_back_to_those_of_the_country(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    rates = desk.window.rates
    usual = read_rates(desk.stored("tax.rates"))
    assert not rates.back_button.isVisible()
    fill_in(rates.lines[0]["rate"], "21")
    assert read_rates(desk.stored("tax.rates"))[0].rate == 21
    assert rates.back_button.isVisible()
    rates.back_button.click()
    assert read_rates(desk.stored("tax.rates")) == usual
    assert rates.lines[0]["rate"].value == usual[0].rate
    assert not rates.back_button.isVisible()


def test_the_usual_rates_are_those_of_the_region(desk: SettingsDesk) -> None:
    fill_in(desk.window.rates.lines[0]["rate"], "21")
    desk.window.show_group(Group.COUNTRY)
    pick(desk.field("country.region"), "Madeira")
    desk.window.rates.back_button.click()
    assert desk.window.rates.lines[0]["rate"].value == 22


def test_the_theme_changes_at_once_and_is_remembered(desk: SettingsDesk) -> None:
    desk.window.show_computer()
    pick(desk.window.computer.form.field("theme"), "Dark")
    assert theme().mode == DARK_MODE
    assert desk.running.window.state.text("screen/theme") == DARK_MODE


def test_another_language_is_spoken_at_once_by_window_and_settings(desk: SettingsDesk) -> None:
    desk.window.show_computer()
    pick(desk.window.computer.form.field("language"), "Português (Brasil)")
    wait_until_freed(desk.running.qtbot, desk.window)
    desk.running.qtbot.waitUntil(lambda: desk.running.window.state.text("screen/language") == "pt_BR")

    def is_open_again() -> None:
        again = desk.running.dialog(SettingsWindow)
        assert again.pages.currentIndex() == again.pages.count() - 1

    desk.running.qtbot.waitUntil(is_open_again)
    assert isinstance(desk.running.window.page, ServicePage)


def test_the_places_of_file_backups_and_log_are_named(desk: SettingsDesk) -> None:
    desk.window.show_computer()
    words = seen(desk.window)
    assert str(desk.running.file) in words
    assert str(desk.running.places.log) in words


def test_the_window_is_freed_when_it_is_closed(desk: SettingsDesk) -> None:
    desk.window.close()
    wait_until_freed(desk.running.qtbot, desk.window)


def test_the_islands_are_offered_in_portugal_only_and_bring_their_rates(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    region = desk.field("country.region")
    assert region.isVisible()
    pick(region, "Azores")
    assert desk.stored("country.region") == "PT-20"
    assert [rate.rate for rate in read_rates(desk.stored("tax.rates"))][:3] == [16, 9, 4]
    assert desk.stored("tax.default") == "16"
    assert desk.field("business.software_certificate").isVisible()
    pick(desk.field("country"), "France")
    assert not region.isVisible()
    assert not desk.field("business.software_certificate").isVisible()
    assert read_rates(desk.stored("tax.rates"))[0].rate == 20


def test_an_exemption_of_the_official_list_is_added_once(desk: SettingsDesk) -> None:
    desk.window.show_group(Group.COUNTRY)
    before = read_rates(desk.stored("tax.rates"))
    entry = next(one for one in desk.window.rates.exemptions.actions() if one.text().startswith("M13"))
    entry.trigger()
    entry.trigger()
    after = read_rates(desk.stored("tax.rates"))
    assert after[:-1] == before
    assert (after[-1].code, after[-1].category, str(after[-1].rate)) == ("M13", "E", "0")
    assert "bens em segunda mão" in after[-1].reason.casefold()
