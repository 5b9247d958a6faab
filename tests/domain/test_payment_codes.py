"""Codes that pay: the examples of the books to the letter, and nothing that a bank would refuse."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.payment_codes import (
    EPC_BYTES,
    EPC_MOST,
    PIX_MOST,
    crc16,
    epc_payload,
    is_iban,
    pix_key,
    pix_payload,
)

IBAN = "BE72000000001616"
RANDOM_KEY = "123e4567-e12b-12d1-a456-426655440000"
CENTS = st.integers(1, 10**10)


def fields(code: str) -> dict[str, str]:
    """The fields of an EMV code by tag."""
    found: dict[str, str] = {}
    while code:
        tag, length = code[:2], int(code[2:4])
        assert tag not in found
        found[tag], code = code[4 : 4 + length], code[4 + length :]
        assert len(found[tag]) == length
    return found


def key_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.key


def test_the_red_cross_example_of_the_epc_guidelines() -> None:
    made = epc_payload(name="Red Cross of Belgium", iban=IBAN, bic="BPOTBEB1", cents=100, text="Urgency fund")
    assert made == "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund"


def test_what_is_not_known_leaves_its_line_empty_and_the_end_off() -> None:
    made = epc_payload(name="Oficina Silva", iban="PT50 0002 0123 1234 5678 9015 4", cents=42177)
    assert made == "BCD\n002\n1\nSCT\n\nOficina Silva\nPT50000201231234567890154\nEUR421.77"


def test_the_checksum_is_that_of_the_standard() -> None:
    assert crc16(b"123456789") == 0x29B1


def test_a_known_pix_code_has_its_checksum() -> None:
    known = (
        "00020126330014BR.GOV.BCB.PIX01115794666323452040000530398654041.005802BR"
        "5925CLENILTON CRUZ DE ALENCAR6006MANAUS62070503***6304"
    )
    assert f"{crc16(known.encode()):04X}" == "FA88"


def test_the_static_example_of_the_manual_is_built_field_by_field() -> None:
    made = pix_payload(key=RANDOM_KEY, name="Fulano de Tal", city="BRASILIA", cents=1, txid="")
    assert made.startswith(
        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654040.01"
        "5802BR5913Fulano de Tal6008BRASILIA62070503***6304"
    )


@given(st.text(), st.text(), CENTS)
def test_an_epc_code_is_never_larger_than_banks_read(name: str, text: str, cents: int) -> None:
    if not any(char.isprintable() and not char.isspace() for char in name[:200]):
        return
    made = epc_payload(name=name, iban=IBAN, cents=cents, text=text)
    lines = made.split("\n")
    assert len(made.encode()) <= EPC_BYTES
    assert len(lines) <= 11
    assert 1 <= len(lines[5]) <= 70
    assert lines[7] == f"EUR{cents // 100}.{cents % 100:02}"


@given(st.text(), st.text(), st.text(), CENTS)
def test_a_pix_code_reads_back_and_sums_up(name: str, city: str, txid: str, cents: int) -> None:
    made = pix_payload(key="ana@example.com.br", name=f"A{name}", city=f"R{city}", cents=cents, txid=txid)
    assert made.isascii()
    found = fields(made)
    assert found["54"] == f"{cents // 100}.{cents % 100:02}"
    assert 1 <= len(found["59"]) <= 25
    assert 1 <= len(found["60"]) <= 15
    assert re.fullmatch(r"[A-Za-z0-9]{1,25}|\*\*\*", fields(found["62"])["05"])
    assert f"{crc16(made[:-4].encode()):04X}" == made[-4:] == found["63"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Contato@Climatiza.com.br", "contato@climatiza.com.br"),
        ("+55 (11) 98765-4321", "+5511987654321"),
        ("12.345.678/0001-95", "12345678000195"),
        ("529.982.247-25", "52998224725"),
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),
        (RANDOM_KEY.upper(), RANDOM_KEY),
    ],
)
def test_keys_are_taken_with_their_marks(typed: str, kept: str) -> None:
    assert pix_key(typed) == kept


@pytest.mark.parametrize("typed", ["", "12.345.678/0001-96", "111.111.111-11", "11987654321", "não@é@chave", "x" * 80])
def test_what_is_no_key_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        pix_key(typed)
    assert key_of(refused) == "code.pix_key"


@pytest.mark.parametrize("iban", ["BE72000000001617", "PT50", "", "XX00000000000000", "PT50000201231234567890154X"])
def test_a_mistyped_iban_makes_no_code(iban: str) -> None:
    assert not is_iban(iban)
    with pytest.raises(Refused) as refused:
        epc_payload(name="Ana", iban=iban, cents=1)
    assert key_of(refused) == "code.iban"


@pytest.mark.parametrize("cents", [0, -1, EPC_MOST + 1])
def test_amounts_no_bank_moves_make_no_code(cents: int) -> None:
    with pytest.raises(Refused) as refused:
        epc_payload(name="Ana", iban=IBAN, cents=cents)
    assert key_of(refused) == "code.amount"


def test_nothing_to_pay_makes_no_pix_code() -> None:
    for cents in (0, PIX_MOST + 1):
        with pytest.raises(Refused) as refused:
            pix_payload(key=RANDOM_KEY, name="Ana", city="Rio", cents=cents)
        assert key_of(refused) == "code.amount"


def test_a_bic_that_is_none_makes_no_code() -> None:
    with pytest.raises(Refused) as refused:
        epc_payload(name="Ana", iban=IBAN, bic="nobank", cents=1)
    assert key_of(refused) == "code.bic"
