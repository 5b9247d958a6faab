"""The settings of the business, from outside: what is taken, what is refused, and what follows the country."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import func, select

from crm_desktop.db.database import Database
from crm_desktop.db.models.business import Blob
from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.numbering import NumberRule
from crm_desktop.domain.quotes import PriceMode
from crm_desktop.sentences import sentence
from crm_desktop.services import settings
from crm_desktop.services.settings_table import SETTINGS
from crm_desktop.services.settings_values import checked
from tests.factories import setting


def put(store: Database, key: str, value: str, seen: str | None = None) -> str:
    with store.write("Change setting") as session:
        return settings.put(session, key, value, seen=seen)


def get(store: Database, key: str) -> str:
    with store.read() as session:
        return settings.get(session, key)


def business(store: Database) -> settings.Business:
    with store.read() as session:
        return settings.business(session)


def picture(size: tuple[int, int] = (40, 20), kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#0E7C7B").save(made, kind)
    return made.getvalue()


def test_what_was_never_set_follows_the_country(store: Database) -> None:
    assert (business(store).currency, business(store).language) == ("EUR", "en")
    put(store, "country", "BR")
    known = business(store)
    assert (known.currency, known.language, known.validity_days, known.default_tax) == ("BRL", "pt_BR", 10, Decimal(0))
    put(store, "country", "pt")
    known = business(store)
    assert (known.country, known.currency, known.validity_days, known.default_tax) == ("PT", "EUR", 30, Decimal(23))
    assert TaxPreset(Decimal(6), "Reduced rate") in known.tax_rates


def test_a_setting_of_ones_own_stays_when_the_country_changes(store: Database) -> None:
    put(store, "currency", "USD")
    put(store, "country", "BR")
    assert business(store).currency == "USD"


def test_an_empty_text_brings_a_needed_default_back(store: Database) -> None:
    put(store, "business.accent", "#112233")
    assert put(store, "business.accent", "") == "#0E7C7B"
    put(store, "quote.withholding", "25")
    assert put(store, "quote.withholding", "") == ""
    assert business(store).withholding is None


def test_rates_can_be_taken_away_altogether(store: Database) -> None:
    put(store, "country", "PT")
    assert put(store, "tax.rates", "") == ""
    assert business(store).tax_rates == ()


def test_the_business_is_read_with_its_types(store: Database) -> None:
    put(store, "business.name", "  Oficina   do Forno ")
    put(store, "business.address", "Rua das Flores 12\r\n4000-123 Porto")
    put(store, "quote.price_mode", "gross")
    put(store, "quote.validity_days", "45")
    put(store, "job.hour_price", "37.50")
    put(store, "quote.withholding", "11.5")
    put(
        store, "tax.rates", '[{"rate": "23", "label": "Normal"}, {"rate": "0", "label": "Isento", "reason": "Art. 53"}]'
    )
    known = business(store)
    assert known.name == "Oficina do Forno"
    assert known.address == ("Rua das Flores 12", "4000-123 Porto")
    assert (known.price_mode, known.validity_days) == (PriceMode.GROSS, 45)
    assert (known.hour_price, known.withholding) == (Decimal("37.5"), Decimal("11.5"))
    assert known.tax_rates == (TaxPreset(Decimal(23), "Normal"), TaxPreset(Decimal(0), "Isento", "Art. 53"))


@pytest.mark.parametrize(
    ("key", "value", "refusal"),
    [
        ("business.email", "ana at example.com", "setting.email"),
        ("business.bank", "PT50 0002 0123 1234 5678 9015 5", "setting.iban"),
        ("business.bank", "Banco do Sul, IBAN PT50 0002 0123 1234 5678 9015 5", "setting.iban"),
        ("business.bank", "PT50000201231234567890155; MB Way 912 345 678", "setting.iban"),
        ("business.bank", "IBAN PT50 0002 0123 1234 5678 9015 4 · BIC CGDIPT", "setting.bic"),
        ("business.phone", "ana2@example.com", "setting.phone"),
        ("business.phone", "by letter", "setting.phone"),
        ("business.tax_id", "ana@example.com", "setting.tax_id"),
        ("business.tax_id", "none yet", "setting.tax_id"),
        ("business.accent", "teal", "setting.colour"),
        ("country", "Atlantis", "setting.choice"),
        ("currency", "EURO", "setting.choice"),
        ("language", "xx", "setting.choice"),
        ("quote.price_mode", "both", "setting.choice"),
        ("quote.validity_days", "-1", "amount.too_small"),
        ("quote.validity_days", "1.5", "amount.too_precise"),
        ("quote.validity_days", "99999", "amount.over_maximum"),
        ("tax.default", "101", "amount.over_maximum"),
        ("tax.default", "1e2", "amount.not_a_number"),
        ("quote.withholding", "a lot", "amount.not_a_number"),
        ("job.hour_price", "-0.01", "amount.too_small"),
        ("tax.rates", "23", "setting.rates"),
        ("tax.rates", "[[[", "setting.rates"),
        ("tax.rates", "[" * 100_000, "setting.rates"),
        ("tax.rates", '[{"rate": 23}]', "setting.rates"),
        ("tax.rates", '[{"rate": "23", "colour": "red"}]', "setting.rates"),
        ("tax.rates", '[{"rate": "123"}]', "amount.over_maximum"),
        ("numbering.quote.pattern", "QUOTE", "number.one_sequence"),
        ("numbering.quote.pattern", "{seq}", "number.no_year"),
        ("numbering.quote.start", "0", "amount.too_small"),
        ("numbering.quote.series", "Á / B", "number.series"),
        ("business.logo", "logo.png", "setting.image"),
        ("business.name", "x" * 10_000, "text.too_long"),
        ("no.such", "1", "setting.unknown"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_setting(store: Database, key: str, value: str, refusal: str) -> None:
    before = {row.key: row.value for row in rows(store)}
    with pytest.raises(Refused) as refused:
        put(store, key, value)
    assert (refused.value.key, refused.value.field) == (refusal, None if key == "no.such" else key)
    assert sentence(refused.value)
    assert {row.key: row.value for row in rows(store)} == before


@pytest.mark.parametrize(
    "bank",
    [
        "PT50 0002 0123 1234 5678 9015 4",
        "IBAN: PT50000201231234567890154",
        "Pix: ana@example.com",
        "Pix 7f0c2a9e-11d2-4b1e-9a3f-0123456789ab",
        "MB Way",
        "IBAN PT50 0002 0123 1234 5678 9015 4, BIC CGDIPTPL",
        "PT50 0002 0123 1234 5678 9015 4 BIC/SWIFT: CGDIPTPL",
        "Swift transfers on request",
    ],
)
def test_bank_details_are_an_iban_that_passes_or_any_other_text(store: Database, bank: str) -> None:
    assert put(store, "business.bank", bank) == bank


def doubt(store: Database, key: str) -> str:
    with store.read() as session:
        return settings.doubt(session, key)


def test_a_mistyped_tax_number_is_kept_and_marked_as_with_contacts(store: Database) -> None:
    put(store, "country", "PT")
    assert put(store, "business.tax_id", "501 964 842") == "501 964 842"
    assert "check digits" in doubt(store, "business.tax_id")
    put(store, "business.tax_id", "501 964 843")
    assert (doubt(store, "business.tax_id"), doubt(store, "business.name")) == ("", "")
    marks = {row.key: row.fits for row in rows(store)}
    assert (marks["business.tax_id"], marks["business.phone"], marks["business.name"]) == (True, None, None)


def test_a_phone_number_is_stored_as_people_read_it(store: Database) -> None:
    assert put(store, "business.phone", "222004120") == "222004120"
    put(store, "country", "PT")
    assert put(store, "business.phone", "222004120") == "+351 22 200 4120"
    noted = "222 004 120 (national landline)"
    assert put(store, "business.phone", noted) == noted
    assert put(store, "business.phone", "222 004 120 / 912 345 678") == "222 004 120 / 912 345 678"
    assert not doubt(store, "business.phone")
    put(store, "business.phone", "22 200")
    assert "whole phone number" in doubt(store, "business.phone")


def test_numbers_without_a_year_are_allowed_once_they_never_begin_again(store: Database) -> None:
    put(store, "numbering.quote.yearly", "no")
    put(store, "numbering.quote.pattern", "{seq:5}")
    put(store, "numbering.quote.start", "120")
    assert business(store).numbering == NumberRule("{seq:5}", yearly=False, start=120)
    with pytest.raises(Refused) as refused:
        put(store, "numbering.quote.yearly", "yes")
    assert (refused.value.key, refused.value.field) == ("number.no_year", "numbering.quote.yearly")


def rows(store: Database) -> tuple[settings.SettingRow, ...]:
    with store.read() as session:
        return settings.all_settings(session)


def test_every_setting_is_listed_once_with_a_value_that_passes_its_own_check(store: Database) -> None:
    put(store, "country", "PT")
    listed = rows(store)
    assert [row.key for row in listed] == list(SETTINGS)
    assert {row.key for row in listed if row.is_set} == {"country"}
    for row in listed:
        assert checked(SETTINGS[row.key], row.value) == row.value
        assert row.label


def test_a_logo_is_kept_and_printed_and_taken_away(store: Database) -> None:
    png = picture()
    with store.write("Change logo") as session:
        settings.set_logo(session, png)
    with store.read() as session:
        assert settings.letterhead(session).logo == png
    with store.write("Change logo") as session:
        settings.set_logo(session, picture(kind="JPEG"))
    with store.write("Remove logo") as session:
        settings.set_logo(session, None)
    with store.read() as session:
        assert settings.logo(session) is None
    store.undo()
    store.undo()
    with store.read() as session:
        assert settings.logo(session) == png


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "picture.unreadable"),
        (b"<svg/>", "picture.unreadable"),
        (picture()[:60], "picture.unreadable"),
        (picture(kind="GIF"), "picture.unreadable"),
        (picture((7000, 1)), "picture.too_large"),
        (picture((20_000, 10_000)), "picture.too_large"),
        (b"\x89PNG" + bytes(3_000_000), "picture.too_large"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_refused(store: Database, content: bytes, refusal: str) -> None:
    with pytest.raises(Refused) as refused, store.write("Change logo") as session:
        settings.set_logo(session, content)
    assert (refused.value.key, refused.value.field) == (refusal, "business.logo")


def test_the_letterhead_says_who_the_business_is(store: Database) -> None:
    put(store, "country", "PT")
    put(store, "business.name", "A & B <Lda>")
    put(store, "business.tax_id", "501964843")
    put(store, "business.tagline", "Móveis à medida")
    with store.read() as session:
        head = settings.letterhead(session)
    assert head.business.name == "A & B <Lda>"
    assert (head.business.tax_id_label, head.business.tax_id) == ("NIF", "501964843")
    assert (head.tagline, head.page_size, head.logo) == ("Móveis à medida", "A4", None)


def test_the_texts_of_quotes_are_written_in_each_language_for_itself(store: Database) -> None:
    put(store, "quote.intro.pt_PT", "Caro cliente,\n\nobrigado.")
    put(store, "quote.payment_terms.en", "30 days")
    with store.read() as session:
        assert settings.document_texts(session, "pt_PT") == settings.DocumentTexts("Caro cliente,\n\nobrigado.", "", "")
        assert settings.document_texts(session, "en") == settings.DocumentTexts("", "", "30 days")


def test_a_change_is_undone_and_done_again(store: Database) -> None:
    put(store, "business.name", "Antes")
    put(store, "business.name", "Depois")
    store.undo()
    assert get(store, "business.name") == "Antes"
    store.undo()
    assert get(store, "business.name") == ""
    store.redo()
    store.redo()
    assert get(store, "business.name") == "Depois"


def test_what_another_window_changed_is_not_overwritten(store: Database) -> None:
    put(store, "business.name", "Theirs")
    with pytest.raises(Stale) as stale:
        put(store, "business.name", "Yours", seen="")
    assert (stale.value.theirs, stale.value.yours) == ("Theirs", "Yours")
    assert put(store, "business.name", "Yours", seen="Theirs") == "Yours"


def test_the_same_logo_is_kept_once_and_nothing_is_reset_twice(store: Database) -> None:
    for _ in range(2):
        with store.write("Change logo") as session:
            settings.set_logo(session, picture())
            settings.put(session, "business.name", "")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 1


@pytest.mark.parametrize("rates", ["{", "7", '[{"rate": "23"}, {"rate": "many"}]'])
def test_damaged_rates_are_left_out(store: Database, rates: str) -> None:
    with store.write("Damage") as session:
        session.add(setting("tax.rates", rates))
    assert business(store).tax_rates == ((TaxPreset(Decimal(23), ""),) if rates.startswith("[") else ())


@pytest.mark.parametrize(
    "key", ["quote.validity_days", "tax.default", "quote.price_mode", "business.accent", "country"]
)
def test_a_damaged_value_gives_way_to_the_default(store: Database, key: str) -> None:
    with store.write("Damage") as session:
        session.add_all([setting(key, "\x00rubbish"), setting("tax.rates", "7")])
    assert business(store).tax_rates == ()
    assert get(store, key) == next(row.default for row in rows(store) if row.key == key)


@given(key=st.sampled_from(sorted(SETTINGS)), text=st.text())
def test_any_text_is_taken_or_refused_and_checks_twice_alike(key: str, text: str) -> None:
    with contextlib.suppress(Refused):
        once = checked(SETTINGS[key], text)
        assert checked(SETTINGS[key], once) == once


def test_what_was_set_can_be_set_back_and_follows_the_country_again(store: Database) -> None:
    with store.write("Settings") as session:
        settings.put(session, "country", "PT")
        usual = settings.get(session, "tax.rates")
        settings.put(session, "tax.rates", "")
        assert settings.get(session, "tax.rates") == ""
        assert settings.set_back(session, "tax.rates") == usual
        settings.put(session, "country.region", "PT-30")
        assert settings.get(session, "tax.rates") != usual
    with pytest.raises(Refused, match=r"setting\.unknown"), store.read() as session:
        settings.set_back(session, "tax.nonsense")
