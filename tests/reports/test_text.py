"""Wrapping: nothing is lost, nothing is too wide, whatever is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.fonts import printable
from crm_desktop.reports.text import ELLIPSIS, limited, shortened, wrap, wrapped
from crm_desktop.reports.theme import theme_of
from tests.reports.examples import HOSTILE, WORKSHOP

ROW = theme_of(WORKSHOP).row


@given(st.text(max_size=400), st.floats(20, 400))
def test_wrapped_lines_fit_their_column_and_keep_every_letter_in_order(text: str, width: float) -> None:
    clean = printable(text)
    lines = wrap(clean, ROW, width)
    assert "".join(lines).replace(" ", "") == clean.replace(" ", "").replace("\n", "")
    assert all(ROW.width(line) <= width + 0.01 or len(line) == 1 for line in lines)


def test_words_are_only_broken_when_they_are_wider_than_the_column() -> None:
    words = "Bancada em granito Cinza Penalva, polida, com rebordo e abertura para placa"
    lines = wrap(words, ROW, 120)
    assert len(lines) > 2
    assert " ".join(lines) == words


def test_line_ends_of_the_person_who_typed_stay() -> None:
    assert wrapped("one\n\ntwo", ROW, 200) == ["one", "", "two"]


def test_a_text_of_blanks_gives_no_lines() -> None:
    assert wrapped(" \n \r\n ", ROW, 200) == []


def test_a_word_of_ten_thousand_letters_is_cut_into_lines() -> None:
    lines = wrapped("W" * 10_000, ROW, 200)
    assert "".join(lines) == "W" * 10_000
    assert len({len(line) for line in lines[:-1]}) == 1


def test_blanks_that_must_not_break_do_not() -> None:
    lines = wrap("aaaa 12\u00a0480,00\u00a0€", ROW, ROW.width("12\u00a0480,00\u00a0€") + 1)
    assert lines == ["aaaa", "12\u00a0480,00\u00a0€"]


@given(st.sampled_from(HOSTILE), st.floats(0, 300))
def test_a_shortened_text_fits_and_shows_that_it_was_cut(text: str, width: float) -> None:
    clean = printable(text)
    short = shortened(clean, ROW, width)
    assert short == clean.replace("\n", " ") or short.endswith(ELLIPSIS)
    assert ROW.width(short) <= max(width, ROW.width(clean[:1] + ELLIPSIS))


def test_only_the_lines_allowed_are_left_and_the_last_says_so() -> None:
    assert limited(["a", "b"], 2, ROW, 100) == ["a", "b"]
    assert limited(["a", "b", "c"], 2, ROW, 100) == ["a", "b" + ELLIPSIS]
