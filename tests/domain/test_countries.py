"""Every country's profile is whole, and the figures are today's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from crm_desktop.domain.countries import OTHER, PROFILES, exemption_code, profile
from crm_desktop.domain.country_profile import CountryProfile, Mention
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.money import minor_digits
from crm_desktop.domain.quote_documents import LANGUAGES
from crm_desktop.domain.quotes import TaxCategory
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
        ("PT", "23 13 6"),
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
        ("SE", "25 12 6"),
        ("DK", "25"),
        ("NO", "25 15 12"),
        ("FI", "25.5 13.5 10"),
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
    assert portugal.certified_software


@pytest.mark.parametrize(("region", "expected"), [("PT-20", "16 9 4"), ("PT-30", "22 12 4"), ("", "23 13 6")])
def test_the_islands_have_rates_of_their_own_and_the_same_exemptions(region: str, expected: str) -> None:
    mainland, portugal = profile("PT"), profile("PT").in_region(region)
    taxed = [preset.rate for preset in portugal.tax_presets if preset.rate]
    assert taxed == [Decimal(rate) for rate in expected.split()]
    assert [one for one in portugal.tax_presets if not one.rate] == [
        one for one in mainland.tax_presets if not one.rate
    ]
    assert portugal.default_tax.rate == taxed[0]


def test_a_region_of_another_country_changes_nothing() -> None:
    assert profile("FR").in_region("PT-20") is profile("FR")


def test_the_list_of_the_tax_authority_is_whole_and_every_reason_tells_its_code() -> None:
    listed = profile("PT").exemptions
    codes = " ".join(one.code for one in listed)
    assert codes == (
        "M01 M02 M04 M05 M06 M07 M09 M10 M11 M12 M13 M14 M15 M16 M19 M20 M21 M25 M26 "
        "M30 M31 M32 M33 M34 M35 M40 M41 M42 M43 M44 M45 M46 M99"
    )
    assert all(exemption_code(one.reason) == one.code for one in listed)
    assert exemption_code("Because") == ""
    assert all(not one.rate and one.category in set(TaxCategory) for one in listed)


@ALL
def test_exemptions_on_offer_are_of_the_official_list_where_there_is_one(country: CountryProfile) -> None:
    listed = {(one.code, one.reason, one.category) for one in country.exemptions}
    offered = {(one.code, one.reason, one.category) for one in country.tax_presets if one.code}
    assert not country.exemptions or offered <= listed


@ALL
def test_taxed_presets_need_no_category_and_untaxed_ones_say_theirs(country: CountryProfile) -> None:
    for preset in country.tax_presets:
        assert preset.category in {"", *TaxCategory}
        if preset.rate or not preset.reason:
            assert preset.category == ""
        else:
            assert preset.category not in {"", TaxCategory.STANDARD}


@pytest.mark.parametrize(
    ("code", "step"),
    [("CH", 5), ("SE", 100), ("NO", 100), ("DK", 50), ("FI", 5), ("NL", 5), ("BE", 5), ("IE", 5), ("IT", 5), ("PT", 0)],
)
def test_cash_is_rounded_where_the_small_coins_are_gone(code: str, step: int) -> None:
    assert profile(code).cash_rounding == step


@pytest.mark.parametrize(
    ("code", "percents"),
    [
        ("PT", "23 25 16.5 11.5"),
        ("ES", "15 7 1"),
        ("IT", "20"),
        ("BR", "1.5 4.65 6.15 1 2.5"),
        ("GB", "20"),
        ("FR", ""),
    ],
)
def test_withholdings_on_offer_are_those_in_force(code: str, percents: str) -> None:
    offered = [preset.percent for preset in profile(code).withholding_presets]
    assert offered == [Decimal(percent) for percent in percents.split()]


def test_what_is_withheld_in_brazil_from_2027_is_on_offer_before_that_year() -> None:
    """PIS and COFINS end with 2026; of the 4.65 percent only the one of the CSLL is left."""
    offered = {preset.label: preset.percent for preset in profile("BR").withholding_presets}
    later = {label: percent for label, percent in offered.items() if "2027" in label}
    assert sorted(later.values()) == [Decimal(1), Decimal("2.5")]
    assert not any("PIS" in label or "COFINS" in label for label in later)


def test_a_french_quote_is_signed_under_the_words_the_law_wants() -> None:
    assert "avant l’exécution des travaux" in profile("FR").acceptance
    assert {Mention.QUOTE_FEE, Mention.BUSINESS_CONTACT, Mention.VALID_UNTIL} <= set(profile("FR").mentions)


def test_a_brazilian_quote_shows_no_tax_and_holds_ten_days() -> None:
    brazil = profile("br ")
    assert brazil.tax_name == ""
    assert brazil.validity_days == 10
    assert Mention.LABOUR_AND_MATERIAL in brazil.mentions


@pytest.mark.parametrize("code", ["", "XX", "Portugal", "P\x00T"])
def test_an_unknown_country_is_refused_with_those_known(code: str) -> None:
    with pytest.raises(Refused) as caught:
        profile(code)
    assert caught.value.field == "country"
    assert "PT, BR, AO" in sentence(caught.value)
