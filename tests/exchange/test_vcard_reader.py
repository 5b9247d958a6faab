"""Cards as Apple, Android, Outlook and Google write them, and as nobody should."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.exchange.records import AddressRecord, ContactRecord, OrganizationRecord, ReadContacts
from crm_desktop.exchange.vcard_reader import read_vcards
from crm_desktop.sentences import sentence
from tests.exchange.real_cards import REAL


def read(*lines: str) -> ContactRecord:
    """The only contact of a card with these lines."""
    found = read_all("BEGIN:VCARD\r\n" + "\r\n".join(lines) + "\r\nEND:VCARD\r\n")
    assert len(found.records) == 1, found
    return found.records[0]


def read_all(text: str) -> ReadContacts:
    """All of a file."""
    return read_vcards("cards.vcf", text.encode())


def phones(record: ContactRecord) -> list[tuple[str, str]]:
    """Uses and numbers of a contact."""
    return [(channel.use.value, channel.value) for channel in record.channels_of(ChannelKind.PHONE)]


def values(record: ContactRecord, kind: ChannelKind) -> list[str]:
    """The values of one kind of channels."""
    return [channel.value for channel in record.channels_of(kind)]


def streets(record: ContactRecord) -> list[str]:
    """The addresses of a contact, each on one line."""
    addresses = [channel.address for channel in record.channels_of(ChannelKind.ADDRESS)]
    return [" | ".join(part for part in address if part) for address in addresses if address]


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_gives_every_name_phone_email_and_address(name: str, real_data: Path) -> None:
    found = read_vcards(name, (real_data / "vcard" / name).read_bytes())
    assert not found.rejected
    assert not found.warnings
    assert [record.source for record in found.records] == [name] * len(REAL[name])
    for record, expected in zip(found.records, REAL[name], strict=True):
        assert phones(record) == expected.get("phones", [])
        assert values(record, ChannelKind.EMAIL) == expected.get("emails", [])
        assert values(record, ChannelKind.WEB) == expected.get("webs", [])
        assert streets(record) == expected.get("addresses", [])
        assert [tuple(company) for company in record.organizations] == expected.get("companies", [])
        for part in ("display_name", "prefix", "given", "middle", "family", "suffix", "nickname"):
            assert getattr(record, part) == expected.get(part, ""), part
        for part in ("notes", "birthday", "language"):
            assert part not in expected or getattr(record, part) == expected[part]
        assert "photo" not in expected or (record.photo and len(record.photo.data) == expected["photo"])
        kinds = [channel.kind for channel in record.channels if channel.primary]
        assert sorted(kinds) == sorted({channel.kind for channel in record.channels})


def test_every_real_card_file_is_expected(real_data: Path) -> None:
    assert {path.name for path in (real_data / "vcard").glob("*.vcf")} == set(REAL)


def test_a_comma_in_a_name_stays() -> None:
    assert read("FN:Silva, Lda").display_name == "Silva, Lda"
    assert read("FN:x", "N:Silva, Lda;Ana,Maria;;;").family == "Silva, Lda"
    assert read("FN:x", "N:Silva;Ana,Maria;;;").given == "Ana Maria"


def test_a_card_without_a_formatted_name_is_called_by_its_parts() -> None:
    assert read("N:Sousa;Ana;Rita;Dra.;").display_name == "Ana Rita Sousa"
    assert read("EMAIL:ana@example.com").display_name == "ana@example.com"
    assert read("TEL:+351 912").display_name == "+351 912"
    assert read("ADR:;;Rua A;Porto;;4000;").display_name == "Rua A, Porto, 4000"
    assert read("NICKNAME:Ana").display_name == "Ana"


def test_a_card_of_nobody_is_rejected_with_its_line() -> None:
    found = read_all("BEGIN:VCARD\nNOTE:who?\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD")
    assert [record.display_name for record in found.records] == ["Ana"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [(1, "import.nobody")]
    assert "left out" in sentence(found.rejected[0].refusal)


def test_companies_are_recognised_however_they_are_marked() -> None:
    for lines in (
        ["FN:Acme", "KIND:org"],
        ["FN:Acme", "ORG:Acme", "X-ABShowAs:COMPANY"],
        ["FN:ACME", "ORG:Acme"],
        ["ORG:Acme;"],
    ):
        assert read(*lines).kind is ContactKind.COMPANY, lines
    assert read("ORG:Acme").organizations == ()
    assert read("FN:Acme", "ORG:Acme", "KIND:individual").kind is ContactKind.PERSON
    assert read("FN:Acme", "N:Acme;Ana;;;", "ORG:Acme").kind is ContactKind.PERSON


def test_a_list_of_contacts_is_no_contact() -> None:
    found = read_all("BEGIN:VCARD\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD")
    assert [entry.key for entry in found.rejected] == ["import.group"]


def test_labels_go_to_their_channels() -> None:
    record = read(
        "FN:A",
        "item1.TEL:1",
        "item1.X-ABLabel:Mobile",
        "item2.TEL;TYPE=WORK:2",
        "item2.X-ABLabel:Reception",
        "item3.TEL:3",
        "item3.X-ABLabel:_$!<Other>!$_",
        "item4.X-ABDATE:2020-01-01",
        "item4.X-ABLabel:_$!<Anniversary>!$_",
    )
    assert [channel[1:4] for channel in record.channels] == [
        (ChannelUse.MOBILE, "1", ""),
        (ChannelUse.WORK, "2", "Reception"),
        (ChannelUse.OTHER, "3", ""),
    ]
    assert record.extra == ("item4.X-ABDATE:2020-01-01", "item4.X-ABLabel:_$!<Anniversary>!$_")


def test_the_most_preferred_channel_is_the_primary_one() -> None:
    record = read("FN:A", "TEL;PREF=20:1", "TEL;PREF=3:2", "TEL:3", "EMAIL:a@b", "EMAIL;PREF:c@d", "URL:x", "URL:y")
    assert [channel.value for channel in record.channels if channel.primary] == ["2", "c@d", "x"]
    assert read("FN:A", "TEL;PREF=soon:1", "TEL:2").channels[0].primary


def test_addresses_to_send_to_and_numbers_as_links_are_plain() -> None:
    record = read("FN:A", "EMAIL:mailto:ana%2Bx@example.com?subject=hi", "TEL:tel:+351-912;ext=5;isub=7", "TEL:tel:12")
    assert [channel.value for channel in record.channels] == ["ana+x@example.com", "+351-912;isub=7 ext. 5", "12"]


def test_an_address_that_is_only_a_label_is_an_address() -> None:
    record = read("FN:A", "VERSION:2.1", "LABEL;HOME;ENCODING=QUOTED-PRINTABLE:Rua A=0D=0APorto")
    assert record.channels[0].address == AddressRecord(street="Rua A\nPorto")
    assert record.channels[0].use is ChannelUse.HOME


def test_finer_parts_of_an_address_are_not_lost() -> None:
    record = read("FN:A", "ADR:;;Rua A 5;Porto;;4000;Portugal;Room 3;Rua A")
    assert record.channels[0].address == AddressRecord("", "Room 3", "Rua A 5", "Porto", "", "4000", "Portugal")


def test_roles_find_their_companies() -> None:
    record = read("FN:A", "a.ORG:One", "b.ORG:Two;Sales;North", "b.TITLE:Boss", "TITLE:Helper", "ROLE:Extra")
    assert record.organizations == (
        OrganizationRecord("One", "", "Helper"),
        OrganizationRecord("Two", "Sales, North", "Boss"),
    )
    assert record.extra == ("ROLE:Extra",)
    assert read("FN:A", "ORG:One", "ROLE:Boss").organizations == (OrganizationRecord("One", "", "Boss"),)
    assert read("FN:A", "ORG:One", "TITLE:Boss", "TITLE:Helper").extra == ("TITLE:Helper",)


def test_what_comes_twice_is_kept() -> None:
    record = read(
        "FN:A", "FN;ALTID=1:B", "BDAY:1604-03-22", "BDAY:19800322", "NOTE:one", "NOTE:two", "NOTE:two", "N:;;;;"
    )
    assert record.extra == ("FN;ALTID=1:B", "BDAY:19800322")
    assert record.birthday == "--03-22"
    assert record.notes == "one\ntwo\ntwo"


def test_what_only_this_program_knows_comes_back() -> None:
    record = read("FN:A", "X-CRM-SOURCE:Fair", "X-CRM-TAX-ID:PT123", "X-CRM-LIFECYCLE:customer", "CATEGORIES:a,b\\,c,a")
    assert (record.origin, record.tax_id, record.lifecycle) == ("Fair", "PT123", "customer")
    assert record.categories == ("a", "b,c")
    assert read("FN:A", "X-CRM-LIFECYCLE:king").extra == ("X-CRM-LIFECYCLE:king",)
    assert read("FN:A", "KIND:thing").extra == ("KIND:thing",)


def test_properties_without_a_value_say_nothing() -> None:
    record = read("FN:A", "TEL:", "ADR:;;;;;;", "ORG:;", "TITLE:", "ROLE:", "LABEL:", "X-A:", "PHOTO:")
    assert (record.channels, record.organizations, record.photo, record.extra) == ((), (), None, ())


def test_a_picture_elsewhere_is_kept_but_not_fetched() -> None:
    record = read("FN:A", "PHOTO;VALUE=uri:https://example.com/a.jpg")
    assert record.photo is None
    assert record.extra == ("PHOTO;VALUE=uri:https://example.com/a.jpg",)
    assert read("FN:A", "PHOTO;ENCODING=b:").photo is None


def test_pictures_are_known_by_their_bytes() -> None:
    png = read("FN:A", "PHOTO;TYPE=JPEG;X-ABCROP-RECTANGLE=1&0;ENCODING=b:iVBORw0KGgo=").photo
    gif = read("FN:A", "PHOTO;ENCODING=b:R0lGODlh").photo
    other = read("FN:A", "PHOTO;TYPE=WEBP;ENCODING=b:AAAA").photo
    assert [photo and photo.media_type for photo in (png, gif, other)] == ["image/png", "image/gif", "image/webp"]


def test_a_card_that_never_ends_is_imported_with_a_warning() -> None:
    found = read_all("nonsense\nBEGIN:VCARD\nFN:Ana\nTEL:1")
    assert found.records[0].display_name == "Ana"
    assert [(entry.line, entry.key) for entry in found.warnings] == [
        (1, "import.lines_outside"),
        (2, "import.card_open"),
    ]
    assert all(sentence(entry.refusal) for entry in found.warnings)


def test_a_text_that_is_too_long_rejects_its_card_only() -> None:
    found = read_all(f"BEGIN:VCARD\nFN:{'x' * 10_000}\nEND:VCARD\nBEGIN:VCARD\nFN:Ana\nEND:VCARD")
    assert [(entry.line, entry.key) for entry in found.rejected] == [(1, "text.too_long")]
    assert len(found.records) == 1


def test_a_type_written_with_anything_is_a_label_that_can_be_kept() -> None:
    lines = ("FN:Ana", "TEL;TYPE=desk\x1b[31m\x00 red:1", "ADR;TYPE=\x07shed:;;Rua 1;;;;")
    assert [channel.label for channel in read(*lines).channels] == ["desk[31m red", "shed"]
    found = read_all(f"BEGIN:VCARD\r\nFN:Ana\r\nTEL;TYPE={'x' * 20_000}:1\r\nEND:VCARD\r\n")
    assert [rejected.key for rejected in found.rejected] == ["text.too_long"]


def test_the_same_content_has_the_same_digest_in_another_order() -> None:
    one = read("FN:A", "UID:1", "TEL:1", "TEL:2", "CATEGORIES:x,y")
    two = read("UID:2", "CATEGORIES:y,x", "TEL:2", "TEL:1", "FN:A", "REV:20260101T000000Z")
    assert one.digest == two.digest
    assert one.digest != read("FN:A", "TEL:1", "CATEGORIES:x,y").digest
    assert len(one.digest) == 32


@given(st.binary(max_size=300), st.sampled_from(["2.1", "3.0", "4.0"]))
def test_random_bytes_never_raise(noise: bytes, version: str) -> None:
    read_vcards("x", noise)
    read_vcards("x", b"BEGIN:VCARD\nVERSION:" + version.encode() + b"\nFN:A\n" + noise + b"\nEND:VCARD")


CARD_BITS = (
    "BEGIN:VCARD\n|END:VCARD\n|VERSION:2.1\n|AGENT:\n|N|FN|TEL|ADR|PHOTO|;|:|=|\n |\n|;ENCODING=QUOTED-PRINTABLE:"
    '|;BASE64:|=C3|=\n|,|\\|"|item1.|X-ABLabel:a|é|\r|data:;base64,|CHARSET=utf-16|CHARSET=cp99999|KIND:org\n|ORG|TITLE'
    "|tel:|BDAY:19800322\n|LABEL:x\n|LANG:pt\n"
)


@given(st.lists(st.sampled_from(CARD_BITS.split("|")), max_size=40))
def test_cards_put_together_at_random_never_raise(bits: list[str]) -> None:
    read_vcards("x", "".join(bits).encode("latin-1"))
    read_vcards("x", ("BEGIN:VCARD\n" + "".join(bits)).encode())


@pytest.mark.parametrize(
    "hostile",
    [
        b"A" * 150,
        b"NOTE:" + b"A" * 10_000_000,
        b"A" * 10_000_000,
        b"N:" + b"\\;" * 1_000_000,
        b"TEL" + b";A" * 200_000 + b":1",
        b'TEL;X="' + b'";X="' * 200_000 + b":1",
        b'X;"' + b':"' * 200_000,
        b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * 200_000,
        b"NOTE:\n" + b" a\n" * 200_000,
        b"AGENT:\nBEGIN:VCARD\n" * 20_000,
        b" " * 5_000_000,
        b"a." * 1_000_000,
        b"\r" * 1_000_000,
    ],
    ids=range(13),
)
def test_a_hostile_line_takes_time_in_proportion_to_its_length(hostile: bytes) -> None:
    # There is no clock here: whatever is not linear does not come back at all.
    found = read_vcards("x", b"BEGIN:VCARD\nFN:A\n" + hostile + b"\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD")
    assert len(found.records) + len(found.rejected) >= 1
