"""Contacts written as vCards read back as the same contacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord, OrganizationRecord, Photo
from crm_desktop.exchange.vcard_reader import read_vcards
from crm_desktop.exchange.vcard_writer import Version, write_vcards
from tests.exchange.strategies import contacts

VERSIONS: tuple[Version, ...] = ("3.0", "4.0")


def placeless(records: tuple[ContactRecord, ...]) -> list[ContactRecord]:
    """The records without the place they were read from."""
    return [record._replace(source="", line=0) for record in records]


@given(contacts())
def test_what_is_written_reads_back_the_same(record: ContactRecord) -> None:
    for version in VERSIONS:
        found = read_vcards("", write_vcards([record], version))
        assert placeless(found.records) == [record]
        assert not found.warnings


@pytest.mark.parametrize("version", VERSIONS)
def test_every_real_card_survives_a_round_trip(version: Version, real_data: Path) -> None:
    for path in sorted((real_data / "vcard").glob("*.vcf")):
        first = read_vcards(path.name, path.read_bytes())
        data = write_vcards(first.records, version)
        assert placeless(read_vcards(path.name, data).records) == placeless(first.records), path.name
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def person() -> ContactRecord:
    """A person with everything a card can hold."""
    phone = ChannelRecord(ChannelKind.PHONE, ChannelUse.MOBILE, "+351 912 345 678", primary=True)
    return Draft(
        display_name="Ana Sousa",
        given="Ana",
        family="Sousa",
        organizations=[OrganizationRecord("Atelier, Lda", "Obras", "Diretora"), OrganizationRecord("Outra")],
        channels=[
            phone,
            ChannelRecord(ChannelKind.PHONE, ChannelUse.FAX, "1", "work"),
            ChannelRecord(ChannelKind.EMAIL, ChannelUse.WORK, "ana@example.com", "Encomendas", primary=True),
            ChannelRecord(
                ChannelKind.ADDRESS,
                ChannelUse.BILLING,
                address=AddressRecord(street="Rua A\n2.º", city="Porto", postcode="4000-001", country="Portugal"),
            ),
        ],
        birthday="1980-03-22",
        notes="Line one\nline two; three",
        photo=Photo("image/jpeg", b"\xff\xd8\xff"),
        extra=["item1.X-OTHER:kept", "KEY;TYPE=X509:data:application/octet-stream;base64,AAEC", "not a line", "X:a\nb"],
    ).finish("", 0)


def test_version_4_is_written_as_its_standard_says() -> None:
    assert write_vcards([person()]).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Ana Sousa",
        "N:Sousa;Ana;;;",
        r"item2.ORG:Atelier\, Lda;Obras",
        "item2.TITLE:Diretora",
        "item3.ORG:Outra",
        "TEL;TYPE=cell;PREF=1:+351 912 345 678",
        "TEL;TYPE=fax;TYPE=work:1",
        "item4.EMAIL;TYPE=work;PREF=1:ana@example.com",
        "item4.X-ABLabel:Encomendas",
        r"ADR;TYPE=billing;PREF=1:;;Rua A\n2.º;Porto;;4000-001;Portugal",
        "BDAY:19800322",
        r"NOTE:Line one\nline two\; three",
        "PHOTO:data:image/jpeg;base64,/9j/",
        "item1.X-OTHER:kept",
        "KEY;TYPE=X509:data:application/octet-stream;base64,AAEC",
        r"X:a\nb",
        "END:VCARD",
        "",
    ]


def test_version_3_is_written_as_older_programs_read_it() -> None:
    lines = write_vcards([person()], "3.0").decode().split("\r\n")
    assert lines[1] == "VERSION:3.0"
    assert "TEL;TYPE=cell;TYPE=pref:+351 912 345 678" in lines
    assert "BDAY:1980-03-22" in lines
    assert "PHOTO;ENCODING=b;TYPE=JPEG:/9j/" in lines
    assert "KEY;TYPE=X509;ENCODING=b:AAEC" in lines


def test_the_media_type_of_other_content_survives_both_versions() -> None:
    card = b"BEGIN:VCARD\nFN:A\nKEY;MEDIATYPE=application/pgp-keys;ENCODING=b:AAEC\nX-A;MEDIATYPE=text/x:y\nEND:VCARD"
    first = read_vcards("", card).records
    assert first[0].extra == ("KEY:data:application/pgp-keys;base64,AAEC", "X-A;MEDIATYPE=text/x:y")
    assert b"KEY;ENCODING=b;MEDIATYPE=application/pgp-keys:AAEC" in write_vcards(first, "3.0")
    for version in VERSIONS:
        assert placeless(read_vcards("", write_vcards(first, version)).records) == placeless(first)


def test_companies_are_marked_as_each_version_can() -> None:
    company = Draft(kind=ContactKind.COMPANY, display_name="Acme").finish("", 0)
    assert b"KIND:org\r\nFN:Acme\r\nORG:Acme" in write_vcards([company])
    assert b"X-ABShowAs:COMPANY\r\nFN:Acme\r\nN:;;;;\r\nORG:Acme" in write_vcards([company], "3.0")


def test_no_contacts_make_an_empty_file() -> None:
    assert write_vcards([]) == b""
