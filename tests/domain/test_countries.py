"""Every country's profile is whole, and the figures are today's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from crm_desktop.domain.countries import OTHER, PROFILES, profile
from crm_desktop.domain.country_profile import CountryProfile, Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import minor_digits
from crm_desktop.domain.quote_documents import LANGUAGES
from crm_desktop.sentences import sentence

ALL = pytest.mark.parametrize("country", PROFILES.values(), ids=PROFILES)


def rates(code: str) -> list[Decimal]:
    return [preset.rate for preset in profile(code).tax_presets if preset.rate]


@ALL
def test_every_profile_can_be_used_for_a_quote(country: CountryProfile) -> None:
    assert country.language in LANGUAGES
    assert minor_digits(country.currency) in {0, 2}
    assert 0 < country.validity_days <= 365
    assert country.name
    assert country.tax_id_label
    assert country.page_size in {"A4", "Letter"}
    assert country.default_tax is country.tax_presets[0]
    assert all(0 <= preset.rate <= 100 and preset.label for preset in country.tax_presets)
    assert all(0 < preset.percent <= 100 and preset.label for preset in country.withholding_presets)


@ALL
def test_every_profile_says_its_sources_and_its_date(country: CountryProfile) -> None:
    assert country.sources
    assert all(source.strip() for source in country.sources)
    assert country.checked >= dt.date(2026, 11, 21)


@ALL
def test_where_no_tax_is_charged_the_law_is_named(country: CountryProfile) -> None:
    if Mention.EXEMPTION_REASON in country.mentions and country.code != "EU":
        assert all(preset.reason for preset in country.tax_presets if not preset.rate)
    assert not any(preset.reason for preset in country.tax_presets if preset.rate)


@ALL
def test_presets_are_told_apart(country: CountryProfile) -> None:
    shown = [(preset.rate, preset.label) for preset in country.tax_presets]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("PT", "23 13 6 22 12 4 16 9 4"),
        ("BR", ""),
        ("FR", "20 10 5.5 2.1"),
        ("ES", "21 10 4"),
        ("DE", "19 7"),
        ("IT", "22 10 5 4"),
        ("NL", "21 9"),
        ("BE", "21 12 6"),
        ("IE", "23 13.5 9 4.8"),
        ("LU", "17 14 8 3"),
        ("AT", "20 13 10 4.9"),
        ("GB", "20 5"),
        ("US", ""),
        ("CH", "8.1 3.8 2.6"),
        ("AO", "14 7 5"),
        ("MZ", "16 5"),
        ("CV", "15"),
        ("EU", ""),
        (OTHER, ""),
    ],
)
def test_the_rates_are_those_in_force(code: str, expected: str) -> None:
    assert rates(code) == [Decimal(rate) for rate in expected.split()]


def test_a_portuguese_quote_says_that_it_is_no_invoice_and_can_withhold() -> None:
    portugal = profile("PT")
    assert portugal.notices == ("This document is not an invoice.",)
    assert [preset.percent for preset in portugal.withholding_presets[:2]] == [23, 25]
    codes = {preset.code: preset.reason for preset in portugal.tax_presets if preset.code}
    assert codes["M10"].startswith("IVA – regime de isenção")
    assert {"M01", "M05", "M07", "M16", "M40", "M99"} <= set(codes)


def test_a_brazilian_quote_shows_no_tax_and_holds_ten_days() -> None:
    brazil = profile("br ")
    assert brazil.tax_name == ""
    assert brazil.validity_days == 10


@pytest.mark.parametrize("code", ["", "XX", "Portugal", "P\x00T"])
def test_an_unknown_country_is_refused_with_those_known(code: str) -> None:
    with pytest.raises(Refused) as caught:
        profile(code)
    assert caught.value.field == "country"
    assert "PT, BR, AO" in sentence(caught.value)
