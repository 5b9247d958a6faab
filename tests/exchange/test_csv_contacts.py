"""Address books of every program become contacts, and nothing in them is left out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import ChannelKind, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.chunks import SIZE
from crm_desktop.exchange.contacts import preview
from crm_desktop.exchange.contacts import read as read_csv
from crm_desktop.exchange.records import AddressRecord, ContactRecord, OrganizationRecord
from crm_desktop.sentences import sentence
from tests.exchange.refusals import refusal_of


def read(text: str, mapping: tuple[str, ...] | None = None) -> tuple[ContactRecord, ...]:
    """The contacts of a text without rejected rows."""
    found = read_csv("list.csv", text.encode(), mapping=mapping)
    assert not found.rejected
    return found.records


def row(headers: str, cells: str) -> ContactRecord:
    """The only contact of one row."""
    found = read(f"{headers}\n{cells}\n")
    assert len(found) == 1
    return found[0]


def channels(record: ContactRecord) -> list[tuple[str, str, str]]:
    """Use, value and label of everything but addresses."""
    return [
        (channel.use.value, channel.value, channel.label)
        for channel in record.channels
        if channel.kind is not ChannelKind.ADDRESS
    ]


def addresses(record: ContactRecord) -> list[tuple[str, AddressRecord | None]]:
    """Use and parts of the addresses."""
    return [(channel.use.value, channel.address) for channel in record.channels_of(ChannelKind.ADDRESS)]


def real(folder: Path, name: str) -> tuple[ContactRecord, ...]:
    """The contacts of a real file without rejected rows and warnings."""
    found = read_csv(name, (folder / name).read_bytes())
    assert not found.rejected
    assert not found.warnings
    return found.records


def test_the_real_thunderbird_export_is_complete(real_data: Path) -> None:
    one, two = real(real_data / "contact_csv", "export.csv")
    assert (one.display_name, one.given, one.family) == ("contact number one", "contact", "one")
    assert channels(one) == [("other", "contact1@invalid", "")]
    assert (two.display_name, two.given, two.family) == ("contact number two", "contact", "two")
    assert channels(two) == [("other", "contact2@invalid", "")]
    assert two.organizations == (OrganizationRecord(role='"worker"'),)
    assert two.notes == "here's some unicode text…"
    assert two.extra == (
        r"X-CRM-COLUMN;NAME=Custom 1:custom\, 1",
        "X-CRM-COLUMN;NAME=Custom 2:custom 2",
        r"X-CRM-COLUMN;NAME=Custom 3:custom\n3",
        r"X-CRM-COLUMN;NAME=Custom 4:custom\n4",
    )


def test_the_real_outlook_export_is_complete(real_data: Path) -> None:
    adam, daniel, duncan = real(real_data / "contact_csv", "outlook-export.csv")
    assert adam.display_name == "Adam Glacius"
    assert channels(adam) == [
        ("other", "adam.glacius@anycom.com", ""),
        ("other", "adam.g@example.com", ""),
        ("other", "ag@glacius.com", ""),
        ("mobile", "+1 555 3227 8544", ""),
        ("pager", "+1 555 3227 8543", ""),
        ("home", "+1 555 3227 8545", ""),
        ("home", "+1 555 3227 8546", ""),
        ("fax", "+1 555 3227 8546", "home"),
        ("fax", "+1 555 3227 8549", "work"),
        ("work", "+1 555 3227 8547", ""),
        ("work", "+1 555 3227 8548", ""),
    ]
    assert addresses(adam) == [
        ("home", AddressRecord(street="999 Super Way, Super, CA, 94043")),
        ("work", AddressRecord(street="8999 Corporate Way")),
    ]
    assert adam.organizations == (OrganizationRecord("Acme Inc.", role="Sales Planner"),)
    assert adam.notes == "Has 2 kids"
    assert daniel.display_name == "Daniel Ireland"
    assert channels(daniel) == [("other", "danielireland@restty.com", ""), ("mobile", "+1 555 3227 8543", "")]
    assert daniel.organizations == (OrganizationRecord(role="Receptionist"),)
    assert daniel.extra == ("X-CRM-COLUMN;NAME=Action:delete", "X-CRM-COLUMN;NAME=ID:241a444f0b330b22")
    assert duncan.display_name == "Duncan Amey"
    assert channels(duncan) == [("other", "duncanamey@dreamt.com", ""), ("mobile", "+1 555 3227 8543", "")]
    assert duncan.organizations == (OrganizationRecord(role="Supervisor"),)


def test_the_other_real_address_books_are_complete(real_data: Path) -> None:
    folder = real_data / "contact_csv"
    (company,) = real(folder, "quote.csv")
    assert (company.kind, company.display_name) == (ContactKind.COMPANY, "Acer America")
    assert channels(company) == [("work", "(800) 000-0000", "")]
    (john,) = real(folder, "utf16_addressbook.csv")
    assert (john.display_name, john.given, john.family) == ("John Doe", "John", "Doe")
    assert channels(john) == [("other", "johndoe@host.invalid", "")]
    both = real(folder, "csv_semicolon.csv")
    assert [(record.display_name, record.given, record.family) for record in both] == [
        ("John Doe", "John", "Doe"),
        ("Jane Doe", "Jane", "Doe"),
    ]
    assert [channels(record) for record in both] == [
        [("other", "john@doe.invalid", "")],
        [("other", "jane@doe.invalid", "")],
    ]
    assert {path.name for path in folder.iterdir()} == {
        *("export.csv", "outlook-export.csv", "quote.csv", "utf16_addressbook.csv", "csv_semicolon.csv")
    }


def test_a_thousand_real_people_keep_names_and_addresses(real_data: Path) -> None:
    name = "febrl_dataset1.csv"
    found = read_csv(name, (real_data / "dedupe" / name).read_bytes())
    assert len(found.records) + len(found.rejected) == 1000
    assert not found.warnings
    assert not found.rejected
    lachlan = found.records[1]
    assert (lachlan.given, lachlan.family, lachlan.birthday) == ("lachlan", "berry", "1999-02-19")
    street = "69 giblin street\nkillarney"
    assert addresses(lachlan) == [("other", AddressRecord("", "", street, "bittern", "qld", "4814", ""))]
    assert lachlan.extra == ("X-CRM-COLUMN;NAME=rec_id:rec-122-org", "X-CRM-COLUMN;NAME=soc_sec_id:7364009")
    kinds = Counter(record.kind for record in found.records)
    assert kinds == {ContactKind.PERSON: 1000}
    text = (real_data / "dedupe" / name).read_text()
    raw = [[cell.strip() for cell in line.split(",")] for line in text.splitlines()[1:]]
    for cells, record in zip(raw, found.records, strict=True):
        address = record.channels[0].address if record.channels else AddressRecord()
        assert address is not None
        told = [
            record.given,
            record.family,
            *address.street.split("\n"),
            address.city,
            address.region,
            address.postcode,
        ]
        assert " ".join(filter(None, told)) == " ".join(filter(None, [*cells[1:7], cells[8], cells[7]]))


GOOGLE = "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value"
GOOGLE += ",E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted"
GOOGLE += ",Address 1 - Street,Address 1 - City,Custom Field 1 - Value"


def test_google_gives_labels_groups_and_several_values_in_a_cell() -> None:
    cells = (
        "Ana,Sousa,Atelier,Diretora,* myContacts ::: Friends ::: Clientes,Work,a@x ::: b@x,* Home,c@x,Work Fax,1 ::: 2"
    )
    record = row(GOOGLE, cells + ',Billing,"Rua A, Porto",Rua A,Porto,blue')
    assert channels(record) == [
        ("work", "a@x", ""),
        ("work", "b@x", ""),
        ("home", "c@x", ""),
        ("fax", "1", "work"),
        ("fax", "2", "work"),
    ]
    assert [channel.value for channel in record.channels_of(ChannelKind.EMAIL) if channel.primary] == ["c@x"]
    assert addresses(record) == [("billing", AddressRecord(street="Rua A", city="Porto"))]
    assert record.categories == ("Friends", "Clientes")
    assert record.organizations == (OrganizationRecord("Atelier", role="Diretora"),)
    assert record.extra == ("X-CRM-COLUMN;NAME=Custom Field 1 - Value:blue",)


def test_an_address_in_one_piece_is_used_where_it_has_no_parts() -> None:
    record = row(GOOGLE, 'Ana,,,,,,,,,,,,"Rua A\n4000 Porto",,,')
    assert addresses(record) == [("other", AddressRecord(street="Rua A\n4000 Porto"))]


def test_numbered_organisations_stay_apart() -> None:
    record = row(
        "Name,Organization 1 - Name,Organization 1 - Title,Organization 2 - Name,Organization 2 - Department",
        "Ana,One,Boss,Two,Sales",
    )
    assert record.organizations == (OrganizationRecord("One", "", "Boss"), OrganizationRecord("Two", "Sales"))


def test_linkedin_stands_below_its_notes() -> None:
    text = (
        'Notes:\n"When exporting your connection data, you may notice that some email addresses are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Sousa,https://www.linkedin.com/in/ana,,Atelier,Diretora,02 Jan 2024\n"
    )
    (record,) = read(text)
    assert (record.display_name, record.line) == ("Ana Sousa", 5)
    assert channels(record) == [("other", "https://www.linkedin.com/in/ana", "")]
    assert record.extra == ("X-CRM-COLUMN;NAME=Connected On:02 Jan 2024",)


def test_a_portuguese_list_gives_all_it_has() -> None:
    record = row(
        "Nome;Apelido;Empresa;Cargo;Telemóvel;Morada;Código Postal;Localidade;NIF;Data de nascimento;Etiquetas;Origem",
        "Ana;Sousa;Atelier, Lda;Diretora;'+351 912;Rua A, 5;4000-001;Porto;501442600;22/03/1980;vip, obra;Feira",
    )
    assert (record.given, record.family, record.tax_id, record.origin) == ("Ana", "Sousa", "501442600", "Feira")
    assert channels(record) == [("mobile", "+351 912", "")]
    assert addresses(record) == [("other", AddressRecord(street="Rua A, 5", city="Porto", postcode="4000-001"))]
    assert record.birthday == "1980-03-22"
    assert record.categories == ("vip", "obra")


def test_house_numbers_stand_where_their_country_puts_them() -> None:
    brazil = row("Nome,Logradouro,Número,Complemento,Bairro,UF", "Ana,Rua Nova,12,Apto 3,Centro,SP")
    assert addresses(brazil) == [("other", AddressRecord("", "Apto 3\nCentro", "Rua Nova, 12", "", "SP", "", ""))]
    australia = row("Name,street_number,street", "Ana,6,Tullaroop Street")
    assert addresses(australia) == [("other", AddressRecord(street="6 Tullaroop Street"))]
    alone = row("Name,street_number,street", "Ana,6,")
    assert addresses(alone) == [("other", AddressRecord(street="6"))]


def test_numbers_of_somebody_else_are_labelled() -> None:
    record = row("Name,Assistant's Phone,Car Phone,Home Fax", "Ana,1,2,3")
    assert channels(record) == [("other", "1", "Assistant's Phone"), ("other", "2", "Car Phone"), ("fax", "3", "home")]


def test_birthdays_come_in_parts() -> None:
    headers = "Name,Birth Year,Birth Month,Birth Day"
    assert row(headers, "A,1980,3,22").birthday == "1980-03-22"
    assert row(headers, "A,,3,2").birthday == "--03-02"
    assert row(headers, "A,1980,,").birthday == "1980"
    assert row("Name,Birthday", "A,3/4/1980").birthday == "3/4/1980"


def test_a_second_column_for_one_field_is_kept() -> None:
    record = row("Name,CPF,CNPJ,Comments,Notes", "Ana,1,2,x,y")
    assert record.tax_id == "1"
    assert record.extra == ("X-CRM-COLUMN;NAME=CNPJ:2",)
    assert record.notes == "x\ny"
    assert row("Name,CPF,CNPJ", "Ana,,2").tax_id == "2"
    assert row("Name,CPF,CNPJ", "Ana,2,2").extra == ()


def test_what_only_this_program_writes_is_read() -> None:
    record = row("Name,Contact kind,UID,Lifecycle", "Acme,company,u-1,Customer")
    assert (record.kind, record.uid, record.lifecycle) == (ContactKind.COMPANY, "u-1", "customer")
    assert row("Name,Lifecycle", "Ana,king").extra == ("X-CRM-COLUMN;NAME=Lifecycle:king",)


def test_cells_beyond_the_headers_are_kept() -> None:
    assert row("Name,Email", "Ana,a@x,more,,last").extra == ("X-CRM-COLUMN;NAME=3:more", "X-CRM-COLUMN;NAME=5:last")


def test_rows_without_a_name_are_called_by_what_they_have() -> None:
    found = read("Name,Company,Email,Phone,City\n,,a@x,1,\n,,,1,\n,Acme,,,\n,,,,Porto\n")
    assert [record.display_name for record in found] == ["a@x", "1", "Acme", "Porto"]


def test_rows_of_nobody_and_of_too_much_are_rejected_with_their_line() -> None:
    found = read_csv("l.csv", f"Name,Notes,Email\nAna,,\n,who?,\n{'x' * 10_000},,\nB,,b\n".encode())
    assert [record.display_name for record in found.records] == ["Ana", "B"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [(3, "import.nobody"), (4, "text.too_long")]
    assert all(sentence(entry.refusal) for entry in found.rejected)


def test_broken_rows_are_reported_in_their_place() -> None:
    found = read_csv("l.csv", b'Name,Email,Notes\nA,"b"x"y\nB,"loose,c\nC,c,d\n,,z\n')
    assert [record.display_name for record in found.records] == ["B", "C"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [(2, "import.row_broken"), (5, "import.nobody")]
    assert [(entry.line, entry.key) for entry in found.warnings] == [(3, "import.quote_stray")]


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.columns_unknown") as refused:
        read_csv("sums.csv", b"year,sum\n2020,5\n")
    assert "sums.csv" in sentence(refused.value)


def test_a_person_can_correct_the_mapping() -> None:
    text = "x,y,z,w\nAna,a@x,secret,rest\n"
    (record,) = read(text, ("name", "email.work", "ignore"))
    assert record.display_name == "Ana"
    assert channels(record) == [("work", "a@x", "")]
    assert record.extra == ("X-CRM-COLUMN;NAME=w:rest",)


def test_the_preview_shows_what_would_be_imported() -> None:
    found = preview("list.csv", "Nome;E-mail;Cor\nAna;a@x;azul\nRui;r@x\n".encode("cp1252"), limit=1)
    assert found is not None
    assert found.headers == ("Nome", "E-mail", "Cor")
    assert found.rows == (("Ana", "a@x", "azul"),)
    assert (found.encoding, found.delimiter) == ("utf-8", ";")
    assert found.mapping == ("name", "email.other", "keep")
    other = preview("list.csv", b"a,b\n1,2\n", delimiter=";")
    assert other is not None
    assert other.headers == ("a,b",)


def test_many_rows_are_read_as_few_are() -> None:
    count = SIZE * 2 + 3
    found = read("Name,Email\n" + "".join(f"N{number},e{number}@x\n" for number in range(count)))
    assert [record.display_name for record in found] == [f"N{number}" for number in range(count)]
    assert found[-1].line == count + 1
    assert len({record.digest for record in found}) == count


def test_every_row_settles_as_a_card_does() -> None:
    record = row("Name,Company,Email,Email 2,Email 3", "ACME,Acme,a@x,a@x,b@x")
    assert (record.kind, record.organizations) == (ContactKind.COMPANY, ())
    assert [(channel.value, channel.primary) for channel in record.channels] == [("a@x", True), ("b@x", False)]


HEADERS = st.sampled_from(
    ["Name", "Email", "Phone 1 - Value", "Phone 1 - Type", "City", "Notes", "Foo", "", "Birthday"]
)


@given(st.lists(HEADERS, min_size=1, max_size=6), st.lists(st.lists(st.text(max_size=8), max_size=8), max_size=4))
def test_any_cells_are_read_without_an_error(headers: list[str], cells: list[list[str]]) -> None:
    lines = [",".join(headers), *(",".join(row) for row in cells)]
    data = "\n".join(lines).encode("utf-8", "replace")
    assert refusal_of(lambda: read_csv("x", data)) in ("", "import.empty", "import.binary", "import.columns_unknown")


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_or_read(noise: bytes) -> None:
    assert refusal_of(lambda: read_csv("x", b"Name,Email\n" + noise)) in ("", "import.binary", "import.columns_unknown")
