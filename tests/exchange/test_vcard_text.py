"""The grammar of vCard lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.vcard_text import (
    escape,
    fold_line,
    read_param,
    split_list,
    split_structure,
    unescape,
    write_param,
)


@given(st.text())
def test_an_escaped_text_reads_back_as_it_was(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.lists(st.text(), min_size=1))
def test_a_structure_splits_into_the_parts_it_was_made_of(parts: list[str]) -> None:
    assert [unescape(part) for part in split_structure(";".join(map(escape, parts)))] == parts
    assert [unescape(part) for part in split_list(",".join(map(escape, parts)))] == parts


def test_a_careless_backslash_stays_where_it_stands() -> None:
    assert unescape(r"C:\Users\Ana") == r"C:\Users\Ana"
    assert unescape("end\\") == "end\\"
    assert split_list("a,b\\") == ["a", "b\\"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_a_folded_line_is_short_and_unfolds_to_itself(line: str) -> None:
    folded = fold_line(line)
    assert all(len(piece) <= 75 for piece in folded.encode().split(b"\r\n"))
    assert folded.removesuffix("\r\n").replace("\r\n ", "") == line


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_a_parameter_reads_back_as_it_was(value: str) -> None:
    written = write_param("NAME", value).removeprefix(";NAME=")
    assert read_param(written.strip('"')) == value
    assert "\n" not in written
