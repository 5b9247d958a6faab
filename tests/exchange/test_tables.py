"""Rows out of delimited text, whatever its encoding, delimiter and quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.columns import score
from crm_desktop.exchange.tables import Table, decode, open_table
from crm_desktop.sentences import sentence


def table(text: str | bytes, delimiter: str | None = None, encoding: str | None = None) -> Table:
    """The table of a text."""
    data = text.encode() if isinstance(text, str) else text
    return open_table("list.csv", data, score, delimiter=delimiter, encoding=encoding)


def rows(text: str | bytes) -> list[tuple[int, list[str]]]:
    """The rows below the headers."""
    return list(table(text).rows)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Nome;José\n".encode(), "utf-8"),
        ("Nome;José\n".encode("utf-8-sig"), "utf-8"),
        ("Nome;José €\n".encode("cp1252"), "cp1252"),
        ("Nome;José\n".encode("utf-16"), "utf-16-le"),
        ("\ufeffNome;José\n".encode("utf-16-be"), "utf-16-be"),
        ("Nome;José\n".encode("utf-16-le"), "utf-16-le"),
        ("Nome;José\n".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    text, found = decode("x", data)
    assert text.startswith("Nome;José")
    assert found == encoding


def test_a_chosen_encoding_is_used_and_accents_are_composed() -> None:
    assert decode("x", "Jos\u00e9".encode("cp850"), "cp850") == ("José", "cp850")
    assert decode("x", "Jose\u0301".encode())[0] == "José"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"import\.empty") as refused:
        table(data)
    assert "is empty" in sentence(refused.value)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.binary"):
        table(bytes(range(256)) * 20)
    assert decode("x", b"Name\x00,Email\n" + b"a" * 300)[0].startswith("Name,Email")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_headers_known(delimiter: str) -> None:
    text = f"Name{delimiter}Email{delimiter}Notes\nAna{delimiter}a@b{delimiter}x, y; z | w\n"
    if delimiter != "\t":
        text = text.replace("x, y; z | w", '"x, y; z | w"')
    found = table(text)
    assert found.delimiter == delimiter
    assert list(found.rows) == [(2, ["Ana", "a@b", "x, y; z | w"])]


def test_a_delimiter_that_is_said_is_used() -> None:
    found = table("sep=;\nName;Email\nA;b\n")
    assert (found.headers, list(found.rows)) == (("Name", "Email"), [(3, ["A", "b"])])
    assert table("Name;Email\nA;b\n", delimiter=",").headers == ("Name;Email",)


def test_unknown_headers_are_still_parted() -> None:
    assert table("foo;bar;baz\n1;2,5;3\n4;5;6\n").headers == ("foo", "bar", "baz")


def test_a_preamble_is_left_out() -> None:
    text = 'Notes:\n"When exporting, you may notice, that"\n\nFirst Name,Last Name,URL\nAna,Sousa,http\n'
    assert rows(text) == [(5, ["Ana", "Sousa", "http"])]


def test_short_rows_are_filled_and_empty_ones_left_out() -> None:
    assert rows("Name,Email,Notes\nA\n\n,,\nB,b,c,d\n") == [(2, ["A", "", ""]), (5, ["B", "b", "c", "d"])]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = 'Name,Email,Notes\nA,a,"one\r\ntwo, ""three"""\nB,b,"x\ny, z\n"\n'
    assert rows(text) == [(2, ["A", "a", 'one\r\ntwo, "three"']), (4, ["B", "b", "x\ny, z\n"])]


def test_headers_of_several_lines_are_headers() -> None:
    assert table('Name,"E-mail\naddress",Notes\nA,a,b\n').headers == ("Name", "E-mail\naddress", "Notes")


