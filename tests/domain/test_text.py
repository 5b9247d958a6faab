"""Text is kept as typed, without what no page and no file can carry."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import LINE_LIMIT, clean_line, clean_text, excerpt, fold, is_blank, quotable
from crm_desktop.sentences import sentence

ANYTHING = st.text(st.characters())
WITH_SURROGATES = st.text(st.one_of(st.characters(), st.characters(categories=["Cs", "Cc"])))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  São   João ", "sao joao"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Ørsted Æble œuvre þing ðe đ ħ ŧ", "orsted aeble oeuvre thing de d h t"),
        ("İstanbul ILGIN ılgın", "istanbul ilgin ilgin"),
        ("ΑΘΉΝΑ Йод", "αθηνα иод"),
        ("ﬁn ²", "fin 2"),
        ("Tab\there\u00a0and\nthere", "tab here and there"),
        ("O'Brien AT&T", "o'brien at&t"),
        ("", ""),
    ],
)
def test_folding_forgets_case_accents_and_spacing(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANYTHING)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_ignores_case_and_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.swapcase().swapcase()) == fold(text.swapcase())


def test_lines_are_kept_in_texts_and_joined_in_lines() -> None:
    text = " One\r\nTwo\rThree\u2028Four\x0bFive\tSix  seven \n"
    assert clean_text(text) == "One\nTwo\nThree\nFour\nFive Six  seven"
    assert clean_line(text) == "One Two Three Four Five Six seven"


def test_what_cannot_be_written_is_left_out_and_the_rest_is_as_typed() -> None:
    hostile = "A & B <Ltd> {0} \u202eabc\u200f \x00\x07\x1b\x9f\ud800\ufffe\U0001ffff😀 e\u0301"
    assert clean_line(hostile) == "A & B <Ltd> {0} \u202eabc\u200f 😀 é"


@given(WITH_SURROGATES)
def test_cleaned_text_can_be_stored_and_is_clean(text: str) -> None:
    cleaned, line = clean_text(text), clean_line(text)
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned
    assert clean_line(line) == line
    assert not any(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} and one != "\n" for one in cleaned)
    assert "\n" not in line
    assert unicodedata.is_normalized("NFC", cleaned)


def test_text_beyond_its_limit_is_refused_with_its_beginning() -> None:
    assert len(clean_line("x" * LINE_LIMIT)) == LINE_LIMIT
    with pytest.raises(Refused) as caught:
        clean_line("word " * 10_000, field="name")
    assert (caught.value.key, caught.value.field) == ("text.too_long", "name")
    assert "word word" in sentence(caught.value)
    assert len(sentence(caught.value)) < 250
    with pytest.raises(Refused):
        clean_text("12345", limit=4)


def test_an_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("one\n two\x00") == "one two"
    assert excerpt("x" * 41) == "x" * 39 + "…"
    assert excerpt("x" * 40) == "x" * 40
    assert excerpt("a b " * 10_000, 10) == "a b a b a…"
    assert excerpt(" " * 10_000 + "x") == "…"
    assert excerpt("\u202eevil\u202c") == "evil"


def test_what_is_quoted_neither_controls_a_terminal_nor_turns_the_sentence_round_nor_fills_the_screen() -> None:
    assert quotable("\x1b[31mred\x07\x00") == "\ufffd[31mred\ufffd\ufffd"
    assert quotable("\u202eevil\u202c \u2067x\u2069") == "evil x"
    assert quotable("x" * LINE_LIMIT) == "x" * LINE_LIMIT
    assert quotable("x" * (LINE_LIMIT + 1)) == "x" * (LINE_LIMIT - 1) + "…"


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u2060\ufeff", "\u00ad", "\u3164", "\u2800", "\u200f\u202e"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(text + "é")
