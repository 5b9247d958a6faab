"""What QR codes that pay hold: a SEPA credit transfer (EPC) or a static Pix code, written exactly as their books say.

Sources, looked up on 2026-11-21: European Payments Council, EPC069-12 version 2.1, “Quick Response Code: Guidelines to
enable data capture for the initiation of a SEPA credit transfer”; Banco Central do Brasil, “Manual de Padrões para
Iniciação do Pix” and “Manual do BR Code”, on EMV QR Code Specification for Payment Systems, Merchant-Presented Mode.
"""

from __future__ import annotations

import re
import unicodedata

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt

EPC_NAME, EPC_TEXT, EPC_BYTES = 70, 140, 331
"""The most characters of a name and of a remittance text; the most bytes of a code (version 13, error level M)."""
EPC_MOST = 99_999_999_999
"""Cents: 999999999.99 EUR."""
PIX_NAME, PIX_CITY, PIX_KEY, PIX_TXID = 25, 15, 77, 25
PIX_MOST = 9_999_999_999_99
"""Cents: the amount has at most 13 characters."""
# Compiled when first used: the settings are read at every start, and codes in few of them.
_IBAN = r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"
_BIC = r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"
_PHONE = r"\+[1-9][0-9]{7,14}"
_RANDOM_KEY = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"


def epc_payload(*, name: str, iban: str, bic: str = "", cents: int, text: str = "") -> str:
    """The lines of an EPC QR code, version 002: UTF-8, a SEPA credit transfer with an unstructured text.

    Args:
        name: who is paid, at most 70 characters (a longer one is cut).
        iban: with or without blanks.
        bic: may be '' within the European Economic Area.
        cents: of a euro, at least one.
        text: the remittance information, at most 140 characters (cut), less where the code would grow too large.

    Raises:
        Refused: ``code.iban``, ``code.bic``, ``code.name``, ``code.amount``.
    """
    account, bank = _joined(iban).upper(), _joined(bic).upper()
    if not is_iban(account):
        raise Refused("code.iban", field="iban", text=excerpt(iban))
    if bank and not re.fullmatch(_BIC, bank):
        raise Refused("code.bic", field="bic", text=excerpt(bic))
    payee = _line(name)[:EPC_NAME].strip()
    if not payee:
        raise Refused("code.name", field="name")
    if not 1 <= cents <= EPC_MOST:
        raise Refused("code.amount", field="amount")
    amount = f"EUR{cents // 100}.{cents % 100:02}"
    before = f"BCD\n002\n1\nSCT\n{bank}\n{payee}\n{account}\n{amount}\n\n\n"
    room = max(0, EPC_BYTES - len(before.encode()))
    words = _line(text)[:EPC_TEXT].encode()[:room].decode(errors="ignore").strip()
    # Empty lines at the end are left out.
    return (before + words).rstrip("\n")


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN without blanks fit (ISO 13616, modulo 97)."""
    if not re.fullmatch(_IBAN, text):
        return False
    turned = text[4:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def pix_payload(*, key: str, name: str, city: str, cents: int, txid: str = "") -> str:
    """A static Pix code with an amount, as it is scanned and as it is pasted (“copia e cola”).

    Args:
        key: e-mail, phone (+55…), CPF, CNPJ (digits or letters, marks are dropped) or a random key.
        name: who is paid; plain letters, at most 25 (accents are dropped, the rest cut).
        city: at most 15 of the same.
        cents: of a real, at least one.
        txid: what the payment is known by, at most 25 letters and digits; ``***`` stands for none.

    Raises:
        Refused: ``code.pix_key``, ``code.name``, ``code.pix_city``, ``code.amount``.
    """
    account = pix_key(key)
    payee, place = _plain(name)[:PIX_NAME].strip(), _plain(city)[:PIX_CITY].strip()
    if not payee:
        raise Refused("code.name", field="name")
    if not place:
        raise Refused("code.pix_city", field="city")
    if not 1 <= cents <= PIX_MOST:
        raise Refused("code.amount", field="amount")
    known = re.sub(r"[^A-Za-z0-9]", "", _plain(txid))[-PIX_TXID:] or "***"
    fields = (
        ("00", "01"),
        ("26", _field("00", "br.gov.bcb.pix") + _field("01", account)),
        ("52", "0000"),
        ("53", "986"),
        ("54", f"{cents // 100}.{cents % 100:02}"),
        ("58", "BR"),
        ("59", payee),
        ("60", place),
        ("62", _field("05", known)),
    )
    code = "".join(_field(tag, value) for tag, value in fields) + "6304"
    return code + f"{crc16(code.encode('ascii')):04X}"


def pix_key(text: str) -> str:
    """A Pix key as codes hold it.

    Raises:
        Refused: ``code.pix_key`` for what can be none.
    """
    key = text.strip()
    if len(key) <= PIX_KEY and key.isascii():
        if re.fullmatch(_EMAIL, key) or re.fullmatch(_RANDOM_KEY, key):
            return key.lower()
        phone = re.sub(r"[\s().-]", "", key)
        if phone.startswith("+"):
            if re.fullmatch(_PHONE, phone):
                return phone
        elif (number := re.sub(r"[\s./-]", "", key).upper()) and _is_tax_number(number):
            return number
    raise Refused("code.pix_key", field="key", text=excerpt(text))


def _is_tax_number(text: str) -> bool:
    """A CPF (11 digits) or a CNPJ (14, of which the first 12 may be letters since July 2026) with its check digits."""
    if re.fullmatch(r"[0-9]{11}", text):
        return len(set(text)) > 1 and all(
            text[place] == _check(text[:place], range(place + 1, 1, -1)) for place in (9, 10)
        )
    if re.fullmatch(r"[0-9A-Z]{12}[0-9]{2}", text):
        weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
        return len(set(text)) > 1 and all(
            text[place] == _check(text[:place], weights[13 - place :]) for place in (12, 13)
        )
    return False


def _check(text: str, weights: range | tuple[int, ...]) -> str:
    """A check digit modulo 11 over the characters' codes less 48."""
    rest = sum((ord(letter) - 48) * weight for letter, weight in zip(text, weights, strict=True)) % 11
    return str(11 - rest if rest > 1 else 0)


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF, as EMV asks for."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _bit in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    """Tag, length in two digits, value."""
    return f"{tag}{len(value):02}{value}"


def _plain(text: str) -> str:
    """Letters without their accents, on one line; what ASCII does not have is left out."""
    spread = unicodedata.normalize("NFKD", _line(text))
    return " ".join(spread.encode("ascii", "ignore").decode().split())


def _line(text: str) -> str:
    """A text on one line, without controls."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def _joined(text: str) -> str:
    return "".join(text.split())
