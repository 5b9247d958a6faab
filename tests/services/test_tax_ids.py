"""Tax ids and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.services.tax_ids import TaxIdCheck, check_tax_id


@pytest.mark.parametrize(
    ("value", "country", "expected"),
    [
        ("501964843", "PT", TaxIdCheck("501964843", "501 964 843", "NIF", valid=True)),
        ("PT 501.964.843", "", TaxIdCheck("501964843", "501 964 843", "NIF", valid=True)),
        ("501964844", "PT", TaxIdCheck("501964844", "501 964 844", "NIF", valid=False)),
        ("5019", "PT", TaxIdCheck("5019", "5019", "NIF", valid=False)),
        ("111.444.777-35", "BR", TaxIdCheck("11144477735", "111.444.777-35", "CPF", valid=True)),
        ("11144477736", "BR", TaxIdCheck("11144477736", "111.444.777-36", "CPF", valid=False)),
        ("16.727.230/0001-97", "BR", TaxIdCheck("16727230000197", "16.727.230/0001-97", "CNPJ", valid=True)),
        ("12ABC34501DE35", "BR", TaxIdCheck("12ABC34501DE35", "12.ABC.345/01DE-35", "CNPJ", valid=True)),
        ("12abc34501de36", "BR", TaxIdCheck("12ABC34501DE36", "12.ABC.345/01DE-36", "CNPJ", valid=False)),
        ("DE136695976", "", TaxIdCheck("DE136695976", "DE136695976", "VAT", valid=True)),
        ("136695976", "DE", TaxIdCheck("DE136695976", "136695976", "VAT", valid=True)),
        ("EL 094259216", "GR", TaxIdCheck("EL094259216", "EL094259216", "VAT", valid=True)),
        ("094259216", "GR", TaxIdCheck("EL094259216", "094259216", "VAT", valid=True)),
        ("12-3456789", "US", TaxIdCheck("123456789", "12-3456789", "", valid=None)),
        ("", "PT", TaxIdCheck("", "", "", valid=None)),
        (" - ", "PT", TaxIdCheck("", "", "", valid=None)),
    ],
)
def test_each_country_checks_and_writes_its_own_number(value: str, country: str, expected: TaxIdCheck) -> None:
    assert check_tax_id(value, country) == expected


@given(st.text(max_size=300), st.sampled_from(["", "PT", "BR", "DE", "GR", "US", "XI", "??"]))
def test_no_text_is_too_odd_for_a_check(value: str, country: str) -> None:
    assert check_tax_id(value, country).valid in {True, False, None}
