"""The words of column headers in English, Portuguese, Spanish, French, German and Italian, folded.

Plain data: how they are put together is decided in `columns`.
"""

from __future__ import annotations

# Whole headers by key, folded and without punctuation: English, Portuguese, Spanish, French, German, Italian.
_HEADERS = {
    "name": "name|full name|display name|contact name|person|customer|client|customer name|client name|nome"
    "|nome completo|nome de exibicao|nome para exibicao|nome a apresentar|cliente|nome do cliente"
    "|nome do contacto|nome do contato|nombre|nombre completo|nombre para mostrar|nom|nom complet|nom affiche"
    "|client nom|anzeigename|vollstandiger name|kunde|nome visualizzato",
    "prefix": "name prefix|prefix|salutation|honorific|tratamento|prefixo|prefixo do nome|saudacao|civilite|anrede"
    "|prefijo|titre",
    "given": "first name|given name|firstname|givenname|first|given|forename|primeiro nome|nome proprio|nome de batismo"
    "|primer nombre|nombre de pila|prenom|vorname",
    "middle": "middle name|additional name|middlename|middle|middle initial|segundo nome|nome do meio|nomes do meio"
    "|segundo nombre|deuxieme prenom|weitere vornamen|secondo nome",
    "family": "last name|family name|lastname|familyname|surname|last|family|second name|sobrenome|ultimo nome"
    "|nome de familia|apellido|apellidos|nom de famille|nachname|familienname|cognome",
    "surname_or_nickname": "apelido|apelidos",
    "name_or_phone": "contact|contacto|contato",
    "suffix": "name suffix|suffix|sufixo|sufixo do nome|sufijo|suffixe|namenszusatz|suffisso",
    "nickname": "nickname|nick name|nick|alias|alcunha|apodo|surnom|spitzname|soprannome",
    "company": "company|company name|organization|organisation|organization name|organisation name|employer|business"
    "|business name|account name|firm|empresa|nome da empresa|organizacao|entidade|razao social|nome fantasia|companhia"
    "|empleador|compania|organizacion|nombre de la empresa|societe|entreprise|organisation 1 name|nom de l entreprise"
    "|firma|unternehmen|organisation firma|azienda|societa|ragione sociale",
    "department": "department|organization department|dept|departamento|setor|seccao|departement|service|abteilung"
    "|reparto|dipartimento",
    "role": "job title|organization title|position|role|jobtitle|cargo|funcao|posicao|puesto|poste|fonction"
    "|berufsbezeichnung|mansione|qualifica",
    "title": "title|titulo|titel|titolo",
    "birthday": "birthday|birth date|date of birth|birthdate|dob|b day|data de nascimento|aniversario|nascimento"
    "|fecha de nacimiento|cumpleanos|date de naissance|anniversaire|geburtstag|geburtsdatum|data di nascita|compleanno",
    "birthday.year": "birth year|ano de nascimento|geburtsjahr|annee de naissance",
    "birthday.month": "birth month|mes de nascimento|geburtsmonat|mois de naissance",
    "birthday.day": "birth day|dia de nascimento|geburtstag tag|jour de naissance",
    "notes": "notes|note|comments|comment|remarks|description|notas|nota|anotacoes|observacoes|obs|comentarios"
    "|observaciones|remarques|commentaires|notizen|bemerkungen|anmerkungen|notiz",
    "categories": "categories|category|labels|tags|groups|group membership|group|categorias|categoria|etiquetas|grupos"
    "|grupo|marcadores|categorie|groupes|kategorien|kategorie|gruppen|gruppo",
    "language": "language|idioma|lingua|langue|sprache",
    "origin": "source|lead source|origin|origem|fonte|origen|quelle|origine",
    "lifecycle": "lifecycle|lifecycle stage|ciclo de vida",
    "tax_id": "tax id|vat|vat number|vat id|tax number|nif|nipc|nif nipc|contribuinte|numero de contribuinte"
    "|n contribuinte|no contribuinte|n o contribuinte|numero fiscal|cnpj|cpf|cpf cnpj|cnpj cpf|cif|cif nif|rfc|tva"
    "|n tva|numero de tva|ust idnr|ustid|partita iva|p iva",
    "uid": "uid",
    "lines": "vcard lines|v card lines",
    "web.other": "home page",
    "address.other.street": "street name|nome da rua",
    "phone.other": "callback|isdn|telex|contacto telefonico|contato telefonico",
    "kind": "contact kind",
    "photo": "photo",
    # Known, but only to tell an address book by; nothing of it is a field.
    "keep": "screen name|file as|connected on|im 1 service|yomi name|phonetic first name",
}
KEY_OF = {header: key for key, headers in _HEADERS.items() for header in headers.split("|")}

_KIND_WORDS = {
    "email": "email mail mails emails correio correo courriel",
    "phone": "phone phones telephone tel telf tlf telefone telefones telefon telefono telefonico fon fone rufnummer",
    "web": "website web site url homepage webpage sitio internet webseite",
}
_PART_WORDS = {
    "street": "street rua logradouro calle rue strasse via avenida line linha"
    " address addresses endereco morada direccion adresse anschrift indirizzo completo",
    "number": "numero number housenumber hausnummer num nr no n",
    "extended": "extended complemento apartment apt suite unit andar apartamento complement adresszusatz"
    " bairro colonia",
    "city": "city town suburb cidade localidade municipio ciudad poblacion ville ort stadt citta concelho concello",
    "region": "state region province county estado regiao distrito provincia uf departement bundesland provincia",
    "postcode": "postcode zip zipcode cep plz cap postleitzahl postalcode",
    "country": "country pais pays land nation paese countryregion",
    "po_box": "pobox postfach",
}
KIND_OF = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}
PART_OF = {word: part for part, words in _PART_WORDS.items() for word in words.split()}

_FILLERS = (
    "de do da dos das del la le l d di du des the of e el o a primary secondary principal personal mailing postal "
    "house eletronico electronico electronique address endereco value valor page pagina web contact primaria "
    "secundaria primario secundario preferred number numero"
)
FILLERS = frozenset(_FILLERS.split())
"""Words that say nothing about what a column holds."""

_ABOUT = "type tipo label status verified id count opt display service extension domain hash yomi"
ABOUT = frozenset(_ABOUT.split())
"""Words of columns beside the values, about them."""
