"""Columns are known by their headers, in the words of many programs and languages."""

from __future__ import annotations

import pytest

from crm_desktop.exchange.columns import FIELDS, KEEP, key_of, map_headers, plain, score

# One line for each program: its headers with the key each must have.
PROGRAMS = {
    "google": "First Name=given,Middle Name=middle,Last Name=family,Phonetic First Name=keep,Name Prefix=prefix,"
    "Name Suffix=suffix,Nickname=nickname,File As=keep,Organization Name=company,Organization Title=role,"
    "Organization Department=department,Birthday=birthday,Notes=notes,Photo=keep,Labels=categories,"
    "E-mail 1 - Label=email.1.use,E-mail 1 - Value=email.1,Phone 1 - Label=phone.1.use,Phone 1 - Value=phone.1,"
    "Address 1 - Label=address.1.use,Address 1 - Formatted=address.1.formatted,Address 1 - Street=address.1.street,"
    "Address 1 - City=address.1.city,Address 1 - PO Box=address.1.po_box,Address 1 - Region=address.1.region,"
    "Address 1 - Postal Code=address.1.postcode,Address 1 - Country=address.1.country,"
    "Address 1 - Extended Address=address.1.extended,Website 1 - Label=web.1.use,Website 1 - Value=web.1",
    "google until 2023": "Name=name,Given Name=given,Additional Name=middle,Family Name=family,Yomi Name=keep,"
    "Name Prefix=prefix,Group Membership=categories,E-mail 1 - Type=email.1.use,E-mail 1 - Value=email.1,"
    "Organization 1 - Type=keep,Organization 1 - Name=company.1,Organization 1 - Title=role.1,Language=language",
    "outlook": "Title=prefix,First Name=given,Last Name=family,Suffix=suffix,Company=company,Department=department,"
    "Job Title=role,Business Street=address.work.street,Business Street 2=address.work.street,"
    "Business City=address.work.city,Business State=address.work.region,Business Postal Code=address.work.postcode,"
    "Business Country/Region=address.work.country,Business Address PO Box=address.work.po_box,"
    "Home Street=address.home.street,Assistant's Phone=phone.other,Business Fax=phone.fax,Business Phone=phone.work,"
    "Business Phone 2=phone.work,Car Phone=phone.other,Home Phone=phone.home,Mobile Phone=phone.mobile,"
    "Other Phone=phone.other,Pager=phone.pager,Account=keep,Anniversary=keep,Birthday=birthday,Categories=categories,"
    "E-mail Address=email.other,E-mail Type=keep,E-mail Display Name=keep,E-mail 2 Address=email.other,Notes=notes,"
    "Personal Web Page=web.home,Web Page=web.other,Gender=keep,Initials=keep,User 1=keep",
    "outlook in Brazil": "Título=prefix,Nome=given,Segundo nome=middle,Sobrenome=family,Sufixo=suffix,Empresa=company,"
    "Departamento=department,Cargo=role,Rua do endereço comercial=address.work.street,"
    "Cidade do endereço comercial=address.work.city,Estado do endereço comercial=address.work.region,"
    "CEP do endereço comercial=address.work.postcode,País/Região do endereço comercial=address.work.country,"
    "Rua do endereço residencial=address.home.street,Telefone comercial=phone.work,Fax comercial=phone.fax,"
    "Telefone residencial=phone.home,Telefone celular=phone.mobile,Endereço de email=email.other,"
    "Endereço de email 2=email.other,Tipo de email=keep,Página da Web=web.other,Aniversário=birthday,"
    "Anotações=notes,Categorias=categories,Apelido=nickname",
    "outlook in Portugal": "Título=prefix,Nome próprio=given,Segundo nome=middle,Apelido=family,Sufixo=suffix,"
    "Empresa=company,Cargo=role,Rua (emprego)=address.work.street,Localidade da empresa=address.work.city,"
    "Distrito da empresa=address.work.region,Código postal da empresa=address.work.postcode,"
    "País/região da empresa=address.work.country,Telefone da empresa=phone.work,Telemóvel=phone.mobile,"
    "Fax da empresa=phone.fax,Telefone da residência=phone.home,Endereço de correio eletrónico=email.other,"
    "Página Web=web.other,Data de nascimento=birthday,Notas=notes",
    "thunderbird": "First Name=given,Last Name=family,Display Name=name,Nickname=nickname,Primary Email=email.other,"
    "Secondary Email=email.other,Screen Name=keep,Work Phone=phone.work,Home Phone=phone.home,Fax Number=phone.fax,"
    "Pager Number=phone.pager,Mobile Number=phone.mobile,Home Address=address.home.street,"
    "Home Address 2=address.home.street,Home City=address.home.city,Home State=address.home.region,"
    "Home ZipCode=address.home.postcode,Home Country=address.home.country,Job Title=role,Department=department,"
    "Organization=company,Web Page 1=web.other,Birth Year=birthday.year,Birth Month=birthday.month,"
    "Birth Day=birthday.day,Custom 1=keep,Notes=notes",
    "linkedin": "First Name=given,Last Name=family,URL=web.other,Email Address=email.other,Company=company,"
    "Position=role,Connected On=keep",
    "a list in Portugal": "Nome=name,Contacto=phone.other,Email=email.other,Morada=address.other.street,"
    "Código Postal=address.other.postcode,Localidade=address.other.city,País=address.other.country,NIF=tax_id,"
    "Observações=notes,Origem=origin",
    "a list in Brazil": "Nome=given,Sobrenome=family,E-mail=email.other,Celular=phone.mobile,"
    "Logradouro=address.other.street,Número=address.other.number,Complemento=address.other.extended,"
    "Bairro=address.other.extended,Cidade=address.other.city,UF=address.other.region,CEP=address.other.postcode,"
    "CPF/CNPJ=tax_id",
    "a list in Spain": "Nombre=given,Apellidos=family,Correo electrónico=email.other,Teléfono móvil=phone.mobile,"
    "Dirección=address.other.street,Ciudad=address.other.city,Provincia=address.other.region,Cargo=role",
    "a list in France": "Nom=family,Prénom=given,Société=company,Adresse e-mail=email.other,"
    "Téléphone portable=phone.mobile,Téléphone fixe=phone.other,Adresse=address.other.street,"
    "Ville=address.other.city,Code postal=address.other.postcode,Pays=address.other.country",
    "a list in Germany": "Vorname=given,Name=family,Firma=company,Straße=address.other.street,"
    "PLZ=address.other.postcode,Ort=address.other.city,Telefon=phone.other,Handy=phone.mobile,E-Mail=email.other",
    "salesforce": "Salutation=prefix,First Name=given,Last Name=family,Title=role,Account Name=company,"
    "Mailing Street=address.other.street,Mailing Zip/Postal Code=address.other.postcode,Phone=phone.other,"
    "Lead Source=origin",
    "febrl": "rec_id=keep, given_name=given, surname=family, street_number=address.other.number,"
    " address_1=address.other.street, address_2=address.other.street, suburb=address.other.city,"
    " postcode=address.other.postcode, state=address.other.region, date_of_birth=birthday, soc_sec_id=keep",
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_columns_of_a_program_are_known(program: str) -> None:
    pairs = [pair.rsplit("=", 1) for pair in PROGRAMS[program].split(",")]
    headers = [header for header, _ in pairs]
    assert list(zip(headers, map_headers(headers), strict=True)) == [tuple(pair) for pair in pairs]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("workPhone", "phone.work"),
        ("phone_number", "phone.other"),
        ("Email (work)", "email.work"),
        ("Tlm.", "phone.mobile"),
        ("Nº contribuinte", "tax_id"),
        ("Caixa postal", "address.other.po_box"),
        ("Home page", "web.other"),
        ("Phone type", ""),
        ("Order number", ""),
        ("Location", ""),
        ("", ""),
        ("!!!", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_single_header_is_known_by_its_words(header: str, key: str) -> None:
    assert key_of(header) == key


def test_what_one_header_leaves_open_the_others_decide() -> None:
    assert map_headers(["Empresa", "Contacto", "Email"])[1] == "name"
    assert map_headers(["Name", "Title"]) == ("name", "role")
    assert map_headers(["Name", "Title", "Role", "Prefix"])[1] == KEEP
    assert map_headers(["Nº", "Nome"]) == (KEEP, "name")
    assert map_headers(["Nome", "Apelido"]) == ("given", "family")


def test_rows_of_headers_score_by_what_is_known() -> None:
    assert score(["Name", "Email", "x", ""]) == 2
    assert score(["Name", "name"]) == 1


def test_every_choice_a_person_has_is_a_key_with_a_label() -> None:
    assert all(FIELDS.values())
    assert plain("E-mail  Endereço") == "e mail endereco"
