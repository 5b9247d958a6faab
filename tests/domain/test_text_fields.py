"""Fields in texts: filled once, never read again, and what is no field printed as typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.text_fields import fill, known_fields

VALUES = {"customer": "Padaria Central", "person": "", "total": "€ 1,405.89", "valid_until": ""}


def test_fields_are_filled_and_other_braces_stay_as_typed() -> None:
    text = "Dear {customer}: {total}, {Total}, {nothing}, {0}, {customer!r}, {customer:>99}, {{total}} {"
    assert fill(text, VALUES) == (
        "Dear Padaria Central: € 1,405.89, {Total}, {nothing}, {0}, {customer!r}, {customer:>99}, {€ 1,405.89} {"
    )


def test_what_is_filled_in_is_not_read_again() -> None:
    assert fill("{customer}", {"customer": "{total}", "total": "1"}) == "{total}"


def test_a_line_that_would_say_nothing_is_left_out() -> None:
    assert fill("One\nValid until {valid_until}.\n\nFor {person} {customer}", VALUES) == "One\n\nFor  Padaria Central"


@given(st.text())
def test_a_text_without_fields_is_printed_letter_by_letter(text: str) -> None:
    if not known_fields(text, VALUES):
        assert fill(text, VALUES) == text


@given(st.text(), st.text())
def test_any_value_is_printed_letter_by_letter(before: str, value: str) -> None:
    whole = f"{before.replace('{', '(')}{{total}}"
    assert fill(whole, {"total": value or "x"}) == f"{before.replace('{', '(')}{value or 'x'}"
