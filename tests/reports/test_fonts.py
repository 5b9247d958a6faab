"""The faces: what they hold, what they cannot print, and that nothing is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.fonts import MISSING_MARK, faces, missing_characters, printable


def test_figures_stand_under_each_other_in_every_face() -> None:
    for face in (faces().regular, faces().semibold):
        assert len({face.width(figure, 10) for figure in "0123456789\u2007"}) == 1


def test_the_faces_are_read_once_a_process() -> None:
    assert faces() is faces()


@pytest.mark.parametrize("text", ["Łódź, São Tomé, Ελλάδα, Київ", "12 480,00 € – R$ ½ m² × 3", "“Grão” · n.º 5…", ""])
def test_the_languages_of_customers_print_whole(text: str) -> None:
    assert missing_characters(text) == ""
    assert printable(text) == text


def test_characters_that_do_not_print_are_named_once_in_order() -> None:
    assert missing_characters("🎉 漢字 and 漢 again 🎉") == "🎉漢字"


def test_a_character_that_does_not_print_is_seen_on_the_page() -> None:
    assert printable("a漢b") == f"a{MISSING_MARK}b"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("right\u202eto\u202cleft \u2067x\u2069\u200f", "righttoleft x"),
        ("zero\u200bwidth\ufeff so\u00adft", "zerowidth soft"),
        ("bell\x07 escape\x1b[31m nul\x00 del\x7f", "bell escape[31m nul del"),
        ("a\tb\r\nc\rd\x0be\u2028f\x85g", "a b\nc\nd\ne\nf\ng"),
        ("cafe\u0301", "café"),
        ("non\u2011breaking thin\u2009space", "non-breaking thin space"),
        ("thumbs \U0001f44d\U0001f3fd up", f"thumbs {MISSING_MARK} up"),
        ("heart ❤\ufe0f", f"heart {MISSING_MARK}"),
    ],
)
def test_marks_that_show_nothing_leave_nothing(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn


@given(st.text(st.characters(codec=None)))
def test_what_is_drawn_is_always_covered_and_said_to_be_missing_where_replaced(text: str) -> None:
    drawn = printable(text)
    assert faces().covered.issuperset(drawn)
    assert printable(drawn) == drawn
    assert (drawn.count(MISSING_MARK) > text.count(MISSING_MARK)) == bool(missing_characters(text))


def test_a_start_without_papers_loads_no_engine() -> None:
    code = (
        "import sys, crm_desktop.reports.quote, crm_desktop.reports.summary, crm_desktop.reports.worker\n"
        "print(sorted({'reportlab', 'PIL', 'pypdfium2', 'font_source_sans_pro'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