@pytest.mark.parametrize(
    "stray",
    ['A,"loose,1', '"A,loose,1', 'A,loose,"1'],
)
def test_a_quote_nobody_closes_costs_no_row(stray: str) -> None:
    found = table(f'Name,Email,Notes\n{stray}\nB,b@x,2\nC,"c@x",3\nD,d,4\n')
    assert list(found.rows) == [
        (2, ["A", "loose", "1"]),
        (3, ["B", "b@x", "2"]),
        (4, ["C", "c@x", "3"]),
        (5, ["D", "d", "4"]),
    ]
    assert [(entry.line, entry.key) for entry in found.mended] == [(2, "import.quote_stray")]
    assert not found.damaged


def test_two_strays_that_make_a_pair_swallow_nothing() -> None:
    between = "".join(f"N{number},e{number},{number}\n" for number in range(20))
    found = table(f'Name,Email,Size\n"A,a,1\n{between}TV,x@y,42"\nD,d,4\n')
    assert [cells[0] for _, cells in found.rows] == ["A", *(f"N{number}" for number in range(20)), "TV", "D"]


def test_headers_with_a_stray_quote_are_headers() -> None:
    found = table('Name,"Email\nA,a\nB,"b"\n')
    assert found.headers == ("Name", "Email")
    assert [cells for _, cells in found.rows] == [["A", "a"], ["B", "b"]]


def test_a_single_column_may_have_cells_of_several_lines() -> None:
    assert rows('Email\n"a\nb\nc"\nd\n') == [(2, ["a\nb\nc"]), (5, ["d"])]


def test_quotes_inside_quotes_are_text() -> None:
    found = table('Name,Email,Notes\nA,a,"a "good" note\nof two lines"\nB,b,"12" x\nC,c,d\n')
    assert list(found.rows) == [
        (2, ["A", "a", 'a "good" note\nof two lines']),
        (4, ["B", "b", "12 x"]),
        (5, ["C", "c", "d"]),
    ]


def test_a_row_that_fits_nowhere_is_damaged_not_lost() -> None:
    found = table('Name,Email,Notes\nA,"b"x"y\nB,b,c\n')
    assert [cells[0] for _, cells in found.rows] == ["B"]
    assert [(entry.line, entry.key) for entry in found.damaged] == [(2, "import.row_broken")]
    assert "2 cells" in sentence(found.damaged[0].refusal)


def test_a_cell_beyond_all_measure_is_read_on_its_own() -> None:
    long = "x" * 200_000
    assert rows(f"Name,Email\n{long},b\nA,b\n") == [(2, [long, "b"]), (3, ["A", "b"])]


def test_every_line_end_ends_a_row() -> None:
    assert rows("Name,Email\rA,B\rC,D\r") == [(2, ["A", "B"]), (3, ["C", "D"])]
    assert rows('Name,Email\r\nA,"x\ry"\r\n') == [(2, ["A", "x\ry"])]
    assert rows("Name,Email\nA\u2028B,c\x0bd\n") == [(2, ["A\u2028B", "c\x0bd"])]


def test_more_columns_than_any_address_book_has_are_refused() -> None:
    with pytest.raises(Refused, match=r"import\.too_many_columns"):
        table("Name" + ",x" * 1_000 + "\n" + "a\n" * 10)


@given(st.text(st.sampled_from('ab",;\n\r \t|é'), max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = table("Name,Email,Notes\n" + text)
    assert all(len(cells) >= 3 for _, cells in found.rows)


@pytest.mark.parametrize(
    "hostile",
    [
        '"' * 1_000_000,
        '",' * 500_000,
        'a,"b,c\n' * 50_000,
        '"\n' * 200_000,
        "," * 2_000_000,
        '"a\n\n' * 50_000,
        "\n" * 10**6,
    ],
    ids=range(7),
)
def test_hostile_quotes_take_time_in_proportion(hostile: str) -> None:
    # There is no clock here: whatever is not linear does not come back at all.
    assert isinstance(rows("Name,Email,Notes\n" + hostile + "\nA,b,c\n"), list)
