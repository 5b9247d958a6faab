"""From bytes to properties: folding, character sets, encodings and broken lines."""

from __future__ import annotations

import pytest

from crm_desktop.exchange.vcard_lines import RawCard, properties, split_cards
from crm_desktop.exchange.vcard_properties import Property, decode


def cards_of(data: bytes) -> tuple[list[RawCard], list[int]]:
    """The cards of a file and its stray lines."""
    strays: list[int] = []
    return list(split_cards(data, strays)), strays


def read(text: str | bytes) -> list[Property]:
    """The properties of the only card in `text`, which is put between BEGIN and END."""
    data = text.encode() if isinstance(text, str) else text
    cards, _ = cards_of(b"BEGIN:VCARD\r\n" + data + b"\r\nEND:VCARD\r\n")
    assert len(cards) == 1
    return list(properties(cards[0]))


def value(text: str | bytes) -> str:
    """The value of the only property in `text`, the version left aside."""
    found = [prop for prop in read(text) if prop.name != "VERSION"]
    assert len(found) == 1, found
    return found[0].value


def test_a_folded_line_is_one_line_again() -> None:
    assert value("NOTE:one t\r\n wo\r\n\t three") == "one two three"


def test_a_fold_that_looks_like_a_property_is_still_a_fold() -> None:
    assert value("ADR:;;Rua A 1\r\n 0;Porto;;;a:b") == ";;Rua A 10;Porto;;;a:b"


def test_a_line_folded_through_a_character_is_whole_again() -> None:
    data = "NOTE:José".encode()
    assert value(data[:-1] + b"\r\n " + data[-1:]) == "José"


def test_version_2_folds_at_spaces_that_stay() -> None:
    assert value("VERSION:2.1\nNOTE:one\n  two") == "one two"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_line_end_ends_a_line(ending: str) -> None:
    cards, _ = cards_of(f"BEGIN:VCARD{ending}FN:Ana{ending}NOTE:x{ending}END:VCARD{ending}".encode())
    assert [(prop.name, prop.value) for prop in properties(cards[0])] == [("FN", "Ana"), ("NOTE", "x")]


def test_a_carriage_return_inside_a_value_is_a_line_break_of_it() -> None:
    assert value(b"NOTE:a\rb") == r"a\nb"


def test_quoted_printable_joins_its_soft_breaks() -> None:
    assert value("VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\nb=\n") == r"a\nb"
    assert value("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jos=C3=\n=A9") == "José"


def test_a_soft_break_does_not_swallow_the_next_property() -> None:
    found = read("NOTE;ENCODING=QUOTED-PRINTABLE:abc=\nTEL;CELL:123")
    assert [(prop.name, prop.value) for prop in found] == [("NOTE", "abc"), ("TEL", "123")]


def test_a_soft_break_that_is_folded_as_well_leaves_no_space() -> None:
    assert value("VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:=41=20=42=\n =43=\n =44") == "A BCD"
    assert value("VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:a b=\n c") == "a b c"


def test_quoted_printable_can_be_folded_without_soft_breaks() -> None:
    assert value("VERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:=41\n =42\n\t=43") == "ABC"


def test_a_semicolon_inside_quoted_printable_separates_nothing() -> None:
    found = read("VERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:Silva=3B Lda;Ana")
    assert found[1].value == r"Silva\; Lda;Ana"


def test_base64_of_every_age_becomes_one_form() -> None:
    expected = "data:image/jpeg;base64,AAECAw=="
    assert value("VERSION:2.1\nPHOTO;ENCODING=BASE64;JPEG:AAEC\n Aw==\n\n") == expected
    assert value("VERSION:2.1\nPHOTO;JPEG;BASE64:\nAAEC\n\nAw==\n") == expected
    assert value("PHOTO;ENCODING=b;TYPE=JPEG:AAEC\r\n Aw==") == expected
    assert value("PHOTO;TYPE=image/jpeg;ENCODING=B:AAECAw==") == expected
    assert value("PHOTO:data:image/jpeg;base64,AAEC\r\n Aw==") == expected
    assert value("PHOTO;ENCODING=b:AAECAw==") == "data:application/octet-stream;base64,AAECAw=="


def test_parameters_are_read_bare_quoted_and_in_lists() -> None:
    assert read("TEL;WORK;VOICE:1")[0].types() == ["work", "voice"]
    assert read('TEL;TYPE="work,cell";TYPE=text:1')[0].types() == ["work", "cell", "text"]
    found = read("ADR;LABEL=\"Rua A: 1; ^'B^'^n2\":;;x;;;;")[0]
    assert found.param("LABEL") == 'Rua A: 1; "B"\n2'
    assert found.value == ";;x;;;;"


def test_a_quote_that_is_never_closed_ends_at_the_colon() -> None:
    assert value('TEL;TYPE="work:123') == "123"


def test_a_group_is_taken_off_the_name() -> None:
    assert read("item1.tel:1")[0][:4] == ("TEL", "1", (), "item1")


def test_a_line_without_a_head_belongs_to_the_value_before() -> None:
    assert value("NOTE:first\nsecond line, with more: of it\n") == r"first\nsecond line, with more: of it"
    assert value("VERSION:2.1\nNOTE:first\nsecond; line") == r"first\nsecond; line"
    assert read("lost words")[0][:2] == ("NOTE", "lost words")


def test_a_card_inside_a_card_is_its_agents() -> None:
    found = read("FN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nEND:VCARD\nTEL:1")
    assert [prop.name for prop in found] == ["FN", "AGENT", "TEL"]
    assert found[1].value == r"BEGIN:VCARD\nFN:Helper\nEND:VCARD"


def test_cards_without_an_end_end_where_the_next_begins() -> None:
    cards, strays = cards_of(b"junk\n\nBEGIN:vCard\nFN:A\nbegin:vcard \nFN:B\nEND:VCARD\nmore junk")
    assert [(card.line, card.closed, card.lines) for card in cards] == [(3, False, ["FN:A"]), (5, True, ["FN:B"])]
    assert strays == [1, 8]


def test_characters_are_read_as_the_card_says_else_as_they_can_be() -> None:
    assert decode("José".encode("latin-1"), "ISO-8859-1") == "José"
    assert decode("José €".encode("cp1252")) == "José €"
    assert decode("José".encode(), "no-such-set") == "José"
    assert decode("José".encode("latin-1"), "UTF-8") == "José"
    assert decode("ÑÑ".encode() + b"\x80", "UTF-8") == "ÑÑ\ufffd"
    # Codecs that are no character sets, or take their time, are not asked.
    assert decode(b"6162", "hex") == "6162"


def test_a_recoded_file_no_longer_holds_to_its_character_sets() -> None:
    cards, _ = cards_of("BEGIN:VCARD\nFN;CHARSET=ISO-8859-1:José\nEND:VCARD".encode())
    assert next(properties(cards[0], recoded=True)).value == "José"


@pytest.mark.parametrize(
    "prop",
    [
        Property("X-CRM-COLUMN", "value", (("NAME", 'a "quoted": header; two,\nthree ^n'),)),
        Property("TEL", r"a\, b", (("TYPE", "work"), ("TYPE", "x")), "item1"),
    ],
)
def test_a_property_written_as_a_line_reads_back(prop: Property) -> None:
    assert read(prop.as_line())[0]._replace(line=0) == prop
